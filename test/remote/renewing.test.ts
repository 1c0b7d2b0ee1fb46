import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Call, Outcome } from '../../src/model/call.ts';
import { TokenStoreError } from '../../src/model/tokens.ts';
import { openRemote } from '../../src/remote/index.ts';
import type { Remote } from '../../src/remote/port.ts';
import { application, clientSecret, loggedIn, RememberedTokens, ScriptedIssuer, takingTokens } from './scripted-issuer.ts';
import { create, json, page, read, ScriptedPortal, succeed, update } from './scripted-portal.ts';

let portal: ScriptedPortal;
let issuer: ScriptedIssuer;
beforeEach(async () => {
  issuer = await ScriptedIssuer.open();
  portal = await ScriptedPortal.open(takingTokens(() => issuer));
});
afterEach(async () => void (await Promise.all([portal.close(), issuer.close()])));

const openWith = (store: RememberedTokens, more: object = {}): Remote =>
  openRemote({ app: application(portal, issuer, store, more), clock: portal.clock, environment: {} });
const kinds = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ kind }) => kind);
const alone = (call: Call): Call => ({ ...call, alone: true });
const refused = (outcome: Outcome | undefined) => (outcome?.kind === 'refused' ? `${outcome.code}: ${outcome.message}` : outcome?.kind);

describe('a token that has expired', () => {
  test('is renewed once, kept, and what was refused for it is sent again', async () => {
    const store = loggedIn();
    expect(kinds(await openWith(store).send([create('Equipment')]))).toEqual(['done']);
    expect(issuer.asked.map(({ verb, params }) => [verb, params['grant_type'], params['refresh_token'], params['client_id'], params['client_secret']]))
      .toEqual([['POST /oauth/token/', 'refresh_token', 'refresh-token-0', 'local.repairs', clientSecret]]);
    expect(store.tokens).toMatchObject({ accessToken: 'access-token-1', refreshToken: 'refresh-token-1', issuedAt: portal.clock.now() });
    expect(portal.heard.map(({ path, body }) => [path, body.auth])).toEqual([['/rest/crm.type.add', 'access-token-expired'], ['/rest/crm.type.add', 'access-token-1']]);
    expect(portal.clock.slept).toEqual([]);
  });

  test('is kept in its new form before that is used', async () => {
    const store = loggedIn();
    portal.script = (heard, response, turn) => {
      if (heard.body.auth === issuer.accessToken) store.events.push(`used ${heard.body.auth}`);
      return takingTokens(() => issuer)(heard, response, turn);
    };
    await openWith(store).send([create('Equipment')]);
    expect(store.events).toEqual(['sending refresh-token-0', 'kept refresh-token-1', 'used access-token-1']);
  });

  test('is renewed once when ten requests fail for it together', async () => {
    const waiting: (() => void)[] = [];
    const script = takingTokens(() => issuer);
    portal.script = async (heard, response, turn) => {
      // nobody is answered before all places for parallel reads are taken
      if (heard.body.auth === 'access-token-expired' && portal.heard.length < 8) await new Promise<void>((go) => waiting.push(go));
      waiting.splice(0).forEach((go) => go());
      return script(heard, response, turn);
    };
    const outcomes = await openWith(loggedIn()).send(Array.from({ length: 10 }, (_, number) => alone(read(1040 + number))));
    expect(kinds(outcomes)).toEqual(Array(10).fill('done'));
    expect(issuer.asked).toHaveLength(1);
  });

  test('is not renewed by who failed with the one before', async () => {
    let renewed = (): void => undefined;
    const whenRenewed = new Promise<void>((resolve) => void (renewed = resolve));
    const script = takingTokens(() => issuer);
    portal.script = async (heard, response, turn) => {
      if (turn === 1) await whenRenewed;
      await script(heard, response, turn);
      if (heard.body.auth === issuer.accessToken) renewed();
    };
    const remote = openWith(loggedIn());
    const [late, early] = await Promise.all([remote.send([alone(read(1))]), remote.send([alone(read(2))])]);
    expect([kinds(late), kinds(early), issuer.asked.length]).toEqual([['done'], ['done'], 1]);
  });

  test('in the middle of an apply goes on, and nothing is done twice', async () => {
    const done: string[] = [];
    const store = new RememberedTokens({ accessToken: 'access-token-0', refreshToken: 'refresh-token-0', issuedAt: 0 });
    const titles = ['Equipment', 'Rental', 'Repair', 'Claim', 'Invoice', 'Visit'];
    portal.script = (heard, response) => {
      if (heard.body.auth !== issuer.accessToken) return json(response, 401, { error: 'expired_token', error_description: '' });
      done.push(heard.commands[0]!.params.fields.title as string);
      if (done.length === 3) issuer.accessToken = 'expired meanwhile';
      return succeed(heard, response);
    };
    expect(kinds(await openWith(store).send(titles.map((title) => create(title, { alone: true }))))).toEqual(Array(6).fill('done'));
    expect(done).toEqual(titles);
    expect(issuer.asked).toHaveLength(1);
  });

  test('inside a batch is renewed for what was refused, and what was done is not sent again', async () => {
    const ran: string[] = [];
    portal.script = (heard, response) => {
      const title = ({ params }: { params: any }): string => params.fields.title as string;
      if (heard.body.auth === 'access-token-0' && heard.method === 'batch') {
        ran.push(title(heard.commands[0]!));
        const [one, two] = heard.commands.map(({ name }) => name) as [string, string];
        return json(response, 200, { result: { result: { [one]: 1 }, result_error: { [two]: { error: 'expired_token', error_description: '' } }, result_total: [], result_next: [], result_time: [] } });
      }
      ran.push(...heard.commands.map(title));
      return succeed(heard, response);
    };
    const store = new RememberedTokens({ accessToken: 'access-token-0', refreshToken: 'refresh-token-0', issuedAt: 0 });
    expect(kinds(await openWith(store).send([update(7, 'Equipment'), update(8, 'Rental')]))).toEqual(['done', 'done']);
    expect(ran).toEqual(['Equipment', 'Rental']);
  });

  test('is what another process has renewed meanwhile, when there is such a one', async () => {
    const store = loggedIn();
    const remote = openWith(store);
    portal.script = (heard, response, turn) => {
      if (turn === 1) store.tokens = { accessToken: 'access-token-0', refreshToken: 'refresh-token-0', issuedAt: 5 };
      return takingTokens(() => issuer)(heard, response, turn);
    };
    expect(kinds(await remote.send([read(1)]))).toEqual(['done']);
    expect(issuer.asked).toEqual([]);
  });

  test('that was issued just now is not renewed for ever', async () => {
    portal.script = (_, response) => json(response, 401, { error: 'expired_token', error_description: '' });
    const [outcome] = await openWith(loggedIn()).send([read(1)]);
    expect(refused(outcome)).toMatch(/^expired_token: the portal calls a token expired that was issued just now/);
    expect(issuer.asked).toHaveLength(1);
  });
});

