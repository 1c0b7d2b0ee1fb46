// Workflow templates that are carried from one portal to another, and the ids in them.

import type { carried as english } from '../english/carried.ts';

const KINDS: Readonly<Record<string, (id: string) => string>> = {
  type: (id) => `тип ${id}`,
  field: (id) => `поле ${id}`,
  stage: (id) => `стадия ${id}`,
  funnel: (id) => `воронка ${id.split('/')[1]} типа ${id.split('/')[0]}`,
  option: (id) => `значение ${id.split('/')[1]} поля ${id.split('/')[0]}`,
  user: (id) => `пользователь ${id}`,
  list: (id) => `список ${id}`,
  step: (id) => `действие приложения ${id}`,
  group: (id) => `группа ${id}`,
  record: (id) => `запись ${id}`,
};

export const carried: typeof english = {
  id: (token) => {
    const kind = token.slice(0, token.indexOf(':'));
    return KINDS[kind]?.(token.slice(kind.length + 1)) ?? token;
  },
  unmapped: (id, places) => `${id}: в файлах ничего такого нет, остаётся как есть; место: ${places}`,
  strangers: (count, some) => `в файле остаются как есть идентификаторы портала, с которого он прочитан (${count}): ${some}`,
  noDocument: (type) => `в файлах нет шаблонов для документов типа ${type}`,
  madeBy: (whose) => `шаблон создан ${whose}: где он есть, он остаётся за автором, на другом портале создаётся заново от имени этого приложения (\`alongside: false\`)`,
  dangling: (address) => `файл ссылается на ${address}, а этого нет среди описанного`,
  danglingHint: 'опишите его под этим именем или прочитайте шаблон заново',
  twin: 'у шаблона нет названия или так же называется другой шаблон этого типа документов: шаблоны находят по названию',
  steps: (codes) => `файл вызывает действия этого приложения, они должны быть на портале: ${codes}`,
  toKnow: 'Обратите внимание:',
};
