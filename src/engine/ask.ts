// Where it cannot be known which row is meant, the user is asked: the pair is blocked, says why, and
// carries the lines that would answer. Nothing is guessed, and only this address waits for the answer.
// What could be meant: a root of the same name, one that is recorded by these very ids, one that holds what
// is declared in it; and below a parent that was recovered by its mark, whatever nobody else speaks for.

import type { Declared, LiveRow } from '../kinds/contract.ts';
import { hidesName } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { isUnder, sameName, uidOf, type Blocked, type Matching, type Pair, type Sought } from './matching.ts';

const idOf = (row: LiveRow): string => String(row.ids['id'] ?? row.uid);

/** Rows are told apart by name and id; by id alone where the name is made of a secret. */
export const describer = (declared: Declared) => (row: LiveRow): string =>
  hidesName(declared.spec) ? `id ${idOf(row)}` : `${JSON.stringify(row.name ?? row.key ?? '')} (id ${idOf(row)})`;

export type Answers = Pick<Blocked, 'answers' | 'commands'>;

export const importLine = (address: string, row: LiveRow): string => `import ${/^[\w./-]+$/.test(address) ? address : `'${address}'`} ${idOf(row)}`;

const adoptLine = (declared: Declared) => (row: LiveRow): string =>
  `adopt: ${String(row.ids['id'] ?? JSON.stringify(row.name ?? ''))}${hidesName(declared.spec) ? '' : `   # ${row.name ?? row.uid}`}`;

/** The lines, or the commands, that say which of these is meant. */
export const adopting = (declared: Declared, rows: readonly LiveRow[], more: readonly string[] = []): Answers => ({
  answers: [...rows.map(adoptLine(declared)), ...more],
  commands: rows.map((row) => importLine(declared.address, row)),
});

/** The line that answers: none of those, a new one. */
export const createLine = `create: true   # ${texts.engine.ask.secondOne}`;

export const block = (declared: Declared, reason: string, answers: Answers = { answers: [] }, waitsFor?: string): Pair =>
  ({ declared, proof: 'none', origin: 'created', blocked: { reason, ...answers, ...(waitsFor === undefined ? {} : { waitsFor }) } });

const freeOf = (m: Matching, { siblings }: Sought): LiveRow[] => siblings.filter((row) => !m.taken.has(row.uid));

/** The row the user means by `adopt`. */
export function adoptee(m: Matching, sought: Sought): LiveRow | Blocked | undefined {
  const { declared, natural, name } = sought;
  const free = freeOf(m, sought);
  const byOwnName = (): LiveRow | Blocked | undefined => {
    if (natural) return natural;
    const named = free.filter((row) => sameName(row.name, name));
    if (named.length < 2) return named[0];
    return { reason: texts.engine.ask.sameName(named.length), ...adopting(declared, named) };
  };
  if (declared.adopt === true) return byOwnName();
  const wanted = String(declared.adopt);
  const isMeant = (row: LiveRow): boolean => String(row.ids['id']) === wanted || String(row.ids['entityTypeId'] ?? '') === wanted || sameName(row.name, wanted);
  const found = free.filter(isMeant);
  // adopted long ago, renamed since as declared, and the state was lost
  if (found.length === 0 && typeof declared.adopt === 'string') {
    const renamed = byOwnName();
    if (renamed && !('reason' in renamed)) return renamed;
  }
  if (found.length === 1) return found[0];
  const held = found.length === 0 ? sought.siblings.find((row) => m.taken.has(row.uid) && isMeant(row)) : undefined;
  if (held !== undefined) return { reason: texts.engine.ask.taken(describer(declared)(held), m.taken.get(held.uid)!), answers: [] };
  const reason = found.length === 0 ? texts.engine.ask.nothingCalled(wanted) : texts.engine.ask.manyCalled(found.length, wanted);
  return { reason, ...adopting(declared, found) };
}

/** A root the state knows by these very ids, though neither its key, mark, name nor members say that it is still the same. */
function former(m: Matching, sought: Sought): LiveRow | undefined {
  const ids = Object.entries(sought.entry?.ids ?? {});
  if (sought.declared.parent !== undefined || ids.length === 0) return undefined;
  return freeOf(m, sought).find((row) => ids.every(([name, value]) => String(row.ids[name]) === String(value)));
}

/** A root without a key holds what is declared in it, and that was found by its mark: it may be ours under an older name. */
function houses(m: Matching, declared: Declared, row: LiveRow): boolean {
  const held = new Set((m.below.get(row.uid) ?? []).map((other) => other.key));
  return [...m.declared.values()].some((part) => {
    const key = part.parent === declared.address ? m.kinds.get(part.kind)!.identify(part, uidOf(m)).key : undefined;
    return key !== undefined && held.has(key) && m.pairs.get(m.taken.get(key) ?? '')?.origin === 'recovered';
  });
}

