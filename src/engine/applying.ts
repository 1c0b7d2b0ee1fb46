// What an apply knows while it runs: the plan, the ids learned so far, the rows read last, what became of the
// steps, and what is still to be written to the state. Ids only ever grow and rows are replaced as a whole by
// the next look, so whoever asks for the row of an address gets what was seen last.

import type { Kind, LiveRow } from '../kinds/contract.ts';
import type { Ids, Plan, StepOutcome } from '../model/plan.ts';
import type { Remote, SendOptions } from '../remote/port.ts';
import type { State, StateEntry, StateStore } from '../state/port.ts';
import { uidOf, type Locating } from './locate.ts';
import type { Live } from './read.ts';

/** A plan, and the portal as it was seen last. */
export interface Looking {
  readonly plan: Plan;
  readonly kinds: readonly Kind[];
  readonly byName: ReadonlyMap<string, Kind>;
  readonly remote: Remote;
  readonly options: SendOptions;
  readonly ids: Map<string, Ids>;
  /** uids that were there before we created anything */
  readonly before: ReadonlySet<string>;
  live: Live | undefined;
}

export interface Applying extends Looking {
  readonly store: StateStore;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly outcomes: Map<string, StepOutcome>;
  /** state entries to write (undefined: to remove) */
  readonly entries: Map<string, StateEntry | undefined>;
  state: State;
}

export function lookingAt(portal: Pick<Looking, 'plan' | 'kinds' | 'remote' | 'options' | 'live'>): Looking {
  const { plan, kinds, remote, options, live } = portal;
  const ids = new Map(Object.values(plan.targets).flatMap((target) => (target.ids ? [[target.address, target.ids] as const] : [])));
  return { plan, kinds, byName: new Map(kinds.map((kind) => [kind.name, kind])), remote, options, ids, before: new Set(live?.byUid.keys()), live };
}

export const locating = (l: Looking): Locating => ({
  kinds: l.byName,
  plan: l.plan,
  rows: (kind) => l.live?.rows(kind) ?? [],
  byUid: (uid) => l.live?.byUid.get(uid),
  ids: l.ids,
  before: l.before,
});

export function rowAt(l: Looking, address: string): LiveRow | undefined {
  const uid = uidOf(locating(l), address);
  return uid === undefined ? undefined : l.live?.byUid.get(uid);
}
