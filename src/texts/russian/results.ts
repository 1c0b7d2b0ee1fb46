// Results in Russian: plans, applies, problems, outputs, state.

import type { results as english } from '../english/results.ts';
import { counted, form } from './counted.ts';

const requests = (sent: { readonly requests: number; readonly commands: number }): string =>
  `${counted(sent.requests, 'HTTP-запрос', 'HTTP-запроса', 'HTTP-запросов')} (${counted(sent.commands, 'команда', 'команды', 'команд')})`;

export const results: typeof english = {
  actions: { create: 'создать', update: 'изменить', delete: 'удалить', adopt: 'перенять', blocked: 'отложено', none: 'без изменений' },
  outcomes: { done: 'выполнено', failed: 'ошибка', skipped: 'пропущено', unknown: 'неизвестно', blocked: 'отложено', notStarted: 'не начато' },
  levels: { error: 'ошибка:', warning: 'предупреждение:' },
  origins: { created: 'создано', sideEffect: 'создано порталом', adopted: 'перенято', recovered: 'найдено заново', acknowledged: 'подтверждено' },
  kinds: { smartProcess: 'со смарт-процессом', funnel: 'с воронкой', field: 'с полем', workplace: 'с цифровым рабочим местом' },
  value: {
    none: '(нет)',
    notKnown: '(неизвестно)',
    secret: '(секрет)',
    secretChanged: '(секрет, изменён)',
    unchangedLines: (count) => `... без изменений: ${counted(count, 'строка', 'строки', 'строк')}`,
    moreLines: (count) => `... ещё ${counted(count, 'строка', 'строки', 'строк')}`,
  },
  plan: {
    header: (project, portal, host) => `План проекта ${project} для портала ${portal} (${host})`,
    automatic: (parent) => `создаётся порталом вместе ${parent}`,
    automaticAlone: 'создаётся самим порталом',
    unwanted: (made) => `${made}, в конфигурации не описано`,
    waits: (address) => `ждёт ${address}`,
    note: 'примечание',
    risk: 'риск',
    unexplained: 'причина не указана',
    answer: (address, lines) => `чтобы продолжить, добавьте в ${address}${lines > 1 ? ' одну из строк' : ''}:`,
    recorded: 'Уже есть на портале и совпадает с конфигурацией, будет записано как своё:',
    recordedBelow: (count) => `и внутри него ${counted(count, 'адрес', 'адреса', 'адресов')}`,
    leftAlone: 'Больше не описано в конфигурации, остаётся на портале как есть:',
    warnings: 'Предупреждения:',
    attention: 'Обдумайте перед применением:',
    empty: 'Изменений нет. Портал соответствует конфигурации.',
    summary: (counts) =>
      `План: создать ${counts.create}, изменить ${counts.update}, удалить ${counts.delete}, перенять ${counts.adopt}; отложено ${counts.blocked}.`,
    needs: (usage, time) => (usage.requests === 0 ? 'HTTP-запросы не нужны.' : `Потребуется ${requests(usage)}, примерно ${time}.`),
  },
  time: {
    seconds: (seconds) => `${seconds} с`,
    minutes: (minutes, seconds) => `${minutes} мин${seconds > 0 ? ` ${seconds} с` : ''}`,
    hours: (hours, minutes) => `${hours} ч${minutes > 0 ? ` ${minutes} мин` : ''}`,
  },
  planFile: {
    notJson: (file) => `${file} не является сохранённым планом: это не JSON`,
    notPlan: (file) => `${file} не является сохранённым планом bxform`,
    newer: (file, format) => `${file} сохранён более новой версией bxform (${format})`,
    damaged: (file, what) => `сохранённый план ${file} повреждён (${what})`,
    otherVersion: (file, made, ours) => `${file} сохранён в bxform ${made}, а это bxform ${ours}`,
    planAgain: 'постройте план заново: `bxform plan --out`',
    sameVersion: (made) => `постройте план заново этой версией или примените его в bxform ${made}`,
    update: 'обновите bxform или постройте план заново этой версией',
  },
  apply: {
    confirm: (portal, host) => `Применить этот план к порталу ${portal} (${host})? Введите «да», чтобы продолжить: `,
    yes: ['да', 'yes'],
    step: (action, what) => `${action} ${what.replace(/^(\w+) of /, '$1 у ')}`,
    waiting: (why, time) => `пауза ${time}: ${why}`,
    failed: 'Ошибки:',
    skipped: 'Пропущено:',
    unknown: 'Неизвестно (отправлено, но ответа нет; следующий план прочитает портал и всё выяснит):',
    blocked: 'Отложено:',
    blockedBehind: (count) =>
      `и ${counted(count, 'изменение, которое', 'изменения, которые', 'изменений, которые')} ${form(count, 'их ждёт', 'их ждут', 'их ждут')}`,
    notStarted: 'Не начато:',
    because: (addresses) => `из-за ${addresses}`,
    cancelledCause: 'отмены',
    cancelled: 'Отменено. Сделанное остаётся; следующее применение продолжит с этого места.',
    again: 'Сделанное остаётся и не повторяется: устраните причину и примените план снова.',
    nothing: 'Изменений нет. Портал соответствует конфигурации.',
    summary: (counts) =>
      `Итог: выполнено ${counts.done}, с ошибкой ${counts.failed}, пропущено ${counts.skipped}, отложено ${counts.blocked}, неизвестно ${counts.unknown}` +
      `${counts.notStarted > 0 ? `, не начато ${counts.notStarted}` : ''}.`,
    used: (usage) => `Отправлено: ${requests(usage)}.`,
  },
  problems: {
    hint: 'совет',
    none: 'Ошибок не найдено.',
    count: (errors, warnings) =>
      `${[
        errors > 0 ? [counted(errors, 'ошибка', 'ошибки', 'ошибок')] : [],
        warnings > 0 ? [counted(warnings, 'предупреждение', 'предупреждения', 'предупреждений')] : [],
      ].flat().join(', ')}.`,
  },
  outputs: {
    header: { address: 'АДРЕС', name: 'НАЗВАНИЕ', ids: 'ID' },
    none: 'На портале пока нет ничего из описанного здесь.',
    collision: (name, addresses) => `переменная ${name} обозначала бы сразу ${addresses}`,
    collisionHint: 'возьмите эти id из `bxform outputs --json` или переименуйте один из ключей',
    unquotable: (name) => `значение ${name} нельзя надёжно записать в формате dotenv`,
    unquotableHint: 'возьмите его из `bxform outputs --json`',
  },
  state: {
    header: { address: 'АДРЕС', origin: 'ОТКУДА', name: 'НАЗВАНИЕ', ids: 'ID' },
    title: (project, portal, serial) => `Состояние проекта ${project} на портале ${portal}, номер ${serial}`,
    count: (count) => `${counted(count, 'адрес', 'адреса', 'адресов')}.`,
    none: 'Состояние пусто: об этом портале bxform ничего не помнит.',
    labels: {
      kind: 'вид',
      origin: 'откуда',
      name: 'название',
      ids: 'id',
      key: 'ключ',
      mark: 'метка',
      blind: 'применено последним (портал этого не возвращает)',
      unwanted: 'не описано, будет удалено, пока пустое',
    },
    yes: 'да',
    forgotten: (address) => `Забыто: ${address}. Портал не изменён.`,
    unknown: (address) => `в состоянии нет ${address}`,
    didYouMean: (address) => `возможно, имелось в виду ${address}?`,
  },
};
