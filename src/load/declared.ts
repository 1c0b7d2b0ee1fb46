// What is declared, once overlays are laid: a resource that is not `enabled` goes, with all below it, and
// nothing else of the word `enabled` is left. Outputs that name what went this way, or what an overlay took
// out, go with it: they may be there for other portals.

import type { Section } from '../model/section.ts';
import { child, type Entry, type MapNode, type Node } from './tree.ts';
import { addressIn, sectionsUnder, stepsTo } from './whereabouts.ts';

interface Walk {
  readonly sections: readonly Section[];
  readonly gone: Set<string>;
}

const switched = (node: Node): boolean | undefined => {
  const enabled = child(node, 'enabled');
  return enabled?.kind === 'scalar' && typeof enabled.value === 'boolean' ? enabled.value : undefined;
};

/** A body without its switch, and without what is switched off below it. */
function body(walk: Walk, section: Section, address: string, node: Node): Node {
  if (node.kind !== 'map') return node;
  const below = sectionsUnder(walk.sections, section.name);
  let entries: Map<string, Entry> | undefined;
  const put = (key: string, entry: Entry, changed: Node | undefined): void => {
    if (changed === entry.node) return;
    entries ??= new Map(node.entries);
    if (changed === undefined) entries.delete(key);
    else entries.set(key, { ...entry, node: changed });
  };
  for (const [key, entry] of node.entries) {
    const own = below.find((each) => each.section === key);
    if (key === 'enabled' && switched(node) !== undefined) put(key, entry, undefined);
    else if (own !== undefined) put(key, entry, resources(walk, own, address, entry.node));
  }
  return entries === undefined ? node : { ...node, entries };
}

function resource(walk: Walk, section: Section, address: string, node: Node): Node | undefined {
  if (switched(node) !== false) return body(walk, section, address, node);
  walk.gone.add(address);
  return undefined;
}

function resources(walk: Walk, section: Section, parent: string | undefined, node: Node): Node {
  if (node.kind === 'list') {
    const items = node.items.filter((item) => switched(item) !== false).map((item) => body(walk, section, '', item));
    return items.length === node.items.length && items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind !== 'map') return node;
  let entries: Map<string, Entry> | undefined;
  for (const [key, entry] of node.entries) {
    const kept = resource(walk, section, addressIn(section, parent, key), entry.node);
    if (kept === entry.node) continue;
    entries ??= new Map(node.entries);
    if (kept === undefined) entries.delete(key);
    else entries.set(key, { ...entry, node: kept });
  }
  return entries === undefined ? node : { ...node, entries };
}

function isDeclared(root: MapNode, address: string, sections: readonly Section[]): boolean {
  const steps = stepsTo(address, sections);
  return !('code' in steps) && steps.flatMap(({ path }) => path).reduce<Node | undefined>((node, key) => child(node, key), root) !== undefined;
}

function withoutOutputs(root: MapNode, gone: readonly string[]): MapNode {
  const outputs = root.entries.get('outputs');
  if (outputs?.node.kind !== 'map') return root;
  const isGone = ({ node }: Entry): boolean => {
    const named = node.kind === 'scalar' ? String(node.value) : '';
    return gone.some((address) => named === address || named.startsWith(`${address}/`));
  };
  const entries = new Map([...outputs.node.entries].filter(([, entry]) => !isGone(entry)));
  return { ...root, entries: new Map(root.entries).set('outputs', { ...outputs, node: { ...outputs.node, entries } }) };
}

/** `omitted`: addresses that overlays took out. */
export function declared(root: MapNode, sections: readonly Section[], omitted: readonly string[]): MapNode {
  const walk: Walk = { sections, gone: new Set() };
  const entries = new Map(root.entries);
  for (const section of sectionsUnder(sections, undefined)) {
    const entry = root.entries.get(section.section);
    if (entry !== undefined) entries.set(section.section, { ...entry, node: resources(walk, section, undefined, entry.node) });
  }
  const kept: MapNode = { ...root, entries };
  const gone = [...walk.gone, ...omitted.filter((address) => !isDeclared(kept, address, sections))];
  return gone.length === 0 ? kept : withoutOutputs(kept, gone);
}
