// Where siblings stand: the order of a map becomes sort values. What is not ours to move stays where it is, and what is
// left out and not there has no place. Where siblings come in groups (stages: process, success, failure), a group that
// nobody declared anything of is the wall the others are kept on their side of; and where nothing declared of a group is
// there yet, the new ones come after whatever is. Pure.

import type { Spec } from '../model/value.ts';
import type { DiffInput } from './difference.ts';
import { grouped } from './grouped.ts';
import { isBegun } from './interrupted.ts';
import type { Pair } from './matching.ts';
import { positions, type Placed } from './positions.ts';

/** What the portal makes with this pair's parent, as it comes. */
export const madeAs = (input: DiffInput, { declared, role }: Pair): Spec | undefined =>
  role === undefined ? undefined : input.kinds.get(declared.kind)!.automatic?.roles(declared.parent!).get(role);

/** Made by us: by this plan, with what it makes, or by an apply that did not come to its end. */
export const isMade = ({ row, fresh, entry }: Pair): boolean => row === undefined || fresh === true || isBegun(entry);

/** One of the siblings, or a wall between them. */
interface Standing extends Placed {
  readonly pair?: Pair;
  readonly group: number;
}

function standingOf(input: DiffInput, pair: Pair): Standing | undefined {
  const { declared, row } = pair;
  const sort = row?.spec.get('sort') ?? madeAs(input, pair)?.get('sort');
  const treatment = input.treatments.property(declared, 'sort');
  const isHeld = treatment === 'ignore' || (treatment === 'initial' && !isMade(pair));
  if (isHeld && sort === undefined) return undefined;
  const wanted = isHeld ? sort : declared.spec.get('sort');
  const group = input.kinds.get(declared.kind)!.ordered!.group?.(declared.spec) ?? 0;
  return { pair, group, ...(typeof sort === 'number' ? { sort } : {}), ...(typeof wanted === 'number' ? { wanted } : {}) };
}

/** The ends of the groups nobody declared anything of, unless what is there already stands on both sides of them. */
function wallsAmong(input: DiffInput, siblings: readonly Standing[]): readonly Standing[] {
  const { kind, parent } = siblings[0]!.pair!.declared;
  const { group } = input.kinds.get(kind)!.ordered!;
  const home = input.pairs.get(parent!)?.row?.uid;
  if (group === undefined || home === undefined) return [];
  const declared = new Set(siblings.map((each) => each.group));
  const others = grouped(input.rows(kind).filter((row) => row.parent === home && !declared.has(group(row.spec))), (row) => String(group(row.spec)));
  return [...others.values()].flatMap((rows) => {
    const own = group(rows[0]!.spec);
    const sorts = rows.map((row) => Number(row.spec.get('sort')));
    const [least, most] = [Math.min(...sorts), Math.max(...sorts)];
    const isBeyond = ({ group: other, sort }: Standing): boolean => sort !== undefined && (other < own ? sort >= least : sort <= most);
    return siblings.some(isBeyond) ? [] : [...new Set([least, most])].map((sort) => ({ group: own, sort, wanted: sort }));
  });
}

/** The last of what is there of a group, when nothing declared of it is there yet: new ones come after it. */
function lastAmong(input: DiffInput, siblings: readonly Standing[]): readonly Standing[] {
  const { kind, parent } = siblings[0]!.pair!.declared;
  const home = input.pairs.get(parent!)?.row?.uid;
  if (home === undefined) return [];
  const { group = () => 0 } = input.kinds.get(kind)!.ordered!;
  const rows = input.rows(kind).filter((row) => row.parent === home);
  const empty = [...new Set(siblings.map((each) => each.group))].filter((own) => !siblings.some((each) => each.group === own && (each.sort ?? each.wanted) !== undefined));
  return empty.flatMap((own) => {
    const sorts = rows.filter((row) => group(row.spec) === own).map((row) => Number(row.spec.get('sort')));
    const last = Math.max(...sorts);
    return sorts.length === 0 ? [] : [{ group: own, sort: last, wanted: last }];
  });
}

/** No further than the wall behind it: where there is no room, new ones stand before or beside the last. */
function within(all: readonly Standing[], sorts: readonly number[]): readonly number[] {
  return sorts.map((sort, index) => {
    const { pair, wanted, group } = all[index]!;
    const wall = all.findIndex((each, other) => other > index && each.pair === undefined && each.group > group);
    return pair === undefined || wanted !== undefined || wall < 0 ? sort : Math.max(1, Math.min(sort, sorts[wall]! - (wall - index)));
  });
}

/** Declared properties with the positions of siblings turned into sort values. */
export function withPositions(input: DiffInput): Map<string, Spec> {
  const specs = new Map([...input.pairs.values()].map(({ declared }): [string, Spec] => [declared.address, declared.spec]));
  const isPlaced = ({ declared }: Pair): boolean => input.kinds.get(declared.kind)!.ordered !== undefined && declared.parent !== undefined;
  const standing = [...input.pairs.values()].filter(isPlaced).flatMap((pair) => standingOf(input, pair) ?? []);
  for (const siblings of grouped(standing, ({ pair }) => `${pair!.declared.kind} ${pair!.declared.parent}`).values()) {
    const { first, step } = input.kinds.get(siblings[0]!.pair!.declared.kind)!.ordered!;
    const walls = wallsAmong(input, siblings);
    const all = [...lastAmong(input, siblings), ...siblings, ...walls].sort((a, b) => a.group - b.group);
    within(all, positions(all, first, step)).forEach((sort, index) => {
      const { declared } = all[index]!.pair ?? {};
      if (declared !== undefined) specs.set(declared.address, new Map([...declared.spec, ['sort', sort]]));
    });
  }
  return specs;
}
