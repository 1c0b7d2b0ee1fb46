// What was applied last, as the state wrote it down, beside what is declared now: a secret is a hash there, and keys
// stand by the alphabet.

import { sameValue, Secret, type Value } from '../model/value.ts';

/** As it is written down, where a secret is its hash and nothing else of it. */
function asWritten(value: Value): Value {
  if (value instanceof Secret) return { hash: value.hash };
  if (Array.isArray(value)) return (value as readonly Value[]).map(asWritten);
  if (typeof value !== 'object' || value === null) return value;
  const { $env, hash } = value as { readonly $env?: Value; readonly hash?: Value };
  if ($env !== undefined && hash !== undefined) return { hash };
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asWritten(entry as Value)]));
}

export const sameAsWritten = (last: Value, wanted: Value): boolean => sameValue(asWritten(last), asWritten(wanted));

/** What was written down, in the order of what it is compared with: the state keeps keys by the alphabet. */
export function asOrdered(last: Value, wanted: Value): Value {
  if (Array.isArray(last) && Array.isArray(wanted)) return (last as readonly Value[]).map((entry, index) => asOrdered(entry, (wanted as readonly Value[])[index] ?? null));
  if (typeof last !== 'object' || typeof wanted !== 'object' || last === null || wanted === null || Array.isArray(last) || last instanceof Secret) return last;
  const [before, after] = [last, wanted] as readonly Readonly<Record<string, Value>>[];
  const keys = [...Object.keys(after!).filter((key) => Object.hasOwn(before!, key)), ...Object.keys(before!).filter((key) => !Object.hasOwn(after!, key))];
  return Object.fromEntries(keys.map((key) => [key, asOrdered(before![key]!, after![key] ?? null)]));
}
