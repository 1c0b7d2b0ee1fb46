// What is ours and was changed on the portal is shown property by property and put right; what is no
// longer declared is left alone; what can never change is refused.

import { expect, test } from 'vitest';
import { applied, applying, byHand, configure, dump, expectNoChanges, expectUntouched, fieldRow, forget, funnelRow, optionRows, planned, rowWhere, stageKeys, stageRow, stageRows, table, typeRow, workshop } from './workshop.ts';
import type { Story } from './harness.ts';

const MACHINES = `
smartProcesses:
  machine:
    title: Machines
    settings: { stages: true, funnels: true, client: true, openPermissions: false, useInUserFields: true }
    linkedUserFields: [task]
    relations: [{ parent: deal, list: true }]
    fields:
      SERIAL: { type: string, label: { en: Serial number }, mandatory: true, showInFilter: true, maxLength: 20 }
      CONDITION: { type: enumeration, label: { en: Condition }, options: { works: { name: Works, default: true }, broken: Broken } }
    funnels:
      repair: { name: Repair, default: true, stages: { NEW: { name: Reported, color: 22B9FF }, CHECK: Check, WORK: Under repair, SUCCESS: Repaired, FAIL: Written off, REFUSED: { name: Refused, semantics: failure } } }
      visits: Visits
workplaces: { service: { title: Service, smartProcesses: [machine] } }
`;

/** Changes several things by hand and expects exactly these differences, then an apply that puts them right. */
async function drift(s: Story, change: () => Promise<unknown> | unknown, ...shown: string[]): Promise<void> {
  const before = dump(s);
  await change();
  const report = await planned(s);
  expect(report.changes.flatMap(({ address, action, properties }) => (properties.length === 0 ? [`${action} ${address}`] : properties.map(({ path, before, after }) => `${address} ${path} ${JSON.stringify(before)} -> ${JSON.stringify(after)}`)))).toEqual(shown);
  await applied(s);
  await expectNoChanges(s);
  for (const [name, rows] of Object.entries(before.tables)) if (!['types'].includes(name)) expect(dump(s).tables[name], name).toEqual(rows);
}

test('every property changed by hand is shown and repaired', async () => {
  const s = await workshop(MACHINES);
  await applied(s);
  const type = typeRow(s, 'Machines');
  const funnel = funnelRow(s, type, 'Repair');
  const field = fieldRow(s, type, 'SERIAL');
  const id = type['id'];
  const entityTypeId = type['entityTypeId'];
  await drift(s, () => s.call('crm.type.update', { id, fields: { title: 'Equipment', isClientEnabled: 'N' } }), 'smartProcess.machine title "Equipment" -> "Machines"', 'smartProcess.machine settings.client false -> true');
  await drift(s, () => s.call('crm.status.update', { id: stageRow(s, funnel, 'NEW')['id'], fields: { NAME: 'Came in', COLOR: '#FF00FF', SORT: 10 } }), 'smartProcess.machine/funnel.repair/stage.NEW name "Came in" -> "Reported"', 'smartProcess.machine/funnel.repair/stage.NEW color "FF00FF" -> "22B9FF"');
  await drift(s, () => s.call('crm.category.update', { entityTypeId, id: funnel['id'], fields: { name: 'Repairs' } }), 'smartProcess.machine/funnel.repair name "Repairs" -> "Repair"');
  await drift(s, () => byHand(s, { calls: [{ method: 'userfieldconfig.update', params: { moduleId: 'crm', id: field['id'], field: { mandatory: 'N', showFilter: 'N', editFormLabel: { en: 'No.' } } } }] }),
    'smartProcess.machine/field.SERIAL label.en "No." -> "Serial number"', 'smartProcess.machine/field.SERIAL mandatory false -> true', 'smartProcess.machine/field.SERIAL showInFilter false -> true');
  await drift(s, () => { const [works, broken] = optionRows(s, fieldRow(s, type, 'CONDITION')); works!['def'] = 'N'; broken!['def'] = 'Y'; },
    'smartProcess.machine/field.CONDITION/option.works default false -> true', 'smartProcess.machine/field.CONDITION/option.broken default true -> false');
  await drift(s, () => s.call('crm.type.update', { id, fields: { relations: { parent: [{ entityTypeId: 2, isChildrenListEnabled: 'false' }] } } }), 'relation(deal,smartProcess.machine) list false -> true');
  await drift(s, () => s.call('crm.type.update', { id, fields: { linkedUserFields: { 'TASKS_TASK|UF_CRM_TASK': 'false' } } }), 'smartProcess.machine/linkedUserField.task enabled false -> true');
  await drift(s, () => s.call('crm.automatedsolution.update', { id: rowWhere(s, 'solutions', { title: 'Service' })['id'], fields: { title: 'Field service' } }), 'workplace.service title "Field service" -> "Service"');
  await drift(s, () => s.call('crm.automatedsolution.update', { id: rowWhere(s, 'solutions', { title: 'Service' })['id'], fields: { typeIds: [] } }), 'workplace.service/member.machine type undefined -> {"$ref":"smartProcess.machine"}');
  await drift(s, () => s.call('crm.type.update', { id, fields: { relations: { parent: [] } } }), 'relation(deal,smartProcess.machine) list undefined -> true', 'relation(deal,smartProcess.machine) parent undefined -> {"$ref":"deal"}', 'relation(deal,smartProcess.machine) child undefined -> {"$ref":"smartProcess.machine"}');
});

