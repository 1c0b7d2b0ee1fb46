import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRemote, RemoteSettingsError, type RemoteSettings } from '../../src/remote/index.ts';
import { create, json, page, read, reset, ScriptedPortal, secret, succeed, update, type Script } from './scripted-portal.ts';

let portal: ScriptedPortal;
beforeEach(async () => void (portal = await ScriptedPortal.open()));
afterEach(() => portal.close());

const everyForm = (value: unknown): string =>
  [inspect(value, { depth: null, showHidden: true }), JSON.stringify(value), String(value), value instanceof Error ? `${value.stack}${inspect(value.cause)}` : ''].join('\n');

const failures: readonly (readonly [string, Script])[] = [
  ['succeeds', (heard, response) => succeed(heard, response)],
  ['resets', (heard) => reset(heard)],
  ['keeps silent', () => portal.clock.ring()],
  ['answers with a page that repeats the address', (heard, response) => void response.end(`<a href="${heard.path}">again</a>`)],
  ['fails with a page', (_, response) => page(response, 502)],
  ['refuses and repeats the address', (heard, response) => json(response, 400, { error: 'X', error_description: `Wrong call ${portal.host}${heard.path} of ${secret}` })],
  ['refuses with the secret as a code', (_, response) => json(response, 403, { error: secret, error_description: '' })],
  ['fails and repeats the address', (heard, response) => json(response, 500, { error: heard.path, error_description: heard.path })],
  ['limits', (heard, response) => json(response, 503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: heard.path })],
  ['redirects with the address', (heard, response) => {
    response.writeHead(302, { Location: `https://elsewhere.example${heard.path}` });
    response.end();
  }],
];

test.each(failures)('no outcome shows the secret when the portal %s', async (_, script) => {
  portal.script = script;
  const said: unknown[] = [];
  const remote = portal.remote();
  const options = { onWait: (...waits: unknown[]) => said.push(waits) };
  const outcomes = await remote.send([create('Equipment'), update(7, 'Rental'), read(1040), create('<b>Repair</b>')], options);
  expect(portal.heard[0]?.path).toContain(secret);
  expect(everyForm([outcomes, said, remote, remote.usage()])).not.toContain(secret);
});

test('no outcome shows the secret when nobody is there', async () => {
  const remote = portal.remote();
  await portal.close();
  expect(everyForm(await remote.send([create('Equipment')]))).not.toContain(secret);
  portal = await ScriptedPortal.open();
});

test('the remote shows its host and nothing of the credential', () => {
  const remote = portal.remote();
  expect(everyForm(remote)).not.toContain(secret);
  expect(JSON.parse(JSON.stringify(remote))).toEqual({ host: portal.host, settleMilliseconds: 65_000 });
});

describe('wrong settings', () => {
  const path = `/rest/1/${secret}/`;
  const wrong: readonly (readonly [string, RemoteSettings, RegExp])[] = [
    ['no address at all', { webhook: secret }, /not an address of the form/],
    ['an address that cannot be parsed', { webhook: `https://:99999${path}` }, /not an address of the form/],
    ['another path', { webhook: `https://workshop.example/${secret}/` }, /not an address of the form/],
    ['the path of REST 3', { webhook: `https://workshop.example/rest/api/1/${secret}/` }, /not an address of the form/],
    ['a method at the end', { webhook: `https://workshop.example${path}profile.json` }, /not an address of the form/],
    ['a query', { webhook: `https://workshop.example${path}?x=${secret}` }, /not an address of the form/],
    ['a password in it', { webhook: `https://user:${secret}@workshop.example${path}` }, /not an address of the form/],
    ['another protocol', { webhook: `ftp://workshop.example${path}` }, /not an address of the form/],
    ['http', { webhook: `http://workshop.example${path}` }, /^The webhook for workshop\.example must use https/],
    ['http to a host that only looks local', { webhook: `http://127.0.0.1.example${path}` }, /must use https/],
    ['another host than declared', { webhook: `https://workshop.example${path}`, expectedHost: 'rentals.example' }, /belongs to workshop\.example, the project is declared for rentals\.example/],
    ['another port than declared', { webhook: `https://workshop.example:8443${path}`, expectedHost: 'workshop.example' }, /belongs to workshop\.example:8443/],
    ['a share of nothing', { webhook: `https://workshop.example${path}`, limits: { share: 0 } }, /share/],
    ['a share of more than all', { webhook: `https://workshop.example${path}`, limits: { share: 1.5 } }, /share/],
    ['no time for a request', { webhook: `https://workshop.example${path}`, limits: { requestSeconds: 0 } }, /requestSeconds/],
    ['a proxy that is no address', { webhook: `https://workshop.example${path}`, environment: { HTTPS_PROXY: `http://me:${secret}@:x` } }, /HTTPS_PROXY/],
  ];
  test.each(wrong)('%s are an error that names hosts at most', (_, settings, message) => {
    let thrown: unknown;
    try {
      openRemote({ environment: {}, ...settings });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RemoteSettingsError);
    expect(String(thrown)).toMatch(new RegExp(message.source.replace('^', '')));
    expect(everyForm(thrown)).not.toContain(secret);
  });

  test.each(['Workshop.Example', 'workshop.example:443', 'https://workshop.example/'])('the declared host may be written as %s', (expectedHost) => {
    expect(openRemote({ webhook: ` https://workshop.example${path} `, expectedHost, environment: {} }).host).toBe('workshop.example');
  });

  test('the last slash of a webhook may be missing, and a loopback address may be http', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(openRemote({ webhook: `http://${host}:8080/rest/1/${secret}`, environment: {} }).host).toBe(`${host}:8080`);
  });
});

describe('the keyed hash', () => {
  const at = (host: string, credential: string, text: string): string => openRemote({ webhook: `https://${host}/rest/1/${credential}/`, environment: {} }).hash(text);

  test('is the same for one text and one credential, wherever the portal moves', () => {
    expect(at('old.example', secret, 'token of the robot')).toBe(at('new.example', secret, 'token of the robot'));
    expect(at('old.example', secret, 'token of the robot')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('differs with the text and with the credential', () => {
    const hashes = [at('a.example', secret, 'one'), at('a.example', secret, 'two'), at('a.example', 'another2credential', 'one')];
    expect(new Set(hashes).size).toBe(3);
  });
});
