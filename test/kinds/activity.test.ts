import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Configuration, Workshop } from '../in-process.ts';
import { OPEN, apply, call, changes, opened, remarksOn, settle, wrong } from './shop.ts';

const APPLICATION = { application: ['bizproc', 'crm', 'telephony', 'userfieldconfig'] };
const HANDLER = 'https://desk.example.com/book';
const visit = { name: { en: 'Visit', ru: 'Выезд' }, type: 'datetime', required: true };
const booking = { handler: HANDLER, name: { en: 'Book a visit', ru: 'Назначить выезд' }, properties: { visit, hours: { name: 'Hours', type: 'int', default: 2 } } };
const stored = (shop: Workshop, code = 'book-visit'): any => shop.portal.data().tables['bizprocActivities']!.find((row) => row['code'] === code);
const codes = (shop: Workshop): string[] => shop.portal.data().tables['bizprocActivities']!.map((row) => String(row['code']));
const pages = (shop: Workshop): any[] => (shop.portal.data().tables['placements'] ?? []).map(({ placement, handler, additional }) => [placement, handler, additional]);
const declared = (body: object): Configuration => ({ activities: { 'book-visit': { ...booking, ...body } } });

/** What the one step of the plan would send. */
async function sent(shop: Workshop, configuration: Configuration): Promise<any> {
  shop.declare(configuration);
  const { plan, problems } = await shop.plan();
  expect(problems).toEqual([]);
  const steps = Object.values(plan!.steps);
  expect(steps).toHaveLength(1);
  return steps[0]!.call;
}

