// `unserialize()` for what a template file holds: maps, texts, numbers, booleans and nulls, the lengths
// of texts in bytes. Objects are refused, as the server refuses them. What is kept is JSON, whose objects put whole
// numbers first: a map that this would bring into another order is kept as its entries.

import { isList } from '../php-array.ts';
import type { PhpArray, PhpValue } from '../php-array.ts';

const ENTRIES = '$entries';

/** As it is kept in the portal's data. */
function kept(value: PhpValue): unknown {
  if (!(value instanceof Map)) return value;
  if (isList(value.keys())) return [...value.values()].map(kept);
  const entries = [...value].map(([key, inner]) => [key, kept(inner)] as const);
  const object = Object.fromEntries(entries);
  return Object.keys(object).every((key, index) => key === entries[index]![0]) ? object : { [ENTRIES]: entries };
}

/** What is kept, in its order. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = (Object.hasOwn(value, ENTRIES) ? (value as Record<string, unknown>)[ENTRIES] : Object.entries(value)) as [string, unknown][];
  return new Map(entries.map(([key, inner]) => [key, inOrder(inner)]));
}

/** Undefined: not serialised data, or more than that. */
export function unserialize(bytes: Buffer): unknown {
  const reader = { bytes, at: 0 };
  try {
    const value = readValue(reader);
    return reader.at === bytes.length ? kept(value) : undefined;
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
