import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson, toPlain } from '../../src/sandbox/php-array.ts';
import { encodeJson } from '../../src/sandbox/php-json.ts';

test('an empty map is written as a list, at every depth', () => {
  expect(encodeJson({ result: {}, options: { labels: {} }, list: [] })).toBe('{"result":[],"options":{"labels":[]},"list":[]}');
});

test('keys from zero on make a list, any other keys a map in their order', () => {
  expect(encodeJson(new Map([['0', 'a'], ['1', 'b']]))).toBe('["a","b"]');
  expect(encodeJson(new Map([['1', 'a'], ['0', 'b']]))).toBe('{"1":"a","0":"b"}');
});

test('markup, slashes and letters outside ASCII are escaped, and read back unchanged', () => {
  const text = 'Пила <b>"A/B" & \'C\'</b>\\ \n';
  const json = encodeJson(text);
  expect(json).toMatch(/^"[\x20-\x7e]*"$/);
  expect(json).not.toMatch(/[<>&']/);
  expect(JSON.parse(json)).toBe(text);
});

test('nothing is null, and undefined members are left out', () => {
  expect(encodeJson({ result: null, next: undefined })).toBe('{"result":null}');
});

test('whatever JSON comes in goes out again, but for empty maps and maps that are lists', () => {
  const named = fc.dictionary(fc.string().filter((key) => !/^\d+$/.test(key) && key !== '__proto__'), fc.jsonValue(), { minKeys: 1 });
  const isPlainEnough = (value: unknown): boolean => !/\{\}|"\d+":|"__proto__"|-0\b/.test(JSON.stringify(value));
  fc.assert(fc.property(named.filter(isPlainEnough), (value) => {
    const text = JSON.stringify(value);
    const read = parseJson(text) ?? null;
    expect(toPlain(read)).toEqual(JSON.parse(text));
    expect(JSON.parse(encodeJson(read))).toEqual(JSON.parse(text));
  }));
});
