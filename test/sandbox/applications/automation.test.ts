import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unserialize } from '../../../src/sandbox/methods/php-serialized.ts';
import { openWorkshop } from './workshop.ts';

const serialized = 'a:5:{s:7:"VERSION";i:2;s:8:"TEMPLATE";a:1:{i:0;a:3:{s:4:"Type";s:26:"SequentialWorkflowActivity";s:4:"Name";s:8:"Template";s:10:"Properties";a:1:{s:5:"Title";s:12:"Ремонт";}}}s:10:"PARAMETERS";a:0:{}s:9:"VARIABLES";a:0:{}s:9:"CONSTANTS";N;}';
const file = ['repair.bpt', deflateSync(Buffer.from(serialized)).toString('base64')];
const deals = ['crm', 'CCrmDocumentDeal', 'DEAL'];
const repair = { DOCUMENT_TYPE: deals, NAME: 'Repair', TEMPLATE_DATA: file };

describe('bizproc.workflow.template.*', () => {
  test('stores what the file holds, whether compressed or not', async () => {
    const { application: { call, id } } = await openWorkshop();
    const first = await call('bizproc.workflow.template.add', { ...repair, DESCRIPTION: 'Of pumps', AUTO_EXECUTE: '3' });
    const second = await call('bizproc.workflow.template.add', { ...repair, NAME: 'Plain', TEMPLATE_DATA: Buffer.from(serialized).toString('base64') });
    const select = ['ID', 'NAME', 'DESCRIPTION', 'MODULE_ID', 'ENTITY', 'DOCUMENT_TYPE', 'AUTO_EXECUTE', 'TEMPLATE', 'SYSTEM_CODE', 'USER_ID', 'MODIFIED', 'CONSTANTS'];
    expect(await call('bizproc.workflow.template.list', { SELECT: select })).toMatchObject([
      {
        ID: String(first), NAME: 'Repair', DESCRIPTION: 'Of pumps', DOCUMENT_TYPE: deals, AUTO_EXECUTE: '3', SYSTEM_CODE: `rest_app_${id}`, USER_ID: '1', MODIFIED: '2026-03-02T11:00:00+03:00',
        TEMPLATE: [{ Type: 'SequentialWorkflowActivity', Name: 'Template', Properties: { Title: 'Ремонт' } }], CONSTANTS: [],
      },
      { ID: String(second), NAME: 'Plain', AUTO_EXECUTE: '0' },
    ]);
  });

  test('gives back what it holds in its order, and an empty map for what it lacks', async () => {
    const shop = await openWorkshop();
    const urgency = 's:7:"Urgency";a:1:{s:7:"Options";a:3:{i:30;s:5:"Today";i:10;s:5:"Later";s:1:"x";a:0:{}}}';
    const held = serialized.replace('s:9:"VARIABLES";a:0:{}', `s:9:"VARIABLES";a:1:{${urgency}}`);
    await shop.application.call('bizproc.workflow.template.add', { ...repair, TEMPLATE_DATA: ['a.bpt', Buffer.from(held).toString('base64')] });
    const answer = await fetch(`${shop.url}bizproc.workflow.template.list`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ SELECT: ['PARAMETERS', 'VARIABLES', 'CONSTANTS'] }) });
    expect(await answer.text()).toContain('"PARAMETERS":[],"VARIABLES":{"Urgency":{"Options":{"30":"Today","10":"Later","x":[]}}},"CONSTANTS":[]');
  });

  test('lists ids alone unless asked, to a webhook as well; half a document type where half was asked for', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    const id = await call('bizproc.workflow.template.add', repair);
    expect((await shop.webhook('bizproc.workflow.template.list')).body).toMatchObject({ result: [{ ID: String(id) }], total: 1 });
    expect(await call('bizproc.workflow.template.list', { SELECT: ['document_type', 'nonsense'] })).toEqual([{ DOCUMENT_TYPE: [null, null, 'DEAL'] }]);
    expect(await call('bizproc.workflow.template.list', { SELECT: [['ID']] })).toBe('400 ERROR_SELECT_VALIDATION_FAILURE Invalid data in SELECT parameter');
    expect(await (await shop.another({ user: 3 })).call('bizproc.workflow.template.list')).toBe('403 ACCESS_DENIED Access denied!');
  });

  test('says when one was changed last, whatever was changed, and whether its steps were', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    const id = await call('bizproc.workflow.template.add', repair);
    const changed = async (fields: object): Promise<unknown> => {
      shop.later(60);
      await call('bizproc.workflow.template.update', { ID: id, FIELDS: fields });
      return call('bizproc.workflow.template.list', { SELECT: ['MODIFIED', 'IS_MODIFIED'] });
    };
    expect(await changed({ NAME: 'Repair of pumps' })).toEqual([{ MODIFIED: '2026-03-02T11:01:00+03:00', IS_MODIFIED: 'N' }]);
    expect(await changed({ TEMPLATE_DATA: file })).toEqual([{ MODIFIED: '2026-03-02T11:02:00+03:00', IS_MODIFIED: 'Y' }]);
  });

  test('filters by names in capitals and six operators, and passes over the rest', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    for (const NAME of ['Repair', 'Sale', 'Visit']) await call('bizproc.workflow.template.add', { ...repair, NAME });
    const namesOf = async (FILTER: object, ORDER: object = {}): Promise<string[]> => (await call('bizproc.workflow.template.list', { SELECT: ['NAME'], FILTER, ORDER })).map((row: any) => row.NAME);
    expect(await namesOf({ NAME: 'Sale' })).toEqual(['Sale']);
    expect(await namesOf({ '!NAME': 'Sale' }, { name: 'desc' })).toEqual(['Visit', 'Repair']);
    expect(await namesOf({ name: 'Sale', '=NAME': 'Sale' })).toHaveLength(3);
    shop.setSwitches({ templateFilterKeys: 'anyCase' });
    expect(await namesOf({ name: 'Sale' })).toEqual(['Sale']);
    expect(await namesOf({ '!=NAME': 'Sale' })).toHaveLength(2);
  });

  test('comes in pages of fifty from any offset', async () => {
    const { application: { ask, call } } = await openWorkshop();
    for (let number = 0; number < 52; number += 1) await call('bizproc.workflow.template.add', { ...repair, NAME: `Repair ${number}` });
    expect((await ask('bizproc.workflow.template.list')).body).toMatchObject({ total: 52, next: 50 });
    expect((await ask('bizproc.workflow.template.list', { start: 1 })).body).toMatchObject({ total: 52, next: 51 });
    expect((await ask('bizproc.workflow.template.list', { start: -1 })).body).toMatchObject({ total: 0 });
  });

  test.each([
    [{ DOCUMENT_TYPE: 'DEAL' }, '400 ERROR_TEMPLATE_VALIDATION_FAILURE Incorrect field DOCUMENT_TYPE!'], [{ NAME: '' }, '400 ERROR_TEMPLATE_VALIDATION_FAILURE Empty template name!'],
    [{ AUTO_EXECUTE: 1 }, '400 ERROR_TEMPLATE_VALIDATION_FAILURE Incorrect field AUTO_EXECUTE!'], [{ AUTO_EXECUTE: '4' }, '400 ERROR_TEMPLATE_VALIDATION_FAILURE Incorrect field AUTO_EXECUTE!'],
    [{ TEMPLATE_DATA: '' }, '400 ERROR_TEMPLATE_VALIDATION_FAILURE Incorrect field TEMPLATE_DATA!'], [{ TEMPLATE_DATA: ['a.bpt', ''] }, '400 ERROR_TEMPLATE_VALIDATION_FAILURE Incorrect field TEMPLATE_DATA!'],
    [{ TEMPLATE_DATA: ['a.bpt', Buffer.from('no template').toString('base64')] }, '400  The file does not contain a workflow template'],
    [{ TEMPLATE_DATA: ['a.bpt', Buffer.from('a:1:{s:4:"NAME";s:1:"x";}').toString('base64')] }, '400  The file does not contain a workflow template'],
  ])('refuses %o', async (change, refusal) => {
    const { application: { call } } = await openWorkshop();
    expect(await call('bizproc.workflow.template.add', { ...repair, ...change })).toBe(refusal);
  });

  test('AUTO_EXECUTE may come as a number where the documentation is right', async () => {
    const { application: { call } } = await openWorkshop({ switches: { autoExecuteNumber: 'accepted' } });
    expect(await call('bizproc.workflow.template.add', { ...repair, AUTO_EXECUTE: 1 })).toEqual(expect.any(Number));
  });

  test('lets an application change and remove its own alone', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    const id = await call('bizproc.workflow.template.add', repair);
    expect(await call('bizproc.workflow.template.update', { ID: id, FIELDS: { NAME: 'Repair of pumps', AUTO_EXECUTE: '1' } })).toBe(id);
    expect(await call('bizproc.workflow.template.list', { SELECT: ['NAME', 'AUTO_EXECUTE'] })).toEqual([{ NAME: 'Repair of pumps', AUTO_EXECUTE: '1' }]);
    expect(await call('bizproc.workflow.template.update', { ID: id, FIELDS: { TEMPLATE_DATA: 'eA==' } })).toContain('400 ERROR_ARGUMENT');
    expect(await call('bizproc.workflow.template.update', { ID: id, FIELDS: {} })).toBe('400 ERROR_TEMPLATE_VALIDATION_FAILURE No fields to update.');
    const other = await shop.another();
    expect(await other.call('bizproc.workflow.template.update', { ID: id, FIELDS: { NAME: 'x' } })).toBe('400 ERROR_TEMPLATE_NOT_OWNER You can update ONLY templates created by current application');
    expect(await other.call('bizproc.workflow.template.delete', { ID: id })).toBe('400  You can delete ONLY templates created by current application');
    expect((await shop.webhook('bizproc.workflow.template.delete', { ID: id })).body.error_description).toBe('Access denied! Application context required');
    expect(await call('bizproc.workflow.template.delete', { ID: id })).toBeNull();
    expect(await call('bizproc.workflow.template.delete', { ID: id })).toBe('400 ERROR_TEMPLATE_NOT_FOUND Workflow template not found.');
  });
});

