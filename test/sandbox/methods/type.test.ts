import { describe, expect, test } from 'vitest';
import { addProcess, openDesk, refusal } from './service-desk.ts';

describe('a smart process is added', () => {
  test('its title is trimmed, its toggles answer Y or N whatever way they were sent', () => {
    const { type } = openDesk().ask('crm.type.add', {
      fields: { title: '  Equipment ', isStagesEnabled: true, isCategoriesEnabled: '1', isClientEnabled: 'true', isSourceEnabled: 1, isObserversEnabled: 'yes', isDocumentsEnabled: 'N' },
    });
    expect(type).toMatchObject({
      title: 'Equipment', isStagesEnabled: 'Y', isCategoriesEnabled: 'Y', isClientEnabled: 'Y', isSourceEnabled: 'Y', isObserversEnabled: 'N', isDocumentsEnabled: 'N',
      isSetOpenPermissions: 'Y', isInitialized: 'Y', customSectionId: null,
    });
  });

  test('without stages and funnels switched on it still gets a default funnel with five stages', () => {
    for (const [language, name, first] of [['en', 'General', 'Start'], ['ru', 'Общая', 'Начало']] as const) {
      const desk = openDesk({ language });
      const { entityTypeId, stages } = addProcess(desk.ask);
      expect(desk.ask('crm.category.list', { entityTypeId }).categories).toEqual([{ id: expect.any(Number), name, sort: 500, entityTypeId, isDefault: 'Y' }]);
      const rows = desk.ask('crm.status.list', { order: { SORT: 'ASC' }, filter: { ENTITY_ID: stages } });
      expect(rows.map((row: any) => [row.STATUS_ID.split(':')[1], row.SORT, row.SEMANTICS, row.SYSTEM, row.COLOR])).toEqual([
        ['NEW', '10', null, 'Y', '#22B9FF'], ['PREPARATION', '20', null, 'N', '#88B9FF'], ['CLIENT', '30', null, 'N', '#10e5fc'],
        ['SUCCESS', '40', 'S', 'Y', '#00ff00'], ['FAIL', '50', 'F', 'Y', '#ff0000'],
      ]);
      expect(rows[0].NAME).toBe(first);
    }
  });

  test('only lower camel case names are understood', () => {
    const { type } = openDesk().ask('crm.type.add', { fields: { title: 'Equipment', IS_STAGES_ENABLED: 'Y', ID: 5, createdBy: 3 } });
    expect(type).toMatchObject({ isStagesEnabled: 'N', createdBy: 1 });
    expect(refusal(() => openDesk().ask('crm.type.add', { fields: { TITLE: 'Equipment' } }))).toMatchObject({ code: 'BX_EMPTY_REQUIRED', status: 400 });
  });

  test('the title is required, and so is fields', () => {
    expect(refusal(() => openDesk().ask('crm.type.add', { fields: { title: '   ' } })).code).toBe('BX_EMPTY_REQUIRED');
    expect(refusal(() => openDesk().ask('crm.type.add'))).toEqual({ code: '100', text: 'Could not find value for parameter {fields}', status: 400 });
    expect(refusal(() => openDesk().ask('crm.type.add', { fields: 'title' })).code).toBe('100');
  });

  test('without a number of its own it takes every second one of a sequence', () => {
    const desk = openDesk();
    expect([1, 2, 3].map(() => addProcess(desk.ask).entityTypeId)).toEqual([1030, 1032, 1034]);
  });

  test('the sequence does not look at the numbers others chose, and fails on them once', () => {
    const desk = openDesk();
    addProcess(desk.ask, { entityTypeId: 1030 });
    expect(refusal(() => addProcess(desk.ask)).code).toBe('BX_INVALID_VALUE');
    expect(addProcess(desk.ask).entityTypeId).toBe(1032);
  });

  test('or the sequence passes over the numbers that are taken', () => {
    const desk = openDesk({ switches: { automaticTypeNumber: 'free' } });
    for (const entityTypeId of [1030, 1032]) addProcess(desk.ask, { entityTypeId });
    expect([1, 2].map(() => addProcess(desk.ask).entityTypeId)).toEqual([1034, 1036]);
    expect(refusal(() => addProcess(desk.ask, { entityTypeId: 1034 })).code).toBe('BX_INVALID_VALUE');
  });

  test('a chosen number must be free and of those for smart processes', () => {
    const desk = openDesk();
    for (const entityTypeId of [128, 191, 1030, '1040']) addProcess(desk.ask, { entityTypeId });
    for (const entityTypeId of [128, 127, 192, 255, 1029, 1031, 2, 0, '', null, 'abc']) {
      expect(refusal(() => addProcess(desk.ask, { entityTypeId })).code, String(entityTypeId)).toBe('BX_INVALID_VALUE');
    }
    expect(refusal(() => addProcess(desk.ask, { entityTypeId: 31 }))).toEqual({ code: 'INVALID_ARG_VALUE', text: 'entityTypeId is out of allowed range', status: 400 });
  });

  test('192 and the code of a wrong number are uncertain', () => {
    const desk = openDesk({ switches: { entityTypeId192: 'accepted', entityTypeIdError: 'INVALID_ARG_VALUE' } });
    expect(addProcess(desk.ask, { entityTypeId: 192 }).entityTypeId).toBe(192);
    expect(refusal(() => addProcess(desk.ask, { entityTypeId: 1031 })).code).toBe('INVALID_ARG_VALUE');
  });

  test('the answer leaves code out unless it was sent; reads have it empty', () => {
    const desk = openDesk();
    const { id } = desk.ask('crm.type.add', { fields: { title: 'Repair' } }).type;
    expect(desk.ask('crm.type.add', { fields: { title: 'Repair' } }).type).not.toHaveProperty('code');
    expect(desk.ask('crm.type.add', { fields: { title: 'Repair', code: 'bxform:repair' } }).type.code).toBe('bxform:repair');
    expect(desk.ask('crm.type.get', { id }).type.code).toBe('');
  });

  test('a portal may drop code', () => {
    const desk = openDesk({ switches: { typeCode: 'dropped' } });
    const { id } = addProcess(desk.ask, { code: 'bxform:equipment' });
    expect(desk.ask('crm.type.get', { id }).type.code).toBe('');
    expect(desk.ask('crm.type.list', { filter: { code: 'bxform:equipment' } }).types).toEqual([]);
  });

  test('tracking is stored and never shown; recurring exists on newer servers only', () => {
    const fields = { title: 'Repair', isCrmTrackingEnabled: 'Y', isRecurringEnabled: 'Y' };
    const { type } = openDesk().ask('crm.type.add', { fields });
    expect(type).not.toHaveProperty('isCrmTrackingEnabled');
    expect(type.isRecurringEnabled).toBe('Y');
    expect(openDesk({ switches: { newerTypes: false } }).ask('crm.type.add', { fields }).type).not.toHaveProperty('isRecurringEnabled');
  });

  test('a plan may forbid it', () => {
    const desk = openDesk();
    const { id } = addProcess(desk.ask);
    const poor = desk.as({ switches: { typesRestricted: true } });
    expect(refusal(() => addProcess(poor.ask)).code).toBe('CREATE_DYNAMIC_TYPE_RESTRICTED');
    expect(refusal(() => poor.ask('crm.type.update', { id, fields: { title: 'Repair' } })).code).toBe('UPDATE_DYNAMIC_TYPE_RESTRICTED');
  });
});

