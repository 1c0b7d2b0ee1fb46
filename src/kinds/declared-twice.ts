// Two keys in the files for one thing on the portal: the second would be refused there, or overwrite the first.

import { problemsOf, type Problem } from '../model/problem.ts';
import { isRef, revealed, type Spec } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Declared } from './contract.ts';

const identity = (spec: Spec, properties: readonly string[]): string =>
  JSON.stringify(properties.map((property) => {
    const value = spec.get(property);
    const text = isRef(value) ? value.$ref : (revealed(value === false ? null : value) ?? '');
    return property === 'handler' ? text : text.toLowerCase();
  }));

/** Told at the later of two whose `properties` are all the same; codes in whatever letters. */
export function declaredTwice(own: Declared, all: readonly Declared[], properties: readonly string[]): Problem[] {
  const said = identity(own.spec, properties);
  const first = all.find(({ spec }) => identity(spec, properties) === said);
  if (first === undefined || first.address === own.address) return [];
  return [problemsOf(own.address)('declared-twice', texts.bindings.twice(own.address, first.address), texts.bindings.twiceHint(properties))];
}
