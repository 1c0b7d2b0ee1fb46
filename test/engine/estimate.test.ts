import { describe, expect, test } from 'vitest';
import { estimate } from '../../src/engine/estimate.ts';
import type { Call } from '../../src/model/call.ts';
import type { Step } from '../../src/model/plan.ts';

const step = (method: string, seconds: number, more: Partial<Call> = {}): Step => ({ id: method, action: 'create', address: 'smartProcess.equipment', call: { method, params: {}, retry: 'create', seconds, ...more }, targets: ['smartProcess.equipment'], needs: [] });
const times = (count: number, one: Step): Step[] => Array.from({ length: count }, () => one);
const first = { requests: 1, commands: 5 };

describe('an estimate', () => {
  test('of nothing to do is nothing', () => {
    expect(estimate([], first)).toEqual({ requests: 0, commands: 0, seconds: 0 });
  });

  test('counts the first read, each wave, and a read after it', () => {
    const { requests, commands } = estimate([[step('crm.type.add', 2)], [step('userfieldconfig.add', 0.5)]], first);
    expect(requests).toBe(5);
    expect(commands).toBeGreaterThan(7);
  });

  test.each([
    ['fifty commands fit one request', times(50, step('crm.status.add', 0.1)), 1],
    ['one more takes another', times(51, step('crm.status.add', 0.1)), 2],
    ['slow ones are packed by their time', times(30, step('crm.type.add', 2)), 2],
    ['those of a lane travel one by one', times(3, step('crm.type.update', 1, { lane: 'linkedUserFields' })), 3],
    ['those that must be alone too', times(2, step('crm.type.update', 1, { alone: true })), 2],
  ])('%s', (_what, wave, requests) => {
    expect(estimate([wave], { requests: 0, commands: 0 }).requests).toBe(requests + 1);
  });

  test('is as long as the work on the portal', () => {
    const quick = estimate([times(10, step('crm.status.add', 0.1))], first).seconds;
    const slow = estimate([times(10, step('crm.type.add', 2))], first).seconds;
    expect(slow).toBeGreaterThanOrEqual(20);
    expect(quick).toBeLessThan(slow);
  });

  test('knows that a method pauses when it has used up its time', () => {
    const fields = (count: number): number => estimate([times(count, step('userfieldconfig.add', 0.7))], first).seconds;
    expect(fields(1_000) - fields(500)).toBeGreaterThan(600);
  });
});
