// How PHP reads `a[b][]=1&c.d=2`: query strings, form bodies and every batch command go through here.
// The rules are PHP's own; the limit of 1000 variables and its silence are what bites (FACTS 3, "PHP input size").

import { nextIndex, type PhpArray, type PhpValue } from './php-array.ts';

/** max_input_vars and max_input_nesting_level of a stock PHP. */
const variableLimit = 1000;
const nestingLimit = 64;

const space = /[ \t\n\v\f\r]/;

export function parseForm(text: string, limit: number = variableLimit): PhpArray {
  const result: PhpArray = new Map();
  let count = 0;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    if (++count > limit) break; // the rest is dropped without a word
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    register(result, name, equals < 0 ? '' : decode(pair.slice(equals + 1)));
  }
  return result;
}

/** One variable: `name[key][]`; a later value replaces an earlier one. */
function register(target: PhpArray, rawName: string, value: string): void {
  const name = rawName.split('\0', 1)[0]?.replace(/^ +/, '') ?? '';
  const path = keysOf(name);
  if (path === undefined) return;
  let array = target;
  for (const key of path.slice(0, -1)) {
    const index = key ?? nextIndex(array);
    const found: PhpValue | undefined = array.get(index);
    const next: PhpArray = found instanceof Map ? found : new Map();
    if (next !== found) array.set(index, next); // a scalar in the way is thrown away
    array = next;
  }
  const last = path.at(-1);
  array.set(last ?? nextIndex(array), value);
}

/** The path a name addresses, null standing for `[]`; undefined when PHP drops the variable. */
function keysOf(name: string): (string | null)[] | undefined {
  const open = name.indexOf('[');
  // Dots and spaces become underscores only in the name before the first bracket.
  const top = (open < 0 ? name : name.slice(0, open)).replace(/[ .]/g, '_');
  if (top === '') return undefined;
  const path: (string | null)[] = [top];
  let at = open;
  while (at >= 0 && name[at] === '[') {
    if (path.length > nestingLimit) return undefined;
    const start = at + 1;
    const inner = space.test(name[start] ?? '') ? start + 1 : start;
    if (name[inner] === ']') {
      path.push(null);
      at = inner + 1;
      continue;
    }
    const close = name.indexOf(']', inner);
    if (close < 0) {
      // An unclosed first bracket is part of the name; a deeper one is ignored with what follows.
      return path.length === 1 ? [name.replace(/[ .[]/g, '_')] : path;
    }
    path.push(name.slice(start, close));
    at = close + 1; // text between `]` and the next `[` ends the path
  }
  return path;
}

/** `+` is a space, `%XX` a byte, anything else stays; the bytes are UTF-8. */
function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  const bytes: number[] = [];
  const source = Buffer.from(text, 'utf8');
  for (let at = 0; at < source.length; at++) {
    const byte = source[at] as number;
    const hex = source.toString('latin1', at + 1, at + 3);
    if (byte === 0x25 && /^[0-9a-f]{2}$/i.test(hex)) {
      bytes.push(parseInt(hex, 16));
      at += 2;
    } else {
      bytes.push(byte === 0x2b ? 0x20 : byte);
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
