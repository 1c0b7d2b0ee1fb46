// What people made in the browser stays when ours beside it changes.

import { expect, test } from 'vitest';
import { applied, applying, byHand, changeOf, configure, dump, expectNoChanges, expectUntouched, fieldRow, funnelRow, optionRows, planned, rowWhere, stageKey, stageKeys, stageRow, stageRows, table, typeRow, workshop } from './workshop.ts';
import type { Story } from './harness.ts';

const CONDITION = (options: string, more = ''): string => `
smartProcesses:
  machine:
    title: Machines
    settings: { openPermissions: false }
    fields:
      CONDITION:
        type: enumeration
        label: { ru: Состояние, en: Condition }
${more}        options: { ${options} }
`;

const sayInGerman = (s: Story, key: string, more: object = {}) => {
  const field = fieldRow(s, typeRow(s, 'Machines'), key);
  field['labels'].de = { editFormLabel: 'Zustand', listColumnLabel: null, listFilterLabel: null, errorMessage: null, helpMessage: 'Nach der Prüfung', ...more };
};

const optionByHand = async (s: Story, value: string) => {
  const field = fieldRow(s, typeRow(s, 'Machines'), 'CONDITION');
  await byHand(s, { calls: [{ method: 'userfieldconfig.update', params: { moduleId: 'crm', id: field['id'], field: { userTypeId: 'enumeration', enum: [...optionRows(s, field).map((row) => ({ id: row['id'], value: row['value'], def: row['def'], sort: row['sort'], xmlId: row['xmlId'] })), { value, sort: 15 }] } } }] });
  return optionRows(s, field).find((row) => row['value'] === value)!;
};

test('an option added by hand and chosen in a record survives when ours are added, renamed, reordered and get another default', async () => {
  const s = await workshop(CONDITION('works: { name: Works, default: true }, broken: Broken'));
  await applied(s);
  const type = typeRow(s, 'Machines');
  const field = fieldRow(s, type, 'CONDITION');
  const hand = { ...(await optionByHand(s, 'Lent to a customer')) };
  const { item } = await s.call('crm.item.add', { entityTypeId: type['entityTypeId'], fields: { title: 'Pump 7', [field['fieldName']]: hand['id'] } });
  await expectNoChanges(s);
  const edits = ['works: { name: Works, default: true }, limited: Works with limits, broken: Broken', 'works: { name: In order, default: true }, limited: Works with limits, broken: Broken', 'broken: Broken, limited: Works with limits, works: In order', 'broken: { name: Broken, default: true }, works: In order'];
  for (const options of edits) {
    configure(s, CONDITION(options));
    await applied(s);
    await expectNoChanges(s);
    expect(rowWhere(s, 'enums', { id: hand['id'] })).toEqual(hand);
    expect(rowWhere(s, 'items', { id: item.id, entityTypeId: type['entityTypeId'] })['values'][field['fieldName']]).toBe(hand['id']);
  }
  expect(optionRows(s, field).filter((row) => row['def'] === 'Y').map((row) => row['value'])).toEqual(['Broken']);
});

test('labels in a language nobody declared survive a change of ours, and so do our help texts', async () => {
  const s = await workshop(CONDITION('works: Works', '        help: { en: After the inspection }\n'));
  await applied(s);
  sayInGerman(s, 'CONDITION');
  await expectNoChanges(s);
  configure(s, CONDITION('works: Works', '        help: { en: After the inspection }\n').replace('en: Condition', 'en: State'));
  await applied(s);
  await expectNoChanges(s);
  const { labels } = fieldRow(s, typeRow(s, 'Machines'), 'CONDITION');
  expect(Object.fromEntries(Object.entries<any>(labels).map(([language, row]) => [language, [row.editFormLabel, row.helpMessage ?? null]]))).toEqual({
    ru: ['Состояние', null],
    en: ['State', 'After the inspection'],
    de: ['Zustand', 'Nach der Prüfung'],
  });
});