test('stages dragged into another order by hand go back, and the fewest of them are rewritten', async () => {
  const s = await workshop(MACHINES);
  await applied(s);
  const funnel = funnelRow(s, typeRow(s, 'Machines'), 'Repair');
  await s.call('crm.status.update', { id: stageRow(s, funnel, 'NEW')['id'], fields: { NAME: 'Reported', SORT: stageRow(s, funnel, 'WORK')['sort'] + 1 } });
  const plan = await planned(s);
  expect(plan.changes.map(({ address, properties }) => [address, properties.map(({ path }) => path)])).toEqual([['smartProcess.machine/funnel.repair/stage.NEW', ['sort']]]);
  await applied(s);
  await expectNoChanges(s);
  expect(stageKeys(s, funnel)).toEqual(['NEW', 'CHECK', 'WORK', 'SUCCESS', 'FAIL', 'REFUSED']);
});

test('a field deleted by hand is made again, a stage and a funnel too', async () => {
  const s = await workshop(MACHINES);
  await applied(s);
  const type = typeRow(s, 'Machines');
  await s.call('userfieldconfig.delete', { moduleId: 'crm', id: fieldRow(s, type, 'CONDITION')['id'] });
  await s.call('crm.status.delete', { id: stageRow(s, funnelRow(s, type, 'Repair'), 'WORK')['id'] });
  await s.call('crm.category.delete', { entityTypeId: type['entityTypeId'], id: funnelRow(s, type, 'Visits')['id'] });
  const plan = await planned(s);
  expect(plan.changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
    'create smartProcess.machine/field.CONDITION',
    'create smartProcess.machine/field.CONDITION/option.works',
    'create smartProcess.machine/field.CONDITION/option.broken',
    'create smartProcess.machine/funnel.repair/stage.WORK',
    'create smartProcess.machine/funnel.visits',
  ]);
  await applied(s);
  await expectNoChanges(s);
  expect(optionRows(s, fieldRow(s, type, 'CONDITION')).map((row) => row['value'])).toEqual(['Works', 'Broken']);
});

test('a smart process deleted by hand is made again with everything in it', async () => {
  const s = await workshop(MACHINES);
  await applied(s);
  const old = typeRow(s, 'Machines');
  await s.call('crm.type.delete', { id: old['id'] });
  await applied(s);
  await expectNoChanges(s);
  const type = typeRow(s, 'Machines');
  expect(type['id']).not.toBe(old['id']);
  expect(stageKeys(s, funnelRow(s, type, 'Repair'))).toEqual(['NEW', 'CHECK', 'WORK', 'SUCCESS', 'FAIL', 'REFUSED']);
});

