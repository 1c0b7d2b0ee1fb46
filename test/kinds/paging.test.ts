import { describe, expect, test } from 'vitest';
import type { ReadContext } from '../../src/kinds/contract.ts';
import { pageRows, pages } from '../../src/kinds/paging.ts';
import type { Call } from '../../src/model/call.ts';

const answering = (answer: (call: Call) => { readonly result: any; readonly total?: number } | undefined): ReadContext => ({ kinds: new Set(), count: () => 0, languages: [], wants: () => true, whole: () => false, rows: () => [], answer });
const starts = (calls: readonly Call[]): unknown[] => calls.map(({ params }) => params['start'] ?? 0);

describe('pages', () => {
  test.each<[string, number | undefined, number, number[]]>([
    ['of something unknown are guessed', undefined, 120, [0, 50, 100]],
    ['are one at least', undefined, 0, [0]],
    ['are as many as the portal says', 101, 10, [0, 50, 100]],
    ['are no more than the portal says', 50, 500, [0]],
    ['are one when the portal has none', 0, 10, [0]],
  ])('%s', (_what, total, expected, wanted) => {
    expect(starts(pages(answering(() => (total === undefined ? undefined : { result: null, total })), 'crm.type.list', { order: { id: 'ASC' } }, expected))).toEqual(wanted);
  });

  test('give each row once, though pages overlap while rows are added', () => {
    const context = answering(({ params }) => ({ result: { types: params['start'] === undefined ? [{ id: 1 }, { id: 2 }] : [{ id: 2 }, { id: 3 }] }, total: 60 }));
    const calls = pages(context, 'crm.type.list', {});
    expect(pageRows(context, calls, (result) => result?.types, (row) => row.id)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  test('may come as maps, or not at all', () => {
    const context = answering(({ params }) => (params['start'] === undefined ? { result: { fields: { 0: { id: 1 } } }, total: 60 } : { result: null }));
    expect(pageRows(context, pages(context, 'x', {}), (result) => result?.fields, (row) => row.id)).toEqual([{ id: 1 }]);
  });
});
