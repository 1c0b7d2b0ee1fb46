import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isRef, sameValue, Secret, type Value } from '../../src/model/value.ts';

const secret = (text: string): Secret => new Secret('${env.TOKEN}', text, (value) => `hash of ${value.length}`);

describe('values', () => {
  test.each<[string, Value, Value, boolean]>([
    ['texts', 'a', 'a', true],
    ['a text and a number', '1', 1, false],
    ['null and nothing to say', null, '', false],
    ['lists in their order', ['a', 'b'], ['a', 'b'], true],
    ['lists in another order', ['a', 'b'], ['b', 'a'], false],
    ['maps in any order', { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ['maps with more in one', { a: 1 }, { a: 1, b: 2 }, false],
    ['a list and a map', ['a'], { 0: 'a' }, false],
    ['references', { $ref: 'deal' }, { $ref: 'deal' }, true],
    ['a secret and its text', secret('abc'), 'abc', true],
    ['a secret and another text', secret('abc'), 'abd', false],
    ['two secrets of one text', secret('abc'), secret('abc'), true],
    ['a secret inside a map', { yes: secret('abc') }, { yes: 'abc' }, true],
    ['a key every object has', { a: 1 }, { constructor: 1 } as unknown as Value, false],
  ])('%s', (_what, a, b, same) => {
    expect([sameValue(a, b), sameValue(b, a)]).toEqual([same, same]);
  });

  test('know a reference', () => {
    expect([isRef({ $ref: 'deal' }), isRef({ $ref: 1 }), isRef(null), isRef('deal')]).toEqual([true, false, false, false]);
  });
});

describe('a secret', () => {
  test('shows its template and a hash, never its text, however it is written down', () => {
    const hidden = secret('hunter2');
    const shown = [`${hidden}`, String(hidden), JSON.stringify({ hidden }), inspect(hidden, { depth: 9, showHidden: true }), Object.values(hidden).join()];
    expect(shown.join(' ')).not.toContain('hunter2');
    expect(JSON.parse(JSON.stringify(hidden))).toEqual({ $env: '${env.TOKEN}', hash: 'hash of 7' });
    expect(hidden.reveal()).toBe('hunter2');
  });
});
