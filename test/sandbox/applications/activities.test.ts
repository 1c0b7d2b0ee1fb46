import { describe, expect, test } from 'vitest';
import { send } from '../repair-shop.ts';
import { openHandler, openWorkshop } from './workshop.ts';

const measure = { CODE: 'measure', HANDLER: 'https://shop.example.test/measure', NAME: 'Measure' };
const invalid = '400 ERROR_ACTIVITY_VALIDATION_FAILURE';

describe.each(['activity', 'robot'])('bizproc.%s.*', (family) => {
  const method = (action: string): string => `bizproc.${family}.${action}`;

  test('is for administrators with an application only', async () => {
    const shop = await openWorkshop();
    for (const action of ['add', 'update', 'delete', 'list']) {
      expect(await shop.webhook(method(action), measure)).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED', error_description: 'Access denied! Application context required' } });
    }
    const sales = await shop.another({ user: 3 });
    expect(await sales.call(method('add'), measure)).toBe('403 ACCESS_DENIED Access denied!');
  });

  test('tells nothing but codes, to each application its own', async () => {
    const shop = await openWorkshop();
    expect(await shop.application.call(method('add'), measure)).toBe(true);
    expect(await shop.application.call(method('list'))).toEqual(['measure']);
    const other = await shop.another();
    expect(await other.call(method('list'))).toEqual([]);
    expect(await other.call(method('add'), measure)).toBe(true);
    expect(await other.call(method('delete'), { CODE: 'measure' })).toBe(true);
    expect(await shop.application.call(method('list'))).toEqual(['measure']);
  });

  test.each([
    [{}, 'Empty activity code!'], [{ ...measure, CODE: '0' }, 'Empty activity code!'], [{ ...measure, CODE: 'a b' }, 'Wrong activity code!'], [{ ...measure, CODE: 7 }, 'Wrong activity code!'],
    [{ ...measure, NAME: '' }, 'Empty activity NAME!'], [{ ...measure, PROPERTIES: 'x' }, 'Wrong properties array!'], [{ ...measure, RETURN_PROPERTIES: { '1x': { Name: 'X' } } }, 'Wrong property key (1x)!'],
    [{ ...measure, PROPERTIES: { size: { Type: 'int' } } }, 'Empty property NAME (size)!'], [{ ...measure, DOCUMENT_TYPE: ['crm', 'CCrmDocumentDeal', ''] }, 'Wrong activity DOCUMENT_TYPE!'],
    [{ ...measure, DOCUMENT_TYPE: 'DEAL' }, 'Wrong activity DOCUMENT_TYPE!'], [{ ...measure, FILTER: 'b24' }, 'Wrong activity FILTER!'],
  ])('refuses %o', async (given, text) => {
    const shop = await openWorkshop();
    expect(await shop.application.call(method('add'), given)).toBe(Object.keys(given).length === 0 ? `${invalid} Empty data!` : `${invalid} ${text}`);
    expect(await shop.application.call(method('list'))).toEqual([]);
  });

  test.each([
    ['', 'ERROR_WRONG_HANDLER_URL'], ['https://localhost/x', 'ERROR_WRONG_HANDLER_URL'], ['shop.example.test/x', 'ERROR_WRONG_HANDLER_URL'],
    ['ftp://shop.example.test/', 'ERROR_UNSUPPORTED_PROTOCOL'], ['//shop.example.test/', 'ERROR_UNSUPPORTED_PROTOCOL'],
  ])('refuses the handler %j', async (handler, code) => {
    const shop = await openWorkshop();
    expect(await shop.application.call(method('add'), { ...measure, HANDLER: handler })).toContain(`400 ${code}`);
  });

  test('takes any host, or that of the application alone', async () => {
    const shop = await openWorkshop({}, { handlerUrl: 'https://shop.example.test/' });
    expect(await shop.application.call(method('add'), { ...measure, HANDLER: 'http://elsewhere.example.test/' })).toBe(true);
    shop.setSwitches({ handlerHost: 'applications' });
    const add = (handler: string): Promise<unknown> => shop.application.call(method('add'), { ...measure, CODE: 'weigh', HANDLER: handler });
    expect(await add('http://shop.example.test/')).toContain('ERROR_UNSUPPORTED_PROTOCOL');
    expect(await add('https://elsewhere.example.test/')).toContain('ERROR_HANDLER_URL_MATCH');
    expect(await add('https://shop.example.test/x')).toBe(true);
  });

  test('refuses a code that is there, one that is not, and what does not fit', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    await call(method('add'), measure);
    expect(await call(method('add'), measure)).toBe('400 ERROR_ACTIVITY_ALREADY_INSTALLED Activity or Robot already installed!');
    expect(await call(method('delete'), { CODE: 'weigh' })).toBe('400 ERROR_ACTIVITY_NOT_FOUND Activity or Robot not found!');
    expect(await call(method('update'), { CODE: 'weigh', FIELDS: { NAME: 'x' } })).toBe('400 ERROR_ACTIVITY_NOT_FOUND Activity or Robot not found!');
    expect(await call(method('add'), { ...measure, CODE: 'c'.repeat(129) })).toBe('400 ERROR_ACTIVITY_ADD_FAILURE Activity save error!');
    expect(await call(method('add'), { ...measure, CODE: 'big', PROPERTIES: { size: { Name: 'я'.repeat(33_000) } } })).toBe('400 ERROR_ACTIVITY_ADD_FAILURE Activity save error!');
  });

  test('an update replaces what it names whole, and knows nothing of a dialog alone', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    await call(method('add'), { ...measure, PROPERTIES: { size: { Name: 'Size' }, unit: { Name: 'Unit' } }, DOCUMENT_TYPE: ['crm', 'CCrmDocumentDeal', 'DEAL'], DESCRIPTION: { en: 'Measures' } });
    const stored = (): any => shop.data().tables['bizprocActivities']![0];
    expect(stored()).toMatchObject({ name: { '*': 'Measure' }, description: { EN: 'Measures' }, properties: { size: { NAME: 'Size' }, unit: { NAME: 'Unit' } } });
    expect(await call(method('update'), { CODE: 'measure', FIELDS: { PLACEMENT_HANDLER: 'https://shop.example.test/dialog' } })).toBe(`${invalid} No fields to update`);
    expect(await call(method('update'), { CODE: 'measure', FIELDS: {} })).toBe(`${invalid} No fields to update`);
    expect(await call(method('update'), { code: 'measure', fields: { Properties: { Size: { name: 'Size, mm' } }, Name: '', document_type: '' } })).toBe(true);
    expect(stored()).toMatchObject({ name: { '*': 'Measure' }, properties: { Size: { NAME: 'Size, mm' } }, documentType: null });
    expect(Object.keys(stored().properties)).toEqual(['Size']);
    expect(await call(method('update'), { CODE: 'measure', FIELDS: { PROPERTIES: [] } })).toBe(true);
    expect(stored().properties).toEqual([]);
  });

  test('does not exist on a plan without it', async () => {
    const shop = await openWorkshop();
    shop.data().options['features'] = { bizproc: 'N' };
    const answer = await shop.application.call(method('list'));
    if (family === 'activity') expect(answer).toBe('404 ERROR_METHOD_NOT_FOUND Method not found!');
    else expect(answer).toEqual([]);
    shop.data().options['features'] = { bizproc: 'N', crm_automation_lead: 'N', crm_automation_deal: 'N', crm_automation_order: 'N', tasks_automation: 'N' };
    expect(await shop.application.call(method('list'))).toBe('404 ERROR_METHOD_NOT_FOUND Method not found!');
    expect(await shop.application.call('method.get', { name: method('list') })).toEqual({ isExisting: false, isAvailable: false });
  });
});

