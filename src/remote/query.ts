// One call as a batch command: `method?query`, encoded once, the way PHP's parse_str reads it back:
// lists and maps as brackets, everything a string. What a query string cannot say is not said in
// another way here: it is a mistake of the caller, who asks batch-fit.ts first.

import type { Call } from '../model/call.ts';
import { membersOf } from './members.ts';

export const commandOf = ({ method, params }: Call): string => {
  const query = Object.entries(params).flatMap(([key, value]) => pairs(encode(key), value));
  return query.length === 0 ? method : `${method}?${query.join('&')}`;
};

function pairs(name: string, value: unknown): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string' || typeof value === 'number') return [`${name}=${encode(String(value))}`];
  if (typeof value === 'object' && value !== null) {
    return membersOf(value).flatMap(([key, member]) => pairs(`${name}[${encode(key)}]`, member));
  }
  throw new TypeError(`A ${value === null ? 'null' : typeof value} cannot be said in a batch`);
}

/** RFC 3986: also what encodeURIComponent leaves alone. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