describe('an activity', () => {
  test('is made with all that is said of it, in the words of the portal', async () => {
    const shop = await opened(APPLICATION);
    await settle(shop, declared({
      description: 'Finds a free hour.', runAs: 'admin@example.test', useSubscription: true, documentType: 'deal', placementHandler: `${HANDLER}/settings`,
      filter: { include: ['deal', 'lists', 'smartProcesses'], exclude: ['box'] },
      properties: {
        visit: { ...visit, description: { en: 'When', ru: 'Когда' } },
        place: { name: 'Place', type: 'UF:address', multiple: true },
        kind: { name: 'Kind', type: 'select', options: { repair: { en: 'Repair', ru: 'Ремонт' }, check: 'Check' }, default: ['repair', '{=Document:TITLE}'], multiple: true, required: false },
        urgent: { name: 'Urgent', type: 'bool', default: true },
      },
      returnProperties: { technician: { name: 'Technician', type: 'user' } },
    }));
    const { id, ...row } = stored(shop);
    expect(id).toBeGreaterThan(0);
    expect(row).toEqual({
      clientId: 'local.workshop', code: 'book-visit', robot: false, handler: HANDLER, authUserId: 1, useSubscription: 'Y', usePlacement: true,
      name: { EN: 'Book a visit', RU: 'Назначить выезд' }, description: { '*': 'Finds a free hour.' },
      documentType: ['crm', 'CCrmDocumentDeal', 'DEAL'],
      filter: { INCLUDE: [['crm', 'CCrmDocumentDeal', 'DEAL'], ['lists'], ['crm', 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic']], EXCLUDE: ['box'] },
      properties: {
        visit: { NAME: { EN: 'Visit', RU: 'Выезд' }, DESCRIPTION: { EN: 'When', RU: 'Когда' }, TYPE: 'datetime', REQUIRED: 'Y' },
        place: { NAME: 'Place', TYPE: 'UF:address', MULTIPLE: 'Y' },
        kind: { NAME: 'Kind', TYPE: 'select', OPTIONS: { repair: 'Repair', check: 'Check' }, REQUIRED: 'N', MULTIPLE: 'Y', DEFAULT: ['repair', '{=Document:TITLE}'] },
        urgent: { NAME: 'Urgent', TYPE: 'bool', DEFAULT: 'Y' },
      },
      returnProperties: { technician: { NAME: 'Technician', TYPE: 'user' } },
    });
    expect(Object.keys(row.properties)).toEqual(['visit', 'place', 'kind', 'urgent']);
    expect(pages(shop)).toEqual([['BIZPROC_ACTIVITY_PROPERTIES_DIALOG', `${HANDLER}/settings`, 'book-visit']].map(([, ...rest]) => [expect.any(String), ...rest]));
  });

  test('with a code of its own has that code, and cannot be given another', async () => {
    const shop = await opened(APPLICATION);
    await settle(shop, declared({ code: 'Visits.Book_2' }));
    expect(codes(shop)).toEqual(['Visits.Book_2']);
    expect(await wrong(shop, declared({ code: 'visits' }))).toEqual(['fixed-property']);
  });

  test.each<[string, object, object]>([
    ['a text', { description: 'Books.' }, { DESCRIPTION: 'Books.' }],
    ['a name in another language', { name: { en: 'Book a visit', ru: 'Выезд' } }, { NAME: { en: 'Book a visit', ru: 'Выезд' } }],
    ['nobody to act for', { runAs: null }, { AUTH_USER_ID: 0 }],
    ['somebody to act for', { runAs: 'Admin@Example.test' }, { AUTH_USER_ID: 1 }],
    ['no answer', { useSubscription: false }, { USE_SUBSCRIPTION: 'N' }],
    ['a page of settings, with the handler: alone the portal calls it no update (trap 34)', { placementHandler: `${HANDLER}/page` }, { HANDLER, USE_PLACEMENT: 'Y', PLACEMENT_HANDLER: `${HANDLER}/page` }],
    ['no page of settings', { placementHandler: null }, { USE_PLACEMENT: 'N' }],
    ['no description: an empty text', { description: null }, { DESCRIPTION: '' }],
    ['no type of documents: an empty text', { documentType: null }, { DOCUMENT_TYPE: '' }],
    ['no filter: an empty text', { filter: null }, { FILTER: '' }],
    ['one property: all of them', { properties: { visit: { ...visit, required: false }, hours: booking.properties.hours } }, { PROPERTIES: { visit: { Name: visit.name, Type: 'datetime', Required: 'N' }, hours: { Name: 'Hours', Type: 'int', Default: 2 } } }],
    ['the order of properties', { properties: { hours: booking.properties.hours, visit } }, { PROPERTIES: { hours: { Name: 'Hours', Type: 'int', Default: 2 }, visit: { Name: visit.name, Type: 'datetime', Required: 'Y' } } }],
    ['a property less', { properties: { visit } }, { PROPERTIES: { visit: { Name: visit.name, Type: 'datetime', Required: 'Y' } } }],
    ['no properties', { properties: {} }, { PROPERTIES: {} }],
    ['a property named like a part of the request: in capitals', { properties: { OPTIONS: { name: 'Options' } } }, { PROPERTIES: { OPTIONS: { NAME: 'Options', TYPE: 'string' } } }],
    ['a value that is returned', { returnProperties: { technician: { name: 'Technician', type: 'user' } } }, { RETURN_PROPERTIES: { technician: { Name: 'Technician', Type: 'user' } } }],
  ])('updates %s', async (_, body, fields) => {
    const shop = await opened(APPLICATION);
    await settle(shop, declared({}));
    expect(await sent(shop, declared(body))).toEqual({ method: 'bizproc.activity.update', params: { CODE: 'book-visit', FIELDS: fields }, retry: 'idempotent', context: 'app', seconds: expect.any(Number) });
    expect(JSON.stringify((await sent(shop, declared(body))).params.FIELDS)).toBe(JSON.stringify(fields));
    await settle(shop, declared(body));
  });

  test('loses on the portal what is cleared, and nothing else', async () => {
    const shop = await opened(APPLICATION);
    const rich = { description: 'Books.', documentType: 'deal', filter: { include: ['deal'] }, runAs: 'admin@example.test', placementHandler: `${HANDLER}/page`, returnProperties: { technician: { name: 'Technician' } } };
    await settle(shop, declared(rich));
    await settle(shop, declared({ description: null, documentType: null, filter: null, runAs: null, placementHandler: null, properties: {}, returnProperties: {} }));
    expect(stored(shop)).toMatchObject({ description: { '*': '' }, documentType: null, filter: null, authUserId: 0, usePlacement: false, properties: [], returnProperties: [], name: { EN: 'Book a visit', RU: 'Назначить выезд' }, handler: HANDLER });
    expect(pages(shop)).toEqual([]);
  });

  test('of documents that are made in the same apply names them by their number', async () => {
    const shop = await opened(APPLICATION);
    await settle(shop, { smartProcesses: { equipment: { title: 'Equipment', settings: OPEN } }, ...declared({ documentType: 'smartProcess.equipment', filter: { include: ['smartProcess.equipment', 'list.SITES', 'invoice'] } }) });
    const { entityTypeId } = (await call(shop, 'crm.type.list', { filter: { title: 'Equipment' } })).types[0];
    const process = ['crm', 'Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic', `DYNAMIC_${entityTypeId}`];
    expect(stored(shop).documentType).toEqual(process);
    expect(stored(shop).filter).toEqual({ INCLUDE: [process, ['lists', 'Bitrix\\Lists\\BizprocDocumentLists', 'iblock_23'], ['crm', 'Bitrix\\Crm\\Integration\\BizProc\\Document\\SmartInvoice', 'SMART_INVOICE']] });
  });

  test('that nobody remembers is left alone; one that a new version of the application erased is made again', async () => {
    const shop = await opened(APPLICATION);
    await settle(shop, declared({}));
    await fetch(`${shop.portal.origin}/_sandbox/applications/update`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ clientId: 'local.workshop' }) });
    expect(stored(shop)).toBeUndefined();
    await settle(shop, declared({}));
    expect(stored(shop).handler).toBe(HANDLER);
    rmSync(join(shop.folder, '.bxform'), { recursive: true });
    shop.declare(declared({ handler: 'https://desk.example.com/other' }));
    const { plan } = await shop.plan();
    expect([plan!.unknown, plan!.waves]).toEqual([['activity.book-visit'], []]);
  });

  test('is blocked where there is no application, or where what it asks for is not within reach of it', async () => {
    const webhook = await opened();
    webhook.declare({ ...declared({}), workplaces: { service: { title: 'Field service' } } });
    expect((await webhook.plan()).plan!.changes.map(({ address, action }) => [address, action])).toEqual([['workplace.service', 'create'], ['activity.book-visit', 'blocked']]);
    const shop = await opened({ application: ['bizproc', 'crm'] });
    shop.declare({ ...declared({ properties: { line: { name: 'Line', type: 'select', options: { from: 'telephony.lines' } } } }), robots: { 'call-back': { handler: HANDLER, name: 'Call back' } } });
    expect((await shop.plan()).plan!.changes.map(({ address, action, reason }) => [address, action, reason])).toEqual([['activity.book-visit', 'blocked', expect.stringContaining('telephony')], ['robot.call-back', 'create', undefined]]);
  });
});

