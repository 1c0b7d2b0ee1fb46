// The old methods of the standard types as they come over the wire: forms, batches, scopes.

import { afterEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

let portal: Sandbox;
afterEach(() => portal.close());

const open = async (options: SandboxOptions = {}): Promise<void> => { portal = await startSandbox(options); };

async function post(method: string, body: object): Promise<{ status: number; body: any }> {
  const answer = await fetch(`${portal.url}${method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

test('a list field is added by a form and changed in a batch', async () => {
  await open();
  const form = new URLSearchParams({
    'fields[FIELD_NAME]': 'STATE', 'fields[USER_TYPE_ID]': 'enumeration', 'fields[EDIT_FORM_LABEL][ru]': 'Состояние', 'fields[LABEL]': 'State',
    'fields[LIST][0][VALUE]': 'Works', 'fields[LIST][0][XML_ID]': 'works', 'fields[LIST][0][SORT]': '10', 'fields[LIST][7][VALUE]': 'Broken', 'fields[LIST][7][SORT]': '20',
  });
  const { result: id } = await (await fetch(`${portal.url}crm.deal.userfield.add.json`, { method: 'POST', body: form })).json() as { result: number };
  const { body } = await post('batch', {
    halt: 1,
    cmd: {
      field: `crm.deal.userfield.get?id=${id}`,
      changed: `crm.deal.userfield.update?id=${id}&fields[LIST][0][ID]=$result[field][LIST][0][ID]&fields[LIST][0][VALUE]=Fine&fields[LIST][0][XML_ID]=works&fields[HELP_MESSAGE][en]=Look`,
      fields: 'crm.deal.userfield.list?filter[LANG]=en',
      missing: 'crm.deal.userfield.get?id=1',
    },
  });
  expect(body.result.result).toMatchObject({ field: { EDIT_FORM_LABEL: { ru: 'Состояние', en: 'State' } }, changed: true });
  expect(body.result.result.fields[0]).toMatchObject({ HELP_MESSAGE: 'Look', LIST: [{ VALUE: 'Fine', XML_ID: 'works' }, { VALUE: 'Broken' }] });
  expect([body.result.result_total.fields, body.result.result_error.missing.error]).toEqual([1, 'ERROR_NOT_FOUND']);
});

test('an empty portal answers empty lists with a total', async () => {
  await open();
  for (const owner of ['lead', 'deal', 'contact', 'company', 'quote', 'requisite']) {
    expect((await post(`crm.${owner}.userfield.list`, {})).body).toMatchObject({ result: [], total: 0 });
  }
});

test('smart invoices and smart processes have no such methods', async () => {
  await open();
  for (const method of ['crm.smartinvoice.userfield.list', 'crm.item.userfield.list', 'crm.type.userfield.add', 'crm.deal.userfield.fields']) {
    expect(await post(method, {})).toMatchObject({ status: 404, body: { error: 'ERROR_METHOD_NOT_FOUND' } });
  }
});

test('they ask for the scope crm, not for that of the modern ones', async () => {
  await open({ scopes: ['userfieldconfig'] });
  expect((await post('crm.deal.userfield.list', {})).body.error).toBe('insufficient_scope');
  await portal.close();
  await open({ scopes: ['crm'] });
  expect((await post('crm.deal.userfield.list', {})).status).toBe(200);
  expect((await post('userfieldconfig.list', { moduleId: 'crm' })).body.error).toBe('insufficient_scope');
});

test('a stage of a deal funnel made in the same request may come too early', async () => {
  await open();
  const { body } = await post('batch', {
    cmd: {
      known: 'crm.status.entity.types',
      funnel: 'crm.category.add?entityTypeId=2&fields[name]=Service',
      stage: 'crm.status.add?fields[ENTITY_ID]=DEAL_STAGE_$result[funnel][category][id]&fields[STATUS_ID]=VISIT&fields[NAME]=Visit&fields[SORT]=15',
    },
  });
  expect(body.result.result_error.stage.error_description).toBe('Specified entity type is not supported.');
});

test.each([
  [true, ['ERROR_CORE', 'The specified status ID already exists.'], ['', 'ID is not defined or invalid.']],
  [false, ['ERROR_NOT_FOUND', "The entity with ID '1' is not found."], ['', 'ID is not defined or invalid.']],
])('what the old core was told lingers in the request until modern fields are asked for (%s)', async (lingeringErrors, after, cleared) => {
  await open({ switches: { lingeringErrors } });
  const { body } = await post('batch', {
    cmd: {
      taken: 'crm.status.add?fields[ENTITY_ID]=SOURCE&fields[STATUS_ID]=CALL&fields[NAME]=Call',
      absent: 'crm.deal.userfield.get?id=1',
      fine: 'crm.status.add?fields[ENTITY_ID]=SOURCE&fields[STATUS_ID]=FAIR&fields[NAME]=Fair',
      modern: 'userfieldconfig.get?moduleId=crm&id=1',
      none: 'crm.deal.userfield.get',
    },
  });
  const told = (name: string): unknown => Object.values(body.result.result_error[name]);
  expect(told('taken')).toEqual(['ERROR_CORE', 'The specified status ID already exists.']);
  expect([told('absent'), told('none')]).toEqual([after, cleared]);
  expect([told('modern'), body.result.result.fine]).toEqual([['', expect.stringContaining('user field')], expect.any(Number)]);
  expect((await post('crm.deal.userfield.get', { id: 1 })).body.error).toBe('ERROR_NOT_FOUND');
});
