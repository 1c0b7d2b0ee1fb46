// The order of a map whose entries were given places. Entries without one keep their order; one with a place
// stands at its end of the map, or directly beside its neighbour, wherever that one stands. Several at one
// place stand in the order in which they were written.

import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import type { Place } from './directives.ts';
import { placeOfNode, type MapNode } from './tree.ts';

const told = (code: string, message: string, hint: string | undefined, { entry }: Place): Problem =>
  problem(code, message, { place: placeOfNode(entry.node), ...(hint === undefined ? {} : { hint }) });

/** Places that can be given, by key. */
function possible(map: MapNode, places: ReadonlyMap<string, Place>, problems: Problem[]): Map<string, Place> {
  const words = texts.overlays;
  const found = new Map<string, Place>();
  for (const [key, place] of places) {
    const { neighbour } = place;
    if (!map.entries.has(key)) continue;
    if (neighbour === key) problems.push(told('unknown-neighbour', words.besideItself(key), undefined, place));
    else if (neighbour !== undefined && !map.entries.has(neighbour)) {
      const others = [...map.entries.keys()].filter((other) => other !== key);
      problems.push(told('unknown-neighbour', words.noNeighbour(key, neighbour), words.didYouMean(nearest(neighbour, others)), place));
    } else found.set(key, place);
  }
  return found;
}

export function placed(map: MapNode, places: ReadonlyMap<string, Place>, problems: Problem[]): MapNode {
  const wanted = possible(map, places, problems);
  const at = (side: Place['side'], neighbour?: string): string[] =>
    [...wanted].filter(([, place]) => place.side === side && place.neighbour === neighbour).map(([key]) => key);
  const withNeighbours = (key: string): string[] => [...at('$before', key).flatMap(withNeighbours), key, ...at('$after', key).flatMap(withNeighbours)];
  const unplaced = [...map.entries.keys()].filter((key) => !wanted.has(key));
  const order = [...at('$first'), ...unplaced, ...at('$last')].flatMap(withNeighbours);
  const circle = [...wanted.keys()].filter((key) => !order.includes(key));
  if (circle.length > 0) problems.push(told('placing-circle', texts.overlays.circle(circle), texts.overlays.circleHint, wanted.get(circle[0]!)!));
  return { ...map, entries: new Map([...order, ...circle].map((key) => [key, map.entries.get(key)!])) };
}
