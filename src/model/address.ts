// Addresses name resources for ever: `smartProcess.equipment/field.SERIAL`,
// `relation(deal,smartProcess.equipment)`, `user["ops@example.com"]`, `deal`.

const PLAIN_KEY = /^[A-Za-z0-9_][\w-]*$/;

/** `kind.key`, or `kind["any text"]` where the key is not a plain word. */
export const segment = (kind: string, key: string): string =>
  PLAIN_KEY.test(key) ? `${kind}.${key}` : `${kind}[${JSON.stringify(key)}]`;

export const under = (parent: string | undefined, kind: string, key: string): string =>
  parent === undefined ? segment(kind, key) : `${parent}/${segment(kind, key)}`;

export const relationAddress = (parent: string, child: string): string => `relation(${parent},${child})`;

/** The first segment: what a plan groups by. */
export const rootOf = (address: string): string => {
  const relation = /^relation\(([^,]+),(.+)\)$/.exec(address);
  if (relation) return relation[1]!.includes('.') && !relation[2]!.includes('.') ? relation[1]! : relation[2]!.includes('.') && !relation[1]!.includes('.') ? relation[2]! : relation[1]!;
  return splitAddress(address)[0] ?? address;
};

/** Segments of an address; slashes inside quoted keys do not split. */
export function splitAddress(address: string): string[] {
  const segments: string[] = [];
  let current = '';
  let quoted = false;
  for (let at = 0; at < address.length; at += 1) {
    const char = address[at]!;
    if (char === '\\' && quoted) current += char + (address[++at] ?? '');
    else if (char === '"') {
      quoted = !quoted;
      current += char;
    } else if (char === '/' && !quoted) {
      segments.push(current);
      current = '';
    } else current += char;
  }
  segments.push(current);
  return segments;
}
