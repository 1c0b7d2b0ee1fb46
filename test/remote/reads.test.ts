import { afterEach, describe, expect, test } from 'vitest';
import { page, read, ScriptedPortal, succeed } from './scripted-portal.ts';

let portal: ScriptedPortal;
afterEach(() => portal.close());

describe('reads', () => {
  test('go out eight requests at a time, fifty to a request', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    portal = await ScriptedPortal.open((heard, response) => {
      waiting.push(() => succeed(heard, response));
      most = Math.max(most, waiting.length);
      setImmediate(() => setImmediate(() => waiting.splice(0).forEach((answer) => answer())));
    });
    const outcomes = await portal.remote().send(Array.from({ length: 1000 }, (_, number) => read(number)));
    expect(outcomes).toHaveLength(1000);
    expect(outcomes.every((outcome, number) => outcome.kind === 'done' && outcome.result === (number % 50) + 1)).toBe(true);
    expect(portal.heard).toHaveLength(20);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(8);
  });

  test('in parallel keep to the bucket', async () => {
    portal = await ScriptedPortal.open();
    await portal.remote().send(Array.from({ length: 68 }, (_, number) => read(number, { alone: true })));
    expect(portal.clock.passed()).toBe(10_000);
  });

  test('that must go alone do not cut the batches of the others short', async () => {
    portal = await ScriptedPortal.open();
    const calls = [read(1), read(2, { alone: true }), read(3), read(4, { alone: true }), read(5)];
    await portal.remote().send(calls);
    expect(portal.heard.map(({ commands }) => commands.map(({ params }) => Number(params.entityTypeId))).sort()).toEqual([[1, 3, 5], [2], [4]]);
  });

  test('survive a gateway that fails for a moment', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn <= 8 ? page(response, 502) : succeed(heard, response)));
    const outcomes = await portal.remote().send(Array.from({ length: 600 }, (_, number) => read(number)));
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
  });

  test('of a portal that is gone are given up before all of them were tried', async () => {
    portal = await ScriptedPortal.open((_, response) => page(response, 502));
    const outcomes = await portal.remote().send(Array.from({ length: 5000 }, (_, number) => read(number)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['unknown', 'notRun']));
    expect(portal.heard.length).toBeLessThanOrEqual(40);
  });
});
