// `unserialize()` for what a template file holds: maps, texts, numbers, booleans and nulls, the lengths
// of texts in bytes. Objects are refused, as the server refuses them.

import { toPlain } from '../php-array.ts';
import type { PhpArray, PhpValue } from '../php-array.ts';

/** Undefined: not serialised data, or more than that. */
export function unserialize(bytes: Buffer): unknown {
  const reader = { bytes, at: 0 };
  try {
    const value = readValue(reader);
    return reader.at === bytes.length ? toPlain(value) : undefined;
  } catch {
    return undefined;
  }
}

type Reader = { readonly bytes: Buffer; at: number };

function readValue(reader: Reader): PhpValue {
  const kind = take(reader, 1);
  if (kind === 'N') return expect(reader, ';', null);
  expect(reader, ':', null);
  switch (kind) {
    case 'b': return numberUntil(reader, ';') === 1;
    case 'i':
    case 'd': return numberUntil(reader, ';');
    case 's': {
      const text = readText(reader, numberUntil(reader, ':'));
      return expect(reader, ';', text);
    }
    case 'a': return readMap(reader, numberUntil(reader, ':'));
    default: throw new Error(`unexpected ${kind}`);
  }
}

function readMap(reader: Reader, count: number): PhpArray {
  expect(reader, '{', null);
  const map: PhpArray = new Map();
  for (let index = 0; index < count; index += 1) map.set(String(readValue(reader)), readValue(reader));
  return expect(reader, '}', map);
}

function readText(reader: Reader, length: number): string {
  expect(reader, '"', null);
  const text = reader.bytes.toString('utf8', reader.at, reader.at + length);
  reader.at += length;
  return expect(reader, '"', text);
}

function numberUntil(reader: Reader, mark: string): number {
  const end = reader.bytes.indexOf(mark, reader.at);
  const text = reader.bytes.toString('latin1', reader.at, end);
  if (end < 0 || !/^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i.test(text)) throw new Error('no number');
  reader.at = end + 1;
  return Number(text);
}

function take(reader: Reader, length: number): string {
  const text = reader.bytes.toString('latin1', reader.at, reader.at + length);
  reader.at += length;
  return text;
}

function expect<Value>(reader: Reader, mark: string, value: Value): Value {
  if (take(reader, mark.length) !== mark) throw new Error(`${mark} expected`);
  return value;
}
