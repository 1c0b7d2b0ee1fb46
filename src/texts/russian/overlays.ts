// Differences between portals in Russian: overlays, variables of a portal, languages.

import type { overlays as english } from '../english/overlays.ts';

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
const didYouMean = (word: string | undefined, otherwise?: string): string | undefined => (word === undefined ? otherwise : `возможно, имелось в виду \`${word}\`?`);

export const overlays: typeof english = {
  didYouMean,
  directiveElsewhere: (key) => `\`${key}\` бывает только в наложениях: здесь удалите строку или поставьте элемент на нужное место`,
  unknownDirective: (key) => `указания \`${key}\` нет`,
  knownDirectives: (known) => `известны: ${listed(known)}`,
  onlyTrue: (key) => `\`${key}\` может быть только true`,
  onlyTrueHint: 'напишите true или удалите строку',
  neighbourKey: (key) => `\`${key}\` — это ключ другого элемента того же словаря`,
  omitAlone: '`$omit` исключает элемент, поэтому больше о нём ничего сказать нельзя',
  omitAloneHint: 'удалите `$omit` или всё, что стоит рядом с ним',
  twoPlaces: (one, other) => `\`${one}\` и \`${other}\` — это два места для одного элемента`,
  keepOne: 'оставьте одно из них',
  noNeighbour: (key, neighbour) => `\`${key}\` должен стоять рядом с \`${neighbour}\`, а его в этом словаре нет`,
  besideItself: (key) => `\`${key}\` не может стоять рядом с самим собой`,
  circle: (keys) => `места этих элементов определяются друг через друга по кругу: ${listed(keys)}`,
  circleHint: 'поставьте один из них рядом с элементом, у которого есть место',
  noOrder: (key) => `\`${key}\` стоит в словаре, у которого на портале нет порядка`,
  nothingToOmit: (key) => `\`${key}\` здесь нет, исключать нечего`,
  nothingToSwitch: (key) => `\`${key}\` нигде не описан, включать и выключать нечего`,
  removeLine: 'удалите строку',
  badAddress: (address) => `\`${address}\` — не адрес`,
  badAddressHint: 'напишите ВИД.КЛЮЧ/ВИД.КЛЮЧ, например smartProcess.equipment/field.SERIAL',
  unknownKind: (kind, parent) => (parent === undefined ? `адрес не может начинаться с \`${kind}\`` : `\`${kind}\` не бывает внутри \`${parent}\``),
  knownKinds: (known) => (known.length === 0 ? 'там ничего не бывает' : `там бывают: ${listed(known)}`),
  inList: (kind) => `\`${kind}\` стоит в списке, и своего ключа у него нет`,
  inListHint: (section, parent) => `замените список целиком: ${parent}: { ${section}: [ … ] }`,
  undeclared: (address) => `\`${address}\` нигде не описан`,
  undeclaredHint: (close) => didYouMean(close) ?? 'сначала опишите его в файлах или в наложении выше',
  unknownPortal: (name) => `портала \`${name}\` нет`,
  unknownPortalHint: (close, known) => `${close === undefined ? '' : `возможно, имелось в виду \`${close}\`? `}Известны: ${listed(known)}`,
  unknownTag: (tag) => `тега \`${tag}\` нет ни у одного портала`,
  unknownTagHint: (close, known) => didYouMean(close, known.length === 0 ? 'дайте его порталу: portals: { ИМЯ: { tags: [ … ] } }' : `известны: ${listed(known)}`)!,
  elsewhereDefined: (portal, name, others) => `у портала \`${portal}\` нет переменной \`${name}\`, а у ${listed(others)} она есть`,
  elsewhereDefinedHint: (portal, name) => `добавьте её в portals.${portal}.variables или для всех порталов: variables: { ${name}: … }`,
  missingTranslation: (language) => `у этого текста нет варианта для языка "${language}", на котором работает один из порталов`,
  missingTranslationHint: (language) => `добавьте \`${language}: …\` или напишите один текст для всех языков`,
  onPortals: (message, portals) => `${message} (${portals.length === 1 ? 'портал' : 'порталы'} ${portals.join(', ')})`,
};
