// Edits that a project cannot be right with: what was new, or set, or in the way of something else is given up and told,
// and the rest is done without it.

import type { Again, Given, Work } from './into-work.ts';
import type { Declared } from './kinds/contract.ts';
import type { Place } from './model/problem.ts';
import { sameValue } from './model/value.ts';
import { shown, wishName, type Wish } from './model/wish.ts';
import { texts } from './texts/index.ts';

const words = texts.pull;

export const isBelow = (address: string, top: string): boolean => address === top || address.startsWith(`${top}/`);

/** Of one kind, and saying the same of something. */
const isRival = (a: Declared | undefined, b: Declared | undefined): boolean =>
  a !== undefined && b !== undefined && a.kind === b.kind && [...a.spec].some(([path, value]) => b.spec.has(path) && sameValue(value, b.spec.get(path)!));

/** What was done and makes the files wrong, as what is not to be done: what is new there, the switches that were set there, what is new below. */
export function culprits({ into, added, applied }: Work, { graph, source, problems }: Again): Given {
  const { bodies } = into.pulled;
  const found: Given = new Map();
  const leave = (address: string, message: string): void => void found.set(`new ${address}`, [{ address, reason: words.refusedWrong(message) }]);
  for (const { place, message, address: said } of problems) {
    const isHere = (at: Place): boolean => at.file === place?.file && at.line === place.line && at.col === place.col;
    const isThere = (address: string): boolean => {
      const declared = graph.declared.get(address);
      const words = [...(declared?.spec.keys() ?? [])].map((path) => path.split('.'));
      return declared !== undefined && (isHere(source.keyPlaceOf(declared.path)) || words.some((each) => isHere(source.placeOf([...declared.path, ...each]))));
    };
    let top = [...added].find((address) => address === said || isThere(address));
    for (let home = bodies.get(top ?? '')?.home; home !== undefined && added.has(home); home = bodies.get(home)?.home) top = home;
    const own = said ?? [...graph.declared.keys()].find(isThere);
    if (top !== undefined) {
      leave(top, message);
      continue;
    }
    if (own === undefined) continue;
    const set = applied.filter((wish) => wish.property !== undefined && wish.adds === undefined && !wish.quiet && isBelow(wish.address, own));
    const isSwitch = ({ says }: Wish): boolean => typeof says === 'boolean';
    const here = set.filter(({ address }) => address === own);
    const below = [...added].filter((address) => isBelow(address, own) || isRival(graph.declared.get(address), graph.declared.get(own)));
    const guesses = [here.filter(isSwitch), [...set.filter(isSwitch), ...below], here];
    for (const guess of guesses.find(({ length }) => length > 0) ?? []) {
      if (typeof guess === 'string') leave(guess, message);
      else found.set(wishName(guess), [{ address: guess.address, property: guess.property!, reason: words.refusedBeside(message, shown(guess.says)) }]);
    }
  }
  return found;
}
