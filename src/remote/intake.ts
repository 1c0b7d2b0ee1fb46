// Looks at calls before anything is sent. PHP ignores a body it cannot decode and runs the method
// without parameters (FACTS 35.40), so what JSON or the portal could not read back must never leave:
// half a character in a user's text is an outcome; an unfilled slot, a class instance or a method that
// is no name is a mistake of ours, found before the first request and not after the tenth.

import type { Call } from '../model/call.ts';
import { jsonDepth } from './limits.ts';
import { membersOf } from './members.ts';
import { texts } from '../texts/index.ts';

const slotKeys = ['$slot', '$text', '$map', '$carry', '$template', '$env', '$ref'];

/** `undefined`: fine; otherwise why this call cannot be sent. Throws for a programming error. */
export function whyUnsendable(call: Call): string | undefined {
  if (!/^[A-Za-z][\w.]*$/.test(call.method)) throw new TypeError('A method is a dotted name');
  if (call.seconds !== undefined && !(call.seconds >= 0)) throw new TypeError(`${call.method}: seconds must be a number`);
  return hasBrokenText(call.params, call.method, 0) ? texts.wire.brokenText : undefined;
}

function hasBrokenText(value: unknown, method: string, depth: number): boolean {
  switch (typeof value) {
    case 'string':
      return /\p{Surrogate}/u.test(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${method}: ${value} is not a number JSON knows`);
      return false;
    case 'boolean':
    case 'undefined':
      return false;
    case 'object':
      return value !== null && checked(value, method, depth).some(([key, member]) =>
        hasBrokenText(key, method, depth) || hasBrokenText(member, method, depth + 1));
    default:
      throw new TypeError(`${method}: a ${typeof value} among the parameters`);
  }
}

function checked(value: object, method: string, depth: number): readonly (readonly [string, unknown])[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!Array.isArray(value) && !(value instanceof Map) && prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${method}: an instance of a class among the parameters`);
  }
  if (depth > jsonDepth) throw new TypeError(`${method}: parameters nested too deep`);
  const slot = slotKeys.find((key) => Object.hasOwn(value, key));
  if (slot !== undefined) throw new TypeError(`${method}: a slot was not filled (${slot})`);
  return membersOf(value);
}
