// The data file seen as tables of rows with automatic numbers. A number once given is never given
// again, as in a database; `sequences` holds the last one.

import type { Data, Row } from '../contract.ts';

/** To read: a table nobody has written to is empty, and stays out of the data file. */
export const rowsOf = (data: Data, table: string): readonly Row[] => data.tables[table] ?? [];

export const addRow = (data: Data, table: string, row: Row): unknown => (data.tables[table] ??= []).push(row);

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
