import { describe, expect, test } from 'vitest';
import { fromPlain, parseJson, toPlain, truthy, type PhpArray } from '../../src/sandbox/php-array.ts';

describe('PHP arrays', () => {
  test('JSON keeps the written order of keys that look like numbers', () => {
    const commands = parseJson('{"10":"first","9":"second","a":{"2":1,"1":2}}') as PhpArray;
    expect([...commands.keys()]).toEqual(['10', '9', 'a']);
    expect([...(commands.get('a') as PhpArray).keys()]).toEqual(['2', '1']);
  });

  test('JSON text with quotes, colons and backslashes in values is not mistaken for keys', () => {
    const source = { 'state: "new"': 'a "b": c\\', list: ['x', { 'y\\': ': "' }], ['__proto__x']: null };
    expect(toPlain(parseJson(JSON.stringify(source)) ?? null)).toEqual(source);
  });

  test('an empty map and an empty list are the same thing', () => {
    expect(toPlain(parseJson('{"fields":{}}') ?? null)).toEqual({ fields: [] });
  });

  test('a map with keys 0, 1, 2 is a list', () => {
    expect(toPlain(fromPlain({ 0: 'pump', 1: 'valve' }))).toEqual(['pump', 'valve']);
    expect(toPlain(fromPlain({ 1: 'pump' }))).toEqual({ 1: 'pump' });
  });

  test('a key __proto__ is data', () => {
    const plain = toPlain(parseJson('{"__proto__":{"admin":true}}') ?? null) as object;
    expect(Object.keys(plain)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
  });

  test('text that is not JSON is not a value', () => {
    expect(parseJson('{"name": Lathe}')).toBeUndefined();
  });

  test('truth is PHP truth', () => {
    for (const yes of ['false', 'N', '0.0', ' ', 1, true, -1]) expect(truthy(yes)).toBe(true);
    for (const no of ['', '0', 0, false, null, undefined, new Map()]) expect(truthy(no)).toBe(false);
  });
});
