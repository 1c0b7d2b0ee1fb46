import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json } from '../remote/scripted-portal.ts';
import { clientSecret } from '../remote/scripted-issuer.ts';
import { complaints } from '../report/output-schemas.ts';
import { applicationStory, secretsIn, type ApplicationStory } from './application.ts';

const tokensOf = (s: ApplicationStory): string => {
  const folder = join(s.home, 'state', 'bxform', 'tokens');
  const [file] = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return file === undefined ? '' : join(folder, file);
};

test('login listens on this computer for who is sent back, and keeps the tokens for their owner alone', async () => {
  const s = await applicationStory();
  const { ended, said } = s.start('login', '--portal', 'service', '--port', '0');
  const [address] = await said(/http:\S+\/oauth\/authorize\/\S+/);
  const [, port] = await said(/http:\/\/localhost:(\d+)\//);
  const { origin, pathname, searchParams } = new URL(address);
  expect([origin, pathname, searchParams.get('client_id')]).toEqual([`http://${s.door.host}`, '/oauth/authorize/', 'local.repairs']);
  const state = searchParams.get('state')!;
  expect(state.length).toBeGreaterThanOrEqual(32);
  const back = async (query: Record<string, string>): Promise<number> => (await fetch(`http://127.0.0.1:${port}/?${new URLSearchParams(query).toString()}`)).status;
  expect(await back({})).toBe(404);
  expect(await back({ code: 'code-of-anna', state: 'of-somebody-else' })).toBe(400);
  expect(await back({ code: 'code-of-anna', state, domain: 'rentals.example' })).toBe(400);
  expect(s.issuer.asked).toEqual([]);
  expect(await back({ code: 'code-of-anna', state, domain: s.door.host })).toBe(200);
  const { code, stdout, stderr } = await ended;
  expect(stderr).toContain('This answer does not belong to the login that is under way');
  expect([code, stdout]).toEqual([0, `Logged in to ${s.door.host} as user 1, an administrator.\nThe tokens are kept in ${tokensOf(s)}.\n`]);
  expect(s.issuer.asked.map(({ verb, params }) => [verb, params['code'], params['client_secret']])).toEqual([['GET /oauth/token/', 'code-of-anna', clientSecret]]);
  expect((statSync(tokensOf(s)).mode & 0o777).toString(8)).toBe('600');
  expect(readFileSync(tokensOf(s), 'utf8')).toContain('refresh-token-1');
  expect(secretsIn(stdout + stderr + s.files())).toEqual([]);
});

test('login takes the address the browser ended at, or a code, and reports as JSON', async () => {
  const s = await applicationStory();
  expect(await s.login()).toMatchObject({ code: 0 });
  const { ended, child, said } = s.start('login', '--portal', 'service', '--paste', '--json');
  await said(/Then paste/);
  child.stdin.end('code-of-anna\n');
  const { code, stdout } = await ended;
  expect(complaints('login', stdout)).toEqual([]);
  expect([code, JSON.parse(stdout)]).toEqual([0, { format: 'bxform-login-report/1', portal: 'service', host: s.door.host, user: '1', administrator: true, file: tokensOf(s) }]);
});

test.each([
  ['an answer to somebody else\'s login', () => 'http://localhost:8765/?code=code-of-anna&state=another', /does not belong to the login that is under way/],
  ['an answer of another portal', (state: string) => `http://localhost:8765/?code=code-of-anna&state=${state}&domain=rentals.example`, /is of another portal than/],
  ['a page', () => 'https://acme.bitrix24.eu/stream/', /There is no code in this address/],
  ['something else', () => 'no idea', /this is neither an address nor a code/],
  ['a code that is over', () => 'code-of-yesterday', /gave no tokens: the code is over or was used already/],
  ['nothing', () => '', /this is neither an address nor a code/],
])('login refuses %s, and keeps nothing', async (_, pasted, message) => {
  const s = await applicationStory();
  const { ended, child, said } = s.start('login', '--portal', 'service', '--paste');
  const [, state] = await said(/[?&]state=(\S+)/);
  child.stdin.end(`${pasted(state!)}\n`);
  const { code, stderr } = await ended;
  expect(stderr).toMatch(message);
  expect([code, tokensOf(s)]).toEqual([3, '']);
  expect(secretsIn(stderr)).toEqual([]);
});

test('login refuses tokens of another portal, and what an issuer repeats is masked', async () => {
  const s = await applicationStory();
  s.issuer.script = (_, response) => json(response, 200, { ...s.issuer.rotate(), client_endpoint: 'https://rentals.example/rest/' });
  expect((await s.login()).stderr).toMatch(/the tokens are for rentals\.example, and the portal is declared as 127/);
  s.issuer.script = ({ params }, response) => json(response, 400, { error: 'invalid_client', error_description: `${params['client_secret']} ${params['code']}` });
  const { code, stderr } = await s.login();
  expect([code, secretsIn(stderr), tokensOf(s)]).toEqual([3, [], '']);
  expect(stderr).toContain('gave no tokens: invalid_client *** ***');
});

test('login gives up when nobody comes back, and says which port is taken', async () => {
  const s = await applicationStory();
  const late = await s.bxform('login', '--portal', 'service', '--port', '0', '--timeout', '1');
  expect(late.code).toBe(3);
  expect(late.stderr).toContain('nobody came back from the portal within 1 s');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const taken = await s.bxform('login', '--portal', 'service', '--port', String(port));
  other.close();
  expect([taken.code, taken.stderr.includes(`port ${port} of this computer cannot be used (EADDRINUSE)`)]).toEqual([1, true]);
});

test('login hands the tokens to the command that keeps them, and keeps none', async () => {
  const s = await applicationStory({ app: ', save: [node, vault.mjs]' });
  writeFileSync(join(s.folder, 'vault.mjs'), "import { readFileSync, writeFileSync } from 'node:fs'; writeFileSync(process.env.HOME + '/vault.json', readFileSync(0));");
  const { code, stdout } = await s.login();
  expect([code, stdout]).toEqual([0, `Logged in to ${s.door.host} as user 1, an administrator.\nThe tokens were handed to the command under \`save\`.\n`]);
  expect(JSON.parse(readFileSync(join(s.home, 'vault.json'), 'utf8'))).toMatchObject({ client_id: 'local.repairs', refresh_token: 'refresh-token-1', access_token: 'access-token-1' });
  expect(tokensOf(s)).toBe('');
  writeFileSync(join(s.folder, 'vault.mjs'), 'process.exit(2)');
  const failed = await s.login();
  expect([failed.code, failed.stderr.includes('could not be handed to the command node of `save` (ended with 2)')]).toEqual([3, true]);
});

test('logout forgets the tokens, and is content when there are none', async () => {
  const s = await applicationStory();
  await s.login();
  expect(await s.bxform('logout', '--portal', 'service')).toMatchObject({ code: 0, stdout: `The tokens for ${s.door.host} are forgotten.\n` });
  expect(tokensOf(s)).toBe('');
  const again = await s.bxform('logout', '--portal', 'service', '--json');
  expect(complaints('logout', again.stdout)).toEqual([]);
  expect(JSON.parse(again.stdout)).toEqual({ format: 'bxform-logout-report/1', portal: 'service', host: s.door.host, removed: false });
});

test('a portal without an application has nothing to log in with', async () => {
  const s = await applicationStory();
  const { code, stderr } = await s.bxform('login', '--portal', 'env');
  expect([code, stderr.includes('the portal env takes its webhook from BXFORM_WEBHOOK')]).toEqual([1, true]);
});