describe('the steps and fields of a template', () => {
  const bpt = (value: unknown): string => {
    const write = (one: unknown): string => {
      if (one === null || one === undefined) return 'N;';
      if (typeof one !== 'object') return `s:${Buffer.byteLength(String(one))}:"${String(one)}";`;
      const entries = Object.entries(one);
      return `a:${entries.length}:{${entries.map(([key, inner]) => `${/^\d+$/.test(key) ? `i:${key};` : write(key)}${write(inner)}`).join('')}}`;
    };
    return deflateSync(Buffer.from(write(value))).toString('base64');
  };

  test('must be known where they call an application, and have what it requires', async () => {
    const { application: { call } } = await openWorkshop();
    const type = `rest_${createHash('md5').update('local.workshop@measure').digest('hex')}`;
    const add = (TEMPLATE: unknown): Promise<unknown> => call('bizproc.workflow.template.add', { ...repair, TEMPLATE_DATA: bpt({ TEMPLATE }) });
    const nested = (Properties: object): object[] => [{ Type: 'SequentialWorkflowActivity', Children: [{ Type: type, Properties }] }];
    expect(await add(nested({}))).toContain(`400  Activity "${type}" is not found`);
    await call('bizproc.activity.add', { CODE: 'measure', HANDLER: 'https://shop.example.test/', NAME: 'Measure', PROPERTIES: { size: { Name: 'Size', Required: 'Y' } } });
    expect(await add(nested({}))).toBe('400  The property "size" is not filled. ');
    expect(await add(nested({ size: '5' }))).toEqual(expect.any(Number));
    expect(await add('steps')).toContain("'TEMPLATE' must be of type array");
  });

  test('brings along the user fields the object does not have', async () => {
    const { application: { call } } = await openWorkshop();
    const DOCUMENT_FIELDS = {
      TITLE: { Name: 'Title', Type: 'string' }, UF_CRM_STATE: { Name: 'State', Type: 'select', Options: { 1: 'Works', 2: 'Broken' }, Multiple: 'Y' },
      UF_CRM_STATE_PRINTABLE: { Name: 'State', Type: 'string' }, UF_CRM_ENGINEER: { Name: 'Engineer', Type: 'user' },
    };
    for (let times = 0; times < 2; times += 1) await call('bizproc.workflow.template.add', { ...repair, TEMPLATE_DATA: bpt({ TEMPLATE: [], DOCUMENT_FIELDS }) });
    const { fields } = await call('userfieldconfig.list', { moduleId: 'crm', filter: { entityId: 'CRM_DEAL' }, select: { 0: '*' }, order: { id: 'asc' } });
    expect(fields).toMatchObject([{ fieldName: 'UF_CRM_STATE', userTypeId: 'enumeration', multiple: 'Y', sort: '150' }, { fieldName: 'UF_CRM_ENGINEER', userTypeId: 'employee', showFilter: 'I' }]);
    expect((await call('userfieldconfig.get', { moduleId: 'crm', id: fields[0].id })).field.enum.map((one: any) => one.value)).toEqual(['Works', 'Broken']);
  });
});