describe('activities beside robots', () => {
  test('share the codes, not the methods', async () => {
    const { application: { call } } = await openWorkshop();
    await call('bizproc.activity.add', measure);
    expect(await call('bizproc.robot.add', measure)).toContain('ERROR_ACTIVITY_ALREADY_INSTALLED');
    expect(await call('bizproc.robot.delete', { CODE: 'measure' })).toContain('ERROR_ACTIVITY_NOT_FOUND');
  });

  test('a dialog needs a code nobody on the portal has, goes with USE_PLACEMENT N, and is no place of the application', async () => {
    const shop = await openWorkshop();
    const { call } = shop.application;
    const withDialog = { ...measure, USE_PLACEMENT: 'Y', PLACEMENT_HANDLER: 'https://shop.example.test/dialog' };
    expect(await call('bizproc.robot.add', { ...withDialog, PLACEMENT_HANDLER: '' })).toContain('ERROR_WRONG_HANDLER_URL');
    expect(await call('bizproc.robot.add', withDialog)).toBe(true);
    expect(await call('placement.get')).toEqual([]);
    const other = await shop.another();
    expect(await other.call('bizproc.robot.add', withDialog)).toBe('400 ERROR_CORE Unable to set placement handler: Handler already binded');
    expect(await call('bizproc.robot.update', { CODE: 'measure', FIELDS: { USE_PLACEMENT: 'N' } })).toBe(true);
    expect(await other.call('bizproc.robot.add', withDialog)).toBe(true);
  });
});

