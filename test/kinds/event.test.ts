import { describe, expect, test } from 'vitest';
import { resolve } from '../../src/engine/resolve.ts';
import { handlerDigest } from '../../src/kinds/handler-address.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { loadConfig } from '../engine/load-project.ts';
import type { Workshop } from '../in-process.ts';
import { anotherApplication, forget, openedWithApplication, outcomesOf, rowsIn, settleAndForget, writesSince } from './app-shop.ts';
import { OPEN, changes, remarksOn, settle } from './shop.ts';
import { readRecorded } from './recorded.ts';

const SITE = 'https://service.example.com';
const equipment = { equipment: { title: 'Equipment', settings: OPEN } };
const dealAdded = (more: object = {}): object => ({ events: { onCrmDealAdd: { handler: `${SITE}/deal`, ...more } } });
const bound = (shop: Workshop): any[] => rowsIn(shop, 'events').map(({ event, handler, user, offline, connector }) => [event, ...(offline ? ['offline', connector] : [handler, user])]);
const spec = async (config: string): Promise<Record<string, unknown>> => {
  const { source } = await loadConfig(config);
  const own = [...resolve(source!, KINDS, 'en').graph.declared.values()].find(({ kind }) => kind === 'event')!;
  return Object.fromEntries(own.spec);
};
const EQUIPMENT = 'smartProcesses: { equipment: { title: Equipment, settings: { openPermissions: false } } }\n';

describe('the name of an event', () => {
  test.each([
    ['in any letters', 'changed: { event: onCrmDealUpdate, offline: true }', { event: 'ONCRMDEALUPDATE', offline: true }],
    ['by the key', 'ONCRMDEALUPDATE: { offline: true }', { event: 'ONCRMDEALUPDATE', offline: true }],
    ['and a smart process', 'changed: { event: onCrmDynamicItemAdd, of: smartProcess.equipment, offline: true }', { event: 'ONCRMDYNAMICITEMADD', of: { $ref: 'smartProcess.equipment' }, offline: true }],
    ['with the number of one portal', 'changed: { event: onCrmDynamicItemAdd_1040, offline: true }', { event: 'ONCRMDYNAMICITEMADD', of: { $ref: 'uid:smartProcess:1040' }, offline: true }],
    ['about all smart processes', 'changed: { event: onCrmDynamicItemAdd, offline: true }', { event: 'ONCRMDYNAMICITEMADD', offline: true }],
  ])('is said %s', async (_, events, expected) => {
    expect(await spec(`${EQUIPMENT}events: { ${events} }`)).toEqual(expected);
  });

  test.each([
    ['a key that is no event', 'events: { changed: { offline: true } }', /missing-key: `event:` is missing/],
    ['an event of no smart process', `${EQUIPMENT}events: { changed: { event: onCrmDealAdd, of: smartProcess.equipment, offline: true } }`, /2:29 not-allowed: ONCRMDEALADD is no event/],
    ['neither a handler nor a queue', 'events: { onCrmDealAdd: { runAs: admin@example.test } }', /missing-key: .*handler.*offline/],
    ['a handler that is neither there nor replaced', 'events: { onCrmDealAdd: { offline: false } }', /missing-key: an event without a handler/],
    ['a queue that calls somebody', `events: { onCrmDealAdd: { offline: true, handler: ${SITE}/deal } }`, /1:51 not-allowed: `handler` means nothing for an offline event/],
    ['a connector without a queue', `events: { onCrmDealAdd: { handler: ${SITE}/deal, connector: exchange } }`, /not-allowed: `connector` is only for offline events/],
    ['a handler without https', 'events: { onCrmDealAdd: { handler: http://service.example.com/deal } }', /1:36 handler-not-https/],
  ])('cannot be said with %s', async (_, config, remark) => {
    expect(await remarksOn(config)).toEqual([expect.stringMatching(remark)]);
  });
});

