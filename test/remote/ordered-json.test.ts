import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderedJson } from '../../src/remote/ordered-json.ts';
import { runs } from '../property/runs.ts';

describe('JSON in its order', () => {
  test('is a Map where an object would put whole numbers first, and an object elsewhere', () => {
    expect(orderedJson('{"result":[{"options":{"45":"Broken","12":"Works"},"names":{"a":1,"b":{"1":"x","2":"y"}}}]}')).toEqual({
      result: [{ options: new Map([['45', 'Broken'], ['12', 'Works']]), names: { a: 1, b: { 1: 'x', 2: 'y' } } }],
    });
  });

  test('says what JSON.parse says of anything that has no such keys, texts that look like keys included', async () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom('{"45":1}', '"a":', '\\"', '@', { '@': '"@":', '': ' : ' }));
    const isPlain = (text: string): boolean => !/"\d+":/.test(text) && !text.includes('__proto__');
    fc.assert(fc.property(value.map((each) => JSON.stringify(each)).filter(isPlain), (text) => {
      expect(orderedJson(text)).toEqual(JSON.parse(text));
    }), runs(300));
  });

  test.each(['', '{"a":}', '{"a" "b"}', '<html>'])('%j is none', (text) => {
    expect(() => orderedJson(text)).toThrow(SyntaxError);
  });
});
