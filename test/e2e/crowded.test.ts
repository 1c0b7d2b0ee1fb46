// Every example on a fresh portal, on one in the other language, and on one that people have lived in.

import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyExample, story, type Story, type StoryOptions } from './harness.ts';
import { applied, applying, changeOf, configure, crowd, dump, expectNoChanges, expectUntouched, forget, planned, table, workshop } from './workshop.ts';

const folder = fileURLToPath(new URL('../../examples', import.meta.url));
const examples = readdirSync(folder).filter((name) => !name.endsWith('.bpt') && !['activity-pack', 'pipelines', 'three-portals'].includes(name)).map((name) => name.replace(/\.yaml$/, ''));
const alone = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

const APPLICATION = ['crm', 'userfieldconfig', 'user', 'lists', 'bizproc', 'placement', 'telephony'];

async function example(name: string, given: StoryOptions = {}): Promise<Story> {
  const options = { application: APPLICATION, ...given };
  if (!alone.includes(`${name}.yaml`)) {
    const s = await story({}, options);
    copyExample(name, s.folder);
    return s;
  }
  const s = await workshop(readFileSync(join(folder, `${name}.yaml`), 'utf8'), options);
  copyFileSync(join(folder, 'template.bpt'), join(s.folder, 'config', 'template.bpt'));
  return s;
}

/** The title that is taken answered with `create: true`: a second one beside that of the others. */
const second = (yaml: string): string => yaml.replace(/^ {2}equipment:\n/gm, '$&    create: true\n');

const linked = (name: string, row: Record<string, unknown>): boolean => name === 'fields' && ['UF_CRM_TASK', 'UF_CRM_CAL_EVENT'].includes(String(row['fieldName']));
/** What every portal has by itself and the examples of it take over. */
const everybodys = (name: string, row: Record<string, unknown>): boolean =>
  (name === 'statuses' && row['system'] === 'Y' && !String(row['entityId']).startsWith('DYNAMIC_')) || (name === 'funnels' && row['entityTypeId'] === 2 && row['isDefault'] === true);
const excepted = (name: string) => (table: string, row: Record<string, unknown>): boolean => linked(table, row) || (['crm', 'entry'].includes(name) && everybodys(table, row));

/** It declares a smart process whose title is taken on the crowded portal. */
const clashes = (name: string): boolean => name !== 'workplace' && (!alone.includes(`${name}.yaml`) || /^ {2}equipment:$/m.test(readFileSync(join(folder, `${name}.yaml`), 'utf8')));

describe.each(examples)('the example %s', (name) => {
  test('applies, and plans empty again, also when the state is lost', async () => {
    const s = await example(name);
    await applied(s);
    await expectNoChanges(s);
    forget(s);
    const before = dump(s);
    await expectNoChanges(s);
    await applied(s);
    expect(dump(s).tables).toEqual(before.tables);
    await expectNoChanges(s);
  });

  test('applies, and plans empty again on a Russian portal', async () => {
    const s = await example(name, { language: 'ru' });
    await applied(s);
    await expectNoChanges(s);
    forget(s);
    await expectNoChanges(s);
  });

  test.each(name === 'field-service' ? (['en', 'ru'] as const) : (['en'] as const))('touches nothing of others on a crowded portal (%s)', async (language) => {
    const s = await example(name, { language });
    await crowd(s);
    const before = dump(s);
    const asked = await applying(s);
    if (language === 'en' && clashes(name)) {
      expect(asked.code).toBe(0);
      const title = changeOf(asked, 'smartProcess.equipment');
      expect(title.answers!.filter((answer) => answer.startsWith('adopt:'))).toHaveLength(2);
      expect(title.answers!.at(-1)).toMatch(/^create: true/);
    }
    expectUntouched(before, dump(s), excepted(name));
    for (const file of name === 'field-service' ? ['config/equipment.yaml', 'config/request.yaml', 'config/workplace.yaml'] : ['config/workshop.yaml']) {
      s.write(file, second(readFileSync(join(s.folder, file), 'utf8')));
    }
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s), excepted(name));
    forget(s);
    await expectNoChanges(s);
    await applied(s);
    expectUntouched(before, dump(s), excepted(name));
  });
});

test('records, stages and fields of others stay byte for byte while ours beside them is renamed and rebuilt', async () => {
  const yaml = (title: string, more: string): string => `
smartProcesses:
  repair:
    title: ${title}
    create: true
    settings: { stages: true, funnels: true, openPermissions: false }
    relations: [{ parent: deal, list: true }]
    fields:
      CONDITION: { type: enumeration, label: { en: Condition }, options: { works: Works, broken: Broken${more} } }
    funnels:
      workshop: { name: Workshop, default: true, stages: { NEW: Reported, SUCCESS: Repaired, FAIL: Written off } }
workplaces:
  service: { title: Service, create: true, smartProcesses: [repair] }
`;
  const s = await workshop(yaml('Repair', ''));
  await crowd(s);
  const before = dump(s);
  await applied(s);
  configure(s, yaml('Repairs in the workshop', ', scrap: Scrap'));
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
  expect(table(s, 'types').filter((row) => row['title'] === 'Repairs in the workshop')).toHaveLength(1);
});

test('a plan on a crowded portal asks for no field or type of others one by one', async () => {
  const s = await workshop('smartProcesses: { pump: { title: Pumps, settings: { openPermissions: false }, fields: { SERIAL: { type: string, label: { en: Serial number } } } } }');
  await crowd(s);
  await planned(s);
  const methods = s.portal.requests.flatMap((request) => request.commands?.map((command) => command.method) ?? [request.method]);
  expect(methods.filter((method) => method.endsWith('.get'))).toEqual([]);
});
