import { describe, expect, test } from 'vitest';
import { addProcess, openDesk, refusal } from './service-desk.ts';

const older = { newerTypes: false };
const custom = (entityTypeId: number, isChildrenListEnabled: 'Y' | 'N' = 'N') => ({ entityTypeId, isChildrenListEnabled, isPredefined: 'N' });

describe('relations of a smart process', () => {
  test('only the string "true" switches the list of children on', () => {
    const desk = openDesk({ switches: older });
    const list = (flag: unknown): string => addAndRead(flag)[0].isChildrenListEnabled;
    const addAndRead = (flag: unknown): any[] => desk.ask('crm.type.add', { fields: { title: 'Repair', relations: { parent: [{ entityTypeId: 2, isChildrenListEnabled: flag }] } } }).type.relations.parent;
    expect(['true', true, 'Y', 1, 'false', undefined].map(list)).toEqual(['Y', 'N', 'N', 'N', 'N', 'N']);
  });

  test('where any spelling will do, what was read can be sent back', () => {
    const desk = openDesk({ switches: { ...older, trueSpelling: 'any' } });
    const { id } = addProcess(desk.ask);
    const lists = (['true', true, 'Y', 1, 'N', 'false', false] as unknown[]).map((isChildrenListEnabled) =>
      desk.ask('crm.type.update', { id, fields: { relations: { parent: [{ entityTypeId: 2, isChildrenListEnabled }] } } }).type.relations.parent[0].isChildrenListEnabled);
    expect(lists).toEqual(['Y', 'Y', 'Y', 'Y', 'N', 'N', 'N']);
    const { type } = desk.ask('crm.type.update', { id, fields: { isUseInUserfieldEnabled: 'Y', linkedUserFields: { 'TASKS_TASK|UF_CRM_TASK': 'Y' } } });
    expect(type.linkedUserFields['TASKS_TASK|UF_CRM_TASK']).toBe('Y');
    expect(refusal(() => addProcess(desk.ask, { isExternal: 'Y' })).code).toBe('0');
  });

  test('a side that is sent is replaced, the other one and a missing one stay', () => {
    const desk = openDesk({ switches: older });
    const { id } = addProcess(desk.ask, { relations: { parent: [{ entityTypeId: 1 }, { entityTypeId: 2 }], child: [{ entityTypeId: 7 }] } });
    const update = (relations: unknown): any => desk.ask('crm.type.update', { id, fields: { relations } }).type.relations;
    expect(update({ parent: [{ entityTypeId: 31, isChildrenListEnabled: 'true' }] })).toEqual({ parent: [custom(31, 'Y')], child: [custom(7)] });
    expect(desk.ask('crm.type.update', { id, fields: { title: 'Repairs' } }).type.relations).toEqual({ parent: [custom(31, 'Y')], child: [custom(7)] });
    expect(update({ parent: '' })).toEqual({ parent: [], child: [custom(7)] });
    expect(update({ child: [] })).toEqual({ parent: [], child: [] });
  });

  test('predefined ones follow the toggles and cannot be made or removed', () => {
    const desk = openDesk();
    const { id } = addProcess(desk.ask, { isClientEnabled: 'Y', isPaymentsEnabled: 'Y', relations: { parent: [], child: [{ entityTypeId: 14 }, { entityTypeId: 39 }] } });
    const fixed = (entityTypeId: number) => ({ entityTypeId, isChildrenListEnabled: 'Y', isPredefined: 'Y' });
    expect(desk.ask('crm.type.get', { id }).type.relations).toEqual({ parent: [fixed(3), fixed(4)], child: [fixed(14), fixed(39)] });
    const relations = desk.ask('crm.type.update', { id, fields: { isClientEnabled: 'N', relations: { child: [] } } }).type.relations;
    expect(relations).toEqual({ parent: [], child: [fixed(14), fixed(39)] });
  });

  test('targets that cannot be are dropped without a word', () => {
    const desk = openDesk({ switches: older });
    const { id, entityTypeId } = addProcess(desk.ask);
    const sent = [3, 4, 9999, 36, 2, 0, entityTypeId].map((target) => ({ entityTypeId: target, isChildrenListEnabled: 'true' }));
    const { type } = desk.ask('crm.type.update', { id, fields: { relations: { parent: [...sent, 'nonsense', {}], child: [{ entityTypeId: 14 }, { entityTypeId: 3 }] } } });
    expect(type.relations).toEqual({ parent: [custom(2, 'Y')], child: [custom(3)] });
  });

  test('one row is seen from both sides', () => {
    const desk = openDesk({ switches: older });
    const equipment = addProcess(desk.ask);
    const repair = addProcess(desk.ask, { title: 'Repair', relations: { parent: [{ entityTypeId: equipment.entityTypeId, isChildrenListEnabled: 'true' }] } });
    const relations = (id: number): any => desk.ask('crm.type.get', { id }).type.relations;
    expect(relations(equipment.id)).toEqual({ parent: [], child: [custom(repair.entityTypeId, 'Y')] });
    desk.ask('crm.type.update', { id: equipment.id, fields: { relations: { child: [] } } });
    expect(relations(repair.id)).toEqual({ parent: [], child: [] });
  });

  test('a parent gives its children a column', () => {
    const desk = openDesk();
    const equipment = addProcess(desk.ask);
    const repair = addProcess(desk.ask, { title: 'Repair', relations: { parent: [{ entityTypeId: equipment.entityTypeId }] } });
    expect(desk.ask('crm.item.fields', { entityTypeId: repair.entityTypeId }).fields).toHaveProperty(`parentId${equipment.entityTypeId}`);
  });
});