test.each([
  ['a:2:{i:0;b:1;s:1:"k";d:0.5;}', { 0: true, k: 0.5 }], ['N;', null], ['i:5;x', undefined], ['s:9:"ab";', undefined], ['O:1:"A":0:{}', undefined], ['', undefined],
])('unserialising %j gives %o', (text, value) => {
  expect(unserialize(Buffer.from(text))).toEqual(value);
});

describe('crm.automation.trigger.*', () => {
  test('asks for the administrator before the application', async () => {
    const shop = await openWorkshop();
    for (const action of ['add', 'list', 'delete', 'execute']) {
      expect(await shop.webhook(`crm.automation.trigger.${action}`, { CODE: 'paid', NAME: 'Paid' })).toMatchObject({ status: 403, body: { error_description: 'Access denied! Application context required' } });
      expect(await (await shop.another({ user: 3 })).call(`crm.automation.trigger.${action}`)).toBe('403 ACCESS_DENIED Access denied! Admin permissions required');
    }
  });

  test('adding what is there renames it; each application has its own', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    expect(await call('crm.automation.trigger.add', { CODE: 'paid', NAME: 'Paid' })).toBe(true);
    expect(await call('crm.automation.trigger.add', { code: 'paid', name: 'Paid in full' })).toBe(true);
    expect(await call('crm.automation.trigger.list')).toEqual([{ NAME: 'Paid in full', CODE: 'paid' }]);
    const other = await shop.another();
    expect(await other.call('crm.automation.trigger.list')).toEqual([]);
    expect(await other.call('crm.automation.trigger.delete', { CODE: 'paid' })).toBe('400  Trigger not found');
    expect(await call('crm.automation.trigger.delete', { CODE: 'paid' })).toBe(true);
  });

  test.each([[{}, 'Empty trigger code!'], [{ CODE: 'a b', NAME: 'x' }, 'Wrong trigger code!'], [{ CODE: 'paid' }, 'Empty trigger name!']])('refuses %o', async (given, text) => {
    const { application: { call } } = await openWorkshop();
    expect(await call('crm.automation.trigger.add', given)).toBe(`400  ${text}`);
  });

  test('fires for a record of a kind that exists', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    await call('crm.automation.trigger.add', { CODE: 'paid', NAME: 'Paid' });
    const fire = (given: object): Promise<unknown> => call('crm.automation.trigger.execute', { CODE: 'paid', OWNER_TYPE_ID: 2, OWNER_ID: 57, ...given });
    expect(await fire({})).toBe(true);
    expect(await fire({ CODE: 'sent' })).toBe('400  Trigger with code sent is not registered.');
    expect(await fire({ OWNER_TYPE_ID: 1044 })).toBe('400  Incorrect parameter OWNER_TYPE_ID.');
    expect(await fire({ OWNER_ID: 0 })).toBe('400  Incorrect parameter OWNER_ID.');
    expect(shop.data().tables['automationTriggers']).toMatchObject([{ fired: [{ ownerTypeId: 2, ownerId: 57 }] }]);
  });
});

