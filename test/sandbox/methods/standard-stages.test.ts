// Stages and dictionaries of the standard types as a portal has them on its first day.

import { describe, expect, test } from 'vitest';
import { openDesk, refusal, type Desk } from './service-desk.ts';

const rowsOf = (desk: Desk, ENTITY_ID: string): any[] => desk.ask('crm.status.list', { order: { SORT: 'ASC', ID: 'ASC' }, filter: { ENTITY_ID } });
const entity = (desk: Desk, ID: string): any => desk.ask('crm.status.entity.types').find((one: any) => one.ID === ID);
const invoices = (desk: Desk): any => desk.ask('crm.category.list', { entityTypeId: 31 }).categories;

describe('a new portal', () => {
  test('has the dictionaries the installation makes, and rows of some it no longer knows', () => {
    const desk = openDesk();
    const known = desk.ask('crm.status.entity.types').map((one: any) => one.ID);
    expect(known.filter((id: string) => !/_STAGE_\d+$/.test(id))).toEqual([
      'STATUS', 'SOURCE', 'CONTACT_TYPE', 'COMPANY_TYPE', 'EMPLOYEES', 'INDUSTRY', 'DEAL_TYPE', 'DEAL_STAGE', 'QUOTE_STATUS', 'HONORIFIC', 'CALL_LIST',
    ]);
    const stored = new Set<string>(desk.ask('crm.status.list').map((row: any) => row.ENTITY_ID.replace(/\d+$/, 'n')));
    expect([...stored].filter((id) => !known.includes(id) && !/^SMART_(INVOICE|DOCUMENT)_STAGE_n$/.test(id)).sort()).toEqual(['DEAL_STATE', 'EVENT_TYPE', 'INVOICE_STATUS', 'SMART_B2E_DOC_STAGE_n']);
    expect(refusal(() => desk.ask('crm.status.add', { fields: { ENTITY_ID: 'EVENT_TYPE', STATUS_ID: 'FAX', NAME: 'Fax' } })).text).toBe('Specified entity type is not supported.');
  });

  test.each([
    ['en', ['HNR_EN_1', 'HNR_EN_2', 'HNR_EN_3', 'HNR_EN_4'], 'Mr.'],
    ['ru', ['HNR_RU_1', 'HNR_RU_2'], 'г-н'],
  ] as const)('salutations have codes of the portal\'s language (%s)', (language, codes, first) => {
    const rows = rowsOf(openDesk({ language }), 'HONORIFIC');
    expect([rows.map((row) => row.STATUS_ID), rows[0].NAME]).toEqual([codes, first]);
  });

  test('remembers the first name of system entries only', () => {
    const rows = rowsOf(openDesk(), 'INDUSTRY');
    expect(rows).toHaveLength(11);
    expect(rows.at(-1)).toEqual({
      ID: expect.any(String), ENTITY_ID: 'INDUSTRY', STATUS_ID: 'OTHER', NAME: 'Other', NAME_INIT: 'Other', SORT: '110', SYSTEM: 'Y', CATEGORY_ID: null, COLOR: null, SEMANTICS: null,
    });
    expect(rows[0]).toMatchObject({ STATUS_ID: 'IT', SYSTEM: 'N', NAME_INIT: '' });
  });
});

describe('what the funnels tell of themselves', () => {
  const keys = (one: any): string[] => Object.keys(one).sort();
  const staged = ['ENTITY_TYPE_ID', 'ID', 'NAME', 'SEMANTIC_INFO'];

  test('only those of smart processes tell the name, the sort and whether they are the default', () => {
    const desk = openDesk();
    const { id } = desk.ask('crm.category.add', { entityTypeId: 2, fields: { name: 'Service', sort: 20 } }).category;
    const { entityTypeId } = desk.ask('crm.type.add', { fields: { title: 'Repair', isStagesEnabled: 'Y' } }).type;
    const funnel = desk.ask('crm.category.list', { entityTypeId }).categories[0].id;
    const [invoice] = invoices(desk);
    expect(keys(entity(desk, 'SOURCE'))).toEqual(['ID', 'NAME']);
    expect(keys(entity(desk, 'STATUS'))).toEqual(staged);
    expect(keys(entity(desk, 'QUOTE_STATUS'))).toEqual(staged);
    expect(keys(entity(desk, 'DEAL_STAGE'))).toEqual([...staged, 'CATEGORY_ID', 'FIELD_ATTRIBUTE_SCOPE'].sort());
    expect(keys(entity(desk, `DEAL_STAGE_${id}`))).toEqual([...staged, 'CATEGORY_ID', 'FIELD_ATTRIBUTE_SCOPE', 'PARENT_ID', 'PREFIX'].sort());
    expect(keys(entity(desk, `SMART_INVOICE_STAGE_${invoice.id}`))).toEqual([...staged, 'CATEGORY_ID', 'FIELD_ATTRIBUTE_SCOPE', 'IS_ENABLED', 'PREFIX'].sort());
    expect(keys(entity(desk, `DYNAMIC_${entityTypeId}_STAGE_${funnel}`))).toEqual(
      [...staged, 'CATEGORY_ID', 'FIELD_ATTRIBUTE_SCOPE', 'IS_ENABLED', 'PREFIX', 'CATEGORY_NAME', 'CATEGORY_SORT', 'IS_DEFAULT_CATEGORY'].sort());
    expect([entity(desk, 'DEAL_STAGE').CATEGORY_ID, entity(desk, `DEAL_STAGE_${id}`).CATEGORY_ID]).toEqual([0, String(id)]);
  });

  test('the default deal funnel stands behind the others of its sort here, before them in its own list', () => {
    const desk = openDesk();
    const add = (name: string, sort: number): number => desk.ask('crm.category.add', { entityTypeId: 2, fields: { name, sort } }).category.id;
    const [service, rental] = [add('Service', 0), add('Rental', 30)];
    const listed = desk.ask('crm.status.entity.types').map((one: any) => one.ID).filter((one: string) => one.startsWith('DEAL_STAGE'));
    expect(listed).toEqual([`DEAL_STAGE_${service}`, 'DEAL_STAGE', `DEAL_STAGE_${rental}`]);
    expect(desk.ask('crm.category.list', { entityTypeId: 2 }).categories.map((one: any) => one.id)).toEqual([0, service, rental]);
  });
});

