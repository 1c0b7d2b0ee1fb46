// What PHP's `serialize` writes, there and back without losing a byte. The package reads the parts; its own reader puts
// maps into objects, which move whole numbers to the front, and makes 1.0 a 1, so here maps are Maps and a float keeps
// its text. Whatever would not be written back as it was (objects, references, bytes that are no UTF-8) is refused.

import { serialize } from 'php-serialize';
import parserModule from 'php-serialize/lib/cjs/parser.js';

const PackageParser = 'default' in parserModule ? parserModule.default : parserModule;
type Parser = InstanceType<typeof PackageParser>;

export class PhpFloat {
  /** as PHP wrote it: `0.1`, `1`, `1.0E+25`, `INF` */
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type PhpKey = string | number | bigint;
export type PhpArray = ReadonlyMap<PhpKey, PhpValue>;
export type PhpValue = null | boolean | number | bigint | string | PhpFloat | PhpArray;

export const isPhpArray = (value: PhpValue | undefined): value is PhpArray => value instanceof Map;

function whole(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function until(parser: Parser, end: string): string {
  const text = parser.readUntil(end);
  parser.advance(end.length);
  return text;
}

function readMap(parser: Parser, count: number): PhpArray {
  const map = new Map<PhpKey, PhpValue>();
  for (let index = 0; index < count; index += 1) {
    const key = read(parser);
    if (typeof key !== 'string' && typeof key !== 'number' && typeof key !== 'bigint') throw new Error('a key of no kind');
    map.set(key, read(parser));
  }
  return map;
}

function read(parser: Parser): PhpValue {
  switch (parser.getType()) {
    case 'null': return null;
    case 'int': return whole(until(parser, ';'));
    case 'float': return new PhpFloat(until(parser, ';'));
    case 'boolean': return until(parser, ';') === '1';
    case 'string': return parser.getByLength('"', '";', (length) => parser.readAhead(length));
    case 'array-object': return parser.getByLength('{', '}', (length) => readMap(parser, length));
    default: throw new Error('an object');
  }
}

export function serialized(value: PhpValue): string {
  if (value instanceof PhpFloat) return `d:${value.text};`;
  if (!isPhpArray(value)) return serialize(value);
  return `a:${value.size}:{${[...value].map(([key, inner]) => serialized(key) + serialized(inner)).join('')}}`;
}

/** Undefined: nothing that could be written back byte for byte. */
export function unserialized(bytes: Buffer): PhpValue | undefined {
  try {
    const value = read(new PackageParser(bytes, 0, { encoding: 'utf8' }));
    return Buffer.from(serialized(value)).equals(bytes) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isListKey = (key: string): boolean => /^(?:0|-?[1-9]\d*)$/.test(key);

/**
 * A value as it came as JSON. Keys that are whole numbers are numbers in PHP; a Map is one whose order an object would
 * not keep. 1.0 comes as 1: the portal's JSON does not tell them apart.
 */
export function fromJson(value: unknown): PhpValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : new PhpFloat(String(value).replace(/^(-?\d)e/, '$1.0e').toUpperCase());
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (Array.isArray(value)) return new Map(value.map((inner, index) => [index, fromJson(inner)]));
  const entries: readonly (readonly [string, unknown])[] = value instanceof Map ? [...value] : Object.entries(value);
  return new Map(entries.map(([key, inner]) => [isListKey(key) ? whole(key) : key, fromJson(inner)]));
}
