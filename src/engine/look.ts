// How an apply looks at the portal: the ordinary read, narrowed to the addresses that were touched, with all
// they stand under and refer to. What is known by its ids is asked for by them, so that one round is
// enough; the lists tell about the rest, and about everything when an id is refused.

import type { Interest, Touched } from '../kinds/contract.ts';
import type { Plan, Step, Target } from '../model/plan.ts';
import { isRef } from '../model/value.ts';
import { locating, type Looking } from './applying.ts';
import { labelLanguages } from './interest.ts';
import { uidOf } from './locate.ts';
import { read, ReadError, withNeeded } from './read.ts';

/** Targets with all they stand under and refer to. */
function withAncestors(plan: Plan, addresses: Iterable<string>): Target[] {
  const targets = new Map<string, Target>();
  const add = (address: string): void => {
    const target = plan.targets[address];
    if (target === undefined || targets.has(address)) return;
    targets.set(address, target);
    if (target.parent !== undefined) add(target.parent);
    for (const value of Object.values(target.spec)) if (isRef(value)) add(value.$ref);
  };
  for (const address of addresses) add(address);
  return [...targets.values()];
}

const lower = (text: unknown): string => String(text ?? '').trim().toLowerCase();

/** What could be one of these targets, by what is known of them. */
function interestIn(l: Looking, targets: readonly Target[], whole: ReadonlySet<string>): Interest {
  const uids = new Set(targets.map(({ address }) => uidOf(locating(l), address)));
  const wholeUids = new Set([...whole].map((address) => uidOf(locating(l), address)));
  const titleOf = ({ kind, parent, spec }: Target): unknown => (parent === undefined ? spec[l.byName.get(kind)!.title ?? ''] : undefined);
  const words = new Set(targets.flatMap((target) => [lower(target.mark), lower(titleOf(target)), lower(target.key)]).filter((word) => word !== ''));
  return {
    kinds: withNeeded(l.kinds, targets.map((target) => target.kind)),
    count: (kind) => targets.filter((target) => target.kind === kind).length,
    languages: labelLanguages(targets.map((target) => Object.keys(target.spec))),
    wants: (row) => uids.has(row.uid) || [row.mark, row.name, row.key].some((word) => words.has(lower(word))),
    whole: (row) => wholeUids.has(row.uid),
  };
}

/** The same, asked for by known ids where the kinds can. */
function narrowed(l: Looking, interest: Interest, targets: readonly Target[], whole: ReadonlySet<string>): Interest {
  const touched = (name: string): Touched[] =>
    targets.filter(({ kind }) => kind === name).map(({ address, spec }) => ({ spec, ids: l.ids.get(address), whole: whole.has(address) }));
  return l.kinds.reduce((narrow, kind) => ({ ...narrow, ...kind.narrow?.(touched(kind.name)) }), interest);
}

/** Reads these addresses again; rows in `whole` with everything that is about to be written back. Never cancelled: it settles what was sent. */
export async function look(l: Looking, addresses: Iterable<string>, whole: ReadonlySet<string>): Promise<void> {
  const { signal: _signal, ...options } = l.options;
  const targets = withAncestors(l.plan, [...addresses, ...whole]);
  const wide = interestIn(l, targets, whole);
  l.live = await read(l.kinds, l.remote, narrowed(l, wide, targets, whole), options).catch((error: unknown) => {
    // what is asked for by its id may be gone by now: lists tell
    if (error instanceof ReadError && error.refused) return read(l.kinds, l.remote, wide, options);
    throw error;
  });
}

/** Addresses the portal fills by itself below what these steps created. */
export function madeAlong(l: Looking, steps: readonly Step[]): string[] {
  const created = new Set(steps.filter((step) => step.action === 'create').map((step) => step.address));
  const isBelow = (target: Target): boolean => {
    const parent = target.parent === undefined ? undefined : l.plan.targets[target.parent];
    return parent !== undefined && (created.has(parent.address) || (parent.role !== undefined && isBelow(parent)));
  };
  const automatic = Object.values(l.plan.targets).filter((target) => target.role !== undefined && !l.ids.has(target.address));
  return automatic.filter(isBelow).map((target) => target.address);
}
