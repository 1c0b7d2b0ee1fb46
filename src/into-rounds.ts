// One round of edits: what the files do not say as the portal does is edited where it stands, and what is new goes where
// its siblings are.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_FILE } from './elsewhere.ts';
import type { NewRoot } from './engine/pull-additions.ts';
import type { Again, Done, Work } from './into-work.ts';
import type { Edit, Refusal } from './model/edit.ts';
import { shown, wishName, type Listed, type Wish } from './model/wish.ts';
import { texts as catalogue } from './texts/index.ts';

const words = catalogue.pull;
const MOST_TRIES = 3;

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

/** What is told when nothing is left to do; undefined: the files are to be read again. */
export async function round(work: Work, again: Again): Promise<readonly Listed[] | undefined> {
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
