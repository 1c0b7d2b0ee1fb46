// A local application of the sandbox portal, let in by the portal's own OAuth server.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story, type Ran, type Story } from './harness.ts';

const CLIENT = 'local.workshop';

interface Application {
  readonly s: Story;
  readonly secrets: () => readonly string[];
  readonly bxform: (...args: string[]) => Promise<Ran>;
  readonly control: (path: string, body: object) => Promise<any>;
}

async function application(): Promise<Application> {
  const s = await story({ 'config/deal.yaml': 'crm: { deal: { fields: { NOTE: { type: string, label: Note } } } }\n' });
  const { origin, host } = new URL(s.portal.url);
  const control: Application['control'] = async (path, body) => {
    const answer = await fetch(`${origin}/_sandbox/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return answer.json();
  };
  const { clientSecret, auth, oauth } = await control('applications', { scopes: ['crm', 'userfieldconfig', 'user'], clientId: CLIENT, redirectUri: 'http://localhost:8765/' });
  s.write('bxform.yaml', `bxform: 1\nproject: workshop\ninclude: [config/*.yaml]\nportals:\n  acme: { language: en, app: { clientId: ${CLIENT}, clientSecret: "\${env.CLIENT_SECRET}", refreshToken: "\${env.REFRESH}", host: "${host}", oauthServer: "${oauth}" } }\n`);
  const environment = { BXFORM_PORTAL: 'acme', CLIENT_SECRET: clientSecret, REFRESH: auth.refresh_token, XDG_STATE_HOME: join(s.folder, 'home'), BXFORM_WEBHOOK: '' };
  const kept = (): string[] => readdirSync(join(s.folder, 'home/bxform/tokens')).map((name) => readFileSync(join(s.folder, 'home/bxform/tokens', name), 'utf8'));
  const secrets = (): string[] => [clientSecret, auth.refresh_token, auth.access_token, ...kept().flatMap((text) => text.match(/[0-9a-f]{32,}/g) ?? [])];
  return { s, secrets, control, bxform: (...args) => s.bxformWith(environment, ...args) };
}

test('an application plans and applies, goes on when its token has expired, and tells no secret', async () => {
  const { s, bxform, control, secrets } = await application();
  const runs = [await bxform('plan'), await bxform('apply', '--yes')];
  expect(runs.map(({ code }) => code)).toEqual([0, 0]);
  expect(runs[1]!.stdout).toContain('Apply: 1 done');
  await control('tokens/expire', { clientId: CLIENT });
  runs.push(await bxform('plan', '--detailed-exitcode'), await bxform('doctor'));
  expect(runs.slice(2).map(({ code, stderr }) => [code, stderr])).toEqual([[0, ''], [0, '']]);
  expect(runs[3]!.stdout).toContain('the application acts for an administrator of the portal');
  const state = readdirSync(join(s.folder, '.bxform/state')).map((name) => readFileSync(join(s.folder, '.bxform/state', name), 'utf8'));
  const told = [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...state].join('\n');
  for (const secret of secrets()) for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) expect(told).not.toContain(form);
});

test('an application whose tokens were revoked is told to log in again, and nothing is written', async () => {
  const { s, bxform, control } = await application();
  expect((await bxform('plan')).code).toBe(0);
  await control('tokens/revoke', { clientId: CLIENT });
  const ran = await bxform('apply', '--yes');
  expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('bxform login')]);
  expect(s.portal.data().tables['fields']!.filter((row) => row['fieldName'] === 'UF_CRM_DEAL_NOTE')).toEqual([]);
});