describe('invoices', () => {
  test('go through four stages of their own', () => {
    const desk = openDesk({ language: 'ru' });
    const [{ id }] = invoices(desk);
    expect(rowsOf(desk, `SMART_INVOICE_STAGE_${id}`).map((row) => [row.STATUS_ID, row.NAME, row.NAME_INIT, row.SORT, row.SYSTEM, row.SEMANTICS, row.CATEGORY_ID])).toEqual([
      [`DT31_${id}:N`, 'Новый', 'Новый', '10', 'Y', null, String(id)],
      [`DT31_${id}:S`, 'Отправлен клиенту', 'Отправлен клиенту', '20', 'N', null, String(id)],
      [`DT31_${id}:P`, 'Оплачен', 'Оплачен', '30', 'Y', 'S', String(id)],
      [`DT31_${id}:D`, 'Не оплачен', 'Не оплачен', '40', 'Y', 'F', String(id)],
    ]);
    expect(rowsOf(desk, 'INVOICE_STATUS').map((row) => row.SORT)).toEqual(['100', '110', '130', '140']);
  });

  test('a new funnel brings them along, and a stage with an invoice on it stays', () => {
    const desk = openDesk();
    const { category } = desk.ask('crm.category.add', { entityTypeId: 31, fields: { name: 'Prepaid' } });
    const [{ id: first }] = invoices(desk);
    expect(category).toMatchObject({ sort: 500, isDefault: 'N' });
    expect(rowsOf(desk, `SMART_INVOICE_STAGE_${category.id}`)).toHaveLength(4);
    const stage = rowsOf(desk, `SMART_INVOICE_STAGE_${first}`).find((row) => row.STATUS_ID.endsWith(':S'));
    const { item } = desk.ask('crm.item.add', { entityTypeId: 31, fields: { title: 'Pump repair', categoryId: first, stageId: stage.STATUS_ID } });
    expect(refusal(() => desk.ask('crm.status.delete', { id: stage.ID })).code).toBe('');
    desk.ask('crm.item.delete', { entityTypeId: 31, id: item.id });
    expect(desk.ask('crm.status.delete', { id: stage.ID })).toBe(true);
  });

  test('a second funnel has stages nobody lists, so none can be added to it', () => {
    const desk = openDesk();
    const { id } = desk.ask('crm.category.add', { entityTypeId: 31, fields: { name: 'Prepaid' } }).category;
    const ENTITY_ID = `SMART_INVOICE_STAGE_${id}`;
    expect(entity(desk, ENTITY_ID)).toBeUndefined();
    expect(refusal(() => desk.ask('crm.status.add', { fields: { ENTITY_ID, STATUS_ID: 'REMINDED', NAME: 'Reminded', SORT: 25 } })).text).toBe('Specified entity type is not supported.');
    const [first] = rowsOf(desk, ENTITY_ID);
    desk.ask('crm.status.update', { id: first.ID, fields: { NAME: 'Drafted', SORT: 5 } });
    expect(rowsOf(desk, ENTITY_ID)[0]).toMatchObject({ NAME: 'Drafted', NAME_INIT: 'New', SORT: '5' });
  });

  test('a stage of one\'s own gets the prefix, and funnel 0 unless told', () => {
    const desk = openDesk();
    const [{ id }] = invoices(desk);
    const added = desk.ask('crm.status.add', { fields: { ENTITY_ID: `SMART_INVOICE_STAGE_${id}`, STATUS_ID: 'REMINDED', NAME: 'Reminded', SORT: 25 } });
    expect(desk.ask('crm.status.get', { id: added })).toMatchObject({ STATUS_ID: `DT31_${id}:REMINDED`, CATEGORY_ID: '0', NAME_INIT: '' });
    expect(refusal(() => desk.ask('crm.status.add', { fields: { ENTITY_ID: `SMART_INVOICE_STAGE_${id}`, STATUS_ID: 'LATE', NAME: 'Late', SORT: 30 } })).code).toBe('');
  });
});

test.each([[1, 'STATUS', 'IN_PROCESS'], [7, 'QUOTE_STATUS', 'SENT'], [2, 'DEAL_STAGE', 'EXECUTING']])('a stage with records of type %i on it is not deleted', (entityTypeId, entityId, code) => {
  const desk = openDesk();
  const stage = rowsOf(desk, entityId).find((row) => row.STATUS_ID === code);
  const { item } = desk.ask('crm.item.add', { entityTypeId, fields: { title: 'Pump', stageId: code } });
  expect(refusal(() => desk.ask('crm.status.delete', { id: stage.ID }))).toEqual({ code: '', text: 'There are active items in this status.', status: 400 });
  desk.ask('crm.item.delete', { entityTypeId, id: item.id });
  expect(desk.ask('crm.status.delete', { id: stage.ID })).toBe(true);
});
