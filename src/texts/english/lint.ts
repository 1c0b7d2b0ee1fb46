// What `bxform lint` says. Sentences take addresses, keys and numbers, never texts of the project: those may be secret.

import { counted } from './counted.ts';

const list = (words: readonly string[]): string => words.map((word) => `${word}: …`).join(', ');

export const lint = {
  help: {
    summary: 'Judge the style and sense of valid files, without touching a portal.',
    description:
      'Labels, names, colours, codes and what people will stumble over. Levels, options and rules of your own stand under `lint` in the project file; ' +
      'a comment `# bxform-ignore RULE` lets a finding pass. Exits with 1 when a finding is an error.',
    strict: 'exit with 1 on warnings too',
  },
  done: (resources: number, errors: number, warnings: number): string =>
    `Linted: ${counted(resources, 'resource', 'resources')}, ${counted(errors, 'error', 'errors')}, ${counted(warnings, 'warning', 'warnings')}.`,
  withRule: (message: string, rule: string): string => `${message} (${rule})`,
  didYouMean: (word: string): string => `did you mean ${word}?`,
  own: (address: string, message: string): string => `${address}: ${message}`,
  ownHint: (broken: string): string => `the rule stands under lint.own in the project file; not kept: ${broken}`,
  settings: {
    badPattern: (pattern: string): string => `${JSON.stringify(pattern)} is not a regular expression`,
    badPatternHint: 'regular expressions here are those of JavaScript, for example ^(CAR|PART)_[A-Z0-9_]+$',
    taken: (id: string): string => `there is another rule called ${id}`,
    takenHint: 'give this one a name of its own',
    unknownKind: (kind: string): string => `there is no kind of resource called ${kind}`,
    knownKinds: (kinds: string): string => `known are ${kinds}`,
    badSchema: (id: string, said: string): string => `the schema of the rule ${id} cannot be used: ${said}`,
    badSchemaHint: 'write a JSON Schema (draft-07) for the body of a resource, without $ref',
  },
  unusedIgnore: {
    message: (rule: string): string => `this comment lets ${rule} pass, but the rule finds nothing here`,
    hint: 'remove it; it belongs at the end of the line the problem points at, or alone above it',
    unknown: (rule: string): string => `there is no rule called ${rule}`,
    known: (rules: string): string => `known are ${rules}`,
    nothing: 'this comment names no rule',
    nothingHint: 'write # bxform-ignore RULE',
  },
  coloursAlike: {
    message: (first: string, second: string, parent: string): string => `the stages ${first} and ${second} of ${parent} have colours that cannot be told apart`,
    hint: 'give one of them another colour',
  },
  entityTypeUnpinned: {
    message: (address: string): string => `${address} gets another entityTypeId on every portal`,
    hint: 'write the same entityTypeId for all portals (even, from 1030 on), or let programs read it from `bxform outputs`',
  },
  fieldCode: {
    message: (key: string, pattern: string): string => `the field code ${key} does not match ${pattern}`,
    hint: 'rename it now: once applied, another code is another field',
  },
  funnelWithoutFailure: {
    message: (address: string): string => `${address} declares stages, and none of them is a failure`,
    hint: 'declare the failure stage too, so that its name and place are the same on every portal',
  },
  funnelWithoutStages: {
    message: (address: string): string => `${address} declares no stages, so it keeps those the portal makes, under the portal's names`,
    hint: 'declare its stages',
  },
  labelMissing: {
    none: (address: string): string => `${address} has no label, so people see its code`,
    noneHint: 'add `label:`',
    language: (text: string, address: string, missing: string): string => `the ${text} of ${address} is missing in ${missing}`,
    languageHint: (missing: readonly string[]): string => `add ${list(missing)}`,
  },
  mandatoryBoolean: {
    message: (address: string): string => `${address} is a mandatory yes/no field: no counts as an answer, so nobody is asked anything`,
    hint: 'leave `mandatory` out, or make it a list with the options yes and no',
  },
  mandatoryUneditable: {
    message: (address: string): string => `${address} is mandatory and cannot be edited in the card, so people cannot save a record`,
    hint: 'leave out `mandatory`, or `editInList: false`',
  },
  sortByHand: {
    mixed: (address: string): string => `${address} has a sort of its own, its siblings are ordered by their position`,
    backwards: (address: string): string => `${address} stands below one with a greater sort, so the order in the file is not the order on the portal`,
    hint: 'leave `sort` out: the position in the file is the order',
  },
  stageNameLong: {
    message: (address: string, length: number, max: number): string =>
      `the name of ${address} has ${length} characters; the column of a kanban shows about ${max}`,
    hint: 'shorten it',
  },
  titleClash: {
    message: (address: string, first: string): string => `${address} reads the same as ${first}`,
    hint: 'people see only the names: give one of them another',
  },
  tooManyMandatory: {
    message: (address: string, count: number, max: number): string =>
      `${address} has ${count} mandatory fields, more than ${max}: people will fill them with anything`,
    hint: 'keep those without which a record makes no sense',
  },
  unusedOptions: {
    few: (address: string, count: number): string =>
      (count === 0 ? `${address} is a list without options` : `${address} is a list with one option, so there is nothing to choose`),
    fewHint: 'add options, or make it a yes/no field',
    twice: (key: string, first: string, field: string): string => `the options ${first} and ${key} of ${field} have the same name`,
    twiceHint: 'people cannot tell them apart: rename or remove one',
  },
};
