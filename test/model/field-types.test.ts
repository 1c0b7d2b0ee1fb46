import { describe, expect, test } from 'vitest';
import { FIELD_TYPES, targetEntries } from '../../src/model/field-types.ts';
import { Secret, type Value } from '../../src/model/value.ts';

const id = (address: string, name: string) => ({ $slot: address, name });
const read = (type: string, word: string, stored: unknown): Value => FIELD_TYPES[type]![word]!.read(stored, {});
const write = (type: string, word: string, value: Value): unknown => FIELD_TYPES[type]![word]!.write(value, id);
const canon = (type: string, word: string, value: Value, language = 'en'): Value => FIELD_TYPES[type]![word]!.canon?.(value, language) ?? null;

describe('settings as the portal stores them', () => {
  test.each<[string, string, unknown, Value]>([
    ['string', 'default', '', null],
    ['string', 'default', '0', '0'],
    ['integer', 'default', null, null],
    ['integer', 'default', 0, 0],
    ['integer', 'min', 0, null],
    ['double', 'max', '400.5', 400.5],
    ['boolean', 'default', '1', true],
    ['boolean', 'default', undefined, false],
    ['boolean', 'labels', ['No way', ''], { yes: '', no: 'No way' }],
    ['date', 'default', { TYPE: 'NONE', VALUE: '' }, null],
    ['date', 'default', { TYPE: 'NOW', VALUE: '' }, 'now'],
    ['datetime', 'default', { TYPE: 'FIXED', VALUE: '2026-03-31 09:00:00' }, '2026-03-31T09:00:00'],
    ['money', 'default', '1200.50|EUR', { amount: 1200.5, currency: { $ref: 'uid:currency:EUR' } }],
    ['money', 'default', '|', null],
    ['file', 'extensions', { png: true, jpg: true }, ['jpg', 'png']],
    ['file', 'extensions', [], []],
    ['crm_status', 'dictionary', { ID: 'SOURCE', NAME: 'Sources' }, { $ref: 'uid:dictionary:SOURCE' }],
    ['enumeration', 'display', 'CHECKBOX', 'checkbox'],
    ['iblock_element', 'default', '17', '17'],
  ])('%s %s', (type, word, stored, expected) => {
    expect(read(type, word, stored)).toEqual(expected);
  });
});

describe('settings as they are sent', () => {
  test.each<[string, string, Value, unknown]>([
    ['string', 'default', null, ''],
    ['integer', 'min', null, 0],
    ['boolean', 'default', true, 1],
    ['boolean', 'labels', { yes: 'Works', no: '' }, ['', 'Works']],
    ['date', 'default', null, { TYPE: 'NONE', VALUE: '' }],
    ['datetime', 'default', '2026-03-31T09:00:00', { TYPE: 'FIXED', VALUE: '2026-03-31 09:00:00' }],
    ['money', 'default', { amount: 5, currency: { $ref: 'currency.EUR' } }, { $text: ['5', '|', { $slot: 'currency.EUR', name: 'code' }] }],
    ['file', 'extensions', ['pdf', 'jpg'], 'pdf,jpg'],
    ['enumeration', 'display', 'ui', 'UI'],
    ['url', 'popup', false, 'N'],
  ])('%s %s', (type, word, value, expected) => {
    expect(write(type, word, value)).toEqual(expected);
  });
});

describe('settings as they are declared', () => {
  test.each<[string, string, string, Value, Value]>([
    ['en', 'boolean', 'labels', { yes: 'Yes', no: 'no' }, { yes: '', no: '' }],
    ['en', 'boolean', 'labels', { yes: 'Да' }, { yes: 'Да', no: '' }],
    ['ru', 'boolean', 'labels', { yes: 'Да', no: 'Yes' }, { yes: '', no: 'Yes' }],
    ['de', 'boolean', 'checkboxLabel', 'Ja', null],
    ['en', 'boolean', 'checkboxLabel', 'No', 'No'],
    ['en', 'integer', 'min', 0, null],
    ['en', 'date', 'default', 'none', null],
    ['en', 'file', 'extensions', ['png', 'jpg'], ['jpg', 'png']],
    ['en', 'iblock_element', 'default', 17, '17'],
  ])('%s %s %s', (language, type, word, value, expected) => {
    expect(canon(type, word, value, language)).toEqual(expected);
  });

  test('stay sealed when they are secret', () => {
    const secret = new Secret('${env.WORD}', 'Works', () => 'hash');
    expect(canon('boolean', 'labels', { yes: secret })).toEqual({ yes: secret, no: '' });
    expect(canon('boolean', 'checkboxLabel', secret)).toBe(secret);
  });
});

test('what a field may point at is said type by type, so that leads are never chosen by themselves', () => {
  expect(targetEntries([{ $ref: 'deal' }, { $ref: 'smartProcess.request' }], id)).toEqual([
    ...['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'QUOTE', 'ORDER', 'SMART_INVOICE'].map((key) => [key, key === 'DEAL' ? 'Y' : 'N']),
    [{ $text: ['DYNAMIC_', { $slot: 'smartProcess.request', name: 'entityTypeId' }] }, 'Y'],
  ]);
});
