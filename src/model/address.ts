// Addresses name resources for ever: `smartProcess.equipment/field.SERIAL`,
// `relation(deal,smartProcess.equipment)`, `user["ops@example.com"]`, `deal`.

const PLAIN_KEY = /^[A-Za-z0-9_][\w-]*$/;

/** `kind.key`, or `kind["any text"]` where the key is not a plain word. */
export const segment = (kind: string, key: string): string =>
  PLAIN_KEY.test(key) ? `${kind}.${key}` : `${kind}[${JSON.stringify(key)}]`;

export const under = (parent: string | undefined, kind: string, key: string): string =>
  parent === undefined ? segment(kind, key) : `${parent}/${segment(kind, key)}`;

export const relationAddress = (parent: string, child: string): string => `relation(${parent},${child})`;

/** The first segment: what a plan groups by. A relation goes with its smart process, between two with the parent. */
export function rootOf(address: string): string {
  const [, parent, child] = /^relation\(([^,]+),(.+)\)$/.exec(address) ?? [];
  if (parent === undefined || child === undefined) return splitAddress(address)[0] ?? address;
  const isSmart = (end: string): boolean => end.includes('.');
  return isSmart(child) && !isSmart(parent) ? child : parent;
}

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
