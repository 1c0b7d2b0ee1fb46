import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/kinds/index.ts';
import { OPEN, changes, fieldNamed, opened, settle } from './shop.ts';
import { readRecorded } from './recorded.ts';

describe('things of the portal that are looked up', () => {
  test('are never written', () => {
    expect(KINDS.filter(({ lookup }) => lookup).map(({ name, write, created }) => [name, write, created])).toEqual(['user', 'department', 'list', 'currency', 'phoneLine', 'dictionary', 'crm'].map((name) => [name, undefined, undefined]));
  });

  test('people are known by their e-mail in small letters, and those without are left out', async () => {
    expect((await readRecorded('user')).rows('user').map(({ key, name }) => [key, name])).toEqual([['admin@example.test', 'Anna Weber']]);
  });

  test('lists are known by their code, or by their name where they have none', async () => {
    expect((await readRecorded('list')).rows('list').map(({ key }) => key)).toEqual(['SPARE_PARTS', 'Customer sites']);
  });

  test('lines are known by their number, and their names are read as people see them', async () => {
    expect((await readRecorded('phoneLine')).rows('phoneLine').map(({ key, name }) => [key, name])).toEqual([['reg150907', 'SIP line'], ['sip7', 'Office "PBX" 1']]);
  });

  test('are found by code and by name, in the language of the portal', async () => {
    for (const [language, name] of [['en', 'Customer sites'], ['ru', 'Объекты заказчиков']] as const) {
      const shop = await opened({ language });
      const fields = (list: string): object => ({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { SITE: { type: 'iblock_element', list }, PRICE: { type: 'money', default: { amount: 5, currency: 'EUR' } }, CHANNEL: { type: 'crm_status', dictionary: 'SOURCE' } } } } });
      await settle(shop, fields('SITES'));
      expect((await fieldNamed(shop, 'SITE')).settings.IBLOCK_ID).toBe(23);
      shop.declare(fields(name));
      expect(await changes(shop)).toEqual([]);
    }
  });
});
