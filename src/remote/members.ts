// Members of what is sent, in the order in which they are to be said. An object puts keys that are whole numbers
// first; PHP does not, and shows them as they came: where that order counts, a Map says it.

export const membersOf = (value: object): readonly (readonly [string, unknown])[] => (value instanceof Map ? [...(value as ReadonlyMap<string, unknown>)] : Object.entries(value));

/** JSON of plain values, with the order of Maps kept. */
export function jsonOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  const members = membersOf(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${jsonOf(member)}`).join(',')}}`;
}
