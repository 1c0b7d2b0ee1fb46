// What an overlay says of an entry, laid over what was said before: maps merge, everything else replaces.
// Short forms are written out where the other side is a map: a text alone is the property it stands for,
// `true` is an empty body, a list of keys is a map of them. Whatever comes from the overlay keeps its place
// in the overlay's file.

import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Section } from '../model/section.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { directed, type Place } from './directives.ts';
import { placeOfNode, type Entry, type MapNode, type Node } from './tree.ts';
import { addressIn, sectionsUnder } from './whereabouts.ts';

/** A map of the tree: its path, and whether its entries are resources, properties of one, or plain values. */
export type Spot = { readonly path: readonly string[] } & (
  | { readonly holds: 'resources'; readonly section: Section; readonly parent: string | undefined }
  | { readonly holds: 'properties'; readonly section: Section; readonly address: string }
  | { readonly holds: 'values' }
);

const isText = (node: Node): boolean =>
  node.kind === 'unfilled' || (node.kind === 'scalar' && (typeof node.value === 'string' || node.value instanceof Secret));

export const emptyAt = ({ file, at }: Pick<Node, 'file' | 'at'>): MapNode => ({ kind: 'map', entries: new Map(), file, at });

function keyed(node: Node): MapNode | undefined {
  if (node.kind !== 'list') return undefined;
  const { file, at } = node;
  const entries = new Map<string, Entry>();
  for (const item of node.items) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') return undefined;
    entries.set(item.value, { node: { ...item, value: true }, file: item.file, at: item.at });
  }
  return { kind: 'map', entries, file, at };
}

/** A value as the map it stands for; undefined when it stands for none. */
export function asMap(node: Node | undefined, spot: Spot): MapNode | undefined {
  if (node === undefined || node.kind === 'map') return node;
  if (spot.holds === 'resources') return keyed(node);
  if (spot.holds === 'values') return undefined;
  const { file, at } = node;
  const { short } = spot.section;
  if (short !== undefined && isText(node)) return { kind: 'map', entries: new Map([[short, { node, file, at }]]), file, at };
  return node.kind === 'scalar' && node.value === true ? emptyAt(node) : undefined;
}

const saysOnlyEnabled = (node: Node): boolean => node.kind === 'map' && node.entries.size === 1 && node.entries.has('enabled');

/** The property that an overlay takes out: what is then missing is missing because of it. */
const lost = (said: Node): Entry | undefined =>
  said.kind === 'map' ? [...said.entries.values()].find(({ node }) => node.kind === 'map' && node.entries.has('$omit')) : undefined;

export class Merging {
  readonly problems: Problem[] = [];
  /** addresses of resources that are no longer declared */
  readonly omitted: string[] = [];
  /** places that entries are to have, by the path of their map */
  readonly places = new Map<string, { readonly path: readonly string[]; readonly wanted: Map<string, Place> }>();
  readonly sections: readonly Section[];

  constructor(sections: readonly Section[]) {
    this.sections = sections;
  }

  /** The map with what is said of one of its entries. */
  entry(map: MapNode, spot: Spot, key: string, said: Entry): MapNode {
    const before = map.entries.get(key);
    const { node, omit, place } = directed(said.node, this.problems);
    const inner = this.#under(spot, key);
    const address = inner.holds === 'properties' ? inner.address : undefined;
    if (before === undefined && (omit || (address !== undefined && saysOnlyEnabled(node)))) {
      this.#absent(map, key, said, address, omit === true);
      return map;
    }
    const entries = new Map(map.entries);
    if (omit) {
      if (address !== undefined) this.omitted.push(address);
      else if (inner.holds === 'resources') {
        for (const below of asMap(before!.node, inner)?.entries.keys() ?? []) this.omitted.push(addressIn(inner.section, inner.parent, below));
      }
      entries.delete(key);
      return { ...map, entries };
    }
    if (place !== undefined) this.#place(spot, address, key, place);
    const merged = this.#merge(before?.node, node, inner);
    const isReplaced = before === undefined || (merged.file === node.file && merged.at === node.at);
    const { file, at } = isReplaced ? said : (lost(said.node) ?? before);
    entries.set(key, { node: merged, file, at });
    return { ...map, entries };
  }

  #absent(map: MapNode, key: string, said: Entry, address: string | undefined, isOmitted: boolean): void {
    const words = texts.overlays;
    const more = { place: placeOfNode(said), hint: words.didYouMean(nearest(key, map.entries.keys()), words.removeLine)! };
    const found = isOmitted
      ? problem('nothing-to-omit', words.nothingToOmit(address ?? key), { ...more, level: 'warning' })
      : problem('unknown-address', words.nothingToSwitch(address ?? key), more);
    this.problems.push(found);
  }

  #place({ path, holds }: Spot, address: string | undefined, key: string, place: Place): void {
    if (address === undefined || (holds === 'resources' && path.length === 1)) {
      this.problems.push(problem('no-order', texts.overlays.noOrder(key), { place: placeOfNode(place.entry), hint: texts.overlays.removeLine }));
      return;
    }
    const id = JSON.stringify(path);
    const known = this.places.get(id) ?? { path, wanted: new Map<string, Place>() };
    this.places.set(id, known);
    known.wanted.delete(key);
    known.wanted.set(key, place);
  }

  /** What the value of an entry is, if it is a map. */
  #under(spot: Spot, key: string): Spot {
    const path = [...spot.path, key];
    if (spot.holds === 'values') return { path, holds: 'values' };
    if (spot.holds === 'resources') return { path, holds: 'properties', section: spot.section, address: addressIn(spot.section, spot.parent, key) };
    const own = sectionsUnder(this.sections, spot.section.name).find(({ section, listed }) => section === key && !listed);
    return own === undefined ? { path, holds: 'values' } : { path, holds: 'resources', section: own, parent: spot.address };
  }

  #merge(before: Node | undefined, said: Node, spot: Spot): Node {
    const over = said.kind === 'map' || before?.kind !== 'map' || said.kind === 'list' ? said : asMap(said, spot);
    if (over?.kind !== 'map') return said;
    const below = asMap(before, spot);
    if (before?.kind === 'unfilled' && below === undefined) return before;
    let map = below ?? emptyAt(over);
    for (const [key, entry] of over.entries) map = this.entry(map, spot, key, entry);
    return map;
  }
}
