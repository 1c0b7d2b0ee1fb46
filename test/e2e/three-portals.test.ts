// The example with three portals: one that speaks English, one that speaks Russian, one with overlays.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyExample, story, type Story } from './harness.ts';

const PORTALS = ['alpha', 'beta', 'gamma'] as const;

async function branches(): Promise<Story> {
  const s = await story({});
  copyExample('three-portals', s.folder);
  return s;
}
const on = (s: Story, portal: string, ...args: string[]) => s.bxformWith({ BXFORM_PORTAL: portal }, ...args);
const data = (s: Story, portal: string): Record<string, any[]> => JSON.parse(readFileSync(join(s.folder, '.bxform/sandbox', `${portal}.json`), 'utf8')).tables;

describe('one project on three portals', () => {
  test('applies on each, plans empty again on each, also without a state, and each has what is its own', async () => {
    const s = await branches();
    for (const portal of PORTALS) {
      const ran = await on(s, portal, 'apply', '--yes');
      expect([portal, ran.code, ran.stdout]).toEqual([portal, 0, expect.stringMatching(/0 failed, 0 skipped, 0 blocked, 0 unknown/)]);
      const again = await on(s, portal, 'plan', '--detailed-exitcode');
      expect([portal, again.code, again.stdout]).toEqual([portal, 0, expect.stringContaining('No changes.')]);
    }
    const titles = PORTALS.map((portal) => data(s, portal)['types']!.filter(({ title }) => ['Equipment', 'Оборудование', 'Machines'].includes(title)).map(({ title }) => title));
    expect(titles).toEqual([['Equipment'], ['Оборудование'], ['Machines']]);
    const stages = PORTALS.map((portal) => data(s, portal)['statuses']!.filter(({ entityId }) => entityId.startsWith('DYNAMIC_')).sort((a, b) => a.sort - b.sort).map(({ statusId }) => statusId.replace(/^.*:/, '')));
    const common = ['NEW', 'DIAG', 'WORK', 'SUCCESS', 'FAIL'];
    expect(stages).toEqual([common, common, ['NEW', 'DIAG', 'WARRANTY', 'WORK', 'SUCCESS', 'FAIL']]);
    const fields = PORTALS.map((portal) => data(s, portal)['fields']!.map(({ fieldName }) => fieldName.replace(/^UF_CRM_(\d+|DEAL)_/, '')));
    expect(fields.map((names) => names.includes('INSPECTED'))).toEqual([true, true, false]);
    const expo = PORTALS.map((portal) => data(s, portal)['statuses']!.find(({ statusId }) => statusId === 'EXPO').name);
    expect(expo).toEqual(['Branch open day', 'День открытых дверей', 'Exhibition']);
    const contracts = PORTALS.map((portal) => data(s, portal)['fields']!.find(({ fieldName }) => fieldName === 'UF_CRM_DEAL_CONTRACT_NO').mandatory);
    expect(contracts).toEqual(['N', 'N', 'Y']);
    for (const portal of PORTALS) {
      await s.bxformWith({ BXFORM_PORTAL: portal }, 'state', 'rm', 'smartProcess.equipment');
      expect((await on(s, portal, 'plan', '--detailed-exitcode')).code).toBe(0);
    }
  });

  test('is valid for every portal, and a mistake in an overlay is told at its line with the name of its portal', async () => {
    const s = await branches();
    const everywhere = { BXFORM_PORTAL: undefined } as unknown as Record<string, string>;
    const fine = await s.bxformWith(everywhere, 'validate');
    expect([fine.code, fine.stdout, fine.stderr]).toEqual([0, expect.stringMatching(/^Valid: \d+ resources, checked for en, ru\.\n$/), '']);
    const text = readFileSync(join(s.folder, 'bxform.yaml'), 'utf8');
    s.write('bxform.yaml', text.replace('$after: DIAG', '$after: DIAGNOSIS'));
    const line = text.split('\n').findIndex((each) => each.includes('$after')) + 1;
    const wrong = await s.bxformWith(everywhere, 'validate');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(new RegExp(`bxform\\.yaml:${line}:\\d+ error .*DIAGNOSIS.*gamma`))]);
  });
});
