import { describe, expect, test } from 'vitest';
import { OPEN, call, changes, opened, settle, typeNamed, wrong } from './shop.ts';

const types = { equipment: { title: 'Equipment', settings: OPEN }, request: { title: 'Request', settings: OPEN } };
const workplacesOf = async (shop: Awaited<ReturnType<typeof opened>>): Promise<any[]> => (await call(shop, 'crm.automatedsolution.list', { order: { id: 'ASC' } })).automatedSolutions;

describe('a workplace', () => {
  test('is made with its smart processes, and gets more of them', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: types, workplaces: { service: { title: 'Field service', smartProcesses: ['equipment'] } } });
    const [equipment, request] = [(await typeNamed(shop, 'Equipment')).id, (await typeNamed(shop, 'Request')).id];
    expect(await workplacesOf(shop)).toEqual([expect.objectContaining({ title: 'Field service', typeIds: [equipment] })]);
    await settle(shop, { smartProcesses: types, workplaces: { service: { title: 'Field service', smartProcesses: { request: true, equipment: true } } } });
    expect((await workplacesOf(shop))[0].typeIds.sort()).toEqual([equipment, request].sort());
  });

  test('is renamed and keeps what was put into it by hand', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: types, workplaces: { service: { title: 'Field service', smartProcesses: ['equipment'] } } });
    const [[workplace], equipment, request] = [await workplacesOf(shop), await typeNamed(shop, 'Equipment'), await typeNamed(shop, 'Request')];
    await call(shop, 'crm.automatedsolution.update', { id: workplace.id, fields: { typeIds: [equipment.id, request.id] } });
    await settle(shop, { smartProcesses: types, workplaces: { service: { title: ' Service ', smartProcesses: ['equipment'] } } });
    expect(await workplacesOf(shop)).toEqual([{ ...workplace, title: 'Service', typeIds: [equipment.id, request.id] }]);
  });

  test('without members is a workplace too', async () => {
    const shop = await opened();
    await settle(shop, { workplaces: { service: { title: 'Field service' } } });
    expect(await workplacesOf(shop)).toEqual([expect.objectContaining({ title: 'Field service', typeIds: [] })]);
  });

  test('says what is lost when a smart process moves in from another', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: types, workplaces: { service: { title: 'Field service', smartProcesses: ['equipment'] } } });
    const moved = { smartProcesses: types, workplaces: { service: { title: 'Field service' }, office: { title: 'Office', smartProcesses: ['equipment'] } } };
    shop.declare(moved);
    const { plan } = await shop.plan();
    expect(plan!.changes.flatMap(({ risks }) => risks ?? [])).toEqual([expect.stringContaining('the role permissions of its funnels are lost')]);
    await settle(shop, moved);
    expect((await workplacesOf(shop)).map(({ typeIds }) => typeIds.length)).toEqual([0, 1]);
  });

  test('cannot hold what another one holds, nor what is not declared', async () => {
    const shop = await opened();
    const both = { service: { title: 'Field service', smartProcesses: ['equipment'] }, office: { title: 'Office', smartProcesses: ['equipment'] } };
    expect(await wrong(shop, { smartProcesses: types, workplaces: both })).toEqual(['two-workplaces']);
    expect(await wrong(shop, { smartProcesses: types, workplaces: { service: { title: 'Field service', smartProcesses: ['equipmnt'] } } })).toEqual(['dangling-reference']);
  });

  test('is no difference whatever the order of its members', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: types, workplaces: { service: { title: 'Field service', smartProcesses: ['request', 'equipment'] } } });
    shop.declare({ smartProcesses: types, workplaces: { service: { title: 'Field service', smartProcesses: ['equipment', 'request'] } } });
    expect(await changes(shop)).toEqual([]);
  });
});
