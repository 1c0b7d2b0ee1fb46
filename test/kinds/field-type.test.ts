import { describe, expect, test } from 'vitest';
import { anotherApplication, forget, openedWithApplication, outcomesOf, rowsIn, settleAndForget, writesSince } from './app-shop.ts';
import { renumbered } from './renumbered.ts';
import type { Workshop } from '../in-process.ts';
import { changes, fieldNamed, opened, remarksOn, settle, wrong } from './shop.ts';

const rating = { handler: 'https://fields.example.test/rating', title: 'Rating' };
const pump = (CONDITION: object): object => ({ pump: { title: 'Pump', settings: { openPermissions: false }, fields: { CONDITION: { label: { en: 'Condition' }, ...CONDITION } } } });
const condition = { fieldTypes: { rating }, smartProcesses: pump({ type: 'fieldType.rating' }) };
const typesOf = (shop: Workshop): any[] => rowsIn(shop, 'placements').filter(({ placement }) => placement === 'USERFIELD_TYPE');
const numberOf = (shop: Workshop): number => rowsIn(shop, 'applications')[0].id;

describe('what is declared of field types', () => {
  test.each([
    ['a key that is no code, without a code', 'fieldTypes: { ▸star-rating: { handler: https://x.test/ } }', /1:\d+ missing-code: the key star-rating cannot be the code of a field type.* → write `code:`/],
    ['a code with capitals', 'fieldTypes: { star: { code: Star, handler: https://x.test/ } }', /bad-value: `code` must be small letters, digits and _, not "Star"/],
    ['a code that is too long for fields', `fieldTypes: { star: { code: ${'a'.repeat(39)}, handler: https://x.test/ } }`, /too-long: `code` has 39 characters, at most 38 fit/],
    ['no handler', 'fieldTypes: { star: { title: Star } }', /missing-key: a field type needs `handler`/],
    ['plain http', 'fieldTypes: { star: { handler: http://x.test/ } }', /handler-not-https/],
    ['a field of a type nobody declares', 'fieldTypes: { star: { handler: https://x.test/ } }\ncrm: { deal: { fields: { STARS: { type: fieldType.stars } } } }', /2:\d+ dangling-reference: .*fieldType.stars.* → did you mean fieldType.star\?/],
    ['a field with a setting of another type', 'fieldTypes: { star: { handler: https://x.test/ } }\ncrm: { deal: { fields: { STARS: { type: fieldType.star, rows: 3 } } } }', /2:\d+ setting-of-other-type: `rows` is a setting of string or url fields, and this field is fieldType.star/],
    ['a type of fields that there is not', 'crm: { deal: { fields: { STARS: { type: strng } } } }', /not-allowed: `type` must be string, integer, .* iblock_element or fieldType.KEY, not "strng" → did you mean `string`\?/],
    ['a reference without a key', 'crm: { deal: { fields: { STARS: { type: fieldType. } } } }', /bad-value: `type` must be a field type of this project, such as fieldType.rating, not "fieldType."/],
  ])('%s is told at its place', async (_, config, told) => {
    expect(await remarksOn(config.replace('▸', ''))).toEqual([expect.stringMatching(told)]);
  });

  test('two of one code or one handler are one too many', async () => {
    expect(await remarksOn('fieldTypes:\n  star: { handler: https://x.test/star }\n  stars: { code: star, handler: https://x.test/star }\n')).toEqual([
      expect.stringMatching(/3:3 same-code: fieldType.stars and fieldType.star have the same code/), expect.stringMatching(/3:3 same-handler/),
    ]);
  });
});

