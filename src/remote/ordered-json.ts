// JSON whose maps keep the order they came in. An object would put keys that are whole numbers first: where that
// would change anything, the map is a Map.

/** Every key with a letter before it, so that none of them is a whole number. */
const marked = (text: string): string =>
  text.replace(/"((?:[^"\\]|\\.)*)"(\s*:)?/gs, (whole, inner: string, colon?: string) => (colon === undefined ? whole : `"@${inner}"${colon}`));

function unmarked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unmarked);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key.slice(1), unmarked(inner)] as const);
  const object = Object.fromEntries(entries);
  return Object.keys(object).every((key, index) => key === entries[index]![0]) ? object : new Map(entries);
}

/** Throws where JSON.parse does. */
export function orderedJson(text: string): unknown {
  JSON.parse(text);
  return unmarked(JSON.parse(marked(text)));
}
