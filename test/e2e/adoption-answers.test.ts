// A step that would change or double what bxform did not make waits for a word: `adopt` or `create`.

import { expect, test } from 'vitest';
import { applied, applying, byHand, changeOf, configure, dump, expectNoChanges, expectUntouched, forget, planned, rowWhere, stageKeys, table, typeRow, workshop, fieldRow, funnelRow, stageRow, optionRows } from './workshop.ts';

const equipment = (more = ''): string => `
smartProcesses:
  equipment:
    title: Equipment
${more}    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: { en: Serial number } }
`;
const made = { method: 'crm.type.add', params: { fields: { title: 'Equipment', isStagesEnabled: 'Y', isSetOpenPermissions: 'N' } } };

test('a title that is taken blocks with both answers, what hangs on it waits, and everything else goes on', async () => {
  const s = await workshop(`${equipment()}
    relations: [{ parent: smartProcess.pump, list: true }]
  pump: { title: Pumps, settings: { openPermissions: false } }
workplaces: { service: { title: Service, smartProcesses: [equipment, pump] } }
`);
  const [hand] = await byHand(s, { calls: [made] });
  const before = dump(s);
  const report = await applying(s);
  expect(report.code).toBe(0);
  const asked = changeOf(report, 'smartProcess.equipment');
  expect(asked.reason).toContain('"Equipment"');
  expect(asked.answers).toEqual([`adopt: ${hand.type.id}   # Equipment`, 'create: true   # a second one']);
  expect(changeOf(report, 'smartProcess.equipment/field.SERIAL').waitsFor).toBe('smartProcess.equipment');
  expect(changeOf(report, 'relation(smartProcess.pump,smartProcess.equipment)').waitsFor).toBe('smartProcess.equipment');
  expect(changeOf(report, 'workplace.service/member.equipment').waitsFor).toBe('smartProcess.equipment');
  expectUntouched(before, dump(s));
  expect(typeRow(s, 'Pumps')['solutionId']).toBe(rowWhere(s, 'solutions', { title: 'Service' })['id']);
});

test('blocked steps are a warning, and exit code 4 with --strict', async () => {
  const s = await workshop(equipment());
  await byHand(s, { calls: [made] });
  expect((await applying(s)).code).toBe(0);
  expect((await applying(s, '--strict')).code).toBe(4);
  const plan = await s.bxform('plan', '--detailed-exitcode');
  expect(plan.code).toBe(0);
  expect(plan.stdout).toContain('to go on, write under smartProcess.equipment one of:');
});

test.each([['adopt: true', () => 'adopt: true'], ['adopt: its title', () => 'adopt: Equipment'], ['adopt: its id', (id: number) => `adopt: ${id}`]])('%s takes over the smart process that is there', async (_name, answer) => {
  const s = await workshop(equipment());
  const [hand] = await byHand(s, { calls: [made] });
  await applying(s);
  configure(s, equipment(`    ${answer(hand.type.id)}\n`));
  await applied(s);
  await expectNoChanges(s);
  expect(table(s, 'types').filter((row) => row['title'] === 'Equipment')).toHaveLength(1);
  expect(fieldRow(s, typeRow(s, 'Equipment'), 'SERIAL')['labels'].en.editFormLabel).toBe('Serial number');
  forget(s);
  await expectNoChanges(s);
});

test('create: true makes a second one and leaves the first alone', async () => {
  const s = await workshop(equipment('    create: true\n'));
  await byHand(s, { calls: [made] });
  const before = dump(s);
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
  expect(table(s, 'types').filter((row) => row['title'] === 'Equipment')).toHaveLength(2);
  forget(s);
  await expectNoChanges(s);
});

