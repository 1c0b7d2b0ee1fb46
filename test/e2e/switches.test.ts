// What nobody knows for certain about a live portal (FACTS §37 and its marks) is a switch of the sandbox:
// the example is applied in each of the other worlds too.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverSwitches } from '../../src/sandbox/server-switches.ts';
import { switchDefaults } from '../../src/sandbox/switches.ts';
import { copyExample, story } from './harness.ts';

const worlds = Object.entries({ ...switchDefaults, ...serverSwitches }).flatMap(([name, { alternatives, about }]) => alternatives.map((value) => ({ name, value, about })));
const restricted = ['typesRestricted', 'workplacesRestricted'];

describe('the field-service example applies, and a second plan is empty', () => {
  for (const { name, value, about } of worlds.filter((world) => !restricted.includes(world.name))) {
    test(`where ${name} is ${JSON.stringify(value)} (${about})`, async () => {
      const s = await story({}, { switches: { [name]: value } });
      copyExample('field-service', s.folder);
      const applied = await s.bxform('apply', '--yes');
      expect(applied.stdout + applied.stderr).toMatch(/Apply: \d+ done, 0 failed, 0 skipped, 0 blocked, 0 unknown\./);
      const again = await s.bxform('plan', '--detailed-exitcode');
      expect(again.stdout + again.stderr).toContain('No changes. The portal matches the configuration.');
    });
  }
});

test('where the plan forbids more smart processes, apply says so and skips what hangs on them', async () => {
  const s = await story({}, { switches: { typesRestricted: true } });
  copyExample('field-service', s.folder);
  const applied = await s.bxform('apply', '--yes');
  expect(applied.stdout).toContain('smartProcess.equipment create  Maximum number of SPAs exceeded (CREATE_DYNAMIC_TYPE_RESTRICTED)');
  expect(applied.stdout).toMatch(/Apply: 0 done, 2 failed, \d+ skipped, 0 blocked, 0 unknown\./);
  expect(applied.code).toBe(4);
});

test('where the plan forbids more workplaces, apply says so, does the rest, and finishes once it may', async () => {
  const s = await story({}, { switches: { workplacesRestricted: true } });
  copyExample('field-service', s.folder);
  const applied = await s.bxform('apply', '--yes');
  expect(applied.stdout).toContain('workplace.service create  The number of available digital workspaces has been exceeded (LIMIT_EXCEEDED)');
  expect(applied.stdout).toMatch(/Apply: \d+ done, 1 failed, 0 skipped, 0 blocked, 0 unknown\./);
  expect(applied.code).toBe(4);
  s.portal.setSwitches({ workplacesRestricted: false });
  expect((await s.bxform('apply', '--yes')).stdout).toContain('Apply: 1 done, 0 failed');
  expect((await s.bxform('plan')).stdout).toContain('No changes.');
});

describe('where a portal drops the code of a type', () => {
  test('the plan says that only the state tells what is ours', async () => {
    const s = await story({}, { switches: { typeCode: 'dropped' } });
    copyExample('field-service', s.folder);
    await s.bxform('apply', '--yes');
    const again = await s.bxform('plan');
    expect(again.stdout).toContain('No changes.');
    expect(again.stdout).toContain('the portal did not keep the code of smartProcess.equipment and 1 more: only the state tells that they are ours');
  });

  test('a lost state is answered with a question, not with a second smart process', async () => {
    const s = await story({}, { switches: { typeCode: 'dropped' } });
    copyExample('field-service', s.folder);
    await s.bxform('apply', '--yes');
    const types = s.portal.data().tables['types']!.length;
    rmSync(join(s.folder, '.bxform'), { recursive: true });
    const again = await s.bxform('apply', '--yes');
    expect(again.stdout).toMatch(/ [1-9]\d* blocked/);
    expect(s.portal.data().tables['types']!.length).toBe(types);
  });
});
