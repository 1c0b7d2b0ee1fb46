import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { openHandler } from '../sandbox/applications/workshop.ts';
import { story, type Story } from './harness.ts';

const equipment = { 'config/equipment.yaml': 'smartProcesses:\n  equipment: { title: Equipment, settings: { openPermissions: true } }\n' };
const userInformation = {
  CODE: 'user.info', NAME: 'User information', HANDLER: 'https://bot.example.test/steps/user', USE_SUBSCRIPTION: 'Y', AUTH_USER_ID: 1,
  PROPERTIES: { user: { Name: 'User', Type: 'int', Required: 'Y' }, phones: { Name: 'Phones', Multiple: 'Y' }, password: { Name: 'Password', Default: 'hunter2' } },
  RETURN_PROPERTIES: { Email: { Name: 'E-mail' }, Online: { Name: 'Online', Default: 'N' } },
};

interface Centre {
  readonly s: Story;
  readonly handler: Awaited<ReturnType<typeof openHandler>>;
  readonly run: (...flags: string[]) => ReturnType<Story['bxform']>;
  readonly deal: number;
}
/** A portal whose application has the activity, and its handler on this computer; `answers` or only takes what comes. */
async function centre(answers = true): Promise<Centre> {
  const s = await story(equipment);
  const { auth } = (await s.portal.install({ clientId: 'local.centre', scopes: ['crm', 'bizproc'] })) as any;
  const call = async (method: string, params: object): Promise<any> =>
    ((await (await fetch(`${s.portal.origin}/rest/${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...params, auth: auth.access_token }) })).json()) as any).result;
  expect(await call('bizproc.activity.add', userInformation)).toBe(true);
  const { item } = await call('crm.item.add', { entityTypeId: 2, fields: { title: 'Pump' } });
  const handler = await openHandler(async ({ event_token }: any) => void (answers && (await call('bizproc.event.send', { event_token, return_values: { email: 'boris@example.test' }, log_message: 'found' }))));
  const run = (...flags: string[]) => s.bxform('sandbox', 'run-activity', 'user.info', '--url', s.portal.origin, ...flags);
  return { s, handler, run, deal: item.id };
}
const mapped = ({ handler }: Centre): string => `bot.example.test=${handler.origin}`;

test('an activity is started, delivered as the portal does it, and answers', async () => {
  const c = await centre();
  const { code, stdout, stderr } = await c.run('--document', `deal/${c.deal}`, '--set', 'user=3', '--set', 'phones=1', '--set', 'phones=2', '--host', mapped(c), '--wait');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`user.info was started for DEAL_${c.deal}.\nThe handler took it: HTTP 200.\nLog: found\nIt returned:\n  Email   "boris@example.test"\n  Online  "N"\n`);
  expect(c.handler.received[0]).toMatchObject({ path: '/steps/user', form: { code: 'user.info', properties: { user: '3', phones: ['1', '2'] }, document_id: ['crm', 'CCrmDocumentDeal', `DEAL_${c.deal}`] } });
  const again = await c.run('--document', `crm,CCrmDocumentDeal,DEAL_${c.deal}`, '--set', 'user=3', '--user', '1', '--json', '--wait');
  expect([again.code, complaints('run-activity', again.stdout)]).toEqual([0, []]);
  expect(JSON.parse(again.stdout)).toMatchObject({ id: 2, status: 'done', returnValues: { Email: 'boris@example.test' } });
  expect(stdout + again.stdout).not.toContain('hunter2');
  expect(c.handler.received[1]!.form.auth.user_id).toBe('1');
});

test('a record of a smart process is found by its address once it was applied', async () => {
  const c = await centre();
  const asked = ['--document', 'smartProcess.equipment/1', '--set', 'user=3', '--host', mapped(c)];
  const before = await c.run(...asked);
  expect([before.code, before.stderr]).toEqual([1, expect.stringContaining('it is not known which smart process on the portal smartProcess.equipment is')]);
  expect((await c.s.bxform('apply', '--yes')).code).toBe(0);
  const { types } = await c.s.call('crm.type.list');
  const { item } = await c.s.call('crm.item.add', { entityTypeId: types[0].entityTypeId, fields: { title: 'Pump' } });
  const { code, stdout } = await c.run('--document', `smartProcess.equipment/${item.id}`, '--set', 'user=3', '--host', mapped(c));
  expect([code, stdout]).toEqual([0, expect.stringContaining(`user.info was started for DYNAMIC_${types[0].entityTypeId}_${item.id}.`)]);
});

/** Flags and their values. */
type Flags = Readonly<Record<string, string>>;

test.each<[string, (c: Centre) => Flags, string]>([
  ['the handler is elsewhere', () => ({}), 'the handler is at bot.example.test, and the sandbox reaches this computer only'],
  ['the handler does not run', () => ({ host: 'bot.example.test=http://127.0.0.1:9' }), 'the handler was not reached: '],
  ['the handler does not answer in time', (c) => ({ host: mapped(c), wait: '', timeout: '1' }), 'the handler took the request and did not answer within 1 s'],
  ['the record is not there', () => ({ document: 'deal/999' }), 'the sandbox refused: no such document on the portal: DEAL_999'],
  ['a property is not declared', () => ({ set: 'users=3' }), 'the sandbox refused: user.info has no property users; there are user, phones, password'],
  ['the sandbox is not on this computer', () => ({ url: 'https://acme.bitrix24.eu/' }), 'https://acme.bitrix24.eu/ is not an address of this computer'],
  ['nobody is there', () => ({ url: 'http://127.0.0.1:9' }), 'nobody answers at http://127.0.0.1:9'],
  ['somebody else is there', (c) => ({ url: c.handler.origin }), 'is not a sandbox portal'],
  ['the application has none', () => ({ application: 'local.other' }), 'the portal has no activity or robot with the code user.info'],
])('it is a clear mistake when %s', async (_what, flags, message) => {
  const c = await centre(false);
  const asked: Flags = { url: c.s.portal.origin, document: `deal/${c.deal}`, set: 'user=3', ...flags(c) };
  const { code, stdout, stderr } = await c.s.bxform('sandbox', 'run-activity', 'user.info', ...Object.entries(asked).flatMap(([name, value]) => [`--${name}`, ...(value === '' ? [] : [value])]));
  expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining(message)]);
});

test('a code that nobody has comes with the nearest, and one that two have with both', async () => {
  const c = await centre();
  const run = (code: string, ...flags: string[]) => c.s.bxform('sandbox', 'run-activity', code, '--url', c.s.portal.origin, '--document', `deal/${c.deal}`, '--set', 'user=3', '--host', mapped(c), ...flags);
  expect((await run('user.infos', '--json')).stdout).toContain('did you mean user.info?');
  expect((await run('activity.user-info')).stderr).toContain('the project declares no activities and no robots');
  const { auth } = (await c.s.portal.install({ clientId: 'local.other', scopes: ['bizproc'] })) as any;
  await fetch(`${c.s.portal.origin}/rest/bizproc.activity.add`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...userInformation, auth: auth.access_token }) });
  expect((await run('user.info')).stderr).toContain('choose with --application: local.centre, local.other');
  expect((await run('user.info', '--application', 'local.centre')).code).toBe(0);
});

test('without --url it is started on the sandbox portal of the project, served or not', async () => {
  const c = await centre();
  c.s.write('bxform.yaml', 'bxform: 1\nproject: workshop\nportals: { sandbox: { sandbox: true, language: en } }\ninclude: [config/*.yaml]\n');
  const environment = { BXFORM_PORTAL: 'sandbox' };
  const run = () => c.s.bxformWith(environment, 'sandbox', 'run-activity', 'user.info', '--document', 'DEAL_1', '--set', 'user=3', '--host', mapped(c));
  expect((await run()).stderr).toContain('the portal has no activity or robot with the code user.info');
  const binary = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
  const serving = spawn(process.execPath, [binary, 'sandbox', '--json'], { cwd: c.s.folder, env: { PATH: process.env['PATH'], BXFORM_LANG: 'en', ...environment } });
  onTestFinished(() => void serving.kill());
  const { webhook } = JSON.parse(String(await new Promise((resolve) => serving.stdout.once('data', resolve)))) as { webhook: string };
  const control = async (path: string, body: object): Promise<any> => (await fetch(new URL(`/_sandbox/${path}`, webhook), { method: 'POST', body: JSON.stringify(body) })).json();
  await control('applications', { clientId: 'local.centre', scopes: ['crm', 'bizproc'] });
  await control('seed', { calls: [{ method: 'bizproc.activity.add', params: userInformation, clientId: 'local.centre' }, { method: 'crm.item.add', params: { entityTypeId: 2, fields: { title: 'Pump' } } }] });
  const { code, stdout } = await run();
  expect([code, stdout]).toEqual([0, expect.stringContaining('user.info was started for DEAL_1.')]);
});
