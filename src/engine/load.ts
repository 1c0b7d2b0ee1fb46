// Files -> values with places: the project file and what it includes are read, parsed, filled with
// variables, checked against the schemas, joined into one tree, and a portal is chosen. Mistakes of all
// files come back together. The tree is there whenever every file could be read: what is wrong in it is
// left out, so that the next stage can find its own mistakes in the rest. Nothing may run on a tree
// that came with an error.

import { join } from 'node:path';
import { TreeCache } from '../load/cache.ts';
import { findProject } from '../load/files.ts';
import { Filler } from '../load/fill.ts';
import { portalsOf, selectPortal } from '../load/portals.ts';
import { readProject, type Read } from '../load/read.ts';
import { joinSection, SECTIONS, sourceOf, unfilledReasons } from '../load/source.ts';
import { child, type Entry, type Node } from '../load/tree.ts';
import { validate } from '../load/validate.ts';
import type { Problem } from '../model/problem.ts';
import type { Comment, PortalSettings, Project, Source } from '../model/source.ts';

export interface LoadOptions {
  /** name of the portal; null when none is needed */
  readonly portal?: string | null | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** keyed hash for secrets */
  readonly hash: (text: string) => string;
  /** where parsed files are kept: `.bxform/cache` of the project unless named; null for nowhere */
  readonly cacheFolder?: string | null | undefined;
}

export interface Loaded {
  readonly project?: Project;
  /** the one that is meant */
  readonly portal?: PortalSettings;
  readonly source?: Source;
  /** all comments of the files that hold the word */
  readonly comments?: (word: string) => Promise<readonly Comment[]>;
  readonly problems: readonly Problem[];
}

interface Filled {
  readonly roots: readonly Node[];
  /** name of the portal that is meant */
  readonly portal?: string | undefined;
  readonly problems: readonly Problem[];
}

/** Sections in which variables are filled in. */
const FILLED: ReadonlySet<string> = new Set(['portals', ...SECTIONS]);

/** Variables filled in, and the portal that is meant. */
function fill({ roots, complete }: Read, { environment, hash, portal }: LoadOptions): Filled {
  const [main] = roots;
  const choice = selectPortal(portal, main!.file, main?.kind === 'map' ? main.entries.get('portals') : undefined);
  const variables = joinSection(roots, 'variables');
  const filler = new Filler({ variables: variables.entries, environment, hash, complete });
  const filled = roots.map((root): Node => {
    if (root.kind !== 'map') return root;
    const entries = [...root.entries].map(([key, entry]): [string, Entry] => [key, FILLED.has(key) ? { ...entry, node: filler.fill(entry.node) } : entry]);
    return { ...root, entries: new Map(entries) };
  });
  const lacking = new Set<Problem>();
  if (filler.lacks) for (const root of filled) for (const name of SECTIONS) unfilledReasons(child(root, name), lacking);
  const problems = [...(choice.problem === undefined ? [] : [choice.problem]), ...variables.problems, ...filler.problems, ...lacking];
  return { roots: filled, portal: choice.name, problems };
}

/** Reads a project: a folder, or its bxform.yaml; the current folder unless named. */
export async function load(path: string | undefined, options: LoadOptions): Promise<Loaded> {
  const found = await findProject(path ?? '.');
  if ('problem' in found) return { problems: [found.problem] };
  const { folder, file } = found;
  const read = await readProject(folder, file, new TreeCache(options.cacheFolder === undefined ? join(folder, '.bxform', 'cache') : options.cacheFolder));
  if (read.roots.length === 0) return { problems: read.problems };
  const filled = fill(read, options);
  const shapes = filled.roots.map((root, index) => validate(index === 0 ? 'project' : 'config', root));
  const wrong = new Set(shapes.flatMap((shape) => [...shape.wrong]));
  const [main] = filled.roots;
  const portals = portalsOf(options, filled.portal, child(main, 'portals'), wrong);
  const unsound = [...read.problems, ...filled.problems, ...shapes.flatMap((shape) => shape.problems)];
  const joined = sourceOf(filled.roots, wrong, unsound.length === 0);
  const name = child(main, 'project');
  return {
    ...(name?.kind === 'scalar' && typeof name.value === 'string' ? { project: { name: name.value, folder, portals: portals.portals } } : {}),
    ...(portals.selected === undefined ? {} : { portal: portals.selected }),
    ...(read.complete ? { source: joined.source } : {}),
    comments: async (word) => (await import('../load/comments.ts')).commentsOf(read.roots.map((root) => root.file), word),
    problems: [...new Set([...unsound, ...portals.problems, ...joined.problems])],
  };
}
