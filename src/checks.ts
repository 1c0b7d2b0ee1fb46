// What is wrong with a project, whichever of its portals it is applied to: every problem once, and with
// the names of its portals when it is not the problem of all.

import { elsewhere } from './engine/callbacks.ts';
import type { Checked } from './engine/load.ts';
import { resolve, type Graph } from './engine/resolve.ts';
import type { Kind } from './kinds/contract.ts';
import type { Source } from './model/source.ts';
import { formatPlace, isError, type Problem } from './model/problem.ts';
import { texts } from './texts/index.ts';

export interface Checks {
  readonly problems: readonly Problem[];
  /** numbers of resources, portal by portal */
  readonly counts: readonly number[];
  /** what could be resolved, portal by portal */
  readonly views: readonly { readonly source: Source; readonly graph: Graph }[];
}

const FROM_ENVIRONMENT = 'env';

const placed = ({ place }: Problem): string => (place === undefined ? '' : formatPlace(place));

export function checkEach(loaded: readonly Checked[], kinds: readonly Kind[]): Checks {
  const found = new Map<string, { readonly problem: Problem; readonly portals: string[] }>();
  const counts: number[] = [];
  const views: { source: Source; graph: Graph }[] = [];
  for (const { name, language, source, problems, project } of loaded) {
    const resolved = source && resolve(source, kinds, language);
    // the language of a portal that needs no entry is known when it is used; one that is wrong is told already
    const isOpen = language === undefined && (name === undefined || name === FROM_ENVIRONMENT || problems.some(isError));
    const astray = source && resolved ? elsewhere(resolved.graph, kinds, source, project?.portals.get(name ?? '')?.appUrl) : [];
    const own = [...(resolved?.problems ?? []), ...astray].filter(({ code }) => !(isOpen && code === 'missing-language'));
    for (const problem of new Map([...problems, ...own].map((each) => [JSON.stringify(each), each])).values()) {
      const known = found.get(JSON.stringify(problem)) ?? { problem, portals: [] };
      found.set(JSON.stringify(problem), known);
      if (name !== undefined) known.portals.push(name);
    }
    if (source && resolved) views.push({ source, graph: resolved.graph });
    counts.push([...(resolved?.graph.declared.values() ?? [])].filter(({ lookup }) => !lookup).length);
  }
  const lacking = new Set([...found.values()].filter(({ problem }) => problem.code === 'missing-language').map(({ problem }) => placed(problem)));
  const told = [...found.values()].filter(({ problem }) => problem.code !== 'missing-translation' || !lacking.has(placed(problem)));
  const inWords = (problem: Problem, portals: readonly string[]): Problem =>
    portals.length === loaded.length || portals.length === 0 ? problem : { ...problem, message: texts.overlays.onPortals(problem.message, portals) };
  return { problems: told.map(({ problem, portals }) => inWords(problem, portals)), counts, views };
}
