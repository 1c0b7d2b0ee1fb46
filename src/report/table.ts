// Columns for people; the last one is as long as it is.

import { padTo, width } from './visible.ts';

export function tableLines(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => width(row[at] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : padTo(cell, columns[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