describe('a smart process is read', () => {
  test('get goes by the row id and does not know the built-in types', () => {
    const desk = openDesk();
    const { id, entityTypeId } = addProcess(desk.ask);
    expect(id).not.toBe(entityTypeId);
    expect(desk.ask('crm.type.get', { id: String(id) }).type.entityTypeId).toBe(entityTypeId);
    expect(refusal(() => desk.ask('crm.type.get', { id: 1 }))).toEqual({ code: '0', text: 'SPA not found', status: 400 });
    expect(refusal(() => desk.ask('crm.type.get', { id: 'equipment' })).code).toBe('0');
    expect(refusal(() => desk.ask('crm.type.get', {})).code).toBe('100');
  });

  test('getByEntityTypeId knows invoices and documents too', () => {
    const desk = openDesk();
    expect(desk.ask('crm.type.getByEntityTypeId', { entityTypeId: 31 }).type.code).toBe('BX_SMART_INVOICE');
    expect(desk.ask('crm.type.getByEntityTypeId', { entityTypeId: 36 }).type.code).toBe('BX_SMART_DOCUMENT');
    expect(refusal(() => desk.ask('crm.type.getByEntityTypeId', { entityTypeId: 1040 })).code).toBe('0');
  });

  test('a list leaves relations, linked fields and workplaces out, and the built-in types too', () => {
    const desk = openDesk();
    addProcess(desk.ask);
    const { types } = desk.ask('crm.type.list');
    expect(types).toHaveLength(1);
    for (const name of ['relations', 'linkedUserFields', 'customSections']) expect(types[0]).not.toHaveProperty(name);
  });

  test('without an order rows come in none, always the same', () => {
    const desk = openDesk();
    for (let index = 0; index < 6; index += 1) addProcess(desk.ask);
    const ids = (): number[] => desk.ask('crm.type.list').types.map((type: any) => type.id);
    expect(ids()).toEqual(ids());
    expect(ids()).not.toEqual([...ids()].sort((a, b) => a - b));
    expect(desk.ask('crm.type.list', { order: { id: 'desc' } }).types.map((type: any) => type.id)).toEqual([...ids()].sort((a, b) => b - a));
  });

  test('pages are of 50, start is rounded down to one, -1 counts nothing', () => {
    const desk = openDesk();
    for (let index = 0; index < 60; index += 1) addProcess(desk.ask);
    const order = { id: 'ASC' };
    const first = desk.answer('crm.type.list', { order });
    expect([first.total, first.next]).toEqual([60, 50]);
    const second = desk.answer('crm.type.list', { order, start: 75 });
    expect([(second.result as any).types.length, second.total, second.next]).toEqual([10, 60, undefined]);
    expect((desk.answer('crm.type.list', { order, start: 49 }).result as any).types[0].id).toBe((first.result as any).types[0].id);
    expect(Object.keys(desk.answer('crm.type.list', { order, start: -1 }))).toEqual(['result']);
  });

  test('a filter takes prefixes and groups, and refuses names it does not know', () => {
    const desk = openDesk();
    const made = ['Equipment', 'Repair', 'Maintenance'].map((title, index) => addProcess(desk.ask, { title, entityTypeId: 1040 + index * 2, isStagesEnabled: index === 1 ? 'Y' : 'N' }));
    const titles = (filter: unknown): string[] => desk.ask('crm.type.list', { filter, order: { id: 'ASC' } }).types.map((type: any) => type.title);
    expect(titles({ title: 'repair' })).toEqual(['Repair']);
    expect(titles({ '%title': 'ent' })).toEqual(['Equipment']);
    expect(titles({ '=%title': 'M%e' })).toEqual(['Maintenance']);
    expect(titles({ '!%title': 'ai' })).toEqual(['Equipment']);
    expect(titles({ '>=id': made[1]!.id })).toEqual(['Repair', 'Maintenance']);
    expect(titles({ '@entityTypeId': [1040, '1044'] })).toEqual(['Equipment', 'Maintenance']);
    expect(titles({ '!@id': [made[0]!.id] })).toEqual(['Repair', 'Maintenance']);
    expect(titles({ isStagesEnabled: 'Y' })).toEqual(['Repair']);
    expect(titles([{ logic: 'OR', 0: { title: 'Equipment' }, 1: { '>id': made[1]!.id } }])).toEqual(['Equipment', 'Maintenance']);
    expect(refusal(() => titles({ colour: 'red' }))).toMatchObject({ code: 'INVALID_ARG_VALUE', text: "Invalid filter: field 'COLOUR' is not allowed in filter" });
    expect(refusal(() => titles({ ID: 1 })).text).toContain("'I_D'");
    expect(refusal(() => titles({ '%title': ['a'] })).text).toContain('has invalid value');
    expect(refusal(() => titles({ isCountersEnabled: 'Y' })).code).toBe('INVALID_ARG_VALUE');
    expect(refusal(() => desk.ask('crm.type.list', { order: { id: 'UP' } })).code).toBe('INVALID_ARG_VALUE');
  });
});

