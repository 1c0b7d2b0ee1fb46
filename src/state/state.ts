// A state is a value: every change makes a new one with the next serial, and a change that changes
// nothing gives the same state back. A saved plan carries the serial it was made on.

import { problem, type Problem } from '../model/problem.ts';
import { orderedKeys } from './ordered-keys.ts';
import type { State, StateEntry } from './port.ts';

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
    return problem('state-of-another-project', `the state belongs to project "${state.project}", not to "${expected.project}"`, {
      hint:
        'the project id never changes: put it back in bxform.yaml, or give this project another state folder; ' +
        '`bxform state list` shows what the state holds',
    });
  }
  if (state.portal !== expected.portal) {
    return problem('state-of-another-portal', `the state belongs to portal ${state.portal}, not to ${expected.portal}`, {
      hint:
        'check the webhook of this portal; if the portal really has a new host, look at `bxform state list`, move the state file ' +
        'away and plan again: what is ours is found by marks, pins and keys',
    });
  }
  return undefined;
}

const changed = (state: State, entries: Readonly<Record<string, StateEntry>>): State => ({
  ...state,
  serial: state.serial + 1,
  entries,
});

const sameEntry = (known: StateEntry | undefined, entry: StateEntry): boolean =>
  known !== undefined && JSON.stringify(orderedKeys(known)) === JSON.stringify(orderedKeys(entry));
