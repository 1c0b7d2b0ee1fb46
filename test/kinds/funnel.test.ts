import { describe, expect, test } from 'vitest';
import { OPEN, call, changes, opened, settle, typeNamed, wrong } from './shop.ts';

const settings = { ...OPEN, stages: true, funnels: true };
const equipment = (funnels: object): object => ({ equipment: { title: 'Equipment', settings, funnels } });
const funnelsOf = async (shop: Awaited<ReturnType<typeof opened>>): Promise<any[]> => {
  const { entityTypeId } = await typeNamed(shop, 'Equipment');
  return (await call(shop, 'crm.category.list', { entityTypeId })).categories;
};
const names = (funnels: any[]): string[] => funnels.map(({ name }) => name);

describe('a funnel', () => {
  test('marked default is the one the portal made, renamed', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ repair: { name: 'Repair', default: true } }) });
    expect(await funnelsOf(shop)).toEqual([expect.objectContaining({ name: 'Repair', isDefault: 'Y' })]);
  });

  test('stands where its position in the file says', async () => {
    const shop = await opened();
    const [repair, maintenance, audit] = [{ name: 'Repair', default: true }, 'Maintenance', 'Audit'];
    await settle(shop, { smartProcesses: equipment({ maintenance, repair, audit }) });
    expect(names(await funnelsOf(shop))).toEqual(['Maintenance', 'Repair', 'Audit']);
    shop.declare({ smartProcesses: equipment({ audit, maintenance, repair }) });
    expect(await changes(shop)).toHaveLength(1);
    await settle(shop, { smartProcesses: equipment({ audit, maintenance, repair }) });
    expect(names(await funnelsOf(shop))).toEqual(['Audit', 'Maintenance', 'Repair']);
  });

  test('keeps the sort and name that nobody changes', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ repair: { name: 'Repair', default: true, sort: 300 }, audit: { name: 'Audit', sort: 700 } }) });
    const before = await funnelsOf(shop);
    await settle(shop, { smartProcesses: equipment({ repair: { name: 'Repairs', default: true, sort: 300 }, audit: { name: 'Audit', sort: 700 } }) });
    expect(await funnelsOf(shop)).toEqual([{ ...before[0], name: 'Repairs' }, before[1]]);
  });

  test.each(['allowed', 'ignored'])('hands the default over to another, demotion %s', async (defaultFunnelDemoted) => {
    const shop = await opened({ switches: { defaultFunnelDemoted } });
    await settle(shop, { smartProcesses: equipment({ repair: { name: 'Repair', default: true }, audit: { name: 'Audit', default: false } }) });
    await settle(shop, { smartProcesses: equipment({ repair: { name: 'Repair', default: false }, audit: { name: 'Audit', default: true } }) });
    expect((await funnelsOf(shop)).map(({ name, isDefault }) => [name, isDefault])).toEqual([['Repair', 'N'], ['Audit', 'Y']]);
    await settle(shop, { smartProcesses: equipment({ repair: { name: 'Repair', default: true }, audit: 'Audit' }) });
    expect((await funnelsOf(shop)).map(({ name, isDefault }) => [name, isDefault])).toEqual([['Repair', 'Y'], ['Audit', 'N']]);
  });

  test('made by hand stays, and a name may have blanks around it', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ repair: { name: 'Repair', default: true } }) });
    const { entityTypeId } = await typeNamed(shop, 'Equipment');
    await call(shop, 'crm.category.add', { entityTypeId, fields: { name: 'By hand', sort: 10 } });
    await settle(shop, { smartProcesses: equipment({ repair: { name: ' Repair\n', default: true }, audit: { name: 'Audit\n' } }) });
    expect(names(await funnelsOf(shop))).toEqual(['By hand', 'Repair', 'Audit']);
  });

  test('with stages has one success stage, a failure stage, and a stage before them, in this order', async () => {
    const shop = await opened();
    const stages = (given: object): object => equipment({ repair: { name: 'Repair', default: true, stages: given } });
    expect(await wrong(shop, { smartProcesses: stages({ NEW: 'New', FAIL: 'Written off' }) })).toEqual(['success-stage']);
    expect(await wrong(shop, { smartProcesses: stages({ NEW: 'New', SUCCESS: 'Repaired' }) })).toEqual(['failure-stage']);
    expect(await wrong(shop, { smartProcesses: stages({ SUCCESS: 'Repaired', FAIL: 'Written off' }) })).toEqual(['process-stage']);
    expect(await wrong(shop, { smartProcesses: stages({ SUCCESS: 'Repaired', NEW: 'New', FAIL: 'Written off' }) })).toEqual(['stage-order']);
    expect(await wrong(shop, { smartProcesses: stages({ NEW: 'New', DONE: { name: 'Done', semantics: 'success' }, FAIL: 'Written off' }) })).toEqual(['success-stage']);
    expect(await wrong(shop, { smartProcesses: stages({ NEW: 'New', SUCCESS: { name: 'Done', semantics: 'process' }, FAIL: 'Written off' }) })).toEqual(['success-stage', 'success-stage']);
  });
});
