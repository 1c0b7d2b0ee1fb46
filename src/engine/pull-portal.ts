// A portal, read whole, as files would say it, with what has to be remembered so that the files find everything again:
// the ids of what they name otherwise than the portal does, and the state, in which all of it is adopted. What is
// declared already keeps its address.

import type { Kind, LiveRow } from '../kinds/contract.ts';
import type { Ids } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { isRef, saysSecret, type Value } from '../model/value.ts';
import type { Remote, SendOptions } from '../remote/port.ts';
import type { State, StateEntry } from '../state/port.ts';
import { ACCESS_CALLS, accessProblems, deniedBy } from './access.ts';
import { applicationCalls, clientIdOf, denials } from './denials.ts';
import { grouped } from './grouped.ts';
import { labelLanguages } from './interest.ts';
import { match, type Pair } from './match.ts';
import { markFor } from './pairing.ts';
import { nameRows, type Named } from './pull-names.ts';
import { spared } from './pull-sparing.ts';
import { pull, type LeftOut, type PulledPortal } from './pulling.ts';
import { read, ReadError, withNeeded, type Live } from './read.ts';
import type { Graph } from './resolve.ts';
import { writtenIds } from './written-ids.ts';

export interface PullPortalInput {
  readonly kinds: readonly Kind[];
  readonly remote: Remote;
  readonly project: string;
  readonly languages: readonly string[];
  readonly pins: boolean;
  /** what the project says already */
  readonly graph?: Graph;
  readonly state?: State | undefined;
  readonly ids?: ReadonlyMap<string, Ids>;
  readonly isWanted?: (address: string) => boolean;
  /** for files that are there: without what every portal has and they do not mention */
  readonly sparing?: true;
  readonly options?: SendOptions;
}

export interface PortalPulled extends PulledPortal {
  readonly ids: readonly { readonly address: string; readonly ids: Ids }[];
  readonly entries: Readonly<Record<string, StateEntry>>;
  readonly clientId?: string;
  /** of access: exit code 3 */
  readonly problems: readonly Problem[];
  readonly live: Live;
}

/** Every mark says the address it was given for. */
const MARKED = /^bxform\/[^/]+\/(?:.*\/)?\w+\.([\w-]+)$/;

const everything = (kinds: readonly Kind[], languages: readonly string[]) => ({
  kinds: withNeeded(kinds, kinds.filter(({ section }) => section !== undefined).map(({ name }) => name)),
  // one list for each language
  count: (name: string) => Math.ceil((kinds.find((kind) => kind.name === name)?.pulled?.guess ?? 1) / languages.length),
  languages,
  wants: () => true,
  whole: () => false,
  contents: true as const,
});

/** Kinds that are only looked up: those that something refers to, and those that only contents speak of. */
function referredTo(kinds: readonly Kind[], live: Live): { readonly needed: ReadonlySet<string>; readonly spokenOf: ReadonlySet<string> } {
  const uidsIn = (value: Value): string[] => {
    if (isRef(value)) return [value.$ref];
    return typeof value === 'object' && value !== null && !saysSecret(value) ? Object.values(value).flatMap((each) => uidsIn(each as Value)) : [];
  };
  const found = new Set([...live.byUid.values()].flatMap((row) => [...row.spec.values()].flatMap(uidsIn)).map((uid) => /^uid:(\w+):/.exec(uid)?.[1]));
  const needed = new Set(kinds.filter(({ name, lookup, section }) => lookup && section === undefined && found.has(name)).map(({ name }) => name));
  const spoken = kinds.flatMap(({ name, pulled }) => live.rows(name).flatMap((row) => pulled?.lookups?.(row) ?? []));
  return { needed, spokenOf: new Set(spoken.filter((name) => !needed.has(name))) };
}

/** What contents speak of and nobody lets us look up is not known, and that is all. */
async function lookedUp({ kinds, remote, languages, options = {} }: PullPortalInput, live: Live): Promise<readonly Live[]> {
  const { needed, spokenOf } = referredTo(kinds, live);
  const reading = (names: ReadonlySet<string>): Promise<Live> => read(kinds, remote, { ...everything(kinds, languages), kinds: names }, options);
  const allowed = [...spokenOf].map((name) => reading(new Set([name])).catch((error: unknown) => {
    if (error instanceof ReadError && error.refused) return [];
    throw error;
  }));
  return (await Promise.all([...(needed.size === 0 ? [] : [reading(needed)]), ...allowed])).flat();
}

