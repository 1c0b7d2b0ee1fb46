import { afterEach, describe, expect, test } from 'vitest';
import { startSandbox, type Fault } from '../../src/sandbox/index.ts';
import { closeShops, emptyData, openShop, repairFamily, send, type Shop } from './repair-shop.ts';

afterEach(closeShops);

const shopWith = (...faults: Fault[]): Promise<Shop> => openShop({ faults });

const add = (shop: Shop, name: string): Promise<{ status: number; body: any }> =>
  shop.call('machine.add', { name }).catch(() => ({ status: 0, body: undefined }));

describe('a fault that strikes a request', () => {
  test.each([
    ['503-limit', 503, 'QUERY_LIMIT_EXCEEDED'],
    ['429', 429, 'OPERATION_TIME_LIMIT'],
    ['401-expired', 401, 'expired_token'],
    ['500', 500, 'INTERNAL_SERVER_ERROR'],
  ] as const)('%s refuses with %i %s and runs nothing', async (kind, status, error) => {
    const shop = await shopWith({ kind, times: 1 });
    expect(await add(shop, 'Lathe')).toMatchObject({ status, body: { error } });
    expect(shop.names()).toEqual([]);
    expect((await add(shop, 'Press')).status).toBe(200);
    expect(shop.requests.map(({ fault }) => fault)).toEqual([kind, undefined]);
  });

  test('an error of one\'s own has the code, text and status asked for', async () => {
    const shop = await shopWith({ kind: 'error', code: 'OVERLOAD_LIMIT', description: 'REST API is blocked due to overload.', status: 503 });
    expect(await add(shop, 'Lathe')).toMatchObject({ status: 503, body: { error: 'OVERLOAD_LIMIT', error_description: 'REST API is blocked due to overload.' } });
  });

  test('a gateway page and a 500 may come after the work was done', async () => {
    const shop = await shopWith({ kind: '502-html', executed: true, times: 1 }, { kind: '500', executed: true });
    expect(await add(shop, 'Lathe')).toMatchObject({ status: 502, body: expect.stringContaining('<title>502 Bad Gateway</title>') });
    expect((await add(shop, 'Press')).status).toBe(500);
    expect(shop.names()).toEqual(['Lathe', 'Press']);
  });

  test.each([
    ['lost-request', []], ['reset', []], ['lost-reply', ['Lathe']],
  ] as const)('%s closes the connection, having run %j', async (kind, names) => {
    const shop = await shopWith({ kind });
    expect((await add(shop, 'Lathe')).status).toBe(0);
    expect(shop.names()).toEqual(names);
    expect(shop.requests[0]?.status).toBe(0);
  });

  test('cut-off closes the connection at once and runs the request later', async () => {
    const shop = await shopWith({ kind: 'cut-off', delay: 45 });
    const begin = shop.now();
    expect((await add(shop, 'Lathe')).status).toBe(0);
    await shop.done(1);
    expect(shop.names()).toEqual(['Lathe']);
    expect(shop.now() - begin).toBe(45_000);
  });

  test('cut-off never runs what would begin after the 60 seconds a request may live', async () => {
    const shop = await shopWith({ kind: 'cut-off', delay: 61 });
    expect((await add(shop, 'Lathe')).status).toBe(0);
    await shop.done(1);
    expect(shop.names()).toEqual([]);
  });

  test('cut-off never runs when the portal closes first', async () => {
    const data = emptyData();
    const sandbox = await startSandbox({ family: repairFamily, data, faults: [{ kind: 'cut-off', delay: 3600 }] });
    await expect(send(`${sandbox.url}machine.add?name=Lathe`)).rejects.toThrow();
    await sandbox.close();
    expect(data.tables).toEqual({});
  });

  test('slow lets portal seconds pass and then answers as always', async () => {
    const shop = await shopWith({ kind: 'slow', delay: 20 });
    const begin = shop.now();
    expect((await add(shop, 'Lathe')).status).toBe(200);
    expect(shop.now() - begin).toBe(20_000);
  });

  test('slow commands count for the sixty seconds of their batch', async () => {
    const shop = await shopWith({ kind: 'slow', delay: 59, command: true, occurrence: 1 });
    expect((await shop.call('batch', { cmd: ['machine.count', 'machine.add?name=Lathe'] })).status).toBe(504);
    expect(shop.names()).toEqual([]);
  });

  test('bad-json breaks the reply of a request that ran', async () => {
    const shop = await shopWith({ kind: 'bad-json' });
    const { status, body } = await add(shop, 'Lathe');
    expect(status).toBe(200);
    expect(body).toMatch(/^\{"result"/);
    expect(shop.names()).toEqual(['Lathe']);
  });

  test('302-moved sends to the same path at the new address, and runs nothing', async () => {
    const shop = await shopWith({ kind: '302-moved', location: 'http://new.example.test/' });
    const { status, headers } = await send(`${shop.url}machine.list?id=7`);
    expect([status, headers.get('location')]).toEqual([302, 'http://new.example.test/rest/1/sandboxsecret/machine.list?id=7']);
  });
});

describe('which request is struck', () => {
  test('by method and occurrence', async () => {
    const shop = await shopWith({ method: 'machine.add', occurrence: 2, kind: '500' });
    await shop.call('machine.list');
    const statuses = [await add(shop, 'A'), await add(shop, 'B'), await add(shop, 'C')].map(({ status }) => status);
    expect(statuses).toEqual([200, 500, 200]);
  });

  test('at most so many times', async () => {
    const shop = await shopWith({ method: '*', kind: '500', times: 2 });
    const statuses = [await add(shop, 'A'), await add(shop, 'B'), await add(shop, 'C')].map(({ status }) => status);
    expect(statuses).toEqual([500, 500, 200]);
  });

  test('by the first of several faults, while the others go on counting', async () => {
    const shop = await shopWith({ occurrence: 1, kind: '500' }, { occurrence: 2, kind: '429' });
    const statuses = [await add(shop, 'A'), await add(shop, 'B')].map(({ status }) => status);
    expect(statuses).toEqual([500, 429]);
  });

  test('a batch is struck as batch, its commands only by faults for commands', async () => {
    const shop = await shopWith({ method: 'batch', occurrence: 2, kind: '500' }, { method: 'machine.add', kind: '429' });
    expect((await shop.call('batch', { cmd: ['machine.add?name=A'] })).status).toBe(200);
    expect((await shop.call('batch', { cmd: ['machine.add?name=B'] })).status).toBe(500);
    expect(shop.names()).toEqual(['A']);
  });

  test('no more after the faults were cleared', async () => {
    const shop = await shopWith({ kind: '500' });
    shop.clearFaults();
    shop.addFaults({ kind: '429', times: 1 });
    expect([(await add(shop, 'A')).status, (await add(shop, 'B')).status]).toEqual([429, 200]);
  });
});

describe('a fault that strikes a command', () => {
  const cmd = { a: 'machine.add?name=A', b: 'machine.add?name=B', c: 'machine.add?name=C' };
  const second = { method: 'machine.add', command: true, occurrence: 2 } as const;

  test.each([
    ['429', 'OPERATION_TIME_LIMIT'], ['500', 'INTERNAL_SERVER_ERROR'], ['503-limit', 'QUERY_LIMIT_EXCEEDED'], ['401-expired', 'expired_token'],
  ] as const)('%s becomes its error, the others run', async (kind, error) => {
    const shop = await shopWith({ ...second, kind });
    expect((await shop.batch(cmd)).result_error.b.error).toBe(error);
    expect(shop.names()).toEqual(['A', 'C']);
  });

  test('an error may come although the command ran', async () => {
    const shop = await shopWith({ ...second, kind: 'error', code: 'ERROR_CORE', executed: true });
    expect((await shop.batch(cmd)).result_error.b.error).toBe('ERROR_CORE');
    expect(shop.names()).toEqual(['A', 'B', 'C']);
  });

  test.each([
    ['lost-request', ['A']], ['reset', ['A']], ['lost-reply', ['A', 'B']],
  ] as const)('%s ends the batch without a reply, %j having run', async (kind, names) => {
    const shop = await shopWith({ ...second, kind });
    await expect(shop.call('batch', { cmd })).rejects.toThrow();
    expect(shop.names()).toEqual(names);
  });

  test('502-html ends the batch with a page', async () => {
    const shop = await shopWith({ ...second, kind: '502-html' });
    expect((await shop.call('batch', { cmd })).status).toBe(502);
    expect(shop.names()).toEqual(['A']);
  });

  test('bad-json breaks the reply of the whole batch', async () => {
    const shop = await shopWith({ ...second, kind: 'bad-json' });
    expect((await shop.call('batch', { cmd })).body).toBeTypeOf('string');
    expect(shop.names()).toEqual(['A', 'B', 'C']);
  });

  test('cut-off lets this and the later commands run after the delay', async () => {
    const shop = await shopWith({ ...second, kind: 'cut-off', delay: 10 });
    await expect(shop.call('batch', { cmd })).rejects.toThrow();
    await shop.done(1);
    expect(shop.names()).toEqual(['A', 'B', 'C']);
  });

  test('does not strike single calls', async () => {
    const shop = await shopWith({ method: 'machine.add', command: true, kind: '500' });
    expect((await add(shop, 'A')).status).toBe(200);
  });
});