test('adopt: an id of nothing says so, and two of one name are told apart by id', async () => {
  const s = await workshop(equipment('    adopt: 4711\n'));
  const [one, two] = await byHand(s, { calls: [made, made] });
  const lost = changeOf(await planned(s), 'smartProcess.equipment');
  expect(lost.reason).toContain('4711');
  configure(s, equipment('    adopt: true\n'));
  const asked = changeOf(await planned(s), 'smartProcess.equipment');
  expect(asked.answers).toEqual([`adopt: ${one.type.id}   # Equipment`, `adopt: ${two.type.id}   # Equipment`]);
  configure(s, equipment(`    adopt: ${two.type.entityTypeId}\n`));
  const before = dump(s);
  await applied(s);
  expectUntouched(before, dump(s), (name, row) => name === 'types' && row['id'] === two.type.id);
  expect(table(s, 'fields').filter((row) => row['entityId'] === `CRM_${two.type.id}`)).toHaveLength(1);
  await expectNoChanges(s);
});

test('an adopted smart process gets our mark when its code is empty', async () => {
  const s = await workshop(equipment('    adopt: true\n').replace('title: Equipment', 'title: Machines').replace('adopt: true', 'adopt: Equipment'));
  await byHand(s, { calls: [made] });
  await applied(s);
  expect(typeRow(s, 'Machines')['code']).toBe('bxform/workshop/smartProcess.equipment');
  forget(s);
  await expectNoChanges(s);
});

test('a code somebody else wrote is never overwritten by adopting', async () => {
  const s = await workshop(equipment().replace('title: Equipment', 'title: Machines\n    adopt: Equipment'));
  await byHand(s, { calls: [{ ...made, params: { fields: { ...made.params.fields, code: 'erp-machines' } } }] });
  await applied(s);
  expect(typeRow(s, 'Machines')['code']).toBe('erp-machines');
  await expectNoChanges(s);
  forget(s);
  await expectNoChanges(s);
});

test('a code of another project is a foreign one', async () => {
  const s = await workshop(equipment().replace('title: Equipment', 'title: Machines\n    adopt: Equipment'));
  await byHand(s, { calls: [{ ...made, params: { fields: { ...made.params.fields, code: 'bxform/depot/smartProcess.equipment' } } }] });
  await applied(s);
  expect(typeRow(s, 'Machines')['code']).toBe('bxform/depot/smartProcess.equipment');
});

test('a pinned entityTypeId that exists is taken as it is when nothing would change, and asked about when something would', async () => {
  const pinned = (title: string, more = ''): string => `
smartProcesses:
  equipment:
    title: ${title}
    entityTypeId: 1040
${more}    settings: { openPermissions: false }
`;
  const s = await workshop(pinned('Machines'));
  await byHand(s, { calls: [{ ...made, params: { fields: { ...made.params.fields, entityTypeId: 1040 } } }] });
  const before = dump(s);
  const report = await applying(s);
  expect(changeOf(report, 'smartProcess.equipment').answers).toEqual(['adopt: true']);
  configure(s, pinned('Equipment'));
  const plan = await planned(s);
  expect(plan.changes).toEqual([]);
  expect(plan.recorded).toEqual(['smartProcess.equipment']);
  await applied(s);
  expect(dump(s).tables).toEqual(before.tables);
  configure(s, pinned('Machines', '    adopt: true\n'));
  await applied(s);
  expect(rowWhere(s, 'types', { entityTypeId: 1040 })['title']).toBe('Machines');
  await expectNoChanges(s);
});

test('a relation, a linked field or a membership of a smart process that is not ours waits for adopting it too', async () => {
  const yaml = (more = ''): string => `
smartProcesses:
  equipment:
    title: Equipment
    entityTypeId: 1040
${more}    settings: { useInUserFields: true, openPermissions: false }
    linkedUserFields: [task]
    relations: [{ parent: deal, list: true }, { child: smartProcess.request }]
  request:
    title: Requests
    settings: { openPermissions: false }
workplaces: { service: { title: Service, smartProcesses: [equipment] } }
`;
  const s = await workshop(yaml());
  await byHand(s, { calls: [{ ...made, params: { fields: { title: 'Equipment', isUseInUserfieldEnabled: 'Y', isSetOpenPermissions: 'N', entityTypeId: 1040 } } }] });
  const before = dump(s);
  const report = await applying(s);
  expect(changeOf(report, 'smartProcess.equipment').answers).toEqual(['adopt: true']);
  expect(report.blocked.map(({ address }) => address).sort()).toEqual(['relation(deal,smartProcess.equipment)', 'relation(smartProcess.equipment,smartProcess.request)', 'smartProcess.equipment', 'smartProcess.equipment/linkedUserField.task', 'workplace.service/member.equipment']);
  expectUntouched(before, dump(s));
  configure(s, yaml('    adopt: true\n'));
  await applied(s);
  await expectNoChanges(s);
  expect(table(s, 'relations')).toHaveLength(2);
});

