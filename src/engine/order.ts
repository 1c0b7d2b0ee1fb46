// changes -> plan: steps with their calls, in waves. Changes of one row become one step; what a call needs
// to know of another address is a slot, and a slot is an edge: the step that provides it comes in an
// earlier wave, because nothing in a batch may depend on another command of it. Steps whose needs nobody
// provides are blocked. Pure.

import type { Item, Kind } from '../kinds/contract.ts';
import type { Action, Change, Slot, Step, TextSlot } from '../model/plan.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef, type Value } from '../model/value.ts';
import type { Difference } from './diff.ts';

export interface Ordered {
  readonly changes: readonly Change[];
  readonly steps: ReadonlyMap<string, Step>;
  readonly waves: readonly (readonly string[])[];
}

interface Ordering {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly byAddress: ReadonlyMap<string, Difference>;
  /** by kind and parent */
  readonly siblings: ReadonlyMap<string, readonly Difference[]>;
  readonly markOf: (difference: Difference) => string | undefined;
}

const family = ({ pair }: Difference): string => `${pair.declared.kind} ${pair.declared.parent ?? ''}`;

const WRITES: ReadonlySet<Action> = new Set<Action>(['create', 'update', 'adopt', 'delete']);

function* refsOf(value: Value): Generator<string> {
  if (isRef(value)) yield value.$ref;
  else if (Array.isArray(value)) for (const entry of value) yield* refsOf(entry as Value);
  else if (typeof value === 'object' && value !== null) for (const entry of Object.values(value)) yield* refsOf(entry as Value);
}

function* slotsOf(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const entry of value) yield* slotsOf(entry);
  else if (typeof value === 'object' && value !== null) {
    if ('$slot' in value && typeof value.$slot === 'string') yield value.$slot;
    else for (const entry of Object.values(value)) yield* slotsOf(entry);
  }
}

const rowAddress = (o: Ordering, difference: Difference): string => {
  const { declared } = difference.pair;
  const kind = o.kinds.get(declared.kind)!;
  return kind.travelsWith === 'parent' ? declared.parent! : (kind.rowOf?.(declared.address) ?? declared.address);
};

/** What hangs on something blocked is blocked too, and what a sibling that is blocked had to make room for. */
function spreadBlocks(kinds: Ordering['kinds'], differences: readonly Difference[]): Difference[] {
  const blocked = new Set(differences.filter(({ change }) => change.action === 'blocked').map(({ change }) => change.address));
  const stuck = differences.filter(({ change, properties }) => change.action === 'blocked' && properties.size > 0);
  const inTheWay = (difference: Difference): string | undefined => {
    const after = kinds.get(difference.pair.declared.kind)!.after;
    return after && stuck.find((sibling) => family(sibling) === family(difference) && after(itemOf(noMark, difference), { ...itemOf(noMark, sibling), action: 'update' }))?.change.address;
  };
  let result = [...differences];
  for (let changed = true; changed; ) {
    changed = false;
    const rows = new Map(result.map((difference) => [difference.change.address, difference.pair.row]));
    result = result.map((difference) => {
      if (!WRITES.has(difference.change.action)) return difference;
      const needs = [...(difference.pair.declared.parent === undefined ? [] : [difference.pair.declared.parent]), ...[...difference.spec.values()].flatMap((value) => [...refsOf(value)])];
      const cause = needs.find((address) => blocked.has(address) && rows.get(address) === undefined) ?? inTheWay(difference);
      if (cause === undefined) return difference;
      blocked.add(difference.change.address);
      changed = true;
      return { ...difference, change: { ...difference.change, action: 'blocked', reason: `${cause} is blocked`, answers: [], waitsFor: cause } };
    });
  }
  return result;
}

function idOf(o: Ordering): (address: string, name: string) => string | number | Slot {
  return (address, name) => {
    const standard = STANDARD_TYPES[address];
    if (standard) return standard.entityTypeId;
    return o.byAddress.get(address)?.pair.row?.ids[name] ?? { $slot: address, name };
  };
}

const text = (...pieces: readonly (string | number | Slot)[]): string | TextSlot =>
  pieces.some((piece) => typeof piece === 'object') ? { $text: pieces } : pieces.join('');

const noMark: Pick<Ordering, 'markOf'> = { markOf: () => undefined };

function itemOf(o: Pick<Ordering, 'markOf'>, difference: Difference): Item {
  const { change, pair, spec, properties } = difference;
  const mark = o.markOf(difference);
  return {
    address: change.address,
    key: pair.declared.key,
    action: change.action === 'adopt' ? 'update' : change.action === 'blocked' ? 'none' : change.action,
    spec,
    changed: properties,
    ...(mark === undefined ? {} : { mark }),
    ...(pair.row ? { row: pair.row } : {}),
  };
}

