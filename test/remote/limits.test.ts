import { afterEach, describe, expect, test } from 'vitest';
import { batchEnvelope, create, json, ScriptedPortal, succeed, update } from './scripted-portal.ts';

let portal: ScriptedPortal;
afterEach(() => portal.close());

const alone = (count: number): ReturnType<typeof update>[] => Array.from({ length: count }, (_, id) => update(id, 'Rental', { alone: true }));

describe('the request bucket', () => {
  test('lets a burst through at once and then two requests a second', async () => {
    portal = await ScriptedPortal.open();
    const remote = portal.remote();
    await remote.send(alone(48));
    expect(portal.clock.slept).toEqual([]);
    await remote.send(alone(20));
    expect(portal.clock.passed()).toBe(10_000);
  });

  test.each([
    ['an enterprise plan', { limits: { plan: 'enterprise' } } as const, 245, 2_000],
    ['half a share', { limits: { share: 0.5 } } as const, 24, 10_000],
    ['a clock that runs a hundred times faster', { clockScale: 100 } as const, 48, 50],
  ])('follows %s', async (_, settings, burst, milliseconds) => {
    portal = await ScriptedPortal.open();
    const remote = portal.remote(settings);
    await remote.send(alone(burst));
    expect(portal.clock.passed()).toBe(0);
    await remote.send(alone(10));
    expect(portal.clock.passed()).toBeCloseTo(milliseconds, -1);
  });

  test('is one per portal, whoever asks', async () => {
    portal = await ScriptedPortal.open();
    await Promise.all([portal.remote().send(alone(34)), portal.remote().send(alone(34))]);
    expect(portal.clock.passed()).toBe(10_000);
  });

  test('tells what is being waited for', async () => {
    portal = await ScriptedPortal.open();
    const waits: [string, number][] = [];
    await portal.remote().send(alone(49), { onWait: (why, milliseconds) => waits.push([why, milliseconds]) });
    expect(waits).toEqual([['rate limit', 500]]);
  });

  test('is emptied more slowly for a while after the portal said it was full', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) =>
      (turn === 1 ? json(response, 503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' }) : succeed(heard, response)));
    const outcomes = await portal.remote().send(alone(20));
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    expect(portal.heard).toHaveLength(21);
    expect(portal.clock.passed()).toBe(20_000);
  });
});

describe('operating time', () => {
  const used = { error: 'OPERATION_TIME_LIMIT', error_description: 'Method is blocked due to operation time limit.' };

  test('a command refused for it inside a batch is sent again, alone, when some of it is released', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => {
      if (turn > 1) return succeed(heard, response);
      const seconds = portal.clock.now() / 1000;
      const time = { finish: seconds, operating: 390, operating_reset_at: seconds + 95 };
      json(response, 200, batchEnvelope({ result: { c0: 71, c2: 73 }, error: { c1: used }, time: { c0: time, c2: time } }));
    });
    const waits: [string, number][] = [];
    const calls = [create('Equipment'), create('Rental'), create('Repair')];
    const outcomes = await portal.remote().send(calls, { onWait: (why, milliseconds) => waits.push([why, milliseconds]) });
    expect(outcomes).toEqual([{ kind: 'done', result: 71 }, { kind: 'done', result: 1 }, { kind: 'done', result: 73 }]);
    expect(waits).toEqual([['operating time of crm.type.add', 95_000]]);
    expect(portal.heard[1]).toMatchObject({ method: 'crm.type.add', body: { fields: { title: 'Rental' } } });
  });

  test('without any word about its release, a minute is waited', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn === 1 ? json(response, 429, used) : succeed(heard, response)));
    await portal.remote({ clockScale: 10 }).send([create('Equipment')]);
    expect(portal.clock.slept).toEqual([6_000]);
  });

  test('is read in the portal\'s clock, whatever ours says', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn === 1
      ? json(response, 429, { ...used, time: { finish: 5_000, operating_reset_at: 5_300 } })
      : succeed(heard, response)));
    await portal.remote({ clockScale: 100 }).send([create('Equipment')]);
    expect(portal.clock.slept).toEqual([3_000]);
  });

  test('that is nearly used up is waited for before the portal has to refuse', async () => {
    portal = await ScriptedPortal.open((_, response) => {
      const seconds = portal.clock.now() / 1000;
      json(response, 200, { result: true, time: { finish: seconds, operating: 401, operating_reset_at: seconds + 30 } });
    });
    const remote = portal.remote();
    await remote.send([create('Equipment')]);
    await remote.send([create('Rental')]);
    expect(portal.clock.slept).toEqual([30_000]);
  });

  test('of one method keeps no other method waiting', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => {
      if (turn > 1) return succeed(heard, response);
      json(response, 200, batchEnvelope({ result: { c1: 7 }, error: { c0: used } }));
    });
    const field = { method: 'userfieldconfig.add', params: { moduleId: 'crm' }, retry: 'create', alone: true } as const;
    await portal.remote().send([create('Equipment'), update(7, 'Rental'), field]);
    expect(portal.commands.map(({ method }) => method)).toEqual(['crm.type.add', 'crm.type.update', 'userfieldconfig.add', 'crm.type.add']);
    expect(portal.clock.slept).toEqual([60_000]);
  });
});

test('writes of two sends follow one another', async () => {
  let inFlight = 0;
  portal = await ScriptedPortal.open(async (heard, response) => {
    inFlight += 1;
    expect(inFlight).toBe(1);
    await new Promise(setImmediate);
    inFlight -= 1;
    succeed(heard, response);
  });
  await Promise.all([portal.remote().send(alone(5)), portal.remote().send([create('Equipment'), create('<i>Rental</i>')])]);
  expect(portal.heard).toHaveLength(7);
});
