import { afterEach, describe, expect, test } from 'vitest';
import { emptyData, closeShops, openShop, repairFamily, type Shop } from './repair-shop.ts';
import type { Family } from '../../src/sandbox/contract.ts';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { systemFamily } from '../../src/sandbox/methods/system.ts';
import { peopleFamily } from '../../src/sandbox/people-methods.ts';
import { withPeople } from '../../src/sandbox/people.ts';

afterEach(closeShops);

const family: Family = {
  ...repairFamily, ...peopleFamily, ...systemFamily(() => family),
  'crm.type.list': { scopes: ['crm'], seconds: 0, run: () => ({ result: { types: [] } }) },
};
const open = (options: SandboxOptions = {}): Promise<Shop> => openShop({ family, data: withPeople(emptyData()), ...options });
const ask = async (shop: Shop, method: string, params: unknown = {}): Promise<any> => (await shop.call(method, params)).body;

describe('who calls', () => {
  test('profile and user.admin tell an administrator from others', async () => {
    const shop = await open();
    expect((await ask(shop, 'profile')).result).toEqual({ ID: '1', ADMIN: true, NAME: 'Anna', LAST_NAME: 'Weber', PERSONAL_GENDER: '', TIME_ZONE: '' });
    expect((await ask(shop, 'user.admin')).result).toBe(true);
    const engineer = await open({ admin: false, user: 7 });
    expect((await ask(engineer, 'profile')).result).toMatchObject({ ID: '7', ADMIN: false, NAME: 'Dmitri' });
    expect((await ask(engineer, 'user.admin')).result).toBe(false);
  });

  test('user.current shows what the scope lets through', async () => {
    const brief = await open({ scopes: ['user_brief'] });
    expect((await ask(brief, 'user.current')).result).toMatchObject({ ID: '1', ACTIVE: true, UF_DEPARTMENT: [1] });
    expect((await ask(brief, 'user.current')).result).not.toHaveProperty('EMAIL');
    const basic = await open({ scopes: ['user_basic'] });
    expect((await ask(basic, 'user.current')).result).toMatchObject({ EMAIL: 'admin@example.test' });
    expect((await ask(basic, 'user.current')).result).not.toHaveProperty('LAST_LOGIN');
  });
});

describe('what is granted and what exists', () => {
  test('scope tells the granted scopes, full every known one', async () => {
    const shop = await open({ scopes: ['crm', 'entity', 'user'] });
    expect((await ask(shop, 'scope')).result).toEqual(['crm', 'user']);
    expect((await ask(shop, 'scope', { full: true })).result).toContain('bizproc');
  });

  test.each([
    ['crm.type.list', true, true], ['crm.type.polish', true, true], ['CRM.Type.list', true, true], ['machine.list', true, true],
    ['Machine.list', false, false], ['user.get', true, false], ['profile', true, true], ['batch', true, true], ['', false, false],
  ])('method.get of "%s": exists %s, available %s', async (name, isExisting, isAvailable) => {
    const shop = await open({ scopes: ['crm'] });
    expect((await ask(shop, 'method.get', { name })).result).toEqual({ isExisting, isAvailable });
  });

  test('methods leaves out the controllers, and what is not granted unless asked in full', async () => {
    const shop = await open({ scopes: ['crm'] });
    const granted = (await ask(shop, 'methods')).result;
    expect(granted).toEqual(expect.arrayContaining(['batch', 'profile', 'machine.list']));
    expect(granted).not.toContain('user.get');
    expect(granted).not.toContain('crm.type.list');
    expect((await ask(shop, 'methods', { full: 1 })).result).toContain('user.get');
    expect((await ask(shop, 'methods', { scope: 'department' })).result).toEqual(['department.get']);
  });

  test('app.info answers a webhook with scope and licence, or refuses it', async () => {
    const shop = await open({ scopes: ['crm'] });
    expect((await ask(shop, 'app.info')).result).toEqual({ SCOPE: ['crm'], LICENSE: 'en_pro100' });
    shop.setSwitches({ appInfoForWebhook: false });
    expect(await shop.call('app.info')).toMatchObject({ status: 403, body: { error: 'ACCESS_DENIED', error_description: 'Access denied! Application context required' } });
  });

  test('feature.get wants a code and answers Y or N', async () => {
    const shop = await open({ data: { ...emptyData(), options: { features: { rest_offline_extended: 'N' } } } });
    expect((await ask(shop, 'feature.get', { CODE: 'rest_auth_connector' })).result).toEqual({ value: 'Y' });
    expect((await ask(shop, 'feature.get', { code: 'rest_offline_extended' })).result).toEqual({ value: 'N' });
    expect(await shop.call('feature.get')).toMatchObject({ status: 400, body: { error: 'CODE_EMPTY' } });
  });

  test('server.time is the portal clock', async () => {
    const shop = await open();
    shop.later(61);
    expect((await ask(shop, 'server.time')).result).toBe('2026-03-02T11:01:01+03:00');
  });

  test('access.name names groups, people and departments, and leaves out the unknown', async () => {
    const shop = await open();
    expect((await ask(shop, 'access.name', { ACCESS: ['AU', 'U7', 'D5', 'U999'] })).result).toEqual({
      AU: { provider: '', name: 'All authorized users', provider_id: 'other' },
      U7: { provider: '', name: 'Dmitri Orlov', provider_id: 'user' },
      D5: { provider: '', name: 'Repair', provider_id: 'intranet' },
    });
    expect((await ask(shop, 'access.name')).result).toBe(false);
  });

  test('crm.enum.ownertype lists the standard types and the smart processes', async () => {
    const shop = await open({ data: { ...emptyData(), tables: { types: [{ id: 5, entityTypeId: 177, title: 'Equipment' }] } } });
    const { result } = await ask(shop, 'crm.enum.ownertype');
    expect(result).toContainEqual({ ID: 2, NAME: 'Deal', SYMBOL_CODE: 'DEAL', SYMBOL_CODE_SHORT: 'D' });
    expect(result.at(-1)).toEqual({ ID: 177, NAME: 'Equipment', SYMBOL_CODE: 'DYNAMIC_177', SYMBOL_CODE_SHORT: 'Tb1' });
    expect((await ask(shop, 'crm.settings.mode.get')).result).toBe(1);
  });
});

