// What is written down, and when: the journal says what is about to leave before it leaves, and what became
// of it after it was settled; the state says what is ours as soon as that is known. Whatever happens in
// between, the next run finds either the entry in the state or enough in the journal to recognise the thing.

import type { JournalTarget } from '../state/port.ts';
import { disagree } from '../model/ids.ts';
import type { Step } from '../model/plan.ts';
import { locating, rowAt, type Applying } from './applying.ts';
import { uidOf } from './locate.ts';
import { entryOf } from './settle.ts';

function journalTarget(a: Applying, address: string): JournalTarget {
  const target = a.plan.targets[address]!;
  const kind = a.byName.get(target.kind)!;
  const parentIds = target.parent === undefined ? undefined : a.ids.get(target.parent);
  const parent = target.parent === undefined ? undefined : uidOf(locating(a), target.parent);
  const siblings = (a.live?.rows(target.kind) ?? []).filter((row) => target.parent === undefined || row.parent === parent);
  const beside = new Set([...a.before, ...siblings.map((row) => row.uid)]);
  const name = target.spec[kind.title ?? ''];
  return {
    address,
    kind: target.kind,
    key: target.key,
    ...(target.mark === undefined ? {} : { mark: target.mark }),
    ...(typeof name === 'string' ? { name } : {}),
    ...(parentIds === undefined ? {} : { parentIds }),
    ...(kind.keyed ? {} : { beside: [...beside].filter((uid) => uid.startsWith(`${target.kind}:`)) }),
  };
}

export function journalSent(a: Applying, steps: readonly Step[]): Promise<void> {
  const sent = steps.map((step) => ({ step: step.id, action: step.action, targets: step.targets.map((address) => journalTarget(a, address)) }));
  return a.store.journal.append({ at: a.now(), event: 'sent', steps: sent });
}

export function journalSettled(a: Applying, steps: readonly Step[]): Promise<void> {
  const settled = steps.flatMap((step) => a.outcomes.get(step.id) ?? []).map(({ step, outcome }) => ({ step, outcome }));
  return a.store.journal.append({ at: a.now(), event: 'settled', steps: settled });
}

export async function saveState(a: Applying): Promise<void> {
  if (a.entries.size === 0) return;
  const entries = { ...a.state.entries };
  for (const [address, entry] of a.entries) {
    if (entry === undefined) delete entries[address];
    else entries[address] = entry;
  }
  a.entries.clear();
  a.state = { ...a.state, serial: a.state.serial + 1, entries };
  await a.store.save(a.state);
}

/** What is proven ours or found identical is remembered before anything is written. */
export function recall(a: Applying): void {
  const recorded = new Set(a.plan.recorded);
  for (const target of Object.values(a.plan.targets)) {
    const row = target.ids && rowAt(a, target.address);
    const ours = target.owned === true || recorded.has(target.address);
    const known = a.state.entries[target.address];
    if (row && ours && (known === undefined || disagree(known.ids, row.ids))) a.entries.set(target.address, entryOf(target, row));
  }
}
