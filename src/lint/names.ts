// Names as people read them: two that differ in case, blanks or ё alone are one name.

import type { Declared } from '../kinds/contract.ts';
import { revealed } from '../model/value.ts';

export const asRead = (name: string): string => name.toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ').trim();

/** Each resource whose property reads like that of one before it, with that one. */
export function alike(resources: readonly Declared[], property: string): readonly (readonly [Declared, Declared])[] {
  const first = new Map<string, Declared>();
  return resources.flatMap((each) => {
    const name = asRead(revealed(each.spec.get(property)) ?? '');
    const before = first.get(name);
    if (name === '') return [];
    if (before !== undefined) return [[each, before] as const];
    first.set(name, each);
    return [];
  });
}
