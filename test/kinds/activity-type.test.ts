import { describe, expect, test } from 'vitest';
import { anotherApplication, openedWithApplication, outcomesOf, rowsIn, settleAndForget } from './app-shop.ts';
import { changes, settle, wrong } from './shop.ts';

const visit = (more: object = {}): object => ({ activityTypes: { EQUIPMENT_VISIT: { name: 'Visit of an engineer', ...more } } });
const typesOf = (shop: Awaited<ReturnType<typeof openedWithApplication>>): any[] => rowsIn(shop, 'activityTypes').map(({ typeId, name, configurable }) => [typeId, name, configurable]);

describe('a type of activity', () => {
  test('is made under its key, and is ours as declared also when the state is lost', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, visit({ isConfigurable: true }));
    expect(typesOf(shop)).toEqual([['EQUIPMENT_VISIT', 'Visit of an engineer', 'Y']]);
  });

  test('is removed and made anew when it changes, with what nobody manages, and the plan says what that costs', async () => {
    const shop = await openedWithApplication();
    await settle(shop, visit({ isConfigurable: true }));
    shop.declare(visit({ name: 'Visit' }));
    const { plan } = await shop.plan();
    expect(plan!.changes.map(({ action, risks }) => [action, risks])).toEqual([['update', [expect.stringContaining('removed and made anew')]]]);
    expect(await outcomesOf(shop, visit({ name: 'Visit' }))).toEqual(['delete activityType.EQUIPMENT_VISIT done', 'create activityType.EQUIPMENT_VISIT done']);
    expect(await changes(shop)).toEqual([]);
    expect(typesOf(shop)).toEqual([['EQUIPMENT_VISIT', 'Visit', 'Y']]);
  });

  test('that was removed and not made anew is made by the next apply', async () => {
    const shop = await openedWithApplication();
    await settle(shop, visit());
    shop.portal.addFaults({ method: 'crm.activity.type.add', kind: 'error', code: 'ERROR_CORE', status: 400, times: 1 });
    expect(await outcomesOf(shop, visit({ name: 'Visit' }))).toEqual(['delete activityType.EQUIPMENT_VISIT done', 'create activityType.EQUIPMENT_VISIT failed']);
    expect(typesOf(shop)).toEqual([]);
    await settle(shop, visit({ name: 'Visit' }));
    expect(typesOf(shop)).toEqual([['EQUIPMENT_VISIT', 'Visit', 'N']]);
  });

  test('may have a code that no key can be, and keeps it', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { activityTypes: { bookkeeping: { typeId: '1C', name: '1C case' } } });
    expect(typesOf(shop)).toEqual([['1C', '1C case', 'N']]);
    expect(await wrong(shop, { activityTypes: { bookkeeping: { typeId: '2C', name: '1C case' } } })).toEqual(['fixed-property']);
  });

  test('is as long as the portal can keep, and no longer', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { activityTypes: { visit: { typeId: 'V'.repeat(100), name: 'N'.repeat(255) } } });
    expect(await wrong(shop, { activityTypes: { visit: { typeId: 'V'.repeat(101), name: 'N'.repeat(256) } } })).toEqual(['too-long', 'too-long']);
  });

  test('of another application is not ours', async () => {
    const shop = await openedWithApplication();
    const theirs = await anotherApplication(shop);
    await theirs('crm.activity.type.add', { fields: { TYPE_ID: 'EQUIPMENT_VISIT', NAME: 'Theirs' } });
    await settle(shop, visit());
    expect(typesOf(shop).map(([, name]) => name)).toEqual(['Theirs', 'Visit of an engineer']);
  });
});
