import { expect, test } from 'vitest';
import { marks } from '../engine/load-project.ts';
import { remarksOn } from './shop.ts';

const equipment = (more: string): string => `smartProcesses:
  equipment:
    title: Equipment
    settings: { openPermissions: false, stages: true }
${more}`;
const stages = (keys: string): string => equipment(`    funnels:
      repair:
        name: Repair
        default: true
        stages: { NEW: Reported, ${keys}, SUCCESS: Repaired, FAIL: Written off }
`);
const options = (keys: string): string => equipment(`    fields:
      CONDITION: { type: enumeration, options: { works: Works, ${keys} } }
`);

test.each([
  ['stages', stages('▸New: New'), 'New and NEW of smartProcess.equipment/funnel.repair differ'],
  ['stages', stages('Parts: Parts, Test: Test run, ▸PARTS: Parts'), 'PARTS and Parts of smartProcess.equipment/funnel.repair differ'],
  ['options', options('broken: Broken, ▸Broken: Out of order'), 'Broken and broken of smartProcess.equipment/field.CONDITION differ'],
])('keys of %s that differ only in letter case are told where the second one stands', async (_kinds, config, message) => {
  expect(await remarksOn(config)).toEqual(marks('config/equipment.yaml', config).map((place) => `${place} keys-alike: ${message} only in capital and small letters → rename one of them, or take it out if both mean the same`));
});

test('keys of fields have no small letters to differ in', async () => {
  expect(await remarksOn(equipment('    fields: { SERIAL: { type: string }, Serial: { type: string } }\n'))).toEqual([expect.stringMatching(/^config\/equipment\.yaml:5:\d+ bad-key: /)]);
});

test('different funnels and fields may have stages and options whose keys are alike', async () => {
  const config = equipment('    fields:\n      CONDITION: { type: enumeration, options: { works: Works } }\n      STATE: { type: enumeration, options: { Works: Works } }\n');
  expect(await remarksOn(config)).toEqual([]);
});