describe('a robot', () => {
  test('is one by another method, and is told apart from an activity', async () => {
    const shop = await opened(APPLICATION);
    await settle(shop, { robots: { 'call-back': { handler: HANDLER, name: 'Call back' } }, ...declared({}) });
    expect([stored(shop, 'call-back').robot, stored(shop).robot]).toEqual([true, false]);
    expect((await sent(shop, { robots: { 'call-back': { handler: `${HANDLER}/2`, name: 'Call back' } }, ...declared({}) })).method).toBe('bizproc.robot.update');
  });
});

describe('choices', () => {
  const choosing = (options: unknown): Configuration => declared({ properties: { choice: { name: 'Choice', type: 'select', options } } });
  const choices = (shop: Workshop): [string, unknown][] => Object.entries(stored(shop).properties.choice.OPTIONS);

  /** Entries as people see them; the portal leaves open which of two with one number comes first. */
  const inOrder = async (shop: Workshop, dictionary: string): Promise<[string, string][]> =>
    ((await call(shop, 'crm.status.list', { filter: { ENTITY_ID: dictionary } })) as any[]).sort((a, b) => a.SORT - b.SORT || a.ID - b.ID).map(({ STATUS_ID, NAME }) => [STATUS_ID, NAME]);

  test('are texts in the language of the portal, or values alone', async () => {
    const shop = await opened({ ...APPLICATION, language: 'ru' });
    await settle(shop, choosing({ repair: { en: 'Repair', ru: 'Ремонт' }, check: 'Осмотр' }));
    expect(choices(shop)).toEqual([['repair', 'Ремонт'], ['check', 'Осмотр']]);
    await settle(shop, choosing(['Ремонт', 'Осмотр']));
    expect(choices(shop)).toEqual([['Ремонт', 'Ремонт'], ['Осмотр', 'Осмотр']]);
  });

  test('that are whole numbers keep their order in what is sent', async () => {
    const shop = await opened(APPLICATION);
    await settle(shop, choosing({ 30: 'Thirty days', never: 'Never', 7: 'A week' }));
    const written = { 30: 'Thirty days', never: 'Never', 7: 'A month' };
    shop.declare(`activities: { book-visit: { handler: ${HANDLER}, name: Book, properties: { choice: { name: Choice, type: select, options: { "30": Thirty days, never: Never, "7": ${written[7]} } } } } }`);
    const { plan } = await shop.plan();
    const [step] = Object.values(plan!.steps);
    expect((step!.call.params['FIELDS'] as any).PROPERTIES.choice.Options).toEqual({ $map: [['30', 'Thirty days'], ['never', 'Never'], ['7', 'A month']] });
  });

  test('come from a dictionary, as it will be after this apply, in its order', async () => {
    const shop = await opened(APPLICATION);
    const before = await inOrder(shop, 'INDUSTRY');
    expect(before.length).toBeGreaterThan(5);
    await settle(shop, choosing({ from: 'dictionary.INDUSTRY' }));
    expect(choices(shop)).toEqual(before);
    const entries = { RETAIL: 'Retail', [before[1]![0]]: { name: 'Second of all', adopt: true }, FARMING: 'Farming', [before[0]![0]]: { name: before[0]![1], adopt: true } };
    await settle(shop, { ...choosing({ from: 'dictionary.INDUSTRY' }), dictionaries: { INDUSTRY: { entries } } });
    const after = await inOrder(shop, 'INDUSTRY');
    expect(choices(shop)).toEqual(after);
    expect(after.map(([code]) => code).filter((code) => code in entries)).toEqual(Object.keys(entries));
  });

  test.each(['STATUS', 'DEAL_STAGE'])('come from the stages in %s, with those that are declared', async (dictionary) => {
    const shop = await opened(APPLICATION);
    const [good, bad] = dictionary === 'STATUS' ? ['CONVERTED', 'JUNK'] : ['WON', 'LOSE'];
    const given = (name: string): object => ({ name, adopt: true });
    const stages = { NEW: given('Fresh'), CHECKED: 'Checked', [good]: given('Good'), [bad]: given('Bad') };
    const crm = dictionary === 'STATUS' ? { lead: { stages } } : { deal: { funnels: { default: { name: 'Sales', stages } } } };
    await settle(shop, { ...choosing({ from: `dictionary.${dictionary}` }), crm });
    const live = await inOrder(shop, dictionary);
    expect(choices(shop)).toEqual(live);
    expect(live.map(([value]) => value)).toContain('CHECKED');
  });

  test('come from the currencies and from the lines the portal calls out from', async () => {
    const shop = await opened(APPLICATION);
    await settle(shop, choosing({ from: 'currencies' }));
    expect(choices(shop).map(([code]) => code)).toEqual(((await call(shop, 'crm.currency.list')) as any[]).map(({ CURRENCY }) => CURRENCY));
    shop.declare(choosing({ from: 'telephony.lines' }));
    expect((await shop.plan()).plan!.changes.flatMap(({ risks }) => risks ?? [])).toEqual(['properties.choice offers nothing to choose: the portal has none']);
    shop.portal.data().tables['phoneLines'] = [{ number: 'reg150907', name: 'Service & "repairs"' }, { number: '+4930123', name: 'Berlin' }];
    await settle(shop, choosing({ from: 'telephony.lines' }));
    expect(choices(shop)).toEqual([['+4930123', 'Berlin'], ['reg150907', 'Service & "repairs"']]);
    shop.portal.data().tables['phoneLines']!.push({ number: 'sip7', name: 'Workshop' });
    const [change] = (await changes(shop)) as any[];
    const [path, before, after] = change.properties[0];
    expect([change.address, path, JSON.stringify(before)]).toEqual(['activity.book-visit', 'properties.choice', JSON.stringify({ ...after, options: after.options.slice(0, -1) })]);
  });

  test('are read from the portal only where somebody asks for them', async () => {
    const shop = await opened(APPLICATION);
    const asked = async (configuration: Configuration): Promise<string[]> => {
      const methods = new Set<string>();
      shop.declare(configuration);
      await shop.plan((calls) => calls.forEach(({ method }) => methods.add(method)));
      return [...methods].filter((method) => /^(crm\.(status|currency)|voximplant)/.test(method)).sort();
    };
    expect(await asked(declared({}))).toEqual([]);
    expect(await asked(choosing({ from: 'currencies' }))).toEqual(['crm.currency.list']);
    expect(await asked(choosing({ from: 'telephony.lines' }))).toEqual(['voximplant.line.get']);
    expect(await asked(choosing({ from: 'dictionary.SOURCE' }))).toEqual(['crm.status.entity.types', 'crm.status.list']);
  });

  test('of a dictionary the portal does not have are a problem with a place', async () => {
    const shop = await opened(APPLICATION);
    shop.declare(`activities:\n  book-visit:\n    handler: ${HANDLER}\n    name: Book\n    properties:\n      choice: { name: Choice, type: select, options: { from: dictionary.INDUSTRI } }\n`);
    expect((await shop.plan()).problems).toMatchObject([{ code: 'unknown-on-portal', place: { file: 'config.yaml', line: 6 }, hint: expect.stringContaining('INDUSTRY') }]);
  });
});

