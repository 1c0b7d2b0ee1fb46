import { describe, expect, test } from 'vitest';
import { planJson } from '../../src/report/plan-json.ts';
import { complaints } from './output-schemas.ts';
import { emptyPlan, repairPlan } from './repair-plan.ts';

describe('the JSON of a plan', () => {
  test('tells the whole story of the repair shop', async () => {
    await expect(planJson(repairPlan)).toMatchFileSnapshot('golden/plan.json');
  });

  test('is what its schema promises', () => {
    expect(complaints('plan', planJson(repairPlan))).toEqual([]);
    expect(complaints('plan', planJson(emptyPlan))).toEqual([]);
  });

  test('masks secrets by what they are and by their path, and leaves out what the calls carry', () => {
    const text = planJson(repairPlan);
    for (const hidden of ['hunter2-plaintext', 'plain-but-secret', 'INVOICE_TOKEN', '"hash"', 'params']) expect(text).not.toContain(hidden);
    const activity = (JSON.parse(text) as { changes: { kind: string; properties: unknown[] }[] }).changes.find(({ kind }) => kind === 'activity');
    expect(activity?.properties.slice(0, 2)).toEqual([
      { path: 'properties.token', before: { secret: true }, after: { secret: true }, secret: true },
      { path: 'properties.key', after: { secret: true }, secret: true },
    ]);
  });

  test('keeps control characters as escapes that mean the same', () => {
    const plan = { ...repairPlan, project: 'a\u009B31m\u202Eb\u{E0041}' };
    const text = planJson(plan);
    expect(text).not.toMatch(/[\u007F-\u009F\u202E]/);
    expect((JSON.parse(text) as { project: string }).project).toBe(plan.project);
  });
});
