// The trees of a project with the overlays of one portal laid over them, in the order in which they are
// written. An address may say something new of what is there, or add to what is there; its parents must be.
// Places are given when all of an overlay is merged, so that its entries may stand beside one another.

import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Section } from '../model/section.ts';
import { texts } from '../texts/index.ts';
import { asMap, emptyAt, Merging, type Spot } from './merge.ts';
import { placed } from './placing.ts';
import { child, placeOfNode, type Entry, type MapNode, type Node } from './tree.ts';
import { addressIn, stepsTo, type Step } from './whereabouts.ts';

export interface Overlaid {
  readonly roots: readonly Node[];
  readonly problems: readonly Problem[];
  /** addresses of resources that are no longer declared */
  readonly omitted: readonly string[];
}

/** The maps on the way to the map that holds what the last step names. */
function spotsTo(steps: readonly Step[]): readonly Spot[] {
  const spots: Spot[] = [];
  let path: readonly string[] = [];
  for (const [index, { section, path: own, address }] of steps.entries()) {
    const parent = steps[index - 1]?.address;
    spots.push({ path: [...path, own[0]], holds: 'resources', section, parent });
    path = [...path, ...own];
    if (index < steps.length - 1) spots.push({ path, holds: 'properties', section, address });
  }
  return spots;
}

/** The tree with another map at the end of a way; what is missing on it is made. */
function changed(node: Node | undefined, spots: readonly Spot[], depth: number, from: Entry, change: (map: MapNode) => MapNode): Node {
  const [spot, ...rest] = spots;
  const map = asMap(node, spot!) ?? emptyAt(from);
  if (rest.length === 0) return change(map);
  const key = rest[0]!.path[depth]!;
  const entry = map.entries.get(key);
  const below = changed(entry?.node, rest, depth + 1, from, change);
  return { ...map, entries: new Map(map.entries).set(key, { file: (entry ?? from).file, at: (entry ?? from).at, node: below }) };
}

const TOP: Spot = { path: [], holds: 'values' };

export class Overlaying {
  #roots: readonly Node[];
  readonly #merging: Merging;
  readonly #problems: Problem[] = [];
  readonly #complete: boolean;

  /** `complete`: what is not in the trees is declared nowhere */
  constructor(roots: readonly Node[], sections: readonly Section[], complete: boolean) {
    this.#roots = roots;
    this.#merging = new Merging(sections);
    this.#complete = complete;
  }

  /** Lays one overlay, a map from address to what is said, over what is there. */
  lay(set: MapNode): void {
    this.#merging.places.clear();
    // an address with nothing to it breaks the schema, which tells it
    for (const [address, said] of set.entries) if (said.node.kind !== 'scalar' || said.node.value !== null) this.#say(address, said);
    for (const { path, wanted } of this.#merging.places.values()) {
      const root = this.#homeOf(path);
      this.#reorder(root, path, (map) => placed(map, wanted, this.#problems));
    }
  }

  get result(): Overlaid {
    return { roots: this.#roots, problems: [...this.#problems, ...this.#merging.problems], omitted: this.#merging.omitted };
  }

  #say(address: string, said: Entry): void {
    const steps = stepsTo(address, this.#merging.sections);
    if ('code' in steps) this.#problems.push(problem(steps.code, steps.message, { ...steps, place: placeOfNode(said) }));
    else if (this.#hasParents(steps, said)) {
      const spots = spotsTo(steps);
      const at = this.#homeOf(steps[0]!.path);
      const change = (map: MapNode): MapNode => this.#merging.entry(map, spots.at(-1)!, steps.at(-1)!.key, said);
      this.#replace(at, changed(this.#roots[at], [TOP, ...spots], 0, said, change));
    }
  }

  /** Does somebody declare what the last step is under? What could not be read is not known to be missing. */
  #hasParents(steps: readonly Step[], said: Entry): boolean {
    const spots = [TOP, ...spotsTo(steps)];
    let node: Node | undefined = this.#roots[this.#homeOf(steps[0]!.path)];
    for (const [depth, spot] of spots.slice(1).entries()) {
      const above = asMap(node, spots[depth]!);
      node = child(above, spot.path.at(-1)!);
      if (node?.kind === 'unfilled') return false;
      if (node !== undefined || spot.holds !== 'properties' || spot.section.always) continue;
      if (this.#complete) this.#undeclared(steps.findIndex(({ address }) => address === spot.address), steps, above, said);
      return false;
    }
    return true;
  }

  #undeclared(index: number, steps: readonly Step[], beside: MapNode | undefined, said: Entry): void {
    const { section, key, address, path } = steps[index]!;
    const all = index === 0 ? this.#roots.map((root) => child(root, path[0])) : [beside];
    const close = nearest(key, all.flatMap((map) => (map?.kind === 'map' ? [...map.entries.keys()] : [])));
    const hint = texts.overlays.undeclaredHint(close === undefined ? undefined : addressIn(section, steps[index - 1]?.address, close));
    this.#problems.push(problem('unknown-address', texts.overlays.undeclared(address), { place: placeOfNode(said), hint }));
  }

  /** The file that holds the root resource at the beginning of a path; the project file when none does. */
  #homeOf([section, key]: readonly string[]): number {
    const home = this.#roots.findIndex((root) => child(child(root, section!), key!) !== undefined);
    return Math.max(0, home);
  }

  #replace(at: number, root: Node): void {
    this.#roots = this.#roots.map((other, index) => (index === at ? root : other));
  }

  #reorder(at: number, path: readonly string[], change: (map: MapNode) => MapNode): void {
    const within = (node: Node, [key, ...rest]: readonly string[]): Node => {
      if (node.kind !== 'map') return node;
      if (key === undefined) return change(node);
      const entry = node.entries.get(key);
      return entry === undefined ? node : { ...node, entries: new Map(node.entries).set(key, { ...entry, node: within(entry.node, rest) }) };
    };
    this.#replace(at, within(this.#roots[at]!, path));
  }
}
