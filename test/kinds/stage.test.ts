import { describe, expect, test } from 'vitest';
import { OPEN, call, opened, settle, stagesOf, typeNamed, wrong } from './shop.ts';

const equipment = (stages: object): object => ({ equipment: { title: 'Equipment', settings: { ...OPEN, stages: true }, funnels: { repair: { name: 'Repair', default: true, stages } } } });
const basic = { NEW: { name: 'Reported', color: '22B9FF' }, WORK: { name: 'Under repair', color: 'FFA900' }, SUCCESS: { name: 'Repaired', color: '7BD500' }, FAIL: { name: 'Written off', color: 'FF5752' } };

async function entity(shop: Awaited<ReturnType<typeof opened>>): Promise<string> {
  const { entityTypeId } = await typeNamed(shop, 'Equipment');
  const { categories } = await call(shop, 'crm.category.list', { entityTypeId });
  return `DYNAMIC_${entityTypeId}_STAGE_${categories[0].id}`;
}
const codes = (stages: any[]): string[] => stages.map(({ STATUS_ID }) => STATUS_ID.replace(/.*:/, ''));

describe('a stage', () => {
  test('stands where its position says, whatever the portal made by itself', async () => {
    const shop = await opened();
    const many = { NEW: 'Reported', ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`STEP_${at}`, `Step ${at}`])), SUCCESS: 'Repaired', FAIL: 'Written off', DECLINED: { name: 'Declined', semantics: 'failure' } };
    await settle(shop, { smartProcesses: equipment(many) });
    expect(codes(await stagesOf(shop, await entity(shop)))).toEqual(Object.keys(many));
  });

  test('moves, and is put between others', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment(basic) });
    const { NEW, WORK, ...ends } = basic;
    const moved = { WORK, PARTS: 'Waiting for parts', NEW, TEST: 'Test run', ...ends };
    await settle(shop, { smartProcesses: equipment(moved) });
    expect(codes(await stagesOf(shop, await entity(shop)))).toEqual(Object.keys(moved));
  });

  test.each(['kept', 'ten'])('keeps its place and colour when only its name changes, sort left out: %s', async (statusUpdateWithoutSort) => {
    const shop = await opened({ switches: { statusUpdateWithoutSort } });
    await settle(shop, { smartProcesses: equipment(basic) });
    const before = await stagesOf(shop, await entity(shop));
    const { color: _color, ...plain } = basic.SUCCESS;
    await settle(shop, { smartProcesses: equipment({ ...basic, SUCCESS: { ...plain, name: 'Works again' } }) });
    expect(await stagesOf(shop, await entity(shop))).toEqual(before.map((stage) => (stage.SEMANTICS === 'S' ? { ...stage, NAME: 'Works again' } : stage)));
  });

  test('takes a colour in any spelling, and is no difference to its own', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ ...basic, NEW: { name: 'Reported', color: '#abcdef' }, WORK: { name: 'Under repair', color: '001122' } }) });
    const [first, second] = await stagesOf(shop, await entity(shop));
    expect([first.COLOR.toUpperCase(), second.COLOR]).toEqual(['#ABCDEF', '#001122']);
  });

  test('never changes what it means', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ ...basic, DECLINED: { name: 'Declined', semantics: 'failure' } }) });
    expect(await wrong(shop, { smartProcesses: equipment({ NEW: 'Reported', DECLINED: 'Declined', SUCCESS: 'Repaired', FAIL: 'Written off' }) })).toEqual(['fixed-property']);
  });

  test('made by hand stays where it is', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment(basic) });
    const id = await entity(shop);
    await call(shop, 'crm.status.add', { fields: { ENTITY_ID: id, STATUS_ID: 'HAND', NAME: 'By hand', SORT: 15, COLOR: '#111111' } });
    const byHand = (await stagesOf(shop, id)).find(({ NAME }) => NAME === 'By hand');
    await settle(shop, { smartProcesses: equipment({ NEW: basic.NEW, PARTS: 'Waiting for parts', WORK: 'Being repaired', SUCCESS: basic.SUCCESS, FAIL: basic.FAIL }) });
    expect((await stagesOf(shop, id)).find(({ NAME }) => NAME === 'By hand')).toEqual(byHand);
  });

  test('that the portal made and nobody declared goes in the same apply, and only then', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment(basic) });
    const id = await entity(shop);
    expect(codes(await stagesOf(shop, id))).toEqual(['NEW', 'WORK', 'SUCCESS', 'FAIL']);
    await call(shop, 'crm.status.add', { fields: { ENTITY_ID: id, STATUS_ID: 'CLIENT', NAME: 'Client', SORT: 15 } });
    await settle(shop, { smartProcesses: equipment({ ...basic, WORK: 'Being repaired' }) });
    expect(codes(await stagesOf(shop, id))).toContain('CLIENT');
  });
});
