import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditJson, auditMarkdown, auditText } from '../../src/report/audit.ts';
import { hostileAudit, repairAudit } from './audit-story.ts';
import { hostileText } from './hostile.ts';
import { complaints } from './output-schemas.ts';

test('people are told the findings, then the score and what cost how much', () => {
  expect(auditText(repairAudit, { color: false })).toBe(`Audit of staging (acme.bitrix24.eu)

error    smartProcess.equipment/field.SERIAL is mandatory and cannot be edited ("Serial number", mandatory-uneditable)
         hint: make it editable in the card
warning  smartProcess.equipment/field.NOTES is filled in no record ("Notes | remarks", unused-field)
         hint: remove it from the cards
note     smartProcess.visit is linked with nothing ("Выезды", no-relations)
         hint: link it

1 error, 1 warning, 1 note.
Score: 88 of 100
What it cost:
  -10  mandatory-uneditable: 1 finding
  -2  unused-field: 1 finding
100 points, less 10 for each error and 2 for each warning, at most 20 for findings of one kind. Notes cost nothing.
Records are counted as far as whoever asks may see them.
The portal would not count 2 things; nothing is said of their use.
Not read:
  placements, events: no application may
`);
});

test('a portal without fault is said to be one, and that nothing was counted', () => {
  const told = auditText({ ...repairAudit, findings: [], costs: [], score: 100, counted: false, uncounted: 0, unread: new Map() }, { color: false });
  expect(told.split('\n').slice(2, 8)).toEqual([
    'Nothing to find fault with.', '', '0 errors, 0 warnings, 0 notes.', 'Score: 100 of 100',
    '100 points, less 10 for each error and 2 for each warning, at most 20 for findings of one kind. Notes cost nothing.', 'Records were not counted, so nothing is said of unused fields and types.',
  ]);
});

test('programs get the same, as the schema promises', () => {
  const json = auditJson(repairAudit);
  expect(complaints('audit', json)).toEqual([]);
  expect(JSON.parse(json)).toMatchObject({ format: 'bxform-audit-report/1', portal: 'staging', host: 'acme.bitrix24.eu', score: 88, uncounted: 2, unread: [{ section: 'placements', reason: 'no application may' }, { section: 'events', reason: 'no application may' }] });
  expect(JSON.parse(json).findings).toHaveLength(3);
  expect(complaints('audit', auditJson({ ...repairAudit, score: 101 }))).not.toEqual([]);
});

test('a comment has a table, a name with a bar in it keeps to its cell', () => {
  const rows = auditMarkdown(repairAudit).split('\n').filter((line) => line.startsWith('|'));
  expect(rows[0]).toBe('| Level | Name | Finding | What to do |');
  expect(rows[3]).toContain('Notes &#124; remarks `smartProcess.equipment/field.NOTES`');
  expect(rows.every((row) => row.split('|').length === 6)).toBe(true);
});

describe('names that somebody made to break out', () => {
  test('never end a line or a cell, whatever they are', () => {
    fc.assert(fc.property(hostileText, (text) => {
      const { report } = hostileAudit(text);
      const plain = auditText({ ...report, findings: [], costs: [] }, { color: false });
      expect(plain.split('\n')).toHaveLength(12);
      const rows = auditMarkdown(report).split('\n').filter((line) => line.startsWith('| '));
      expect(rows).toHaveLength(2 + report.findings.length);
      for (const row of rows.slice(2)) expect(row.replaceAll('\\|', '').split('|')).toHaveLength(6);
      expect(JSON.parse(auditJson(report)).portal).toBe(text);
    }));
  });
});