describe('an event handler', () => {
  test('is known by its event, its address and the user it is called for, a queue by its connector', async () => {
    const digest = handlerDigest(`${SITE}/lead`);
    expect((await readRecorded('event')).rows('event').map(({ key }) => key)).toEqual([
      `ONCRMLEADADD ${digest} 0`, `ONCRMLEADADD ${digest} 1`, `ONCRMDYNAMICITEMUPDATE_1040 ${handlerDigest(`${SITE}/equipment`)} 0`, 'ONCRMDEALUPDATE offline exchange',
    ]);
  });

  test('of a smart process made in the same apply knows its number, and is ours when the state is lost', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, { smartProcesses: equipment, events: { changed: { event: 'onCrmDynamicItemUpdate', of: 'smartProcess.equipment', handler: `${SITE}/equipment` } } });
    const { entityTypeId } = rowsIn(shop, 'types').find(({ title }) => title === 'Equipment');
    expect(bound(shop)).toEqual([[`ONCRMDYNAMICITEMUPDATE_${entityTypeId}`, `${SITE}/equipment`, 0]]);
  });

  test('is called for a user by e-mail, and another one of the same address for whoever caused it', async () => {
    const shop = await openedWithApplication();
    await settleAndForget(shop, { events: { mine: { event: 'onCrmDealAdd', handler: `${SITE}/deal`, runAs: 'Sales@example.test' }, onCrmDealAdd: { handler: `${SITE}/deal` } } });
    expect(bound(shop).sort()).toEqual([['ONCRMDEALADD', `${SITE}/deal`, 0], ['ONCRMDEALADD', `${SITE}/deal`, 3]]);
  });

  test('is removed and bound anew when it changes, by its own address and user', async () => {
    const shop = await openedWithApplication();
    const two = (more: object): object => ({ events: { ...(dealAdded() as any).events, mine: { event: 'onCrmDealAdd', handler: `${SITE}/deal`, runAs: 'sales@example.test', ...more } } });
    await settle(shop, two({}));
    shop.declare(two({ runAs: 'repair@example.test' }));
    expect((await shop.plan()).plan!.changes.flatMap(({ risks }) => risks ?? [])).toEqual([expect.stringContaining('what happens in between is not reported')]);
    const before = shop.portal.requests.length;
    await settle(shop, two({ runAs: 'repair@example.test' }));
    expect(writesSince(shop, before).map(([method, { event, handler, auth_type }]) => [method, event, handler, Number(auth_type)])).toEqual([
      ['event.unbind', 'ONCRMDEALADD', `${SITE}/deal`, 3], ['event.bind', 'ONCRMDEALADD', `${SITE}/deal`, 5],
    ]);
    await settle(shop, two({ runAs: 'repair@example.test', handler: `${SITE}/sale` }));
    expect(bound(shop).sort()).toEqual([['ONCRMDEALADD', `${SITE}/deal`, 0], ['ONCRMDEALADD', `${SITE}/sale`, 5]]);
  });

  test.each(['refused', 'all'])('takes no other handler of its event with it, unbinding without one being answered with %s', async (eventUnbindWithoutHandler) => {
    const shop = await openedWithApplication({ switches: { eventUnbindWithoutHandler } });
    await settle(shop, dealAdded());
    shop.portal.data().tables['events']!.push({ ...rowsIn(shop, 'events')[0], id: 99, handler: `${SITE}/other` });
    await settle(shop, dealAdded({ handler: `${SITE}/new-deal` }));
    expect(bound(shop).map(([, handler]) => handler).sort()).toEqual([`${SITE}/new-deal`, `${SITE}/other`]);
  });

  test('that waits in a queue has one for each connector, and is unbound from its own', async () => {
    const shop = await openedWithApplication();
    const queues = (connector: string): object => ({ events: { onCrmDealUpdate: { offline: true }, exchanged: { event: 'onCrmDealUpdate', offline: true, connector } } });
    await settleAndForget(shop, queues('exchange'));
    expect(bound(shop).sort()).toEqual([['ONCRMDEALUPDATE', 'offline', ''], ['ONCRMDEALUPDATE', 'offline', 'exchange']]);
    await settle(shop, queues('exchange'));
    await settle(shop, queues('bookkeeping'));
    expect(bound(shop).sort()).toEqual([['ONCRMDEALUPDATE', 'offline', ''], ['ONCRMDEALUPDATE', 'offline', 'bookkeeping']]);
  });

  test('becomes a queue, and calls again', async () => {
    const shop = await openedWithApplication();
    await settle(shop, dealAdded());
    await settle(shop, { events: { onCrmDealAdd: { offline: true } } });
    expect(bound(shop)).toEqual([['ONCRMDEALADD', 'offline', '']]);
    await settle(shop, dealAdded({ offline: false }));
    expect(bound(shop)).toEqual([['ONCRMDEALADD', `${SITE}/deal`, 0]]);
  });

  test('has options nobody can read back: they are bound anew when they change', async () => {
    const shop = await openedWithApplication();
    const told = (minTimeout: number): object => ({ events: { onOfflineEvent: { handler: `${SITE}/offline`, options: { minTimeout } } } });
    await settle(shop, told(5));
    expect(rowsIn(shop, 'events').map(({ options }) => options)).toEqual([{ minTimeout: 5 }]);
    await settle(shop, told(60));
    expect(rowsIn(shop, 'events').map(({ options }) => options)).toEqual([{ minTimeout: 60 }]);
  });

  test('that was removed and not bound anew is bound by the next apply', async () => {
    const shop = await openedWithApplication();
    await settle(shop, dealAdded());
    shop.portal.addFaults({ method: 'event.bind', kind: 'error', code: 'ERROR_CORE', status: 400, times: 1 });
    expect(await outcomesOf(shop, dealAdded({ handler: `${SITE}/new-deal` }))).toEqual(['delete event.onCrmDealAdd done', 'create event.onCrmDealAdd failed']);
    expect(bound(shop)).toEqual([]);
    await settle(shop, dealAdded({ handler: `${SITE}/new-deal` }));
    expect(bound(shop)).toEqual([['ONCRMDEALADD', `${SITE}/new-deal`, 0]]);
  });

  test('that a new version of the application erased is bound again', async () => {
    const shop = await openedWithApplication({ switches: { eventsOnUpdate: 'erased' } });
    await settle(shop, dealAdded());
    await fetch(`${shop.portal.origin}/_sandbox/applications/update`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ clientId: 'local.workshop' }) });
    expect(bound(shop)).toEqual([]);
    await settle(shop, dealAdded());
    expect(bound(shop)).toEqual([['ONCRMDEALADD', `${SITE}/deal`, 0]]);
  });

  test('of another application is not ours, and one of ours beside it asks nothing', async () => {
    const shop = await openedWithApplication();
    const theirs = await anotherApplication(shop);
    await theirs('event.bind', { event: 'onCrmDealAdd', handler: `${SITE}/deal` });
    await settle(shop, dealAdded());
    forget(shop);
    await settle(shop, { events: { again: { event: 'onCrmDealAdd', handler: `${SITE}/again` } } });
    expect(await changes(shop)).toEqual([]);
    await settle(shop, dealAdded());
    expect(await theirs('event.get')).toMatchObject([{ event: 'ONCRMDEALADD', handler: `${SITE}/deal` }]);
  });
});
