import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { planFile, readPlanFile } from '../../src/report/plan-file.ts';
import { planText } from '../../src/report/plan-text.ts';
import { repairPlan } from './repair-plan.ts';

const expected = { bxform: '0.1.0', file: 'repair.plan' };
const reread = (change: (plan: Record<string, any>) => void) => {
  const plan = JSON.parse(planFile(repairPlan)) as Record<string, any>;
  change(plan);
  return readPlanFile(JSON.stringify(plan), expected);
};
const codeOf = (read: ReturnType<typeof readPlanFile>): string | undefined => ('problem' in read ? read.problem.code : undefined);

describe('a saved plan', () => {
  test('reads back as the plan that was shown', () => {
    const read = readPlanFile(planFile(repairPlan), expected);
    const plan = (read as { plan: Plan }).plan;
    expect(plan.steps).toEqual(repairPlan.steps);
    expect(planText(plan, { color: false })).toBe(planText(repairPlan, { color: false }));
  });

  test('holds secrets as slots and hashes, never as text', () => {
    const text = planFile(repairPlan);
    expect(text).not.toContain('hunter2-plaintext');
    expect(text).not.toContain('plain-but-secret');
    expect(text).toContain('"$env": "${env.INVOICE_TOKEN}"');
  });

  test('is refused when another version of bxform made it, saying which', () => {
    const read = readPlanFile(planFile(repairPlan), { ...expected, bxform: '0.2.0' });
    expect(read).toMatchObject({
      problem: { code: 'plan-of-another-version', message: 'repair.plan was made by bxform 0.1.0, this is bxform 0.2.0' },
    });
  });

  test('is refused in another format', () => {
    expect(codeOf(reread((plan) => (plan['format'] = 'bxform-plan/2')))).toBe('plan-of-another-version');
    expect(codeOf(reread((plan) => (plan['format'] = 'bxform-plan-report/1')))).toBe('plan-unreadable');
    expect(codeOf(readPlanFile('not json', expected))).toBe('plan-unreadable');
    expect(codeOf(readPlanFile('[]', expected))).toBe('plan-unreadable');
  });

  test.each<[string, (plan: Record<string, any>) => void]>([
    ['a list is missing', (plan) => delete plan['changes']],
    ['the fingerprint is missing', (plan) => delete plan['fingerprint']],
    ['a step is in no wave', (plan) => plan['waves'].pop()],
    ['a step is in two waves', (plan) => plan['waves'].push(plan['waves'][0])],
    ['a wave names a step that is not there', (plan) => plan['waves'].push(['create nothing'])],
    ['a step needs one that is not there', (plan) => Object.values<any>(plan['steps'])[0].needs.push('create nothing')],
    ['a step writes what is no target', (plan) => Object.values<any>(plan['steps'])[0].targets.push('smartProcess.other')],
    ['a step has no call', (plan) => delete Object.values<any>(plan['steps'])[0].call],
  ])('is refused as damaged when %s', (_title, change) => {
    expect(codeOf(reread(change))).toBe('plan-unreadable');
  });

  test('is refused when it was cut anywhere', () => {
    const text = planFile(repairPlan).trimEnd();
    for (let length = 0; length < text.length; length += 97) expect(codeOf(readPlanFile(text.slice(0, length), expected))).toBe('plan-unreadable');
  });
});
