import { afterEach, describe, expect, test } from 'vitest';
import { closeShops, openShop, send } from './repair-shop.ts';

afterEach(closeShops);

const timesOver = async (count: number, act: () => Promise<unknown>): Promise<void> => {
  for (let index = 0; index < count; index++) await act();
};

describe('the bucket of requests', () => {
  test('holds fifty; the next is refused with 503 JSON and nothing runs', async () => {
    const shop = await openShop();
    await timesOver(50, () => shop.call('machine.inspect'));
    expect(await shop.call('machine.add', { name: 'Lathe' })).toMatchObject({
      status: 503, body: { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
    });
    expect(shop.names()).toEqual([]);
  });

  test('loses two a portal second, and a refusal does not fill it', async () => {
    const shop = await openShop();
    await timesOver(55, () => shop.call('machine.inspect'));
    shop.later(1);
    const statuses = [await shop.call('machine.inspect'), await shop.call('machine.inspect'), await shop.call('machine.inspect')];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 503]);
  });

  test('counts a batch of fifty commands once', async () => {
    const shop = await openShop();
    await timesOver(50, () => shop.batch(Array.from({ length: 50 }, () => 'machine.count')));
    expect((await shop.call('machine.count')).status).toBe(503);
  });

  test('counts requests that fail, whoever sends them', async () => {
    const shop = await openShop();
    await timesOver(50, () => send(`${shop.origin}/rest/1/wrong/machine.list`));
    expect((await shop.call('machine.count')).status).toBe(503);
  });

  test('runs on the portal clock: scaled by a hundred, a hundredth of a second empties two', async () => {
    const shop = await openShop({ clockScale: 100 });
    await timesOver(51, () => shop.call('machine.inspect'));
    shop.later(0.01);
    expect((await shop.call('machine.inspect')).status).toBe(200);
  });

  test('is larger on another plan, and absent on a self-hosted portal', async () => {
    const large = await openShop({ limits: { burst: 60, drainPerSecond: 5 } });
    await timesOver(60, async () => expect((await large.call('machine.inspect')).status).toBe(200));
    expect((await large.call('machine.inspect')).status).toBe(503);
    large.setSwitches({ requestLimiter: false });
    expect((await large.call('machine.inspect')).status).toBe(200);
  });
});