describe('a smart process is changed', () => {
  test('what is left out stays, the number cannot change', () => {
    const desk = openDesk();
    const { id, entityTypeId } = addProcess(desk.ask, { isStagesEnabled: 'Y', code: 'bxform:equipment' });
    const { type } = desk.ask('crm.type.update', { id, fields: { title: 'Machines', entityTypeId: 1200 } });
    expect(type).toMatchObject({ id, entityTypeId, title: 'Machines', isStagesEnabled: 'Y', code: 'bxform:equipment' });
  });

  test('without an id nothing happens and nothing is wrong', () => {
    expect(openDesk().ask('crm.type.update', { fields: { title: 'Machines' } })).toBeNull();
    expect(openDesk().ask('crm.type.delete')).toBeNull();
    expect(refusal(() => openDesk().ask('crm.type.update', { id: 77, fields: {} })).code).toBe('0');
  });

  test('funnels cannot be switched off while there are two, nor a bin that is not empty', () => {
    const desk = openDesk();
    const { id, entityTypeId } = addProcess(desk.ask, { isCategoriesEnabled: 'Y', isRecyclebinEnabled: 'Y' });
    desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Warranty' } });
    expect(refusal(() => desk.ask('crm.type.update', { id, fields: { isCategoriesEnabled: 'N' } })).code).toBe('BX_ERROR');
    const { id: record } = desk.ask('crm.item.add', { entityTypeId, fields: { title: 'Pump 1' } }).item;
    desk.ask('crm.item.delete', { entityTypeId, id: record });
    expect(refusal(() => desk.ask('crm.type.update', { id, fields: { isRecyclebinEnabled: 'N' } })).code).toBe('BX_ERROR');
    expect(desk.ask('crm.type.get', { id }).type).toMatchObject({ isCategoriesEnabled: 'Y', isRecyclebinEnabled: 'Y' });
  });

  test('isInitialized N hides it from everybody', () => {
    const desk = openDesk();
    const { id } = addProcess(desk.ask);
    desk.ask('crm.type.update', { id, fields: { isInitialized: 'N' } });
    expect(desk.ask('crm.type.list').types).toEqual([]);
  });
});

