// Differences between portals in Russian: overlays, variables of a portal, languages.

import type { overlays as english } from '../english/overlays.ts';

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
const didYouMean = (word: string | undefined, otherwise?: string): string | undefined => (word === undefined ? otherwise : `возможно, имелось в виду \`${word}\`?`);

export const overlays: typeof english = {
  didYouMean,
  directiveElsewhere: (key) => `\`${key}\` пишут в оверлее: здесь уберите эту строку или переставьте элемент на его место`,
  unknownDirective: (key) => `директивы \`${key}\` нет`,
  knownDirectives: (known) => `есть такие: ${listed(known)}`,
  onlyTrue: (key) => `значением \`${key}\` должно быть true`,
  onlyTrueHint: 'напишите true или уберите строку',
  neighbourKey: (key) => `значением \`${key}\` должен быть ключ другого элемента того же словаря`,
  omitAlone: '`$omit` убирает элемент, поэтому больше о нём сказать нельзя ничего',
  omitAloneHint: 'уберите `$omit` либо всё, что стоит рядом с ним',
  twoPlaces: (one, other) => `\`${one}\` и \`${other}\` задают одному элементу два места`,
  keepOne: 'оставьте одно из них',
  noNeighbour: (key, neighbour) => `\`${key}\` должен стоять рядом с \`${neighbour}\`, но такого здесь нет`,
  besideItself: (key) => `\`${key}\` должен стоять рядом с самим собой`,
  circle: (keys) => `эти элементы заданы друг через друга по кругу: ${listed(keys)}`,
  circleHint: 'поставьте один из них рядом с элементом, у которого есть место',
  noOrder: (key) => `\`${key}\` стоит там, где у портала нет порядка`,
  nothingToOmit: (key) => `\`${key}\` здесь нет, убирать нечего`,
  nothingToSwitch: (key) => `\`${key}\` никем не описан, включать и выключать нечего`,
  removeLine: 'уберите строку',
  badAddress: (address) => `\`${address}\` не является адресом`,
  badAddressHint: 'напишите ВИД.КЛЮЧ/ВИД.КЛЮЧ, например smartProcess.equipment/field.SERIAL',
  unknownKind: (kind, parent) => (parent === undefined ? `с \`${kind}\` адрес не начинается` : `под \`${parent}\` не бывает \`${kind}\``),
  knownKinds: (known) => (known.length === 0 ? 'там ничего не стоит' : `там бывает: ${listed(known)}`),
  inList: (kind) => `\`${kind}\` стоит в списке, и своего ключа у него нет`,
  inListHint: (section, parent) => `замените список целиком: ${parent}: { ${section}: [ … ] }`,
  undeclared: (address) => `\`${address}\` никем не описан`,
  undeclaredHint: (close) => didYouMean(close) ?? 'сначала опишите его: в файлах или в более раннем оверлее',
  unknownPortal: (name) => `портала \`${name}\` нет`,
  unknownPortalHint: (close, known) => `${close === undefined ? '' : `возможно, имелось в виду \`${close}\`? `}Есть такие: ${listed(known)}`,
  unknownTag: (tag) => `ни у одного портала нет тега \`${tag}\``,
  unknownTagHint: (close, known) => didYouMean(close, known.length === 0 ? 'добавьте его порталу: portals: { ИМЯ: { tags: [ … ] } }' : `есть такие: ${listed(known)}`)!,
  elsewhereDefined: (portal, name, others) => `у портала \`${portal}\` нет переменной \`${name}\`, а у ${listed(others)} она есть`,
  elsewhereDefinedHint: (portal, name) => `добавьте её в portals.${portal}.variables или сразу для всех порталов: variables: { ${name}: … }`,
  missingTranslation: (language) => `у этого текста нет языка \`${language}\`, на котором работает один из порталов`,
  missingTranslationHint: (language) => `добавьте \`${language}: …\` или напишите один текст для всех языков`,
  onPortals: (message, portals) => `${message} (${portals.length === 1 ? 'портал' : 'порталы'} ${portals.join(', ')})`,
};