test('what is no longer declared is listed as left alone, is no change, and stays on the portal', async () => {
  const s = await workshop(MACHINES);
  await applied(s);
  const before = dump(s);
  configure(s, 'smartProcesses: { pump: { title: Pumps, settings: { openPermissions: false } } }');
  await applied(s);
  expectUntouched(before, dump(s));
  const ran = await s.bxform('plan', '--detailed-exitcode');
  expect(ran.code).toBe(0);
  expect(ran.stdout).toContain('No longer declared, left alone:');
  expect(ran.stdout).toContain('smartProcess.machine/field.SERIAL');
  expect(ran.stdout).toContain('No changes. The portal matches the configuration.');
  configure(s, MACHINES);
  expect((await planned(s)).changes).toEqual([]);
});

const FUNNEL = (stages: string): string => `
smartProcesses:
  machine:
    title: Machines
    settings: { stages: true, openPermissions: false }
    funnels: { repair: { name: Repair, default: true${stages === '' ? '' : `, stages: { ${stages} }`} } }
`;

test('stages the portal makes by itself are removed when they are not declared, in the same apply', async () => {
  const s = await workshop(FUNNEL('NEW: Reported, SUCCESS: Repaired, FAIL: Written off'));
  const report = await applied(s);
  expect(report.steps.filter(({ action }) => action === 'delete').map(({ address }) => address)).toEqual(['smartProcess.machine/funnel.repair/stage.PREPARATION', 'smartProcess.machine/funnel.repair/stage.CLIENT']);
  expect(stageKeys(s, funnelRow(s, typeRow(s, 'Machines'), 'Repair'))).toEqual(['NEW', 'SUCCESS', 'FAIL']);
});

/** As soon as the stage is there, somebody has a record on it. */
function putOnPreparation(s: Story | undefined): void {
  const tables = s?.portal.data().tables ?? {};
  const stage = tables['statuses']?.find((row) => /^DT1030_\d+:PREPARATION$/.test(row['statusId']));
  if (stage && tables['items']!.length === 0) tables['items']!.push({ id: 1, entityTypeId: 1030, categoryId: stage['categoryId'], stageId: stage['statusId'], title: 'Pump 7', values: {} });
}

test('a stage the portal made stays while a record is on it: that step failed, nothing else is hurt, and the next apply removes it', async () => {
  let s: Story | undefined = undefined;
  s = await workshop(FUNNEL('NEW: Reported, SUCCESS: Repaired, FAIL: Written off'), { onRequest: () => putOnPreparation(s) });
  const report = await applying(s);
  expect(report.code).toBe(4);
  const failed = report.steps.filter(({ outcome }) => outcome !== 'done');
  expect(failed.map(({ address, outcome }) => `${outcome} ${address}`)).toEqual(['failed smartProcess.machine/funnel.repair/stage.PREPARATION']);
  const funnel = funnelRow(s, typeRow(s, 'Machines'), 'Repair');
  expect(stageKeys(s, funnel)).toEqual(['NEW', 'PREPARATION', 'SUCCESS', 'FAIL']);
  expect((await applying(s)).code).toBe(4);
  s.portal.data().tables['items']![0]!['stageId'] = stageRow(s, funnel, 'NEW')['statusId'];
  await applied(s);
  expect(stageKeys(s, funnel)).toEqual(['NEW', 'SUCCESS', 'FAIL']);
  await expectNoChanges(s);
});

test('stages of the portal are renamed without a question when they are declared later, and none is removed then', async () => {
  const s = await workshop('smartProcesses: { machine: { title: Machines, settings: { openPermissions: false } } }');
  await applied(s);
  configure(s, FUNNEL('NEW: Reported, WORK: Under repair, SUCCESS: Repaired, FAIL: Written off'));
  await applied(s);
  await expectNoChanges(s);
  const funnel = funnelRow(s, typeRow(s, 'Machines'), 'Repair');
  expect(stageRow(s, funnel, 'NEW')['name']).toBe('Reported');
  expect([...stageKeys(s, funnel)].sort()).toEqual(['CLIENT', 'FAIL', 'NEW', 'PREPARATION', 'SUCCESS', 'WORK']);
});

