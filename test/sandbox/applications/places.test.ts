import { describe, expect, test } from 'vitest';
import { openWorkshop } from './workshop.ts';

const tab = { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: 'https://shop.example.test/tab' };

describe('placement.*', () => {
  test('is never for a webhook, and for administrators but for the list', async () => {
    const shop = await openWorkshop({ scopes: ['crm', 'placement'] });
    expect(await shop.webhook('placement.get')).toMatchObject({ status: 401, body: { error: 'insufficient_scope' } });
    const sales = await shop.another({ user: 3 });
    expect(await sales.call('placement.bind', tab)).toBe('403 ACCESS_DENIED Access denied!');
    expect(await sales.call('placement.list')).toContain('CRM_DEAL_DETAIL_TAB');
  });

  test('lists the places of the granted scopes, of one scope, or all; those of a smart process while it is there', async () => {
    const shop = await openWorkshop();
    const { call } = await shop.another({ scopes: ['placement', 'telephony', 'crm'] });
    expect(await call('placement.list')).toEqual(expect.arrayContaining(['CALL_CARD', 'LEFT_MENU', 'CRM_FUNNELS_TOOLBAR']));
    expect(await call('placement.list')).not.toContain('TASK_VIEW_TAB');
    expect(await call('placement.list', { SCOPE: 'telephony' })).toEqual(['CALL_CARD', 'TELEPHONY_ANALYTICS_MENU']);
    expect(await call('placement.list', { full: true })).toContain('TASK_VIEW_TAB');
    const { type } = await call('crm.type.add', { fields: { title: 'Equipment', entityTypeId: 1040 } });
    expect(await call('placement.bind', { ...tab, PLACEMENT: 'crm_dynamic_1040_detail_tab' })).toBe(true);
    expect(await call('placement.get')).toMatchObject([{ placement: 'CRM_DYNAMIC_1040_DETAIL_TAB' }]);
    await call('crm.type.delete', { id: type.id });
    expect(await call('placement.get')).toEqual([]);
    expect(await call('placement.bind', { ...tab, PLACEMENT: 'CRM_DYNAMIC_1040_DETAIL_TAB' })).toBe('400 ERROR_PLACEMENT_NOT_FOUND Placement not found');
  });

  test.each([
    [{ TITLE: ' Service ' }, 'Service', '', { en: { TITLE: 'Service', DESCRIPTION: null, GROUP_NAME: null } }],
    [{ LANG_ALL: { ru: { TITLE: 'Сервис' }, en: { TITLE: 'Service', DESCRIPTION: 'Repairs' } }, TITLE: 'ignored' }, 'Service', 'Repairs',
      { ru: { TITLE: 'Сервис', DESCRIPTION: '', GROUP_NAME: '' }, en: { TITLE: 'Service', DESCRIPTION: 'Repairs', GROUP_NAME: '' } }],
    [{}, '', '', { en: { TITLE: 'Workshop', DESCRIPTION: null, GROUP_NAME: null } }],
  ])('reads %o back as a map of languages', async (given, title, description, langAll) => {
    const { application: { call } } = await openWorkshop();
    await call('placement.bind', { ...tab, ...given });
    expect(await call('placement.get')).toEqual([{ id: 1, placement: tab.PLACEMENT, userId: 0, handler: tab.HANDLER, options: [], title, description, langAll }]);
  });

  test('keeps the options a place declares, as texts, and no others', async () => {
    const { application: { call } } = await openWorkshop();
    await call('placement.bind', { ...tab, OPTIONS: { colour: 'red' } });
    await call('placement.bind', { ...tab, PLACEMENT: 'CRM_DEAL_DETAIL_ACTIVITY', OPTIONS: { useBuiltInInterface: 'Y', colour: 'red' } });
    expect((await call('placement.get')).map((row: any) => row.options)).toEqual([[], { useBuiltInInterface: 'Y', newUserNotificationText: '', newUserNotificationTitle: '' }]);
  });

  test.each([
    [{ ...tab, PLACEMENT: '' }, "400 ERROR_ARGUMENT Argument 'The placement code is not specified' is null or empty"],
    [{ ...tab, PLACEMENT: 7 }, "400 ERROR_ARGUMENT The value of an argument 'PLACEMENT' must be of type string"],
    [{ ...tab, PLACEMENT: 'default' }, "400 ERROR_ARGUMENT Argument 'The placement code has an incorrect value' is null or empty"],
    [{ ...tab, HANDLER: '' }, "400 ERROR_ARGUMENT Argument 'The URL of the placement handler is not specified' is null or empty"],
    [{ ...tab, HANDLER: 'tab' }, '400 ERROR_WRONG_HANDLER_URL Wrong handler URL'],
    [{ ...tab, PLACEMENT: 'CRM_DEAL_DETAIL_TABS' }, '400 ERROR_PLACEMENT_NOT_FOUND Placement not found'],
    [{ ...tab, PLACEMENT: 'TASK_VIEW_TAB' }, '400 ERROR_PLACEMENT_NOT_FOUND Placement not found'],
    [{ ...tab, PLACEMENT: 'USERFIELD_TYPE' }, '400 ERROR_PLACEMENT_NOT_FOUND Placement not found'],
    [{ ...tab, USER_ID: 3 }, '400 ERROR_PLACEMENT_USER_MODE User mode is not available.'],
    [{ ...tab, PLACEMENT: 'PAGE_BACKGROUND_WORKER' }, '200 EMPTY_ERROR_HANDLER_URL Error handler URL is empty'],
  ])('refuses to bind %o', async (given, refusal) => {
    const { application: { call } } = await openWorkshop();
    expect(await call('placement.bind', given)).toBe(refusal);
    expect(await call('placement.get')).toEqual([]);
  });

  test('refuses the same address twice in a place, for whomever, and more than a place can hold', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    await call('placement.bind', tab);
    expect(await call('placement.bind', { ...tab, TITLE: 'Other' })).toBe('400 ERROR_CORE Unable to set placement handler: Handler already binded');
    expect(await (await shop.another()).call('placement.bind', tab)).toBe(true);
    const worker = { PLACEMENT: 'PAGE_BACKGROUND_WORKER', OPTIONS: { errorHandlerUrl: 'https://shop.example.test/error' } };
    expect(await call('placement.bind', { ...worker, HANDLER: 'https://shop.example.test/1', USER_ID: 3 })).toBe(true);
    expect(await call('placement.bind', { ...worker, HANDLER: 'https://shop.example.test/2', USER_ID: 5 })).toBe(true);
    expect(await call('placement.bind', { ...worker, HANDLER: 'https://shop.example.test/3', USER_ID: 3 })).toBe('400 ERROR_PLACEMENT_MAX_COUNT Placement max count: 1');
    shop.setSwitches({ placementErrorStatus: 200, placementRowId: false });
    expect(await call('placement.bind', { ...tab, PLACEMENT: 'NOWHERE' })).toBe('200 ERROR_PLACEMENT_NOT_FOUND Placement not found');
    expect((await call('placement.get'))[0]).not.toHaveProperty('id');
  });

  test('unbinds one address, or everything in the place, counting each twice', async () => {
    const { application: { call } } = await openWorkshop();
    for (const name of ['a', 'b', 'c']) await call('placement.bind', { ...tab, HANDLER: `https://shop.example.test/${name}` });
    expect(await call('placement.unbind', { PLACEMENT: tab.PLACEMENT, HANDLER: 'https://shop.example.test/a' })).toEqual({ count: 2 });
    expect(await call('placement.unbind', { PLACEMENT: tab.PLACEMENT, HANDLER: 'https://shop.example.test/a' })).toEqual({ count: 0 });
    expect(await call('placement.unbind', { PLACEMENT: tab.PLACEMENT })).toEqual({ count: 4 });
    expect(await call('placement.unbind', { PLACEMENT: '' })).toBe("400 ERROR_ARGUMENT Argument 'PLACEMENT' is null or empty");
  });
});

