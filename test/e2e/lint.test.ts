import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { copyExample, story } from './harness.ts';

const garage = (more = ''): string => `smartProcesses:
  car:
    title: Car
    settings: { stages: true, openPermissions: false }
    fields:
      PLATE: { type: string }${more}
`;
const project = (lint: string): string => `bxform: 1\nproject: workshop\nportals: { env: { language: en } }\ninclude: [config/**/*.yaml]\n${lint}`;

test('lint shows findings with place, line and rule, and exits with 0 on warnings, with 1 on them under --strict', async () => {
  const s = await story({ 'config/car.yaml': garage() });
  const ran = await s.bxform('lint');
  expect(ran.stderr).toContain('config/car.yaml:6:7 warning smartProcess.car/field.PLATE has no label, so people see its code (label-missing)\n  6 |       PLATE: { type: string }\n');
  expect(ran.stdout).toBe('Linted: 2 resources, 0 errors, 1 warning.\n');
  expect(ran.code).toBe(0);
  expect((await s.bxform('lint', '--strict')).code).toBe(1);
  expect(s.portal.requests).toHaveLength(0);
});

test('lint exits with 1 when a finding is an error, and with 0 once a comment lets it pass', async () => {
  const s = await story({ 'bxform.yaml': project('lint: { rules: { label-missing: error } }\n'), 'config/car.yaml': garage() });
  expect((await s.bxform('lint')).code).toBe(1);
  s.write('config/car.yaml', garage(' # bxform-ignore label-missing'));
  expect(await s.bxform('lint', '--strict')).toEqual({ code: 0, stdout: 'Linted: 2 resources, 0 errors, 0 warnings.\n', stderr: '' });
});

test('lint of files that are not valid shows what validate shows', async () => {
  const s = await story({ 'config/car.yaml': garage().replace('string', 'strnig') });
  const [ran, validated] = [await s.bxform('lint'), await s.bxform('validate')];
  expect(ran).toEqual(validated);
  expect(ran.code).toBe(1);
});

test('lint --json has the shape of validate --json', async () => {
  const s = await story({ 'bxform.yaml': project('lint: { own: [{ id: must-track, level: error, kind: smartProcess, message: repairs need observers, schema: { required: [observers] } }] }\n'), 'config/car.yaml': garage() });
  const ran = await s.bxform('lint', '--json');
  const schema = (file: string): object => JSON.parse(readFileSync(fileURLToPath(new URL(`../../schemas/${file}.json`, import.meta.url)), 'utf8')) as object;
  const ajv = new Ajv({ strict: false });
  ajv.addSchema(schema('output-common'), 'output-common.json');
  const report = JSON.parse(ran.stdout) as { valid: boolean; summary: object; problems: { code: string }[] };
  expect(ajv.validate(schema('output-validate'), report), ajv.errorsText()).toBe(true);
  expect([ran.code, ran.stderr, report.valid, report.summary, report.problems.map(({ code }) => code)]).toEqual([1, '', false, { errors: 1, warnings: 1 }, ['must-track', 'label-missing']]);
});

test('an ignore is not called unused while only one of several portals was looked at', async () => {
  const files = { 'bxform.yaml': 'bxform: 1\nproject: workshop\nportals: { env: { language: en }, depot: { sandbox: true, language: de } }\ninclude: [config/**/*.yaml]\n', 'config/car.yaml': garage(', label: Plate } # bxform-ignore label-missing').replace(' }, label', ', label') };
  const s = await story(files);
  const everywhere = { BXFORM_PORTAL: '' };
  expect((await s.bxform('lint')).stdout).toContain('0 warnings');
  expect((await s.bxformWith(everywhere, 'lint')).stderr).toContain('this comment lets label-missing pass, but the rule finds nothing here (unused-ignore)');
});

test('the example that comes with bxform has no findings', async () => {
  const s = await story({});
  copyExample('field-service', s.folder);
  const ran = await s.bxformWith({ BXFORM_PORTAL: '' }, 'lint', '--strict');
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
});

test('a new project has no findings', async () => {
  const s = await story({});
  await s.bxform('init', 'shop', '--name', 'shop');
  expect((await s.bxformWith({ BXFORM_PORTAL: '' }, 'lint', 'shop', '--strict')).stderr).toBe('');
});
