import { expect, test } from 'vitest';
import { lint as english } from '../../src/texts/english/lint.ts';
import { lint as russian } from '../../src/texts/russian/lint.ts';

/** Every sentence by its path, functions called with sample values. */
function sentences(part: object, path = ''): Record<string, string> {
  return Object.assign({}, ...Object.entries(part).map(([key, value]: [string, unknown]) => {
    const at = `${path}${key}`;
    if (typeof value === 'function') return { [at]: (value as (...values: unknown[]) => string)(at.endsWith('languageHint') ? ['ru'] : 'X1', 2, 5) };
    return typeof value === 'string' ? { [at]: value } : sentences(value as object, `${at}.`);
  })) as Record<string, string>;
}

test('both languages say the same things with the same values in them', () => {
  const [one, other] = [sentences(english), sentences(russian)];
  expect(Object.keys(other).sort()).toEqual(Object.keys(one).sort());
  for (const [path, sentence] of Object.entries(one)) {
    expect(other[path], path).not.toMatch(/undefined|NaN/);
    expect(other[path]!.includes('X1'), path).toBe(sentence.includes('X1'));
  }
});

test.each([[1, 'ресурс,'], [3, 'ресурса,'], [5, 'ресурсов,'], [11, 'ресурсов,'], [21, 'ресурс,'], [112, 'ресурсов,']])('%d in Russian goes with %s', (count, word) => {
  expect(russian.done(count, 0, 0)).toContain(`${count} ${word}`);
});
