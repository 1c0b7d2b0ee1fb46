// What the portal shows of an application and calls it for, by the real binary.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story, type Ran, type Story } from './harness.ts';

const config = (title: string): string => `smartProcesses:
  equipment: { title: Equipment, settings: { openPermissions: false } }
placements:
  history:
    placement: DETAIL_TAB
    of: smartProcess.equipment
    handler: "\${var.site}/history?key=\${env.KEY}"
    title: { en: ${title}, ru: История }
events:
  equipment-changed: { event: onCrmDynamicItemUpdate, of: smartProcess.equipment, handler: "\${env.HANDLER}" }
triggers:
  equipment-returned: Equipment came back
activityTypes:
  EQUIPMENT_VISIT: Visit of an engineer
lines:
  support: { number: "+4930901820", name: Support }
`;
const KEY = 'quiet+word/41=';
const HANDLER = 'https://hidden.example.net/hook/5f2c';

async function withApplication(): Promise<{ readonly s: Story; readonly bxform: (...args: string[]) => Promise<Ran> }> {
  const s = await story({ 'config/service.yaml': config('History'), 'config/site.yaml': 'variables: { site: "https://service.example.com" }\n' });
  const { auth } = await s.portal.install({ clientId: 'local.service', scopes: ['crm', 'placement', 'telephony'] });
  const environment = { BXFORM_ACCESS_TOKEN: String(auth.access_token), BXFORM_PORTAL_HOST: new URL(s.portal.origin).host, KEY, HANDLER };
  return { s, bxform: (...args) => s.bxformWith(environment, ...args) };
}

test('addresses that are secrets reach the portal and nothing else, when they are bound and when they are bound anew', async () => {
  const { s, bxform } = await withApplication();
  const ran = [await bxform('plan', '--out', 'first.plan'), await bxform('apply', 'first.plan', '--yes'), await bxform('plan', '--detailed-exitcode')];
  s.write('config/service.yaml', config('Repairs'));
  ran.push(await bxform('plan', '--json'), await bxform('plan', '--html', 'plan.html', '--out', 'second.plan'), await bxform('apply', 'second.plan', '--yes'), await bxform('plan', '--detailed-exitcode'), await bxform('state', 'list'));
  expect(ran.map(({ code, stderr }) => [code, code === 0 ? '' : stderr])).toEqual(Array(8).fill([0, '']));
  expect(ran[4]!.stdout).toContain('people do not see it in between');
  const tables = s.portal.data().tables;
  expect(tables['placements']).toMatchObject([{ handler: `https://service.example.com/history?key=${KEY}`, langAll: { en: { TITLE: 'Repairs' } } }]);
  expect(tables['events']).toMatchObject([{ handler: HANDLER }]);
  const state = join(s.folder, '.bxform', 'state');
  const files = [...['first.plan', 'second.plan', 'plan.html'].map((name) => join(s.folder, name)), ...readdirSync(state).map((name) => join(state, name))].map((file) => readFileSync(file, 'utf8'));
  const told = [...ran.flatMap(({ stdout, stderr }) => [stdout, stderr]), ...files].join('\n');
  for (const secret of [KEY, HANDLER, 'hidden.example']) for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]) expect(told).not.toContain(form);
});

test('with a webhook alone all of it is blocked, and the smart process is made', async () => {
  const { s } = await withApplication();
  const ran = await s.bxformWith({ KEY, HANDLER }, 'apply', '--yes');
  expect([ran.code, ran.stderr]).toEqual([0, '[1/1] create smartProcess.equipment\n']);
  expect(ran.stdout.match(/only an application may do this/g)!.length).toBeGreaterThanOrEqual(5);
  expect(Object.keys(s.portal.data().tables).filter((table) => ['placements', 'events', 'automationTriggers', 'activityTypes', 'externalLines'].includes(table) && s.portal.data().tables[table]!.length > 0)).toEqual([]);
});

test('what an application had before is taken over by the command the plan prints', async () => {
  const { s, bxform } = await withApplication();
  await bxform('apply', '--yes');
  rmSync(join(s.folder, '.bxform'), { recursive: true });
  s.portal.data().tables['automationTriggers']![0]!['name'] = 'By hand';
  const asked = await bxform('plan');
  const [, ...command] = /bxform (import trigger\S+ \S+)/.exec(asked.stdout)![1]!.split(' ');
  expect((await bxform('import', ...command)).code).toBe(0);
  expect((await bxform('apply', '--yes')).stdout).toContain('Apply: 1 done');
  expect(s.portal.data().tables['automationTriggers']).toMatchObject([{ code: 'equipment-returned', name: 'Equipment came back' }]);
});

test('a handler on another host than the application is told by validate and by plan, before the portal is asked', async () => {
  const { s } = await withApplication();
  s.write('bxform.yaml', 'bxform: 1\nproject: workshop\ninclude: [config/*.yaml]\nportals: { live: { language: en, host: acme.bitrix24.eu, app: { clientId: local.service, clientSecret: "${env.KEY}", url: "https://service.example.com" } } }\n');
  for (const command of ['validate', 'plan']) {
    const ran = await s.bxformWith({ KEY, HANDLER, BXFORM_PORTAL: 'live' }, command);
    expect([ran.code, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toMatch(/service\.yaml:10:92 error the handler is not on the host of the application, service\.example\.com/);
    expect(ran.stderr).not.toContain('hidden.example');
  }
  expect(s.portal.requests).toEqual([]);
});
