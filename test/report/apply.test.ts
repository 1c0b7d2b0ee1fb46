import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { applyJson } from '../../src/report/apply-json.ts';
import { applySummary } from '../../src/report/apply-text.ts';
import { complaints } from './output-schemas.ts';
import { brokenApply, cancelledApply, goodApply } from './repair-applies.ts';
import { emptyPlan } from './repair-plan.ts';

const plain = { color: false };
const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);

describe('the end of an apply', () => {
  test('names every step that failed, was skipped, is unknown or blocked, with its reason', async () => {
    await expect(applySummary(brokenApply, plain)).toMatchFileSnapshot('golden/apply-broken.txt');
  });

  test('is one line when all went well', () => {
    expect(applySummary(goodApply, plain)).toBe(
      'Apply: 6 done, 0 failed, 0 skipped, 0 blocked, 0 unknown. Used 4 HTTP requests with 57 commands.\n',
    );
  });

  test('says what was not started when it was cancelled', async () => {
    await expect(applySummary(cancelledApply, plain)).toMatchFileSnapshot('golden/apply-cancelled.txt');
  });

  test('says that there was nothing to do', () => {
    const nothing = { plan: { ...emptyPlan, leftAlone: [] }, outcomes: [], cancelled: false, usage: { requests: 2, commands: 30 } };
    expect(applySummary(nothing, plain)).toBe('No changes. The portal matches the configuration.\n');
  });

  test('in colour is the same text', () => {
    expect(stripVTControlCharacters(applySummary(brokenApply, { color: true }))).toBe(applySummary(brokenApply, plain));
  });

  test('keeps the portal from colouring its own messages', () => {
    expect(applySummary(brokenApply, plain)).toContain('Access\\u001b[31m denied');
  });

  test('ends with the sum in every case', () => {
    for (const report of [brokenApply, goodApply, cancelledApply]) expect(lastLine(applySummary(report, plain))).toMatch(/^Apply: \d+ done, /);
  });
});

describe('the JSON of an apply', () => {
  test('tells every step with its outcome', async () => {
    await expect(applyJson(brokenApply)).toMatchFileSnapshot('golden/apply-broken.json');
  });

  test('is what its schema promises', () => {
    for (const report of [brokenApply, goodApply, cancelledApply]) expect(complaints('apply', applyJson(report))).toEqual([]);
  });
});
