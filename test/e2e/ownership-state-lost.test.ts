// The state is a cache of ownership: without it nothing is doubled, and where nothing proves whose
// something is, bxform asks.

import { expect, test } from 'vitest';
import { applied, applying, byHand, changeOf, configure, dump, expectNoChanges, expectUntouched, forget, funnelRow, planned, rowWhere, stageKeys, stageRow, table, typeRow, workshop } from './workshop.ts';

interface Words {
  readonly title?: string;
  readonly model?: string;
  readonly condition?: string;
  readonly repair?: string;
  readonly repairStage?: string;
  readonly visits?: string;
  readonly visitsMore?: string;
  readonly visitsStage?: string;
  readonly warranty?: string;
}
const machines = (words: Words = {}): string => `
smartProcesses:
  machine:
    title: ${words.title ?? 'Machines'}
    settings: { stages: true, funnels: true, openPermissions: false }
    fields:
      MODEL: { type: string, label: { en: ${words.model ?? 'Model'} } }
      CONDITION: { type: enumeration, label: { en: Condition }, options: { works: Works, broken: ${words.condition ?? 'Broken'} } }
    relations: [{ parent: deal }]
    funnels:
      repair: { name: ${words.repair ?? 'Repair'}, default: true, stages: { NEW: ${words.repairStage ?? 'Reported'}, WORK: In work, SUCCESS: Repaired, FAIL: Written off } }
      visits:
        name: ${words.visits ?? 'Visits'}
${words.visitsMore ?? ''}        stages: { NEW: ${words.visitsStage ?? 'Planned'}, ROAD: On the road, SUCCESS: Done, FAIL: Cancelled }
      warranty: { name: ${words.warranty ?? 'Warranty'}, stages: { NEW: Claimed, SUCCESS: Paid, FAIL: Refused } }
`;

const renameByHand = (s: Awaited<ReturnType<typeof workshop>>, name: string, to: string) => {
  const funnel = funnelRow(s, typeRow(s, 'Machines'), name);
  return s.call('crm.category.update', { entityTypeId: funnel['entityTypeId'], id: funnel['id'], fields: { name: to } });
};

test('an edit of what a mark or a key of ours proves is applied without a question after the state was lost', async () => {
  const s = await workshop(machines());
  await applied(s);
  const before = dump(s);
  forget(s);
  configure(s, machines({ title: 'Machines of customers', model: 'Model and year', condition: 'Out of order', repair: 'Repairs', repairStage: 'Came in' }));
  const plan = await planned(s);
  expect(plan.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
    'update smartProcess.machine',
    'update smartProcess.machine/field.MODEL',
    'update smartProcess.machine/field.CONDITION/option.broken',
    'update smartProcess.machine/funnel.repair',
    'update smartProcess.machine/funnel.repair/stage.NEW',
  ]);
  await applied(s);
  await expectNoChanges(s);
  for (const name of ['types', 'fields', 'enums', 'categories', 'statuses', 'relations']) expect(table(s, name).length, name).toBe(before.tables[name]!.length);
});

test('an edit in a funnel that only its name speaks for is asked about after the state was lost', async () => {
  const s = await workshop(machines());
  await applied(s);
  forget(s);
  configure(s, machines({ visitsStage: 'Arranged' }));
  const before = dump(s);
  const asked = await applying(s);
  expect(changeOf(asked, 'smartProcess.machine/funnel.visits/stage.NEW').answers).toEqual(['adopt: true']);
  expectUntouched(before, dump(s));
  configure(s, machines({ visitsStage: '{ name: Arranged, adopt: true }' }));
  await applied(s);
  await expectNoChanges(s);
  expect(stageRow(s, funnelRow(s, typeRow(s, 'Machines'), 'Visits'), 'NEW')['name']).toBe('Arranged');
});

test('a funnel renamed by hand while the state was lost is asked about, naming only funnels that nobody else is', async () => {
  const s = await workshop(machines());
  await applied(s);
  await renameByHand(s, 'Visits', 'Trips');
  forget(s);
  const id = funnelRow(s, typeRow(s, 'Machines'), 'Trips')['id'];
  const before = dump(s);
  const asked = await applying(s);
  expect(asked.code).toBe(0);
  const question = changeOf(asked, 'smartProcess.machine/funnel.visits');
  expect(question.answers).toEqual([`adopt: ${id}   # Trips`, 'create: true   # a second one']);
  expect(asked.blocked.filter(({ waitsFor }) => waitsFor === undefined)).toHaveLength(1);
  expectUntouched(before, dump(s));
});

test('adopt: the new name keeps the renamed funnel and its records and gives it the declared name', async () => {
  const s = await workshop(machines());
  await applied(s);
  await renameByHand(s, 'Visits', 'Trips');
  const type = typeRow(s, 'Machines');
  const id = funnelRow(s, type, 'Trips')['id'];
  await s.call('crm.item.add', { entityTypeId: type['entityTypeId'], fields: { title: 'Pump 7', categoryId: id } });
  forget(s);
  configure(s, machines({ visitsMore: '        adopt: Trips\n' }));
  await applied(s);
  await expectNoChanges(s);
  expect(funnelRow(s, type, 'Visits')['id']).toBe(id);
  expect(rowWhere(s, 'items', { title: 'Pump 7' })['categoryId']).toBe(id);
  forget(s);
  await expectNoChanges(s);
});

