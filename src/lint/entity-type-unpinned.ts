import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

export const entityTypeUnpinned: Rule = {
  id: 'entity-type-unpinned',
  level: 'off',
  check({ ofKind, portals }) {
    if (portals.filter(({ sandbox }) => sandbox !== true).length < 2) return [];
    const found = ofKind('smartProcess').filter(({ spec }) => !spec.has('entityTypeId'));
    return found.map(({ address, path }) => ({ address, path, message: texts.lint.entityTypeUnpinned.message(address), hint: texts.lint.entityTypeUnpinned.hint }));
  },
};
