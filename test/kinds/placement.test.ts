import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resolve } from '../../src/engine/resolve.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { handlerDigest } from '../../src/kinds/handler-address.ts';
import { placement } from '../../src/kinds/placement.ts';
import { fileStateStore } from '../../src/state/file-store.ts';
import { loadConfig } from '../engine/load-project.ts';
import type { Workshop } from '../in-process.ts';
import { anotherApplication, forget, openedWithApplication, outcomesOf, rowsIn, settleAndForget, writesSince } from './app-shop.ts';
import { OPEN, changes, remarksOn, settle } from './shop.ts';

const SITE = 'https://service.example.com';
const equipment = { equipment: { title: 'Equipment', settings: OPEN } };
const ownTab = (more: object = {}): object => ({ placements: { history: { placement: 'DETAIL_TAB', of: 'smartProcess.equipment', handler: `${SITE}/history`, title: 'History', ...more } } });
const dealTab = (more: object = {}): object => ({ placements: { CRM_DEAL_DETAIL_TAB: { handler: `${SITE}/visits`, title: { en: 'Visits', ru: 'Выезды' }, ...more } } });
const bound = (shop: Workshop): any[] => rowsIn(shop, 'placements').map((row) => [row.placement, row.handler]);
const spec = async (config: string): Promise<Record<string, unknown>> => {
  const { source } = await loadConfig(config);
  const own = [...resolve(source!, KINDS, 'en').graph.declared.values()].find(({ kind }) => kind === 'placement')!;
  return Object.fromEntries(own.spec);
};
const EQUIPMENT = 'smartProcesses: { equipment: { title: Equipment, settings: { openPermissions: false } } }\n';

describe('the place of a placement', () => {
  test.each([
    ['its code', 'placement: CRM_DEAL_DETAIL_TAB', { placement: 'CRM_DEAL_DETAIL_TAB' }],
    ['its code in small letters', 'placement: left_menu', { placement: 'LEFT_MENU' }],
    ['the rest of its code and a standard type', 'placement: DETAIL_TAB, of: deal', { placement: 'CRM_DEAL_DETAIL_TAB' }],
    ['the rest of its code and invoices', 'placement: LIST_MENU, of: invoice', { placement: 'CRM_SMART_INVOICE_LIST_MENU' }],
    ['the rest of its code and a smart process', 'placement: detail_tab, of: smartProcess.equipment', { placement: 'DETAIL_TAB', of: { $ref: 'smartProcess.equipment' } }],
    ['the number of a smart process of one portal', 'placement: CRM_DYNAMIC_1040_DETAIL_TAB', { placement: 'DETAIL_TAB', of: { $ref: 'uid:smartProcess:1040' } }],
  ])('is said by %s', async (_, place, expected) => {
    const { handler: _handler, ...found } = await spec(`${EQUIPMENT}placements: { tab: { ${place}, handler: ${SITE}/tab } }`);
    expect(found).toEqual(expected);
  });

  test('is the key where nothing else is said', async () => {
    expect(await spec(`placements: { CRM_DEAL_DETAIL_TAB: { handler: ${SITE}/tab } }`)).toEqual({ placement: 'CRM_DEAL_DETAIL_TAB', handler: `${SITE}/tab` });
  });

  test('and its handler are the natural key, as it reads back', () => {
    const declared = { address: 'placement.tab', kind: 'placement', key: 'tab', path: [], position: 0, spec: new Map<string, any>([['placement', 'DETAIL_TAB'], ['of', { $ref: 'smartProcess.equipment' }], ['handler', `${SITE}/tab`]]) };
    expect(placement.identify(declared, () => undefined)).toEqual({});
    expect(placement.identify(declared, (address) => (address === 'smartProcess.equipment' ? 'smartProcess:1040' : undefined))).toEqual({ key: `CRM_DYNAMIC_1040_DETAIL_TAB ${handlerDigest(`${SITE}/tab`)}` });
  });

  test.each([
    ['a key that is no code', 'placements: { tab: { handler: https://a.example.com/ } }', /1:20 missing-key: `placement:` is missing/],
    ['a whole code and a type', 'placements: { tab: { placement: CRM_DEAL_DETAIL_TAB, of: deal, handler: https://a.example.com/ } }', /1:33 not-allowed: CRM_DEAL_DETAIL_TAB says already whose/],
    ['a smart process nobody declares', 'placements: { tab: { placement: DETAIL_TAB, of: smartProcess.car, handler: https://a.example.com/ } }', /dangling-reference/],
    ['a handler without https', 'placements: { LEFT_MENU: { handler: http://a.example.com/ } }', /1:37 handler-not-https/],
    ['a user elsewhere than in the background', 'placements: { LEFT_MENU: { handler: https://a.example.com/, user: admin@example.test } }', /1:67 not-allowed: LEFT_MENU is shown to everybody/],
    ['a background worker nobody tells', 'placements: { PAGE_BACKGROUND_WORKER: { handler: https://a.example.com/ } }', /missing-key: the background worker.*errorHandlerUrl/],
    ['an option the place would drop', 'placements: { CRM_DEAL_DETAIL_TAB: { handler: https://a.example.com/, options: { width: 100 } } }', /unknown-key: CRM_DEAL_DETAIL_TAB has no option width/],
    ['an option of another name', 'placements: { tab: { placement: DETAIL_ACTIVITY, of: deal, handler: https://a.example.com/, options: { useBuiltIn: Y } } }', /unknown-key: .* → its options are useBuiltInInterface/],
    ['a description without a title', 'placements: { LEFT_MENU: { handler: https://a.example.com/, description: Visits } }', /1:74 missing-key: `description` without a title/],
  ])('cannot be said with %s', async (_, config, remark) => {
    expect(await remarksOn(config)).toEqual([expect.stringMatching(remark)]);
  });
});

