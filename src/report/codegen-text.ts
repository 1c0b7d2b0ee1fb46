// Texts of others inside generated code: what a name, a hint or a code says stays what it says, and ends neither
// a comment nor a string.

import { visible, visibleJson } from './visible.ts';

/** A string of JavaScript in single quotes; it may stand in a comment. */
export function literal(text: string): string {
  const inside = visibleJson(JSON.stringify(text)).slice(1, -1);
  return `'${inside.replaceAll('\\"', '"').replaceAll("'", "\\'").replaceAll('*/', '*\\/')}'`;
}

/** A name of a property, quoted where it must be; the one name that means something else in an object is computed. */
export function key(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

/** Inside a comment, on one line. */
export const comment = (text: string): string => visible(text).replaceAll('*/', '*\\/').replaceAll('/*', '/\\*');

export const sentence = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').map((part) => (/[.!?…:]$/.test(part!) ? part : `${part}.`)).join(' ');