test('labels of the list, the filter and the error message set elsewhere are lost by an update of a label, which the plan says as a risk', async () => {
  const s = await workshop(CONDITION('works: Works'));
  await applied(s);
  sayInGerman(s, 'CONDITION', { listColumnLabel: 'Zust.' });
  const column = (): unknown => fieldRow(s, typeRow(s, 'Machines'), 'CONDITION')['labels'].de?.listColumnLabel;
  configure(s, CONDITION('works: Works, broken: Broken'));
  expect((await planned(s)).changes.flatMap(({ risks }) => risks ?? [])).toEqual([]);
  await applied(s);
  expect(column()).toBe('Zust.');
  configure(s, CONDITION('works: Works, broken: Broken').replace('en: Condition', 'en: State'));
  expect(changeOf(await planned(s), 'smartProcess.machine/field.CONDITION').risks![0]).toContain('list column');
  const text = (await s.bxform('plan')).stdout;
  expect(text).toMatch(/risk: .*list column/);
});

test('settings of a field that are not declared survive a change of one that is', async () => {
  const yaml = (max: number): string => `
smartProcesses:
  machine:
    title: Machines
    settings: { openPermissions: false }
    fields:
      SERIAL: { type: string, label: { en: Serial number }, maxLength: ${max} }
      PHOTOS: { type: file, label: { en: Photos }, maxAllowedSize: ${max}000 }
      OWNER: { type: crm, label: { en: Owner }, to: [company${max > 20 ? ', contact' : ''}] }
`;
  const s = await workshop(yaml(20));
  await applied(s);
  const type = typeRow(s, 'Machines');
  Object.assign(fieldRow(s, type, 'SERIAL')['settings'], { ROWS: 3, DEFAULT_VALUE: 'AB-', REGEXP: '/^AB/' });
  Object.assign(fieldRow(s, type, 'PHOTOS')['settings'], { EXTENSIONS: { jpg: true, png: true }, LIST_WIDTH: 77 });
  await expectNoChanges(s);
  configure(s, yaml(30));
  await applied(s);
  await expectNoChanges(s);
  expect(fieldRow(s, type, 'SERIAL')['settings']).toMatchObject({ ROWS: 3, DEFAULT_VALUE: 'AB-', REGEXP: '/^AB/', MAX_LENGTH: 30 });
  expect(fieldRow(s, type, 'PHOTOS')['settings']).toMatchObject({ EXTENSIONS: { jpg: true, png: true }, LIST_WIDTH: 77, MAX_ALLOWED_SIZE: 30000 });
  expect(fieldRow(s, type, 'OWNER')['settings']).toMatchObject({ COMPANY: 'Y', CONTACT: 'Y' });
});

test('relations made by hand on both sides survive when ours are added and changed', async () => {
  const yaml = (relations: string): string => `
smartProcesses:
  machine: { title: Machines, settings: { client: true, openPermissions: false }, relations: [${relations}] }
  visit: { title: Visits, settings: { openPermissions: false }, relations: [{ parent: lead }] }
`;
  const s = await workshop(yaml('{ parent: deal }'));
  await applied(s);
  const machine = typeRow(s, 'Machines')['entityTypeId'];
  const visit = typeRow(s, 'Visits')['entityTypeId'];
  const [{ type: foreign }] = await byHand(s, { calls: [{ method: 'crm.type.add', params: { fields: { title: 'Contracts', isSetOpenPermissions: 'N' } } }] });
  const hand = [
    { parent: 7, child: machine, isChildrenListEnabled: true },
    { parent: foreign.entityTypeId, child: machine, isChildrenListEnabled: false },
    { parent: machine, child: foreign.entityTypeId, isChildrenListEnabled: true },
    { parent: visit, child: 2, isChildrenListEnabled: true },
  ];
  await byHand(s, { tables: { relations: hand } });
  await expectNoChanges(s);
  const before = dump(s);
  configure(s, yaml('{ parent: deal, list: true }, { child: smartProcess.visit, list: true }'));
  await applied(s);
  await expectNoChanges(s);
  configure(s, yaml('{ parent: deal, list: true }, { child: smartProcess.visit }, { parent: lead }, { child: invoice, list: true }'));
  await applied(s);
  await expectNoChanges(s);
  expect(table(s, 'relations')).toEqual(expect.arrayContaining(hand));
  const [{ type: now }] = await byHand(s, { calls: [{ method: 'crm.type.get', params: { id: foreign.id } }] });
  expect(now.relations.parent.some((relation: any) => relation.entityTypeId === machine)).toBe(true);
  expectUntouched(before, dump(s), (name, row) => (name === 'relations' && row['child'] === machine && row['parent'] === 2) || (name === 'types' && ['Machines', 'Visits'].includes(row['title'])));
});

