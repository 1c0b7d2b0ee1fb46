import { describe, expect, test } from 'vitest';
import { camelFieldName } from '../../../src/sandbox/methods/item-columns.ts';
import { addProcess, openDesk, refusal, type Desk } from './service-desk.ts';

const record = (desk: Desk, entityTypeId: number, fields: Record<string, unknown> = {}): any => desk.ask('crm.item.add', { entityTypeId, fields: { title: 'Pump 1', ...fields } }).item;

describe('records stand in funnels, on stages', () => {
  test('a new one begins at the first stage of the default funnel', () => {
    const desk = openDesk();
    const { entityTypeId, funnel } = addProcess(desk.ask, { isStagesEnabled: 'Y' });
    expect(record(desk, entityTypeId)).toMatchObject({ id: 1, title: 'Pump 1', categoryId: funnel, stageId: `DT${entityTypeId}_${funnel}:NEW`, entityTypeId, createdBy: 1 });
    expect(record(desk, 2)).toMatchObject({ categoryId: 0, stageId: 'NEW' });
  });

  test('a stage of another funnel is refused, a move without one takes the first', () => {
    const desk = openDesk();
    const { entityTypeId, funnel } = addProcess(desk.ask, { isStagesEnabled: 'Y' });
    const { id: warranty } = desk.ask('crm.category.add', { entityTypeId, fields: { name: 'Warranty' } }).category;
    const { id } = record(desk, entityTypeId);
    const update = (fields: unknown): any => desk.ask('crm.item.update', { entityTypeId, id, fields }).item;
    expect(refusal(() => update({ stageId: `DT${entityTypeId}_${warranty}:CLIENT` })).code).toBe('CRM_FIELD_ERROR_VALUE_NOT_VALID');
    expect(refusal(() => update({ categoryId: 9999 })).code).toBe('CRM_FIELD_ERROR_VALUE_NOT_VALID');
    expect(update({ categoryId: warranty })).toMatchObject({ categoryId: warranty, stageId: `DT${entityTypeId}_${warranty}:NEW`, previousStageId: `DT${entityTypeId}_${funnel}:NEW` });
    expect(update({ categoryId: funnel, stageId: `DT${entityTypeId}_${funnel}:CLIENT` }).stageId).toBe(`DT${entityTypeId}_${funnel}:CLIENT`);
  });

  test('with stages switched off a stage is neither taken nor told', () => {
    const desk = openDesk();
    const { entityTypeId, funnel } = addProcess(desk.ask);
    expect(record(desk, entityTypeId, { stageId: `DT${entityTypeId}_${funnel}:CLIENT` }).stageId).toBeNull();
    expect(desk.ask('crm.item.fields', { entityTypeId }).fields).not.toHaveProperty('stageId');
  });

  test('wrong numbers', () => {
    const desk = openDesk();
    expect(refusal(() => record(desk, 1999)).code).toBe('NOT_FOUND');
    expect(refusal(() => desk.ask('crm.item.get', { entityTypeId: 2, id: 5 })).code).toBe('NOT_FOUND');
    expect(refusal(() => desk.ask('crm.item.list', { entityTypeId: 2, filter: { colour: 'red' } }))).toMatchObject({ code: 'INVALID_ARG_VALUE' });
  });
});

