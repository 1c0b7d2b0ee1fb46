// What of a project is on a portal and is known to be what is meant: the things whose ids programs ask for.

import { grouped } from './engine/grouped.ts';
import type { Pair } from './engine/match.ts';
import type { Kind, LiveRow } from './kinds/contract.ts';
import type { Place } from './model/problem.ts';
import { hidesName } from './model/value.ts';
import type { Thing } from './report/constants.ts';
import type { OutputRow } from './report/outputs.ts';

export interface Found {
  readonly kinds: readonly Kind[];
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly rows: (kind: string) => readonly LiveRow[];
  /** names the project gives to addresses */
  readonly names: ReadonlyMap<string, string>;
  readonly placeOf: (path: Pair['declared']['path']) => Place | undefined;
}

type Met = Pair & { readonly row: LiveRow };

const isMet = (pair: Pair | undefined): pair is Met => pair?.row !== undefined;
const isOwned = (pair: Pair): pair is Met => isMet(pair) && pair.proof === 'owned';

const nameOf = ({ declared, row: { name } }: Met): { readonly name?: string } => (name === undefined || hidesName(declared.spec) ? {} : { name });

const rowOf = (address: string, pair: Met): OutputRow => ({ address, kind: pair.declared.kind, ids: pair.row.ids, ...nameOf(pair) });

/** By address, then under the names of the project. */
export function outputRows({ pairs, names }: Found): readonly OutputRow[] {
  const declared = [...pairs.values()].filter(isOwned).filter((pair) => !pair.declared.lookup);
  const named = [...names].flatMap(([name, address]) => [pairs.get(address)].filter(isMet).map((pair) => rowOf(name, pair)));
  return [...declared.map((pair) => rowOf(pair.declared.address, pair)), ...named];
}

/** What is known to be meant, and what that stands in, whoever made it. */
function standing(pairs: Found['pairs']): readonly Met[] {
  const known = new Set<string>();
  for (const { declared } of [...pairs.values()].filter(isOwned)) {
    let address: string | undefined = declared.address;
    while (address !== undefined && !known.has(address)) {
      known.add(address);
      address = pairs.get(address)?.declared.parent;
    }
  }
  return [...pairs.values()].filter(isMet).filter(({ declared }) => known.has(declared.address));
}

/** Links and switches have no ids of their own, and what is only looked up is no part of the project. */
export function outputThings(found: Found): { readonly things: readonly Thing[]; readonly named: readonly (readonly [string, Thing])[] } {
  const kinds = new Map(found.kinds.map((kind) => [kind.name, kind]));
  const siblings = grouped(found.kinds.flatMap(({ name }) => found.rows(name)), ({ kind, parent }) => `${kind} ${parent}`);
  const thing = (pair: Met): Thing => {
    const { address, kind, key, parent, path } = pair.declared;
    const place = found.placeOf(path);
    const beside = (siblings.get(`${kind} ${pair.row.parent}`) ?? []).filter(({ uid }) => uid !== pair.row.uid).map(({ ids }) => ids);
    const optional = { ...nameOf(pair), ...(parent === undefined ? {} : { parent }), ...(place === undefined ? {} : { place }) };
    return { address, kind, key, section: kinds.get(kind)!.section ?? kind, ids: pair.row.ids, beside, ...optional };
  };
  const isThing = ({ declared }: Pair): boolean => {
    const { links, inherits, section } = kinds.get(declared.kind)!;
    return !links && !inherits && section !== undefined;
  };
  return {
    things: standing(found.pairs).filter(isThing).map(thing),
    named: [...found.names].flatMap(([name, address]) => [found.pairs.get(address)].filter(isMet).map((pair) => [name, thing(pair)] as const)),
  };
}