describe('what is wrong is told where it stands', () => {
  const activity = (body: string, key = 'book'): string => `activities:\n  ${key}:\n    handler: ${HANDLER}\n    name: Book\n${body.split('\n').map((line) => `    ${line}`).join('\n')}\n`;
  const property = (body: string): string => activity(`properties:\n  choice: { name: Choice, ${body} }`);

  test.each<[string, string, string]>([
    ['no handler', 'activities: { book: { name: Book } }', 'missing-key'],
    ['a handler without encryption', 'activities: { book: { name: Book, handler: http://desk.example.com } }', 'handler-not-https'],
    ['a page of settings without encryption', activity('placementHandler: http://desk.example.com'), 'handler-not-https'],
    ['a handler that is no address', 'activities: { book: { name: Book, handler: desk.example.com } }', 'bad-value'],
    ['a blank name', `activities: { book: { name: " ", handler: ${HANDLER} } }`, 'bad-value'],
    ['a code the portal does not take', activity('code: "book visit"'), 'bad-value'],
    ['an unknown type', property('type: text2'), 'bad-value'],
    ['a property without a name', activity('properties: { choice: { type: int } }'), 'missing-key'],
    ['a property named by a number', activity('properties: { 7: { name: Seven } }'), 'bad-key'],
    ['names that differ in case alone', activity('properties: { choice: { name: A }, Choice: { name: B } }'), 'keys-alike'],
    ['a type of documents without one', property('type: UF:address'), 'type-needs-document'],
    ['a select with nothing to choose', property('type: select'), 'missing-key'],
    ['options nobody chooses from', property('type: string, options: [a, b]'), 'idle-options'],
    ['a default that is no option', property('type: select, options: { a: One }, default: One'), 'default-not-an-option'],
    ['several defaults of one value', property('type: int, default: [1, 2]'), 'default-of-many'],
    ['a default of another type', property('type: int, default: many'), 'wrong-default'],
    ['a switch that is neither on nor off', property('type: bool, default: maybe'), 'wrong-default'],
    ['the stages of a numbered funnel', property('type: select, options: { from: dictionary.DEAL_STAGE_5 }'), 'stages-of-funnel'],
    ['an unknown source of options', property('type: select, options: { from: phones }'), 'bad-value'],
    ['an answer nobody waits for', activity('useSubscription: false\nreturnProperties: { technician: { name: Technician } }'), 'nobody-waits'],
    ['an unknown rule of a filter', activity('filter: { include: [dael] }'), 'bad-value'],
    ['documents robots do not run on', `robots: { book: { handler: ${HANDLER}, name: Book, documentType: contact } }`, 'bad-value'],
    ['one code for two', `robots: { book: { handler: ${HANDLER}, name: Book } }\n${activity('code: book', 'visit')}`, 'code-taken'],
    ['one page of settings for two', `robots: { ring: { handler: ${HANDLER}, name: Ring, placementHandler: ${HANDLER} } }\n${activity(`placementHandler: ${HANDLER}`)}`, 'settings-page-taken'],
    ['more than the portal keeps', activity(`properties: { choice: { name: "${'Щ'.repeat(33_000)}" } }`), 'too-long'],
    ['a name every activity has already', activity('properties: { Title: { name: Title } }'), 'reserved-name'],
    ['one name for a question and its answer', activity('properties: { line: { name: Line } }\nreturnProperties: { line: { name: Line } }'), 'one-name-for-two'],
  ])('%s', async (_, config, code) => {
    const remarks = await remarksOn(config);
    expect(remarks).toEqual([expect.any(String)]);
    expect(remarks[0]).toMatch(new RegExp(`^config/equipment\\.yaml:\\d+:\\d+ ${code}: .+${code.startsWith('bad-') ? '' : ' → .+'}`));
  });

  test.each([
    ['an address of the same machine', 'activities: { book: { name: Book, handler: "http://localhost:8080/book" } }'],
    ['an expression for any type', property('type: int, default: "{=Document:ID}"')],
    ['a default among options of the portal', property('type: select, options: { from: dictionary.SOURCE }, default: WEB')],
    ['an option called from', property('type: select, options: { from: From, to: To }, default: from')],
    ['a type of documents with one', activity('documentType: deal\nproperties: { place: { name: Place, type: UF:address } }')],
  ])('%s is fine', async (_, config) => {
    expect(await remarksOn(config)).toEqual([]);
  });

  test('a code that is taken is refused before the portal is asked', async () => {
    const shop = await opened(APPLICATION);
    expect(await wrong(shop, { robots: { 'book-visit': { handler: HANDLER, name: 'Book' } }, ...declared({}) })).toEqual(['code-taken']);
    expect(await apply(shop, declared({}))).toMatchObject([{ outcome: 'done' }]);
  });
});