describe('operating time', () => {
  test('is the time the server took, whatever the scale of the clock', async () => {
    for (const serverTime of [false, true]) {
      const shop = await openShop({ serverTime, clockScale: 100 });
      const { time } = (await shop.call('machine.add', { name: 'Lathe' })).body;
      expect([time.operating, time.processing]).toEqual([2, 2]);
      expect((await shop.batch({ a: 'machine.add?name=Press' })).result_time.a.operating).toBe(4);
    }
  });

  test('is summed per method and told in time', async () => {
    const shop = await openShop();
    await shop.call('machine.add', { name: 'Lathe' });
    shop.later(30);
    const { time } = (await shop.call('machine.add', { name: 'Press' })).body;
    expect(time.operating).toBeCloseTo(4);
    expect(time.operating_reset_at).toBe(1772438400 + 600);
    expect((await shop.call('machine.list')).body.time.operating).toBe(0);
  });

  test('is checked before a call: the call that crosses the threshold runs, the next is 429', async () => {
    const shop = await openShop({ limits: { operatingSeconds: 5 } });
    await timesOver(3, () => shop.call('machine.add', { name: 'Lathe' }));
    expect(await shop.call('machine.add', { name: 'Lathe' })).toMatchObject({
      status: 429, body: { error: 'OPERATION_TIME_LIMIT', error_description: 'Method is blocked due to operation time limit.' },
    });
    expect(shop.names()).toHaveLength(3);
    expect((await shop.call('machine.list')).status).toBe(200);
  });

  test('is released minute by minute, the oldest first', async () => {
    const shop = await openShop({ limits: { operatingSeconds: 5 } });
    await timesOver(2, () => shop.call('machine.add', { name: 'Lathe' }));
    shop.later(120);
    await shop.call('machine.add', { name: 'Press' });
    shop.later(479);
    expect((await shop.call('machine.add', { name: 'Saw' })).status).toBe(429);
    shop.later(1);
    const { status, body } = await shop.call('machine.add', { name: 'Saw' });
    expect([status, Math.round(body.time.operating)]).toEqual([200, 4]);
  });

  test('leaves out short calls while they are alone', async () => {
    const shop = await openShop();
    await shop.call('machine.list');
    expect((await shop.call('machine.list')).body.time.operating).toBe(0);
  });

  test('counts short calls of one batch together once the request is over', async () => {
    const shop = await openShop();
    await shop.batch(Array.from({ length: 40 }, () => 'machine.list'));
    expect((await shop.call('machine.list')).body.time.operating).toBeCloseTo(2);
  });

  test('in a batch refuses command by command, never the request', async () => {
    const shop = await openShop({ limits: { operatingSeconds: 3 } });
    const { status, body } = await shop.call('batch', {
      cmd: { a: 'machine.add?name=A', b: 'machine.add?name=B', c: 'machine.add?name=C', list: 'machine.list' },
    });
    expect(status).toBe(200);
    expect(body.result.result_error).toEqual({
      c: { error: 'OPERATION_TIME_LIMIT', error_description: 'Method is blocked due to operation time limit.' },
    });
    expect(Object.keys(body.result.result)).toEqual(['a', 'b', 'list']);
    expect(body.result.result_time.b.operating).toBeCloseTo(4);
    expect(body.time.operating).toBe(0);
  });

  test('has a threshold that is a switch', async () => {
    const shop = await openShop({ switches: { operatingThreshold: 3 } });
    await timesOver(2, () => shop.call('machine.add', { name: 'Lathe' }));
    expect((await shop.call('machine.add', { name: 'Lathe' })).status).toBe(429);
    shop.setSwitches({ operatingThreshold: 420 });
    expect((await shop.call('machine.add', { name: 'Lathe' })).status).toBe(200);
  });
});

describe('the sixty seconds of a request', () => {
  const adds = (count: number): string[] => Array.from({ length: count }, (_, index) => `machine.add?name=M${index}`);

  test('cut a batch: the client gets a gateway page, what ran stays, the rest never runs', async () => {
    const shop = await openShop();
    const { status, body } = await shop.call('batch', { cmd: adds(50) });
    expect(status).toBe(504);
    expect(body).toContain('504 Gateway Time-out');
    expect(shop.names()).toHaveLength(30);
  });

  test('may leave the server working on, unseen, until all is done', async () => {
    const shop = await openShop({ switches: { afterCut: 'continue' } });
    const begin = shop.now();
    expect((await shop.call('batch', { cmd: adds(50) })).status).toBe(504);
    await shop.done(1);
    expect(shop.names()).toHaveLength(50);
    expect(shop.now() - begin).toBe(40_000); // the twenty commands after the cut took their two seconds each
    expect(shop.requests[0]?.status).toBe(504);
  });

  test('may cut the connection instead of answering', async () => {
    const shop = await openShop({ switches: { cutReply: 'close' } });
    await expect(shop.call('batch', { cmd: adds(31) })).rejects.toThrow();
    expect(shop.names()).toHaveLength(30);
    expect(shop.requests[0]?.status).toBe(0);
  });

  test('are enough for what fits, and hold for a single call too', async () => {
    const shop = await openShop();
    expect((await shop.batch(adds(30))).result).toHaveLength(30);
    expect((await shop.call('machine.overhaul')).status).toBe(504);
  });

  test('pass on the clock when server time is asked for', async () => {
    const shop = await openShop({ serverTime: true });
    const begin = shop.now();
    await shop.batch(adds(3));
    expect(shop.now() - begin).toBe(6000);
    expect((await shop.call('batch', { cmd: adds(31) })).status).toBe(504);
    expect(shop.now() - begin).toBe(66_000);
  });
});
