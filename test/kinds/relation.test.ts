import { describe, expect, test } from 'vitest';
import { OPEN, call, opened, settle, typeNamed, wrong } from './shop.ts';

type Shop = Awaited<ReturnType<typeof opened>>;
const two = (equipment: object, request: object = {}): object => ({
  smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, ...equipment }, request: { title: 'Request', settings: OPEN, ...request } },
});

/** Relations of a smart process that are nobody's own: `parent 2 Y`. */
const relationsOf = async (shop: Shop, title: string): Promise<string[]> => {
  const { relations } = await typeNamed(shop, title);
  return ['parent', 'child'].flatMap((side) => relations[side].filter((one: any) => one.isPredefined === 'N').map((one: any) => `${side} ${one.entityTypeId} ${one.isChildrenListEnabled}`));
};
const numberOf = async (shop: Shop, title: string): Promise<number> => (await typeNamed(shop, title)).entityTypeId;

describe('a relation', () => {
  test('is written from either end, and switched', async () => {
    const shop = await opened();
    await settle(shop, two({ relations: [{ parent: 'deal', list: true }, { child: 'contact' }, { child: 'smartProcess.request', list: true }] }));
    const [equipment, request] = [await numberOf(shop, 'Equipment'), await numberOf(shop, 'Request')];
    expect(await relationsOf(shop, 'Equipment')).toEqual(['parent 2 Y', 'child 3 N', `child ${request} Y`]);
    await settle(shop, two({ relations: [{ parent: 'deal', list: false }, { child: 'contact', list: true }] }, { relations: [{ parent: 'smartProcess.equipment', list: false }] }));
    expect(await relationsOf(shop, 'Equipment')).toEqual(['parent 2 N', 'child 3 Y', `child ${request} N`]);
    expect(await relationsOf(shop, 'Request')).toEqual([`parent ${equipment} N`]);
  });

  test('whose list nobody mentions is left as it is', async () => {
    const shop = await opened();
    await settle(shop, two({ relations: [{ parent: 'deal', list: true }] }));
    await settle(shop, two({ relations: [{ parent: 'deal' }] }));
    expect(await relationsOf(shop, 'Equipment')).toEqual(['parent 2 Y']);
    await settle(shop, two({ relations: [{ parent: 'deal' }, { parent: 'lead' }] }));
    expect(await relationsOf(shop, 'Equipment')).toEqual(['parent 1 N', 'parent 2 Y']);
  });

  test('made by hand stays when others of its side are written', async () => {
    const shop = await opened();
    await settle(shop, two({ relations: [{ parent: 'deal', list: true }] }));
    const { id } = await typeNamed(shop, 'Equipment');
    await call(shop, 'crm.type.update', { id, fields: { relations: { parent: [{ entityTypeId: 2, isChildrenListEnabled: 'true' }, { entityTypeId: 7, isChildrenListEnabled: 'true' }] } } });
    await settle(shop, two({ relations: [{ parent: 'deal', list: false }, { parent: 'lead' }] }));
    expect(await relationsOf(shop, 'Equipment')).toEqual(['parent 1 N', 'parent 2 N', 'parent 7 Y']);
  });

  test('may be said at both ends when they agree, or when one says less', async () => {
    const shop = await opened();
    await settle(shop, two({ relations: [{ child: 'smartProcess.request', list: true }] }, { relations: [{ parent: 'smartProcess.equipment', list: true }] }));
    await settle(shop, two({ relations: [{ child: 'smartProcess.request' }] }, { relations: [{ parent: 'smartProcess.equipment', list: false }] }));
    expect(await relationsOf(shop, 'Request')).toEqual([`parent ${await numberOf(shop, 'Equipment')} N`]);
    expect(await wrong(shop, two({ relations: [{ child: 'smartProcess.request', list: true }] }, { relations: [{ parent: 'smartProcess.equipment', list: false }] }))).toEqual(['disagreement']);
  });

  test('between two smart processes may be written in both directions at once', async () => {
    const shop = await opened();
    await settle(shop, two({ relations: [{ child: 'smartProcess.request', list: true }, { parent: 'smartProcess.request' }] }));
    const [equipment, request] = [await numberOf(shop, 'Equipment'), await numberOf(shop, 'Request')];
    expect(await relationsOf(shop, 'Equipment')).toEqual([`parent ${request} N`, `child ${request} Y`]);
    expect(await relationsOf(shop, 'Request')).toEqual([`parent ${equipment} Y`, `child ${equipment} N`]);
  });

  test('refuses what the portal would drop in silence', async () => {
    const shop = await opened();
    expect(await wrong(shop, two({ relations: [{ parent: 'contact' }, { parent: 'company' }, { child: 'order' }] }))).toEqual(['illegal-relation', 'illegal-relation', 'illegal-relation']);
    expect(await wrong(shop, two({ relations: [{ parent: 'smartProcess.equipment' }] }))).toEqual(['illegal-relation']);
    expect(await wrong(shop, two({ relations: [{ parent: 'smartProcess.requests' }] }))).toEqual(['dangling-reference']);
  });

  test('leaves the predefined ones alone', async () => {
    const shop = await opened();
    await settle(shop, two({ settings: { ...OPEN, client: true, payments: true }, relations: [{ parent: 'deal' }, { child: 'lead' }] }));
    const { relations } = await typeNamed(shop, 'Equipment');
    expect(relations.parent.map((one: any) => [one.entityTypeId, one.isPredefined])).toEqual([[3, 'Y'], [4, 'Y'], [2, 'N']]);
  });
});
