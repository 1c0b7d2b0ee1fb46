import { describe, expect, test } from 'vitest';
import { fill } from '../../src/engine/fill.ts';
import { unseal } from '../../src/engine/unseal.ts';
import type { Plan } from '../../src/model/plan.ts';
import { Secret } from '../../src/model/value.ts';
import { repairPlan } from '../report/repair-plan.ts';

const hash = (text: string): string => `hash of ${text}`;
const sealed = (template: string, text: string): unknown => JSON.parse(JSON.stringify(new Secret(template, text, hash)));
const planWith = (params: Record<string, unknown>): Plan => ({
  ...repairPlan,
  steps: { one: { ...Object.values(repairPlan.steps)[0]!, call: { method: 'userfieldconfig.add', params, retry: 'create' } } },
  targets: {},
});
const open = (params: Record<string, unknown>, environment: Record<string, string>) => {
  const { plan, problems } = unseal(planWith(params), { environment, hash });
  return { params: fill(plan.steps['one']!.call.params, { ids: () => undefined, row: () => undefined }), problems: problems.map(({ code, message }) => `${code}: ${message}`) };
};

describe('a saved plan', () => {
  test('gets its secrets back from the environment, wherever they stand', () => {
    const params = { field: { settings: { DEFAULT_VALUE: sealed('Bearer ${env.TOKEN}', 'Bearer abc') }, list: [sealed('${env.TOKEN}', 'abc')] } };
    expect(open(params, { TOKEN: 'abc' })).toEqual({ params: { field: { settings: { DEFAULT_VALUE: 'Bearer abc' }, list: ['abc'] } }, problems: [] });
  });

  test('keeps the characters ${ that were meant', () => {
    expect(open({ text: sealed('$${ ${env.TOKEN}', '${ abc') }, { TOKEN: 'abc' })).toEqual({ params: { text: '${ abc' }, problems: [] });
  });

  test('refuses another text than it was made with', () => {
    expect(open({ text: sealed('${env.TOKEN}', 'abc') }, { TOKEN: 'abd' }).problems).toEqual([expect.stringMatching(/^stale-plan: .*TOKEN.* is not the one the plan was made with$/)]);
  });

  test('names what the environment lacks', () => {
    expect(open({ text: sealed('${env.TOKEN}', 'abc') }, {}).problems).toEqual([expect.stringMatching(/^environment-unset: .*TOKEN/)]);
  });

  test('without secrets is the same plan', () => {
    const plan = planWith({ field: { a: [1, null, { b: 'c' }] } });
    expect(unseal(plan, { environment: {}, hash })).toEqual({ plan, problems: [] });
  });
});
