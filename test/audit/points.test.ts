import { expect, test } from 'vitest';
import { costsOf, scoreOf } from '../../src/audit/points.ts';
import type { AuditFinding, AuditLevel } from '../../src/model/audit.ts';

const findings = (id: string, level: AuditLevel, count: number): AuditFinding[] => Array.from({ length: count }, (_, at) => ({ id, level, address: `smartProcess.m${at}`, message: '', hint: '' }));

test.each<readonly [said: string, found: readonly AuditFinding[], score: number]>([
  ['nothing found keeps all of it', [], 100],
  ['an error costs ten', findings('funnel-without-final', 'error', 1), 90],
  ['a warning costs two', findings('unused-field', 'warning', 3), 94],
  ['a note costs nothing', findings('no-relations', 'note', 40), 100],
  ['findings of one id cost twenty at most', findings('unused-field', 'warning', 300), 80],
  ['those of another id cost on', [...findings('unused-field', 'warning', 300), ...findings('title-clash', 'warning', 1)], 78],
  ['there is nothing below nought', ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((id) => findings(id, 'error', 9)), 0],
])('%s', (_said, found, score) => expect(scoreOf(costsOf(found))).toBe(score));

test('what cost most is told first, and what cost nothing is told too', () => {
  const found = [...findings('no-relations', 'note', 2), ...findings('title-clash', 'warning', 1), ...findings('mandatory-uneditable', 'error', 1)];
  expect(costsOf(found)).toEqual([
    { id: 'mandatory-uneditable', level: 'error', count: 1, points: 10 },
    { id: 'title-clash', level: 'warning', count: 1, points: 2 },
    { id: 'no-relations', level: 'note', count: 2, points: 0 },
  ]);
});