function stepOf(o: Ordering, row: string, group: readonly Difference[]): Step {
  const own = group.find(({ change }) => change.address === row);
  const lead = own ?? group.find(({ change }) => WRITES.has(change.action))!;
  const kind = o.kinds.get(o.kinds.get(lead.pair.declared.kind)!.travelsWith === 'parent' ? o.byAddress.get(row)!.pair.declared.kind : lead.pair.declared.kind)!;
  const action = own === undefined ? 'update' : own.change.action === 'create' || own.change.action === 'delete' ? own.change.action : 'update';
  const parts = group.filter((difference) => difference !== own).map((difference) => itemOf(o, difference));
  const parent = o.byAddress.get(row)?.pair.declared.parent;
  const call = kind.write!({ address: row, action, parts, all: (name) => [...o.byAddress.values()].filter(({ pair }) => pair.declared.kind === name).map((difference) => itemOf(o, difference)), id: idOf(o), text, ...(own && WRITES.has(own.change.action) ? { own: itemOf(o, own) } : {}), ...(parent === undefined ? {} : { parent }) });
  const written = group.filter(({ change }) => WRITES.has(change.action)).map(({ change }) => change.address);
  const what = own === undefined && kind.travelsWith === 'row' ? `${kind.section ?? kind.name} of ${row}` : row;
  return { id: `${action} ${what}`, action, address: row, call, targets: written, needs: [] };
}

/** Differences grouped by the row and call they are written with. */
function groups(o: Ordering, differences: readonly Difference[]): Map<string, Difference[]> {
  const grouped = new Map<string, Difference[]>();
  for (const difference of differences) {
    const kind = o.kinds.get(difference.pair.declared.kind)!;
    const parted = kind.travelsWith === 'row';
    const keys = [`${parted ? kind.name : ''}|${rowAddress(o, difference)}`];
    // a relation between two smart processes stands in both rows: the other side must not drop it
    if (parted && kind.addressOf) for (const end of [...difference.spec.values()].flatMap((value) => [...refsOf(value)])) if (!(end in STANDARD_TYPES)) keys.push(`${kind.name}|${end}`);
    for (const key of new Set(keys)) {
      const known = grouped.get(key);
      if (known === undefined) grouped.set(key, [difference]);
      else known.push(difference);
    }
  }
  return grouped;
}

export function order(kinds: ReadonlyMap<string, Kind>, found: readonly Difference[], markOf: Ordering['markOf']): Ordered {
  const differences = spreadBlocks(kinds, found);
  const siblings = new Map<string, Difference[]>();
  for (const difference of differences) {
    const known = siblings.get(family(difference));
    if (known === undefined) siblings.set(family(difference), [difference]);
    else known.push(difference);
  }
  const o: Ordering = { kinds, markOf, siblings, byAddress: new Map(differences.map((difference) => [difference.change.address, difference])) };
  const steps = new Map<string, Step>();
  const provider = new Map<string, string>();
  for (const [key, group] of groups(o, differences.filter(({ change }) => change.action !== 'blocked'))) {
    const row = key.slice(key.indexOf('|') + 1);
    if (!group.some((difference) => WRITES.has(difference.change.action) && rowAddress(o, difference) === row)) continue;
    const step = stepOf(o, row, group);
    const own = { ...step, targets: step.targets.filter((address) => rowAddress(o, o.byAddress.get(address)!) === row) };
    steps.set(step.id, own);
    for (const address of own.targets) provider.set(address, step.id);
  }
  const needs = new Map([...steps.values()].map((step) => [step.id, needsOf(o, step, provider)]));
  const complete = new Map([...steps].map(([id, step]) => [id, { ...step, needs: [...needs.get(id)!].sort() }]));
  return { changes: differences.map(({ change }) => change), steps: complete, waves: wavesOf(complete) };
}

/** Steps that must be done before: whoever provides an id, and siblings a kind wants to go first. */
function needsOf(o: Ordering, step: Step, provider: ReadonlyMap<string, string>): Set<string> {
  const needs = new Set<string>();
  const provide = (address: string): void => {
    const difference = o.byAddress.get(address);
    if (difference === undefined || difference.pair.row) return;
    const { declared, proof } = difference.pair;
    const own = proof === 'predicted' ? undefined : provider.get(address);
    if (own !== undefined && own !== step.id) needs.add(own);
    else if (declared.parent !== undefined) provide(declared.parent);
  };
  for (const address of slotsOf(step.call.params)) provide(address);
  for (const address of step.targets) {
    const difference = o.byAddress.get(address)!;
    const kind = o.kinds.get(difference.pair.declared.kind)!;
    if (kind.after === undefined) continue;
    const item = itemOf(o, difference);
    for (const sibling of o.siblings.get(family(difference)) ?? []) {
      if (sibling === difference) continue;
      const earlier = provider.get(sibling.change.address);
      if (earlier !== undefined && kind.after(item, itemOf(o, sibling))) needs.add(earlier);
    }
  }
  needs.delete(step.id);
  return needs;
}

/** As early as possible; within a wave creates and updates first, deletes last. A cycle is a bug. */
function wavesOf(steps: ReadonlyMap<string, Step>): string[][] {
  const level = new Map<string, number>();
  const levelOf = (id: string, path: readonly string[]): number => {
    const known = level.get(id);
    if (known !== undefined) return known;
    if (path.includes(id)) throw new Error(`steps wait for each other: ${[...path, id].join(' -> ')}`);
    const own = Math.max(-1, ...steps.get(id)!.needs.map((need) => levelOf(need, [...path, id]))) + 1;
    level.set(id, own);
    return own;
  };
  const waves: string[][] = [];
  for (const id of steps.keys()) (waves[levelOf(id, [])] ??= []).push(id);
  // calls that travel by themselves come last: they would cut a batch in two
  const rank = ({ action, call }: Step): number => (call.lane !== undefined ? 2 : action === 'delete' ? 1 : 0);
  return waves.map((wave) => wave.sort((a, b) => rank(steps.get(a)!) - rank(steps.get(b)!)));
}

