import { describe, expect, test } from 'vitest';
import type { LoadOptions } from '../../src/engine/load.ts';
import { lines, loadFiles, marks } from './load-project.ts';

const HOOK = 'https://acme.bitrix24.eu/rest/1/q7secret/';
const SECRETS = { ID: 'local.repairs', KEY: 'k3ysecret', REFRESH: 'r3freshsecret', TOKEN: 't0kensecret', HOOK };
const APP = 'app: { clientId: "${env.ID}", clientSecret: "${env.KEY}" }';

const head = 'bxform: 1\nproject: repairs\n';
const load = (portals: string, options: Partial<LoadOptions> = {}) => loadFiles({ 'bxform.yaml': `${head}${portals}` }, { environment: SECRETS, ...options });
const one = (body: string, options?: Partial<LoadOptions>) => load(`portals: { live: { ${body} } }`, options);

describe('an application', () => {
  test('is declared with its key from the environment, and where its tokens come from and go to', async () => {
    const body = 'app: { clientId: "${env.ID}", clientSecret: "${env.KEY}", refreshToken: "${env.REFRESH}", host: acme.bitrix24.eu, oauthServer: https://oauth.bitrix24.tech, save: [vault, put, "${var.place}"] }';
    const { portal, problems } = await load(`portals: { live: { ${body} } }\nvariables: { place: repairs/acme }`);
    expect(problems).toEqual([]);
    expect(portal).toMatchObject({ host: 'acme.bitrix24.eu', app: { clientId: 'local.repairs', server: 'https://oauth.bitrix24.tech', save: ['vault', 'put', 'repairs/acme'] } });
    expect([portal?.app?.clientSecret.reveal(), portal?.app?.refreshToken?.reveal()]).toEqual(['k3ysecret', 'r3freshsecret']);
    expect(JSON.stringify(portal)).not.toMatch(/k3ysecret|r3freshsecret/);
  });

  test('may stand beside a webhook, which then says which portal it is', async () => {
    const { portal, problems } = await one(`webhook: "\${env.HOOK}", ${APP}`);
    expect([problems, portal?.webhook?.reveal(), portal?.app?.clientId]).toEqual([[], HOOK, 'local.repairs']);
  });

  test('may be a ready token, or a command that prints one', async () => {
    const ready = await one('accessToken: "${env.TOKEN}", host: acme.bitrix24.eu');
    expect([ready.problems, ready.portal?.accessToken?.reveal()]).toEqual([[], 't0kensecret']);
    const asked = await one('auth: { command: [vault, read, "${env.ID}"] }');
    expect([asked.problems, asked.portal?.command]).toEqual([[], ['vault', 'read', 'local.repairs']]);
  });

  test('of the sandbox is there by itself, unless it is said not to be', async () => {
    const [by, without] = [await one('sandbox: true'), await one('sandbox: true, app: false')];
    expect([by.problems, by.portal]).toEqual([[], { name: 'live', sandbox: true }]);
    expect([without.problems, without.portal]).toEqual([[], { name: 'live', sandbox: true, webhookOnly: true }]);
  });

  test('of a portal that is not meant needs nothing of the environment', async () => {
    const { problems } = await load(`portals: { live: { ${APP}, host: acme.bitrix24.eu }, sandbox: { sandbox: true } }`, { portal: 'sandbox', environment: {} });
    expect(problems).toEqual([]);
  });
});

