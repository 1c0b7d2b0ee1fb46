// Everything that is secret on a portal with a webhook and an application, and everything bxform prints or keeps while
// it plans, applies, is refused, loses its tokens and is asked for details: nowhere is one of them to be found.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story, type Ran } from './harness.ts';

const VALUES = { CODENAME: 'Project Blue Heron/7', HOOK: 'https://hidden.example.net/hook?key=a+b/c=', PASSWORD: 'p4ss w0rd&more' };

const CONFIG = `smartProcesses:
  prototype:
    title: "\${env.CODENAME}"
    settings: { openPermissions: false, stages: true }
    fields: { PLACE: { type: string, label: Place, default: "\${env.CODENAME}, bench 4" } }
activities:
  send-report:
    handler: "\${env.HOOK}"
    name: { en: Send a report, ru: Отправить отчёт }
    useSubscription: true
    properties:
      password: { name: Password, type: string, default: "\${env.PASSWORD}" }
placements:
  CRM_DEAL_DETAIL_TAB: { handler: "\${env.HOOK}", title: Reports }
events:
  deals: { event: onCrmDealUpdate, handler: "\${env.HOOK}" }
triggers: { report-sent: Report sent }
`;

/** A text as it stands, as part of an address, of a form, of JSON, and in base64 wherever it begins. */
const formsOf = (secret: string): readonly string[] => [
  secret, encodeURIComponent(secret), new URLSearchParams({ x: secret }).toString().slice(2), JSON.stringify(secret).slice(1, -1),
  ...['', 'x', 'xy'].map((before) => Buffer.from(before + secret).toString('base64').replace(/=+$/, '').slice(before === '' ? 0 : 4, -2)),
];

test('no secret stands in any output, plan, page, state, journal, file of ids, pulled file or generated code, whatever happens', async () => {
  const s = await story({ 'config/secret.yaml': CONFIG });
  const { origin, host } = new URL(s.portal.url);
  const control = async (path: string, body: object): Promise<any> => (await fetch(`${origin}/_sandbox/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json();
  const { clientSecret, applicationToken, auth, oauth } = await control('applications', { scopes: ['crm', 'userfieldconfig', 'user', 'bizproc', 'placement'], clientId: 'local.workshop', redirectUri: 'http://localhost:8765/' });
  s.write('bxform.yaml', `bxform: 1\nproject: workshop\ninclude: [config/*.yaml]\nportals:\n  acme: { language: en, webhook: "\${env.WEBHOOK}", app: { clientId: local.workshop, clientSecret: "\${env.CLIENT_SECRET}", refreshToken: "\${env.REFRESH}", host: "${host}", oauthServer: "${oauth}" } }\n`);
  const environment = { ...VALUES, WEBHOOK: s.portal.url, BXFORM_PORTAL: 'acme', BXFORM_WEBHOOK: '', CLIENT_SECRET: clientSecret, REFRESH: auth.refresh_token, XDG_STATE_HOME: join(s.folder, 'home') };
  const ran: Ran[] = [];
  const run = async (...args: string[]): Promise<Ran> => {
    const found = await s.bxformWith(environment, ...args, '--debug');
    ran.push(found);
    return found;
  };
  for (const args of [['validate'], ['lint'], ['doctor'], ['plan'], ['plan', '--json'], ['plan', '--format', 'markdown'], ['plan', '--html', 'page.html', '--out', 'first.plan']]) await run(...args);
  await control('tokens/expire', { clientId: 'local.workshop' });
  const applied = await run('apply', 'first.plan', '--yes');
  expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining('0 failed')]);
  expect((await run('plan', '--detailed-exitcode')).code).toBe(0);
  expect(s.portal.data().tables['events']).toMatchObject([{ handler: VALUES.HOOK }]);
  for (const args of [['outputs', '--json'], ['outputs', '--format', 'ts'], ['graph'], ['state', 'list'], ['state', 'show', 'activity.send-report'], ['state', 'show', 'smartProcess.prototype', '--json'], ['compare', '.', 'acme'], ['codegen', 'activities'], ['doctor', '--json']]) await run(...args);

  // what is refused says what it was asked for, and with what
  s.write('config/secret.yaml', CONFIG.replace('title: Reports', 'title: Papers').replace('name: { en: Send a report', 'name: { en: Send the report'));
  for (const fault of [
    { kind: 'error', method: 'placement.bind', code: 'ERROR_CORE', description: `no ${VALUES.HOOK} for ${s.portal.url}`, status: 400, times: 1 },
    { kind: 'error', method: 'bizproc.activity.update', code: 'ERROR_ACTIVITY_VALIDATION_FAILURE', description: `bad ${VALUES.PASSWORD}`, status: 400, times: 1 },
    { kind: '502-html', method: 'batch', times: 1 },
  ] as const) s.portal.addFaults(fault);
  await run('apply', '--yes');
  await run('apply', '--yes', '--json');
  await control('tokens/revoke', { clientId: 'local.workshop' });
  const revoked = await run('plan');
  expect([revoked.code, revoked.stderr]).toEqual([3, expect.stringContaining('bxform login')]);
  await s.bxformWith({ ...environment, WEBHOOK: `${s.portal.url}wrong/more` }, 'plan').then((found) => ran.push(found));

  const kept = readdirSync(join(s.folder, 'home/bxform/tokens')).map((name) => readFileSync(join(s.folder, 'home/bxform/tokens', name), 'utf8')).flatMap((text) => text.match(/[0-9a-f]{32,}/g) ?? []);
  const isOurs = (path: string): boolean => !path.startsWith('home') && !path.startsWith('.bxform/cache') && path !== 'config/secret.yaml';
  const files = readdirSync(s.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => isOurs(path.slice(s.folder.length + 1)));
  expect(files.map((path) => path.slice(s.folder.length + 1))).toEqual(expect.arrayContaining(['first.plan', 'page.html', expect.stringMatching(/^\.bxform\/state\/acme\.json$/)]));
  const told = [...ran.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files.map((path) => readFileSync(path, 'utf8'))].join('\n');
  const secrets = { ...VALUES, clientSecret, applicationToken, refresh: auth.refresh_token, access: auth.access_token, webhook: 'sandboxsecret', ...Object.fromEntries(kept.map((token, index) => [`kept ${index}`, token])) };
  expect(kept.length).toBeGreaterThan(0);
  for (const [name, secret] of Object.entries(secrets)) for (const form of formsOf(String(secret))) expect([name, told.includes(form)]).toEqual([name, false]);
});

test('what has to be confirmed by an administrator is told, and is a question of access', async () => {
  const s = await story({ 'config/deal.yaml': 'crm: { deal: { fields: { NOTE: { type: string, label: Note } } } }\n' });
  s.portal.addFaults({ method: 'userfieldconfig.add', command: true, kind: 'error', code: 'METHOD_CONFIRM_WAITING', status: 401 }, { method: 'userfieldconfig.add', kind: 'error', code: 'METHOD_CONFIRM_WAITING', status: 401 });
  const ran = await s.bxform('apply', '--yes');
  expect([ran.code, ran.stdout]).toEqual([3, expect.stringContaining('an administrator has to confirm this method')]);
});
