// declared x live x state -> pairs. Every declared address gets one pair, owners before their parts: what is
// below something blocked waits, what is below something to be created is to be created too, or comes
// with it by itself; the rest is sought among the live rows. First who it is (identity), then, when nobody
// knows, whether to ask. Two live objects for one address block that address only.

import type { Declared } from '../kinds/contract.ts';
import { texts } from '../texts/index.ts';
import { block, createdOrAsked, describer } from './ask.ts';
import { identified, idsGone } from './identity.ts';
import { matchingOf, ownerOf, sameName, soughtAs, type MatchInput, type Matching, type Pair } from './matching.ts';

export type { Pair } from './matching.ts';

function pairLookup(m: Matching, declared: Declared): Pair {
  const rows = m.rows(declared.kind);
  const found = rows.filter((row) => row.key === declared.key);
  // what has something declared below it stands under its key alone, or two addresses would be one thing
  const isHome = m.kinds.get(declared.kind)!.section !== undefined && [...m.declared.values()].some(({ parent }) => parent === declared.address);
  const named = isHome || found.length > 0 ? found : rows.filter((row) => sameName(row.name, declared.key));
  return named.length === 1 ? { declared, row: named[0]!, proof: 'owned', origin: 'adopted' } : { declared, proof: 'none', origin: 'adopted' };
}

function pairOf(m: Matching, declared: Declared): Pair {
  const { automatic } = m.kinds.get(declared.kind)!;
  const owner = ownerOf(m, declared);
  const entry = m.state?.entries[declared.address];
  const needed = [declared.kind, ...(m.kinds.get(declared.kind)!.completedFrom?.(declared) ?? [])];
  const reason = needed.map((kind) => m.denied?.get(kind)).find((why) => why !== undefined);
  if (reason !== undefined) return { declared, proof: 'none', origin: 'created', blocked: { reason, answers: [], denied: true }, ...(entry ? { entry } : {}) };
  if (owner?.blocked) {
    const waitsFor = owner.declared.address;
    return { ...block(declared, texts.engine.ask.waits(waitsFor), undefined, waitsFor), ...(entry ? { entry } : {}) };
  }
  const role = automatic?.role(declared);
  if (owner !== undefined && owner.row === undefined && declared.parent !== undefined) {
    const gone = idsGone(m, declared);
    if (gone !== undefined) return gone;
    const comesAlong = role !== undefined && automatic!.roles(declared.parent).has(role);
    return comesAlong ? { declared, proof: 'predicted', origin: 'sideEffect', role } : { declared, proof: 'none', origin: 'created' };
  }
  if (declared.lookup) return pairLookup(m, declared);
  const sought = soughtAs(m, declared, owner, role);
  return identified(m, sought) ?? createdOrAsked(m, sought);
}

export function match(input: MatchInput): ReadonlyMap<string, Pair> {
  const m = matchingOf(input);
  const rank = new Map([...input.kinds.keys()].map((name, index) => [name, index]));
  // kinds come parents first; what refers to other roots (relations, members) comes after all roots
  for (const declared of [...input.declared.values()].sort((a, b) => rank.get(a.kind)! - rank.get(b.kind)!)) {
    const found = pairOf(m, declared);
    const holder = found.row && m.taken.get(found.row.uid);
    const pair = holder === undefined ? found : block(declared, texts.engine.ask.taken(describer(declared)(found.row!), holder));
    m.pairs.set(declared.address, pair);
    if (pair.row && !declared.lookup) m.taken.set(pair.row.uid, declared.address);
  }
  const inDeclaredOrder = [...input.declared.keys()].map((address) => [address, m.pairs.get(address)!] as const);
  return new Map(inDeclaredOrder);
}
