import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { relationAddress, rootOf, segment, splitAddress, under } from '../../src/model/address.ts';

describe('an address', () => {
  test.each([
    ['a plain key', under(undefined, 'smartProcess', 'equipment'), 'smartProcess.equipment'],
    ['a key below another', under('smartProcess.equipment', 'field', 'SERIAL'), 'smartProcess.equipment/field.SERIAL'],
    ['a key that is no word', under(undefined, 'user', 'ops@example.com'), 'user["ops@example.com"]'],
    ['a key with quotes and slashes', segment('list', 'a "b"/c'), 'list["a \\"b\\"/c"]'],
    ['a relation', relationAddress('deal', 'smartProcess.equipment'), 'relation(deal,smartProcess.equipment)'],
  ])('of %s', (_what, address, expected) => {
    expect(address).toBe(expected);
  });

  test.each([
    ['smartProcess.equipment/funnel.main/stage.NEW', 'smartProcess.equipment'],
    ['relation(deal,smartProcess.equipment)', 'smartProcess.equipment'],
    ['relation(smartProcess.equipment,contact)', 'smartProcess.equipment'],
    ['relation(smartProcess.equipment,smartProcess.request)', 'smartProcess.equipment'],
    ['list["a/b"]', 'list["a/b"]'],
  ])('%s belongs to %s', (address, root) => {
    expect(rootOf(address)).toBe(root);
  });

  test('comes apart into the segments it was made of, whatever its keys say', () => {
    const keys = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(keys, (names) => {
      const address = names.reduce<string | undefined>((parent, key) => under(parent, 'field', key), undefined)!;
      expect(splitAddress(address)).toEqual(names.map((key) => segment('field', key)));
    }));
  });
});
