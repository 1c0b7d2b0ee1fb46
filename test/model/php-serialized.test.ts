import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromJson, PhpFloat, serialized, unserialized, type PhpKey, type PhpValue } from '../../src/model/php-serialized.ts';
import { runs } from '../property/runs.ts';
import { missing } from '../report/programs.ts';

const PHP = 'php';
const again = (text: string): string | undefined => {
  const value = unserialized(Buffer.from(text));
  return value === undefined ? undefined : serialized(value);
};

const key: fc.Arbitrary<PhpKey> = fc.oneof(fc.integer(), fc.string({ unit: 'binary' }).filter((text) => !/^-?\d+$/.test(text)), fc.constantFrom('__proto__', 'constructor', '";s:1:"'));
const { value: anything } = fc.letrec<{ value: PhpValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null), fc.boolean(), fc.integer(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }), fc.string({ unit: 'binary' }),
    fc.constantFrom('0.1', '1', '-0', '1.0E+25', 'INF', '-INF', 'NAN', '0.30000000000000004').map((text) => new PhpFloat(text)),
    fc.uniqueArray(fc.tuple(key, tie('value')), { selector: ([name]) => String(name), maxLength: 6 }).map((entries) => new Map(entries)),
  ),
}));

describe('what PHP serialises', () => {
  test('of any kind comes back byte for byte, in its order', async () => {
    await fc.assert(fc.property(anything, (value) => {
      const text = serialized(value);
      expect(again(text)).toBe(text);
      expect(unserialized(Buffer.from(text))).toEqual(value);
    }), runs(300));
  });

  test.each([
    ['whole numbers as keys, not in their order', 'a:3:{i:45;s:6:"Broken";i:12;s:5:"Works";s:1:"x";N;}'],
    ['a float that is a whole number', 'a:1:{i:0;d:1;}'],
    ['a number beyond what JavaScript counts to', 'i:9223372036854775807;'],
    ['lengths in bytes', 's:10:"Насос";'],
    ['text that looks like its end', 's:5:"";i:0";'],
    ['an empty map', 'a:0:{}'],
  ])('keeps %s', (_, text) => {
    expect(again(text)).toBe(text);
  });

  test.each([
    ['an object', 'O:8:"DateTime":0:{}'],
    ['an object that writes itself', 'C:11:"ArrayObject":2:{x}}'],
    ['a reference', 'a:2:{i:0;a:0:{}i:1;R:2;}'],
    ['something after its end', 'i:1;i:2;'],
    ['a text that is too short', 's:9:"pump";'],
    ['a number with a plus', 'i:+5;'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(unserialized(Buffer.from(text))).toBeUndefined();
  });

  test('refuses bytes that are no text', () => {
    expect(unserialized(Buffer.from([...Buffer.from('s:1:"'), 0xff, ...Buffer.from('";')]))).toBeUndefined();
  });
});

describe('what came as JSON', () => {
  test('has the keys PHP had: numbers as numbers, in the order of a Map', () => {
    const answer = { title: 'Pump', options: new Map([['45', 'Broken'], ['12', 'Works']]), users: ['user_1'], rate: 0.5, none: null };
    expect(serialized(fromJson(answer))).toBe('a:5:{s:5:"title";s:4:"Pump";s:7:"options";a:2:{i:45;s:6:"Broken";i:12;s:5:"Works";}s:5:"users";a:1:{i:0;s:6:"user_1";}s:4:"rate";d:0.5;s:4:"none";N;}');
  });
});

describe.skipIf(missing('php') !== '')(`PHP itself${missing('php')}`, () => {
  test('reads what we write, and writes the same bytes', () => {
    const texts = fc.sample(anything, { numRuns: 300, seed: runs(1).seed }).map(serialized);
    const program = 'foreach (json_decode(stream_get_contents(STDIN)) as $text) { $text = base64_decode($text); if (serialize(unserialize($text)) !== $text) echo $text, "\n"; }';
    const ran = spawnSync(PHP, ['-r', program], { input: JSON.stringify(texts.map((text) => Buffer.from(text).toString('base64'))), encoding: 'utf8' });
    expect([ran.status, ran.stdout]).toEqual([0, '']);
  });
});