test('crm.automation.trigger is the one trigger a webhook may fire', async () => {
  const shop = await openWorkshop();
  const fire = async (params: object): Promise<unknown> => {
    const { body } = await shop.webhook('crm.automation.trigger', params);
    return body.result ?? body.error_description;
  };
  expect(await fire({ target: 'DEAL_57', code: 'paid' })).toBe(true);
  expect(await fire({})).toBe('Target is not set.');
  expect(await fire({ target: 'DEAL57' })).toBe('Incorrect target format.');
  expect(await fire({ target: 'DYNAMIC_1044_1' })).toBe('Target is not found.');
  expect(shop.data().tables['firedWebhookTriggers']).toEqual([{ ownerTypeId: 2, ownerId: 57, code: 'paid' }]);
});

describe('crm.activity.type.*', () => {
  test('adds, lists and removes the types of one application', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    expect(await call('crm.activity.type.add', { fields: { TYPE_ID: 'VISIT', NAME: 'Visit', IS_CONFIGURABLE_TYPE: 'Y', ICON_FILE: ['a.png', 'eA=='] } })).toBe(true);
    expect(await call('crm.activity.type.list')).toEqual([{ TYPE_ID: 'VISIT', NAME: 'Visit', IS_CONFIGURABLE_TYPE: 'Y', ICON_ID: '1' }]);
    expect(await (await shop.another()).call('crm.activity.type.list')).toEqual([]);
    expect((await shop.webhook('crm.activity.type.list')).body.error_description).toBe('Access denied! Application context required');
    expect(await call('crm.activity.type.delete', { TYPE_ID: 'VISIT' })).toBe(true);
    expect(await call('crm.activity.type.delete', { TYPE_ID: 'VISIT' })).toBe('400  Type not found');
  });

  test('says false to what it cannot store, and a text to what is there; or a code to both', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    const add = (fields: object): Promise<unknown> => call('crm.activity.type.add', { fields });
    expect(await add({ NAME: 'Visit' })).toBe(false);
    expect(await add({ TYPE_ID: 'VISIT' })).toBe(false);
    expect(await add({ TYPE_ID: 'CONFIGURABLE', NAME: 'Visit', IS_CONFIGURABLE_TYPE: 'Y' })).toBe('400  Type ID "CONFIGURABLE" is reserved');
    await add({ TYPE_ID: 'VISIT', NAME: 'Visit' });
    expect(await add({ TYPE_ID: 'VISIT', NAME: 'Visit' })).toBe('400  Type is already registered');
    shop.setSwitches({ activityTypeErrors: 'coded' });
    expect(await add({ TYPE_ID: 'VISIT', NAME: 'Visit' })).toContain('400 INVALID_ARG_VALUE');
    expect(await add({ NAME: 'Visit' })).toContain('400 INVALID_ARG_VALUE');
  });
});

