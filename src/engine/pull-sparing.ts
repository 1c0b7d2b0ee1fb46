// What is not added to files that are there, though the portal has it: what every portal has by itself, where the files
// say nothing of its root; and the siblings of something that may be any of them, which would be declared twice. What
// stands above something of somebody's own is said in name only.

import { rootOf } from '../model/address.ts';
import type { Pair } from './match.ts';
import type { Named } from './pull-names.ts';
import type { PullInput } from './pulling.ts';

export interface Sparing {
  readonly named: ReadonlyMap<string, Named>;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly isWanted?: (address: string) => boolean;
}

/** Is it declared, and not only referred to? */
export const hasBody = ({ declared }: Pick<Pair, 'declared'>, section: string | undefined): boolean => declared.lookup !== true || declared.path[0] === section;

export function spared({ named, pairs, isWanted = () => true }: Sparing): Required<Pick<PullInput, 'isWanted' | 'isWay'>> {
  const all = [...named.values()];
  const kinds = new Map(all.map(({ kind }) => [kind.name, kind]));
  const mentioned = new Set([...pairs.values()].filter((pair) => hasBody(pair, kinds.get(pair.declared.kind)?.section)).map(({ declared }) => rootOf(declared.address)));
  const unclear = new Set([...pairs.values()].filter(({ row, blocked }) => row === undefined && blocked !== undefined).map(({ declared }) => `${declared.kind} ${declared.parent ?? ''}`));
  const isDeclared = (address: string): boolean => pairs.has(address);
  const parentOf = ({ row }: Named): Named | undefined => named.get(row.parent ?? '');
  const isFactory = ({ address, row, kind }: Named): boolean => (row.given === true || (kind.lookup === true && row.parent === undefined)) && !mentioned.has(rootOf(address)) && !isDeclared(address);
  const ways = new Set<string>();
  for (const own of all.filter((each) => !isFactory(each) && !isDeclared(each.address))) {
    for (let above = parentOf(own); above !== undefined; above = parentOf(above)) if (isFactory(above)) ways.add(above.address);
  }
  const left = new Set<string>();
  // parents come before children
  for (const own of all) {
    const parent = parentOf(own);
    const isUnclear = !isDeclared(own.address) && unclear.has(`${own.kind.name} ${parent?.address ?? ''}`);
    if (isUnclear || (isFactory(own) && !ways.has(own.address)) || (parent !== undefined && left.has(parent.address))) left.add(own.address);
  }
  return { isWanted: (address) => !left.has(address) && isWanted(address), isWay: (address) => ways.has(address) };
}
