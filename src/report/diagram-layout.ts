// Where the types of a diagram stand: in columns by their relations, and in rows below them what has none. The
// picture before and the one after share the places, so that the eye finds what changed. The same picture is
// always laid out alike.

import type { Picture, PictureType } from '../model/picture.ts';
import { columnsOf, roadKey } from './diagram-columns.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}
export interface Layout {
  /** of types, and of the passages of long lines */
  readonly places: ReadonlyMap<string, Place>;
  /** ids a line goes through, by `roadKey` */
  readonly roads: ReadonlyMap<string, readonly string[]>;
  readonly width: number;
  readonly height: number;
}

export const BOX_WIDTH = 210;
const [COLUMN_GAP, ROW_GAP, EDGE, PASSAGE] = [72, 24, 16, 10];
const FEWEST_COLUMNS = 4;

export function layout({ before, after }: Picture, heightOf: (type: PictureType) => number): Layout {
  const heights = new Map<string, number>();
  for (const type of [...before.types, ...after.types]) heights.set(type.id, Math.max(heightOf(type), heights.get(type.id) ?? 0));
  const lines = [...before.relations, ...after.relations].filter(({ parent, child }) => parent !== child);
  const byEnds = new Map(lines.map(({ parent, child }) => [roadKey({ parent, child }), [parent, child] as const]));
  const links = [...byEnds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ends]) => ends);
  const linked = new Set(links.flat());
  const ids = [...heights.keys()].sort();
  const { columns, roads } = columnsOf(ids.filter((id) => linked.has(id)), links);
  const alone = ids.filter((id) => !linked.has(id));
  const across = Math.max(FEWEST_COLUMNS, columns.length);
  const rows = Array.from({ length: Math.ceil(alone.length / across) }, (_, at) => alone.slice(at * across, (at + 1) * across));
  return { ...placed(columns, rows, (id) => heights.get(id) ?? PASSAGE), roads };
}

function placed(columns: readonly (readonly string[])[], rows: readonly (readonly string[])[], height: (id: string) => number): Omit<Layout, 'roads'> {
  const places = new Map<string, Place>();
  const stacked = (column: readonly string[]): number => column.reduce((sum, id) => sum + height(id) + ROW_GAP, -ROW_GAP);
  const tallest = Math.max(0, ...columns.map(stacked));
  const xOf = (at: number): number => EDGE + at * (BOX_WIDTH + COLUMN_GAP);
  columns.forEach((column, at) => {
    let y = EDGE + Math.round((tallest - stacked(column)) / 2);
    for (const id of column) {
      places.set(id, { x: xOf(at), y, height: height(id) });
      y += height(id) + ROW_GAP;
    }
  });
  let y = EDGE + (tallest > 0 ? tallest + ROW_GAP : 0);
  for (const row of rows) {
    row.forEach((id, at) => places.set(id, { x: xOf(at), y, height: height(id) }));
    y += Math.max(...row.map(height)) + ROW_GAP;
  }
  const bottom = rows.length > 0 ? y - ROW_GAP : EDGE + tallest;
  const across = Math.max(1, columns.length, ...rows.map((row) => row.length));
  return { places, width: xOf(across) - COLUMN_GAP + EDGE, height: bottom + EDGE };
}
