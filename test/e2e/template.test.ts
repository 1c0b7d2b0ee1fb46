import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bpt } from '../bpt.ts';
import { APPLICATION_SCOPES } from '../kinds/recreate.ts';
import type { Story } from './harness.ts';
import { applied, expectNoChanges, workshop } from './workshop.ts';

const yaml = 'templates:\n  inspection: { name: Inspection, documentType: deal, file: ../workflows/inspection.bpt, autoExecute: create }\n';
const bytesOf = (title: string): string => bpt({ title }).toString('base64');

async function repairShop(application: readonly string[] | undefined = APPLICATION_SCOPES): Promise<Story> {
  const s = await workshop(yaml, application.length === 0 ? {} : { application });
  s.write('workflows/keep', '');
  writeFileSync(join(s.folder, 'workflows', 'inspection.bpt'), bpt({ title: 'Look at the pump' }));
  return s;
}

test('a saved plan has the template in it, and needs its file no more', async () => {
  const s = await repairShop();
  const planned = await s.bxform('plan', '--out', 'inspection.plan');
  expect(planned.stdout).toMatch(/file +\.\.\/workflows\/inspection\.bpt \(sha256 [0-9a-f]{12}\)/);
  rmSync(join(s.folder, 'workflows'), { recursive: true });
  const ran = await s.bxform('apply', 'inspection.plan', '--yes');
  expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  expect((await s.call('bizproc.workflow.template.list', { SELECT: ['NAME', 'AUTO_EXECUTE'] }))).toEqual([{ NAME: 'Inspection', AUTO_EXECUTE: '1' }]);
  expect((await s.bxform('plan')).stderr).toMatch(/config\/workshop\.yaml:2:61 error \.\.\/workflows\/inspection\.bpt cannot be read: it does not exist/);
  s.write('workflows/keep', '');
  writeFileSync(join(s.folder, 'workflows', 'inspection.bpt'), bpt({ title: 'Look at the pump' }));
  await expectNoChanges(s);
});

test('the template itself stands in no output and not in the state', async () => {
  const s = await repairShop();
  const texts = [await s.bxform('plan'), await s.bxform('plan', '--json'), await s.bxform('plan', '--format', 'markdown'), await s.bxform('apply', '--yes', '--json')].map(({ stdout, stderr }) => stdout + stderr);
  const state = join(s.folder, '.bxform', 'state');
  texts.push(...readdirSync(state).filter((name) => name.endsWith('.json')).map((name) => readFileSync(join(state, name), 'utf8')));
  expect(texts).toHaveLength(5);
  for (const text of texts) expect(text).not.toContain(bytesOf('Look at the pump'));
  expect(texts.at(-1)).toContain('"sha256"');
});

test('without an application nothing of it can be done, which is no success', async () => {
  const s = await repairShop([]);
  const ran = await s.bxform('apply', '--yes');
  expect([ran.code, ran.stdout]).toEqual([3, expect.stringContaining('only an application may do this')]);
});

test('a template that was changed in the designer is told of, and written again with --reapply', async () => {
  const s = await repairShop();
  await applied(s);
  const data = structuredClone(s.portal.data());
  const row: any = data.tables['workflowTemplates']![0];
  row.MODIFIED += 60_000;
  row.TEMPLATE[0].Properties.Title = 'Look twice';
  s.portal.setData(data);
  const planned = await s.bxform('plan');
  expect(planned.code).toBe(0);
  expect(planned.stdout + planned.stderr).toMatch(/template\.inspection was changed on the portal since it was last applied/);
  await applied(s, '--reapply');
  expect((s.portal.data().tables['workflowTemplates'] as any[])[0].TEMPLATE[0].Properties.Title).toBe('Look at the pump');
  const again = await s.bxform('plan');
  expect(again.stdout + again.stderr).not.toMatch(/was changed on the portal/);
});