/** Once the parent was recovered by its mark, what the state does not know below it stays in doubt, also after the next apply. */
function strays(m: Matching, sought: Sought): LiveRow[] {
  const { declared, kind, owner } = sought;
  if (kind.keyed || owner?.origin !== 'recovered') return [];
  const others = [...m.declared.values()].filter((other) => other.kind === declared.kind && other.parent === declared.parent && other !== declared);
  const names = others.map((other) => kind.identify(other, uidOf(m)).name);
  const entries = Object.values(m.state?.entries ?? {}).filter((entry) => entry.kind === kind.name);
  const recorded = new Set(entries.map((entry) => kind.uid?.(entry.ids, owner.row?.ids)));
  const spare = (row: LiveRow): boolean => kind.automatic?.row(row) === undefined && !recorded.has(row.uid) && !names.some((name) => sameName(row.name, name));
  return freeOf(m, sought).filter(spare);
}

/**
 * What is called so and stands under a key nobody declares: where the portal was lived in before the project was
 * written, a person may have meant the same. In what we made ourselves, a key says enough.
 */
function lookalikes(m: Matching, sought: Sought): LiveRow[] {
  const { declared, kind, name, key, owner } = sought;
  if (key === undefined) return [];
  // the portal takes them for one
  const isSameKey = (row: LiveRow): boolean => row.key !== key && row.key?.toLowerCase() === key.toLowerCase();
  const others = [...m.declared.values()].filter((other) => other.kind === declared.kind && other.parent === declared.parent && other !== declared);
  const claims = others.map((other) => kind.identify(other, uidOf(m)));
  const isClaimed = (row: LiveRow): boolean => claims.some((claim) => isUnder(row, claim.key, claim.pin));
  const isByItself = (row: LiveRow): boolean => row.given === true || (kind.automatic !== undefined && kind.automatic.roles(declared.parent!).has(kind.automatic.row(row) ?? ''));
  const isCalled = (row: LiveRow): boolean => [row.name, ...(row.names ?? [])].some((each) => sameName(each, name));
  const isAsked = owner?.origin === 'adopted' && name !== undefined && name !== key;
  return freeOf(m, sought).filter((row) => !isClaimed(row) && (isSameKey(row) || (isAsked && isCalled(row) && !isByItself(row))));
}

/** What could be meant, and why that is not known. */
function doubtful(m: Matching, sought: Sought): readonly [rows: readonly LiveRow[], why: (which: string) => string] {
  const { declared, kind, name } = sought;
  const { former: sameAsBefore, olderName, somebodyElses } = texts.engine.ask;
  const named = (row: LiveRow): boolean => sameName(row.name, name);
  if (declared.parent !== undefined && kind.keyed) return [lookalikes(m, sought), somebodyElses];
  if (declared.parent !== undefined) return [[...new Set([...strays(m, sought), ...freeOf(m, sought).filter(named)])], olderName];
  const renamed = former(m, sought);
  const could = freeOf(m, sought).filter((row) => named(row) || row === renamed || houses(m, declared, row));
  return [could, could.some((row) => row === renamed) ? sameAsBefore : could.some(named) ? somebodyElses : olderName];
}

/** What has its key and can never be ours: a second one beside it is made only when asked for. */
function beside(m: Matching, { declared, kind, entry, foreign }: Sought): Pair | undefined {
  const [first] = foreign;
  if (first === undefined || declared.alongside === true) return undefined;
  if (declared.alongside === false) return { declared, proof: 'none', origin: 'created', givesWay: true };
  const wasOurs = entry !== undefined && foreign.some((row) => row.uid === kind.uid?.(entry.ids, undefined));
  const which = describer(declared)(first);
  return block(declared, wasOurs ? texts.templates.noLongerOurs(which, first.foreign!) : texts.templates.neverOurs(which, first.foreign!), { answers: ['alongside: true'] });
}

/** Nothing is ours yet: is something of another hand there that could be meant? */
export function createdOrAsked(m: Matching, sought: Sought): Pair {
  const { declared, kind, name } = sought;
  const toCreate: Pair = { declared, proof: 'none', origin: 'created' };
  const asked = beside(m, sought);
  if (asked !== undefined) return asked;
  const named = (row: LiveRow): boolean => sameName(row.name, name);
  const unkeyed = freeOf(m, sought).filter((row) => row.keyless && named(row));
  if (unkeyed.length > 1) return block(declared, texts.engine.ask.sameName(unkeyed.length), adopting(declared, unkeyed));
  const [could, why] = kind.travelsWith === 'row' ? [[], () => ''] : doubtful(m, sought);
  const twins = declared.parent !== undefined && !kind.keyed ? could.filter(named) : [];
  // one of them may be what `create` made once
  if (twins.length > 1) return block(declared, texts.engine.ask.twins(twins.length), adopting(declared, twins));
  if (could.length === 0 || declared.create === true) return toCreate;
  return block(declared, why(could.map(describer(declared)).join(', ')), adopting(declared, could, [createLine]));
}