describe('a field type', () => {
  test('is made with all it says, changed where it differs, and found again without the state', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { fieldTypes: { rating: { ...rating, description: 'One to five', height: 40 } } });
    expect(typesOf(shop)).toEqual([expect.objectContaining({ additional: 'rating', handler: rating.handler, title: 'Rating', comment: 'One to five', options: { height: 40 } })]);
    await settleAndForget(shop, { fieldTypes: { rating: { ...rating, handler: 'https://fields.example.test/stars', title: 'Stars' } } });
    expect(typesOf(shop)).toEqual([expect.objectContaining({ additional: 'rating', handler: 'https://fields.example.test/stars', title: 'Stars' })]);
  });

  test('sends all its texts with every change, in all their languages', async () => {
    const shop = await openedWithApplication();
    const texts = { title: { en: 'Rating', ru: 'Оценка' }, description: 'One to five' };
    const all = { TITLE: 'Rating', DESCRIPTION: 'One to five', LANG_ALL: { en: { TITLE: 'Rating', DESCRIPTION: 'One to five' }, ru: { TITLE: 'Оценка', DESCRIPTION: 'One to five' } } };
    await settle(shop, { fieldTypes: { rating: { ...rating, ...texts } } });
    await settle(shop, { fieldTypes: { rating: { ...rating, ...texts, height: 80 } } });
    expect(writesSince(shop, 0)).toEqual([
      ['userfieldtype.add', expect.objectContaining({ USER_TYPE_ID: 'rating', HANDLER: rating.handler, ...all })],
      ['userfieldtype.update', expect.objectContaining({ USER_TYPE_ID: 'rating', OPTIONS: { height: 80 }, ...all })],
    ]);
  });

  test('sees a changed text of the portal\'s language, and remembers the others', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { fieldTypes: { rating: { ...rating, title: { en: 'Rating', ru: 'Оценка' } } } });
    shop.declare({ fieldTypes: { rating: { ...rating, title: { en: 'Rating', ru: 'Рейтинг' } } } });
    expect(await changes(shop)).toEqual([{ address: 'fieldType.rating', action: 'update', properties: [['translations.title', expect.anything(), { en: 'Rating', ru: 'Рейтинг' }]] }]);
    typesOf(shop)[0].title = 'Stars';
    shop.declare({ fieldTypes: { rating: { ...rating, title: { en: 'Rating', ru: 'Оценка' } } } });
    expect(await changes(shop)).toEqual([{ address: 'fieldType.rating', action: 'update', properties: [['title', 'Stars', 'Rating']] }]);
  });

  test('gets a height that is declared later', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { fieldTypes: { rating } });
    await settle(shop, { fieldTypes: { rating: { ...rating, height: 40 } } });
    expect(typesOf(shop)[0].options).toEqual({ height: 40 });
  });

  test('goes under the code it says, and cannot change it', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { fieldTypes: { 'star-rating': { ...rating, code: 'stars' } } });
    expect(typesOf(shop).map(({ additional }) => additional)).toEqual(['stars']);
    expect(await wrong(shop, { fieldTypes: { 'star-rating': { ...rating, code: 'points' } } })).toEqual(['fixed-property']);
  });

  test('of a lost state that differs is asked for, and taken over with all its texts', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { fieldTypes: { rating: { ...rating, height: 40 } } });
    forget(shop);
    const stars = { ...rating, title: 'Stars' };
    shop.declare({ fieldTypes: { rating: stars } });
    expect((await shop.plan()).plan!.changes).toEqual([expect.objectContaining({ action: 'blocked', answers: ['adopt: true'] })]);
    await settle(shop, { fieldTypes: { rating: { ...stars, adopt: true } } });
    expect(typesOf(shop)).toEqual([expect.objectContaining({ title: 'Stars', options: { height: 40 } })]);
  });

  test('of another application is not ours', async () => {
    const shop = await openedWithApplication();
    const other = await anotherApplication(shop);
    expect(await other('userfieldtype.add', { USER_TYPE_ID: 'rating', HANDLER: 'https://other.example.test/', TITLE: 'Their rating' })).toBe(true);
    shop.declare({ fieldTypes: { rating } });
    expect(await changes(shop)).toEqual([expect.objectContaining({ action: 'create' })]);
  });

  test('whose reply is lost is made once', async () => {
    const shop = await openedWithApplication();
    shop.portal.addFaults({ kind: 'lost-reply', method: 'userfieldtype.add', command: true, occurrence: 1 });
    expect(await outcomesOf(shop, { fieldTypes: { rating } })).toEqual(['create fieldType.rating done']);
    expect(typesOf(shop)).toHaveLength(1);
  });
});