test('parts of an adopted smart process are adopted one by one, and its new parts are simply made', async () => {
  const yaml = (adopt: string): string => `
smartProcesses:
  equipment:
    title: Equipment
    adopt: true
    settings: { stages: true, openPermissions: false }
    fields:
      MODEL: { type: string, label: { en: Model } }
      CONDITION:
        type: enumeration
        label: { en: State of the machine }
        ${adopt.replace('true', 'Condition')}
        options: { works: { name: In working order, ${adopt.replace('true', 'Works')} }, broken: Out of order }
    funnels:
      repair:
        name: Repair
        default: true
        ${adopt}
        stages: { NEW: { name: Reported, ${adopt} }, WORK: Under repair, SUCCESS: { name: Repaired, ${adopt} }, FAIL: { name: Written off, ${adopt} } }
`;
  const s = await workshop(yaml('adopt: true'));
  const [hand] = await byHand(s, { calls: [made] });
  const entityId = `CRM_${hand.type.id}`;
  const [ui] = await byHand(s, { calls: [{ method: 'userfieldconfig.add', params: { moduleId: 'crm', field: { entityId, fieldName: `UF_CRM_${hand.type.id}_1759480000`, userTypeId: 'enumeration', editFormLabel: { en: 'Condition' }, enum: [{ value: 'Works', sort: 10 }] } } }] });
  const type = typeRow(s, 'Equipment');
  const optionBefore = optionRows(s, ui.field)[0] ?? table(s, 'enums')[0]!;
  const hash = optionBefore['xmlId'];
  await applied(s);
  await expectNoChanges(s);
  const field = rowWhere(s, 'fields', { fieldName: `UF_CRM_${hand.type.id}_1759480000` });
  expect(field['labels'].en.editFormLabel).toBe('State of the machine');
  expect(field['xmlId']).toBe('bxform/workshop/smartProcess.equipment/field.CONDITION');
  expect(optionRows(s, field).map((row) => [row['value'], row['xmlId']])).toEqual([['In working order', hash], ['Out of order', 'broken']]);
  const keys = stageKeys(s, funnelRow(s, type, 'Repair'));
  expect(keys.filter((key) => key !== 'WORK')).toEqual(['NEW', 'PREPARATION', 'CLIENT', 'SUCCESS', 'FAIL']);
  expect(keys.indexOf('WORK')).toBeLessThan(keys.indexOf('SUCCESS'));
  expect(stageRow(s, funnelRow(s, type, 'Repair'), 'NEW')['name']).toBe('Reported');
  forget(s);
  await expectNoChanges(s);
});

test('parts of an adopted smart process that nobody said to adopt stay as they are', async () => {
  const s = await workshop(`
smartProcesses:
  equipment:
    title: Equipment
    adopt: true
    settings: { stages: true, openPermissions: false }
    funnels:
      repair: { name: Repair, default: true, stages: { NEW: Reported, SUCCESS: Repaired, FAIL: Written off } }
`);
  await byHand(s, { calls: [made] });
  const before = dump(s);
  const report = await applying(s);
  expect(report.code).toBe(0);
  expect(changeOf(report, 'smartProcess.equipment/funnel.repair').answers).toEqual(['adopt: true']);
  expectUntouched(before, dump(s), (name) => name === 'types');
});
