// The data file seen as tables of rows with automatic numbers. A number once given is never given
// again, as in a database; `sequences` holds the last one.

import type { Data, Row } from '../contract.ts';

export const rowsOf = (data: Data, table: string): Row[] => (data.tables[table] ??= []);

export function nextNumber(data: Data, sequence: string, step = 1): number {
  const next = (data.sequences[sequence] ?? 0) + step;
  data.sequences[sequence] = next;
  return next;
}

export function removeRows(data: Data, table: string, where: (row: Row) => boolean): void {
  data.tables[table] = rowsOf(data, table).filter((row) => !where(row));
}

export const findRow = (data: Data, table: string, where: (row: Row) => boolean): Row | undefined =>
  rowsOf(data, table).find(where);

export const yesNo = (value: unknown): 'Y' | 'N' => (value === true || value === 'Y' ? 'Y' : 'N');