const STAGES = (stages: string): string => `
smartProcesses:
  machine:
    title: Machines
    settings: { stages: true, openPermissions: false }
    funnels: { repair: { name: Repair, default: true, stages: { ${stages} } } }
`;

const stageByHand = async (s: Story, code: string, name: string, sort: number, semantics = '') => {
  const funnel = funnelRow(s, typeRow(s, 'Machines'), 'Repair');
  await byHand(s, { calls: [{ method: 'crm.status.add', params: { fields: { ENTITY_ID: `DYNAMIC_${funnel['entityTypeId']}_STAGE_${funnel['id']}`, STATUS_ID: code, NAME: name, SORT: sort, COLOR: '#ACE9FB', ...(semantics === '' ? {} : { SEMANTICS: semantics }) } } }] });
};
const FINAL = 'SUCCESS: Repaired, FAIL: Written off';

test('a stage added in the browser stays between ours, with its records, when ours around it change', async () => {
  const s = await workshop(STAGES(`NEW: Reported, WORK: Under repair, ${FINAL}`));
  await applied(s);
  const type = typeRow(s, 'Machines');
  const funnel = funnelRow(s, type, 'Repair');
  await stageByHand(s, 'UC_A1B2C3', 'Waiting for parts', stageRow(s, funnel, 'WORK')['sort'] - 1);
  const hand = { ...stageRow(s, funnel, 'UC_A1B2C3') };
  const { item } = await s.call('crm.item.add', { entityTypeId: type['entityTypeId'], fields: { title: 'Pump 7', stageId: hand['statusId'] } });
  await expectNoChanges(s);
  configure(s, STAGES(`NEW: Came in, CHECK: Check, WORK: Under repair, TEST: Test run, ${FINAL}`));
  await applied(s);
  await expectNoChanges(s);
  expect(stageRow(s, funnel, 'UC_A1B2C3')).toEqual(hand);
  expect(rowWhere(s, 'items', { id: item.id, entityTypeId: type['entityTypeId'] })['stageId']).toBe(hand['statusId']);
});

test('a stage added in the browser never ends up behind the success stage, whatever ours are numbered like', async () => {
  const s = await workshop(STAGES(`NEW: Reported, WORK: Under repair, ${FINAL}`));
  await applied(s);
  const funnel = funnelRow(s, typeRow(s, 'Machines'), 'Repair');
  const sorts: Record<string, number> = { NEW: 100, WORK: 101, SUCCESS: 300, FAIL: 400 };
  for (const row of stageRows(s, funnel)) row['sort'] = sorts[stageKey(row)]!;
  await stageByHand(s, 'UC_A1B2C3', 'Waiting for parts', 250);
  await stageByHand(s, 'UC_D4E5F6', 'Sold', 500, 'F');
  configure(s, STAGES(`NEW: Reported, CHECK: Check, WORK: Under repair, ${FINAL}`));
  await applied(s);
  await expectNoChanges(s);
  expect(stageKeys(s, funnel)).toEqual(['NEW', 'CHECK', 'WORK', 'UC_A1B2C3', 'SUCCESS', 'FAIL', 'UC_D4E5F6']);
});

