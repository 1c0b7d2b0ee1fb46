import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story, type Story } from './harness.ts';

const project = (portal: string): Record<string, string> => ({
  'bxform.yaml': `bxform: 1\nproject: workshop\nportals: { sandbox: { ${portal}, language: en } }\ninclude: [config/*.yaml]\n`,
  'config/equipment.yaml': 'smartProcesses:\n  equipment: { title: Equipment, settings: { openPermissions: false } }\n',
});
const environment = { BXFORM_PORTAL: 'sandbox' };
const bxform = (s: Story, ...args: string[]) => s.bxformWith(environment, ...args);
const codes = (text: string): string[] => (JSON.parse(text) as { findings: { level: string; code: string }[] }).findings.map(({ level, code }) => `${level} ${code}`);
const tables = (s: Story): Record<string, readonly Record<string, unknown>[]> => JSON.parse(readFileSync(join(s.folder, '.bxform/sandbox/sandbox.json'), 'utf8')).tables;

test('the built-in sandbox portal has an application with every scope, made when it is first needed', async () => {
  const s = await story(project('sandbox: true'));
  expect((await bxform(s, 'apply', '--yes')).code).toBe(0);
  expect(tables(s)['applications'] ?? []).toEqual([]);
  const { code, stdout } = await bxform(s, 'doctor');
  expect([code, stdout]).toEqual([0, expect.stringContaining('the application acts for an administrator of the portal')]);
  expect(stdout).toContain('the application has the scopes bizproc, crm, department, lists, placement, telephony, user, userfieldconfig\n');
  expect(stdout).not.toMatch(/sandboxapplication|there is no application/);
  expect((await bxform(s, 'doctor', '--json')).code).toBe(0);
  expect(tables(s)['applications']).toMatchObject([{ clientId: 'local.bxform', name: 'bxform' }]);
});

test('with `app: false` it is a portal that is reached by a webhook alone', async () => {
  const s = await story(project('sandbox: true, app: false'));
  const { code, stdout } = await bxform(s, 'doctor', '--json');
  expect([code, codes(stdout).filter((found) => / (who|no-application)$/.test(found))]).toEqual([0, ['ok who', 'info no-application']]);
  expect(tables(s)['applications'] ?? []).toEqual([]);
});