const watch = {
  CODE: 'user.info', NAME: { en: 'User information', ru: 'О сотруднике' }, USE_SUBSCRIPTION: 'Y', AUTH_USER_ID: 1,
  PROPERTIES: {
    user: { Name: 'User', Type: 'int', Required: 'Y' }, deal: { Name: 'Deal', Default: '{=Document:ID}' }, title: { Name: 'Title', Default: 'Deal «{=Document:TITLE}»' },
    phones: { Name: 'Phones', Multiple: 'Y' }, note: { Name: 'Note' },
  },
  RETURN_PROPERTIES: { Email: { Name: 'E-mail', Type: 'string' }, online: { Name: 'Online', Type: 'bool', Default: 'N' } },
};

describe('running an activity', () => {
  const open = async (react?: Parameters<typeof openHandler>[0], more: object = {}): Promise<any> => {
    const handler = await openHandler(react);
    const shop = await openWorkshop();
    await shop.control('POST', 'hosts', { 'https://shop.example.test': handler.origin });
    await shop.application.call('bizproc.activity.add', { ...watch, HANDLER: 'https://shop.example.test/steps?step=1', ...more });
    const deal = await shop.application.call('crm.item.add', { entityTypeId: 2, fields: { title: 'Pump' } });
    const run = (given: object = {}): Promise<any> => shop.control('POST', 'activity-runs', { code: 'user.info', document: `DEAL_${deal.item.id}`, properties: { user: 3 }, ...given });
    return { shop, handler, deal: deal.item.id, run };
  };

  test('posts to its handler as the portal does', async () => {
    const { shop, handler, deal, run } = await open();
    const { workflowId, status, delivery } = await run({ properties: { user: 3, phones: ['1', '2'] }, timeoutSeconds: 60 });
    expect([status, delivery]).toEqual(['waiting', { status: 200 }]);
    expect(handler.received).toHaveLength(1);
    const { path, contentType, form } = handler.received[0];
    expect([path, contentType]).toEqual(['/steps?step=1', 'application/x-www-form-urlencoded']);
    expect(form).toMatchObject({
      workflow_id: workflowId, code: 'user.info', document_id: ['crm', 'CCrmDocumentDeal', `DEAL_${deal}`], document_type: ['crm', 'CCrmDocumentDeal', 'DEAL'],
      properties: { user: '3', deal: String(deal), title: 'Deal «Pump»', phones: ['1', '2'], note: '' }, use_subscription: 'Y', timeout_duration: '60', ts: String(shop.now() / 1000),
      auth: { domain: new URL(shop.origin).host, expires_in: '3600', user_id: '1', application_token: shop.application.applicationToken },
    });
    expect(Object.keys(form.properties)).toEqual(['user', 'deal', 'title', 'phones', 'note']);
    expect((await send(`${form.auth.client_endpoint}profile?auth=${form.auth.access_token}`)).body.result).toMatchObject({ ID: '1' });
  });

  test.each([
    [{ phones: '1' }, { phones: ['1'], note: '' }], [{ phones: [] }, { note: '' }], [{ phones: '' }, { phones: '', note: '' }], [{ note: ['a', 'b'] }, { phones: '', note: 'a' }], [{ user: ['user_3'] }, { user: ['user_3'], phones: '', note: '' }],
  ])('posts %o as the types of the properties have it', async (properties, posted) => {
    const { handler, run } = await open();
    await run({ properties: { user: 3, ...properties } });
    const { deal: _, title: __, ...form } = handler.received[0].form.properties;
    expect(form).toEqual({ user: '3', ...posted });
  });

  test('takes the answer, before or after the handler replied, and keeps it to be asked for', async () => {
    let origin = '';
    const { shop, run } = await open(async ({ auth, event_token: token }: any) => {
      const answer = { event_token: token, return_values: { EMAIL: 'boris@example.test', online: 'Y', unknown: 'x' }, log_message: 'found', auth: auth.access_token };
      await send(`${origin}/rest/bizproc.event.send`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(answer) });
    });
    origin = shop.origin;
    expect(await run()).toMatchObject({ status: 'done', returnValues: { Email: 'boris@example.test', online: 'Y' }, log: ['found'] });
    const runs = await shop.control('GET', 'activity-runs');
    expect(runs).toMatchObject([{ id: 1, code: 'user.info', status: 'done', returnValues: { Email: 'boris@example.test', online: 'Y' } }]);
    expect(Object.keys(runs[0].returnValues)).toEqual(['Email', 'online']);
  });

  test('is answered once, logged while it waits, and by nobody without its token', async () => {
    const { shop, handler, run } = await open();
    await run();
    const EVENT_TOKEN = handler.received[0].form.event_token;
    const { call } = shop.application;
    expect(await call('bizproc.activity.log', { EVENT_TOKEN, LOG_MESSAGE: 'looking' })).toBe(true);
    expect(await call('bizproc.activity.log', { EVENT_TOKEN })).toBe('400 ERROR_EMPTY_LOG_MESSAGE Empty log message!');
    expect(await call('bizproc.event.send', { EVENT_TOKEN: `${EVENT_TOKEN}0` })).toBe('403 ACCESS_DENIED Access denied!');
    expect((await shop.webhook('bizproc.event.send', { EVENT_TOKEN, RETURN_VALUES: { email: 'first' } })).body.result).toBe(true);
    expect(await call('bizproc.event.send', { EVENT_TOKEN, RETURN_VALUES: { email: 'second' } })).toBe(true);
    expect(await call('bizproc.activity.log', { EVENT_TOKEN, LOG_MESSAGE: 'late' })).toContain('400 0 ');
    expect(await shop.control('GET', 'activity-runs')).toMatchObject([{ status: 'done', returnValues: { Email: 'first', online: 'N' }, log: ['looking', 'Answer from the application received'] }]);
  });

  test('has tokens only where somebody stands for it', async () => {
    const { handler, run } = await open(undefined, { AUTH_USER_ID: 0 });
    await run();
    expect(Object.keys(handler.received[0].form.auth)).toEqual(['domain', 'member_id', 'application_token']);
    await run({ user: 3 });
    expect(handler.received[1].form.auth).toMatchObject({ user_id: '3' });
  });

  test.each([['', {}, 'N'], ['', { wait: true }, 'Y'], ['N', { wait: true }, 'N'], ['Y', { wait: false }, 'Y']])('with USE_SUBSCRIPTION %j and %o waits: %s', async (USE_SUBSCRIPTION, given, waits) => {
    const { handler, run } = await open(undefined, { USE_SUBSCRIPTION });
    expect((await run(given)).status).toBe(waits === 'Y' ? 'waiting' : 'done');
    expect(handler.received[0].form.use_subscription).toBe(waits);
  });

  test('may wait by default, as the documentation has it', async () => {
    const { shop, run } = await open(undefined, { USE_SUBSCRIPTION: '' });
    shop.setSwitches({ stepWaits: 'unlessNo' });
    expect((await run()).status).toBe('waiting');
  });

  test('never leaves this computer', async () => {
    const { shop, run } = await open(undefined, { HANDLER: 'https://elsewhere.example.test/' });
    expect((await run()).delivery).toEqual({ error: 'elsewhere.example.test is not mapped to this computer' });
    expect(await shop.control('POST', 'hosts', { 'shop.example.test': 'https://example.com' })).toEqual({ error: expect.stringContaining('an address of this computer only') });
  });

  test.each([
    [{ code: 'user.infos' }, 'no such activity or robot: user.infos; there are user.info'], [{ document: 'DEAL_999' }, 'no such document on the portal: DEAL_999'],
    [{ document: 'deals' }, 'no such kind of document: deals; DEAL_57 or DYNAMIC_1030_4 is expected'], [{ properties: {} }, 'user.info: the property user is required'],
    [{ properties: { user: 3, users: 4 } }, 'user.info has no property users; there are user, deal, title, phones, note'],
  ])('is not started with %o', async (given, error) => {
    const { run, handler } = await open();
    expect(await run(given)).toEqual({ error });
    expect(handler.received).toEqual([]);
  });

  test('of two applications wants to know which', async () => {
    const { shop, run } = await open();
    const other = await shop.another({ clientId: 'local.other' });
    await other.call('bizproc.robot.add', { ...measure, CODE: 'user.info' });
    expect(await run()).toEqual({ error: 'several applications have user.info: name one of local.workshop, local.other' });
    expect((await run({ clientId: 'local.workshop' })).delivery).toEqual({ status: 200 });
  });
});
