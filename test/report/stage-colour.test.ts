import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOn } from '../../src/report/stage-colour.ts';
import { contrast } from './contrast.ts';

test.each([['FFFFFF', '000000'], ['000000', 'FFFFFF'], ['22B9FF', '000000'], ['1D3A8F', 'FFFFFF'], ['F7E463', '000000'], ['8A1C1C', 'FFFFFF']])('the text on %s is %s', (color, text) => {
  expect(textOn(color)).toBe(text);
});

test('the text on any colour a person may choose can be read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const color = number.toString(16).padStart(6, '0');
      expect(contrast(color, textOn(color))).toBeGreaterThanOrEqual(4.5);
    }),
  );
});
