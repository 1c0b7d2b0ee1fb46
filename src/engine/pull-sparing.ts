// What is not added to files that are there, though the portal has it: what every portal has by itself, where neither
// the files nor the portal say anything of their own of its root; and the siblings of something that may be any of
// them, which would be declared twice. A second pull finds the same: what the first one added was there already.

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

const isFactory = ({ row, kind }: Named): boolean => row.given === true || (kind.lookup === true && row.parent === undefined);

export function spared({ named, pairs, isWanted = () => true }: Sparing): Required<Pick<PullInput, 'isWanted'>> {
  const all = [...named.values()];
  const kinds = new Map(all.map(({ kind }) => [kind.name, kind]));
  const declared = [...pairs.values()].filter((pair) => hasBody(pair, kinds.get(pair.declared.kind)?.section)).map((pair) => pair.declared.address);
  const own = all.filter((each) => !isFactory(each) && each.kind.pulled?.left?.(each.row) === undefined && isWanted(each.address)).map(({ address }) => address);
  const mentioned = new Set([...declared, ...own].map(rootOf));
  const unclear = new Set([...pairs.values()].filter(({ row, blocked }) => row === undefined && blocked !== undefined).map((pair) => `${pair.declared.kind} ${pair.declared.parent ?? ''}`));
  const left = new Set<string>();
  // parents come before children
  for (const each of all) {
    const { address, row, kind } = each;
    const parent = named.get(row.parent ?? '')?.address;
    const isUnclear = !pairs.has(address) && unclear.has(`${kind.name} ${parent ?? ''}`);
    if (isUnclear || (isFactory(each) && !mentioned.has(rootOf(address))) || (parent !== undefined && left.has(parent))) left.add(address);
  }
  return { isWanted: (address) => !left.has(address) && isWanted(address) };
}
