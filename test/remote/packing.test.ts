import { afterEach, describe, expect, test } from 'vitest';
import type { Call } from '../../src/model/call.ts';
import { create, read, ScriptedPortal, succeed, update } from './scripted-portal.ts';

let portal: ScriptedPortal;
afterEach(() => portal.close());

const titles = (heard: { readonly commands: readonly { readonly params: any }[] }): readonly string[] =>
  heard.commands.map(({ params }) => params.fields?.title ?? params.entityTypeId);

describe('packing', () => {
  test('the commands of a batch have stable names, keep their order, and halt is off', async () => {
    portal = await ScriptedPortal.open();
    await portal.remote().send([create('Equipment'), update(7, 'Rental'), read(1040)]);
    expect(portal.heard.map(({ body }) => body)).toEqual([{
      halt: 0,
      cmd: {
        c0: 'crm.type.add?fields[title]=Equipment',
        c1: 'crm.type.update?id=7&fields[title]=Rental',
        c2: 'crm.category.list?entityTypeId=1040',
      },
    }]);
    expect(portal.heard[0]).toMatchObject({ verb: 'POST', method: 'batch', headers: { 'content-type': 'application/json' } });
  });

  test('a single call is no batch: its JSON arrives as it is', async () => {
    portal = await ScriptedPortal.open();
    await portal.remote().send([{ method: 'crm.type.add', params: { fields: { title: 'Equipment', isStagesEnabled: true, relations: { parent: [] }, code: null } }, retry: 'create' }]);
    expect(portal.heard[0]).toMatchObject({ method: 'crm.type.add', body: { fields: { title: 'Equipment', isStagesEnabled: true, relations: { parent: [] }, code: null } } });
  });

  test('no request carries more than fifty commands', async () => {
    portal = await ScriptedPortal.open();
    const outcomes = await portal.remote().send(Array.from({ length: 120 }, (_, number) => update(number, `Type ${number}`, { seconds: 0.1 })));
    expect(portal.heard.map(({ commands }) => commands.length)).toEqual([50, 50, 20]);
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
  });

  test('a batch stays under sixty per cent of the time a request may take', async () => {
    portal = await ScriptedPortal.open();
    await portal.remote().send(Array.from({ length: 20 }, (_, number) => create(`Type ${number}`, { seconds: 2.5 })));
    expect(portal.heard.map(({ commands }) => commands.length)).toEqual([14, 6]);
  });

  test('one call that takes longer than that goes all the same', async () => {
    portal = await ScriptedPortal.open();
    await portal.remote().send([create('Small'), create('Enormous', { seconds: 50 }), create('Small too')]);
    expect(portal.heard.map(titles)).toEqual([['Small'], ['Enormous'], ['Small too']]);
  });

  test('a write that cannot be said in a batch goes alone, in its place', async () => {
    portal = await ScriptedPortal.open();
    await portal.remote().send([create('First'), create('Second'), create('<b>Third</b>'), create('Fourth'), create('Fifth')]);
    expect(portal.heard.map(({ method }) => method)).toEqual(['batch', 'crm.type.add', 'batch']);
    expect(portal.commands.map(({ params }) => params.fields.title)).toEqual(['First', 'Second', '<b>Third</b>', 'Fourth', 'Fifth']);
  });

  test('calls of one lane never share a request', async () => {
    portal = await ScriptedPortal.open();
    const linked = (id: number): Call => update(id, `Type ${id}`, { lane: 'linkedUserFields' });
    await portal.remote().send([linked(1), update(2, 'Type 2'), linked(3), update(4, 'Type 4'), linked(5)]);
    expect(portal.heard.map(titles)).toEqual([['Type 1', 'Type 2'], ['Type 3', 'Type 4'], ['Type 5']]);
  });

  test('calls of one lane are never in flight together, not even reads', async () => {
    let inFlight = 0;
    portal = await ScriptedPortal.open(async (heard, response) => {
      inFlight += 1;
      expect(inFlight).toBe(1);
      await new Promise(setImmediate);
      inFlight -= 1;
      succeed(heard, response);
    });
    const remote = portal.remote();
    const lane = { lane: 'userSettings' };
    await Promise.all([remote.send([read(1, lane), read(2, lane)]), remote.send([read(3, lane)]), remote.send([update(4, 'Repair', lane)])]);
    expect(portal.heard).toHaveLength(4);
  });
});
