// A workflow carried from one portal to another with the real binary: pulled as a file, replicated, compared.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { serialized } from '../bpt.ts';
import { APPLICATION_SCOPES } from '../kinds/recreate.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { story, type Ran, type Story } from './harness.ts';

const EQUIPMENT = `smartProcesses:
  equipment:
    title: Equipment
    settings: { stages: true, openPermissions: false }
    fields: { SERIAL: { type: string, label: Serial number } }
`;

interface Agency {
  readonly s: Story;
  readonly second: Sandbox;
  readonly bxform: (...args: string[]) => Promise<Ran>;
}

const step = (Type: string, Title: string, properties: object, Children: readonly object[] = []): object => ({ Type, Name: Type, Properties: { Title, ...properties }, Children });
const inspection = (type: number, id: number, engineer: number): readonly object[] => [
  step('SequentialWorkflowActivity', 'Inspection', {}, [
    step('IfElseBranchActivity', 'Has a number', { fieldcondition: [[`UF_CRM_${id}_SERIAL`, '!empty', '', '0']] }, [
      step('IMNotifyActivity', 'Tell the engineer', { MessageUserTo: [`user_${engineer}`], MessageSite: `{=Document:UF_CRM_${id}_SERIAL} of DYNAMIC_${type}`, Copy: ['group_hr5'] }),
    ]),
  ]),
];
const bytes = (type: number, id: number, engineer: number): string =>
  Buffer.from(serialized({ VERSION: 2, TEMPLATE: inspection(type, id, engineer), PARAMETERS: [], VARIABLES: [], CONSTANTS: [], DOCUMENT_FIELDS: [] })).toString('base64');

async function typeOn(portal: Sandbox): Promise<{ readonly id: number; readonly entityTypeId: number }> {
  const { result } = (await (await fetch(`${portal.url}crm.type.list`)).json()) as any;
  return result.types.find(({ title }: { title: string }) => title === 'Equipment');
}
const templatesOn = (portal: Sandbox): any[] => portal.data().tables['workflowTemplates'] ?? [];

async function agency(): Promise<Agency> {
  const s = await story({ 'config/equipment.yaml': EQUIPMENT }, { clockScale: 1000 });
  const second = await startSandbox({ clockScale: 1000 });
  onTestFinished(second.close);
  await fetch(`${second.url}crm.type.add`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fields: { title: 'Theirs' } }) });
  const environment: Record<string, string> = { BXFORM_WEBHOOK: '', BXFORM_PORTAL: '', BXFORM_PORTAL_CLOCK: '1000', HOME: s.folder, XDG_STATE_HOME: join(s.folder, 'tokens') };
  const declared: string[] = [];
  for (const [name, portal, clientId] of [['first', s.portal, 'local.first'], ['second', second, 'local.second']] as const) {
    const installed = await portal.install({ clientId, scopes: APPLICATION_SCOPES });
    const NAME = name.toUpperCase();
    Object.assign(environment, { [NAME]: portal.url, [`${NAME}_SECRET`]: installed['clientSecret'], [`${NAME}_TOKEN`]: installed['auth'].refresh_token });
    declared.push(`  ${name}: { language: en, webhook: "\${env.${NAME}}", app: { clientId: ${clientId}, clientSecret: "\${env.${NAME}_SECRET}", refreshToken: "\${env.${NAME}_TOKEN}", oauthServer: "${portal.origin}" } }`);
  }
  s.write('bxform.yaml', `bxform: 1\nproject: agency\ninclude: [config/*.yaml]\nportals:\n${declared.join('\n')}\n`);
  const bxform: Agency['bxform'] = (...args) => s.bxformWith(environment, ...args);
  expect((await bxform('apply', '--portal', 'first', '--yes')).code).toBe(0);
  const { id, entityTypeId } = await typeOn(s.portal);
  const data: any = structuredClone(s.portal.data());
  data.tables.workflowTemplates = [{
    ID: 5, MODULE_ID: 'crm', ENTITY: 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic', DOCUMENT_TYPE: `DYNAMIC_${entityTypeId}`, AUTO_EXECUTE: 1, NAME: 'Inspection', DESCRIPTION: 'Before the repair',
    TEMPLATE: inspection(entityTypeId, id, 7), PARAMETERS: null, VARIABLES: null, CONSTANTS: null, MODIFIED: 1_790_000_000_000, IS_MODIFIED: 'N', USER_ID: 1, SYSTEM_CODE: '',
  }];
  s.portal.setData(data);
  return { s, second, bxform };
}

