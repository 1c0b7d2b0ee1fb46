// The sections of all files become one tree: `smartProcesses`, `crm`, `activities` and so on, and `outputs` of the project
// file and of every included one. A key has one home; the second is refused, naming the first. Parts
// that were reported as wrong are left out, so that what is right can still be looked at for more mistakes.

import { formatPlace, problem, type Place, type Problem } from '../model/problem.ts';
import type { Path, Source, Written } from '../model/source.ts';
import { texts } from '../texts/index.ts';
import { child, placeOfNode, type Entry, type MapNode, type Node } from './tree.ts';

/** What a project declares, and how it is judged. */
export const SECTIONS = [
  'smartProcesses', 'crm', 'dictionaries', 'workplaces', 'activities', 'robots', 'templates', 'triggers', 'placements', 'events', 'fieldTypes',
  'activityTypes', 'lines', 'manual', 'outputs', 'lint',
];

/** The keys of one section of several files. */
export function joinSection(roots: readonly Node[], section: string): { readonly entries: Map<string, Entry>; readonly problems: Problem[] } {
  const entries = new Map<string, Entry>();
  const problems: Problem[] = [];
  for (const root of roots) {
    const own = child(root, section);
    if (own?.kind !== 'map') continue;
    for (const [key, entry] of own.entries) {
      const first = entries.get(key);
      if (first === undefined) entries.set(key, entry);
      else {
        const message = texts.files.reading.declaredTwice(key, section, formatPlace(placeOfNode(first)));
        problems.push(problem('duplicate-key', message, { place: placeOfNode(entry), hint: texts.files.reading.declaredTwiceHint }));
      }
    }
  }
  return { entries, problems };
}

/** A text per language: without the one that is not known it would seem to lack a language. */
const isPerLanguage = ({ entries }: MapNode): boolean =>
  [...entries].every(([key, { node }]) => /^[a-z]{2}$/.test(key) && node.kind !== 'map' && node.kind !== 'list');

/** The tree without the parts in `wrong` and without what could not be filled in; an entry of a list goes as a whole, and so does a text per language. */
export function sound(node: Node, wrong: ReadonlySet<Node>): Node | undefined {
  if (wrong.has(node) || node.kind === 'unfilled') return undefined;
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') {
    const items = node.items.filter((item) => sound(item, wrong) === item);
    return items.length === node.items.length ? node : { ...node, items };
  }
  const entries = new Map<string, Entry>();
  let changed = false;
  for (const [key, entry] of node.entries) {
    const kept = sound(entry.node, wrong);
    if (kept !== entry.node) changed = true;
    if (kept !== undefined) entries.set(key, kept === entry.node ? entry : { ...entry, node: kept });
  }
  if (changed && isPerLanguage(node)) return undefined;
  return changed ? { ...node, entries } : node;
}

/** The values of a sound tree. */
export function written(node: Node): Written {
  if (node.kind === 'unfilled') return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(written);
  const map = new Map<string, Written>();
  for (const [key, entry] of node.entries) map.set(key, written(entry.node));
  return map;
}

/** Reasons why values that are needed could not be filled in, each once. */
export function unfilledReasons(node: Node | undefined, found: Set<Problem> = new Set()): Set<Problem> {
  if (node?.kind === 'unfilled' && node.why !== undefined) found.add(node.why);
  if (node?.kind === 'list') for (const item of node.items) unfilledReasons(item, found);
  if (node?.kind === 'map') for (const entry of node.entries.values()) unfilledReasons(entry.node, found);
  return found;
}

function places(root: MapNode): Pick<Source, 'placeOf' | 'keyPlaceOf'> {
  const follow = (path: Path): readonly (Node | Entry)[] => {
    const met: (Node | Entry)[] = [root];
    let node: Node | undefined = root;
    for (const step of path) {
      const entry: Entry | undefined = node?.kind === 'map' ? node.entries.get(String(step)) : undefined;
      node = entry?.node ?? child(node, step);
      if (node === undefined) break;
      met.push(entry ?? node);
    }
    return met;
  };
  const placeAt = (met: readonly (Node | Entry)[]): Place => placeOfNode(met.at(-1)!);
  const valueOf = (spot: Node | Entry): Node => ('node' in spot ? spot.node : spot);
  return { keyPlaceOf: (path) => placeAt(follow(path)), placeOf: (path) => placeOfNode(valueOf(follow(path).at(-1)!)) };
}

/** One tree of the sections of all files. `isSound`: nothing was found wrong in them, so there is nothing to leave out. */
export function joined(roots: readonly Node[], wrong: ReadonlySet<Node>, isSound: boolean): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const [first] = roots;
  const entries = new Map<string, Entry>();
  const problems: Problem[] = [];
  for (const section of SECTIONS) {
    const own = joinSection(roots, section);
    problems.push(...own.problems);
    const home = roots.map((root) => (root.kind === 'map' ? root.entries.get(section) : undefined)).find((entry) => entry?.node.kind === 'map');
    if (home !== undefined) entries.set(section, { ...home, node: { kind: 'map', entries: own.entries, file: home.node.file, at: home.node.at } });
  }
  const whole: MapNode = { kind: 'map', entries, file: first!.file, at: 0 };
  return { root: isSound ? whole : (sound(whole, wrong) as MapNode), problems };
}

export const sourceOf = (root: MapNode): Source => ({ root: written(root) as ReadonlyMap<string, Written>, ...places(root) });
