// List methods answer pages of 50 (FACTS §2.4). The number of pages is guessed first and known from
// `total` afterwards, so that most portals are read in one round.

import type { Call, Context } from '../model/call.ts';
import type { ReadContext } from './contract.ts';

export const PAGE = 50;

const page = (method: string, params: Record<string, unknown>, start: number, as: Context | undefined): Call => ({
  method,
  params: start === 0 ? params : { ...params, start },
  retry: 'read',
  ...(as === undefined ? {} : { context: as }),
});

export function pages(context: ReadContext, method: string, params: Record<string, unknown>, expected = 1, as?: Context): Call[] {
  const first = page(method, params, 0, as);
  const total = context.answer(first)?.total;
  const count = total === undefined ? Math.max(1, Math.ceil(expected / PAGE)) : Math.max(1, Math.ceil(total / PAGE));
  return Array.from({ length: count }, (_, index) => page(method, params, index * PAGE, as));
}

/** Rows of every answered page, each row once (pages can overlap while rows are added). */
export function pageRows(context: ReadContext, calls: readonly Call[], rowsOf: (result: any) => unknown, idOf: (row: any) => unknown): any[] {
  const seen = new Map<unknown, any>();
  for (const call of calls) {
    const rows = rowsOf(context.answer(call)?.result);
    for (const row of Array.isArray(rows) ? rows : Object.values(rows ?? {})) if (!seen.has(idOf(row))) seen.set(idOf(row), row);
  }
  return [...seen.values()];
}