describe('a field of such a type', () => {
  test('is made once the type is there, under the number of the application, and reads back as declared', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, condition);
    expect((await fieldNamed(shop, 'CONDITION')).userTypeId).toBe(`rest_${numberOf(shop)}_rating`);
  });

  test('takes the number of each portal', async () => {
    const [first, second] = [await openedWithApplication(), await openedWithApplication()];
    renumbered(second);
    for (const shop of [first, second]) await settle(shop, condition);
    const named = await Promise.all([first, second].map(async (shop) => (await fieldNamed(shop, 'CONDITION')).userTypeId));
    expect(named).toEqual([`rest_${numberOf(first)}_rating`, `rest_${numberOf(second)}_rating`]);
    expect(new Set(named).size).toBe(2);
  });

  test('may hold several values, and changes all but its type', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { ...condition, smartProcesses: pump({ type: 'fieldType.rating', multiple: true, mandatory: false }) });
    await settle(shop, { ...condition, smartProcesses: pump({ type: 'fieldType.rating', multiple: true, mandatory: true }) });
    expect(await fieldNamed(shop, 'CONDITION')).toMatchObject({ multiple: 'Y', mandatory: 'Y', userTypeId: `rest_${numberOf(shop)}_rating` });
    expect(await wrong(shop, { ...condition, smartProcesses: pump({ type: 'string', multiple: true }) })).toEqual(['fixed-property']);
  });

  test('waits for its type to be made again where somebody removed that by hand', async () => {
    const shop = await openedWithApplication();
    await settle(shop, condition);
    rowsIn(shop, 'placements').splice(0);
    shop.declare(condition);
    const { plan, problems } = await shop.plan();
    expect(problems).toEqual([]);
    expect(plan!.changes.filter(({ action }) => action !== 'none').map(({ action, address }) => `${action} ${address}`)).toEqual(['create fieldType.rating']);
    await settle(shop, condition);
  });

  test('is an orphan once the application was installed anew, and is told to be one rather than replaced', async () => {
    const shop = await openedWithApplication();
    await settle(shop, condition);
    const orphan = (await fieldNamed(shop, 'CONDITION')).userTypeId;
    renumbered(shop);
    shop.declare(condition);
    const before = shop.portal.requests.length;
    const { plan, problems } = await shop.plan();
    expect(plan).toBeUndefined();
    expect(problems).toEqual([expect.objectContaining({ code: 'fixed-property', hint: expect.stringContaining(`a field of ${orphan} belongs to an application that is not this one any more`) })]);
    expect(writesSince(shop, before)).toEqual([]);
    await settle(shop, { ...condition, smartProcesses: { pump: { title: 'Pump', settings: { openPermissions: false }, fields: { STATE: { type: 'fieldType.rating' } } } } });
    expect((await fieldNamed(shop, 'STATE')).userTypeId).toBe(`rest_${numberOf(shop)}_rating`);
  });

  test('waits for its type where no application may make it', async () => {
    const shop = await opened();
    shop.declare(condition);
    const { applied, plan } = await shop.apply();
    expect(applied!.outcomes.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual(['create smartProcess.pump done']);
    expect(plan!.changes.filter(({ action }) => action === 'blocked').map(({ address, waitsFor }) => [address, waitsFor])).toEqual([
      ['fieldType.rating', undefined], ['smartProcess.pump/field.CONDITION', 'fieldType.rating'],
    ]);
  });

  test('that is there already is no difference where the application that could tell its type may not, and a change of it waits', async () => {
    const shop = await openedWithApplication();
    await settle(shop, condition);
    rowsIn(shop, 'applications')[0].scopes = ['crm'];
    const blocked = { address: 'fieldType.rating', action: 'blocked', properties: [] };
    shop.declare(condition);
    expect(await changes(shop)).toEqual([blocked]);
    shop.declare({ ...condition, smartProcesses: pump({ type: 'fieldType.rating', mandatory: true }) });
    expect(await changes(shop)).toEqual([blocked, expect.objectContaining({ address: 'smartProcess.pump/field.CONDITION', action: 'blocked' })]);
  });

  test('of a lost state is found with its type', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { ...condition, crm: { deal: { fields: { STARS: { type: 'fieldType.rating' } } } } });
    forget(shop);
    expect(await changes(shop)).toEqual([]);
  });
});
