// Id портала в виде констант для программ.

export const constants = {
  format: 'формат вывода: таблица, JSON, переменные оболочки или константы для программы (ts, php, python), которые хранят в репозитории',
  out: 'записать в файл; прежний заменяется целиком и только если всё в порядке',
  unwritable: (file: string, why: string): string => `не удаётся записать ${file}: ${why}`,
  ambiguous: (name: string, columns: string): string => `в записях портал называет ${name} одно из этих полей, и нельзя сказать, какое: ${columns}`,
  ambiguousHint: 'используйте column и передавайте порталу `useOriginalUfNames: Y` либо переименуйте одно из полей',
};
