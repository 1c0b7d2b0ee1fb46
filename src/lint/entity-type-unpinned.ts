import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.entityTypeUnpinned;

export const entityTypeUnpinned: Rule = {
  id: 'entity-type-unpinned',
  level: 'off',
  check({ ofKind, portals }) {
    if (portals.filter(({ sandbox }) => sandbox !== true).length < 2) return [];
    const found = ofKind('smartProcess').filter(({ spec }) => !spec.has('entityTypeId'));
    return found.map((type) => finding(type, words.message(type.address), words.hint));
  },
};
