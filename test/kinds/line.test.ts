import { describe, expect, test } from 'vitest';
import { call, changes, remarksOn, settle, wrong } from './shop.ts';
import { anotherApplication, openedWithApplication, rowsIn, settleAndForget, writesSince } from './app-shop.ts';

const support = (more: object = {}): object => ({ lines: { support: { number: '+4930901820', name: 'Support', ...more } } });
const linesOf = (shop: Awaited<ReturnType<typeof openedWithApplication>>): any[] => rowsIn(shop, 'externalLines').map(({ number, name, autoCreate }) => [number, name, autoCreate]);

describe('an external line', () => {
  test('is made under its number, and is ours as declared also when the state is lost', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, support({ crmAutoCreate: false }));
    expect(linesOf(shop)).toEqual([['+4930901820', 'Support', 'N']]);
  });

  test('is changed in what differs, and the rest stays as somebody set it', async () => {
    const shop = await openedWithApplication();
    await settle(shop, support());
    rowsIn(shop, 'externalLines')[0].autoCreate = 'N';
    const before = shop.portal.requests.length;
    await settle(shop, support({ name: 'Support and sales' }));
    expect(writesSince(shop, before)).toEqual([['telephony.externalline.update', { NUMBER: '+4930901820', NAME: 'Support and sales' }]]);
    expect(linesOf(shop)).toEqual([['+4930901820', 'Support and sales', 'N']]);
  });

  test('cannot get another number', async () => {
    const shop = await openedWithApplication();
    await settle(shop, support());
    expect(await wrong(shop, support({ number: '+4930901821' }))).toEqual(['fixed-property']);
  });

  test('of a webhook or of another application is not ours', async () => {
    const shop = await openedWithApplication();
    const theirs = await anotherApplication(shop);
    await theirs('telephony.externalLine.add', { NUMBER: '+4930901820', NAME: 'Theirs' });
    await call(shop, 'telephony.externalLine.add', { NUMBER: '+4930901820', NAME: 'By hand' });
    shop.declare(support());
    expect(await changes(shop)).toMatchObject([{ action: 'create' }]);
    await settle(shop, support());
    expect(linesOf(shop).map(([, name]) => name)).toEqual(['Theirs', 'By hand', 'Support']);
  });

  test('has its number in quotes', async () => {
    expect(await remarksOn('lines: { support: { number: +4930901820, name: Support } }')).toEqual([expect.stringMatching(/wrong-type: .* → write the number in quotes/)]);
    expect(await remarksOn('lines: { support: { name: Support } }')).toEqual([expect.stringMatching(/missing-key: .*number/)]);
  });
});
