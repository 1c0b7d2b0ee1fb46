// Taking over what people made in the browser over the years, part by part, with its records.

import { expect, test } from 'vitest';
import { applied, applying, changeOf, configure, crowd, dump, expectNoChanges, expectUntouched, forget, funnelRow, optionRows, planned, rowWhere, stageKey, stageRows, table, typeRow, workshop } from './workshop.ts';

const repair = (more: { title?: string; serial?: string; options?: string; stages?: string; relation?: string } = {}): string => `
smartProcesses:
  repair:
    title: ${more.title ?? 'Repair'}
    adopt: ${more.title === undefined ? 'true' : 'Repair'}
    settings: { stages: true, funnels: true, openPermissions: true }
    fields:
      SERIAL: { type: string, label: { en: ${more.serial ?? 'Serial number'} }, adopt: Serial number }
      CONDITION:
        type: enumeration
        label: { en: Condition }
        adopt: Condition
        options: { works: { name: Works, adopt: true }, broken: { name: Broken, adopt: true }${more.options ?? ''} }
    relations: [${more.relation ?? ''}]
    funnels:
      warranty:
        name: Warranty
        adopt: true
        stages:
          NEW: { name: Start, adopt: true }
${more.stages ?? ''}          PARTS: { name: Waiting for parts, adopt: true }
          SUCCESS: { name: Success, adopt: true }
          FAIL: { name: Fail, adopt: true }
      paid: { name: Paid, adopt: true }
      main: { name: Main, default: true, adopt: true }
`;

test('a smart process of many years is taken over with its fields, options, funnels and stages, and every record keeps its values', async () => {
  const s = await workshop(repair());
  await crowd(s);
  const before = dump(s);
  const first = await applying(s);
  expect(first.steps.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  const type = typeRow(s, 'Repair');
  const own = (row: Record<string, any>): boolean => row['entityTypeId'] === type['entityTypeId'] || row['entityId'] === `CRM_${type['id']}` || String(row['entityId']).startsWith(`DYNAMIC_${type['entityTypeId']}_`);
  expectUntouched(before, dump(s), (name, row) => name !== 'items' && own(row));
  await expectNoChanges(s);

  configure(s, repair({ title: 'Repairs', serial: 'Number on the housing', options: ', lent: Lent', stages: '          CHECK: Check\n', relation: '{ parent: deal, list: true }' }));
  const plan = await planned(s);
  expect(plan.changes.filter(({ action }) => action === 'blocked' || action === 'delete')).toEqual([]);
  expect(changeOf(plan, 'smartProcess.repair/field.SERIAL').risks![0]).toContain('list column');
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s), (name, row) => name !== 'items' && own(row));
  const field = table(s, 'fields').find((row) => row['entityId'] === `CRM_${type['id']}` && row['userTypeId'] === 'enumeration')!;
  expect(optionRows(s, field).map((row) => row['value']).sort()).toEqual(['Broken', 'Lent', 'Works', 'Written off']);
  const hashes = before.tables['enums']!.filter((row) => row['userFieldId'] === field['id']).map((row) => [row['id'], row['xmlId']]);
  expect(optionRows(s, field).filter((row) => row['value'] !== 'Lent').map((row) => [row['id'], row['xmlId']]).sort()).toEqual(hashes.sort());
  const stages = stageRows(s, funnelRow(s, typeRow(s, 'Repairs'), 'Warranty'));
  const names = stages.map((row) => row['name']);
  expect(names.indexOf('Check')).toBeLessThan(names.indexOf('Waiting for parts'));
  expect(names).toContain('Diagnostics');
  expect(stageKey(stages.find((row) => row['name'] === 'Waiting for parts')!)).toMatch(/^UC_/);
  const serial = table(s, 'fields').find((row) => row['entityId'] === `CRM_${type['id']}` && row['userTypeId'] === 'string')!;
  expect(serial['labels'].ru.editFormLabel).toBe('Серийный номер');
  expect(serial['labels'].en.editFormLabel).toBe('Number on the housing');
  const records = (data: typeof before): unknown => data.tables['items']!.filter(own);
  expect(records(dump(s))).toEqual(records(before));

  forget(s);
  await expectNoChanges(s);
});

test('without the word to adopt, nothing of it changes, whatever is declared', async () => {
  const s = await workshop(repair({ title: 'Repairs', serial: 'Number', options: ', lent: Lent', stages: '          CHECK: Check\n', relation: '{ parent: deal }' }).replace(/,? ?adopt: [^},\n]+/g, ''));
  await crowd(s);
  const id = typeRow(s, 'Repair')['entityTypeId'];
  s.write('config/workshop.yaml', repair({ serial: 'Number', options: ', lent: Lent', stages: '          CHECK: Check\n', relation: '{ parent: deal }' }).replace(/(\n +|, | )adopt: [^},\n]+/g, '').replace('title: Repair', `title: Repairs\n    entityTypeId: ${id}`));
  const before = dump(s);
  const report = await applying(s);
  expect(report.code).toBe(0);
  expect(report.steps).toEqual([]);
  expect(report.blocked.some(({ answers }) => answers?.includes('adopt: true'))).toBe(true);
  expectUntouched(before, dump(s));
});

test('a relation that somebody made on our smart process is asked about before its list is switched', async () => {
  const yaml = (relation: string): string => `
smartProcesses: { machine: { title: Machines, settings: { openPermissions: false }, relations: [${relation}] } }
`;
  const s = await workshop(yaml(''));
  await applied(s);
  const machine = typeRow(s, 'Machines');
  await s.call('crm.type.update', { id: machine['id'], fields: { relations: { parent: [{ entityTypeId: 2, isChildrenListEnabled: 'true' }] } } });
  configure(s, yaml('{ parent: deal, list: false }'));
  const asked = await applying(s);
  expect(asked.code).toBe(0);
  expect(changeOf(asked, 'relation(deal,smartProcess.machine)').answers).toEqual(['adopt: true']);
  expect(rowWhere(s, 'relations', { parent: 2, child: machine['entityTypeId'] })['isChildrenListEnabled']).toBe(true);
  configure(s, yaml('{ parent: deal, list: false, adopt: true }'));
  await applied(s);
  await expectNoChanges(s);
  expect(rowWhere(s, 'relations', { parent: 2, child: machine['entityTypeId'] })['isChildrenListEnabled']).toBe(false);
});
