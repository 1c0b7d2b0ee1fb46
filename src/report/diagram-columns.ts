// Which column a type stands in and in which order: what is above others stands left of them, and a line that
// passes a column has a place of its own in it, so that it never runs behind a box. A line that closes a circle
// is left out here. The order of a column follows what its boxes are linked with.

import type { PictureRelation } from '../model/picture.ts';

export interface Columns {
  /** ids of types and of passages, from left to right, from top to bottom */
  readonly columns: readonly (readonly string[])[];
  /** ids a line goes through, its ends included; a line that goes backwards has none */
  readonly roads: ReadonlyMap<string, readonly string[]>;
}

const SWEEPS = 8;

export const roadKey = ({ parent, child }: Pick<PictureRelation, 'parent' | 'child'>): string => JSON.stringify([parent, child]);

type Link = readonly [from: string, to: string];

export function columnsOf(ids: readonly string[], links: readonly Link[]): Columns {
  const { forward, order } = withoutCircles(ids, links);
  const ranks = new Map(ids.map((id) => [id, 0]));
  for (const id of order) for (const [from, to] of forward) if (from === id) ranks.set(to, Math.max(ranks.get(to)!, ranks.get(id)! + 1));
  const columns: string[][] = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, () => []);
  for (const id of ids) columns[ranks.get(id)!]!.push(id);
  const roads = new Map<string, readonly string[]>();
  for (const [from, to] of forward) {
    const key = roadKey({ parent: from, child: to });
    const passages = Array.from({ length: ranks.get(to)! - ranks.get(from)! - 1 }, (_, at) => ({ rank: ranks.get(from)! + at + 1, id: `${key}@${at}` }));
    for (const { rank, id } of passages) columns[rank]!.push(id);
    roads.set(key, [from, ...passages.map(({ id }) => id), to]);
  }
  return { columns: untangled(columns, [...roads.values()]), roads };
}

/** Links that do not lead back, and the ids so that every link leads on. */
function withoutCircles(ids: readonly string[], links: readonly Link[]): { readonly forward: readonly Link[]; readonly order: readonly string[] } {
  const forward: Link[] = [];
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const link of links) {
      if (link[0] !== id || state.get(link[1]) === 'open') continue;
      forward.push(link);
      if (!state.has(link[1])) visit(link[1]);
    }
    state.set(id, 'done');
    order.unshift(id);
  };
  for (const id of ids) if (!state.has(id)) visit(id);
  return { forward, order };
}

/** Forth and back, each column in the order of its neighbours in the one before it. */
function untangled(columns: readonly (readonly string[])[], roads: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const steps = roads.flatMap((road) => road.slice(1).map((to, at): Link => [road[at]!, to]));
  const current = [...columns];
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const forth = sweep % 2 === 0;
    for (let turn = 1; turn < current.length; turn += 1) {
      const at = forth ? turn : current.length - 1 - turn;
      const before = current[forth ? at - 1 : at + 1]!;
      current[at] = inOrderOf(current[at]!, before, forth ? steps.map(([from, to]): Link => [to, from]) : steps);
    }
  }
  return current;
}

function inOrderOf(column: readonly string[], neighbours: readonly string[], steps: readonly Link[]): readonly string[] {
  const position = new Map(neighbours.map((id, at) => [id, (at + 0.5) / neighbours.length]));
  const centres = new Map(
    column.map((id, at) => {
      const found = steps.flatMap(([own, other]) => (own === id ? (position.get(other) ?? []) : []));
      return [id, found.length === 0 ? (at + 0.5) / column.length : found.reduce((sum, each) => sum + each, 0) / found.length] as const;
    }),
  );
  return [...column].sort((a, b) => centres.get(a)! - centres.get(b)! || column.indexOf(a) - column.indexOf(b));
}
