// Plans that cannot be made or ask something, and what became of steps, in Russian.

import type { english } from '../english/index.ts';
import { counted } from './counted.ts';

const objects = (count: number): string => counted(count, 'объект', 'объекта', 'объектов');
/** What is looked up, in the genitive. */
const LOOKUPS: Readonly<Record<string, string>> = {
  user: 'пользователя',
  department: 'отдела',
  list: 'универсального списка',
  currency: 'валюты',
  dictionary: 'справочника',
};

export const engine: typeof english.engine = {
  didYouMean: (word) => `возможно, имелось в виду ${word}?`,
  oneOf: (words) => `возможные значения: ${words}`,
  access: {
    notAdministrator: (user) =>
      `вебхук принадлежит пользователю, который не является администратором портала${user === undefined ? '' : ` (пользователь ${user})`}`,
    notAdministratorHint: 'вебхук должен создать администратор: остальные видят только часть портала, и то, чего они не видят, было бы создано повторно',
    missingScope: (scope, kinds) => `у вебхука нет права ${scope}, оно нужно для ${kinds}`,
    missingScopeHint: (scope) => `откройте вебхук на портале (раздел «Разработчикам») и добавьте в его права ${scope}`,
  },
  ask: {
    sameName: (count) => `такое название на портале имеют ${objects(count)}`,
    nothingCalled: (name) => `на портале нет ничего с названием или id ${name}`,
    manyCalled: (count, name) => `название ${name} на портале имеют ${objects(count)}`,
    twins: (count) => `о воронках этого смарт-процесса ничего не записано, и такое название имеют сразу ${counted(count, 'воронка', 'воронки', 'воронок')}`,
    former: (which) => `на портале нет того, что было применено в прошлый раз; возможно, это ${which}`,
    olderName: (which) => `о ${which} ничего не записано; возможно, это тот же объект под прежним названием`,
    somebodyElses: (which) => `на портале уже есть ${which}, созданный не этим проектом`,
    secondOne: 'ещё один такой же',
    foreign: (name) => `на портале это уже есть${name === undefined ? '' : ` (${name})`}: создано не этим проектом и отличается от конфигурации`,
    foreignAbove: (name) => `на портале это уже есть (${name}): создано не этим проектом, а внутри что-то изменилось бы`,
    interrupted: 'возможно, это создано прерванным применением: подходят два новых объекта на портале',
    manyMarks: (count, which) => `нашу метку на портале несут ${objects(count)}: ${which}`,
    clearMarks: '# оставьте code только у одного из них на портале, у остальных очистите',
    taken: (which, address) => `${which} — это уже ${address}`,
    waits: (address) => `ждёт решения по ${address}`,
    unwanted: 'создаётся порталом вместе с воронкой, в конфигурации не описано; удаляется, пока пустое',
  },
  plan: {
    fixed: (path, address, value) => `${path} у ${address} изменить нельзя: на портале это ${value}`,
    fixedHint: (value, kind) => `верните ${value} или опишите новый объект (${kind}) под другим ключом; иначе портал потерял бы данные старого`,
    unsaid: (address, path) => `${address} предстоит создать, а ${path} не задано`,
    noLookup: (kind, key) => `на портале нет ${LOOKUPS[kind] ?? kind} ${key}`,
    lookups: (known) => `на портале есть: ${known}`,
    createFirst: 'сначала создайте это на портале',
    unmarked: (mark, address, more) =>
      `портал не сохранил ${mark} у ${address}${more > 0 ? ` и ещё у ${counted(more, 'объекта', 'объектов', 'объектов')}` : ''}: ` +
      'о том, что это наше, знает только состояние',
    unmarkedHint: 'берегите файл состояния, например храните его в системе контроля версий, или закрепите их через `entityTypeId`',
  },
  names: {
    unknown: (name) => `здесь нет ничего с именем ${name}`,
    languageUnknown: 'текст задан по языкам, а язык портала неизвестен',
    languageUnknownHint: 'укажите у портала `language` (для портала `env` — BXFORM_LANGUAGE)',
    languageMissing: (language) => `в тексте нет варианта ${language}, а это язык портала`,
    languageMissingHint: (language) => `добавьте \`${language}: …\`; портал хранит здесь одну строку`,
    disagreement: (address) => `${address} описано дважды и по-разному`,
    disagreementHint: (place) => `второе описание — в ${place}; связь можно описать с обеих сторон, если описания совпадают`,
    noAddress: (address) => `ничего с адресом ${address} нет`,
    noAddressHint: 'напишите адрес вида smartProcess.equipment',
  },
  guard: {
    otherProject: (theirs, ours) => `план построен для проекта ${theirs}, а это ${ours}`,
    otherPortal: (theirs, ours) => `план построен для портала ${theirs}, а это ${ours}`,
    applied: 'после построения плана на этом портале уже что-то применили',
    edited: 'файл плана изменён после построения',
    nowThere: (address) => `${address}: после построения плана это уже появилось на портале`,
    changed: (address) => `${address}: после построения плана это изменилось на портале`,
    again: 'снова запустите `bxform plan --out` и просмотрите новый план',
    unset: (name) => `плану нужна переменная окружения ${name}, а она не задана`,
    otherSecret: (template) => `значение ${template} не то, с которым построен план`,
    otherSecretHint: 'постройте план заново с новым значением',
  },
  apply: {
    unread: (why: string): string => `отправлено, а потом портал перестал читаться (${why})`,
    lost: 'ответ потерян, и на портале следов нет',
    stale: (address) => `${address}: после построения плана это изменилось на портале; постройте план заново`,
    waiting: 'ответ потерян: нужно дождаться, пока портал точно закончит обработку',
    reads: (path, value) => `на портале ${path} — ${value}`,
    otherText: 'другой текст',
    stillThere: 'объект всё ещё на портале',
    notThere: (address) => `${address} на портале нет`,
    withheld: 'портал отказал (текст отказа скрыт: в нём может повторяться секрет)',
    two: 'созданным могут быть сразу два объекта на портале',
    notStored: 'принято, но не применено: портал ответил согласием, а объекта нет',
    notApplied: (what) => `принято, но не применено: ${what}`,
    notKnown: (what, address) => `${what} у ${address}: значение неизвестно`,
    liveList: (list) => `список ${list} с портала`,
  },
};
