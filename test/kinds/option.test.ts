import { describe, expect, test } from 'vitest';
import { OPEN, call, changes, fieldNamed, opened, settle, typeNamed, wrong } from './shop.ts';

type Shop = Awaited<ReturnType<typeof opened>>;
const equipment = (options: object, more: object = {}): object => ({ equipment: { title: 'Equipment', settings: OPEN, fields: { CONDITION: { type: 'enumeration', ...more, options } } } });
const optionsOf = async (shop: Shop): Promise<any[]> => (await fieldNamed(shop, 'CONDITION')).enum;
const basic = { works: 'In working order', broken: 'Out of order' };

describe('an option', () => {
  test('is known by its key, and keeps its id when it is renamed', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment(basic) });
    const before = await optionsOf(shop);
    await settle(shop, { smartProcesses: equipment({ ...basic, broken: { name: 'Broken', default: true } }) });
    expect(await optionsOf(shop)).toEqual([before[0], { ...before[1], value: 'Broken', def: 'Y' }]);
  });

  test('stands where its position says', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ a: 'A', b: 'B', c: 'C' }) });
    await settle(shop, { smartProcesses: equipment({ c: 'C', a: 'A', d: 'D', b: 'B' }) });
    expect((await optionsOf(shop)).map(({ xmlId }) => xmlId)).toEqual(['c', 'a', 'd', 'b']);
  });

  test('made by hand stays with the records that use it, and so does the default made by hand', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment(basic) });
    const [{ id, fieldName }, { entityTypeId }] = [await fieldNamed(shop, 'CONDITION'), await typeNamed(shop, 'Equipment')];
    const code = fieldName.replace(/^UF_CRM_(\d+)_CONDITION$/, 'ufCrm$1Condition');
    await call(shop, 'userfieldconfig.update', { moduleId: 'crm', id, field: { userTypeId: 'enumeration', enum: [...(await optionsOf(shop)), { value: 'Stolen', def: 'Y', sort: 700 }] } });
    const byHand = (await optionsOf(shop)).at(-1);
    const { item } = await call(shop, 'crm.item.add', { entityTypeId, fields: { title: 'Pump 12', [code]: byHand.id } });
    await settle(shop, { smartProcesses: equipment({ works: 'Works', limited: 'Works with limits', broken: 'Broken' }, { label: 'Condition' }) });
    expect((await optionsOf(shop)).find((option) => option.id === byHand.id)).toEqual(byHand);
    expect(String((await call(shop, 'crm.item.get', { entityTypeId, id: item.id })).item[code])).toBe(byHand.id);
  });

  test('of a field that changes otherwise is not touched', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment(basic) });
    const before = await optionsOf(shop);
    await settle(shop, { smartProcesses: equipment(basic, { label: 'Condition', mandatory: true, display: 'ui' }) });
    expect(await optionsOf(shop)).toEqual(before);
  });

  test('that the field got by hand under our key is taken for it and nothing is doubled', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ works: 'Works' }) });
    const { id } = await fieldNamed(shop, 'CONDITION');
    await call(shop, 'userfieldconfig.update', { moduleId: 'crm', id, field: { userTypeId: 'enumeration', enum: [...(await optionsOf(shop)), { value: 'Broken', sort: 20, xmlId: 'broken' }] } });
    shop.declare({ smartProcesses: equipment({ works: 'Works', broken: 'Broken' }) });
    expect(await changes(shop)).toEqual([]);
  });

  test('may be one of several defaults only where several values fit', async () => {
    const shop = await opened();
    const defaults = { works: { name: 'Works', default: true }, broken: { name: 'Broken', default: true } };
    expect(await wrong(shop, { smartProcesses: equipment(defaults) })).toEqual(['default-option']);
    await settle(shop, { smartProcesses: equipment(defaults, { multiple: true }) });
  });

  test('a hundred of them arrive in their order', async () => {
    const shop = await opened();
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`fault_${at}`, `Fault ${at}`]));
    await settle(shop, { smartProcesses: equipment(many) });
    expect((await optionsOf(shop)).map(({ xmlId }) => xmlId)).toEqual(Object.keys(many));
  });
});
