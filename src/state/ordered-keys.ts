// Files of ours live in git: the same content is always the same bytes, whatever order the keys were
// set in. Values are taken as JSON would write them, so a secret arrives here as its slot and hash.

/** The JSON value with the keys of every map sorted. */
export const orderedKeys = (value: unknown): unknown => sorted(JSON.parse(JSON.stringify(value)));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