describe('records carry values of user fields', () => {
  const withFields = (switches: Record<string, string> = {}) => {
    const desk = openDesk({ switches });
    const { id, entityTypeId } = addProcess(desk.ask);
    const add = (name: string, userTypeId: string, more: Record<string, unknown> = {}): any =>
      desk.ask('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_${name}`, userTypeId, ...more } }).field;
    return { desk, id, entityTypeId, add, key: (name: string) => `ufCrm${id}${name}` };
  };

  test('a mandatory field may be left empty, as the server has it, or not, as the documentation says', () => {
    for (const [switches, refused] of [[{}, false], [{ mandatoryInRecords: 'checked' }, true]] as const) {
      const { desk, entityTypeId, add, key } = withFields(switches);
      add('SERIAL', 'string', { mandatory: 'Y' });
      if (refused) expect(refusal(() => record(desk, entityTypeId)).code).toBe('CRM_FIELD_ERROR_REQUIRED');
      else expect(record(desk, entityTypeId)[key('Serial')]).toBeNull();
      expect(record(desk, entityTypeId, { [key('Serial')]: 'A-1' })[key('Serial')]).toBe('A-1');
    }
  });

  test('an option by its id, and nothing once the option is deleted', () => {
    const { desk, entityTypeId, add, key } = withFields();
    const field = add('STATE', 'enumeration', { enum: [{ value: 'Works' }, { value: 'Broken' }] });
    const [works, broken] = field.enum.map((option: any) => Number(option.id));
    const { id } = record(desk, entityTypeId, { [key('State')]: String(broken) });
    const read = (): unknown => desk.ask('crm.item.get', { entityTypeId, id }).item[key('State')];
    expect(read()).toBe(broken);
    desk.ask('userfieldconfig.update', { moduleId: 'crm', id: field.id, field: { userTypeId: 'enumeration', enum: [{ id: works, value: 'Works' }] } });
    expect(read()).toBeNull();
  });

  test('several values as a list, and only as a list', () => {
    const { desk, entityTypeId, add, key } = withFields();
    add('PARTS', 'string', { multiple: 'Y' });
    expect(record(desk, entityTypeId)[key('Parts')]).toEqual([]);
    expect(record(desk, entityTypeId, { [key('Parts')]: ['seal', '', 'ring'] })[key('Parts')]).toEqual(['seal', 'ring']);
    expect(refusal(() => record(desk, entityTypeId, { [key('Parts')]: 'seal' }))).toMatchObject({ code: '100', text: 'Expected iterable value for multiple field, but got string instead' });
  });

  test('a field that is filled is found without saying with what; a yes as 1', () => {
    const { desk, id, entityTypeId, add } = withFields();
    for (const [name, type, multiple] of [['SERIAL', 'string', 'N'], ['PARTS', 'string', 'Y'], ['SEALED', 'boolean', 'N']] as const) add(name, type, { multiple });
    const key = (name: string): string => `UF_CRM_${id}_${name}`;
    const found = (filter: Record<string, unknown>): unknown => desk.ask('crm.item.list', { entityTypeId, select: ['id'], filter, useOriginalUfNames: 'Y', start: -1 }).items.map((item: any) => item.id);
    const filled = record(desk, entityTypeId, { [key('SERIAL')]: 'A-1', [key('PARTS')]: ['seal'], [key('SEALED')]: 'Y' });
    record(desk, entityTypeId, { [key('SERIAL')]: '', [key('PARTS')]: [], [key('SEALED')]: 'N' });
    expect([found({ [`!=${key('SERIAL')}`]: '' }), found({ [`!=${key('PARTS')}`]: '' }), found({ [`=${key('SEALED')}`]: '1' })]).toEqual([[filled.id], [filled.id], [filled.id]]);
  });

  test('numbers, yes and no, dates and files each in their own way', () => {
    const { desk, entityTypeId, add, key } = withFields();
    for (const [name, type] of [['HOURS', 'integer'], ['POWER', 'double'], ['SEALED', 'boolean'], ['BUILT', 'date'], ['MANUAL', 'file']] as const) add(name, type);
    const item = record(desk, entityTypeId, { [key('Hours')]: '12.7', [key('Power')]: '1.5', [key('Sealed')]: 'Y', [key('Built')]: '2026-03-02', [key('Manual')]: ['manual.pdf', 'UERG'] });
    expect([item[key('Hours')], item[key('Power')], item[key('Sealed')], item[key('Built')]]).toEqual([12, 1.5, 'Y', '2026-03-02T03:00:00+03:00']);
    expect(item[key('Manual')]).toEqual({ id: 1, url: expect.any(String), urlMachine: expect.any(String) });
    expect(record(desk, entityTypeId, { [key('Built')]: 'soon' })[key('Built')]).toBeNull();
  });

  test('a required field is not asked for, an unknown key is passed over', () => {
    const { desk, entityTypeId, add, key } = withFields();
    add('SERIAL', 'string', { mandatory: 'Y' });
    const item = record(desk, entityTypeId, { colour: 'red' });
    expect([item[key('Serial')], 'colour' in item]).toEqual([null, false]);
    expect(desk.ask('crm.item.fields', { entityTypeId }).fields[key('Serial')]).toMatchObject({ type: 'string', isRequired: true, isDynamic: true, title: expect.stringContaining('UF_CRM_') });
  });

  test('names turn to camel case, or stay as they are when asked', () => {
    const { desk, id, entityTypeId, add } = withFields();
    add('SERIAL_NO', 'string');
    expect(record(desk, entityTypeId, { [`UF_CRM_${id}_SERIAL_NO`]: 'A-1' })).toHaveProperty(`ufCrm${id}SerialNo`, 'A-1');
    const [item] = desk.ask('crm.item.list', { entityTypeId, useOriginalUfNames: 'Y' }).items;
    expect(item).toHaveProperty(`UF_CRM_${id}_SERIAL_NO`, 'A-1');
    expect(['UF_CRM_7_1700000000', 'UF_CRM_1721244707107', 'UF_CRM_7_SERIAL', 'UF_CRM_7_LIST_2026', 'UF_CRM_DEAL_SERIAL_NO'].map(camelFieldName))
      .toEqual(['ufCrm7_1700000000', 'ufCrm_1721244707107', 'ufCrm7Serial', 'ufCrm_7_LIST_2026', 'ufCrmDealSerialNo']);
  });

  test('items of an enumeration are in the description', () => {
    const { desk, entityTypeId, add, key } = withFields();
    add('STATE', 'enumeration', { editFormLabel: { en: 'State' }, enum: [{ value: 'Works' }] });
    expect(desk.ask('crm.item.fields', { entityTypeId }).fields[key('State')]).toMatchObject({ title: 'State', items: [{ ID: expect.any(String), VALUE: 'Works' }] });
  });
});

describe('records are listed', () => {
  test('50 a page, with a filter, an order and a select', () => {
    const desk = openDesk();
    const { entityTypeId, funnel } = addProcess(desk.ask, { isStagesEnabled: 'Y' });
    const client = `DT${entityTypeId}_${funnel}:CLIENT`;
    for (let index = 0; index < 60; index += 1) record(desk, entityTypeId, { title: `Pump ${index}`, ...(index % 20 === 0 ? { stageId: client } : {}) });
    const first = desk.answer('crm.item.list', { entityTypeId });
    expect([first.total, first.next]).toEqual([60, 50]);
    const onStage = desk.answer('crm.item.list', { entityTypeId, filter: { '@stageId': [client] }, order: { id: 'desc' }, select: ['id', 'title'] });
    expect(onStage).toEqual({ result: { items: [{ id: 41, title: 'Pump 40' }, { id: 21, title: 'Pump 20' }, { id: 1, title: 'Pump 0' }] }, total: 3 });
    expect(desk.answer('crm.item.list', { entityTypeId, filter: { categoryId: funnel, '>id': 58 } }).total).toBe(2);
  });

  test('a filter on several values finds any of them', () => {
    const desk = openDesk();
    const { entityTypeId } = addProcess(desk.ask, { isObserversEnabled: 'Y' });
    record(desk, entityTypeId, { observers: [3, 5] });
    record(desk, entityTypeId, { observers: [7] });
    const count = (filter: unknown): number => desk.ask('crm.item.list', { entityTypeId, filter }).items.length;
    expect([count({ observers: 5 }), count({ '@observers': [7, 3] }), count({ '!=observers': 7 })]).toEqual([1, 2, 1]);
  });
});

test('a change of nothing is no change', () => {
  const desk = openDesk();
  const { id } = record(desk, 2);
  desk.data.tables['items']![0]!['updatedTime'] = 0;
  expect(desk.ask('crm.item.update', { entityTypeId: 2, id, fields: { title: 'Pump 1' } }).item.updatedTime).toContain('1970');
  expect(desk.ask('crm.item.update', { entityTypeId: 2, id, fields: { title: 'Pump 2' } }).item.updatedTime).toContain('2026');
});

test('a deleted record goes to the bin, if there is one', () => {
  const desk = openDesk();
  const { entityTypeId } = addProcess(desk.ask, { isRecyclebinEnabled: 'Y' });
  for (const type of [entityTypeId, 2]) {
    const { id } = record(desk, type);
    expect(desk.ask('crm.item.delete', { entityTypeId: type, id })).toEqual([]);
  }
  expect(desk.data.tables['recycleBin']).toHaveLength(1);
});

test('where a funnel is not open only administrators work', () => {
  const desk = openDesk();
  const { entityTypeId } = addProcess(desk.ask, { isSetOpenPermissions: 'N' });
  const { id } = record(desk, entityTypeId);
  const engineer = desk.as({ admin: false });
  expect(refusal(() => record(engineer, entityTypeId)).code).toBe('ACCESS_DENIED');
  expect(refusal(() => engineer.ask('crm.item.get', { entityTypeId, id })).code).toBe('ACCESS_DENIED');
  expect(engineer.ask('crm.item.list', { entityTypeId }).items).toEqual([]);
  expect(record(engineer, 2).createdBy).toBe(7);
});