test('a template drawn by hand is pulled, planned to nothing, and goes to another portal with everything it speaks of', async () => {
  const { s, second, bxform } = await agency();
  const pulled = await bxform('pull', '--portal', 'first', '--out', 'pulled');
  expect([pulled.code, pulled.stderr]).toEqual([0, '']);
  expect(pulled.stdout).toContain('config/templates/inspection.bpt');
  expect(pulled.stdout).toMatch(/To know:\n {2}template\.inspection: nothing in the files stands for the group group_hr5: it stays as it is, at Inspection \/ Has a number \/ Tell the engineer: Copy\.0\n {2}template\.inspection: made by hand/);
  expect(parse(readFileSync(join(s.folder, 'pulled/config/templates.yaml'), 'utf8')).templates.inspection).toEqual({ name: 'Inspection', documentType: 'smartProcess.equipment', description: 'Before the repair', autoExecute: 'create', file: 'templates/inspection.bpt', alongside: false });
  expect(createHash('sha256').update(readFileSync(join(s.folder, 'pulled/config/templates/inspection.bpt'))).digest('hex')).toMatch(/^[0-9a-f]{64}$/);
  const planned = await bxform('plan', 'pulled', '--portal', 'first', '--detailed-exitcode', '--strict');
  expect([planned.code, planned.stderr]).toEqual([0, '']);

  const people: any = structuredClone(second.data());
  for (const user of people.tables.users) if (user.EMAIL === 'engineer@example.test') Object.assign(user, { ID: '23', EMAIL: 'mechanic@example.test' });
  second.setData(people);
  const unknown = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes');
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('engineer@example.test')]);
  expect(existsSync(join(s.folder, 'mappings/second.yaml'))).toBe(false);
  s.write('mappings/second.yaml', 'users: { engineer@example.test: mechanic@example.test }\n');

  expect((await bxform('pull', '--portal', 'first', '--out', 'pulled')).code).toBe(0);
  const replicated = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes');
  expect(replicated.code, replicated.stdout + replicated.stderr).toBe(0);
  const there = await typeOn(second);
  expect(there.entityTypeId).not.toBe((await typeOn(s.portal)).entityTypeId);
  expect(templatesOn(second)).toEqual([expect.objectContaining({ NAME: 'Inspection', DOCUMENT_TYPE: `DYNAMIC_${there.entityTypeId}`, SYSTEM_CODE: expect.stringMatching(/^rest_app_/), TEMPLATE: inspection(there.entityTypeId, there.id, 23) })]);
  expect((await bxform('replicate', '--from', 'first', '--to', 'second', '--yes')).stdout).toContain('No changes.');
});

test('two portals with one workflow under other ids are alike, and differ when one is drawn anew', async () => {
  const { s, second, bxform } = await agency();
  expect((await bxform('replicate', '--from', 'first', '--to', 'second', '--yes')).code).toBe(0);
  const alike = await bxform('compare', 'first', 'second', '--json');
  expect(JSON.parse(alike.stdout).changes.map(({ action, address }: any) => `${action} ${address}`)).toEqual(['create smartProcess.theirs']);
  const data: any = structuredClone(second.data());
  data.tables.workflowTemplates[0].TEMPLATE[0].Properties.Title = 'Inspection, twice';
  second.setData(data);
  const differing = await bxform('compare', 'first', 'second', '--json');
  expect(JSON.parse(differing.stdout).changes.map(({ action, address, properties }: any) => [action, address, properties.map(({ path }: any) => path)])).toContainEqual(['update', 'template.inspection', ['file']]);
  expect((await bxform('pull', '--portal', 'second', '--out', 'theirs')).code).toBe(0);
  const { id, entityTypeId } = await typeOn(second);
  const text = inflateSync(readFileSync(join(s.folder, 'theirs/config/templates/inspection.bpt'))).toString();
  expect(text).toContain(Buffer.from(bytes(entityTypeId, id, 7), 'base64').toString().replace('s:10:"Inspection"', 's:17:"Inspection, twice"').slice('a:6:{'.length, -1));
});

test('a saved plan of what was pulled elsewhere brings the ids of the portal, and needs the files no more', async () => {
  const { s, second, bxform } = await agency();
  expect((await bxform('pull', '--portal', 'first', '--out', 'pulled')).code).toBe(0);
  s.write('pulled/bxform.yaml', readFileSync(join(s.folder, 'bxform.yaml'), 'utf8').replace('config/*.yaml', 'config/**/*.yaml'));
  const planned = await bxform('plan', 'pulled', '--portal', 'second', '--out', 'carried.plan');
  expect([planned.code, planned.stdout + planned.stderr]).toEqual([0, expect.stringContaining('an id of the portal it was pulled from, which stays as it is: the group group_hr5')]);
  rmSync(join(s.folder, 'pulled/config'), { recursive: true });
  const ran = await bxform('apply', 'carried.plan', '--yes');
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  const there = await typeOn(second);
  expect(templatesOn(second).map(({ TEMPLATE }) => TEMPLATE)).toEqual([inspection(there.entityTypeId, there.id, 7)]);
});
