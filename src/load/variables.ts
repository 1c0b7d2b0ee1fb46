// Variables filled into the files of a project, as one portal sees them: those of the project, and those of
// the portal, which win. Every portal's own entry is filled with what that portal sees; mistakes are told
// for the portal that is meant, the others are somebody else's.

import type { Problem } from '../model/problem.ts';
import { Filler, type Surroundings } from './fill.ts';
import type { Read } from './read.ts';
import { joinSection, SECTIONS } from './source.ts';
import { child, type Entry, type Node } from './tree.ts';

export interface Filled {
  readonly roots: readonly Node[];
  /** of the portal that is meant */
  readonly filler: Filler;
  /** of variables that are declared twice */
  readonly problems: readonly Problem[];
}

const FILLED: ReadonlySet<string> = new Set(SECTIONS);

const entriesOf = (node: Node | undefined): ReadonlyMap<string, Entry> => (node?.kind === 'map' ? node.entries : new Map<string, Entry>());

/** The variables that portals have of their own. */
export function ownVariables(portals: Node | undefined): ReadonlyMap<string, ReadonlyMap<string, Entry>> {
  const own = [...entriesOf(portals)].map(([name, { node }]) => [name, entriesOf(child(node, 'variables'))] as const);
  return new Map(own.filter(([, variables]) => variables.size > 0));
}

function withEntries(node: Node, change: (key: string, entry: Entry) => Node): Node {
  if (node.kind !== 'map') return node;
  return { ...node, entries: new Map([...node.entries].map(([key, entry]) => [key, { ...entry, node: change(key, entry) }])) };
}

/** `portal`: the one that is meant; undefined when none is. */
export function fill({ roots, complete }: Read, portal: string | undefined, around: Pick<Surroundings, 'environment' | 'hash'>): Filled {
  const shared = joinSection(roots, 'variables');
  const own = ownVariables(child(roots[0], 'portals'));
  const elsewhere = new Map<string, string[]>();
  for (const [name, variables] of own) for (const variable of variables.keys()) elsewhere.set(variable, [...(elsewhere.get(variable) ?? []), name]);
  const fillerOf = (name: string | undefined): Filler => {
    const ours = name === undefined ? undefined : own.get(name);
    const variables = ours === undefined ? shared.entries : new Map([...shared.entries, ...ours]);
    return new Filler({ variables, ...around, complete, portal: name, own: ours && new Set(ours.keys()), elsewhere });
  };
  const filler = fillerOf(portal);
  const fillPortal = (name: string, { node }: Entry): Node => {
    const theirs = own.size === 0 || name === portal ? filler : fillerOf(name);
    return withEntries(node, (key, entry) => (key === 'variables' ? entry.node : theirs.fill(entry.node)));
  };
  const filled = roots.map((root) =>
    withEntries(root, (section, entry) => {
      if (section === 'portals') return entry.node.kind === 'map' ? withEntries(entry.node, fillPortal) : filler.fill(entry.node);
      return FILLED.has(section) ? filler.fill(entry.node) : entry.node;
    }),
  );
  return { roots: filled, filler, problems: shared.problems };
}