test('create: true makes a new funnel beside the one that was renamed by hand', async () => {
  const s = await workshop(machines());
  await applied(s);
  await renameByHand(s, 'Visits', 'Trips');
  forget(s);
  configure(s, machines({ visitsMore: '        create: true\n' }));
  const before = dump(s);
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
  const type = typeRow(s, 'Machines');
  expect(funnelRow(s, type, 'Trips')['id']).not.toBe(funnelRow(s, type, 'Visits')['id']);
  forget(s);
  await expectNoChanges(s);
});

test('two funnels of one name are told apart by the state, and asked about without it', async () => {
  const s = await workshop(machines());
  await applied(s);
  const type = typeRow(s, 'Machines');
  const first = funnelRow(s, type, 'Visits')['id'];
  await byHand(s, { calls: [{ method: 'crm.category.add', params: { entityTypeId: type['entityTypeId'], fields: { name: 'Visits', sort: 600 } } }] });
  await expectNoChanges(s);
  forget(s);
  const before = dump(s);
  const asked = await applying(s);
  const question = changeOf(asked, 'smartProcess.machine/funnel.visits');
  expect(question.answers).toHaveLength(2);
  expect(question.answers![0]).toBe(`adopt: ${first}   # Visits`);
  expectUntouched(before, dump(s));
  configure(s, machines({ visitsMore: `        adopt: ${first}\n` }));
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
});

test('two smart processes with one mark block that address only', async () => {
  const s = await workshop(`${machines()}
  pump: { title: Pumps, settings: { openPermissions: false } }
`);
  await applied(s);
  await byHand(s, { calls: [{ method: 'crm.type.add', params: { fields: { title: 'Machines (copy)', code: 'bxform/workshop/smartProcess.machine', isSetOpenPermissions: 'N' } } }] });
  await expectNoChanges(s);
  forget(s);
  configure(s, `${machines()}
  pump: { title: Pumps and motors, settings: { openPermissions: false } }
`);
  const before = dump(s);
  const report = await applying(s);
  expect(report.code).toBe(0);
  expect(changeOf(report, 'smartProcess.machine').reason).toContain('2 things on the portal carry its mark');
  expect(report.blocked.filter(({ waitsFor }) => waitsFor === undefined)).toHaveLength(1);
  expect(report.steps.map(({ action, address }) => `${action} ${address}`)).toEqual(['update smartProcess.pump']);
  expectUntouched(before, dump(s), (name, row) => name === 'types' && row['id'] === rowWhere(s, 'types', { title: 'Pumps and motors' })['id']);
});

test('a smart process is known by its mark after its title was changed by hand and the state was lost', async () => {
  const s = await workshop(machines());
  await applied(s);
  const type = typeRow(s, 'Machines');
  await s.call('crm.type.update', { id: type['id'], fields: { title: 'Equipment of customers' } });
  forget(s);
  const plan = await planned(s);
  expect(plan.changes.map(({ address, action }) => `${action} ${address}`)).toEqual(['update smartProcess.machine']);
  await applied(s);
  expect(rowWhere(s, 'types', { id: type['id'] })['title']).toBe('Machines');
});

test('where the portal does not keep code, the state alone finds our smart processes again, and without it bxform asks', async () => {
  const s = await workshop(machines(), { switches: { typeCode: 'dropped' } });
  const first = await applying(s);
  expect(first.steps.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  await expectNoChanges(s);
  forget(s);
  const before = dump(s);
  const asked = await applying(s);
  expect(changeOf(asked, 'smartProcess.machine').answers!.at(-1)).toMatch(/^create: true/);
  expectUntouched(before, dump(s));
  configure(s, machines().replace('title: Machines', 'title: Machines\n    adopt: true'));
  await applied(s);
  await expectNoChanges(s);
  expect(stageKeys(s, funnelRow(s, typeRow(s, 'Machines'), 'Repair'))).toEqual(['NEW', 'WORK', 'SUCCESS', 'FAIL']);
});

test('a state of before is only a hint: a smart process that took over the number of ours is not ours', async () => {
  const s = await workshop(machines());
  await applied(s);
  const type = typeRow(s, 'Machines');
  await s.call('crm.type.delete', { id: type['id'] });
  const [other] = await byHand(s, { sequences: {}, calls: [{ method: 'crm.type.add', params: { fields: { title: 'Vehicles', entityTypeId: type['entityTypeId'], isSetOpenPermissions: 'N' } } }] });
  const before = dump(s);
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
  expect(rowWhere(s, 'types', { title: 'Machines' })['id']).not.toBe(other.type.id);
});

test('a workplace is known by the smart processes in it after the state was lost', async () => {
  const yaml = (title: string): string => `
smartProcesses: { machine: { title: Machines, settings: { openPermissions: false } } }
workplaces: { service: { title: ${title}, smartProcesses: [machine] } }
`;
  const s = await workshop(yaml('Service'));
  await applied(s);
  const id = rowWhere(s, 'solutions', { title: 'Service' })['id'];
  await byHand(s, { calls: [{ method: 'crm.automatedsolution.add', params: { fields: { title: 'Service' } } }] });
  forget(s);
  await expectNoChanges(s);
  await applied(s);
  configure(s, yaml('Field service'));
  await applied(s);
  expect(rowWhere(s, 'solutions', { id })['title']).toBe('Field service');
  expect(table(s, 'solutions')).toHaveLength(2);
});
