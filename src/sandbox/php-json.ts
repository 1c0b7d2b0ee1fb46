// A reply as PHP writes it: an array with keys 0..n-1, the empty one included, is a list, any other
// a map (FACTS 2.3), and everything that is not plain ASCII text is escaped.

import { isList } from './php-array.ts';

export function encodeJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return encodeString(value);
  if (typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(encodeJson).join(',')}]`;
  const entries: [string, unknown][] = value instanceof Map
    ? [...value].map(([key, inner]) => [String(key), inner])
    : Object.entries(value).filter(([, inner]) => inner !== undefined);
  if (isList(entries.map(([key]) => key))) return `[${entries.map(([, inner]) => encodeJson(inner)).join(',')}]`;
  return `{${entries.map(([key, inner]) => `${encodeString(key)}:${encodeJson(inner)}`).join(',')}}`;
}

function encodeString(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1)
    .replace(/\\"/g, '\\u0022')
    .replace(/\//g, '\\/')
    .replace(/[<>&'\u0080-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${inner}"`;
}
