// What an apply that did not come to its end left open: the journal says what was about to leave and what
// became of it. A create without an outcome may be on the portal, may come to be there while the portal
// still works on it, or may never have arrived: what shows is ours, and what does not is waited for.

import type { Plan } from '../model/plan.ts';
import type { JournalEntry, JournalTarget, StateEntry } from '../state/port.ts';

export const isBegun = (entry: StateEntry | undefined): boolean => entry?.begun === true;
export const asBegun = (entry: StateEntry): StateEntry => ({ ...entry, begun: true });

/** What was begun and stands as declared by now, whoever did it. */
export const fitted = (entries: Readonly<Record<string, StateEntry>>, recorded: readonly string[]): readonly (readonly [string, StateEntry])[] =>
  recorded.flatMap((address) => {
    const entry = entries[address];
    if (entry === undefined || !isBegun(entry)) return [];
    const { begun: _begun, ...rest } = entry;
    return [[address, rest] as const];
  });

/** The journal knows when a request was about to leave, not when it arrived. */
const ON_ITS_WAY = 1.5;

/** Creates that left and whose outcome nobody wrote down, by address. */
export function unsettledCreates(journal: readonly JournalEntry[]): ReadonlyMap<string, JournalTarget> {
  const open = new Map<string, readonly JournalTarget[]>();
  for (const entry of journal) {
    if (entry.event === 'sent') for (const { step, action, targets } of entry.steps) if (action === 'create') open.set(step, targets);
    if (entry.event === 'settled') for (const { step, outcome } of entry.steps) if (outcome !== 'unknown') open.delete(step);
  }
  return new Map([...open.values()].flat().map((target) => [target.address, target]));
}

/** Until when (milliseconds) the portal may be working on something nobody wrote the outcome of; `plan` leaves out what has shown itself since. */
export function workingUntil(journal: readonly JournalEntry[], settleMilliseconds: number, plan?: Plan): number {
  const missing = plan && new Set(plan.changes.filter(({ action }) => action !== 'none').map(({ address }) => address));
  const open = new Map<string, number>();
  for (const entry of journal) {
    if (entry.event === 'sent') for (const { step, targets } of entry.steps) if (missing === undefined || targets.some(({ address }) => missing.has(address))) open.set(step, entry.at);
    if (entry.event === 'settled') for (const { step } of entry.steps) open.delete(step);
  }
  return open.size === 0 ? 0 : Math.max(...open.values()) + settleMilliseconds * ON_ITS_WAY;
}