describe('the first token', () => {
  test('is issued for the refresh token of the environment, and kept with what it was made from', async () => {
    const store = new RememberedTokens();
    expect(kinds(await openWith(store, { refreshToken: 'refresh-token-0' }).send([read(1)]))).toEqual(['done']);
    expect(store.tokens?.seed).toMatch(/^[0-9a-f]{32}$/);
    expect(kinds(await openWith(store, { refreshToken: 'refresh-token-0' }).send([read(1)]))).toEqual(['done']);
    expect(issuer.asked).toHaveLength(1);
  });

  test('is issued anew when the environment has another refresh token than before', async () => {
    const store = new RememberedTokens({ accessToken: 'access-token-0', refreshToken: 'of-long-ago', issuedAt: 0, seed: 'of-another' });
    expect(kinds(await openWith(store, { refreshToken: 'refresh-token-0' }).send([read(1)]))).toEqual(['done']);
    expect(issuer.asked.map(({ params }) => params['refresh_token'])).toEqual(['refresh-token-0']);
  });

  test('is asked for by a login when there is none', async () => {
    const [outcome] = await openWith(new RememberedTokens()).send([read(1)]);
    expect(refused(outcome)).toBe('login_required: no token is kept for this portal; run `bxform login --portal service`');
    expect(portal.heard).toEqual([]);
  });
});