describe('telephony.externalLine.*', () => {
  test('keeps numbers of an application', async () => {
    const { application: { call } } = await openWorkshop();
    const { ID } = await call('telephony.externalLine.add', { NUMBER: ' 74951234567 ', NAME: 'Service' });
    expect(ID).toEqual(expect.any(Number));
    expect(await call('telephony.externalLine.update', { NUMBER: '74951234567', CRM_AUTO_CREATE: 'N' })).toEqual({ ID: String(ID) });
    expect(await call('telephony.externalLine.get')).toEqual([{ NUMBER: '74951234567', NAME: 'Service', CRM_AUTO_CREATE: 'N' }]);
    expect(await call('telephony.externalLine.delete', { NUMBER: '74951234567' })).toEqual([]);
    expect(await call('telephony.externalLine.get')).toEqual([]);
  });

  test('refuses what is missing, taken or unknown, and sees capitals only', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    await call('telephony.externalLine.add', { NUMBER: '1' });
    expect(await call('telephony.externalLine.add', { NUMBER: '1' })).toBe('400  Line already exists');
    expect(await call('telephony.externalLine.add', { number: '2' })).toBe('400  NUMBER should not be empty');
    expect(await call('telephony.externalLine.update', { NUMBER: '1' })).toBe('400  There are no fields to update');
    shop.setSwitches({ externalLineErrorCode: 'ERROR_CORE' });
    expect(await call('telephony.externalLine.delete', { NUMBER: '9' })).toBe('400 ERROR_CORE Could not find line with number 9');
  });

  test("keeps a webhook's lines apart, the same one twice, or refuses the webhook", async () => {
    const shop = await openWorkshop();
    for (let times = 0; times < 2; times += 1) expect((await shop.webhook('telephony.externalLine.add', { NUMBER: '1' })).status).toBe(200);
    expect((await shop.webhook('telephony.externalLine.get')).body.result).toHaveLength(2);
    expect(await shop.application.call('telephony.externalLine.get')).toEqual([]);
    shop.setSwitches({ externalLineForWebhook: false });
    expect(await shop.webhook('telephony.externalLine.get')).toMatchObject({ status: 403, body: { error: 'WRONG_AUTH_TYPE' } });
  });
});

describe('voximplant.line.get', () => {
  test('tells the lines to call out from, with names as a web page shows them, and no external lines', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    await call('telephony.externalLine.add', { NUMBER: '1' });
    expect(await call('voximplant.line.get')).toEqual([]);
    shop.data().tables['phoneLines'] = [{ number: 'reg150907', name: 'Sales & "service"' }, { number: '74951234567', name: '+7 495 123-45-67' }];
    expect(await call('voximplant.line.get')).toEqual({ reg150907: 'Sales &amp; &quot;service&quot;', 74951234567: '+7 495 123-45-67' });
    expect(await (await shop.another({ user: 3 })).call('voximplant.line.get')).toBe('403 ACCESS_DENIED Access denied!');
  });
});
