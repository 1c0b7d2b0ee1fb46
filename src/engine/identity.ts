// Which row is it, and is it ours? One witness after the other is heard, the strongest first: the state,
// whose ids are only a hint; the ids the user wrote down for this portal; the journal of an interrupted apply; our mark; the owner it is a switch of; what
// it holds; the user's word to adopt; the role of a thing the portal made by itself; a fixed code that every portal
// has; its key or name. State, journal and mark prove that it is ours; below a type recovered by its mark, a key
// of our own choosing proves it too; anything else is a candidate, which is only changed when told to adopt.

import type { Declared, LiveRow } from '../kinds/contract.ts';
import { adoptee, adopting, block, describer, importLine } from './ask.ts';
import { disagree, isNamedBy } from '../model/ids.ts';
import { texts } from '../texts/index.ts';
import { isRecovered, sameName, type Matching, type Pair, type Sought } from './matching.ts';

type Witness = (m: Matching, sought: Sought) => Pair | undefined;

/** A root without a key is known by its members: it holds something of ours. */
const vouched = (m: Matching, row: LiveRow): boolean => (m.below.get(row.uid) ?? []).some((other) => other.key !== undefined && m.taken.has(other.key));

/** The ids written down say nothing else. */
const agrees = (m: Matching, address: string, row: LiveRow): boolean => Object.entries(m.ids.get(address) ?? {}).every(([name, value]) => isNamedBy(row.ids[name], value));

/** A state entry is believed when the row is still where it was: below its parent, and a root under its key, mark, name or members. */
const byState: Witness = (m, { declared, kind, owner, entry, siblings }) => {
  if (entry === undefined) return undefined;
  const uid = kind.uid?.(entry.ids, owner?.row?.ids);
  const row = siblings.find((other) => other.uid === uid);
  if (row === undefined || !agrees(m, declared.address, row)) return undefined;
  if (declared.parent === undefined && kind.travelsWith === undefined) {
    if (disagree(entry.ids, row.ids)) return undefined;
    const sameKey = entry.key !== undefined && entry.key === row.key && (row.mark ?? '') === (entry.mark ?? '');
    const believed = kind.keyed ? row.mark === m.mark(declared.address) || sameKey : sameName(entry.name, row.name) || vouched(m, row);
    if (!believed) return undefined;
  }
  return { declared, row, proof: 'owned', origin: entry.origin, entry };
};

const marked = (m: Matching, { declared, kind, siblings }: Sought): LiveRow[] =>
  kind.mark === undefined ? [] : siblings.filter((row) => row.mark === m.mark(declared.address));

/** Ids were written down, and nothing here has them: it is never made a second time. */
export function idsGone(m: Matching, declared: Declared): Pair | undefined {
  const ids = Object.entries(m.ids.get(declared.address) ?? {});
  return ids.length === 0 ? undefined : block(declared, texts.choice.idGone(ids.map(([name, value]) => `${name} ${value}`).join(', ')));
}

/** What the user wrote down of this portal is the user's word to adopt. */
const byIds: Witness = (m, { declared, siblings }) => {
  const gone = idsGone(m, declared);
  const row = gone && siblings.find((other) => agrees(m, declared.address, other));
  return row === undefined ? gone : { declared, row, proof: 'owned', origin: 'adopted' };
};

const byJournal: Witness = (m, sought) => {
  const { declared, kind, siblings, key, name } = sought;
  const intent = m.unsettled.get(declared.address);
  if (intent === undefined) return undefined;
  const found = kind.keyed
    ? siblings.filter((row) => key !== undefined && row.key === key).slice(0, 1)
    : siblings.filter((row) => !(intent.beside ?? []).includes(row.uid) && sameName(row.name, intent.name ?? name));
  if (found.length > 1) {
    const named = siblings.filter((row) => sameName(row.name, name));
    return block(declared, texts.engine.ask.interrupted, adopting(declared, named));
  }
  const row = found[0] ?? marked(m, sought)[0];
  return row && { declared, row, proof: 'owned', origin: 'created', fresh: true };
};

const byMark: Witness = (m, sought) => {
  const { declared } = sought;
  const rows = marked(m, sought);
  if (rows.length > 1) {
    const which = rows.map(describer(declared)).join(', ');
    return block(declared, texts.engine.ask.manyMarks(rows.length, which), { answers: [texts.engine.ask.clearMarks] });
  }
  return rows[0] && { declared, row: rows[0], proof: 'owned', origin: 'recovered' };
};

