import { afterEach, describe, expect, test } from 'vitest';
import { closeShops, emptyData, openShop, send, type Answer, type Shop } from './repair-shop.ts';

afterEach(closeShops);

const control = (shop: Shop, verb: string, action: string, body?: unknown): Promise<Answer> =>
  send(`${shop.origin}/_sandbox/${action}`, { method: verb, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

describe('the control surface', () => {
  test('dumps what the portal keeps', async () => {
    const shop = await openShop({ clockScale: 100 });
    await shop.call('machine.add', { name: 'Lathe' });
    const { status, body } = await control(shop, 'GET', 'dump');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: { tables: { machines: [{ id: 1, name: 'Lathe' }] } }, switches: { credentialStatus: 401 }, faults: [],
      now: shop.now(), clockScale: 100, limits: { burst: 50 },
    });
  });

  test('replaces the data, and refuses what is none', async () => {
    const shop = await openShop();
    await control(shop, 'PUT', 'data', { ...emptyData(), tables: { machines: [{ id: 1, name: 'Press' }] } });
    expect(shop.names()).toEqual(['Press']);
    expect(await control(shop, 'PUT', 'data', { machines: [] })).toMatchObject({ status: 400, body: { error: expect.stringContaining('not a portal') } });
    expect(shop.names()).toEqual(['Press']);
  });

  test('sets and clears faults', async () => {
    const shop = await openShop();
    await control(shop, 'POST', 'faults', [{ kind: '500' }, { kind: '429', method: 'machine.list' }]);
    expect((await shop.call('machine.count')).status).toBe(500);
    await control(shop, 'DELETE', 'faults');
    expect((await shop.call('machine.count')).status).toBe(200);
  });

  test('sets switches', async () => {
    const shop = await openShop();
    await control(shop, 'POST', 'switches', { credentialStatus: 403 });
    expect(shop.switches()).toMatchObject({ credentialStatus: 403, webFilter: true });
    const misspelt = await control(shop, 'POST', 'switches', { credentialsStatus: 403 });
    expect(misspelt).toMatchObject({ status: 400, body: { error: expect.stringContaining('no such switch: credentialsStatus') } });
  });

  test('tells the requests, which it is not one of, and forgets them', async () => {
    const shop = await openShop();
    await shop.call('machine.count');
    expect((await control(shop, 'GET', 'requests')).body).toMatchObject([{ number: 1, method: 'machine.count', status: 200 }]);
    await control(shop, 'DELETE', 'requests');
    expect((await control(shop, 'GET', 'requests')).body).toEqual([]);
  });

  test('seeds rows, and calls that need no scope and meet no limit', async () => {
    const shop = await openShop({ scopes: [], limits: { burst: 0 } });
    const { body } = await control(shop, 'POST', 'seed', {
      tables: { machines: [{ id: 1, name: 'Lathe' }] }, sequences: { machine: 1 }, options: { license: 'en_ent250' },
      calls: [{ method: 'machine.add', params: { name: 'Press' } }, { method: 'machine.count' }],
    });
    expect(body).toEqual({ results: [{ machine: { id: 2, name: 'Press' } }, 1] });
    expect(shop.data()).toMatchObject({ sequences: { machine: 1 }, options: { license: 'en_ent250' } });
  });

  test('tells which seeded call was refused', async () => {
    const shop = await openShop();
    expect(await control(shop, 'POST', 'seed', { calls: [{ method: 'machine.add' }] })).toMatchObject({
      status: 400, body: { error: 'machine.add:  Name the machine.<br>' },
    });
  });

  test('makes a new portal: no data, faults, log or spent limits of the old one', async () => {
    const shop = await openShop({ limits: { burst: 1 } });
    await shop.call('machine.add', { name: 'Lathe' });
    await control(shop, 'POST', 'faults', { kind: '500' });
    await control(shop, 'POST', 'reset');
    expect(shop.names()).toEqual([]);
    expect((await shop.call('machine.count')).status).toBe(200);
    expect(shop.requests).toHaveLength(1);
  });

  test('knows nothing else and takes no nonsense', async () => {
    const shop = await openShop();
    expect((await control(shop, 'GET', 'secrets')).status).toBe(404);
    expect((await send(`${shop.origin}/_sandbox/faults`, { method: 'POST', body: '{' })).status).toBe(400);
  });
});