test('a funnel added by hand stays, with its stages, when ours are renamed, reordered and added to', async () => {
  const yaml = (funnels: string): string => `
smartProcesses:
  machine: { title: Machines, settings: { stages: true, funnels: true, openPermissions: false }, funnels: { ${funnels} } }
`;
  const s = await workshop(yaml('repair: { name: Repair, default: true }, visits: Visits'));
  await applied(s);
  const type = typeRow(s, 'Machines');
  await byHand(s, { calls: [{ method: 'crm.category.add', params: { entityTypeId: type['entityTypeId'], fields: { name: 'Warranty', sort: 505 } } }] });
  const hand = funnelRow(s, type, 'Warranty');
  const before = dump(s);
  configure(s, yaml('visits: Trips, repair: { name: Repairs, default: true }, parts: Parts'));
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s), (name, row) => name === 'categories' && row['id'] !== hand['id']);
});

test('a smart process put into our workplace by hand stays there when ours come in', async () => {
  const yaml = (title: string, members: string): string => `
smartProcesses:
  machine: { title: Machines, settings: { openPermissions: false } }
  visit: { title: Visits, settings: { openPermissions: false } }
workplaces: { service: { title: ${title}, smartProcesses: [${members}] } }
`;
  const s = await workshop(yaml('Service', 'machine'));
  await applied(s);
  const id = rowWhere(s, 'solutions', { title: 'Service' })['id'];
  const [{ type: foreign }] = await byHand(s, { calls: [{ method: 'crm.type.add', params: { fields: { title: 'Contracts', isSetOpenPermissions: 'N' } } }] });
  await byHand(s, { calls: [{ method: 'crm.automatedsolution.update', params: { id, fields: { typeIds: [foreign.id, typeRow(s, 'Machines')['id']] } } }] });
  configure(s, yaml('Field service', 'machine, visit'));
  await applied(s);
  await expectNoChanges(s);
  expect(table(s, 'types').filter((row) => row['solutionId'] === id).map((row) => row['title'])).toEqual(['Machines', 'Visits', 'Contracts']);
});

test('moving a smart process between workplaces shows that role permissions are lost', async () => {
  const yaml = (service: string, depot: string): string => `
smartProcesses: { machine: { title: Machines, settings: { openPermissions: false } } }
workplaces:
  service: { title: Service${service} }
  depot: { title: Depot${depot} }
`;
  const member = ', smartProcesses: [machine]';
  const s = await workshop(yaml(member, ''));
  await applied(s);
  configure(s, yaml('', member));
  const risk = changeOf(await planned(s), 'workplace.depot/member.machine').risks![0];
  expect(risk).toContain('"Service"');
  expect(risk).toContain('role permissions');
  expect((await s.bxform('plan')).stdout).toContain(risk);
  await applied(s);
  await expectNoChanges(s);
  expect(typeRow(s, 'Machines')['solutionId']).toBe(rowWhere(s, 'solutions', { title: 'Depot' })['id']);
});

test('a smart process that somebody moved into a workplace of theirs is shown with the same risk before it is fetched back', async () => {
  const s = await workshop('smartProcesses: { machine: { title: Machines, settings: { openPermissions: false } } }\nworkplaces: { service: { title: Service, smartProcesses: [machine] } }\n');
  await applied(s);
  const type = typeRow(s, 'Machines');
  await byHand(s, { calls: [{ method: 'crm.automatedsolution.add', params: { fields: { title: 'Projects', typeIds: [type['id']] } } }] });
  expect(changeOf(await planned(s), 'workplace.service/member.machine').risks![0]).toContain('"Projects"');
  expect((await applying(s)).code).toBe(0);
  expect(typeRow(s, 'Machines')['solutionId']).toBe(rowWhere(s, 'solutions', { title: 'Service' })['id']);
  expect(stageKeys(s, rowWhere(s, 'categories', { entityTypeId: type['entityTypeId'] }))).toContain('NEW');
});
