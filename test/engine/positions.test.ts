import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { positions, type Placed } from '../../src/engine/positions.ts';

const live = (...sorts: (number | undefined)[]): Placed[] => sorts.map((sort) => (sort === undefined ? {} : { sort }));
const put = (siblings: readonly Placed[]): number[] => positions(siblings, 10, 10);

describe('positions', () => {
  test.each<[string, readonly Placed[], number[]]>([
    ['nobody at all', [], []],
    ['new siblings are numbered from the first on', live(undefined, undefined, undefined), [10, 20, 30]],
    ['what is in order keeps its numbers', live(5, 7, 900), [5, 7, 900]],
    ['a new one at the end comes a step behind the last', live(10, 20, undefined), [10, 20, 30]],
    ['a new one in between takes the middle', live(10, undefined, 20), [10, 15, 20]],
    ['one that moved to the end is the only one renumbered', live(20, 30, 10), [20, 30, 40]],
    ['one that moved to the front is the only one renumbered', live(30, 10, 20), [5, 10, 20]],
    ['an explicit number wins', [{ sort: 10, wanted: 70 }, { sort: 80 }], [70, 80]],
  ])('%s', (_what, siblings, expected) => {
    expect(put(siblings)).toEqual(expected);
  });

  const sibling = fc.record({ sort: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }) }).map(({ sort }): Placed => (sort === undefined ? {} : { sort }));

  test('always rise, are whole and stay above nothing', () => {
    fc.assert(fc.property(fc.array(sibling, { maxLength: 12 }), (siblings) => {
      const sorts = put(siblings);
      expect(sorts).toHaveLength(siblings.length);
      sorts.forEach((sort, at) => {
        expect(Number.isInteger(sort) && sort > 0).toBe(true);
        if (at > 0) expect(sort).toBeGreaterThan(sorts[at - 1]!);
      });
    }));
  });

  test('put once, are left as they are', () => {
    fc.assert(fc.property(fc.array(sibling, { maxLength: 12 }), (siblings) => {
      const sorts = put(siblings);
      expect(put(live(...sorts))).toEqual(sorts);
    }));
  });
});