describe('fields of tasks and events', () => {
  const key = 'TASKS_TASK|UF_CRM_TASK';
  const keys = { [key]: 'N', 'CALENDAR_EVENT|UF_CRM_CAL_EVENT': 'N', 'TASKS_TASK_TEMPLATE|UF_CRM_TASK': 'N' };

  test('they are linked only by the string "true" and only while the type may be used in fields', () => {
    const desk = openDesk();
    const linked = (fields: Record<string, unknown>): any => desk.ask('crm.type.get', addProcess(desk.ask, fields)).type.linkedUserFields;
    expect(linked({ linkedUserFields: { [key]: 'true' } })).toEqual(keys);
    expect(linked({ isUseInUserfieldEnabled: 'Y', linkedUserFields: { [key]: true, 'CALENDAR_EVENT|UF_CRM_CAL_EVENT': 'Y' } })).toEqual(keys);
    expect(linked({ isUseInUserfieldEnabled: 'Y', linkedUserFields: { [key]: 'true', 'SONET|UF_X': 'true' } })).toEqual({ ...keys, [key]: 'Y' });
  });

  test('keys left out stay', () => {
    const desk = openDesk();
    const { id } = addProcess(desk.ask, { isUseInUserfieldEnabled: 'Y', linkedUserFields: { [key]: 'true' } });
    desk.ask('crm.type.update', { id, fields: { linkedUserFields: { 'CALENDAR_EVENT|UF_CRM_CAL_EVENT': 'true' } } });
    expect(desk.ask('crm.type.get', { id }).type.linkedUserFields).toEqual({ ...keys, [key]: 'Y', 'CALENDAR_EVENT|UF_CRM_CAL_EVENT': 'Y' });
    desk.ask('crm.type.update', { id, fields: { linkedUserFields: { [key]: 'false' } } });
    expect(desk.ask('crm.type.get', { id }).type.linkedUserFields[key]).toBe('N');
  });

  test('the answer of the call that changed them may still be the old one', () => {
    const desk = openDesk({ switches: { linkedUserFieldsAnswer: 'stale' } });
    const { type } = desk.ask('crm.type.add', { fields: { title: 'Repair', isUseInUserfieldEnabled: 'Y', linkedUserFields: { [key]: 'true' } } });
    expect(type.linkedUserFields[key]).toBe('N');
    expect(desk.ask('crm.type.get', { id: type.id }).type.linkedUserFields[key]).toBe('Y');
  });
});
