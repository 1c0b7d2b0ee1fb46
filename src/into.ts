// Pulling into files that are there: edits are made in the texts of the files, the files are read again as any project's
// are, and what a plan would still show is edited too, until nothing is left. Nothing is on the disk before that but
// a copy of the files.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { PROJECT_FILE, writeFiles } from './elsewhere.ts';
import { culprits, isBelow } from './into-culprits.ts';
import { round } from './into-rounds.ts';
import type { Again, Given, Into, Settled, Work } from './into-work.ts';
import { isError, type Problem } from './model/problem.ts';
import type { Listed } from './model/wish.ts';

const MOST_ROUNDS = 20;

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
