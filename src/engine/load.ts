// Files -> values with places: the project file and what it includes are read, parsed, filled with
// variables, laid over with the overlays of a portal, checked against the schemas, and joined into one tree.
// Mistakes of all files come back together. The tree is there whenever every file could be read: what is
// wrong in it is left out, so that the next stage can find its own mistakes in the rest. Nothing may run
// on a tree that came with an error.

import { join } from 'node:path';
import { Overlaying } from '../load/apply-overlays.ts';
import { TreeCache } from '../load/cache.ts';
import { declared } from '../load/declared.ts';
import { findProject } from '../load/files.ts';
import { withFiles } from '../load/held-files.ts';
import { isFor, overlaysOf, tagsOf } from '../load/overlays.ts';
import { FROM_ENVIRONMENT, languageOf, portalsOf, selectPortal } from '../load/portals.ts';
import { policiesOf } from '../load/policies.ts';
import { readProject, type Read } from '../load/read.ts';
import { joined, SECTIONS, sourceOf, unfilledReasons } from '../load/source.ts';
import { missingTranslations } from '../load/translations.ts';
import { child, type MapNode, type Node } from '../load/tree.ts';
import { validate } from '../load/validate.ts';
import { fill, ownVariables } from '../load/variables.ts';
import type { Policy } from '../model/policy.ts';
import type { Problem } from '../model/problem.ts';
import type { Section } from '../model/section.ts';
import type { Comment, PortalSettings, Project, Source } from '../model/source.ts';

export { idsPath, readIds } from '../load/ids.ts';
export { MAPPED, mappingsPath, readMappings } from '../load/mappings.ts';

export interface LoadOptions {
  /** name of the portal; null when none is needed */
  readonly portal?: string | null | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** keyed hash for secrets */
  readonly hash: (text: string) => string;
  /** where the kinds stand in the files; without them nothing but the project and its portals is asked for */
  readonly sections?: readonly Section[];
  /** where parsed files are kept: `.bxform/cache` of the project unless named; null for nowhere */
  readonly cacheFolder?: string | null | undefined;
}

export interface Loaded {
  readonly project?: Project;
  /** the one that is meant */
  readonly portal?: PortalSettings;
  readonly source?: Source;
  readonly policies?: readonly Policy[];
  /** texts of the files, by path relative to the project */
  readonly texts?: ReadonlyMap<string, string>;
  /** all comments of the files that hold the word */
  readonly comments?: (word: string) => Promise<readonly Comment[]>;
  readonly problems: readonly Problem[];
}

/** What the files say for one of the declared portals. */
export interface Checked extends Loaded {
  /** undefined when none is declared */
  readonly name?: string;
  readonly language?: string | undefined;
}

interface Found {
  readonly folder: string;
  readonly read: Read;
}

/** The tree of one portal, before anything is asked of the portal itself. */
interface Tree {
  readonly roots: readonly Node[];
  readonly wrong: ReadonlySet<Node>;
  readonly root: MapNode;
  readonly problems: readonly Problem[];
}

async function find(path: string | undefined, options: LoadOptions): Promise<Found | { readonly problems: readonly Problem[] }> {
  const found = await findProject(path ?? '.');
  if ('problem' in found) return { problems: [found.problem] };
  const { folder, file } = found;
  const read = await readProject(folder, file, new TreeCache(options.cacheFolder === undefined ? join(folder, '.bxform', 'cache') : options.cacheFolder));
  return read.roots.length === 0 ? { problems: read.problems } : { folder, read };
}

const reasonsIn = (roots: readonly Node[]): Set<Problem> => {
  const lacking = new Set<Problem>();
  for (const root of roots) for (const name of SECTIONS) unfilledReasons(child(root, name), lacking);
  return lacking;
};

