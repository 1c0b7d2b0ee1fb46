import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { story } from './harness.ts';

const workshop = `smartProcesses:
  repair:
    title: Repair
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: Serial number }
    funnels:
      main: { name: Repairs, default: true, stages: { NEW: Came in, WORK: On the bench, SUCCESS: Works again, FAIL: Beyond repair } }
`;
const files = { 'config/repair.yaml': workshop };

function outputSchema(name: string): (data: unknown) => string | undefined {
  const schema = (file: string): object => JSON.parse(readFileSync(fileURLToPath(new URL(`../../schemas/${file}.json`, import.meta.url)), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schema('output-common'), 'output-common.json');
  const check = ajv.compile(schema(name));
  return (data) => (check(data) ? undefined : ajv.errorsText(check.errors));
}

test('init writes a project that validates, plans and applies on the built-in sandbox without being told anything', async () => {
  const s = await story({});
  expect((await s.bxform('init', 'workshop', '--name', 'workshop')).stdout).toContain('wrote bxform.yaml');
  const own = { BXFORM_PORTAL: 'sandbox', BXFORM_WEBHOOK: '' };
  expect((await s.bxformWith(own, 'validate', 'workshop')).code).toBe(0);
  expect((await s.bxformWith(own, 'apply', 'workshop', '--yes')).stdout).toContain('0 failed');
  expect((await s.bxformWith(own, 'plan', 'workshop', '--detailed-exitcode')).code).toBe(0);
  expect(readFileSync(join(s.folder, 'workshop/.gitignore'), 'utf8')).toContain('.bxform/cache');
});

test('init never overwrites a file that is there', async () => {
  const s = await story({ 'workshop/bxform.yaml': '# mine\n' });
  const ran = await s.bxform('init', 'workshop');
  expect(ran.stdout).toContain('kept  bxform.yaml');
  expect(readFileSync(join(s.folder, 'workshop/bxform.yaml'), 'utf8')).toBe('# mine\n');
});

test('validate shows all mistakes at once with file, line and column, and writes nothing', async () => {
  const s = await story({ 'config/repair.yaml': workshop.replace('type: string', 'type: strnig').replace('Serial number }', 'Serial number, colour: red }'), 'config/other.yaml': 'workplaces:\n  bench: { title: Bench, smartProcesses: [repairs] }\n' });
  const ran = await s.bxform('validate');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(/config\/repair\.yaml:6:\d+ error/);
  expect(ran.stderr).toMatch(/config\/other\.yaml:2:\d+ error nothing is called smartProcess\.repairs here/);
  expect(ran.stderr).toContain('did you mean smartProcess.repair?');
  expect((await s.bxform('apply', '--yes')).code).toBe(1);
  expect(s.portal.requests).toHaveLength(0);
});

test('plan exits with 0, and with 2 under --detailed-exitcode when there are changes', async () => {
  const s = await story(files);
  expect((await s.bxform('plan')).code).toBe(0);
  expect((await s.bxform('plan', '--detailed-exitcode')).code).toBe(2);
  await s.bxform('apply', '--yes');
  expect((await s.bxform('plan', '--detailed-exitcode')).code).toBe(0);
});

test('plan writes nothing to the portal and leaves no state behind', async () => {
  const s = await story(files);
  const before = JSON.stringify(s.portal.data().tables);
  await s.bxform('plan');
  expect(JSON.stringify(s.portal.data().tables) === before).toBe(true);
  expect(existsSync(join(s.folder, '.bxform/state/env.json'))).toBe(false);
  expect(s.portal.requests.flatMap((request) => request.commands ?? []).filter(({ method }) => /add|update|delete/i.test(method))).toEqual([]);
});

test('apply refuses without --yes where nobody can be asked, and writes nothing', async () => {
  const s = await story(files);
  const ran = await s.bxform('apply');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('needs --yes');
  expect((await s.call('crm.type.list')).types).toEqual([]);
});

test('a saved plan applies once; the second time it is stale, and so it is after anybody changed what it touches', async () => {
  const s = await story(files);
  expect((await s.bxform('plan', '--out', 'repair.plan')).code).toBe(0);
  expect(statSync(join(s.folder, 'repair.plan')).mode & 0o777).toBe(0o600);
  expect((await s.bxform('apply', 'repair.plan', '--yes')).stdout).toContain('0 failed');
  expect((await s.bxform('apply', 'repair.plan', '--yes')).code).toBe(6);
  s.write('config/repair.yaml', workshop.replace('Came in', 'Brought in'));
  await s.bxform('plan', '--out', 'rename.plan');
  const [status] = (await s.call('crm.status.list', { filter: { NAME: 'Came in' } })) as { ID: string }[];
  await s.call('crm.status.update', { id: status!.ID, fields: { NAME: 'Handed in', SORT: 10 } });
  const stale = await s.bxform('apply', 'rename.plan', '--yes');
  expect(stale.code).toBe(6);
  expect(stale.stderr).toContain('smartProcess.repair/funnel.main/stage.NEW changed on the portal since the plan was made');
});

test('a plan of an empty portal is stale once what it would create is there', async () => {
  const s = await story(files);
  await s.bxform('plan', '--out', 'first.plan');
  await s.bxform('apply', '--yes');
  const ran = await s.bxform('apply', 'first.plan', '--yes');
  expect(ran.code).toBe(6);
  expect((await s.call('crm.type.list')).types).toHaveLength(1);
});

test('a plan file that was edited by hand is refused', async () => {
  const s = await story(files);
  await s.bxform('plan', '--out', 'repair.plan');
  const text = readFileSync(join(s.folder, 'repair.plan'), 'utf8');
  s.write('repair.plan', text.replace('"project": "workshop"', '"project": "other"'));
  expect((await s.bxform('apply', 'repair.plan', '--yes')).code).toBe(6);
  expect((await s.call('crm.type.list')).types).toEqual([]);
});

test('every --json output is what its schema says', async () => {
  const s = await story(files);
  const parsed = async (...args: string[]): Promise<unknown> => JSON.parse((await s.bxform(...args, '--json')).stdout);
  expect(outputSchema('output-init')(await parsed('init', 'new-shop', '--name', 'new-shop'))).toBeUndefined();
  expect(outputSchema('output-sandbox')(await parsed('sandbox', 'switches'))).toBeUndefined();
  expect(outputSchema('output-validate')(await parsed('validate'))).toBeUndefined();
  expect(outputSchema('output-plan')(await parsed('plan'))).toBeUndefined();
  expect(outputSchema('output-apply')(await parsed('apply', '--yes'))).toBeUndefined();
  expect(outputSchema('output-outputs')(await parsed('outputs'))).toBeUndefined();
  expect(outputSchema('output-pull')(await parsed('pull', '--out', 'pulled'))).toBeUndefined();
  expect(outputSchema('output-compare')(await parsed('compare', '.', 'env'))).toBeUndefined();
  expect(outputSchema('output-state-list')(await parsed('state', 'list'))).toBeUndefined();
  expect(outputSchema('output-state-show')(await parsed('state', 'show', 'smartProcess.repair'))).toBeUndefined();
  s.write('config/repair.yaml', 'smartProcesses: []\n');
  expect(outputSchema('output-validate')(await parsed('plan'))).toBeUndefined();
});

test('outputs tells live ids by address, and as dotenv for programs', async () => {
  const s = await story({ ...files, 'config/outputs.yaml': 'outputs: { REPAIRS: smartProcess.repair }\n' });
  await s.bxform('apply', '--yes');
  const [type] = (await s.call('crm.type.list')).types as { id: number; entityTypeId: number }[];
  expect((await s.bxform('outputs')).stdout).toContain(`id=${type!.id} entityTypeId=${type!.entityTypeId}`);
  const dotenv = (await s.bxform('outputs', '--format', 'dotenv')).stdout;
  expect(dotenv).toContain(`BXFORM_SMARTPROCESS_REPAIR_ENTITY_TYPE_ID=${type!.entityTypeId}`);
  expect(dotenv).toContain(`BXFORM_REPAIRS_ENTITY_TYPE_ID=${type!.entityTypeId}`);
});

test('state rm forgets an entry without touching the portal, and the next plan finds the thing again', async () => {
  const s = await story(files);
  await s.bxform('apply', '--yes');
  const before = JSON.stringify(s.portal.data().tables);
  expect((await s.bxform('state', 'rm', 'smartProcess.repair/field.SERIAL')).stdout).toContain('Forgotten');
  expect((await s.bxform('state', 'list')).stdout).not.toContain('field.SERIAL');
  expect((await s.bxform('plan', '--detailed-exitcode')).code).toBe(0);
  expect(JSON.stringify(s.portal.data().tables) === before).toBe(true);
});

test('a webhook of somebody who is no administrator is refused with exit code 3', async () => {
  const s = await story(files, { admin: false });
  const ran = await s.bxform('plan');
  expect(ran.code).toBe(3);
  expect((await s.bxform('apply', '--yes')).code).toBe(3);
});

test('a missing scope is named, with exit code 3', async () => {
  const s = await story(files, { scopes: ['crm'] });
  const ran = await s.bxform('plan');
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain('userfieldconfig');
});

test('a wrong secret in the webhook is exit code 3, and the secret is not repeated', async () => {
  const s = await story(files);
  const ran = await s.bxformWith({ BXFORM_WEBHOOK: s.portal.url.replace('sandboxsecret', 'wrongsecret') }, 'plan');
  expect(ran.code).toBe(3);
  expect(ran.stdout + ran.stderr).not.toContain('wrongsecret');
});

test('an unknown flag, command or portal is an error with exit code 1', async () => {
  const s = await story(files);
  expect((await s.bxform('plan', '--frce')).code).toBe(1);
  expect((await s.bxform('aply')).code).toBe(1);
  const ran = await s.bxform('plan', '--portal', 'stagng');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain('there is no portal `stagng`');
});

test('every command has help with an example', async () => {
  const s = await story({});
  for (const command of [['init'], ['validate'], ['plan'], ['apply'], ['outputs'], ['state', 'list'], ['state', 'show'], ['state', 'rm'], ['sandbox'], ['sandbox', 'reset']]) {
    const { stdout, code } = await s.bxform(...command, '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('EXAMPLES');
  }
});

test('the portal env keeps its memory under its host', async () => {
  const s = await story(files);
  await s.bxform('apply', '--yes');
  const listed = await s.bxform('state', 'list');
  expect(listed.stdout).toContain(`127.0.0.1:${s.portal.port}`);
});

test('sandbox reset makes the built-in portal new and forgets what was remembered of it', async () => {
  const s = await story({ ...files, 'bxform.yaml': 'bxform: 1\nproject: workshop\nportals: { toy: { sandbox: true, language: en } }\ninclude: [config/**/*.yaml]\n' });
  const toy = { BXFORM_PORTAL: 'toy' };
  await s.bxformWith(toy, 'apply', '--yes');
  expect((await s.bxformWith(toy, 'plan', '--detailed-exitcode')).code).toBe(0);
  expect(outputSchema('output-sandbox')(JSON.parse((await s.bxformWith(toy, 'sandbox', 'reset', '--json')).stdout))).toBeUndefined();
  expect((await s.bxformWith(toy, 'plan', '--detailed-exitcode')).code).toBe(2);
});

test('the shell can be told to complete commands', async () => {
  const s = await story({});
  const ran = await s.bxformWith({ HOME: s.folder, XDG_CACHE_HOME: s.folder, XDG_DATA_HOME: s.folder }, 'autocomplete', 'bash');
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('bxform autocomplete script bash');
});

test('outputs name a user by e-mail and a department by name, and an unknown one is an error with the nearest name', async () => {
  const outputs = (department: string): string => `outputs: { FOREMAN: 'user["repair@example.test"]', BENCH: department.${department} }\n`;
  const s = await story({ ...files, 'config/outputs.yaml': outputs('Repair') });
  await s.bxform('apply', '--yes');
  expect((await s.bxform('outputs', '--format', 'dotenv')).stdout).toMatch(/BXFORM_FOREMAN_ID=5\nBXFORM_BENCH_ID=5/);
  s.write('config/outputs.yaml', outputs('Repiar'));
  const ran = await s.bxform('plan');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toMatch(/config\/outputs\.yaml:1:\d+ error the portal has no department Repiar/);
  expect(ran.stderr).toContain('did you mean Repair?');
});