describe('people', () => {
  const emails = (answer: { result: { EMAIL: string }[] }): string[] => answer.result.map(({ EMAIL }) => EMAIL);

  test('are found by any field, in a filter or at the top level', async () => {
    const shop = await open();
    expect(emails(await ask(shop, 'user.get', { FILTER: { EMAIL: 'repair@example.test' } }))).toEqual(['repair@example.test']);
    expect(emails(await ask(shop, 'user.get', { UF_DEPARTMENT: 5 }))).toEqual(['repair@example.test', 'engineer@example.test']);
    expect(emails(await ask(shop, 'user.get', { filter: { '@ID': ['3', 5] } }))).toEqual(['sales@example.test', 'repair@example.test']);
    expect(emails(await ask(shop, 'user.get', { filter: { '%WORK_POSITION': 'engineer' } }))).toEqual(['engineer@example.test']);
  });

  test('show of their cards what the scopes let through', async () => {
    const card = async (...scopes: string[]): Promise<any> => (await ask(await open({ scopes }), 'user.get', { ID: 5 })).result[0];
    const whole = { SECOND_NAME: 'Viktorovna', PERSONAL_CITY: 'Riverside', UF_SKILLS: 'Pumps, compressors', PERSONAL_MOBILE: '+1 555 0115', UF_SKYPE: 'clara.marin', PERSONAL_WWW: 'https://marin.example.test' };
    expect(await card('user')).toMatchObject(whole);
    const { PERSONAL_WWW: _, ...basic } = whole;
    expect(await card('user_basic')).toMatchObject(basic);
    expect(await card('user_basic')).not.toHaveProperty('PERSONAL_WWW');
    for (const name of ['PERSONAL_WWW', 'PERSONAL_MOBILE', 'UF_SKYPE']) expect(await card('user_brief')).not.toHaveProperty(name);
  });

  test('are all returned when the filter names a field nobody knows', async () => {
    const shop = await open();
    expect(await ask(shop, 'user.get', { filter: { E_MAIL: 'repair@example.test' } })).toMatchObject({ total: 4 });
  });

  test('who left are found by ACTIVE, which takes the text "false" for yes', async () => {
    const data = withPeople(emptyData());
    data.tables['users']?.push({ ID: '9', ACTIVE: 'N', NAME: 'Eva', EMAIL: 'left@example.test', UF_DEPARTMENT: [5] });
    const shop = await open({ data });
    expect(emails(await ask(shop, 'user.get', { filter: { ACTIVE: false } }))).toEqual(['left@example.test']);
    expect(await ask(shop, 'user.get', { filter: { ACTIVE: 'false' } })).toMatchObject({ total: 4 });
    expect((await ask(shop, 'user.get', { filter: { ID: 9 } })).result[0].ACTIVE).toBe(false);
  });

  test('come by fifty from any offset, without a total when nobody is found or nobody counts', async () => {
    const data = withPeople(emptyData());
    for (let id = 10; id < 70; id++) data.tables['users']?.push({ ID: String(id), ACTIVE: 'Y', NAME: `N${id}`, UF_DEPARTMENT: [5] });
    const shop = await open({ data });
    expect(await ask(shop, 'user.get')).toMatchObject({ total: 64, next: 50 });
    const second = await ask(shop, 'user.get', { start: 20 });
    expect([second.result.length, second.next]).toEqual([44, undefined]);
    expect(await ask(shop, 'user.get', { start: -1 })).toMatchObject({ total: 0 });
    const nobody = await ask(shop, 'user.get', { filter: { NAME: 'Nobody' } });
    expect([nobody.result, 'total' in nobody]).toEqual([[], false]);
  });

  test('are sorted and cut to the fields asked for', async () => {
    const shop = await open();
    expect((await ask(shop, 'user.get', { sort: 'NAME', order: 'DESC', select: ['ID', 'NAME', 'SALARY'] })).result[0]).toEqual({ ID: '7', NAME: 'Dmitri' });
  });

  test('without department are not seen', async () => {
    const data = withPeople(emptyData());
    data.tables['users']?.push({ ID: '11', ACTIVE: 'Y', NAME: 'Guest', UF_DEPARTMENT: [] });
    const shop = await open({ data });
    expect((await ask(shop, 'user.get')).total).toBe(4);
  });
});

describe('departments', () => {
  test('are found by exact name or parent, numbers as text', async () => {
    const shop = await open();
    expect(await ask(shop, 'department.get', { NAME: 'Repair' })).toMatchObject({
      result: [{ ID: '5', NAME: 'Repair', SORT: 500, PARENT: '1', UF_HEAD: '5' }], total: 1,
    });
    expect((await ask(shop, 'department.get', { PARENT: 1, sort: 'ID', order: 'DESC' })).result.map((row: { ID: string }) => row.ID)).toEqual(['5', '3']);
    expect((await ask(shop, 'department.get', { ID: 1 })).result[0]).not.toHaveProperty('PARENT');
  });

  test('need their scope', async () => {
    expect((await (await open({ scopes: ['user'] })).call('department.get')).body.error).toBe('insufficient_scope');
  });
});
