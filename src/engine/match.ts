// declared x live x state -> pairs. Who is it: the state's id (only a hint), our mark, the natural key,
// the role of a thing the portal made by itself, the journal of an interrupted apply: in that order.
// Whose is it: state, mark and journal prove it; below a type recovered by its mark, a key of our own
// choosing proves it too; anything else is a candidate, which is only changed when told to adopt.
// Where it cannot know, it asks: a blocked pair. Two live objects for one address block that address only.

import type { Declared, Kind, LiveRow } from '../kinds/contract.ts';
import type { Origin } from '../model/plan.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { hidesName } from '../model/value.ts';
import type { JournalTarget, State, StateEntry } from '../state/port.ts';

export interface Blocked {
  readonly reason: string;
  readonly answers: readonly string[];
  /** blocked only because this address is */
  readonly waitsFor?: string;
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
  /** a candidate beside which `create: true` would make another one */
  readonly doubles?: true;
  readonly blocked?: Blocked;
}

export interface MatchInput {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly declared: ReadonlyMap<string, Declared>;
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly state: State | undefined;
  /** creates that were sent and never settled */
  readonly unsettled: ReadonlyMap<string, JournalTarget>;
  readonly mark: (address: string) => string;
}

interface Matching extends MatchInput {
  readonly pairs: Map<string, Pair>;
  readonly taken: Map<string, string>;
  /** rows below a parent that the state knows under another declared address */
  readonly reserved: ReadonlyMap<string, string>;
  /** rows by the uid of their parent */
  readonly below: ReadonlyMap<string, readonly LiveRow[]>;
}

