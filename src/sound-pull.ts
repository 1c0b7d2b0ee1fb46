// What a portal has and files may not say: the server checks less than we do. A pulled file that could not be read again
// would stop every later command, so whatever a reading of the files objects to is left out of them, and said to be.

import { filesOf, resolvedFiles } from './elsewhere.ts';
import type { PortalPulled } from './engine/pull-portal.ts';
import type { Graph } from './engine/resolve.ts';
import { isError, type Problem } from './model/problem.ts';
import type { PulledRoot } from './model/pulled-root.ts';
import type { Source, Written } from './model/source.ts';

export interface SoundPull {
  readonly pulled: PortalPulled;
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly source: Source;
  readonly graph: Graph;
  readonly problems: readonly Problem[];
}

interface From {
  readonly project: string;
  readonly portal: string;
  /** the project file that knows the portal */
  readonly text: string;
}

const MOST_ROUNDS = 6;

function without(value: Written, [first, ...rest]: readonly string[]): Written {
  if (!(value instanceof Map) || first === undefined) return value;
  if (rest.length > 0) return new Map([...value].map(([key, each]) => [key, key === first ? without(each, rest) : each]));
  return new Map([...value].filter(([key]) => key !== first));
}

/** Roots without what stands at a path: a root as a whole where that is all the path names. */
const cut = (roots: readonly PulledRoot[], [section, key, ...below]: readonly string[]): readonly PulledRoot[] =>
  roots.flatMap((root) => {
    if (root.section !== section || root.key !== key) return [root];
    return below.length === 0 ? [] : [{ ...root, body: without(root.body, below) }];
  });

/** The entry of a section (every second step is one) that the place of a problem is in. */
async function culprit(files: ReadonlyMap<string, string | Uint8Array>, { place }: Problem): Promise<readonly string[] | undefined> {
  const text = place === undefined ? undefined : files.get(place.file);
  if (place === undefined || typeof text !== 'string') return undefined;
  const { offsetOf, spotsIn, startOf, endOf } = await import('./report/yaml-spots.ts');
  const at = offsetOf(text, place);
  const around = spotsIn(text).filter(({ node, pair }) => (pair === undefined ? startOf(node) : startOf(pair.key)) <= at && at <= endOf(node));
  const path = (around.at(-1)?.path ?? []).map(String);
  return path.length < 2 ? undefined : path.slice(0, path.length - (path.length % 2));
}

export async function soundPull(found: PortalPulled, { project, portal, text }: From, closing: (close: () => Promise<void>) => void): Promise<SoundPull> {
  let pulled = found;
  for (let round = 1; ; round += 1) {
    const files = await filesOf(pulled, project, portal, text);
    const resolved = await resolvedFiles(files, portal, closing);
    const wrong = resolved.problems.filter(isError);
    const paths = await Promise.all(wrong.map(async (each) => [each, await culprit(files, each)] as const));
    const told = paths.flatMap(([{ message }, path]) => (path === undefined ? [] : [{ path, reason: message }]));
    if (told.length === 0 || round === MOST_ROUNDS) return { pulled, files, ...resolved };
    const fresh = [...new Map(told.map((each) => [each.path.join('/'), each])).values()];
    pulled = {
      ...pulled,
      roots: fresh.reduce((roots, { path }) => cut(roots, path), pulled.roots),
      left: [...pulled.left, ...fresh.map(({ path, reason }) => ({ address: path.join('.'), reason }))],
    };
  }
}
