// A state is a value: every change makes a new one with the next serial, and a change that changes
// nothing gives the same state back. A saved plan carries the serial it was made on.

import { problem, type Problem } from '../model/problem.ts';
import { orderedKeys } from './ordered-keys.ts';
import type { State, StateEntry } from './port.ts';
import { texts } from '../texts/index.ts';

/** `randomId`: a new random text, so that a state that was thrown away is not taken for this one. */
export const newState = (project: string, portalHost: string, randomId: string): State => ({
  format: 'bxform-state/1',
  project,
  portal: portalHost,
  instance: randomId,
  serial: 0,
  entries: {},
});

/** The state with these entries added or replaced. */
export function withEntries(state: State, entries: Readonly<Record<string, StateEntry>>): State {
  const news = Object.entries(entries).filter(([address, entry]) => !sameEntry(state.entries[address], entry));
  if (news.length === 0) return state;
  return changed(state, Object.fromEntries([...Object.entries(state.entries), ...news]));
}

/** The state without this address; what is under it stays. */
export function withoutEntry(state: State, address: string): State {
  if (!Object.hasOwn(state.entries, address)) return state;
  return changed(state, Object.fromEntries(Object.entries(state.entries).filter(([known]) => known !== address)));
}

/** A state of another project or portal must not be used: its ids would point at other people's things. */
export function checkState(state: State, expected: { readonly project: string; readonly portal: string }): Problem | undefined {
  if (state.project !== expected.project) {
    return problem('state-of-another-project', texts.memory.otherProject(state.project, expected.project), { hint: texts.memory.otherProjectHint });
  }
  if (state.portal !== expected.portal) {
    return problem('state-of-another-portal', texts.memory.otherPortal(state.portal, expected.portal), { hint: texts.memory.otherPortalHint });
  }
  return undefined;
}

/** The same state of a portal whose host changed. */
export const reboundTo = (state: State, host: string): State => ({ ...state, serial: state.serial + 1, portal: host });

const changed = (state: State, entries: Readonly<Record<string, StateEntry>>): State => ({
  ...state,
  serial: state.serial + 1,
  entries,
});

const sameEntry = (known: StateEntry | undefined, entry: StateEntry): boolean =>
  known !== undefined && JSON.stringify(orderedKeys(known)) === JSON.stringify(orderedKeys(entry));
