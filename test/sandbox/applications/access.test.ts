import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../../src/sandbox/index.ts';
import { send } from '../repair-shop.ts';
import { openHandler, openWorkshop, type Workshop } from './workshop.ts';

const refresh = (shop: Workshop, refreshToken: string, verb = 'GET'): ReturnType<Workshop['token']> =>
  shop.token({ grant_type: 'refresh_token', client_id: 'local.workshop', client_secret: shop.application.clientSecret, refresh_token: refreshToken }, verb);

const exchange = (shop: Workshop, code: string): ReturnType<Workshop['token']> =>
  shop.token({ grant_type: 'authorization_code', client_id: 'local.workshop', client_secret: shop.application.clientSecret, code });

describe('the token of an application', () => {
  test('is taken from the query, the body or the header, under either name', async () => {
    const shop = await openWorkshop();
    const token = shop.application.auth.access_token;
    const url = `${shop.origin}/rest/user.current`;
    const ways: readonly (readonly [string, RequestInit])[] = [
      [`${url}?auth=${token}`, {}], [`${url}.json?access_token=${token}`, {}], [url, { headers: { Authorization: `Bearer ${token}` } }],
      [url, { method: 'POST', body: `auth=${token}`, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }],
      [url, { method: 'POST', body: JSON.stringify({ auth: token }), headers: { 'Content-Type': 'application/json' } }],
    ];
    for (const [address, init] of ways) expect((await send(address, init)).body.result).toMatchObject({ ID: '1', NAME: 'Anna' });
  });

  test('lives an hour, and is another thing than a token nobody gave', async () => {
    const shop = await openWorkshop();
    shop.later(3599);
    expect((await shop.application.ask('profile')).status).toBe(200);
    shop.later(1);
    expect(await shop.application.ask('profile')).toMatchObject({ status: 401, body: { error: 'expired_token', error_description: 'The access token provided has expired' } });
    expect(await send(`${shop.origin}/rest/profile?auth=nobodys`)).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
    expect(await send(`${shop.origin}/rest/profile`)).toMatchObject({ status: 401, body: { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' } });
  });

  test('is refused for its scope, its user, its application and the plan, each in its own words', async () => {
    const shop = await openWorkshop();
    const narrow = await shop.another({ scopes: ['crm'] });
    expect(await narrow.call('bizproc.robot.list')).toBe('401 insufficient_scope The request requires higher privileges than provided by the access token');
    const closed = await shop.another({ user: 3, users: [1] });
    expect(await closed.call('profile')).toBe('401 user_access_error The user does not have access to the application.');
    const gone = await shop.another();
    await shop.control('POST', 'applications/uninstall', { clientId: gone.clientId });
    expect(await gone.call('profile')).toBe('401 APPLICATION_NOT_FOUND Application not found');
    shop.data().tables['users']!.find((user) => user['ID'] === '1')!['ACTIVE'] = 'N';
    expect(await narrow.call('profile')).toBe('401 authorization_error Unable to authorize user');
    shop.data().options['restAvailable'] = false;
    expect(await shop.application.call('profile')).toBe('401 ACCESS_DENIED REST is available only on commercial plans.');
  });

  test('acts for its user, who need not be an administrator', async () => {
    const shop = await openWorkshop();
    const sales = await shop.another({ user: 3 });
    expect(await sales.call('user.admin')).toBe(false);
    expect(await sales.call('profile')).toMatchObject({ ID: '3', ADMIN: false, NAME: 'Boris' });
    expect(await sales.call('bizproc.activity.list')).toBe('403 ACCESS_DENIED Access denied!');
    expect(await shop.application.call('user.admin')).toBe(true);
    expect(await shop.application.call('scope')).toEqual(['crm', 'userfieldconfig', 'user', 'bizproc', 'placement', 'telephony']);
  });

  test('tells the application about itself', async () => {
    const shop = await openWorkshop();
    expect(await shop.application.call('app.info')).toEqual({
      ID: shop.application.id, CODE: 'local.workshop', VERSION: 1, STATUS: 'L', INSTALLED: true, PAYMENT_EXPIRED: 'N', DAYS: null,
      LANGUAGE_ID: 'en', LICENSE: 'en_pro100', LICENSE_TYPE: 'pro100', LICENSE_FAMILY: 'pro',
    });
    expect(await shop.application.call('method.get', { name: 'placement.bind' })).toEqual({ isExisting: true, isAvailable: true });
    expect((await shop.webhook('method.get', { name: 'placement.bind' })).body.result).toEqual({ isExisting: true, isAvailable: false });
  });

  test('opens a batch, whose commands are refused one by one', async () => {
    const shop = await openWorkshop();
    const { call } = await shop.another({ scopes: ['crm', 'bizproc'] });
    const { result, result_error: refused } = await call('batch', { cmd: { me: 'profile', codes: 'bizproc.activity.list', places: 'placement.get', add: 'bizproc.robot.add?CODE=measure&HANDLER=https://shop.example.test/&NAME[en]=Measure' } });
    expect(result).toMatchObject({ me: { ID: '1' }, codes: [], add: true });
    expect(refused).toMatchObject({ places: { error: 'insufficient_scope', error_description: '' } });
  });

  test('is known to a portal started again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bxform-workshop-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'portal.json');
    const shop = await openWorkshop({ file });
    await shop.close();
    const again = await startSandbox({ file, now: () => shop.now() });
    onTestFinished(() => again.close());
    expect((await send(`${again.origin}/rest/profile?auth=${shop.application.auth.access_token}`)).body.result).toMatchObject({ ID: '1' });
  });

  test('has operating time of its own, apart from the webhook', async () => {
    const shop = await openWorkshop({ limits: { operatingSeconds: 1, burst: 100 } });
    for (let count = 0; count < 3; count += 1) await shop.application.call('crm.type.add', { fields: { title: `Machine ${count}` } });
    expect(await shop.application.call('crm.type.add', { fields: { title: 'One more' } })).toContain('429 OPERATION_TIME_LIMIT');
    expect((await shop.webhook('crm.type.add', { fields: { title: 'By hand' } })).status).toBe(200);
  });

  test('waits for an administrator where a method must be confirmed', async () => {
    const shop = await openWorkshop();
    await shop.control('POST', 'confirmations', { 'crm.currency.list': 'waiting' });
    expect(await shop.application.call('crm.currency.list')).toBe('401 METHOD_CONFIRM_WAITING Waiting for confirmation');
    expect((await shop.webhook('crm.currency.list')).body).toMatchObject({ error: 'ACCESS_DENIED', error_description: 'Access denied! Application context required' });
    await shop.control('POST', 'confirmations', { 'crm.currency.list': 'denied' });
    expect(await shop.application.call('crm.currency.list')).toBe('403 METHOD_CONFIRM_DENIED Method call denied');
    await shop.control('POST', 'confirmations', { 'crm.currency.list': 'allowed' });
    expect((await shop.application.ask('crm.currency.list')).status).toBe(200);
  });
});

describe('refreshing', () => {
  test('gives a new pair, by GET or by POST; the refresh token is good for once', async () => {
    const shop = await openWorkshop();
    const { status, body } = await refresh(shop, shop.application.auth.refresh_token);
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/), refresh_token: expect.stringMatching(/^[0-9a-f]{32}$/), expires: Math.floor(shop.now() / 1000) + 3600, expires_in: 3600,
      domain: new URL(shop.origin).host, server_endpoint: `${shop.origin}/rest/`, client_endpoint: `${shop.origin}/rest/`, member_id: expect.any(String),
      scope: 'crm,userfieldconfig,user,bizproc,placement,telephony', status: 'L', user_id: 1,
    });
    expect(await refresh(shop, shop.application.auth.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect((await refresh(shop, body.refresh_token, 'POST')).status).toBe(200);
    expect((await shop.application.ask('profile')).status).toBe(200);
  });

  test.each([[{}, 179, 180], [{ refreshTokenDays: 28 }, 27, 28]])('ends on the portal clock, with %o after more than %i days', async (switches, good, over) => {
    const shop = await openWorkshop({ switches });
    shop.later(good * 86_400);
    const { body } = await refresh(shop, shop.application.auth.refresh_token);
    shop.later(over * 86_400);
    expect(await refresh(shop, body.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('may leave the old tokens as they were, or take the access token along', async () => {
    const shop = await openWorkshop({ switches: { refreshTokenReuse: 'accepted', refreshEndsAccess: true } });
    for (const verb of ['GET', 'POST']) expect((await refresh(shop, shop.application.auth.refresh_token, verb)).status).toBe(200);
    expect(await shop.application.call('profile')).toContain('401 expired_token');
  });

  test('is refused for another client, a wrong secret, an unknown grant, a missing part and an unpaid application', async () => {
    const shop = await openWorkshop();
    const other = await shop.another();
    const good = { grant_type: 'refresh_token', client_id: 'local.workshop', client_secret: shop.application.clientSecret, refresh_token: shop.application.auth.refresh_token };
    const refused = async (change: Record<string, string>): Promise<string> => (await shop.token({ ...good, ...change })).body.error;
    expect(await refused({ client_id: other.clientId, client_secret: other.clientSecret })).toBe('invalid_grant');
    expect(await refused({ client_secret: 'guessed' })).toBe('invalid_client');
    expect(await refused({ client_id: 'local.unknown' })).toBe('invalid_client');
    expect(await refused({ grant_type: 'password' })).toBe('invalid_request');
    expect(await refused({ refresh_token: '' })).toBe('invalid_request');
    shop.setSwitches({ unknownClient: 'wrong_client', tokenErrorStatus: 401 });
    expect(await shop.token({ ...good, client_id: 'local.unknown' })).toMatchObject({ status: 401, body: { error: 'wrong_client' } });
    shop.data().options['paymentRequired'] = true;
    expect(await refused({})).toBe('PAYMENT_REQUIRED');
  });

  test('stands in the log without its secrets, and meets faults that are meant for it', async () => {
    const shop = await openWorkshop({ faults: [{ kind: '500' }, { kind: 'lost-reply', method: 'oauth.token', times: 1 }] });
    await expect(refresh(shop, shop.application.auth.refresh_token)).rejects.toThrow();
    expect((await refresh(shop, shop.application.auth.refresh_token)).body.error).toBe('invalid_grant');
    expect(shop.requests).toMatchObject([
      { method: 'oauth.token', params: { grant_type: 'refresh_token' }, fault: 'lost-reply', status: 0 },
      { method: 'oauth.token', error: 'invalid_grant', status: 400 },
    ]);
    expect(JSON.stringify(shop.requests)).not.toContain(shop.application.auth.refresh_token);
  });

  test('is over once the tokens were expired or revoked from outside', async () => {
    const shop = await openWorkshop();
    await shop.control('POST', 'tokens/expire', { clientId: 'local.workshop' });
    expect(await shop.application.call('profile')).toContain('expired_token');
    const { body } = await refresh(shop, shop.application.auth.refresh_token);
    await shop.control('POST', 'tokens/revoke', { clientId: 'local.workshop' });
    expect(await send(`${shop.origin}/rest/profile?auth=${body.access_token}`)).toMatchObject({ body: { error: 'invalid_token' } });
    expect((await refresh(shop, body.refresh_token)).body.error).toBe('invalid_grant');
    const fresh = await shop.control('POST', 'tokens', { clientId: 'local.workshop', user: 3 });
    expect((await send(`${shop.origin}/rest/profile?auth=${fresh.access_token}`)).body.result).toMatchObject({ ID: '3' });
    await shop.control('POST', 'tokens/expire', { refresh: true });
    expect((await refresh(shop, fresh.refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('the authorisation page', () => {
  const page = (shop: Workshop, query: string): ReturnType<typeof send> => send(`${shop.origin}/oauth/authorize/?${query}`);

  test('asks who it is, then leads back to the application with a code that is good for one exchange', async () => {
    const shop = await openWorkshop({}, { redirectUri: 'http://127.0.0.1:9/back?from=portal' });
    const asked = await page(shop, 'client_id=local.workshop&state=a%20b');
    expect(asked.status).toBe(200);
    const [, link = ''] = /<a href="([^"]+sandbox_user&#61;3|[^"]+sandbox_user=3)"/.exec(asked.body) ?? [];
    const back = await send(new URL(link.replaceAll('&#38;', '&'), shop.origin).href);
    const location = new URL(back.headers.get('location') ?? '');
    expect([back.status, location.origin + location.pathname]).toEqual([302, 'http://127.0.0.1:9/back']);
    expect(Object.fromEntries(location.searchParams)).toEqual({
      from: 'portal', code: expect.any(String), state: 'a b', domain: new URL(shop.origin).host, member_id: expect.any(String),
      scope: 'crm,userfieldconfig,user,bizproc,placement,telephony', server_domain: new URL(shop.origin).host,
    });
    const code = location.searchParams.get('code') ?? '';
    expect((await exchange(shop, code)).body).toMatchObject({ user_id: 3, expires_in: 3600 });
    expect((await exchange(shop, code)).body.error).toBe('invalid_grant');
  });

  test('asks nobody who is signed in; the code lives thirty seconds', async () => {
    const shop = await openWorkshop({}, { redirectUri: 'http://127.0.0.1:9/back' });
    await shop.control('POST', 'sign-in', { user: 1 });
    const codeOf = async (): Promise<string> => new URL((await page(shop, 'client_id=local.workshop')).headers.get('location') ?? '').searchParams.get('code') ?? '';
    const [first, second] = [await codeOf(), await codeOf()];
    shop.later(29);
    expect((await exchange(shop, first)).status).toBe(200);
    shop.later(1);
    expect((await exchange(shop, second)).body.error).toBe('invalid_grant');
  });

  test('shows the code where there is no address to lead to, and an error to the person alone', async () => {
    const shop = await openWorkshop();
    await shop.control('POST', 'sign-in', { user: 1 });
    const shown = /<code>(\w+)<\/code>/.exec((await page(shop, 'client_id=local.workshop')).body)?.[1] ?? '';
    expect((await exchange(shop, shown)).status).toBe(200);
    const failed = await page(shop, 'client_id=local.unknown&redirect_uri=http://127.0.0.1:9/');
    expect([failed.status, failed.headers.get('location')]).toEqual([400, null]);
  });

  test('can be passed without a browser', async () => {
    const shop = await openWorkshop({}, { redirectUri: 'http://127.0.0.1:9/back' });
    const { code, location } = await shop.control('POST', 'consent', { clientId: 'local.workshop', user: 3, state: 'x' });
    expect(location).toContain(`code=${code}&state=x`);
    expect((await exchange(shop, code)).body.user_id).toBe(3);
  });
});

describe('installing', () => {
  test('tells an application that uses the API only its tokens, form-encoded', async () => {
    const handler = await openHandler();
    const shop = await openWorkshop({}, { installUrl: `${handler.origin}/install` });
    expect(handler.received).toMatchObject([{
      path: '/install', contentType: 'application/x-www-form-urlencoded',
      form: {
        event: 'ONAPPINSTALL', data: { VERSION: '1', ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: 'en' }, ts: String(shop.now() / 1000),
        auth: { domain: new URL(shop.origin).host, expires_in: '3600', status: 'L', client_endpoint: `${shop.origin}/rest/`, server_endpoint: `${shop.origin}/rest/` },
      },
    }]);
    const { auth } = handler.received[0]!.form;
    expect((await refresh(shop, auth.refresh_token)).status).toBe(200);
    expect((await send(`${auth.client_endpoint}profile?auth=${auth.access_token}`)).body.result).toMatchObject({ ID: '1' });
  });

  test('again gives another number, and finds nothing of the former one', async () => {
    const shop = await openWorkshop();
    await shop.application.call('placement.bind', { PLACEMENT: 'LEFT_MENU', HANDLER: 'https://shop.example.test/menu' });
    await shop.control('POST', 'applications/uninstall', { clientId: 'local.workshop' });
    const again = await shop.another({ clientId: 'local.workshop' });
    expect(again.id).not.toBe(shop.application.id);
    expect(await again.call('placement.get')).toEqual([]);
  });

  test('is refused twice, and lists what is there without secrets', async () => {
    const shop = await openWorkshop();
    expect(await shop.control('POST', 'applications', { scopes: [], clientId: 'local.workshop' })).toEqual({ error: 'local.workshop is installed already' });
    await shop.application.call('bizproc.robot.add', { CODE: 'measure', HANDLER: 'https://shop.example.test/', NAME: 'Measure' });
    const listed = await shop.control('GET', 'applications');
    expect(listed).toMatchObject({ oauth: shop.oauth, applications: [{ id: shop.application.id, clientId: 'local.workshop', robots: [{ code: 'measure' }], activities: [] }] });
    expect(JSON.stringify(listed)).not.toContain(shop.application.clientSecret);
  });

  test('a new version erases activities and robots with their dialogs, and keeps the rest', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    const step = { HANDLER: 'https://shop.example.test/', NAME: 'Measure' };
    await call('bizproc.activity.add', { CODE: 'measure', ...step, USE_PLACEMENT: 'Y', PLACEMENT_HANDLER: 'https://shop.example.test/dialog' });
    await call('bizproc.robot.add', { CODE: 'weigh', ...step });
    await call('event.bind', { event: 'onCrmDealAdd', handler: 'https://shop.example.test/deal' });
    await call('crm.automation.trigger.add', { CODE: 'paid', NAME: 'Paid' });
    expect(await shop.control('POST', 'applications/update', { clientId: 'local.workshop' })).toEqual({ version: 2, events: [] });
    expect([await call('bizproc.activity.list'), await call('bizproc.robot.list')]).toEqual([[], []]);
    expect(await call('event.get')).toHaveLength(1);
    expect(await call('crm.automation.trigger.list')).toEqual([{ NAME: 'Paid', CODE: 'paid' }]);
    expect(await call('app.info')).toMatchObject({ VERSION: 2 });
    shop.setSwitches({ eventsOnUpdate: 'erased' });
    await shop.control('POST', 'applications/update', { clientId: 'local.workshop' });
    expect(await call('event.get')).toEqual([]);
  });
});
