// Property by property: absent is unmanaged, so only what is declared is compared, both sides in the same
// words and with the same addresses. Empty, false and absent are one: the portal does not tell them apart.
// What cannot be read back is compared with what was applied last. What the portal will make by itself is
// compared with what it is known to come with.

import type { Kind } from '../kinds/contract.ts';
import type { PropertyChange } from '../model/plan.ts';
import { isRef, sameValue, saysSecret, Secret, type Spec, type Value } from '../model/value.ts';
import type { DiffInput } from './difference.ts';
import type { Pair } from './matching.ts';
import { madeAs } from './places.ts';
import { asOrdered, sameAsWritten } from './written-down.ts';

/** No value, as the portal knows it. */
export const nothing = (value: Value | undefined): boolean => value === undefined || value === null || value === '' || value === false;
const same = (live: Value | undefined, wanted: Value): boolean => (nothing(live) && nothing(wanted)) || (live !== undefined && sameValue(live, wanted));

/** References of a live row in declared addresses; what nobody declared keeps its uid. */
function inAddresses(value: Value, addresses: ReadonlyMap<string, string>): Value {
  if (isRef(value)) return value.$ref.startsWith('uid:') ? { $ref: addresses.get(value.$ref.slice(4)) ?? value.$ref } : value;
  if (Array.isArray(value)) {
    const entries = (value as readonly Value[]).map((entry) => inAddresses(entry, addresses));
    return entries.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value === 'object' && value !== null && !(value instanceof Secret)) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inAddresses(entry, addresses)]));
  }
  return value;
}

/** Can the property not be read back? */
export const isBlind = ({ blind = [] }: Kind, path: string): boolean => blind.some((each) => path === each || path.startsWith(`${each}.`));

/** Sent by an apply that did not come to its end, or taken over on the user's word: its content is written again, whatever it is. */
const isToBeWritten = ({ fresh, entry, declared }: Pair): boolean => fresh === true || (entry === undefined && declared.adopt !== undefined);

/** Is there something on the portal whose content cannot be read, and nobody remembers? */
export const isUnknown = (kind: Kind, pair: Pair, spec: Spec): boolean =>
  kind.unseen === true && pair.row !== undefined && pair.entry?.blind === undefined && !isToBeWritten(pair) && [...spec.keys()].some((path) => isBlind(kind, path));

/** Was the blind property applied as it is declared? What is ours and nothing is remembered of (a lost state) is believed to be. */
function asApplied(input: DiffInput, pair: Pair, path: string, wanted: Value): boolean {
  const last = pair.entry?.blind?.[path];
  const { unseen } = input.kinds.get(pair.declared.kind)!;
  if (pair.row === undefined || (unseen && input.reapply)) return false;
  if (unseen && pair.entry?.blind === undefined) return !isToBeWritten(pair);
  return last === undefined ? pair.proof === 'owned' && pair.entry === undefined : sameAsWritten(last, wanted);
}

export function compare(input: DiffInput, pair: Pair, spec: Spec, addresses: ReadonlyMap<string, string>): Map<string, PropertyChange> {
  const kind = input.kinds.get(pair.declared.kind)!;
  const expected = madeAs(input, pair);
  const found = new Map<string, PropertyChange>();
  for (const [path, wanted] of spec) {
    const secret = saysSecret(wanted) ? { secret: true as const } : {};
    if (isBlind(kind, path)) {
      const last = kind.unseen && pair.row ? pair.entry?.blind?.[path] : undefined;
      if (!asApplied(input, pair, path, wanted)) found.set(path, { path, ...(last === undefined ? {} : { before: asOrdered(last, wanted) }), after: wanted, ...secret });
      continue;
    }
    // whose number nobody lets us see cannot be told from any other
    if (pair.row && isRef(wanted) && input.pairs.get(wanted.$ref)?.blocked?.denied) continue;
    const raw = pair.row ? pair.row.spec.get(path) : expected?.get(path);
    const live = raw === undefined ? undefined : inAddresses(raw, addresses);
    const after = inAddresses(wanted, addresses);
    const unchanged = pair.row || expected?.has(path) ? same(live, after) : wanted === null;
    if (!unchanged) found.set(path, { path, ...(live === undefined ? {} : { before: live }), after, ...secret });
  }
  const { keyedBy } = kind;
  if (keyedBy !== undefined && pair.keyless) found.set(keyedBy, { path: keyedBy, before: pair.row!.key!, after: pair.declared.key });
  return found;
}
