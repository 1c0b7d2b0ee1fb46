import { expect, test } from 'vitest';
import { isDay } from '../../src/model/day.ts';

test.each([['2024-02-29', true], ['2026-02-29', false], ['1900-02-29', false], ['2000-02-29', true], ['2026-04-31', false], ['2026-12-31', true], ['2026-13-01', false], ['2026-01-00', false]])('%s is a day: %s', (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
