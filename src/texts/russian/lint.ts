// `bxform lint` in Russian.

import { counted } from './counted.ts';

const list = (words: readonly string[]): string => words.map((word) => `${word}: …`).join(', ');

export const lint: typeof import('../english/lint.ts').lint = {
  help: {
    summary: 'Проверить стиль и смысл файлов, в которых нет ошибок, не обращаясь к порталу.',
    description:
      'Подписи, названия, цвета, коды и всё, обо что споткнутся люди. Уровни, настройки и свои правила записаны в разделе `lint` файла проекта; ' +
      'комментарий `# bxform-ignore ПРАВИЛО` пропускает замечание. Код выхода 1, если есть замечание уровня error.',
    strict: 'код выхода 1 и при предупреждениях',
  },
  done: (resources, errors, warnings) =>
    `Проверено: ${counted(resources, 'ресурс', 'ресурса', 'ресурсов')}, ${counted(errors, 'ошибка', 'ошибки', 'ошибок')}, ` +
    `${counted(warnings, 'предупреждение', 'предупреждения', 'предупреждений')}.`,
  withRule: (message, rule) => `${message} (${rule})`,
  didYouMean: (word) => `возможно, имелось в виду ${word}?`,
  own: (address, message) => `${address}: ${message}`,
  ownHint: (broken) => `правило записано в lint.own файла проекта; не выполнено: ${broken}`,
  settings: {
    badPattern: (pattern) => `${JSON.stringify(pattern)} — не регулярное выражение`,
    badPatternHint: 'регулярные выражения здесь — как в JavaScript, например ^(CAR|PART)_[A-Z0-9_]+$',
    taken: (id) => `правило с именем ${id} уже есть`,
    takenHint: 'назовите это правило иначе',
    unknownKind: (kind) => `вида ресурсов ${kind} нет`,
    knownKinds: (kinds) => `известны ${kinds}`,
    badSchema: (id, said) => `схему правила ${id} нельзя применить: ${said}`,
    badSchemaHint: 'нужна JSON Schema (draft-07) для тела ресурса, без $ref',
  },
  unusedIgnore: {
    message: (rule) => `комментарий отключает правило ${rule}, но здесь оно ничего не находит`,
    hint: 'уберите его; место ему — в конце строки, на которую указывает замечание, или отдельной строкой над ней',
    unknown: (rule) => `правила ${rule} нет`,
    known: (rules) => `известны ${rules}`,
    nothing: 'в комментарии не названо ни одного правила',
    nothingHint: 'напишите # bxform-ignore ПРАВИЛО',
  },
  coloursAlike: {
    message: (first, second, parent) => `цвета стадий ${first} и ${second} в ${parent} неразличимы`,
    hint: 'дайте одной из них другой цвет',
  },
  entityTypeUnpinned: {
    message: (address) => `${address} получит на каждом портале свой entityTypeId`,
    hint: 'задайте один entityTypeId для всех порталов (чётный, от 1030) или читайте его программами из `bxform outputs`',
  },
  fieldCode: {
    message: (key, pattern) => `код поля ${key} не соответствует ${pattern}`,
    hint: 'переименуйте сейчас: после применения другой код — это другое поле',
  },
  funnelWithoutFailure: {
    message: (address) => `в ${address} описаны стадии, но среди них нет неуспешной`,
    hint: 'опишите и неуспешную стадию, чтобы её имя и место были одинаковы на всех порталах',
  },
  funnelWithoutStages: {
    message: (address) => `в ${address} не описаны стадии: останутся те, что создаёт сам портал, под его названиями`,
    hint: 'опишите стадии',
  },
  labelMissing: {
    none: (address) => `у ${address} нет подписи, люди увидят код поля`,
    noneHint: 'добавьте `label:`',
    language: (text, address, missing) => `${text} у ${address} не задан на языках: ${missing}`,
    languageHint: (missing) => `добавьте ${list(missing)}`,
  },
  mandatoryBoolean: {
    message: (address) => `${address} — обязательное поле «да/нет»: «нет» тоже ответ, поэтому оно никого ни о чём не спрашивает`,
    hint: 'уберите `mandatory` или сделайте список с вариантами «да» и «нет»',
  },
  mandatoryUneditable: {
    message: (address) => `${address} обязательно, но в карточке его нельзя изменить: люди не смогут сохранить запись`,
    hint: 'уберите `mandatory` или `editInList: false`',
  },
  sortByHand: {
    mixed: (address) => `у ${address} задан свой sort, а порядок соседей определяется их местом в файле`,
    backwards: (address) => `${address} стоит ниже соседа с большим sort: порядок в файле и на портале разный`,
    hint: 'уберите `sort`: порядок определяет место в файле',
  },
  stageNameLong: {
    message: (address, length, max) => `в названии ${address} символов: ${length}; колонка канбана показывает около ${max}`,
    hint: 'сократите название',
  },
  titleClash: {
    message: (address, first) => `${address} называется так же, как ${first}`,
    hint: 'люди видят только названия: дайте одному из них другое',
  },
  tooManyMandatory: {
    message: (address, count, max) => `в ${address} обязательных полей ${count}, больше ${max}: их будут заполнять чем попало`,
    hint: 'оставьте те, без которых запись не имеет смысла',
  },
  unusedOptions: {
    few: (address, count) => (count === 0 ? `${address} — список без вариантов` : `${address} — список из одного варианта, выбирать не из чего`),
    fewHint: 'добавьте варианты или сделайте поле «да/нет»',
    twice: (key, first, field) => `варианты ${first} и ${key} в ${field} называются одинаково`,
    twiceHint: 'люди их не различат: переименуйте или удалите один',
  },
};
