// Texts and settings the portal keeps in its own way, or drops without a word.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story } from './harness.ts';
import { applied, expectNoChanges, table, workshop } from './workshop.ts';

test('blanks at the ends of a text from the environment are no change and no failure, also from a saved plan', async () => {
  const yaml = `
smartProcesses:
  pump:
    title: "\${env.TITLE} "
    settings: { openPermissions: false }
    fields: { SERIAL: { type: string, label: Serial number, help: " \${env.HELP}" } }
`;
  const s = await story({ 'config/pump.yaml': yaml });
  const environment = { TITLE: '  Blue heron', HELP: 'On the plate\t' };
  const run = (...args: string[]) => s.bxformWith(environment, ...args);
  expect((await run('plan', '--out', 'pump.plan')).code).toBe(0);
  expect(readFileSync(join(s.folder, 'pump.plan'), 'utf8')).not.toContain('Blue heron');
  const done = await run('apply', 'pump.plan', '--yes');
  expect(done.code, done.stdout + done.stderr).toBe(0);
  const again = await run('plan', '--detailed-exitcode');
  expect(again.code, again.stdout + again.stderr).toBe(0);
  expect((s.portal.data().tables['types'] ?? []).map((row) => row['title'])).toContain('Blue heron');
});

test('a regular expression may have the modifier u, which Cyrillic letters need', async () => {
  const s = await workshop('smartProcesses: { pump: { title: Pump, settings: { openPermissions: false }, fields: { CODE: { type: string, label: Code, regexp: "/^[А-Я]{2}-[0-9]+$/iu" } } } }');
  await applied(s);
  await expectNoChanges(s);
  expect(table(s, 'fields').find((row) => String(row['fieldName']).endsWith('_CODE'))!['settings']['REGEXP']).toBe('/^[А-Я]{2}-[0-9]+$/iu');
});

test('a default on a day that does not exist is a mistake, because the portal would store another day or none', async () => {
  const s = await workshop('smartProcesses: { pump: { title: Pump, settings: { openPermissions: false }, fields: { SINCE: { type: date, label: Since, default: 2026-02-30 }, LEAP: { type: date, label: Leap, default: 2028-02-29 } } } }');
  const refused = await s.bxform('apply', '--yes');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/config\/workshop\.yaml:\d+:\d+ error the default of smartProcess\.pump\/field\.SINCE is a day that does not exist: 2026-02-30/);
  expect(refused.stderr).toContain('1 error.');
});