describe('a smart process is deleted', () => {
  test('not while it has records, and records in the bin go with it', () => {
    const desk = openDesk();
    const { id, entityTypeId } = addProcess(desk.ask, { isRecyclebinEnabled: 'Y' });
    const { id: record } = desk.ask('crm.item.add', { entityTypeId, fields: {} }).item;
    expect(refusal(() => desk.ask('crm.type.delete', { id }))).toMatchObject({ code: 'BX_ERROR', status: 400 });
    desk.ask('crm.item.delete', { entityTypeId, id: record });
    expect(desk.ask('crm.type.delete', { id })).toEqual([]);
    expect(desk.data.tables['recycleBin']).toEqual([]);
  });

  test('its funnels, stages and relations go, the metadata of its fields stays out of reach', () => {
    const desk = openDesk();
    const { id, stages } = addProcess(desk.ask, { relations: { parent: [{ entityTypeId: 2 }] } });
    const { id: field } = desk.ask('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_SERIAL`, userTypeId: 'string' } }).field;
    desk.ask('crm.type.delete', { id });
    expect(desk.ask('crm.status.list', { filter: { ENTITY_ID: stages } })).toEqual([]);
    expect(desk.data.tables['relations']).toEqual([]);
    expect(desk.data.tables['fields']!.some((row) => row['fieldName'] === `UF_CRM_${id}_SERIAL`)).toBe(true);
    expect(refusal(() => desk.ask('userfieldconfig.get', { moduleId: 'crm', id: field })).text).toContain('permission');
  });
});

describe('somebody who is no administrator', () => {
  test('reads an open smart process and may nothing else', () => {
    const desk = openDesk();
    const open = addProcess(desk.ask);
    const closed = addProcess(desk.ask, { isSetOpenPermissions: 'N' });
    const engineer = desk.as({ admin: false });
    expect(engineer.ask('crm.type.get', { id: open.id }).type.id).toBe(open.id);
    for (const work of [
      () => engineer.ask('crm.type.get', { id: closed.id }), () => engineer.ask('crm.type.list'), () => engineer.ask('crm.type.fields'),
      () => addProcess(engineer.ask), () => engineer.ask('crm.type.update', { id: open.id, fields: {} }), () => engineer.ask('crm.type.delete', { id: open.id }),
    ]) expect(refusal(work)).toEqual({ code: 'ACCESS_DENIED', text: 'Access denied', status: 400 });
  });
});
