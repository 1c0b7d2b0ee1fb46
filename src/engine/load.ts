// Files -> values with places: the project file and what it includes are read, parsed, filled with
// variables, checked against the schemas, joined into one tree, and a portal is chosen. Mistakes of all
// files come back together. The tree is there whenever every file could be read: what is wrong in it is
// left out, so that the next stage can find its own mistakes in the rest. Nothing may run on a tree
// that came with an error.

import { join } from 'node:path';
import { TreeCache } from '../load/cache.ts';
import { findProject } from '../load/files.ts';
import { Filler } from '../load/fill.ts';
import { portalsOf, selectPortal, type Portals } from '../load/portals.ts';
import { readProject, type Read } from '../load/read.ts';
import { joinSection, SECTIONS, sourceOf, unfilledReasons } from '../load/source.ts';
import { child, type Entry, type Node } from '../load/tree.ts';
import { validate } from '../load/validate.ts';
import type { Problem } from '../model/problem.ts';
import type { PortalSettings, Project, Source } from '../model/source.ts';

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
  /** by file, line and column */
  readonly problems: readonly Problem[];
}

function ordered(problems: readonly Problem[]): Problem[] {
  const file = (found: Problem): string => found.place?.file ?? '';
  const by = (a: Problem, b: Problem): number =>
    (file(a) < file(b) ? -1 : file(a) > file(b) ? 1 : 0) || (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.col ?? 0) - (b.place?.col ?? 0);
  return [...problems].sort(by);
}

/** Sections in which variables are filled in. */
const FILLED: ReadonlySet<string> = new Set(['portals', ...SECTIONS]);

function fillFile(root: Node, filler: Filler): Node {
  if (root.kind !== 'map') return root;
  const entries = [...root.entries].map(([key, entry]): [string, Entry] => [key, FILLED.has(key) ? { ...entry, node: filler.fill(entry.node) } : entry]);
  return { ...root, entries: new Map(entries) };
}

interface Checked {
  readonly roots: readonly Node[];
  readonly wrong: ReadonlySet<Node>;
  readonly problems: readonly Problem[];
}

/** Variables filled in, shapes checked. */
function check({ roots, complete }: Read, { environment, hash }: LoadOptions): Checked {
  const variables = joinSection(roots, 'variables');
  const filler = new Filler({ variables: variables.entries, environment, hash, complete });
  const filled = roots.map((root) => fillFile(root, filler));
  const shapes = filled.map((root, index) => validate(index === 0 ? 'project' : 'config', root));
  const lacking = new Set<Problem>();
  if (filler.lacks) for (const root of filled) for (const section of SECTIONS) unfilledReasons(child(root, section), lacking);
  return {
    roots: filled,
    wrong: new Set(shapes.flatMap((shape) => [...shape.wrong])),
    problems: [...variables.problems, ...filler.problems, ...shapes.flatMap((shape) => shape.problems), ...lacking],
  };
}

function projectOf(folder: string, root: Node, { portals }: Portals): { readonly project?: Project } {
  const name = child(root, 'project');
  return name?.kind === 'scalar' && typeof name.value === 'string' ? { project: { name: name.value, folder, portals } } : {};
}

/** Reads a project: a folder, or its bxform.yaml; the current folder unless named. */
export async function load(path: string | undefined, options: LoadOptions): Promise<Loaded> {
  const found = await findProject(path ?? '.');
  if ('problem' in found) return { problems: [found.problem] };
  const { folder, file } = found;
  const cache = new TreeCache(options.cacheFolder === undefined ? join(folder, '.bxform', 'cache') : options.cacheFolder);
  const read = await readProject(folder, file, cache);
  const [main] = read.roots;
  if (main === undefined) return { problems: ordered(read.problems) };
  const checked = check(read, options);
  const section = main.kind === 'map' ? main.entries.get('portals') : undefined;
  const choice = selectPortal(options.portal, file, section);
  const portals = portalsOf(options, choice.name, child(checked.roots[0], 'portals'), checked.wrong);
  const unsound = [...read.problems, ...checked.problems];
  const joined = sourceOf(checked.roots, checked.wrong, unsound.length === 0);
  const problems = [...unsound, ...(choice.problem === undefined ? [] : [choice.problem]), ...portals.problems, ...joined.problems];
  return {
    ...projectOf(folder, main, portals),
    ...(portals.selected === undefined ? {} : { portal: portals.selected }),
    ...(read.complete ? { source: joined.source } : {}),
    problems: ordered(problems),
  };
}
