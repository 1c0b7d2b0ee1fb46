import { describe, expect, test } from 'vitest';
import { anotherApplication, forget, openedWithApplication, outcomesOf, rowsIn, settleAndForget, writesSince } from './app-shop.ts';
import { remarksOn, settle, wrong } from './shop.ts';

const returned = (name: unknown, more: object = {}): object => ({ triggers: { 'equipment-returned': { name, ...more } } });
const names = (shop: Awaited<ReturnType<typeof openedWithApplication>>): string[] => rowsIn(shop, 'automationTriggers').map(({ code, name }) => `${code}: ${name}`);

describe('a trigger', () => {
  test('is made under its key, and is ours as declared also when the state is lost', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, returned('Equipment came back'));
    expect(names(shop)).toEqual(['equipment-returned: Equipment came back']);
  });

  test('is renamed by adding it again, which makes no second one', async () => {
    const shop = await openedWithApplication();
    await settle(shop, returned('Equipment came back'));
    const before = shop.portal.requests.length;
    await settle(shop, returned('Equipment is back'));
    expect(writesSince(shop, before)).toEqual([['crm.automation.trigger.add', { CODE: 'equipment-returned', NAME: 'Equipment is back' }]]);
    expect(names(shop)).toEqual(['equipment-returned: Equipment is back']);
  });

  test('whose reply was lost is not added twice', async () => {
    const shop = await openedWithApplication();
    shop.portal.addFaults({ method: 'crm.automation.trigger.add', kind: 'lost-reply', times: 1 });
    expect(await outcomesOf(shop, returned('Equipment came back'))).toEqual(['create trigger.equipment-returned done']);
    expect(names(shop)).toEqual(['equipment-returned: Equipment came back']);
  });

  test('may have a code that no key can be, and keeps it', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { triggers: { visit: { code: '1c.visit', name: 'Visit' } } });
    expect(names(shop)).toEqual(['1c.visit: Visit']);
    expect(await wrong(shop, { triggers: { visit: { code: '2c.visit', name: 'Visit' } } })).toEqual(['fixed-property']);
  });

  test('of another application is not ours', async () => {
    const shop = await openedWithApplication();
    const theirs = await anotherApplication(shop);
    await theirs('crm.automation.trigger.add', { CODE: 'equipment-returned', NAME: 'Theirs' });
    await settle(shop, returned('Equipment came back'));
    expect(await theirs('crm.automation.trigger.list')).toEqual([{ CODE: 'equipment-returned', NAME: 'Theirs' }]);
  });

  test('that somebody added before and that differs is asked about, and taken over on the word', async () => {
    const shop = await openedWithApplication();
    await settle(shop, returned('Equipment came back'));
    forget(shop);
    shop.declare(returned('Equipment is back'));
    const { plan } = await shop.plan();
    expect(plan!.changes.map(({ action, answers, commands }) => [action, answers, commands])).toEqual([['blocked', ['adopt: true'], [expect.stringMatching(/^bxform import trigger.equipment-returned trigger:equipment-returned /)]]]);
    await settle(shop, returned('Equipment is back', { adopt: true }));
  });

  test('is said in the language of the portal', async () => {
    const shop = await openedWithApplication({ language: 'ru' });
    await settle(shop, { triggers: { visit: { name: { en: 'Visit', ru: 'Выезд' } } } });
    expect(names(shop)).toEqual(['visit: Выезд']);
  });

  test('may be a text alone', async () => {
    const shop = await openedWithApplication();
    await settle(shop, { triggers: { visit: 'Visit' } });
    expect(names(shop)).toEqual(['visit: Visit']);
  });

  test('needs a code of letters, digits, dots and dashes', async () => {
    expect(await remarksOn('triggers: { visit: { code: "visit started", name: Visit } }')).toEqual([expect.stringMatching(/bad-value: .*letters, digits, \., _ and -/)]);
  });
});
