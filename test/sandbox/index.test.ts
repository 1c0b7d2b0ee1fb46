import { afterEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import { send } from './repair-shop.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const start = async (options: SandboxOptions = {}): Promise<void> => { sandbox = await startSandbox(options); };
const call = async (method: string, params: unknown = {}): Promise<any> => (await send(`${sandbox.url}${method}`, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params),
})).body;

describe('a fresh portal', () => {
  test('has a webhook of an administrator and answers the methods of every family', async () => {
    await start();
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}/rest/1/sandboxsecret/`);
    const { result, result_error } = (await call('batch', {
      cmd: {
        who: 'profile', people: 'user.get', departments: 'department.get', types: 'crm.type.list', stages: 'crm.status.list',
        fields: 'userfieldconfig.list?moduleId=crm', workplaces: 'crm.automatedsolution.list', funnels: 'crm.category.list?entityTypeId=2',
        deals: 'crm.item.list?entityTypeId=2', lists: 'lists.get?IBLOCK_TYPE_ID=lists', currencies: 'crm.currency.list', owners: 'crm.enum.ownertype',
      },
    })).result;
    expect(result_error).toEqual([]);
    expect(result.who.ADMIN).toBe(true);
    expect(result.people).toHaveLength(4);
    expect(result.owners.map((row: { ID: number }) => row.ID)).toEqual([1, 2, 3, 4, 5, 31, 7, 8, 36, 39]);
  });

  test('lets a type, then its funnel and field be made, and keeps them', async () => {
    await start();
    const { type } = (await call('crm.type.add', { fields: { title: 'Equipment' } })).result;
    expect((await call('crm.type.get', { id: type.id })).result.type.title).toBe('Equipment');
    expect((await call('crm.enum.ownertype')).result.at(-1)).toMatchObject({ ID: type.entityTypeId, NAME: 'Equipment' });
    expect(sandbox.data().tables['types']?.at(-1)).toMatchObject({ title: 'Equipment' });
  });

  test('speaks the language asked for', async () => {
    await start({ language: 'ru' });
    expect((await call('profile')).result.NAME).toBe('Анна');
    expect((await call('app.info')).result.LICENSE).toBe('ru_pro100');
  });

  test('may belong to another webhook, of somebody without rights', async () => {
    await start({ user: 7, secret: 'engineer', admin: false });
    expect(sandbox.url).toContain('/rest/7/engineer/');
    expect((await call('profile')).result).toMatchObject({ ID: '7', ADMIN: false });
    expect((await call('crm.type.add', { fields: { title: 'Equipment' } })).error).toBe('ACCESS_DENIED');
  });

  test('is new again after a reset', async () => {
    await start();
    const before = JSON.stringify(sandbox.data());
    await call('crm.type.add', { fields: { title: 'Equipment' } });
    sandbox.reset();
    expect(JSON.stringify(sandbox.data())).toBe(before);
  });
});

test('a lived-in portal is one seed away', async () => {
  await start();
  const fresh = (await call('crm.type.list')).total;
  await send(`${sandbox.origin}/_sandbox/seed`, { method: 'POST', body: '{"crowded":true}' });
  expect((await call('crm.type.list')).total).toBeGreaterThan(fresh + 5);
});

test('a switch nobody knows is refused at the start', async () => {
  await start();
  await expect(startSandbox({ switches: { weather: 'fine' } })).rejects.toThrow('no such switch: weather');
});