describe('a placement', () => {
  test('in the card of a smart process made in the same apply knows its number, and is ours when the state is lost', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, { smartProcesses: equipment, ...ownTab() });
    const { entityTypeId } = rowsIn(shop, 'types').find(({ title }) => title === 'Equipment');
    expect(bound(shop)).toEqual([[`CRM_DYNAMIC_${entityTypeId}_DETAIL_TAB`, `${SITE}/history`]]);
    await settle(shop, { smartProcesses: equipment, ...ownTab() });
  });

  test('has its texts per language, all at once, a plain one in the language of the portal', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, dealTab({ groupName: 'Field service', description: { ru: 'Все выезды' } }));
    expect(rowsIn(shop, 'placements')[0].langAll).toEqual({
      en: { TITLE: 'Visits', DESCRIPTION: '', GROUP_NAME: 'Field service' },
      ru: { TITLE: 'Выезды', DESCRIPTION: 'Все выезды', GROUP_NAME: '' },
    });
  });

  test('keeps its texts in languages nobody declares', async () => {
    const shop = await openedWithApplication();
    await settle(shop, dealTab());
    await settle(shop, dealTab({ title: 'Journeys' }));
    expect(rowsIn(shop, 'placements')[0].langAll).toMatchObject({ en: { TITLE: 'Journeys' }, ru: { TITLE: 'Выезды' } });
  });

  test('without a title has the name of the application, which nobody manages', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, { placements: { LEFT_MENU: { handler: `${SITE}/` } } });
  });

  test('is removed and bound anew when it changes, by its own address and with what nobody manages', async () => {
    const shop = await openedWithApplication();
    const other = { placements: { ...(dealTab() as any).placements, other: { placement: 'CRM_DEAL_DETAIL_TAB', handler: `${SITE}/bills`, title: 'Bills', groupName: 'Office' } } };
    await settle(shop, other);
    const changed = { placements: { ...other.placements, other: { placement: 'CRM_DEAL_DETAIL_TAB', handler: `${SITE}/invoices`, title: 'Bills' } } };
    shop.declare(changed);
    expect((await shop.plan()).plan!.changes.flatMap(({ risks }) => risks ?? [])).toEqual([expect.stringContaining('people do not see it in between')]);
    const before = shop.portal.requests.length;
    await settle(shop, changed);
    expect(writesSince(shop, before)).toEqual([
      ['placement.unbind', { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: `${SITE}/bills` }],
      ['placement.bind', { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: `${SITE}/invoices`, LANG_ALL: { en: { TITLE: 'Bills', GROUP_NAME: 'Office' } } }],
    ]);
    expect(bound(shop)).toEqual([['CRM_DEAL_DETAIL_TAB', `${SITE}/visits`], ['CRM_DEAL_DETAIL_TAB', `${SITE}/invoices`]]);
  });

  test('that was removed and not bound anew is bound by the next apply', async () => {
    const shop = await openedWithApplication();
    await settle(shop, dealTab());
    shop.portal.addFaults({ method: 'placement.bind', kind: 'error', code: 'ERROR_CORE', status: 400, times: 1 });
    expect(await outcomesOf(shop, dealTab({ title: 'Journeys' }))).toEqual(['delete placement.CRM_DEAL_DETAIL_TAB done', 'create placement.CRM_DEAL_DETAIL_TAB failed']);
    expect(bound(shop)).toEqual([]);
    await settle(shop, dealTab({ title: 'Journeys' }));
    expect(bound(shop)).toEqual([['CRM_DEAL_DETAIL_TAB', `${SITE}/visits`]]);
  });

  test('whose removal or binding got no reply is removed and bound once', async () => {
    const shop = await openedWithApplication();
    await settle(shop, dealTab());
    for (const method of ['placement.unbind', 'placement.bind']) shop.portal.addFaults({ method, kind: 'lost-reply', times: 1 });
    expect(await outcomesOf(shop, dealTab({ title: 'Journeys' }))).toEqual(['delete placement.CRM_DEAL_DETAIL_TAB done', 'create placement.CRM_DEAL_DETAIL_TAB done']);
    expect(bound(shop)).toEqual([['CRM_DEAL_DETAIL_TAB', `${SITE}/visits`]]);
    expect(await changes(shop)).toEqual([]);
  });

  test('beside others of the same place asks nothing', async () => {
    const shop = await openedWithApplication();
    await settle(shop, dealTab());
    forget(shop);
    shop.declare({ placements: { bills: { placement: 'CRM_DEAL_DETAIL_TAB', handler: `${SITE}/bills` } } });
    expect(await changes(shop)).toMatchObject([{ action: 'create' }]);
  });

  test('of another application is not ours, and stays', async () => {
    const shop = await openedWithApplication();
    const theirs = await anotherApplication(shop);
    await theirs('placement.bind', { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: `${SITE}/visits`, TITLE: 'Theirs' });
    await settle(shop, dealTab());
    await settle(shop, dealTab({ title: 'Journeys' }));
    expect(await theirs('placement.get')).toMatchObject([{ title: 'Theirs' }]);
  });

  test('that somebody bound before and that differs is bound anew on the word', async () => {
    const shop = await openedWithApplication();
    await settle(shop, dealTab());
    forget(shop);
    shop.declare(dealTab({ title: 'Journeys' }));
    const { plan } = await shop.plan();
    expect(plan!.changes.map(({ action, answers, commands }) => [action, answers, commands])).toEqual([['blocked', ['adopt: true'], undefined]]);
    await settle(shop, dealTab({ title: 'Journeys', adopt: true }));
    expect(bound(shop)).toEqual([['CRM_DEAL_DETAIL_TAB', `${SITE}/visits`]]);
  });

  test('in the background is for one user or for all, and is unbound for that user', async () => {
    const shop = await openedWithApplication();
    const worker = (more: object): object => ({ placements: { calls: { placement: 'PAGE_BACKGROUND_WORKER', handler: `${SITE}/calls`, options: { errorHandlerUrl: `${SITE}/off` }, ...more } } });
    await settleAndForget(shop, worker({ user: 'Repair@example.test' }));
    expect(rowsIn(shop, 'placements').map(({ userId }) => userId)).toEqual([5]);
    await settle(shop, worker({ user: 'Repair@example.test' }));
    const before = shop.portal.requests.length;
    await settle(shop, worker({ user: null }));
    expect(writesSince(shop, before).map(([method, params]) => [method, params.USER_ID])).toEqual([['placement.unbind', expect.anything()], ['placement.bind', undefined]]);
    expect(rowsIn(shop, 'placements').map(({ userId }) => userId)).toEqual([0]);
  });

  test('has its options as texts, and those the place keeps empty are no difference', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, { placements: { record: { placement: 'DETAIL_ACTIVITY', of: 'deal', handler: `${SITE}/record`, options: { useBuiltInInterface: 'Y', newUserNotificationText: 2 } } } });
    expect(rowsIn(shop, 'placements')[0].options).toEqual({ useBuiltInInterface: 'Y', newUserNotificationText: '2', newUserNotificationTitle: '' });
  });

  test('is known without its address, which may be a secret: neither the state nor the removal holds it', async () => {
    const shop = await openedWithApplication();
    const address = `${SITE}/visits?key=quietword`;
    await settle(shop, dealTab({ handler: address }));
    const state = JSON.stringify(await fileStateStore({ folder: join(shop.folder, '.bxform'), name: 'env', now: Date.now }).load());
    expect(state).toContain('placement.CRM_DEAL_DETAIL_TAB');
    expect(state).not.toContain('quietword');
    shop.declare(dealTab({ handler: address, title: 'Journeys' }));
    const { steps } = (await shop.plan()).plan!;
    expect(JSON.stringify(steps['delete placement.CRM_DEAL_DETAIL_TAB']!.call)).not.toContain('quietword');
  });
});
