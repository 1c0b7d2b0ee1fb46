// What a match knows while it runs: what is declared, what is live, and the pairs made so far. Owners are
// paired before their parts, so the fate of an owner is known when a part is sought; a part is only ever
// sought among the rows below its owner, and a row that is taken, or that the state knows under another
// declared address, is no longer offered.

import type { Declared, Identity, Kind, LiveRow } from '../kinds/contract.ts';
import type { Ids, Origin } from '../model/plan.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { JournalTarget, State, StateEntry } from '../state/port.ts';
import { grouped } from './grouped.ts';

export interface Blocked {
  readonly reason: string;
  readonly answers: readonly string[];
  /** the commands that answer as well: `import ADDRESS ID` */
  readonly commands?: readonly string[];
  /** blocked only because this address is */
  readonly waitsFor?: string;
  /** nobody we can be may do it */
  readonly denied?: true;
}

export interface Pair {
  readonly declared: Declared;
  readonly row?: LiveRow;
  /** owned by proof, a candidate to adopt, made by the portal with a create of this plan, or to be created */
  readonly proof: 'owned' | 'candidate' | 'predicted' | 'none';
  readonly origin: Origin;
  readonly entry?: StateEntry;
  /** role of an automatic row */
  readonly role?: string;
  /** we made it in an apply that did not come to its end */
  readonly fresh?: true;
  /** made by hand under a made-up key, and to be given its own */
  readonly keyless?: true;
  /** a candidate beside which `create: true` would make another one */
  readonly doubles?: true;
  readonly blocked?: Blocked;
  /** another hand has made it here for good, and it is left to that */
  readonly givesWay?: true;
}

export interface MatchInput {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly declared: ReadonlyMap<string, Declared>;
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly state: State | undefined;
  /** creates that were sent and never settled */
  readonly unsettled: ReadonlyMap<string, JournalTarget>;
  readonly mark: (address: string) => string;
  /** ids the user wrote down, by address */
  readonly ids: ReadonlyMap<string, Ids>;
  /** why kinds cannot be worked with here, by their names */
  readonly denied?: ReadonlyMap<string, string>;
}

export interface Matching extends MatchInput {
  readonly pairs: Map<string, Pair>;
  /** addresses by the uid of the row they are paired with */
  readonly taken: Map<string, string>;
  /** rows below a parent that the state knows under another declared address */
  readonly reserved: ReadonlyMap<string, string>;
  /** rows by the uid of their parent */
  readonly below: ReadonlyMap<string, readonly LiveRow[]>;
}

/** What is sought, by what, and among which rows. */
export interface Sought {
  readonly declared: Declared;
  readonly kind: Kind;
  readonly owner: Pair | undefined;
  readonly entry: StateEntry | undefined;
  readonly role: string | undefined;
  readonly key: string | undefined;
  readonly name: string | undefined;
  readonly siblings: readonly LiveRow[];
  /** the row under its key, its pin, or, where it has no key, its name */
  readonly natural: LiveRow | undefined;
  /** rows under its key, when there are several */
  readonly rivals: readonly LiveRow[];
  /** rows under its key that are another hand's for good */
  readonly foreign: readonly LiveRow[];
  /** `create: true` makes another one beside one of its name */
  readonly doubles: boolean;
}

export const sameName = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();

/** Its key on the portal, or the code the user wrote down. */
export const isUnder = (row: LiveRow, key: string | undefined, pin: Identity['pin']): boolean =>
  (key !== undefined && (row.key === key || row.alias === key)) || (pin !== undefined && row.spec.get(pin.property) === pin.value);

export const uidOf = (m: Matching) => (address: string): string | undefined => (address in STANDARD_TYPES ? address : m.pairs.get(address)?.row?.uid);

/** The pair whose fate decides: the parent, or the row it is written to. */
export function ownerOf(m: Matching, declared: Declared): Pair | undefined {
  return m.pairs.get(declared.parent ?? m.kinds.get(declared.kind)!.rowOf?.(declared.address) ?? '');
}

/** Nothing is recorded of it, but it stands under our mark: itself, or as what the portal made with one that does. */
export function isRecovered(m: Matching, pair: Pair): boolean {
  if (pair.entry !== undefined) return false;
  const above = pair.origin === 'sideEffect' ? ownerOf(m, pair.declared) : undefined;
  return pair.origin === 'recovered' || (above !== undefined && isRecovered(m, above));
}

/** Its owner is on the portal, if it has one. */
export function soughtAs(m: Matching, declared: Declared, owner: Pair | undefined, role: string | undefined): Sought {
  const kind = m.kinds.get(declared.kind)!;
  const below = declared.parent === undefined ? m.rows(kind.name) : (m.below.get(owner!.row!.uid) ?? []).filter((row) => row.kind === kind.name);
  const siblings = below.filter((row) => row.foreign === undefined && (m.reserved.get(row.uid) ?? declared.address) === declared.address);
  const { key, name, pin } = kind.identify(declared, uidOf(m));
  // below an owner of ours that nothing is recorded of, what has the name may be what `create` once made
  const doubles = !kind.keyed && !(owner && isRecovered(m, owner));
  const under = siblings.filter((row) => isUnder(row, key, pin));
  const [byKey] = under;
  const named = declared.create && doubles ? [] : siblings.filter((row) => (!kind.keyed || row.keyless) && sameName(row.name, name) && !m.taken.has(row.uid));
  const natural = byKey ?? (named.length === 1 ? named[0] : undefined);
  const rivals = under.length > 1 && !kind.travelsWith ? under : [];
  const foreign = below.filter((row) => row.foreign !== undefined && isUnder(row, key, pin));
  return { declared, kind, owner, entry: m.state?.entries[declared.address], role, key, name, siblings, natural, rivals, foreign, doubles };
}

/** Which row below a parent belongs to which address, as the state remembers it. */
function reservedBy(input: MatchInput): Map<string, string> {
  const reserved = new Map<string, string>();
  for (const declared of input.declared.values()) {
    const entry = input.state?.entries[declared.address];
    if (entry === undefined || declared.parent === undefined) continue;
    const uid = input.kinds.get(declared.kind)!.uid?.(entry.ids, input.state?.entries[declared.parent]?.ids);
    if (uid !== undefined) reserved.set(uid, declared.address);
  }
  return reserved;
}

export function matchingOf(input: MatchInput): Matching {
  const rows = [...input.kinds.keys()].flatMap((kind) => input.rows(kind));
  return { ...input, pairs: new Map(), taken: new Map(), reserved: reservedBy(input), below: grouped(rows, (row) => row.parent) };
}