const mistakes: readonly (readonly [string, string, string])[] = [
  ['has its key written into the file', 'app: { clientId: local.repairs, clientSecret: ▸k3ysecret, host: acme.bitrix24.eu }', 'secret-in-file: a credential is written into the file; whoever reads the file could act as the application → put it into an environment variable and write "${env.NAME}"; what was committed should be revoked on the portal'],
  ['has a token written into the file', 'accessToken: ▸t0kensecret, host: acme.bitrix24.eu', 'secret-in-file: a credential is written into the file; whoever reads the file could act as the application → put it into an environment variable and write "${env.NAME}"; what was committed should be revoked on the portal'],
  ['lacks its key', '▸app: { clientId: local.repairs, host: acme.bitrix24.eu }', 'missing-key: an application needs `clientSecret` → add `clientSecret: …`'],
  ['does not say whose it is', `▸live: ${APP}`, 'portal-address: the application of the portal `live` does not say which portal it belongs to → add host: acme.bitrix24.eu'],
  ['is two at once', `▸live: ${APP}, accessToken: "\${env.TOKEN}", host: acme.bitrix24.eu`, 'portal-address: the portal `live` has several ways to be an application: app, accessToken → keep one of `app`, `accessToken` and `auth`'],
  ['is one of the sandbox', `▸live: sandbox: true, ${APP}`, 'portal-address: the portal `live` is the sandbox, which has an application of its own, and another one → remove the application, or `sandbox: true`'],
  ['is taken away where there is none', '▸live: app: false, webhook: "${env.HOOK}"', 'portal-address: the portal `live` says `app: false`, and is not the sandbox → remove the line: other portals have an application only where one is declared'],
  ['is wished for', 'sandbox: true, ▸app: true', 'not-allowed: `app` must be a map with clientId and clientSecret, or false on the sandbox portal, not true'],
  ['gets its tokens over http', 'app: { clientId: local.repairs, clientSecret: "${env.KEY}", host: acme.bitrix24.eu, oauthServer: ▸http://oauth.bitrix.info }', 'bad-value: `oauthServer` must be an address such as https://oauth.bitrix.info, not "http://oauth.bitrix.info"'],
  ['has a command that is a text', 'auth: { command: ▸vault read }', 'wrong-type: `command` must be a command and its arguments, as a list, not "vault read" → write a list: [vault read]'],
];
test.each(mistakes)('an application that %s is refused, and not repeated', async (_, body, expected) => {
  const portals = body.startsWith('▸live: ') ? `portals: { ▸live: { ${body.slice(7)} } }` : `portals: { live: { ${body} } }`;
  const { problems } = await load(portals);
  expect(lines(problems)).toEqual([`${marks('bxform.yaml', `${head}${portals}`)[0]} ${expected}`]);
  expect(JSON.stringify(problems)).not.toMatch(/k3ysecret|t0kensecret/);
});

describe('the portal env', () => {
  const env = (environment: Record<string, string>, portals = '') => load(portals, { portal: 'env', environment });

  test('may be an application: ready, or OAuth', async () => {
    const ready = await env({ BXFORM_ACCESS_TOKEN: 't0kensecret', BXFORM_PORTAL_HOST: 'acme.bitrix24.eu' });
    expect(ready.problems).toEqual([]);
    expect([ready.portal?.host, ready.portal?.accessToken?.reveal(), ready.portal?.webhook]).toEqual(['acme.bitrix24.eu', 't0kensecret', undefined]);
    const oauth = await env({ BXFORM_CLIENT_ID: 'local.repairs', BXFORM_CLIENT_SECRET: 'k3ysecret', BXFORM_REFRESH_TOKEN: 'r3freshsecret', BXFORM_WEBHOOK: HOOK });
    expect(oauth.problems).toEqual([]);
    expect([oauth.portal?.app?.refreshToken?.reveal(), oauth.portal?.webhook?.reveal()]).toEqual(['r3freshsecret', HOOK]);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['lacks its host', { BXFORM_ACCESS_TOKEN: 't0kensecret' }, '', 'environment-unset: the application of the portal env needs BXFORM_PORTAL_HOST, which is not set → export BXFORM_PORTAL_HOST=acme.bitrix24.eu'],
    ['is two at once', { BXFORM_ACCESS_TOKEN: 't0kensecret', BXFORM_CLIENT_ID: 'local.repairs', BXFORM_CLIENT_SECRET: 'k3ysecret', BXFORM_WEBHOOK: HOOK }, '', 'portal-address: the environment has two ways to be an application: BXFORM_ACCESS_TOKEN, and BXFORM_CLIENT_ID with its key → unset one of them'],
    ['lacks its key', { BXFORM_CLIENT_ID: 'local.repairs', BXFORM_WEBHOOK: HOOK }, '', 'environment-unset: the application of the portal env needs BXFORM_CLIENT_SECRET, which is not set → BXFORM_CLIENT_ID and BXFORM_CLIENT_SECRET are set together, or not at all'],
    ['has an address for a host', { BXFORM_ACCESS_TOKEN: 't0kensecret', BXFORM_PORTAL_HOST: 'https://acme.bitrix24.eu/x' }, '', 'bad-value: the host of the portal must be a host name such as acme.bitrix24.eu, without https:// and without a path → correct `host` or BXFORM_PORTAL_HOST'],
    ['is another portal than declared', { BXFORM_ACCESS_TOKEN: 't0kensecret', BXFORM_PORTAL_HOST: 'rentals.bitrix24.eu' }, 'portals: { env: { host: acme.bitrix24.eu } }', 'other-portal: the application belongs to rentals.bitrix24.eu, and the portal is declared as acme.bitrix24.eu → correct BXFORM_PORTAL_HOST, or `host`'],
  ])('that %s is refused', async (_, environment, portals, expected) => {
    expect(lines((await env(environment, portals)).problems)).toEqual([expected]);
  });
});
