// Finds and reads the files of a project. Whatever cannot be found or read is a problem at the line
// that asked for it: a configuration with a part missing must never pass for a smaller one.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { problem, type Place, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { placeOfNode, SourceFile, type Node } from './tree.ts';

const words = texts.files.reading;

export const PROJECT_FILE = 'bxform.yaml';

const reasonOf = (error: unknown): string => {
  const code = (error as { code?: string }).code ?? '';
  return words.reasons[code] ?? (error instanceof TypeError ? words.notText : code);
};

async function readSource(path: string, shownAs: string): Promise<SourceFile> {
  const bytes = await readFile(path);
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return new SourceFile(shownAs, text, createHash('sha256').update(bytes).digest('hex'));
}

/** The project file at a path: the file itself, or the one in the folder. */
export async function findProject(path: string): Promise<{ readonly folder: string; readonly file: SourceFile } | { readonly problem: Problem }> {
  const asked = resolve(path);
  const isFolder = await stat(asked).then((found) => found.isDirectory(), () => false);
  const at = isFolder ? join(asked, PROJECT_FILE) : asked;
  const folder = dirname(at);
  try {
    return { folder, file: await readSource(at, basename(at)) };
  } catch (error) {
    const hint = isFolder ? words.initHint : words.projectHint(PROJECT_FILE);
    return { problem: problem('unreadable-file', words.unreadableProject(at, reasonOf(error)), { hint }) };
  }
}

const posix = (path: string): string => path.split(sep).join('/');

async function matches(folder: string, pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob([pattern], { cwd: folder, onlyFiles: true, expandDirectories: false, ignore: ['**/node_modules/**', '.bxform/**'] });
  return found.map((path) => posix(relative(folder, resolve(folder, path))));
}

interface Wanted {
  readonly path: string;
  readonly place: Place;
}

async function wantedFiles(folder: string, own: string, patterns: readonly Node[], problems: Problem[]): Promise<Wanted[]> {
  const wanted = new Map<string, Place>();
  for (const pattern of patterns) {
    if (pattern.kind !== 'scalar' || typeof pattern.value !== 'string' || pattern.value === '') continue;
    const place = placeOfNode(pattern);
    const found = (await matches(folder, pattern.value)).filter((path) => path !== own);
    if (found.length === 0) {
      const hint = words.noMatchHint(own);
      problems.push(problem('nothing-included', words.noMatch(pattern.value), { place, hint }));
    }
    for (const path of found) if (!wanted.has(path)) wanted.set(path, place);
  }
  return [...wanted].map(([path, place]) => ({ path, place })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Reads what the `include` list of the project file names, each file once, in the order of their paths. */
export async function readIncluded(
  folder: string,
  own: string,
  patterns: readonly Node[],
): Promise<{ readonly files: readonly SourceFile[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const wanted = await wantedFiles(folder, own, patterns, problems);
  const files = await Promise.all(
    wanted.map(async ({ path, place }) => {
      try {
        return await readSource(join(folder, path), path);
      } catch (error) {
        problems.push(problem('unreadable-file', words.unreadable(path, reasonOf(error)), { place }));
        return undefined;
      }
    }),
  );
  return { files: files.filter((file) => file !== undefined), problems };
}
