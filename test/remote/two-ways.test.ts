import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRemote, RemoteSettingsError } from '../../src/remote/index.ts';
import type { Remote } from '../../src/remote/port.ts';
import { json, create, read, ScriptedPortal, secret, succeed, update } from './scripted-portal.ts';

let portal: ScriptedPortal;
beforeEach(async () => void (portal = await ScriptedPortal.open()));
afterEach(() => portal.close());

const token = 'ready-token-of-repairs';
const app = (): { kind: 'ready'; host: string; accessToken: string; hashKey: () => string } => ({ kind: 'ready', host: portal.host, accessToken: token, hashKey: () => 'key' });
const both = (): Remote => portal.remote({ app: app() });
const onlyApp = (): Remote => openRemote({ app: app(), clock: portal.clock, environment: {} });
const asApp = { context: 'app' } as const;
const who = (): string[] => portal.heard.map(({ path, body, commands }) => `${path.includes(secret) ? 'webhook' : body.auth === token ? 'app' : 'nobody'} ${commands.map(({ method }) => method).join(' ')}`);

describe('a portal with a webhook and an application', () => {
  test('is asked by the webhook what anybody may ask, and by the application what wants one', async () => {
    await both().send([read(1), read(2, asApp), read(3), read(4, asApp)]);
    expect(who().sort()).toEqual(['app crm.category.list crm.category.list', 'webhook crm.category.list crm.category.list']);
  });

  test('gets writes in the order they have, whoever makes them', async () => {
    await both().send([update(1, 'Equipment'), update(2, 'Rental'), update(3, 'Repair', asApp), create('Claim'), create('Visit', asApp)]);
    expect(portal.commands.map(({ params }) => params.fields.title)).toEqual(['Equipment', 'Rental', 'Repair', 'Claim', 'Visit']);
    expect(who()).toEqual(['webhook crm.type.update crm.type.update', 'app crm.type.update', 'webhook crm.type.add', 'app crm.type.add']);
  });

  test('counts operating time for each of them', async () => {
    portal.script = (heard, response, turn) =>
      (turn === 1 ? json(response, 429, { error: 'OPERATION_TIME_LIMIT', error_description: '' }) : succeed(heard, response));
    await both().send([update(1, 'Equipment', asApp), update(2, 'Rental')]);
    expect(who()).toEqual(['app crm.type.update', 'webhook crm.type.update', 'app crm.type.update']);
  });

  test('shows neither secret', () => {
    expect(JSON.parse(JSON.stringify(both()))).toEqual({ host: portal.host, settleMilliseconds: 65_000 });
  });

  test('keeps the keyed hash it has with the webhook alone', () => {
    expect(both().hash('Blue Heron')).toBe(portal.remote().hash('Blue Heron'));
    expect(onlyApp().hash('Blue Heron')).not.toBe(both().hash('Blue Heron'));
  });
});

describe('a portal with an application alone', () => {
  test('is asked everything by it', async () => {
    await onlyApp().send([read(1), read(2, asApp)]);
    expect(who()).toEqual(['app crm.category.list crm.category.list']);
    expect(portal.heard[0]!.path).toBe('/rest/batch');
  });

  test('answers as a portal would what wants a webhook, without being asked', async () => {
    const outcomes = await onlyApp().send([update(1, 'Equipment', { context: 'webhook' }), update(2, 'Rental')]);
    expect(outcomes).toMatchObject([{ kind: 'refused', code: 'WRONG_AUTH_TYPE', status: 403 }, { kind: 'done' }]);
    expect(portal.commands).toHaveLength(1);
    expect([onlyApp().speaksAs('app'), onlyApp().speaksAs('webhook')]).toEqual([true, false]);
  });

  test('with a ready token stops when it expires, and says that it is not renewed', async () => {
    portal.script = (_, response) => json(response, 401, { error: 'expired_token', error_description: token });
    const outcomes = await onlyApp().send([create('Equipment'), create('Rental')]);
    expect(outcomes).toMatchObject(Array(2).fill({ kind: 'refused', code: 'expired_token', message: 'the access token has expired, and a ready one is never renewed; provide a new one' }));
    expect(portal.heard).toHaveLength(1);
  });
});

test('a portal with a webhook alone answers what wants an application, without being asked', async () => {
  expect(await portal.remote().send([read(1, asApp)])).toMatchObject([{ kind: 'refused', code: 'WRONG_AUTH_TYPE' }]);
  expect(portal.heard).toEqual([]);
});

test('a redirect to an allowed host takes the token along, to any other it does not', async () => {
  const elsewhere = await ScriptedPortal.open();
  const moving = (host: string) => openRemote({ app: app(), allowedHosts: [host], clock: portal.clock, environment: {} });
  portal.script = (heard, response) => {
    response.writeHead(302, { Location: `http://${elsewhere.host}${heard.path}` });
    response.end();
  };
  expect(await moving('rentals.example').send([read(1)])).toMatchObject([{ kind: 'refused', code: 'REDIRECT' }]);
  expect(elsewhere.heard).toEqual([]);
  expect(await moving(elsewhere.host).send([read(1)])).toMatchObject([{ kind: 'done' }]);
  expect(elsewhere.heard[0]!.body.auth).toBe(token);
  await elsewhere.close();
});

describe('wrong settings', () => {
  const https = { kind: 'ready', accessToken: token, hashKey: () => 'key' } as const;
  test.each([
    ['nobody to be', {}, /neither a webhook nor an application/],
    ['a host that is none', { app: { ...https, host: 'https://' } }, /not a host name/],
    ['an application of another portal', { app: { ...https, host: 'rentals.example' }, expectedHost: 'workshop.example' }, /belongs to rentals\.example, the project is declared for workshop\.example/],
    ['an application of another portal than the webhook', { app: { ...https, host: 'rentals.example' }, webhook: `https://workshop.example/rest/1/${secret}/` }, /belongs to rentals\.example/],
  ])('%s are refused', (_, settings, message) => {
    expect(() => openRemote({ environment: {}, ...settings })).toThrow(RemoteSettingsError);
    expect(() => openRemote({ environment: {}, ...settings })).toThrow(message);
  });
});