const byOwner: Witness = (_m, { declared, kind, owner, natural }) => {
  if (!kind.inherits || owner === undefined) return undefined;
  return natural ? { declared, row: natural, proof: 'owned', origin: owner.origin } : { declared, proof: 'none', origin: 'created' };
};

const byMembers: Witness = (m, { declared, kind, siblings, name }) => {
  if (kind.keyed || declared.parent !== undefined) return undefined;
  const homes = siblings.filter((row) => sameName(row.name, name) && !m.taken.has(row.uid) && vouched(m, row));
  return homes.length === 1 ? { declared, row: homes[0]!, proof: 'owned', origin: 'recovered' } : undefined;
};

/** Several things under one key: the code of one of them, written down, says which is meant. */
const byRivals: Witness = (_m, { declared, kind, rivals }) => {
  if (rivals.length === 0 || (declared.adopt !== undefined && declared.adopt !== true)) return undefined;
  const pins = kind.handle === undefined ? [] : rivals.map((row) => `${kind.handle}: ${String(row.ids[kind.handle!])}`);
  const which = rivals.map(describer(declared)).join(', ');
  return block(declared, texts.choice.rivals(rivals.length, which), { answers: pins, commands: rivals.map((row) => importLine(declared.address, row)) });
};

const byWord: Witness = (m, sought) => {
  const { declared } = sought;
  const found = declared.adopt === undefined ? undefined : adoptee(m, sought);
  if (found === undefined) return undefined;
  return 'reason' in found ? { declared, proof: 'none', origin: 'adopted', blocked: found } : { declared, row: found, proof: 'candidate', origin: 'adopted' };
};

const playing = (m: Matching, { kind, role, siblings }: Sought): LiveRow | undefined =>
  role === undefined ? undefined : siblings.find((row) => kind.automatic!.row(row) === role && !m.taken.has(row.uid));

const byRole: Witness = (m, sought) => {
  const { declared, owner, natural, role } = sought;
  const played = playing(m, sought);
  if (played === undefined || owner?.proof !== 'owned' || owner.origin === 'adopted' || (natural ?? played) !== played) return undefined;
  return { declared, row: played, proof: 'owned', origin: 'sideEffect', role: role!, ...(owner.fresh ? { fresh: true as const } : {}) };
};

/** What every portal has by itself is nobody's: to declare it is to take it over. */
const byGift: Witness = (m, sought) => {
  const played = playing(m, sought);
  const row = played?.given ? played : sought.natural;
  return row?.given ? { declared: sought.declared, row, proof: 'owned', origin: 'adopted', ...(sought.role === undefined ? {} : { role: sought.role }) } : undefined;
};

const byNature: Witness = (m, { declared, kind, owner, natural, doubles }) => {
  if (natural === undefined) return undefined;
  const isWanted = owner?.proof === 'owned' || owner?.declared.adopt !== undefined;
  if (natural.keyless && isWanted) return { declared, row: natural, proof: 'owned', origin: 'adopted', keyless: true };
  if (kind.keyed && owner?.proof === 'owned') {
    if (owner.fresh) return { declared, row: natural, proof: 'owned', origin: 'created', fresh: true };
    if (isRecovered(m, owner)) return { declared, row: natural, proof: 'owned', origin: 'recovered' };
  }
  return { declared, row: natural, proof: 'candidate', origin: 'adopted', ...(doubles ? { doubles } : {}) };
};

const byForeignRole: Witness = (m, sought) => {
  const played = playing(m, sought);
  return played && sought.owner && { declared: sought.declared, row: played, proof: 'candidate', origin: 'adopted', role: sought.role! };
};

const WITNESSES: readonly Witness[] = [byState, byIds, byJournal, byMark, byOwner, byMembers, byRivals, byWord, byRole, byGift, byNature, byForeignRole];

/** The pair the first witness who knows speaks for; undefined when nobody does. */
export function identified(m: Matching, sought: Sought): Pair | undefined {
  for (const witness of WITNESSES) {
    const pair = witness(m, sought);
    if (pair !== undefined) return pair;
  }
  return undefined;
}