async function readWhole(input: PullPortalInput): Promise<{ readonly live: Live; readonly problems: readonly Problem[] }> {
  const { kinds, remote, languages: asked, graph, options = {} } = input;
  // what is declared in another language is compared in it
  const languages = [...new Set([...asked, ...labelLanguages([...(graph?.declared.values() ?? [])].map(({ spec }) => spec.keys()))])];
  const interest = everything(kinds, languages);
  const who = remote.speaksAs('webhook') ? 'webhook' : 'app';
  const whole = kinds.filter(({ name }) => interest.kinds.has(name));
  const first = await read(kinds, remote, interest, { ...options, extra: [...ACCESS_CALLS, ...applicationCalls(whole, remote)] })
    .then((live) => ({ live, problems: accessProblems(live, whole, who) }), (error: unknown) => deniedBy(error, whole, who));
  const more = first.problems.length > 0 ? [] : await lookedUp(input, first.live);
  if (more.length === 0) return first;
  const { live } = first;
  const rows = (kind: string): readonly LiveRow[] => more.map((each) => each.rows(kind)).find((found) => found.length > 0) ?? live.rows(kind);
  return { problems: [], live: { ...live, rows, byUid: new Map([...live.byUid, ...more.flatMap((each) => [...each.byUid])]) } };
}

/** What is declared already, with what it is on the portal. */
function pairsIn({ graph, kinds, state, ids = new Map(), project }: PullPortalInput, live: Live): ReadonlyMap<string, Pair> {
  if (graph === undefined) return new Map();
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  return match({ kinds: byName, declared: graph.declared, rows: live.rows, state, unsettled: new Map(), mark: markFor(project), ids });
}

/** Addresses of what is declared already, by uid. */
const knownIn = (pairs: ReadonlyMap<string, Pair>): Map<string, string> =>
  new Map([...pairs].flatMap(([address, { row, blocked }]) => (row === undefined || blocked !== undefined ? [] : [[row.uid, address] as const])));

/** Is the id its address is found by to be written down? A mark of this project says enough. */
const needsIds = ({ kind, row, made }: Named, mark: (address: string) => string, address: string): boolean =>
  made || (kind.mark !== undefined && kind.parents === undefined && row.mark !== mark(address));

function entryOf({ kind, row }: Named, blind: StateEntry['blind']): StateEntry {
  const key = row.key === undefined ? {} : { key: row.key };
  const mark = row.mark === undefined || row.mark === '' ? {} : { mark: row.mark };
  return { kind: kind.name, ids: row.ids, origin: 'adopted', ...key, ...mark, ...(row.name === undefined ? {} : { name: row.name }), ...(blind === undefined ? {} : { blind, ...(row.changedAt === undefined ? {} : { changedAt: row.changedAt }) }) };
}

/** As before; but what is in a file now is what was read now. */
function remembered(each: Named, before: StateEntry | undefined, blind: StateEntry['blind']): StateEntry {
  const now = entryOf(each, blind);
  if (before === undefined || blind === undefined) return before ?? now;
  return { ...before, blind, ...(now.changedAt === undefined ? {} : { changedAt: now.changedAt }) };
}

export async function pullPortal(input: PullPortalInput): Promise<PortalPulled> {
  const { live, problems } = await readWhole(input);
  if (problems.length > 0) return { roots: [], named: new Map(), left: [], written: new Set(), bodies: new Map(), said: () => undefined, files: new Map(), remarks: [], ids: [], entries: {}, problems, live };
  const { kinds, remote, languages, pins, isWanted } = input;
  const pairs = pairsIn(input, live);
  const naming = { kinds, rows: live.rows, known: knownIn(pairs), marked: MARKED };
  const { known } = naming;
  const choice = input.sparing ? spared({ named: nameRows(naming), pairs, ...(isWanted === undefined ? {} : { isWanted }) }) : isWanted === undefined ? {} : { isWanted };
  const clientId = clientIdOf(live);
  const pulled = pull({ ...naming, languages, pins, ...(clientId === undefined ? {} : { clientId }), ...choice });
  const mark = markFor(input.project);
  const kept = [...pulled.named.values()].filter((each) => each.kind.lookup === undefined && each.row.foreign === undefined && pulled.written.has(each.address));
  const fresh = kept.filter(({ row }) => !known.has(row.uid));
  const denied = isWanted === undefined ? [...denials(live, kinds, remote)].filter(([kind]) => kinds.some(({ name, section }) => name === kind && section !== undefined)) : [];
  const unread = [...grouped(denied, ([, reason]) => reason)].map(([reason, all]): LeftOut => ({ address: all.map(([kind]) => kinds.find(({ name }) => name === kind)!.section).join(', '), reason }));
  return {
    ...pulled,
    left: [...pulled.left, ...unread],
    ids: fresh.filter((each) => needsIds(each, mark, each.address)).flatMap((each) => {
      const ids = writtenIds(each.kind, each.row.ids);
      return ids === undefined ? [] : [{ address: each.address, ids }];
    }),
    entries: Object.fromEntries(kept.map((each) => [each.address, remembered(each, input.state?.entries[each.address], pulled.files.get(each.address)?.remembered)])),
    ...(clientId === undefined ? {} : { clientId }),
    problems: [],
    live,
  };
}