/** `offline`: the environment need not have what the portals alone ask of it. */
function treeOf({ folder, read }: Found, name: string | undefined, { environment, hash, sections = [] }: LoadOptions, offline: boolean): Tree {
  const { roots, filler, problems: twice } = fill(read, name, { environment, hash });
  const portals = child(roots[0], 'portals');
  const { overlays, problems: unclear } = overlaysOf(roots, portals);
  const overlaying = new Overlaying(roots, sections, read.complete);
  for (const overlay of name === undefined || sections.length === 0 ? [] : overlays.filter((each) => isFor(each, name, tagsOf(portals, name)))) {
    const set = filler.fill(overlay.set);
    if (set.kind === 'map') overlaying.lay(set);
  }
  const laid = overlaying.result;
  const lacking = filler.lacks ? [...reasonsIn(laid.roots)] : [];
  const needed = offline && lacking.length > 0 ? lacking.filter((why) => reasonsIn(roots).has(why) && !filler.ownLacks.has(why)) : lacking;
  const shapes = laid.roots.map((root, index) => validate(index === 0 ? 'project' : 'config', root));
  const wrong = new Set(shapes.flatMap((shape) => [...shape.wrong]));
  const unsound = [...read.problems, ...twice, ...filler.problems, ...needed, ...unclear, ...laid.problems, ...shapes.flatMap((shape) => shape.problems)];
  const whole = joined(laid.roots, wrong, unsound.length === 0 && lacking.length === 0);
  const isSwitched = laid.omitted.length > 0 || roots.some(({ file }) => file.text.includes('enabled'));
  const { root, problems: absent } = withFiles(isSwitched ? declared(whole.root, sections, laid.omitted) : whole.root, sections, folder);
  return { roots: laid.roots, wrong, root, problems: [...unsound, ...whole.problems, ...absent] };
}

function loaded({ folder, read }: Found, name: string | undefined, tree: Tree, options: LoadOptions): Loaded {
  const [main] = tree.roots;
  const portals = portalsOf(options, name, child(main, 'portals'), tree.wrong);
  const project = child(main, 'project');
  return {
    ...(project?.kind === 'scalar' && typeof project.value === 'string' ? { project: { name: project.value, folder, portals: portals.portals } } : {}),
    ...(portals.selected === undefined ? {} : { portal: portals.selected }),
    ...(read.complete && options.sections !== undefined ? { source: sourceOf(tree.root) } : {}),
    policies: policiesOf(main, tree.wrong),
    texts: new Map(read.files.map(({ path, text }) => [path, text])),
    comments: async (word) => (await import('../load/comments.ts')).commentsOf(read.roots.map((root) => root.file), word),
    problems: [...new Set([...tree.problems, ...portals.problems])],
  };
}

function chosen(found: Found, options: LoadOptions): { readonly name?: string | undefined; readonly tree: Tree; readonly made: Loaded } {
  const [main] = found.read.roots;
  const { name, problem } = selectPortal(options.portal, main!.file, main?.kind === 'map' ? main.entries.get('portals') : undefined);
  const tree = treeOf(found, name, options, false);
  const made = loaded(found, name, tree, options);
  return { name, tree, made: problem === undefined ? made : { ...made, problems: [problem, ...made.problems] } };
}

/** Reads a project: a folder, or its bxform.yaml; the current folder unless named. */
export async function load(path: string | undefined, options: LoadOptions): Promise<Loaded> {
  const found = await find(path, options);
  return 'problems' in found ? found : chosen(found, options).made;
}

/** Reads a project as every declared portal sees it, or as the one that is named does, and looks for missing translations too. */
export async function loadEach(path: string | undefined, options: LoadOptions): Promise<readonly Checked[]> {
  const found = await find(path, options);
  if ('problems' in found) return [found];
  const checked = (name: string | undefined, tree: Tree, made: Loaded): Checked => {
    const language = made.project && name !== undefined ? languageOf(name, made.project.portals, options.environment) : undefined;
    const missing = language === undefined ? [] : missingTranslations(tree.root, options.sections ?? [], language);
    return { ...made, problems: [...made.problems, ...missing], language, ...(name === undefined ? {} : { name }) };
  };
  if (typeof options.portal === 'string') {
    const { name, made, tree } = chosen(found, options);
    return [checked(name, tree, made)];
  }
  const portals = child(found.read.roots[0], 'portals');
  const { overlays } = overlaysOf(found.read.roots, portals);
  const isOneForAll = ownVariables(portals).size === 0 && overlays.length === 0;
  const declaredNames = portals?.kind === 'map' ? [...portals.entries.keys()] : [];
  const names = [...new Set([...declaredNames, ...overlays.flatMap((overlay) => overlay.portals.filter((name) => name === FROM_ENVIRONMENT))])];
  const made = (name: string | undefined): readonly [Tree, Loaded] => {
    const tree = treeOf(found, name, options, true);
    return [tree, loaded(found, undefined, tree, options)];
  };
  const shared = isOneForAll ? made(undefined) : undefined;
  return (names.length === 0 ? [undefined] : names).map((name) => checked(name, ...(shared ?? made(name))));
}