test('in an adopted funnel the stages nobody declared stay', async () => {
  const s = await workshop(FUNNEL('').replace('title: Machines', 'title: Machines\n    adopt: true').replace('default: true', 'default: true, adopt: true, stages: { NEW: { name: Reported, adopt: true }, SUCCESS: { name: Repaired, adopt: true }, FAIL: { name: Written off, adopt: true } }'));
  await byHand(s, { calls: [{ method: 'crm.type.add', params: { fields: { title: 'Machines', isStagesEnabled: 'Y', isSetOpenPermissions: 'N' } } }] });
  await applied(s);
  await expectNoChanges(s);
  expect(stageKeys(s, funnelRow(s, typeRow(s, 'Machines'), 'Repair'))).toEqual(['NEW', 'PREPARATION', 'CLIENT', 'SUCCESS', 'FAIL']);
});

test.each([
  ['the type of a field', 'type: string, label: { en: Serial number }, mandatory: true, showInFilter: true, maxLength: 20', 'type: integer, label: { en: Serial number }', 'type of smartProcess.machine/field.SERIAL cannot change: it is "string" on the portal'],
  ['whether a field is multiple', 'type: string,', 'type: string, multiple: true,', 'multiple of smartProcess.machine/field.SERIAL cannot change: it is false on the portal'],
  ['what a stage means', 'REFUSED: { name: Refused, semantics: failure }', 'REFUSED: Refused', 'semantics of smartProcess.machine/funnel.repair/stage.REFUSED cannot change'],
  ['the number of a smart process', 'title: Machines', 'title: Machines\n    entityTypeId: 1060', 'entityTypeId of smartProcess.machine cannot change: it is 1030 on the portal'],
])('%s cannot change: refused with its place, and nothing is written', async (what, from, to, message) => {
  const s = await workshop(MACHINES);
  await applied(s);
  const before = dump(s);
  let yaml = MACHINES.replace(from, to).replace('title: Service', 'title: Field service');
  if (what === 'what a stage means') yaml = yaml.replace('WORK: Under repair, SUCCESS: Repaired, FAIL: Written off, REFUSED: Refused', 'WORK: Under repair, REFUSED: Refused, SUCCESS: Repaired, FAIL: Written off');
  expect(yaml).not.toBe(MACHINES);
  configure(s, yaml);
  const ran = await s.bxform('apply', '--yes');
  expect(ran.code).toBe(1);
  expect(ran.stderr).toContain(message);
  expect(ran.stderr).toMatch(/config\/workshop\.yaml:\d+:\d+/);
  expect(dump(s).tables).toEqual(before.tables);
  forget(s);
  expect((await s.bxform('apply', '--yes')).code).toBe(1);
  expect(dump(s).tables).toEqual(before.tables);
});

const wave = (plan: Awaited<ReturnType<typeof planned>>, id: string): number => plan.steps.find((step) => step.id === id)!.wave;

test('a funnel of forty stages has its success stage raised before they are added, and the failure stages stay behind it', async () => {
  const process = Array.from({ length: 45 }, (_, index) => `S${index}: Step ${index}`).join(', ');
  const s = await workshop(FUNNEL('NEW: Reported, SUCCESS: Repaired, FAIL: Written off, REFUSED: { name: Refused, semantics: failure }'));
  await applied(s);
  configure(s, FUNNEL(`NEW: Reported, ${process}, SUCCESS: Repaired, FAIL: Written off, REFUSED: { name: Refused, semantics: failure }`));
  const plan = await planned(s);
  const raised = wave(plan, 'update smartProcess.machine/funnel.repair/stage.SUCCESS');
  expect(wave(plan, 'create smartProcess.machine/funnel.repair/stage.S44')).toBeGreaterThan(raised);
  await applied(s);
  await expectNoChanges(s);
  expect(stageKeys(s, funnelRow(s, typeRow(s, 'Machines'), 'Repair'))).toEqual(['NEW', ...Array.from({ length: 45 }, (_, index) => `S${index}`), 'SUCCESS', 'FAIL', 'REFUSED']);
});