describe('userfieldtype.*', () => {
  const gauge = { USER_TYPE_ID: 'Gauge', HANDLER: 'https://shop.example.test/gauge' };

  test('makes a type that fields can have, known by the number of the application', async () => {
    const { application: { call, id } } = await openWorkshop();
    expect(await call('userfieldtype.add', { ...gauge, TITLE: 'Pressure gauge', DESCRIPTION: 'Bars', OPTIONS: { height: '80' } })).toBe(true);
    expect(await call('userfieldtype.list')).toEqual([{ USER_TYPE_ID: 'gauge', HANDLER: gauge.HANDLER, TITLE: 'Pressure gauge', DESCRIPTION: 'Bars' }]);
    const types = await call('userfieldconfig.getTypes', { moduleId: 'crm' });
    expect(types.types[`rest_${id}_gauge`]).toEqual({ userTypeId: `rest_${id}_gauge`, description: 'Pressure gauge' });
    const field = { entityId: 'CRM_DEAL', fieldName: 'UF_CRM_DEAL_PRESSURE', userTypeId: `rest_${id}_gauge` };
    expect((await call('userfieldconfig.add', { moduleId: 'crm', field })).field).toMatchObject(field);
    expect(await call('userfieldconfig.add', { moduleId: 'crm', field: { ...field, fieldName: 'UF_CRM_DEAL_X', userTypeId: 'gauge' } })).toContain('invalid');
    expect(await call('userfieldtype.delete', { USER_TYPE_ID: 'GAUGE' })).toBe(true);
    expect((await call('userfieldconfig.list', { moduleId: 'crm', filter: { entityId: 'CRM_DEAL' }, select: { 0: '*' } })).fields).toMatchObject([field]);
  });

  test('changes what it is told, and says when that is nothing', async () => {
    const { application: { call } } = await openWorkshop();
    await call('userfieldtype.add', gauge);
    expect(await call('userfieldtype.list')).toMatchObject([{ TITLE: 'gauge', DESCRIPTION: '' }]);
    expect(await call('userfieldtype.update', { USER_TYPE_ID: 'gauge', DESCRIPTION: 'Bars', HANDLER: 'https://shop.example.test/new' })).toBe(true);
    expect(await call('userfieldtype.list')).toEqual([{ USER_TYPE_ID: 'gauge', HANDLER: 'https://shop.example.test/new', TITLE: 'gauge', DESCRIPTION: 'Bars' }]);
    expect(await call('userfieldtype.update', { USER_TYPE_ID: 'gauge' })).toBe("400 ERROR_ARGUMENT Argument 'HANDLER|TITLE|DESCRIPTION' is null or empty");
    expect(await call('userfieldtype.update', { USER_TYPE_ID: 'scale', TITLE: 'Scale' })).toBe('400 ERROR_NOT_FOUND User Field Type not found');
    expect(await call('userfieldtype.delete', { USER_TYPE_ID: 'scale' })).toBe('400 ERROR_NOT_FOUND User Field Type not found');
  });

  test('wants a code the portal does not have and an address the application has not used', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    await call('userfieldtype.add', gauge);
    const taken = '400 ERROR_CORE Unable to set placement handler: Handler already binded';
    expect(await call('userfieldtype.add', { ...gauge, USER_TYPE_ID: 'scale' })).toBe(taken);
    expect(await (await shop.another()).call('userfieldtype.add', { ...gauge, HANDLER: 'https://other.example.test/' })).toBe(taken);
    expect(await call('userfieldtype.add', { HANDLER: gauge.HANDLER })).toBe("400 ERROR_ARGUMENT Argument 'USER_TYPE_ID' is null or empty");
    expect(await call('userfieldtype.add', { USER_TYPE_ID: 'scale' })).toBe("400 ERROR_ARGUMENT Argument 'HANDLER' is null or empty");
    expect(await call('userfieldtype.add', { USER_TYPE_ID: 'scale-2', HANDLER: 'https://shop.example.test/2' })).toBe(true);
    shop.setSwitches({ fieldTypeCode: 'checked' });
    expect(await call('userfieldtype.add', { USER_TYPE_ID: 'scale-3', HANDLER: 'https://shop.example.test/3' })).toContain('400 ERROR_ARGUMENT');
  });

  test('comes in pages of fifty', async () => {
    const { application: { ask, call } } = await openWorkshop();
    for (let number = 0; number < 51; number += 1) await call('userfieldtype.add', { USER_TYPE_ID: `gauge${number}`, HANDLER: `https://shop.example.test/${number}` });
    expect((await ask('userfieldtype.list')).body).toMatchObject({ total: 51, next: 50 });
    const { body } = await ask('userfieldtype.list', { start: 50 });
    expect([body.result.length, body.total, body.next]).toEqual([1, 51, undefined]);
  });
});

