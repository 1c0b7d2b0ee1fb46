import { afterEach, describe, expect, test } from 'vitest';
import { closeShops, openShop, send } from './repair-shop.ts';

afterEach(closeShops);

const json = { 'Content-Type': 'application/json' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

describe('how a method is called', () => {
  test('by GET or POST, with or without the suffix, in any case', async () => {
    const shop = await openShop();
    await shop.call('machine.add', { name: 'Lathe' });
    for (const [path, verb] of [['machine.list', 'GET'], ['machine.list.json', 'POST'], ['MACHINE.List', 'GET']] as const) {
      expect((await send(shop.url + path, { method: verb })).body.result.machines).toHaveLength(1);
    }
  });

  test('query and body are merged, the body wins', async () => {
    const shop = await openShop();
    const { body } = await send(`${shop.url}machine.inspect?name=Press&state=used&id=7&fields[a]=1`, {
      method: 'POST', headers: json, body: JSON.stringify({ name: 'Lathe', fields: { b: 2 } }),
    });
    expect(body.result).toEqual({ name: 'Lathe', id: '7', fields: { b: 2 } });
  });

  test('JSON keeps types, a form makes text of everything', async () => {
    const shop = await openShop();
    expect((await shop.call('machine.inspect', { id: 7, on: true, part: null, list: [], map: {} })).body.result)
      .toEqual({ id: 7, on: true, part: null, list: [], map: [] });
    const { body } = await send(`${shop.url}machine.inspect`, { method: 'POST', headers: form, body: 'id=7&on=true&part=' });
    expect(body.result).toEqual({ id: '7', on: 'true', part: '' });
  });

  test('JSON with another content type is read as a form', async () => {
    const shop = await openShop();
    const { body } = await send(`${shop.url}machine.inspect`, {
      method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{"name":"Lathe"}',
    });
    expect(body.result).toEqual({ '{"name":"Lathe"}': '' });
  });

  test('a content type ending in +json is JSON, a charset does no harm', async () => {
    const shop = await openShop();
    for (const type of ['application/vnd.api+json', 'application/json; charset=utf-8']) {
      const { body } = await send(`${shop.url}machine.inspect`, { method: 'POST', headers: { 'Content-Type': type }, body: '{"id":7}' });
      expect(body.result).toEqual({ id: 7 });
    }
  });

  test('malformed JSON is no error: the method runs without a body', async () => {
    const shop = await openShop();
    const { status, body } = await send(`${shop.url}machine.inspect?id=7`, { method: 'POST', headers: json, body: '{"name": Lathe}' });
    expect([status, body.result]).toEqual([200, { id: '7' }]);
  });

  test('malformed JSON may be refused; no body at all is not malformed', async () => {
    const shop = await openShop({ switches: { malformedJson: 'refused' } });
    const add = (body: string): Promise<{ status: number; body: any }> => send(`${shop.url}machine.add?name=Lathe`, { method: 'POST', headers: json, body });
    expect(await add('{"name": Lathe}')).toMatchObject({ status: 400, body: { error: 'INVALID_REQUEST' } });
    expect(shop.names()).toEqual([]);
    expect((await add('')).status).toBe(200);
    expect(shop.names()).toEqual(['Lathe']);
  });

  test('a body that is not POSTed is not read', async () => {
    const shop = await openShop();
    const { body } = await send(`${shop.url}machine.inspect?id=7`, { method: 'PUT', headers: json, body: '{"id":8}' });
    expect(body.result).toEqual({ id: '7' });
  });
});

describe('who may call', () => {
  test('a wrong secret or user is INVALID_CREDENTIALS, with a status that is a switch', async () => {
    const shop = await openShop();
    const wrong = `${shop.origin}/rest/1/anothersecret/machine.list`;
    expect((await send(wrong))).toMatchObject({ status: 401, body: { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' } });
    expect((await send(shop.url.replace('/rest/1/', '/rest/3/') + 'machine.list')).body.error).toBe('INVALID_CREDENTIALS');
    shop.setSwitches({ credentialStatus: 403 });
    expect((await send(wrong)).status).toBe(403);
  });

  test('an unknown method is 404 even with a wrong secret', async () => {
    const shop = await openShop();
    expect(await send(`${shop.origin}/rest/1/anothersecret/machine.polish`)).toMatchObject({
      status: 404, body: { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' },
    });
    expect((await shop.call('constructor')).status).toBe(404);
  });

  test('a missing scope is insufficient_scope; some scopes no webhook can hold', async () => {
    const shop = await openShop({ scopes: ['user', 'placement'] });
    expect(await shop.call('machine.list')).toMatchObject({ status: 401, body: { error: 'insufficient_scope' } });
    expect((await shop.call('placement.bind')).body.error).toBe('insufficient_scope');
    expect((await shop.call('machine.inspect')).status).toBe(200);
  });

  test('without credentials NO_AUTH_FOUND, with a token this portal never issued invalid_token', async () => {
    const shop = await openShop();
    const url = `${shop.origin}/rest/machine.list`;
    expect(await send(url)).toMatchObject({ status: 401, body: { error: 'NO_AUTH_FOUND' } });
    expect(await send(`${url}?auth=t0k3n`)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    expect((await send(url, { headers: { Authorization: 'Bearer t0k3n' } })).body.error).toBe('invalid_token');
  });

  test("a webhook's parts may come as parameters, and are not seen by the method", async () => {
    const shop = await openShop();
    const { body } = await send(`${shop.origin}/rest/machine.inspect?aplogin=1&ap=sandboxsecret&id=7&state=x`);
    expect(body.result).toEqual({ id: '7' });
  });
});

describe('the reply', () => {
  test('has result, total, next and time', async () => {
    const shop = await openShop();
    const { body, headers } = await shop.call('machine.list');
    expect(body).toEqual({
      result: { machines: [] }, next: 50, total: 0,
      time: {
        start: 1772438400, finish: 1772438400.05, duration: expect.closeTo(0.05), processing: 0,
        date_start: '2026-03-02T11:00:00+03:00', date_finish: '2026-03-02T11:00:00+03:00',
        operating_reset_at: 1772439000, operating: 0,
      },
    });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-bitrix-rest-time')).toBe('0.0500000000');
  });

  test('may tell times with fractions, and nothing of the limiter where there is none', async () => {
    const shop = await openShop({ switches: { integerTimes: false, operatingLimiter: false } });
    shop.later(0.25);
    const { time } = (await shop.call('machine.list')).body;
    expect(time.start).toBe(1772438400.25);
    expect(Object.keys(time)).toEqual(['start', 'finish', 'duration', 'processing', 'date_start', 'date_finish']);
  });

  test('of a refusal has no time, may have an empty code and markup in its text', async () => {
    const shop = await openShop();
    expect(await shop.call('machine.add')).toMatchObject({ status: 400, body: { error: '', error_description: 'Name the machine.<br>' } });
    expect((await shop.call('machine.add')).body).not.toHaveProperty('time');
  });

  test('of nothing is null, of an empty map a list', async () => {
    const shop = await openShop();
    expect((await shop.call('machine.delete')).body).toMatchObject({ result: null });
    expect((await shop.call('machine.inspect')).body.result).toEqual([]);
  });

  test('to what the sandbox does not serve says so', async () => {
    const shop = await openShop();
    expect(await send(`${shop.url}machine.list.xml`)).toMatchObject({ status: 501, body: { error: 'SANDBOX_NO_XML' } });
    expect(await send(shop.url.replace('/rest/', '/rest/api/') + 'machine.list')).toMatchObject({ status: 404, body: { error: 'SANDBOX_NO_REST_3' } });
    expect((await send(`${shop.origin}/company/`)).status).toBe(404);
  });

  test('to a mistake in the sandbox is loud', async () => {
    const shop = await openShop();
    const { status, body } = await shop.call('machine.explode');
    expect([status, body.error]).toEqual([500, 'SANDBOX_BUG']);
    expect(body.error_description).toContain('TypeError: boiler');
  });
});

test('the log tells every request, and never the secret', async () => {
  const shop = await openShop();
  await shop.call('machine.add', { name: 'Lathe' });
  await shop.batch({ press: 'machine.add?name=Press', none: 'machine.add' });
  expect(shop.requests).toEqual([
    { number: 1, at: shop.now(), verb: 'POST', method: 'machine.add', params: { name: 'Lathe' }, status: 200 },
    {
      number: 2, at: shop.now(), verb: 'POST', method: 'batch', status: 200,
      params: { cmd: { press: 'machine.add?name=Press', none: 'machine.add' }, halt: 0 },
      commands: [
        { name: 'press', method: 'machine.add', params: { name: 'Press' } },
        { name: 'none', method: 'machine.add', params: {}, error: '' },
      ],
    },
  ]);
  expect(JSON.stringify(shop.requests)).not.toContain('sandboxsecret');
});

test('a test may watch each request pass its phases', async () => {
  const seen: string[] = [];
  const shop = await openShop({ onRequest: (number, phase) => { seen.push(`${number} ${phase}`); } });
  await shop.call('machine.list');
  await shop.call('machine.list');
  expect(seen.slice(0, 5)).toEqual(['1 received', '1 executed', '1 replied', '2 received', '2 executed']);
});
