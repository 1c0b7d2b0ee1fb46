import { expect, test } from 'vitest';
import { disagree, isNamedBy, withoutPrefix } from '../../src/model/ids.ts';

test.each([['C5:NEW', 'NEW'], ['DT1040_5:UC_A1B2C3', 'UC_A1B2C3'], ['NEW', 'NEW'], ['UF_CRM_1737036800', 'UF_CRM_1737036800']])('%s without the number of its funnel is %s', (code, expected) => {
  expect(withoutPrefix(code)).toBe(expected);
});

test('ids disagree where both know one and it is another, numbers and texts alike', () => {
  expect(disagree({ id: 16, entityTypeId: 1040 }, { id: '16' })).toBe(false);
  expect(disagree({ id: 16 }, { id: 17 })).toBe(true);
  expect(disagree({ code: 'SOURCE' }, { id: 17 })).toBe(false);
});

test('a code is named with its prefix or without, a number as it is, and nothing by what is missing', () => {
  expect([isNamedBy('C5:NEW', 'NEW'), isNamedBy('C5:NEW', 'C5:NEW'), isNamedBy(3, '3'), isNamedBy('C5:NEW', 'C5'), isNamedBy(undefined, 'undefined')]).toEqual([true, true, true, false, false]);
});
