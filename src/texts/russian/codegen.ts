// Что говорит `bxform codegen`. Само сгенерированное — код, и он на английском.

import type { english } from '../english/index.ts';
import { counted } from './counted.ts';

export const codegen: (typeof english)['codegen'] = {
  summary: 'Написать типизированный контракт действий и роботов для их обработчиков.',
  description:
    'Пишет, что портал присылает обработчикам описанных действий и роботов и что он принимает обратно через bizproc.event.send: модуль TypeScript, ' +
    'модуль JavaScript с типами в комментариях или JSON Schema. Нужны только файлы, портал не нужен. Одни и те же файлы дают один и тот же текст, поэтому храните его в репозитории.',
  lang: 'что писать: модуль TypeScript, модуль JavaScript для Node без сборки или JSON Schema; язык самого bxform можно указать рядом',
  only: 'только действия и роботы с этими адресами (`*` заменяет часть адреса)',
  out: 'записать в этот файл, а не печатать',
  written: (file: string, count: number): string => `Записан файл ${file}: ${counted(count, 'действие или робот', 'действия и робота', 'действий и роботов')}.`,
  problems: {
    none: 'здесь не описано ни одного действия и ни одного робота',
    noneHint: 'опишите их в разделах `activities:` или `robots:` проекта',
    unknownType: (path: string, type: string): string => `у ${path} тип ${type}, для которого нет кода`,
    unknownTypeHint: (types: string): string => `возьмите один из ${types} или UF: и тип поля`,
    secret: (path: string): string => `${path} — секрет, а его пришлось бы записать в код`,
    secretHint: 'возьмите значение из `variables:` или укажите `sensitive: false` у переменной окружения',
    differ: (portals: string): string => `действия не одинаковы на порталах ${portals}`,
    differHint: 'назовите один из порталов через --portal',
    notWritten: (file: string, why: string): string => `не удаётся записать ${file}: ${why}`,
  },
};
