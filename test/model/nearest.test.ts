import { expect, test } from 'vitest';
import { nearest } from '../../src/model/nearest.ts';

const known = ['title', 'settings', 'fields', 'funnels', 'relations', 'SERIAL', 'equipment'];

test.each([
  ['titel', 'title'],
  ['setting', 'settings'],
  ['Fields', 'fields'],
  ['funnel', 'funnels'],
  ['serial', 'SERIAL'],
  ['equipmnet', 'equipment'],
  ['rlations', 'relations'],
])('%s most likely meant %s', (word, meant) => expect(nearest(word, known)).toBe(meant));

test.each(['icon', 'x', '', 'maintenance'])('%j meant none of them', (word) => expect(nearest(word, known)).toBeUndefined());

test('the closest wins, the first of two equally close', () => {
  expect(nearest('stages', ['stage', 'stages'])).toBe('stages');
  expect(nearest('cat', ['bat', 'rat'])).toBe('bat');
  expect(nearest('anything', [])).toBeUndefined();
});
