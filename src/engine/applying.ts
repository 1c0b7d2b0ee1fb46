// What an apply knows while it runs: ids learned so far, the rows read last, what is to be written to the
// state. And how it looks at the portal: the ordinary read, narrowed to the addresses that were touched.

import type { Interest, Kind, LiveRow } from '../kinds/contract.ts';
import type { Ids, Plan, Step, StepOutcome, Target } from '../model/plan.ts';
import { isRef } from '../model/value.ts';
import type { Remote, SendOptions } from '../remote/port.ts';
import type { State, StateEntry, StateStore } from '../state/port.ts';
import { labelLanguages } from './interest.ts';
import { uidOf, type Locating } from './locate.ts';
import { read, ReadError, withNeeded, type Live } from './read.ts';

export interface Applying {
  readonly plan: Plan;
  readonly kinds: readonly Kind[];
  readonly byName: ReadonlyMap<string, Kind>;
  readonly remote: Remote;
  readonly store: StateStore;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly options: SendOptions;
  readonly ids: Map<string, Ids>;
  /** uids that were there before we created anything */
  readonly before: ReadonlySet<string>;
  readonly outcomes: Map<string, StepOutcome>;
  /** state entries to write (undefined: to remove) */
  readonly entries: Map<string, StateEntry | undefined>;
  live: Live | undefined;
  state: State;
}

export const locating = (a: Applying): Locating => ({ kinds: a.byName, plan: a.plan, rows: (kind) => a.live?.rows(kind) ?? [], byUid: (uid) => a.live?.byUid.get(uid), ids: a.ids, before: a.before });

export const rowAt = (a: Applying, address: string): LiveRow | undefined => {
  const uid = uidOf(locating(a), address);
  return uid === undefined ? undefined : a.live?.byUid.get(uid);
};

/** Targets with all they stand under and refer to. */
function withAncestors(plan: Plan, addresses: Iterable<string>): Map<string, Target> {
  const targets = new Map<string, Target>();
  const add = (address: string): void => {
    const target = plan.targets[address];
    if (target === undefined || targets.has(address)) return;
    targets.set(address, target);
    if (target.parent !== undefined) add(target.parent);
    for (const value of Object.values(target.spec)) if (isRef(value)) add(value.$ref);
  };
  for (const address of addresses) add(address);
  return targets;
}

const lower = (text: unknown): string => String(text ?? '').trim().toLowerCase();

/** Rows named by these targets; read through known ids where possible, so that one round is enough. */
function interestIn(a: Applying, targets: ReadonlyMap<string, Target>, whole: ReadonlySet<string>): Interest {
  const all = [...targets.values()];
  const l = locating(a);
  const uids = new Set([...targets.keys()].map((address) => uidOf(l, address)));
  const wholeUids = new Set([...whole].map((address) => uidOf(l, address)));
  const words = new Set(all.flatMap((target) => [lower(target.mark), lower(target.spec['title']), lower(target.key)]).filter((word) => word !== ''));
  const types = all.filter((target) => target.kind === 'smartProcess').map((target) => a.ids.get(target.address));
  const fields = all.filter((target) => target.kind === 'field' && (target.spec['type'] === 'enumeration' || whole.has(target.address)));
  return {
    kinds: withNeeded(a.kinds, all.map((target) => target.kind)),
    count: (kind) => all.filter((target) => target.kind === kind).length,
    languages: labelLanguages(all.map((target) => Object.keys(target.spec))),
    wants: (row) => uids.has(row.uid) || [row.mark, row.name, row.key].some((word) => words.has(lower(word))),
    whole: (row) => wholeUids.has(row.uid),
    ...(types.length > 0 && types.every((ids) => ids !== undefined) ? { types: types.map((ids) => ({ id: Number(ids!['id']), entityTypeId: Number(ids!['entityTypeId']) })) } : {}),
    fields: fields.flatMap((target) => a.ids.get(target.address)?.['id'] ?? []).map(Number),
  };
}

/** Reads these addresses again; rows in `whole` with everything that is about to be written back. Never cancelled: it settles what was sent. */
export async function look(a: Applying, addresses: Iterable<string>, whole: ReadonlySet<string>): Promise<void> {
  const { signal: _signal, ...options } = a.options;
  const { types, fields, ...wide } = interestIn(a, withAncestors(a.plan, [...addresses, ...whole]), whole);
  const narrow = { ...wide, ...(types ? { types } : {}), ...(fields ? { fields } : {}) };
  a.live = await read(a.kinds, a.remote, narrow, options).catch((error: unknown) => {
    // what is asked for by its id may be gone by now: lists tell
    if (error instanceof ReadError && error.refused) return read(a.kinds, a.remote, wide, options);
    throw error;
  });
}

/** Addresses the portal fills by itself below what these steps created. */
export function madeAlong(a: Applying, steps: readonly Step[]): string[] {
  const created = new Set(steps.filter((step) => step.action === 'create').map((step) => step.address));
  const below = (target: Target): boolean => {
    const parent = target.parent === undefined ? undefined : a.plan.targets[target.parent];
    return parent !== undefined && (created.has(parent.address) || (parent.role !== undefined && below(parent)));
  };
  return Object.values(a.plan.targets).filter((target) => target.role !== undefined && !a.ids.has(target.address) && below(target)).map((target) => target.address);
}