test('lines moved in the file move stages, funnels and options, rewriting the fewest sort values', async () => {
  const yaml = (stages: string, funnels: readonly string[], options: string): string => `
smartProcesses:
  machine:
    title: Machines
    settings: { stages: true, funnels: true, openPermissions: false }
    fields: { CONDITION: { type: enumeration, label: { en: Condition }, options: { ${options} } } }
    funnels:
      repair: { name: Repair, default: true, stages: { NEW: Reported, ${stages}, SUCCESS: Repaired, FAIL: Written off } }
${funnels.map((name) => `      ${name.toLowerCase()}: ${name}\n`).join('')}`;
  const s = await workshop(yaml('A: One, B: Two, C: Three, D: Four', ['Visits', 'Warranty', 'Parts'], 'a: One, b: Two, c: Three, d: Four'));
  await applied(s);
  configure(s, yaml('D: Four, A: One, B: Two, C: Three', ['Parts', 'Visits', 'Warranty'], 'b: Two, c: Three, d: Four, a: One'));
  const plan = await planned(s);
  expect(plan.changes.map(({ address, properties }) => [address, properties.map(({ path }) => path).join()])).toEqual([
    ['smartProcess.machine/field.CONDITION/option.a', 'sort'],
    ['smartProcess.machine/funnel.repair/stage.D', 'sort'],
    ['smartProcess.machine/funnel.parts', 'sort'],
  ]);
  await applied(s);
  await expectNoChanges(s);
  const type = typeRow(s, 'Machines');
  expect(stageKeys(s, funnelRow(s, type, 'Repair'))).toEqual(['NEW', 'D', 'A', 'B', 'C', 'SUCCESS', 'FAIL']);
  expect(table(s, 'categories').filter((row) => row['entityTypeId'] === type['entityTypeId']).sort((a, b) => a['sort'] - b['sort']).map((row) => row['name'])).toEqual(['Repair', 'Parts', 'Visits', 'Warranty']);
  expect(optionRows(s, fieldRow(s, type, 'CONDITION')).map((row) => row['value'])).toEqual(['Two', 'Three', 'Four', 'One']);
});

test('two smart processes that refer to each other through fields, relations and a workplace come to be in one apply', async () => {
  const yaml = (title: string): string => `
smartProcesses:
  machine:
    title: Machines
    settings: { stages: true, useInUserFields: true, openPermissions: false }
    linkedUserFields: [task]
    relations: [{ child: smartProcess.request, list: true }, { parent: smartProcess.request }]
    fields: { REQUESTS: { type: crm, label: { en: Requests }, to: [smartProcess.request, smartProcess.machine], multiple: true } }
  request:
    title: ${title}
    settings: { stages: true, useInUserFields: true, openPermissions: false }
    linkedUserFields: [task]
    relations: [{ parent: smartProcess.machine, list: true }, { parent: deal }]
    fields: { MACHINE: { type: crm, label: { en: Machine }, to: [smartProcess.machine, deal] } }
workplaces: { service: { title: Service, smartProcesses: [request, machine] } }
`;
  const s = await workshop(yaml('Requests'));
  await applied(s);
  await expectNoChanges(s);
  const [machine, request] = ['Machines', 'Requests'].map((title) => typeRow(s, title)) as [any, any];
  expect(fieldRow(s, machine, 'REQUESTS')['settings']).toMatchObject({ [`DYNAMIC_${request.entityTypeId}`]: 'Y', [`DYNAMIC_${machine.entityTypeId}`]: 'Y' });
  expect(fieldRow(s, request, 'MACHINE')['settings']).toMatchObject({ [`DYNAMIC_${machine.entityTypeId}`]: 'Y', DEAL: 'Y' });
  expect(table(s, 'relations')).toEqual(expect.arrayContaining([
    { parent: machine.entityTypeId, child: request.entityTypeId, isChildrenListEnabled: true },
    { parent: request.entityTypeId, child: machine.entityTypeId, isChildrenListEnabled: false },
    { parent: 2, child: request.entityTypeId, isChildrenListEnabled: false },
  ]));
  const linked = rowWhere(s, 'fields', { fieldName: 'UF_CRM_TASK', entityId: 'TASKS_TASK' })['settings'];
  expect([linked[`DYNAMIC_${machine.entityTypeId}`], linked[`DYNAMIC_${request.entityTypeId}`]]).toEqual(['Y', 'Y']);
  forget(s);
  configure(s, yaml('Wishes'));
  await applied(s);
  await expectNoChanges(s);
  expect(stageRows(s, rowWhere(s, 'categories', { entityTypeId: request.entityTypeId }))).toHaveLength(5);
});