describe('a renewal', () => {
  const misfortunes: readonly (readonly [string, ScriptedIssuer['script']])[] = [
    ['whose connection breaks', ({ socket }) => void socket.resetAndDestroy()],
    ['that is answered by a page', (_, response) => page(response, 200)],
    ['that a gateway answers', (_, response) => page(response, 502)],
    ['whose answer lacks the new refresh token', (_, response) => json(response, 200, { access_token: 'x' })],
  ];

  test.each(misfortunes)('%s is asked for once more, and goes on when it had not been heard', async (_, misfortune) => {
    issuer.script = (asked, response, turn) => (turn === 1 ? misfortune(asked, response, turn) : issuer.issue(asked, response));
    const store = loggedIn();
    expect(kinds(await openWith(store).send([create('Equipment')]))).toEqual(['done']);
    expect(store.tokens?.sentAt).toBeUndefined();
  });

  test.each(misfortunes)('%s and was heard ends with the way out: nothing is sent, and the old token is not called revoked', async (_, misfortune) => {
    issuer.script = (asked, response, turn) => {
      if (turn > 1) return issuer.issue(asked, response);
      issuer.rotate();
      return misfortune(asked, response, turn);
    };
    const outcomes = await openWith(loggedIn()).send([create('Equipment'), create('Rental')]);
    expect(outcomes.map(refused)).toEqual(Array(2).fill('invalid_grant: the answer to a renewal was lost, and with it the new refresh token; the old one is spent; run `bxform login --portal service`'));
    expect(portal.heard).toHaveLength(1);
  });

  test('whose answer never comes is given up, and the next run knows why the token is spent', async () => {
    issuer.script = ({ socket }) => void socket.resetAndDestroy();
    const store = loggedIn();
    const [outcome] = await openWith(store).send([read(1)]);
    expect(refused(outcome)).toMatch(/^oauth_unreachable: .* gave no answer \(ECONNRESET\); run the command again, and if it is refused then, run `bxform login --portal service`$/);
    expect(store.tokens?.sentAt).toBeDefined();
    issuer.rotate();
    issuer.script = (asked, response) => issuer.issue(asked, response);
    const [next] = await openWith(store).send([read(1)]);
    expect(refused(next)).toMatch(/^invalid_grant: the answer to a renewal was lost/);
  });

  test('of a revoked token stops with what to do, and is not asked for again', async () => {
    issuer.refreshToken = 'another';
    const store = loggedIn();
    const remote = openWith(store);
    const revoked = 'invalid_grant: the refresh token is no longer valid: it was revoked, has expired, or the application was removed; run `bxform login --portal service`';
    expect((await remote.send([create('Equipment'), read(1)])).map(refused)).toEqual([revoked, revoked]);
    expect((await remote.send([read(2)])).map(refused)).toEqual([revoked]);
    expect([portal.heard.length, issuer.asked.length]).toEqual([1, 1]);
    expect(store.tokens).toEqual({ accessToken: 'access-token-expired', refreshToken: 'refresh-token-0', issuedAt: 0 });
  });

  test('that nobody hears spends nothing', async () => {
    await issuer.close();
    const store = loggedIn();
    const [outcome] = await openWith(store).send([read(1)]);
    expect(refused(outcome)).toMatch(/^oauth_unreachable: the access token has to be renewed, and there is no connection to 127\.0\.0\.1:\d+ \(ECONNREFUSED\)$/);
    expect(store.tokens?.sentAt).toBeUndefined();
    issuer = await ScriptedIssuer.open();
  });

  test('that answers for another portal is kept and not used', async () => {
    issuer.script = (_, response) => json(response, 200, { ...issuer.rotate(), client_endpoint: 'https://rentals.example/rest/' });
    const store = loggedIn();
    const [outcome] = await openWith(store).send([read(1)]);
    expect(refused(outcome)).toMatch(/^other_portal: the tokens are for rentals\.example, and the portal is declared as 127/);
    expect([store.tokens?.refreshToken, portal.heard.length]).toEqual(['refresh-token-1', 1]);
  });

  test.each([['invalid_client', 400], ['PAYMENT_REQUIRED', 402], ['wrong_client', 403]])('refused with %s says so', async (code, status) => {
    issuer.script = (_, response) => json(response, status, { error: code, error_description: `no ${clientSecret}` });
    expect(refused((await openWith(loggedIn()).send([read(1)]))[0])).toMatch(new RegExp(`^${code}: 127\\S+ does not renew the access token: no \\*\\*\\*$`));
  });

  test('is not followed to another server', async () => {
    issuer.script = (_, response) => {
      response.writeHead(302, { Location: `http://${portal.host}/oauth/token/` });
      response.end();
    };
    const [outcome] = await openWith(loggedIn()).send([read(1)]);
    expect(refused(outcome)).toMatch(/^oauth_unreachable/);
    expect(portal.heard.every(({ path }) => path.startsWith('/rest/'))).toBe(true);
  });

  test('is not asked for when its answer could not be kept', async () => {
    const store = loggedIn();
    Object.assign(store, { save: () => Promise.reject(new TokenStoreError('tokens/repairs.json cannot be written (ENOSPC)')) });
    const [outcome] = await openWith(store).send([read(1)]);
    expect(refused(outcome)).toBe('token_store: tokens/repairs.json cannot be written (ENOSPC)');
    expect(issuer.asked).toEqual([]);
  });
});
