// What bxform says about differences between portals: overlays, variables of a portal, languages.

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
const didYouMean = (word: string | undefined, otherwise?: string): string | undefined => (word === undefined ? otherwise : `did you mean \`${word}\`?`);

export const overlays = {
  didYouMean,
  directiveElsewhere: (key: string): string => `\`${key}\` belongs into an overlay: here, leave the line out, or move the entry to its place`,
  unknownDirective: (key: string): string => `there is no directive \`${key}\``,
  knownDirectives: (known: readonly string[]): string => `known are: ${listed(known)}`,
  onlyTrue: (key: string): string => `\`${key}\` must be true`,
  onlyTrueHint: 'write true, or remove the line',
  neighbourKey: (key: string): string => `\`${key}\` must be the key of another entry of the same map`,
  omitAlone: '`$omit` takes the entry out, so nothing else can be said of it',
  omitAloneHint: 'remove `$omit`, or everything beside it',
  twoPlaces: (one: string, other: string): string => `\`${one}\` and \`${other}\` are two places for one entry`,
  keepOne: 'keep one of them',
  noNeighbour: (key: string, neighbour: string): string => `\`${key}\` is to stand beside \`${neighbour}\`, which is not in this map`,
  besideItself: (key: string): string => `\`${key}\` is to stand beside itself`,
  circle: (keys: readonly string[]): string => `these entries are placed by one another in a circle: ${listed(keys)}`,
  circleHint: 'place one of them beside an entry that has a place',
  noOrder: (key: string): string => `\`${key}\` does not stand in a map that has an order on the portal`,
  nothingToOmit: (key: string): string => `\`${key}\` is not there, so there is nothing to leave out`,
  nothingToSwitch: (key: string): string => `nobody declares \`${key}\`, so there is nothing to switch on or off`,
  removeLine: 'remove the line',
  badAddress: (address: string): string => `\`${address}\` is not an address`,
  badAddressHint: 'write KIND.KEY/KIND.KEY, for example smartProcess.equipment/field.SERIAL',
  unknownKind: (kind: string, parent: string | undefined): string => (parent === undefined ? `\`${kind}\` is no kind that an address begins with` : `\`${kind}\` does not stand under \`${parent}\``),
  knownKinds: (known: readonly string[]): string => (known.length === 0 ? 'nothing stands there' : `known there: ${listed(known)}`),
  inList: (kind: string): string => `a \`${kind}\` stands in a list and has no key of its own`,
  inListHint: (section: string, parent: string): string => `replace the list: ${parent}: { ${section}: [ … ] }`,
  undeclared: (address: string): string => `nobody declares \`${address}\``,
  undeclaredHint: (close: string | undefined): string => didYouMean(close) ?? 'declare it first, in the files or in an earlier overlay',
  unknownPortal: (name: string): string => `there is no portal \`${name}\``,
  unknownPortalHint: (close: string | undefined, known: readonly string[]): string => `${close === undefined ? '' : `did you mean \`${close}\`? `}Known are: ${listed(known)}`,
  unknownTag: (tag: string): string => `no portal has the tag \`${tag}\``,
  unknownTagHint: (close: string | undefined, known: readonly string[]): string =>
    didYouMean(close, known.length === 0 ? 'give it to a portal: portals: { NAME: { tags: [ … ] } }' : `known are: ${listed(known)}`)!,
  elsewhereDefined: (portal: string, name: string, others: readonly string[]): string => `the portal \`${portal}\` has no variable \`${name}\`, which ${listed(others)} ${others.length === 1 ? 'has' : 'have'}`,
  elsewhereDefinedHint: (portal: string, name: string): string => `add it to portals.${portal}.variables, or for all portals: variables: { ${name}: … }`,
  missingTranslation: (language: string): string => `this text has no "${language}", a language of the portals`,
  missingTranslationHint: (language: string): string => `add \`${language}: …\`, or write one text for all languages`,
  onPortals: (message: string, portals: readonly string[]): string => `${message} (${portals.length === 1 ? 'portal' : 'portals'} ${portals.join(', ')})`,
};
