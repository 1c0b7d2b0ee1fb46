// Addresses of a state that change while the things stay: one key and all below it, relations that name it included.
// Nothing is overwritten: where the state has the new address already, nothing moves.

import { splitAddress } from '../model/address.ts';
import { disagree } from '../model/ids.ts';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import type { State, StateEntry } from './port.ts';

const words = texts.choice;

const kindOf = (address: string): string => /^\w+/.exec(splitAddress(address).at(-1) ?? '')?.[0] ?? '';

/** The address after the move; undefined for one that is not moved. */
export function movedAddress(address: string, from: string, to: string): string | undefined {
  if (address === from) return to;
  if (address.startsWith(`${from}/`)) return `${to}${address.slice(from.length)}`;
  const [, parent, child] = /^relation\(([^,]+),(.+)\)$/.exec(address) ?? [];
  return parent === from ? `relation(${to},${child})` : child === from ? `relation(${parent},${to})` : undefined;
}

/** The state with everything at and below an address under another one. */
export function moved(state: State, from: string, to: string): { readonly next: State; readonly addresses: readonly string[]; readonly problems: readonly Problem[] } {
  const pairs = Object.keys(state.entries).flatMap((address) => {
    const target = movedAddress(address, from, to);
    return target === undefined ? [] : [[address, target] as const];
  });
  const taken = pairs.filter(([, target]) => Object.hasOwn(state.entries, target) && !pairs.some(([source]) => source === target));
  const problems = [
    ...(kindOf(from) === kindOf(to) && splitAddress(from).length === splitAddress(to).length ? [] : [problem('other-kind', words.otherKind(from, to), { hint: words.otherKindHint })]),
    ...taken.map(([, target]) => problem('already-in-state', words.movedInto(target), { address: target, hint: words.movedIntoHint })),
  ];
  const renamed = new Map(pairs);
  const entries = Object.fromEntries(Object.entries(state.entries).map(([address, entry]): [string, StateEntry] => [renamed.get(address) ?? address, entry]));
  const next = pairs.length === 0 || problems.length > 0 || from === to ? state : { ...state, serial: state.serial + 1, entries };
  return { next, addresses: pairs.map(([, target]) => target), problems };
}

/** Addresses that both states have with other ids. */
export const conflicts = (ours: State, theirs: State): readonly string[] =>
  Object.entries(theirs.entries).filter(([address, entry]) => {
    const known = ours.entries[address];
    return known !== undefined && (known.kind !== entry.kind || disagree(entry.ids, known.ids));
  }).map(([address]) => address);
