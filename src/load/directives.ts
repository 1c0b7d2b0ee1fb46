// Keys of an overlay that say what to do with an entry instead of what it is: `$omit` takes it out of what
// is declared, the others give it a place in its map. Only overlays may use them; the reader of files
// refuses them elsewhere, so a tree holds them nowhere else.

import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { placeOfNode, type Entry, type MapNode, type Node } from './tree.ts';

const PLACES = ['$after', '$before', '$first', '$last'] as const;
const DIRECTIVES = ['$omit', ...PLACES];
/** Keys with a `$` that belong to what they stand in, in any file. */
const IN_BODIES = ['$initial', '$ignore'];

/** Where an entry is to stand: beside a neighbour, or at an end of its map. */
export interface Place {
  readonly side: (typeof PLACES)[number];
  readonly neighbour?: string;
  /** the directive itself */
  readonly entry: Entry;
}

export interface Directed {
  /** the entry without its directives */
  readonly node: Node;
  readonly omit?: true;
  readonly place?: Place;
}

/** What is wrong with a key that begins with `$`; undefined when it is a directive in its place. */
export function directiveProblem(key: string, inOverlay: boolean): Pick<Problem, 'code' | 'message' | 'hint'> | undefined {
  const words = texts.overlays;
  const isDirective = DIRECTIVES.includes(key);
  if (IN_BODIES.includes(key) || (inOverlay && isDirective)) return undefined;
  const elsewhere = isDirective ? { hint: words.directiveElsewhere(key) } : {};
  if (!inOverlay) return { code: 'reserved-key', message: texts.files.yaml.reservedKey(key), ...elsewhere };
  const hint = words.didYouMean(nearest(key, DIRECTIVES), words.knownDirectives(DIRECTIVES))!;
  return { code: 'unknown-directive', message: words.unknownDirective(key), hint };
}

const isPlace = (key: string): key is Place['side'] => PLACES.some((side) => side === key);
const isTrue = ({ node }: Entry): boolean => node.kind === 'scalar' && node.value === true;

function placeOf(side: Place['side'], entry: Entry, problems: Problem[]): Place | undefined {
  const words = texts.overlays;
  const wrong = (message: string, hint?: string): undefined => {
    problems.push(problem('bad-directive', message, { place: placeOfNode(entry.node), ...(hint === undefined ? {} : { hint }) }));
  };
  if (side === '$first' || side === '$last') return isTrue(entry) ? { side, entry } : wrong(words.onlyTrue(side), words.onlyTrueHint);
  const value = entry.node.kind === 'scalar' ? entry.node.value : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return wrong(words.neighbourKey(side));
  return { side, neighbour: String(value), entry };
}

function omits(map: MapNode, omit: Entry, problems: Problem[]): Directed {
  const words = texts.overlays;
  if (!isTrue(omit)) problems.push(problem('bad-directive', words.onlyTrue('$omit'), { place: placeOfNode(omit.node), hint: words.onlyTrueHint }));
  else if (map.entries.size > 1) problems.push(problem('bad-directive', words.omitAlone, { place: placeOfNode(omit), hint: words.omitAloneHint }));
  return { node: map, omit: true };
}

/** What an overlay says of an entry, and what it says to do with it. */
export function directed(node: Node, problems: Problem[]): Directed {
  if (node.kind !== 'map') return { node };
  const omit = node.entries.get('$omit');
  if (omit !== undefined) return omits(node, omit, problems);
  const found = [...node.entries.keys()].filter(isPlace);
  if (found.length === 0) return { node };
  const entries = new Map([...node.entries].filter(([key]) => !DIRECTIVES.includes(key)));
  const [one, other] = found;
  if (other !== undefined) {
    const words = texts.overlays;
    problems.push(problem('two-places', words.twoPlaces(one!, other), { place: placeOfNode(node.entries.get(other)!), hint: words.keepOne }));
  }
  const place = placeOf(one!, node.entries.get(one!)!, problems);
  return { node: { ...node, entries }, ...(place === undefined ? {} : { place }) };
}
