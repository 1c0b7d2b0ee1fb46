import { describe, expect, test } from 'vitest';
import { carriedBy, fill, Unfilled, type Filling } from '../../src/engine/fill.ts';
import type { LiveRow } from '../../src/kinds/contract.ts';
import { Secret } from '../../src/model/value.ts';

const row = (whole: LiveRow['whole']): LiveRow => ({ kind: 'field', uid: 'field:301', ids: { id: 301 }, spec: new Map(), ...(whole ? { whole } : {}) });
const filling: Filling = {
  ids: (address) => (address === 'smartProcess.equipment' ? { id: 16, entityTypeId: 1040 } : undefined),
  row: (address) => (address === 'field' ? row({ label: { en: 'Serial number', de: 'Seriennummer' }, enum: { 61: { id: '61', value: 'Works' }, 63: { id: '63', value: 'Broken' } } }) : undefined),
};
const id = { $slot: 'smartProcess.equipment', name: 'id' };

describe('filling', () => {
  test.each<[string, unknown, unknown]>([
    ['plain values stay what they are', { a: [1, 'x', null, true, {}] }, { a: [1, 'x', null, true, {}] }],
    ['an id keeps its type', { id }, { id: 16 }],
    ['an id inside a text', { $text: ['UF_CRM_', id, '_SERIAL'] }, 'UF_CRM_16_SERIAL'],
    ['an id in the key of a map', { $map: [[{ $text: ['DYNAMIC_', { ...id, name: 'entityTypeId' }] }, 'Y'], ['DEAL', 'N']] }, { DYNAMIC_1040: 'Y', DEAL: 'N' }],
    ['a map keeps its order where an object would not', { $map: [['30', 'Thirty days'], ['never', 'Never'], ['7', 'A week']] }, new Map([['30', 'Thirty days'], ['never', 'Never'], ['7', 'A week']])],
    ['a secret shows itself only here', { token: new Secret('${env.TOKEN}', 'abc', () => 'hash') }, { token: 'abc' }],
    ['a live map with one entry laid over and one left out', { $carry: 'field', list: 'label', as: 'map', set: [['en', 'Number'], ['ru', 'Номер']], drop: ['de'] }, { en: 'Number', ru: 'Номер' }],
    ['a live map with nothing changed', { $carry: 'field', list: 'label', as: 'map', set: [], drop: [] }, { en: 'Serial number', de: 'Seriennummer' }],
    ['a live list with one entry replaced and one added', { $carry: 'field', list: 'enum', as: 'list', set: [['63', { id: '63', value: 'Out of order' }], ['new', { value: 'Limited' }]], drop: [] }, [{ id: '61', value: 'Works' }, { id: '63', value: 'Out of order' }, { value: 'Limited' }]],
    ['a live list whose new key is an id', { $carry: 'field', list: 'enum', as: 'list', set: [[{ $text: [id] }, { id }]], drop: ['61', '63'] }, [{ id: 16 }]],
  ])('%s', (_what, value, expected) => {
    expect(fill(value, filling)).toEqual(expected);
  });

  test.each<[string, unknown, string]>([
    ['an id nobody learned', { $slot: 'smartProcess.request', name: 'id' }, 'id of smartProcess.request is not known'],
    ['another id of a known address', { ...id, name: 'statusId' }, 'statusId of smartProcess.equipment is not known'],
    ['a list that was not read', { $carry: 'field', list: 'help', as: 'map', set: [], drop: [] }, 'the live list help of field is not known'],
  ])('is refused for %s', (_what, value, message) => {
    expect(() => fill(value, filling)).toThrow(Unfilled);
    expect(() => fill(value, filling)).toThrow(message);
  });

  test('knows the rows a call carries over', () => {
    const carry = { $carry: 'field', list: 'enum', as: 'list', set: [], drop: [] };
    expect(carriedBy({ field: { enum: carry, more: [carry] }, id, secret: new Secret('', '', () => '') })).toEqual(['field', 'field']);
    expect(carriedBy({ id: 1 })).toEqual([]);
  });
});
