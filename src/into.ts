// Pulling into files that are there: edits are made in the texts of the files, the files are read again as any project's
// are, and what a plan would still show is edited too, until nothing is left. Nothing is on the disk before that but
// a copy of the files.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { PROJECT_FILE, writeFiles } from './elsewhere.ts';
import type { NewRoot } from './engine/pull-additions.ts';
import type { IntoInput } from './engine/pull-into.ts';
import type { Graph } from './engine/resolve.ts';
import type { Declared } from './kinds/contract.ts';
import type { Edit, Refusal } from './model/edit.ts';
import { isError, type Place, type Problem } from './model/problem.ts';
import type { Source } from './model/source.ts';
import { sameValue } from './model/value.ts';
import { shown, wishName, type Listed, type Wish } from './model/wish.ts';
import { texts as catalogue } from './texts/index.ts';

const words = catalogue.pull;

export interface Into extends Omit<IntoInput, 'source' | 'graph' | 'policies'> {
  /** absolute folder of the project */
  readonly folder: string;
  readonly portal: string;
  /** of the files, by path relative to the project */
  readonly texts: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Done {
  readonly file: string;
  readonly address: string;
  readonly property?: string;
  readonly action: Wish['action'];
}

export interface Settled {
  /** of the files that change */
  readonly changed: ReadonlyMap<string, string>;
  readonly done: readonly Done[];
  readonly listed: readonly Listed[];
  readonly graph: Graph;
}

interface Again {
  readonly source: Source;
  readonly graph: Graph;
  readonly policies: IntoInput['policies'];
  readonly problems: readonly Problem[];
}

/** What is not tried again, and what is told of it. */
type Given = Map<string, readonly Listed[]>;

interface Work {
  readonly into: Into;
  readonly texts: Map<string, string>;
  readonly given: Given;
  readonly done: Done[];
  readonly applied: Wish[];
  readonly tried: Map<string, number>;
  /** files of new roots that the project does not include */
  readonly outside: Set<string>;
  readonly added: Set<string>;
}

const MOST_ROUNDS = 20;
const MOST_TRIES = 3;

/** A folder for a copy of the files, those beside the project included. */
async function copyIn(into: Into): Promise<{ readonly project: string; readonly remove: () => Promise<void> }> {
  const above = Math.max(0, ...[...into.texts.keys()].map((path) => path.split('/').filter((step) => step === '..').length));
  const top = await mkdtemp(join(tmpdir(), 'bxform-'));
  const below = Array.from({ length: above }, (_, index) => basename(resolve(into.folder, ...Array<string>(above - index - 1).fill('..'))));
  return { project: join(top, ...below), remove: () => rm(top, { recursive: true, force: true }) };
}

const nowhere = () => ({ file: PROJECT_FILE, line: 1, col: 1 });

async function readAgain({ into, texts }: Work, project: string): Promise<Again> {
  const [{ load }, { resolve: resolved }, { sectionsOf }, { secretHash }] = await Promise.all([import('./engine/load.ts'), import('./engine/resolve.ts'), import('./sections.ts'), import('./portal.ts')]);
  await rm(project, { recursive: true, force: true });
  await writeFiles(project, texts);
  const loaded = await load(project, { portal: into.portal, environment: into.environment, hash: secretHash, cacheFolder: null, sections: sectionsOf(into.kinds) });
  const { source = { root: new Map(), placeOf: nowhere, keyPlaceOf: nowhere } } = loaded;
  const { graph, problems } = resolved(source, into.kinds, into.language);
  return { source, graph, policies: loaded.policies ?? [], problems: [...loaded.problems, ...problems].filter(isError) };
}

function refuse({ given }: Work, wish: Wish, refusal: Refusal): void {
  const { address, property, adds, says } = wish;
  const own = { address, ...(property === undefined ? {} : { property }) };
  if (wish.quiet) given.set(wishName(wish), []);
  else if (adds !== undefined) given.set(wishName(wish), adds.map((each) => ({ address: each, reason: words.refusedNew })));
  else if (wish.action === 'order') given.set(wishName(wish), [{ ...own, reason: words.refusedOrder[refusal] }]);
  else given.set(wishName(wish), [{ ...own, reason: words.refused[refusal](shown(says)) }]);
}

const fileIn = (edit: Edit): string => ('to' in edit ? edit.to : edit.does === 'remove' ? edit.key : edit.at).file;

/** Edits of the files as they stand; what is refused is not tried again. */
async function edit(work: Work, wishes: readonly Wish[]): Promise<void> {
  const { edited } = await import('./report/yaml-edit.ts');
  for (const file of new Set(wishes.map((wish) => fileIn(wish.edit)))) {
    const own = wishes.filter((wish) => fileIn(wish.edit) === file);
    const before = work.texts.get(file)!;
    const { text, refused } = edited(before, own.map((wish) => wish.edit));
    work.texts.set(file, text);
    for (const wish of own) {
      const found = refused.find((each) => each.edit === wish.edit);
      const { address, property, action, adds = [] } = wish;
      if (found === undefined) work.applied.push(wish);
      if (found !== undefined) refuse(work, wish, found.refusal);
      else if (adds.length > 0) work.done.push(...adds.map((each) => ({ file, address: each, action })));
      else if (!wish.quiet) work.done.push({ file, address, action, ...(property === undefined ? {} : { property }) });
      if (found === undefined) for (const each of adds) work.added.add(each);
    }
  }
}

/** A root in the file that pull would write it to, if the project reads that one; else in the project file. */
async function addRoot(work: Work, root: NewRoot): Promise<void> {
  const [{ fileOf }, { rooted }] = await Promise.all([import('./report/config-files.ts'), import('./report/yaml-edit.ts')]);
  const { into, texts, outside } = work;
  const own = fileOf(root);
  const isNew = !into.texts.has(own);
  if (isNew && work.done.some(({ file, address }) => file === own && address === root.address)) outside.add(own);
  if (isNew && !outside.has(own) && !texts.has(own) && (await readFile(join(into.folder, own)).then(() => true, () => false))) outside.add(own);
  const file = outside.has(own) ? PROJECT_FILE : own;
  if (outside.has(own)) texts.delete(own);
  work.done.splice(0, work.done.length, ...work.done.filter((each) => !(each.file === own && outside.has(own))));
  const next = rooted(texts.get(file) ?? '', root.section, root.key, root.body);
  if ('refusal' in next) work.given.set(`root ${root.address}`, root.adds.map((address) => ({ address, reason: words.refusedNew })));
  else {
    texts.set(file, next.text);
    work.done.push(...root.adds.map((address): Done => ({ file, address, action: 'add' })));
    for (const each of root.adds) work.added.add(each);
  }
}

const isBelow = (address: string, top: string): boolean => address === top || address.startsWith(`${top}/`);

/** Of one kind, and saying the same of something. */
const isRival = (a: Declared | undefined, b: Declared | undefined): boolean =>
  a !== undefined && b !== undefined && a.kind === b.kind && [...a.spec].some(([path, value]) => b.spec.has(path) && sameValue(value, b.spec.get(path)!));

/** What was done and makes the files wrong, as what is not to be done: what is new there, the switches that were set there, what is new below. */
function culprits({ into, added, applied }: Work, { graph, source, problems }: Again): Given {
  const { bodies } = into.pulled;
  const found: Given = new Map();
  const leave = (address: string, message: string): void => void found.set(`new ${address}`, [{ address, reason: words.refusedWrong(message) }]);
  for (const { place, message, address: said } of problems) {
    const isHere = (at: Place): boolean => at.file === place?.file && at.line === place.line && at.col === place.col;
    const isThere = (address: string): boolean => {
      const declared = graph.declared.get(address);
      const words = [...(declared?.spec.keys() ?? [])].map((path) => path.split('.'));
      return declared !== undefined && (isHere(source.keyPlaceOf(declared.path)) || words.some((each) => isHere(source.placeOf([...declared.path, ...each]))));
    };
    let top = [...added].find((address) => address === said || isThere(address));
    for (let home = bodies.get(top ?? '')?.home; home !== undefined && added.has(home); home = bodies.get(home)?.home) top = home;
    const own = said ?? [...graph.declared.keys()].find(isThere);
    const set = applied.filter((wish) => wish.address === own && wish.property !== undefined && wish.adds === undefined && !wish.quiet);
    const switches = set.filter(({ says }) => typeof says === 'boolean');
    if (top !== undefined) leave(top, message);
    else if (set.length > 0) {
      for (const wish of switches.length > 0 ? switches : set) found.set(wishName(wish), [{ address: wish.address, property: wish.property!, reason: words.refusedBeside(message, shown(wish.says)) }]);
    } else {
      const rivals = [...added].filter((address) => own !== undefined && (isBelow(address, own) || isRival(graph.declared.get(address), graph.declared.get(own))));
      for (const address of rivals) leave(address, message);
    }
  }
  return found;
}

async function round(work: Work, again: Again): Promise<readonly Listed[] | undefined> {
  const { wished } = await import('./engine/pull-into.ts');
  const { wishes, roots, listed } = wished({ ...work.into, ...again });
  const isOpen = (name: string): boolean => !work.given.has(name);
  const open = wishes.filter((wish) => isOpen(wishName(wish)));
  const fresh = roots.filter(({ address }) => isOpen(`root ${address}`));
  const still = [...wishes.map(wishName), ...roots.map(({ address }) => `root ${address}`)];
  if (open.length + fresh.length === 0) return [...listed, ...[...work.given].flatMap(([name, told]) => (still.includes(name) || name.startsWith('new ') ? told : []))];
  for (const wish of open) {
    const name = wishName(wish);
    work.tried.set(name, (work.tried.get(name) ?? 0) + 1);
    if (work.tried.get(name)! > MOST_TRIES) refuse(work, wish, 'shape');
  }
  await edit(work, open.filter((wish) => isOpen(wishName(wish))));
  for (const root of fresh) await addRoot(work, root);
  return undefined;
}

const settledWith = ({ into, texts, done }: Work, { graph }: Again, listed: readonly Listed[]): Settled => {
  const unique = new Map(done.map((each) => [`${each.file} ${each.address} ${each.property ?? ''}`, each]));
  return { changed: new Map([...texts].filter(([path, text]) => into.texts.get(path) !== text)), done: [...unique.values()], listed, graph };
};

/** The texts that say what the portal says; or what would be wrong with them. */
export async function settle(into: Into): Promise<Settled | { readonly problems: readonly Problem[] }> {
  const copy = await copyIn(into);
  const barred: Given = new Map();
  const begin = (): Work => {
    const isLeft = (address: string): boolean => [...barred.keys()].some((name) => name.startsWith('new ') && isBelow(address, name.slice('new '.length)));
    const bodies = new Map([...into.pulled.bodies].filter(([address]) => !isLeft(address)));
    return { into: { ...into, pulled: { ...into.pulled, bodies } }, texts: new Map(into.texts), given: new Map(barred), done: [], applied: [], tried: new Map(), outside: new Set(), added: new Set() };
  };
  let work = begin();
  try {
    for (let count = 0; count < MOST_ROUNDS; count += 1) {
      const again = await readAgain(work, copy.project);
      if (again.problems.length > 0) {
        const wrong = [...culprits(work, again)].filter(([name]) => !barred.has(name));
        if (wrong.length === 0) return { problems: again.problems };
        for (const [name, told] of wrong) barred.set(name, told);
        work = begin();
        continue;
      }
      const listed = await round(work, again);
      if (listed !== undefined) return settledWith(work, again, listed);
    }
    return { problems: [] };
  } finally {
    await copy.remove();
  }
}
