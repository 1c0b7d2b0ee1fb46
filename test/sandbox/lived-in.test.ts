import { afterEach, describe, expect, test } from 'vitest';
import { freshData } from '../../src/sandbox/fresh.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { seedLivedIn } from '../../src/sandbox/lived-in.ts';
import { seedCrowded } from '../../src/sandbox/seed.ts';
import { openDesk, refusal, type Desk } from './methods/service-desk.ts';

const livedIn = (language: 'en' | 'ru' = 'en'): Desk => openDesk({ data: seedLivedIn(freshData(language)) });
const rowsOf = (desk: Desk, ENTITY_ID: string): any[] => desk.ask('crm.status.list', { order: { SORT: 'ASC' }, filter: { ENTITY_ID } });
const codes = (desk: Desk, entityId: string): string[] => rowsOf(desk, entityId).map((row) => row.STATUS_ID);

let open: Sandbox | undefined;
afterEach(async () => { await open?.close(); open = undefined; });

describe('a portal whose people arranged the standard types by hand', () => {
  test('fields of deals bear made-up codes, one label twice, and one name with and without the object', () => {
    const fields: any[] = livedIn('ru').ask('crm.deal.userfield.list', { filter: { LANG: 'ru' } });
    expect(fields.map((field) => [field.FIELD_NAME, field.XML_ID, field.EDIT_FORM_LABEL])).toEqual([
      ['UF_CRM_1737036800', null, 'Серийный номер'], ['UF_CRM_1741255200', '', 'Серийный номер'], ['UF_CRM_1713790573', null, 'Сфера работы'],
      ['UF_CRM_CONTRACT', '', 'Номер договора'], ['UF_CRM_DEAL_CONTRACT', null, 'Номер договора'], ['UF_CRM_1737036861', null, 'Состояние'],
    ]);
    expect(fields.at(-1).LIST.map((option: any) => option.XML_ID)).toEqual([0, 1, 2].map(() => expect.stringMatching(/^[0-9a-f]{32}$/)));
  });

  test('labels are there in two languages, in one, or in all', () => {
    const desk = livedIn();
    const labels = Object.fromEntries(desk.ask('crm.deal.userfield.list').map(({ ID, FIELD_NAME }: any) => [FIELD_NAME, desk.ask('crm.deal.userfield.get', { id: ID })]));
    expect(labels['UF_CRM_1737036800']).toMatchObject({ EDIT_FORM_LABEL: { en: 'Serial number', ru: 'Серийный номер' }, LIST_COLUMN_LABEL: { en: 'Serial number', ru: 'Серийный номер' }, HELP_MESSAGE: { en: null, ru: null } });
    expect([labels['UF_CRM_1741255200'].EDIT_FORM_LABEL, labels['UF_CRM_1741255200'].LIST_COLUMN_LABEL]).toEqual([{ en: 'Serial number' }, { en: null }]);
    expect(Object.keys(labels['UF_CRM_CONTRACT'].HELP_MESSAGE)).toHaveLength(21);
  });

  test('every other standard type has a field of its own, seen both ways', () => {
    const desk = livedIn();
    for (const owner of ['lead', 'contact', 'company', 'quote']) {
      const named = desk.ask(`crm.${owner}.userfield.list`).map((field: any) => field.FIELD_NAME).filter((name: string) => name.startsWith('UF_CRM_'));
      expect(named).toEqual(['UF_CRM_1738000000']);
    }
    const { fields } = desk.ask('userfieldconfig.list', { moduleId: 'crm', filter: { entityId: 'CRM_SMART_INVOICE' } });
    expect(fields).toMatchObject([{ fieldName: 'UF_CRM_SMART_INVOICE_1738000061', settings: [] }]);
  });

  test('companies have pictures the portal made itself, which only the old methods touch', () => {
    const desk = livedIn('ru');
    const logo = desk.ask('crm.company.userfield.list', { filter: { FIELD_NAME: 'UF_LOGO', LANG: 'ru' } })[0];
    expect(logo).toMatchObject({ USER_TYPE_ID: 'file', SORT: '100', SHOW_IN_LIST: 'N', EDIT_FORM_LABEL: 'Логотип', LIST_COLUMN_LABEL: 'Логотип', LIST_FILTER_LABEL: null });
    const { fields } = desk.ask('userfieldconfig.list', { moduleId: 'crm', filter: { entityId: 'CRM_COMPANY' }, order: { id: 'ASC' } });
    expect(fields.map((field: any) => field.fieldName)).toEqual(['UF_CRM_1738000000', 'UF_LOGO', 'UF_STAMP', 'UF_DIRECTOR_SIGN', 'UF_ACCOUNTANT_SIGN']);
    expect(refusal(() => desk.ask('userfieldconfig.update', { moduleId: 'crm', id: logo.ID, field: { sort: 5 } })).code).toBe('');
    expect(refusal(() => desk.ask('userfieldconfig.delete', { moduleId: 'crm', id: logo.ID })).code).toBe('');
    expect(desk.ask('userfieldconfig.get', { moduleId: 'crm', id: logo.ID }).field.sort).toBe('100');
    expect(desk.ask('crm.company.userfield.delete', { id: logo.ID })).toBe(true);
  });

  test('funnels have stages of their own, deals lost one and renamed another', () => {
    const desk = livedIn();
    expect(codes(desk, 'DEAL_STAGE')).toEqual(['NEW', 'PREPARATION', 'UC_A1B2C3', 'EXECUTING', 'FINAL_INVOICE', 'WON', 'LOSE', 'APOLOGY']);
    expect(rowsOf(desk, 'DEAL_STAGE')[0]).toMatchObject({ NAME: 'Request', NAME_INIT: 'New', SYSTEM: 'Y' });
    const [, service] = desk.ask('crm.category.list', { entityTypeId: 2 }).categories;
    expect([service.name, codes(desk, `DEAL_STAGE_${service.id}`)[1]]).toEqual(['Service contracts', `C${service.id}:UC_S9W4ZP`]);
    expect([codes(desk, 'STATUS')[2], codes(desk, 'QUOTE_STATUS')[2]]).toEqual(['UC_L7X0QK', 'UC_Q5D2MN']);
    const [invoices] = desk.ask('crm.category.list', { entityTypeId: 31 }).categories;
    expect(codes(desk, `SMART_INVOICE_STAGE_${invoices.id}`)[2]).toBe(`DT31_${invoices.id}:UC_N8V3RT`);
  });

  test('dictionaries have entries whose codes are numbers or drawn by lot, and a renamed system one', () => {
    const desk = livedIn();
    expect(codes(desk, 'SOURCE').slice(-3)).toEqual(['1', '2', 'UC_K3M9QX']);
    expect(rowsOf(desk, 'SOURCE')[0]).toMatchObject({ STATUS_ID: 'CALL', NAME: 'Phone', NAME_INIT: 'Call', SYSTEM: 'Y' });
    expect([codes(desk, 'COMPANY_TYPE').at(-1), codes(desk, 'INDUSTRY').at(-1), codes(desk, 'DEAL_TYPE').at(-1)]).toEqual(['3', 'UC_0P4YHD', '1']);
  });

  test('contacts have a system funnel that stays', () => {
    const desk = livedIn();
    const [, signers] = desk.ask('crm.category.list', { entityTypeId: 3 }).categories;
    expect(signers).toMatchObject({ name: 'Recipients', isSystem: 'Y', code: 'SMART_DOCUMENT_CONTACT', isDefault: 'N' });
    expect(refusal(() => desk.ask('crm.category.delete', { entityTypeId: 3, id: signers.id })).code).toBe('REMOVING_DISABLED');
  });

  test('two smart processes have one name, and stages of their own', () => {
    const desk = livedIn();
    const { types } = desk.ask('crm.type.list', { order: { id: 'ASC' } });
    expect(types.map((type: any) => type.title)).toEqual(['Equipment', 'Equipment']);
    const funnels: any[] = desk.ask('crm.category.list', { entityTypeId: types[1].entityTypeId }).categories;
    expect(funnels.flatMap((funnel) => codes(desk, `DYNAMIC_${types[1].entityTypeId}_STAGE_${funnel.id}`)).filter((code) => code.includes('UC_')))
      .toEqual([`DT${types[1].entityTypeId}_${funnels[0].id}:UC_E6J1CW`, `DT${types[1].entityTypeId}_${funnels[1].id}:UC_R2H8UF`]);
  });

  test('invoices are children of deals and estimates', () => {
    const { parent } = livedIn().ask('crm.type.getByEntityTypeId', { entityTypeId: 31 }).type.relations;
    expect(parent).toEqual(expect.arrayContaining([2, 7].map((entityTypeId) => ({ entityTypeId, isChildrenListEnabled: 'Y', isPredefined: 'N' }))));
  });

  test('records stand on its stages', () => {
    const desk = livedIn();
    const [, service] = desk.ask('crm.category.list', { entityTypeId: 2 }).categories;
    expect(refusal(() => desk.ask('crm.category.delete', { entityTypeId: 2, id: service.id })).code).toBe('0');
    const taken = rowsOf(desk, 'DEAL_STAGE').find((row) => row.STATUS_ID === 'UC_A1B2C3');
    expect(refusal(() => desk.ask('crm.status.delete', { id: taken.ID })).text).toBe('There are active items in this status.');
  });
});

test('every stage and option a record points at is there, also on a crowded portal', () => {
  const { tables } = seedLivedIn(seedCrowded(freshData('en')));
  const stages = new Set(tables['statuses']!.map((row) => row['statusId']));
  const options = new Set(tables['enums']!.map((row) => row['id']));
  for (const item of tables['items']!) {
    if (item['stageId'] !== null) expect(stages).toContain(item['stageId']);
    for (const value of Object.values(item['values'])) if (typeof value === 'number') expect(options).toContain(value);
  }
  const fields = tables['fields']!.map((field) => `${field['entityId']} ${field['fieldName']}`);
  expect(new Set(fields).size).toBe(fields.length);
});

test('it is seeded over HTTP', async () => {
  open = await startSandbox({ language: 'ru' });
  const answer = await fetch(`${open.origin}/_sandbox/seed`, { method: 'POST', body: JSON.stringify({ livedIn: true, calls: [{ method: 'crm.deal.userfield.list' }] }) });
  const { results } = await answer.json() as { results: any[][] };
  expect(results[0]).toHaveLength(6);
});
