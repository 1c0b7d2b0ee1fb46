// Static caches of one PHP process: what is safe in two requests goes wrong in one batch.

import { expect, test } from 'vitest';
import { addProcess, openDesk, refusal } from './service-desk.ts';

const stage = (ENTITY_ID: string) => ({ fields: { ENTITY_ID, STATUS_ID: 'DIAG', NAME: 'Diagnostics', SORT: 35 } });

test('stages of a funnel made in the same batch are of an unknown entity type', () => {
  const desk = openDesk();
  const batch = desk.batch();
  const { entityTypeId, stages } = addProcess(batch);
  const { id } = batch('crm.category.add', { entityTypeId, fields: { name: 'Warranty' } }).category;
  const second = `DYNAMIC_${entityTypeId}_STAGE_${id}`;
  expect(batch('crm.status.add', stage(stages))).toEqual(expect.any(Number));
  expect(refusal(() => batch('crm.status.add', stage(second))).text).toBe('Specified entity type is not supported.');
  expect(desk.ask('crm.status.add', stage(second))).toEqual(expect.any(Number));
});

test('without the caches all of it works', () => {
  const batch = openDesk({ switches: { processCaches: false } }).batch();
  const { entityTypeId } = addProcess(batch);
  const { id } = batch('crm.category.add', { entityTypeId, fields: { name: 'Warranty' } }).category;
  expect(batch('crm.status.add', stage(`DYNAMIC_${entityTypeId}_STAGE_${id}`))).toEqual(expect.any(Number));
});

test('after the first status call even the default funnel of a new type is unknown', () => {
  const batch = openDesk().batch();
  batch('crm.status.entity.types');
  const { stages } = addProcess(batch);
  expect(refusal(() => batch('crm.status.add', stage(stages))).text).toBe('Specified entity type is not supported.');
  expect(batch('crm.status.list', { filter: { ENTITY_ID: stages } })).toHaveLength(5);
});

test('entity.types misses funnels made later in the batch', () => {
  const desk = openDesk();
  const batch = desk.batch();
  addProcess(batch);
  addProcess(batch, { title: 'Repair' });
  const names = (types: any[]): string[] => types.map((one) => one.NAME).filter((name) => name.includes('('));
  expect(names(batch('crm.status.entity.types'))).toEqual(['Equipment (General)']);
  expect(names(desk.ask('crm.status.entity.types'))).toEqual(['Equipment (General)', 'Repair (General)']);
});

test('funnels listed once in a batch are all it will ever see', () => {
  const desk = openDesk();
  const batch = desk.batch();
  const { entityTypeId } = addProcess(batch);
  const { id } = batch('crm.category.add', { entityTypeId, fields: { name: 'Warranty' } }).category;
  expect(batch('crm.category.list', { entityTypeId }).categories).toHaveLength(1);
  expect(refusal(() => batch('crm.category.update', { entityTypeId, id, fields: { sort: 5 } })).code).toBe('NOT_FOUND');
  expect(desk.ask('crm.category.list', { entityTypeId }).categories).toHaveLength(2);
});

test('a relation to a type made later in the batch is skipped in silence', () => {
  const desk = openDesk({ switches: { newerTypes: false } });
  const batch = desk.batch();
  const equipment = addProcess(batch, { relations: { parent: [{ entityTypeId: 2 }] } });
  const repair = addProcess(batch, { title: 'Repair' });
  const relations = { child: [{ entityTypeId: repair.entityTypeId, isChildrenListEnabled: 'true' }] };
  expect(batch('crm.type.update', { id: equipment.id, fields: { relations } }).type.relations.child).toEqual([]);
  expect(desk.ask('crm.type.update', { id: equipment.id, fields: { relations } }).type.relations.child).toHaveLength(1);
});

test('the second type of a batch does not show its predefined relations', () => {
  const desk = openDesk();
  const batch = desk.batch();
  addProcess(batch, { isClientEnabled: 'Y' });
  const { id, relations } = batch('crm.type.add', { fields: { title: 'Repair', isClientEnabled: 'Y' } }).type;
  expect(relations).toEqual({ parent: [], child: [] });
  expect(desk.ask('crm.type.get', { id }).type.relations.parent).toHaveLength(2);
});

test('fields of a type made in the same batch are refused', () => {
  for (const [switches, works] of [[{}, false], [{ typeAddLoadsAccess: false }, true], [{ processCaches: false }, true]] as const) {
    const desk = openDesk({ switches });
    const batch = desk.batch();
    const { id } = addProcess(batch);
    const add = (): unknown => batch('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_SERIAL`, userTypeId: 'string' } });
    if (works) expect(add()).toHaveProperty('field');
    else expect(refusal(add).text).toBe('You cannot create custom fields');
  }
});

test('once fields were listed a later type of the batch has none, in any case', () => {
  const batch = openDesk({ switches: { typeAddLoadsAccess: false } }).batch();
  batch('userfieldconfig.list', { moduleId: 'crm' });
  const { id } = addProcess(batch);
  expect(refusal(() => batch('userfieldconfig.list', { moduleId: 'crm', filter: { entityId: `CRM_${id}` } })).text).toContain('permission');
});

test('two types linked to one field in one batch: the first link is lost', () => {
  const desk = openDesk();
  const key = 'TASKS_TASK|UF_CRM_TASK';
  const linked = { isUseInUserfieldEnabled: 'Y', linkedUserFields: { [key]: 'true' } };
  const batch = desk.batch();
  const [first, second] = [addProcess(batch, linked), addProcess(batch, linked)];
  const read = (id: number): string => desk.ask('crm.type.get', { id }).type.linkedUserFields[key];
  expect([read(first.id), read(second.id)]).toEqual(['N', 'Y']);
});
