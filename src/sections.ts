// Where the kinds stand in the files, for the stage that reads files and knows no kind.

import type { Kind } from './kinds/contract.ts';
import { MANUAL, type Section } from './model/section.ts';

const isSection = (kind: Kind): kind is Kind & { readonly section: string } => kind.section !== undefined;

export const sectionsOf = (kinds: readonly Kind[]): readonly Section[] => [
  ...kinds.filter(isSection).map(({ name, section, parents = [], addressOf, bare, lookup, title, files }) => ({
    name,
    section,
    parents,
    ...(addressOf === undefined ? {} : { listed: true as const }),
    ...(bare === undefined ? {} : { bare }),
    ...(lookup === undefined ? {} : { always: true as const }),
    ...(title === 'name' ? { short: title } : {}),
    ...(files === undefined ? {} : { files }),
  })),
  MANUAL,
];