describe('event.*', () => {
  const added = { event: 'onCrmDealAdd', handler: 'https://shop.example.test/deal' };

  test('is for tokens of applications', async () => {
    const shop = await openWorkshop();
    for (const method of ['event.bind', 'event.unbind', 'event.get', 'events']) {
      expect(await shop.webhook(method, added)).toMatchObject({ status: 403, body: { error: 'WRONG_AUTH_TYPE', error_description: 'Current authorization type is denied for this method' } });
    }
  });

  test('reads back in capitals with the user as text', async () => {
    const { application: { call } } = await openWorkshop();
    expect(await call('event.bind', added)).toBe(true);
    expect(await call('event.bind', { ...added, auth_type: 3 })).toBe(true);
    expect(await call('event.bind', { event: 'onCrmDealAdd', event_type: 'offline' })).toBe(true);
    expect(await call('event.bind', added)).toBe('400 ERROR_CORE Unable to set event handler: Handler already binded');
    expect(await call('event.get')).toEqual([
      { event: 'ONCRMDEALADD', handler: added.handler, auth_type: '0', offline: 0 }, { event: 'ONCRMDEALADD', handler: added.handler, auth_type: '3', offline: 0 },
      { event: 'ONCRMDEALADD', connector_id: '', offline: 1 },
    ]);
    expect(await call('event.unbind', { ...added, auth_type: 3 })).toEqual({ count: 1 });
    expect(await call('event.unbind', added)).toEqual({ count: 1 });
    expect(await call('event.unbind', { event: 'onCrmDealAdd', event_type: 'offline' })).toEqual({ count: 1 });
  });

  test('keeps a queue for each connector, which the request names and a command of a batch cannot', async () => {
    const { application: { call } } = await openWorkshop();
    const queue = { event: 'onCrmDealAdd', event_type: 'offline' };
    for (const connector of [{}, { auth_connector: 'exchange' }]) expect(await call('event.bind', { ...queue, ...connector })).toBe(true);
    expect(await call('event.bind', { ...queue, auth_connector: 'exchange' })).toBe('400 ERROR_CORE Unable to set event handler: Handler already binded');
    expect((await call('event.get')).map((row: { connector_id: string }) => row.connector_id)).toEqual(['', 'exchange']);
    const command = 'event.unbind?event=onCrmDealAdd&event_type=offline&auth_connector=exchange';
    expect((await call('batch', { cmd: { queue: command } })).result).toEqual({ queue: { count: 1 } });
    expect(await call('event.get')).toEqual([{ event: 'ONCRMDEALADD', connector_id: 'exchange', offline: 1 }]);
    expect(await call('event.unbind', { ...queue, auth_connector: 'exchange' })).toEqual({ count: 1 });
  });

  test('knows the events of the granted scopes, of a smart process by its number', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    const dynamic = { ...added, event: 'onCrmDynamicItemUpdate_1040' };
    expect(await call('event.bind', dynamic)).toBe('400 ERROR_EVENT_NOT_FOUND Event not found');
    await call('crm.type.add', { fields: { title: 'Equipment', entityTypeId: 1040 } });
    expect(await call('event.bind', dynamic)).toBe(true);
    expect(await call('events')).toEqual(expect.arrayContaining(['ONAPPINSTALL', 'ONCRMDEALADD', 'ONCRMDYNAMICITEMADD_1040']));
    expect(await call('events', { SCOPE: 'telephony' })).toContain('ONVOXIMPLANTCALLEND');
    expect(await (await shop.another({ scopes: ['placement'] })).call('event.bind', added)).toBe('400 ERROR_EVENT_NOT_FOUND Event not found');
  });

  test.each([
    [{}, "400 ERROR_ARGUMENT Argument 'EVENT' is null or empty"], [{ event: 'onCrmDealAdd' }, "400 ERROR_ARGUMENT Argument 'HANDLER' is null or empty"],
    [{ ...added, event_type: 'later' }, '400 ERROR_ARGUMENT Value must be one of {online|offline}'], [{ ...added, handler: 'shop' }, '400 ERROR_WRONG_HANDLER_URL Wrong handler URL'],
    [{ event: 'onOfflineEvent', event_type: 'offline' }, '400 ERROR_ARGUMENT Offline event cannot be registered for this event.'],
  ])('refuses to bind %o', async (given, refusal) => {
    const { application: { call } } = await openWorkshop();
    expect(await call('event.bind', given)).toBe(refusal);
  });

  test('lets everyone bind for himself, see his own and remove his own', async () => {
    const shop = await openWorkshop();
    await shop.control('POST', 'applications/uninstall', { clientId: 'local.workshop' });
    const { call } = await shop.another({ user: 3 });
    expect(await call('event.bind', added)).toBe(true);
    expect(await call('event.get')).toMatchObject([{ auth_type: '3' }]);
    expect(await call('event.bind', { ...added, auth_type: 1 })).toBe('403 ACCESS_DENIED Access denied! Event binding with AUTH_TYPE requires administrator access rights');
    expect(await call('event.bind', { event: 'onCrmDealAdd', event_type: 'offline' })).toBe('403 ACCESS_DENIED Access denied! Offline events binding requires administrator access rights');
    expect(await call('event.unbind', { ...added, auth_type: '3' })).toContain('403 ACCESS_DENIED');
    expect(await call('event.unbind', { ...added, auth_type: 3 })).toEqual({ count: 1 });
  });

  test('unbinds without a handler nothing, or all', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    for (const name of ['a', 'b']) await call('event.bind', { ...added, handler: `https://shop.example.test/${name}` });
    expect(await call('event.unbind', { event: 'onCrmDealAdd' })).toBe("400 ERROR_ARGUMENT Argument 'HANDLER' is null or empty");
    shop.setSwitches({ eventUnbindWithoutHandler: 'all' });
    expect(await call('event.unbind', { event: 'onCrmDealAdd' })).toEqual({ count: 2 });
  });
});
