import { describe, expect, test } from 'vitest';
import { RestError, type Data } from '../../../src/sandbox/contract.ts';
import { freshData } from '../../../src/sandbox/fresh.ts';
import { seedLivedIn } from '../../../src/sandbox/lived-in.ts';
import { seedCrowded } from '../../../src/sandbox/seed.ts';
import { allSwitches } from '../../../src/sandbox/server-switches.ts';
import { addProcess, family, openDesk } from './service-desk.ts';

describe('a new portal', () => {
  test.each([['en', 'Call', 'New', 'USD'], ['ru', 'Звонок', 'Новая', 'RUB']] as const)('speaks %s', (language, call, first, base) => {
    const desk = openDesk({ language });
    const named = (ENTITY_ID: string, STATUS_ID: string): string => desk.ask('crm.status.list', { filter: { ENTITY_ID, STATUS_ID } })[0].NAME;
    expect([named('SOURCE', 'CALL'), named('DEAL_STAGE', 'NEW')]).toEqual([call, first]);
    expect(desk.ask('crm.currency.list').find((one: any) => one.BASE === 'Y').CURRENCY).toBe(base);
  });

  test('is plain JSON, and the same every time', () => {
    expect(freshData('en')).toEqual(JSON.parse(JSON.stringify(freshData('en'))));
  });

  test('numbers of different kinds do not coincide', () => {
    const desk = openDesk();
    const { id, entityTypeId, funnel } = addProcess(desk.ask);
    expect(new Set([id, entityTypeId, funnel]).size).toBe(3);
  });

  test('has lists, of which the inactive one is not found', () => {
    const desk = openDesk({ language: 'ru' });
    const answer = desk.answer('lists.get', { IBLOCK_TYPE_ID: 'lists' });
    expect((answer.result as any[]).map((list) => list.NAME)).toEqual(['Объекты заказчиков', 'Запчасти']);
    expect(answer.total).toBe(2);
    expect(desk.answer('lists.get', { iblock_type_id: 'lists', IBLOCK_CODE: 'SITES' }).total).toBe(1);
    expect(desk.answer('lists.get', { IBLOCK_TYPE_ID: 'bitrix_processes' })).toEqual({ result: [] });
  });

  test('knows currencies by their codes', () => {
    const { LANG, ...plain } = openDesk().ask('crm.currency.get', { id: 'EUR' });
    expect([Object.keys(LANG), plain.LID, plain.DECIMALS]).toEqual([['en', 'ru'], 'en', '2']);
  });
});

describe('reading changes nothing', () => {
  const reading = Object.keys(family).filter((method) => /(fields|get|list|types|items|getbyentitytypeid)$/.test(method));
  const worlds: readonly (readonly [string, () => Data])[] = [
    ['a new portal', () => freshData('en')],
    ['a crowded portal', () => seedCrowded(freshData('ru'))],
    ['a portal arranged by hand', () => seedLivedIn(freshData('ru'))],
    ['a portal with nothing in it', () => ({ language: 'en', sequences: {}, tables: {}, options: {} })],
  ];

  test.each(worlds)('in %s', (_name, open) => {
    const data = open();
    const before = JSON.stringify(data);
    const desk = openDesk({ data });
    const type = data.tables['types']?.at(-1);
    let answered = 0;
    for (const method of reading) {
      for (const entityTypeId of [1, 2, 3, 31, type?.['entityTypeId'] ?? 1030]) {
        for (const id of [0, 1, type?.['id'] ?? 5, data.tables['fields']?.at(-1)?.['id'] ?? 7]) {
          try {
            desk.ask(method, { moduleId: 'crm', entityTypeId, id, entityId: 'SOURCE', IBLOCK_TYPE_ID: 'lists' });
            answered += 1;
          } catch (error) {
            expect(error).toBeInstanceOf(RestError);
          }
        }
      }
      expect(JSON.stringify(data), method).toBe(before);
    }
    expect(answered).toBeGreaterThan(100);
  });
});

describe('a crowded portal', () => {
  test.each(['en', 'ru'] as const)('has a dozen smart processes made by hand (%s)', (language) => {
    const desk = openDesk({ data: seedCrowded(freshData(language)) });
    const { types } = desk.ask('crm.type.list', { order: { id: 'ASC' } });
    const titles = types.map((type: any) => type.title);
    expect(titles).toHaveLength(12);
    expect(titles).toEqual(expect.arrayContaining(language === 'en' ? ['Equipment', 'Project request'] : ['Оборудование', 'Заявка на проект']));
    expect(new Set(titles).size).toBe(11);
    expect(types.every((type: any) => type.code === '')).toBe(true);
  });

  test('its stages, fields and options carry the names the browser gives', () => {
    const desk = openDesk({ data: seedCrowded(freshData('en')) });
    const codes = desk.ask('crm.status.list').map((row: any) => row.STATUS_ID).filter((code: string) => code.includes('UC_'));
    expect(codes.length).toBeGreaterThan(8);
    expect(codes.every((code: string) => /^(DT\d+_\d+|C\d+):UC_[0-9A-F]{6}$/.test(code))).toBe(true);
    const { fields } = desk.ask('userfieldconfig.list', { moduleId: 'crm', order: { id: 'ASC' }, filter: { userTypeId: 'enumeration' } });
    expect(fields.every((field: any) => /^UF_CRM_(\d+_)?\d{10}$/.test(field.fieldName))).toBe(true);
    const full = desk.ask('userfieldconfig.get', { moduleId: 'crm', id: fields[0].id }).field;
    expect(full.enum.every((option: any) => /^[0-9a-f]{32}$/.test(option.xmlId))).toBe(true);
    expect(full.listColumnLabel).toEqual({ en: 'Condition', ru: 'Состояние' });
  });

  test('every stage, funnel and option a record points at is there', () => {
    const { tables } = seedCrowded(freshData('en'));
    const stages = new Set(tables['statuses']!.map((row) => row['statusId']));
    const options = new Set(tables['enums']!.map((row) => row['id']));
    for (const item of tables['items']!) {
      if (item['stageId'] !== null) expect(stages).toContain(item['stageId']);
      for (const value of Object.values(item['values'])) if (typeof value === 'number') expect(options).toContain(value);
    }
    expect(tables['items']!.length).toBeGreaterThan(100);
  });
});

test('every switch has alternatives other than its default, and a section of the facts', () => {
  for (const [name, { default: usual, alternatives, facts, about }] of Object.entries(allSwitches)) {
    expect(alternatives, name).not.toContain(usual);
    expect([alternatives.length > 0, /^\d/.test(facts), about.length > 0], name).toEqual([true, true, true]);
  }
});
