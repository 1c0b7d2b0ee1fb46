// Which thing on the portal is meant by an address, when nobody but the user can say: the one with the id, code or name
// that was given, or all that could be meant and are not ours yet. Pure; what is found is written down as ids.

import type { Declared, Kind, LiveRow } from '../kinds/contract.ts';
import { covers } from '../model/address-pattern.ts';
import { isNamedBy } from '../model/ids.ts';
import { nearest } from '../model/nearest.ts';
import type { Ids } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { hidesName } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Pair } from './match.ts';
import { sameName } from './matching.ts';
import type { Live } from './read.ts';
import { writtenIds } from './written-ids.ts';

const words = texts.choice;

export interface Taken {
  readonly address: string;
  /** as they are written down */
  readonly ids: Ids;
  readonly name?: string;
}

interface World {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly live: Live;
}

/** Names are not told where they are made of a secret. */
const describer = ({ spec }: Declared) => (row: LiveRow): string =>
  `${String(row.ids['id'] ?? row.uid)}${hidesName(spec) ? '' : ` (${row.name ?? row.key ?? ''})`}`;
const MOST = 20;

/** Rows that could be it: of its kind, below the thing its parent is. */
function rowsFor({ pairs, live }: World, { declared }: Pair): readonly LiveRow[] | undefined {
  const rows = live.rows(declared.kind).filter((row) => row.foreign === undefined);
  if (declared.parent === undefined) return rows;
  const parent = declared.parent in STANDARD_TYPES ? declared.parent : pairs.get(declared.parent)?.row?.uid;
  return parent === undefined ? undefined : rows.filter((row) => row.parent === parent);
}

/** The thing with this id, code or name, for one address. */
export function meant(world: World, address: string, id: string): Taken | Problem {
  const pair = world.pairs.get(address);
  if (pair === undefined || pair.declared.lookup) {
    const close = nearest(address, [...world.pairs.keys()]);
    return problem('unknown-address', words.nothingAt(address), { hint: close === undefined ? words.nothingAtHint : words.didYouMean(close) });
  }
  const rows = rowsFor(world, pair);
  if (rows === undefined) return problem('parent-missing', words.parentMissing(address, pair.declared.parent!), { hint: words.parentMissingHint });
  const kind = world.kinds.get(pair.declared.kind)!;
  const described = describer(pair.declared);
  const isMeant = (row: LiveRow): boolean =>
    row.uid === id || [kind.handle ?? 'id', 'id'].some((name) => isNamedBy(row.ids[name], id));
  const byId = rows.filter(isMeant);
  const found = byId.length > 0 ? byId : rows.filter((row) => sameName(row.name, id));
  const [row] = found;
  if (row === undefined || found.length > 1) {
    const known = (found.length > 1 ? found : rows).slice(0, MOST).map(described).join(', ');
    const message = found.length > 1 ? words.manyMeant(found.length, id) : words.noneMeant(address, id);
    return problem('not-found', message, { hint: known === '' ? words.nothingThere : words.thereAre(known) });
  }
  const holder = [...world.pairs.values()].find((other) => other.row?.uid === row.uid && other.declared.address !== address && other.proof === 'owned');
  if (holder !== undefined) return problem('already-taken', words.alreadyTaken(described(row), holder.declared.address), { hint: words.alreadyTakenHint(holder.declared.address) });
  return takenAs(kind, pair.declared, row) ?? problem('not-importable', words.notImportable(address), { hint: words.notImportableHint });
}

function takenAs(kind: Kind, { address, spec }: Declared, row: LiveRow): Taken | undefined {
  const ids = writtenIds(kind, row.ids);
  return ids && { address, ids, ...(row.name === undefined || hidesName(spec) ? {} : { name: row.name }) };
}

/** Everything under these patterns that is on the portal and not proven ours; what is in doubt is left for the user to say. */
export function candidates(world: World, patterns: readonly string[]): { readonly taken: readonly Taken[]; readonly inDoubt: readonly string[]; readonly byWord: readonly string[] } {
  const covered = [...world.pairs.values()].filter(({ declared }) => !declared.lookup && patterns.some((pattern) => covers(pattern, declared.address)));
  const foreign = covered.filter(({ proof, declared, blocked }) => proof === 'candidate' && declared.adopt === undefined && blocked === undefined);
  const taken = foreign.flatMap(({ declared, row }) => takenAs(world.kinds.get(declared.kind)!, declared, row!) ?? []);
  const known = new Set(taken.map(({ address }) => address));
  return {
    taken,
    byWord: foreign.map(({ declared }) => declared.address).filter((address) => !known.has(address)),
    inDoubt: covered.filter(({ blocked }) => blocked !== undefined && blocked.waitsFor === undefined && (blocked.commands?.length ?? 0) > 0).map(({ declared }) => declared.address),
  };
}
