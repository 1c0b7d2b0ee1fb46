// Rules a schema cannot tell: days that exist, bounds with something between them, and how many options may be
// the default.

import { isDay } from '../model/day.ts';
import { problemsOf, type Problem } from '../model/problem.ts';
import type { Spec } from '../model/value.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { texts } from '../texts/index.ts';
import type { Declared, Kind, Words } from './contract.ts';

const BOUNDS = [['min', 'max'], ['minLength', 'maxLength']] as const;

/** Absent and null are no bounds; told at the lower one. */
export function checkBounds(spec: Spec, words: Words): void {
  for (const [least, most] of BOUNDS) {
    const [from, to] = [spec.get(least), spec.get(most)];
    if (typeof from !== 'number' || typeof to !== 'number' || from <= to) continue;
    words.problem([least], 'empty-range', texts.rules.emptyRange(least, from, most, to), texts.rules.emptyRangeHint);
  }
}

/** New fields carry the name of their type; only what was made elsewhere is called otherwise. */
export const uncreatable: NonNullable<Kind['uncreatable']> = ({ address, parent, spec }) => {
  const [pinned, standard] = [spec.get('fieldName'), STANDARD_TYPES[parent!]?.fields];
  if (pinned === undefined || (standard !== undefined && String(pinned).startsWith(`UF_${standard}_`))) return undefined;
  return { message: texts.rules.noSuchField(String(pinned), address), hint: texts.rules.noSuchFieldHint(standard === undefined ? undefined : `UF_${standard}_`) };
};

export function checkField({ address, spec }: Declared, options: readonly Declared[]): Problem[] {
  const wrong = problemsOf(address);
  const [day] = /^\d{4}-\d\d-\d\d/.exec(String(spec.get('default') ?? '')) ?? [];
  if (String(spec.get('type')).startsWith('date') && day !== undefined && !isDay(day)) {
    return [wrong('no-such-day', texts.rules.noSuchDay(address, day), texts.rules.noSuchDayHint)];
  }
  const defaults = options.filter((option) => option.spec.get('default') === true);
  if (defaults.length < 2 || spec.get('multiple') === true) return [];
  return [wrong('default-option', texts.rules.defaultOptions(address, defaults.length), texts.rules.defaultOptionsHint)];
}
