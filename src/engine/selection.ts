// A run over a part of the project: `--only` these and all below them, `--exclude` those. What stands above the chosen
// and what they refer to is needed too: it is made where it is missing and otherwise left as it is. The rest
// is read, so that references can be resolved, and never written.

import type { Declared } from '../kinds/contract.ts';
import { covers } from '../model/address-pattern.ts';
import { nearest } from '../model/nearest.ts';
import type { Selection } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { refsOf } from './difference.ts';
import type { Treatments } from './treatment.ts';

export interface Asked {
  /** patterns of addresses; none: everything */
  readonly only: readonly string[];
  readonly exclude: readonly string[];
}

const nothingAsked = ({ only, exclude }: Asked): boolean => only.length === 0 && exclude.length === 0;

/** Patterns that nothing declared stands under. */
export function unknownPatterns(patterns: readonly string[], addresses: readonly string[]): Problem[] {
  return patterns.filter((pattern) => !addresses.some((address) => covers(pattern, address))).map((pattern) => {
    const close = nearest(pattern, addresses);
    return problem('unknown-address', texts.choice.nothingAt(pattern), { hint: close === undefined ? texts.choice.nothingAtHint : texts.choice.didYouMean(close) });
  });
}

/** Everything the chosen stand under and refer to. */
function neededBy(chosen: ReadonlySet<string>, declared: ReadonlyMap<string, Declared>): Set<string> {
  const needed = new Set<string>();
  const add = (address: string): void => {
    const own = declared.get(address);
    if (own === undefined || needed.has(address)) return;
    if (!chosen.has(address)) needed.add(address);
    for (const next of [...(own.parent === undefined ? [] : [own.parent]), ...refsOf(own.spec)]) if (!chosen.has(next)) add(next);
  };
  for (const address of chosen) {
    const own = declared.get(address)!;
    for (const next of [...(own.parent === undefined ? [] : [own.parent]), ...refsOf(own.spec)]) add(next);
  }
  return needed;
}

/** What is chosen, needed and left out; undefined when nothing was asked. `beside`: what else may be named. */
export function select(
  asked: Asked,
  declared: ReadonlyMap<string, Declared>,
  beside: Iterable<string> = [],
): { readonly selection?: Selection; readonly problems: readonly Problem[] } {
  if (nothingAsked(asked)) return { problems: [] };
  const own = [...declared.values()].filter(({ lookup }) => !lookup).map(({ address }) => address);
  const problems = unknownPatterns([...asked.only, ...asked.exclude], [...declared.keys(), ...beside]);
  const isExcluded = (address: string): boolean => asked.exclude.some((pattern) => covers(pattern, address));
  const chosen = new Set(own.filter((address) => !isExcluded(address) && (asked.only.length === 0 || asked.only.some((pattern) => covers(pattern, address)))));
  const needed = neededBy(chosen, declared);
  const wanted = own.filter((address) => needed.has(address) && !isExcluded(address));
  const leftOut = own.filter((address) => !chosen.has(address) && !wanted.includes(address));
  return { selection: { only: asked.only, exclude: asked.exclude, needed: wanted, leftOut }, problems };
}

/** The same treatments, narrowed to what was chosen. */
export function narrowed(treatments: Treatments, selection: Selection | undefined): Treatments {
  if (selection === undefined) return treatments;
  const [needed, leftOut] = [new Set(selection.needed), new Set(selection.leftOut)];
  // what nobody declared may be left out as well: it is not removed then
  const isLeftOut = (address: string): boolean => leftOut.has(address) || selection.exclude.some((pattern) => covers(pattern, address));
  const limit = ({ address }: Declared): 'ignore' | 'initial' | undefined => (isLeftOut(address) ? 'ignore' : needed.has(address) ? 'initial' : undefined);
  const least = (own: Declared, other: 'enforce' | 'initial' | 'ignore') => (other === 'ignore' ? other : (limit(own) ?? other));
  return {
    whole: (own) => least(own, treatments.whole(own)),
    property: (own, path) => least(own, treatments.property(own, path)),
    isLeftOut: (address) => leftOut.has(address),
  };
}
