// The rules of the portal in Russian.

import type { english } from '../english/index.ts';
import { counted } from './counted.ts';

export const rules: typeof english.rules = {
  noLanguage: 'неизвестно, на каком языке этот текст',
  noLanguageHint: 'укажите у портала `language` или задайте тексты по языкам: `{ ru: … }`',
  emptyRange: (least, from, most, to) => `${least} = ${from} больше, чем ${most} = ${to}: не подойдёт ни одно значение`,
  emptyRangeHint: 'поменяйте их местами или уберите одно из них',
  noSuchField: (pinned, address) => `на портале нет поля ${pinned}, за которым закреплено ${address}, и создать его нельзя`,
  noSuchFieldHint: (beginning) =>
    (beginning === undefined ? 'портал называет новое поле по его смарт-процессу' : `название нового поля начинается с ${beginning}`) +
    ': исправьте `fieldName` или уберите его',
  noSuchDay: (address, day) => `значение по умолчанию у ${address} — несуществующая дата: ${day}`,
  noSuchDayHint: 'портал сохранил бы другую дату или никакой',
  defaultOptions: (address, count) => `у ${address} ${counted(count, 'вариант', 'варианта', 'вариантов')} по умолчанию`,
  defaultOptionsHint: 'у поля без `multiple` может быть только один вариант по умолчанию',
  labelsLost: 'заданные в других местах подписи для столбца списка, фильтра и сообщения об ошибке пропадут: портал перезаписывает все подписи поля сразу',
  successStages: (address, count) => `в ${address} должна быть ровно одна успешная стадия, а их ${count}`,
  successStagesHint: (key) => `в каждой воронке одна успешная стадия с ключом ${key}: дайте ей название, например \`${key}: Готово\``,
  noFailure: (address) => `в ${address} нет неуспешной стадии`,
  noFailureHint: 'опишите её или стадию с `semantics: failure`',
  noProcess: (address) => `в ${address} нет ни одной стадии до завершающих`,
  noProcessHint: 'опишите хотя бы одну',
  stageOrder: (address) => `стадии ${address} стоят не по порядку`,
  stageOrderHint: 'сначала рабочие стадии, затем успешная, затем неуспешные: завершающие стадии на портале всегда последние',
  isSuccess: (key) => `стадия ${key} на любом портале — успешная стадия своей воронки`,
  isSuccessHint: 'уберите `semantics` или дайте стадии другой ключ',
  otherSuccess: (success, key) => `у успешной стадии здесь всегда ключ ${success}, а не ${key}`,
  otherSuccessHint: (success) => `переименуйте ключ в ${success}; название и цвет могут быть любыми`,
  noDefaultFunnel: (parent) => `на портале не видно воронки по умолчанию для ${parent}`,
  noDefaultFunnelHint: 'она есть на портале изначально, создать её нельзя: проверьте, включён ли этот раздел CRM',
  stagesElsewhere: (dictionary) => `в ${dictionary} хранятся стадии, их не описывают как элементы справочника`,
  stagesElsewhereHint: 'опишите их на своём месте: crm.lead.stages, crm.quote.stages или стадии воронки',
  keysAlike: (key, first, parent) => `${key} и ${first} в ${parent} различаются только заглавными и строчными буквами`,
  keysAlikeHint: 'переименуйте один из них или уберите его, если это одно и то же',
  ownRelation: { parent: (owner) => `${owner} не может быть собственным родителем`, child: (owner) => `${owner} не может быть собственным потомком` },
  ownRelationHint: 'связи типа с самим собой на портале нет; на записи того же смарт-процесса может указывать поле типа crm',
  illegalRelation: { parent: (type) => `${type} не может быть родителем в связи`, child: (type) => `${type} не может быть потомком в связи` },
  illegalRelationHint: {
    parent: 'контакты и компании становятся родителями не через связь, а через `settings: { client: true }`',
    child: 'заказы становятся потомками не через связь, а через `settings: { payments: true }`',
  },
  defaultFunnels: (address, count) =>
    `в ${address} должна быть ровно одна воронка по умолчанию, а ` +
    (count > 1 ? `так отмечены ${counted(count, 'воронка', 'воронки', 'воронок')}` : 'не отмечена ни одна'),
  defaultFunnelsHint: 'напишите `default: true` ровно у одной воронки: у смарт-процесса с самого начала есть воронка по умолчанию, и её переименуют',
  funnelsOff: (address, count) => `в ${address} ${counted(count, 'воронка', 'воронки', 'воронок')}, а settings.funnels не равно true`,
  funnelsOffHint: 'добавьте `settings: { funnels: true }`',
  stagesOff: (address) => `в ${address} описаны стадии, а settings.stages равно false`,
  stagesOffHint: 'задайте `settings: { stages: true }` или уберите стадии',
  linkedOff: (address) => `в ${address} описаны linkedUserFields, а settings.useInUserFields равно false`,
  linkedOffHint: 'портал связывает смарт-процесс с полями задач и календаря, только пока settings.useInUserFields равно true',
  openPermissions: 'напишите `settings: { openPermissions: false }` или true: по умолчанию портал открывает новые воронки всем сотрудникам',
  twoWorkplaces: (type, first, own) => `${type} входит сразу в два цифровых рабочих места: ${first} и ${own}`,
  twoWorkplacesHint: 'смарт-процесс может быть только в одном цифровом рабочем месте: уберите его из лишнего',
  movesOut: (type, workplace) => `${type} уходит из цифрового рабочего места ${workplace}: права ролей на его воронки будут потеряны`,
};
