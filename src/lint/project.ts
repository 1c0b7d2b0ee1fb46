// What rules look at, out of what was loaded and resolved.

import type { Graph } from '../engine/resolve.ts';
import type { Declared } from '../kinds/contract.ts';
import type { Path, PortalSettings, Source, Written } from '../model/source.ts';
import type { LintProject } from './contract.ts';

export function lintProject({ source, graph }: { readonly source: Source; readonly graph: Graph }, portals: readonly PortalSettings[]): LintProject {
  const byParent = new Map<string, Declared[]>();
  for (const each of graph.declared.values()) if (each.parent !== undefined) byParent.set(each.parent, [...(byParent.get(each.parent) ?? []), each]);
  const declared = [...graph.declared.values()].filter(({ address, lookup }) => lookup !== true || byParent.has(address));
  return {
    declared,
    portals,
    ofKind: (kind) => declared.filter((each) => each.kind === kind),
    under: (address, kind) => (byParent.get(address) ?? []).filter((each) => kind === undefined || each.kind === kind),
    written: (path) => writtenAt(source.root, path),
  };
}

function writtenAt(root: ReadonlyMap<string, Written>, path: Path): Written | undefined {
  let at: Written | undefined = root;
  for (const step of path) {
    if (at instanceof Map) at = (at as ReadonlyMap<string, Written>).get(String(step));
    else at = Array.isArray(at) ? (at as readonly Written[])[Number(step)] : undefined;
  }
  return at;
}
