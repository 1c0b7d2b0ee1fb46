// A relation as files say it: once, in the smart process, between two smart processes in the parent.

import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef } from '../model/value.ts';
import type { LiveRow, Pulled } from './contract.ts';

const endOf = (row: LiveRow, name: string): string => {
  const end = row.spec.get(name);
  return isRef(end) ? end.$ref.replace(/^uid:/, '') : '';
};
const ownEnd = (row: LiveRow): 'parent' | 'child' => (endOf(row, 'parent') in STANDARD_TYPES ? 'child' : 'parent');

export const relationPulled: Pulled = {
  style: 'word',
  longest: 60,
  home: (row) => endOf(row, ownEnd(row)),
  section: (entries) => entries.map(({ row, body }) => new Map([...body].filter(([name]) => name !== ownEnd(row)))),
};
