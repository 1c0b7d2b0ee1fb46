// Rules a schema cannot tell: days that exist, bounds with something between them, and how many options may be
// the default.

import { isDay } from '../model/day.ts';
import { problemsOf, type Problem } from '../model/problem.ts';
import type { Spec } from '../model/value.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { Declared, Kind, Words } from './contract.ts';

const BOUNDS = [['min', 'max'], ['minLength', 'maxLength']] as const;

/** Absent and null are no bounds; told at the lower one. */
export function checkBounds(spec: Spec, words: Words): void {
  for (const [least, most] of BOUNDS) {
    const [from, to] = [spec.get(least), spec.get(most)];
    if (typeof from !== 'number' || typeof to !== 'number' || from <= to) continue;
    const message = `${least} is ${from} and greater than ${most}, which is ${to}: no value would do`;
    words.problem([least], 'empty-range', message, 'swap the two, or leave one of them out');
  }
}

/** New fields carry the name of their type; only what was made elsewhere is called otherwise. */
export const uncreatable: NonNullable<Kind['uncreatable']> = ({ address, parent, spec }) => {
  const [pinned, standard] = [spec.get('fieldName'), STANDARD_TYPES[parent!]?.fields];
  if (pinned === undefined || (standard !== undefined && String(pinned).startsWith(`UF_${standard}_`))) return undefined;
  const named = standard === undefined ? 'the portal names a new field after its smart process' : `the name of a new field begins with UF_${standard}_`;
  return { message: `the portal has no field ${String(pinned)}, which ${address} is pinned to, and cannot make it`, hint: `${named}: correct \`fieldName\`, or leave it out` };
};

export function checkField({ address, spec }: Declared, options: readonly Declared[]): Problem[] {
  const wrong = problemsOf(address);
  const [day] = /^\d{4}-\d\d-\d\d/.exec(String(spec.get('default') ?? '')) ?? [];
  if (String(spec.get('type')).startsWith('date') && day !== undefined && !isDay(day)) {
    return [wrong('no-such-day', `the default of ${address} is a day that does not exist: ${day}`, 'the portal would store another day or none')];
  }
  const defaults = options.filter((option) => option.spec.get('default') === true);
  if (defaults.length < 2 || spec.get('multiple') === true) return [];
  return [wrong('default-option', `${address} has ${defaults.length} default options`, 'a field that is not `multiple` takes one default option')];
}
