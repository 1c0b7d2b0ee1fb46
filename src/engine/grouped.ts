// Siblings below their parent, rows below their owner, pairs of one family: things are seen together again
// and again by what they have in common. Groups come in the order of their first, and keep the order
// of what is in them, so that nothing after it has to sort.

/** Values by a key of theirs, in their order; without a key they are left out. */
export function grouped<Value>(values: Iterable<Value>, keyOf: (value: Value) => string | undefined): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    if (key === undefined) continue;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return groups;
}