const sameName = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();
/** Rows are told apart by name and id; by id alone where the name is made of a secret. */
const describer = (declared: Declared) => (row: LiveRow): string => (hidesName(declared.spec) ? `id ${String(row.ids['id'] ?? row.uid)}` : `${JSON.stringify(row.name ?? row.key ?? '')} (id ${String(row.ids['id'] ?? row.uid)})`);
const adoptLines = (declared: Declared, rows: readonly LiveRow[]): string[] => rows.map((row) => `adopt: ${String(row.ids['id'] ?? JSON.stringify(row.name ?? ''))}${hidesName(declared.spec) ? '' : `   # ${row.name ?? row.uid}`}`);

const uidOf = (m: Matching) => (address: string): string | undefined => (address in STANDARD_TYPES ? address : m.pairs.get(address)?.row?.uid);

/** The pair whose fate decides: the parent, or the type a relation is written to. */
const ownerOf = (m: Matching, declared: Declared): Pair | undefined => {
  const kind = m.kinds.get(declared.kind)!;
  return m.pairs.get(declared.parent ?? kind.rowOf?.(declared.address) ?? '');
};

/** A state entry is believed when the row is still where it was: below its parent, and a root under its key, mark or name. */
function believed(m: Matching, declared: Declared, entry: StateEntry, siblings: readonly LiveRow[]): LiveRow | undefined {
  const kind = m.kinds.get(declared.kind)!;
  const owner = ownerOf(m, declared);
  const uid = kind.uid?.(entry.ids, owner?.row?.ids);
  const row = siblings.find((other) => other.uid === uid);
  if (row === undefined || declared.parent !== undefined || kind.travelsWith !== undefined) return row;
  if (Object.entries(entry.ids).some(([name, value]) => row.ids[name] !== undefined && String(row.ids[name]) !== String(value))) return undefined;
  if (kind.keyed) return row.mark === m.mark(declared.address) || (entry.key !== undefined && entry.key === row.key && (row.mark ?? '') === (entry.mark ?? '')) ? row : undefined;
  return sameName(entry.name, row.name) || vouched(m, row) ? row : undefined;
}

/** A root without a key is known by its members: it holds something of ours. */
const vouched = (m: Matching, row: LiveRow): boolean => (m.below.get(row.uid) ?? []).some((other) => other.key !== undefined && m.taken.has(other.key));

function byJournal(m: Matching, declared: Declared, siblings: readonly LiveRow[], key: string | undefined, name: string | undefined): LiveRow | 'two' | undefined {
  const intent = m.unsettled.get(declared.address);
  if (intent === undefined) return undefined;
  const kind = m.kinds.get(declared.kind)!;
  if (kind.keyed) return key === undefined ? undefined : siblings.find((row) => row.key === key);
  const fresh = siblings.filter((row) => !(intent.beside ?? []).includes(row.uid) && sameName(row.name, intent.name ?? name));
  return fresh.length > 1 ? 'two' : fresh[0];
}

function block(declared: Declared, reason: string, answers: readonly string[]): Pair {
  return { declared, proof: 'none', origin: 'created', blocked: { reason, answers } };
}

/** Nothing is recorded of it, but it stands under our mark: itself, or as what the portal made with one that does. */
function recovered(m: Matching, pair: Pair): boolean {
  if (pair.entry !== undefined) return false;
  const above = pair.origin === 'sideEffect' ? ownerOf(m, pair.declared) : undefined;
  return pair.origin === 'recovered' || (above !== undefined && recovered(m, above));
}

/** A root without a key holds what is declared in it, and that was found by its mark: it may be ours under an older name. */
function houses(m: Matching, declared: Declared, row: LiveRow): boolean {
  const held = new Set((m.below.get(row.uid) ?? []).map((other) => other.key));
  return [...m.declared.values()].some((part) => {
    const key = part.parent === declared.address ? m.kinds.get(part.kind)!.identify(part, uidOf(m)).key : undefined;
    return key !== undefined && held.has(key) && m.pairs.get(m.taken.get(key) ?? '')?.origin === 'recovered';
  });
}

/** Nothing is ours yet: is something of another hand there that could be meant? */
function orCouldBe(m: Matching, declared: Declared, kind: Kind, siblings: readonly LiveRow[], name: string | undefined): Pair {
  const free = siblings.filter((row) => !m.taken.has(row.uid));
  const owner = ownerOf(m, declared);
  // once the parent was recovered by its mark, what the state does not know below it stays in doubt, also after the next apply
  const lost = !kind.keyed && owner?.origin === 'recovered';
  const others = lost ? [...m.declared.values()].filter((other) => other.kind === declared.kind && other.parent === declared.parent && other !== declared).map((other) => kind.identify(other, uidOf(m)).name) : [];
  // the state knows it by these very numbers, and neither its key, mark, name nor members say that it is still the same
  const ids = Object.entries(m.state?.entries[declared.address]?.ids ?? {});
  const renamed = declared.parent === undefined && ids.length > 0 ? free.find((row) => ids.every(([name, value]) => String(row.ids[name]) === String(value))) : undefined;
  const recorded = new Set(lost ? Object.values(m.state?.entries ?? {}).filter((other) => other.kind === kind.name).map((other) => kind.uid?.(other.ids, owner.row?.ids)) : []);
  const spare = (row: LiveRow): boolean => lost && kind.automatic?.row(row) === undefined && !recorded.has(row.uid) && !others.some((other) => sameName(row.name, other));
  const could = kind.mark === 'xmlId' || kind.travelsWith ? [] : free.filter((row) => (declared.parent === undefined ? sameName(row.name, name) || row === renamed || houses(m, declared, row) : spare(row)));
  const twins = lost ? could.filter((row) => sameName(row.name, name)) : [];
  if (twins.length > 1) return block(declared, `nothing is recorded about the funnels of this smart process, and ${twins.length} of them have this name`, adoptLines(declared, twins));
  if (could.length > 0 && declared.create !== true) {
    const which = could.map(describer(declared)).join(', ');
    const why = could.includes(renamed!) ? `it is not on the portal as it was applied last, and ${which} could be it` : declared.parent !== undefined || could.every((row) => !sameName(row.name, name)) ? `nothing is recorded about ${which}, which could be it under an older name` : `the portal already has ${which}, made by somebody else`;
    return block(declared, why, [...adoptLines(declared, could), 'create: true   # a second one']);
  }
  return { declared, proof: 'none', origin: 'created' };
}

function adoptee(m: Matching, declared: Declared, siblings: readonly LiveRow[], natural: LiveRow | undefined, name: string | undefined): LiveRow | Blocked | undefined {
  const free = siblings.filter((row) => !m.taken.has(row.uid));
  const byOwnName = (): LiveRow | Blocked | undefined => {
    if (natural) return natural;
    const named = free.filter((row) => sameName(row.name, name));
    if (named.length < 2) return named[0];
    return { reason: `${named.length} things on the portal have this name`, answers: adoptLines(declared, named) };
  };
  if (declared.adopt === true) return byOwnName();
  const wanted = String(declared.adopt);
  const found = free.filter((row) => String(row.ids['id']) === wanted || String(row.ids['entityTypeId'] ?? '') === wanted || sameName(row.name, wanted));
  // adopted long ago, renamed since as declared, and the state was lost
  if (found.length === 0 && typeof declared.adopt === 'string') {
    const renamed = byOwnName();
    if (renamed && !('reason' in renamed)) return renamed;
  }
  if (found.length === 1) return found[0];
  return { reason: found.length === 0 ? `nothing on the portal is called ${wanted} or has this id` : `${found.length} things on the portal are called ${wanted}`, answers: adoptLines(declared, found) };
}

function pairOne(m: Matching, declared: Declared): Pair {
  const kind = m.kinds.get(declared.kind)!;
  const owner = ownerOf(m, declared);
  const entry = m.state?.entries[declared.address];
  const known = entry === undefined ? {} : { entry };
  if (owner?.blocked) return { declared, proof: 'none', origin: 'created', blocked: { reason: `${owner.declared.address} is blocked`, answers: [], waitsFor: owner.declared.address }, ...known };
  const role = kind.automatic?.role(declared);
  if (owner !== undefined && owner.row === undefined && declared.parent !== undefined) {
    const made = role !== undefined && kind.automatic!.roles.has(role);
    return made ? { declared, proof: 'predicted', origin: 'sideEffect', role } : { declared, proof: 'none', origin: 'created' };
  }
  if (declared.lookup) return pairLookup(m, declared);
  const siblings = (declared.parent === undefined ? m.rows(kind.name) : (m.below.get(owner!.row!.uid) ?? []).filter((row) => row.kind === kind.name))
    .filter((row) => (m.reserved.get(row.uid) ?? declared.address) === declared.address);
  const { key, name, pin } = kind.identify(declared, uidOf(m));
  const marked = kind.mark === undefined ? [] : siblings.filter((row) => row.mark === m.mark(declared.address));
  // below a parent of ours that nothing is recorded of, what has the name may be what `create` once made
  const doubles = !kind.keyed && !(owner && recovered(m, owner));
  const natural = siblings.find((row) => (key !== undefined && row.key === key) || (pin !== undefined && row.mark === pin.value)) ?? (kind.keyed || (declared.create && doubles) ? undefined : uniqueByName(m, siblings, name));

  const remembered = entry && believed(m, declared, entry, siblings);
  if (entry && remembered) return { declared, row: remembered, proof: 'owned', origin: entry.origin, entry };
  const journalled = byJournal(m, declared, siblings, key, name) ?? (m.unsettled.has(declared.address) ? marked[0] : undefined);
  if (journalled === 'two') return block(declared, 'an interrupted apply may have created it, and two new things on the portal could be it', adoptLines(declared, siblings.filter((row) => sameName(row.name, name))));
  if (journalled) return { declared, row: journalled, proof: 'owned', origin: 'created', fresh: true };
  if (marked.length > 1) return block(declared, `${marked.length} things on the portal carry its mark: ${marked.map(describer(declared)).join(', ')}`, ['# clear the code of all but one of them on the portal']);
  if (marked[0]) return { declared, row: marked[0], proof: 'owned', origin: 'recovered' };
  if (kind.inherits && owner) return natural ? { declared, row: natural, proof: 'owned', origin: owner.origin } : { declared, proof: 'none', origin: 'created' };
  const home = kind.keyed || declared.parent !== undefined ? [] : siblings.filter((row) => sameName(row.name, name) && !m.taken.has(row.uid) && vouched(m, row));
  if (home.length === 1) return { declared, row: home[0]!, proof: 'owned', origin: 'recovered' };
  if (declared.adopt !== undefined) {
    const found = adoptee(m, declared, siblings, natural, name);
    if (found && 'reason' in found) return { declared, proof: 'none', origin: 'adopted', blocked: found };
    if (found) return { declared, row: found, proof: 'candidate', origin: 'adopted' };
  }
  const played = role === undefined ? undefined : siblings.find((row) => kind.automatic!.row(row) === role && !m.taken.has(row.uid));
  if (played && owner?.proof === 'owned' && owner.origin !== 'adopted' && (natural ?? played) === played) {
    return { declared, row: played, proof: 'owned', origin: 'sideEffect', role: role!, ...(owner.fresh ? { fresh: true as const } : {}) };
  }
  if (natural) {
    const ours = kind.keyed && owner?.proof === 'owned' && (owner.fresh || recovered(m, owner));
    return { declared, row: natural, proof: ours ? 'owned' : 'candidate', origin: ours ? (owner.fresh ? 'created' : 'recovered') : 'adopted', ...(ours && owner.fresh ? { fresh: true as const } : {}), ...(doubles ? { doubles } : {}) };
  }
  if (played && owner) return { declared, row: played, proof: 'candidate', origin: 'adopted', role: role! };
  return orCouldBe(m, declared, kind, siblings, name);
}

function pairLookup(m: Matching, declared: Declared): Pair {
  const rows = m.rows(declared.kind);
  const found = rows.filter((row) => row.key === declared.key);
  const named = found.length > 0 ? found : rows.filter((row) => sameName(row.name, declared.key));
  return named.length === 1 ? { declared, row: named[0]!, proof: 'owned', origin: 'adopted' } : { declared, proof: 'none', origin: 'adopted' };
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

const uniqueByName = (m: Matching, siblings: readonly LiveRow[], name: string | undefined): LiveRow | undefined => {
  const named = siblings.filter((row) => sameName(row.name, name) && !m.taken.has(row.uid));
  return named.length === 1 ? named[0] : undefined;
};

export function match(input: MatchInput): ReadonlyMap<string, Pair> {
  const below = new Map<string, LiveRow[]>();
  for (const kind of input.kinds.keys()) {
    for (const row of input.rows(kind)) {
      if (row.parent === undefined) continue;
      const rows = below.get(row.parent);
      if (rows === undefined) below.set(row.parent, [row]);
      else rows.push(row);
    }
  }
  const m: Matching = { ...input, pairs: new Map(), taken: new Map(), reserved: reservedBy(input), below };
  const rank = new Map([...input.kinds.keys()].map((name, index) => [name, index]));
  // kinds come parents first; what refers to other roots (relations, members) comes after all roots
  for (const declared of [...input.declared.values()].sort((a, b) => rank.get(a.kind)! - rank.get(b.kind)!)) {
    const found = pairOne(m, declared);
    const holder = found.row && m.taken.get(found.row.uid);
    const pair = holder === undefined ? found : block(declared, `${describer(declared)(found.row!)} is already ${holder}`, []);
    m.pairs.set(declared.address, pair);
    if (pair.row && !declared.lookup) m.taken.set(pair.row.uid, declared.address);
  }
  // in declared order again
  return new Map([...input.declared.keys()].map((address) => [address, m.pairs.get(address)!]));
}
