import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRemote } from '../../src/remote/index.ts';
import type { Remote } from '../../src/remote/port.ts';
import { askCommand } from '../../src/remote/token-sources.ts';
import { application, RememberedTokens, ScriptedIssuer, takingTokens } from './scripted-issuer.ts';
import { json, read, ScriptedPortal } from './scripted-portal.ts';

let portal: ScriptedPortal;
let issuer: ScriptedIssuer;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bxform-vault-'));
  issuer = await ScriptedIssuer.open();
  portal = await ScriptedPortal.open(takingTokens(() => issuer));
});
afterEach(async () => {
  await Promise.all([portal.close(), issuer.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** A vault: a program in the project's folder. */
function program(text: string): readonly string[] {
  writeFileSync(join(folder, 'vault.mjs'), text);
  return [process.execPath, 'vault.mjs'];
}
const printing = (answers: { readonly first: object; readonly again: object }): readonly string[] =>
  program(`console.log(process.env.BXFORM_TOKEN_EXPIRED === '1' ? ${JSON.stringify(JSON.stringify(answers.again))} : ${JSON.stringify(JSON.stringify(answers.first))})`);
const asking = (command: readonly string[]): Remote => openRemote({ app: { kind: 'command', host: portal.host, command, folder, hashKey: () => 'key' }, clock: portal.clock, environment: {} });

describe('a command that prints tokens', () => {
  test('is asked for the first one, and again when it has expired', async () => {
    issuer.rotate();
    const { host } = portal;
    const [outcome] = await asking(printing({ first: { host, access_token: 'access-token-0' }, again: { host, access_token: 'access-token-1' } })).send([read(1)]);
    expect(outcome?.kind).toBe('done');
    expect(portal.heard.map(({ body }) => body.auth)).toEqual(['access-token-0', 'access-token-1']);
  });

  test('that prints the expired one again is not asked for ever, and where the refresh token is kept is said', async () => {
    issuer.rotate();
    const same = { host: portal.host, access_token: 'access-token-0', refresh_token_place: 'vault/repairs' };
    const outcomes = await asking(printing({ first: same, again: same })).send([read(1), read(2)]);
    expect(outcomes[0]).toMatchObject({ kind: 'refused', code: 'expired_token', message: 'the access token has expired, and the command of `auth` printed the same one again; its refresh token is kept at vault/repairs' });
    expect(portal.heard).toHaveLength(1);
  });

  test('for another portal is not used', async () => {
    const [outcome] = await asking(printing({ first: { host: 'rentals.example', access_token: 'access-token-0' }, again: {} })).send([read(1)]);
    expect(outcome).toMatchObject({ kind: 'refused', code: 'other_portal' });
    expect(portal.heard).toEqual([]);
  });

  test.each([
    ['is not there', () => ['no-such-vault'], /^the command no-such-vault of `auth` failed \(ENOENT\)/],
    ['fails', () => program('console.error("access-token-0"); console.log("access-token-0"); process.exit(3)'), /^the command node of `auth` failed \(ended with 3\); run it by hand to see why$/],
    ['prints a page', () => program('console.log("<html>access-token-0</html>")'), /^the command node of `auth` must print JSON with host and access_token$/],
    ['prints no host', () => program('console.log(JSON.stringify({access_token: "access-token-0"}))'), /must print JSON/],
    ['prints without end', () => program('const more = () => process.stdout.write("access-token-0".repeat(1000), more); more()'), /failed \(it prints too much\)/],
  ])('that %s is told without what it printed', async (_, command, message) => {
    const found = await askCommand(command(), folder, false);
    expect(found).toMatchObject({ kind: 'refused', code: 'auth_command', message: expect.stringMatching(message) });
    expect(inspect(found)).not.toContain('access-token');
  });
});

describe('a command that keeps tokens', () => {
  const keeping = (command: readonly string[]): Remote =>
    openRemote({ app: application(portal, issuer, new RememberedTokens(), { refreshToken: 'refresh-token-0', save: command, folder }), clock: portal.clock, environment: {} });

  test('reads the new ones before they are used, and once', async () => {
    const command = program(`import { appendFileSync, readFileSync } from 'node:fs'; appendFileSync('kept.jsonl', readFileSync(0, 'utf8'));`);
    let keptWhenUsed = '';
    portal.script = (heard, response, turn) => {
      keptWhenUsed ||= readFileSync(join(folder, 'kept.jsonl'), 'utf8');
      return takingTokens(() => issuer)(heard, response, turn);
    };
    const remote = keeping(command);
    expect((await remote.send([read(1), read(2)])).map(({ kind }) => kind)).toEqual(['done', 'done']);
    issuer.accessToken = 'expired meanwhile';
    expect((await remote.send([read(3)])).map(({ kind }) => kind)).toEqual(['done']);
    const kept = readFileSync(join(folder, 'kept.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as unknown);
    expect(JSON.parse(keptWhenUsed.trim())).toEqual(kept[0]);
    expect(kept).toMatchObject([
      { host: portal.host, client_id: 'local.repairs', refresh_token: 'refresh-token-1', access_token: 'access-token-1', issued_at: new Date(portal.clock.start).toISOString() },
      { refresh_token: 'refresh-token-2', access_token: 'access-token-2' },
    ]);
  });

  test('and fails leaves them unused, and says what to do', async () => {
    const [outcome] = await keeping(program('process.exit(1)')).send([read(1)]);
    expect(outcome).toMatchObject({ kind: 'refused', code: 'token_store', message: expect.stringMatching(/could not be handed to the command node of `save` \(ended with 1\), so nothing was done with it; the old one may be spent: run bxform login/) });
    expect(portal.heard).toEqual([]);
  });
});

test('what a portal, an issuer or a command says of secrets is not repeated in any form', async () => {
  const forms = (text: string): string[] => [text, encodeURIComponent(text), Buffer.from(`local.repairs:${text}`).toString('base64')];
  const told: unknown[] = [];
  for (const secret of ['access-token-0', 'refresh-token-0', 'Zx81repairShopSecret/+9']) {
    for (const form of forms(secret)) {
      portal.script = (_, response) => json(response, 400, { error: form, error_description: `wrong ${form}` });
      const remote = openRemote({ app: application(portal, issuer, new RememberedTokens({ accessToken: 'access-token-0', refreshToken: 'refresh-token-0', issuedAt: 0 })), clock: portal.clock, environment: {} });
      told.push(await remote.send([read(1)]), remote);
      portal.script = takingTokens(() => issuer);
      issuer.accessToken = 'x';
      issuer.script = (_, response) => json(response, 400, { error: form, error_description: `wrong ${form}` });
      told.push(await remote.send([read(2)]));
    }
  }
  const all = inspect(told, { depth: null, showHidden: true });
  expect(all).toContain('wrong ***');
  for (const part of ['access-token', 'refresh-token', 'repairShopSecret', encodeURIComponent('/+9'), Buffer.from('repairs:acc').toString('base64').slice(2, -2), Buffer.from('ShopSec').toString('base64').slice(0, 8)]) expect(all).not.toContain(part);
});
