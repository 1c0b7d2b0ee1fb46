// Projects written into a folder of their own and loaded. `▸` in a file marks the place a problem is
// expected at; it is taken out before the file is written.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { load, type Loaded, type LoadOptions } from '../../src/engine/load.ts';
import { formatPlace, type Problem } from '../../src/model/problem.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { sectionsOf } from '../../src/sections.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** Where the kinds stand in the files. */
export const SECTIONS_OF_KINDS = sectionsOf(KINDS);

/** Texts, and files that are none. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export const projectFile = (more = ''): string => `bxform: 1
project: field-service
portals: { sandbox: { sandbox: true, language: en } }
include: [config/*.yaml]
${more}`;

export async function write(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bxform-load-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), typeof text === 'string' ? text.replaceAll('▸', '') : text);
  }
  return folder;
}

export const loadFolder = (folder: string, options: Partial<LoadOptions> = {}): Promise<Loaded> =>
  load(folder, { environment: {}, hash: (text) => `hash of ${text.length}`, cacheFolder: null, sections: SECTIONS_OF_KINDS, ...options });

export const loadFiles = async (files: Files, options: Partial<LoadOptions> = {}): Promise<Loaded> => loadFolder(await write(files), options);

/** A project whose one included file is this. */
export const loadConfig = (config: string, options: Partial<LoadOptions> = {}, more = ''): Promise<Loaded> =>
  loadFiles({ 'bxform.yaml': projectFile(more), 'config/equipment.yaml': config }, options);

/** Places of the marks in a file, `file:line:col`. */
export function marks(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const parts = line.split('▸');
    return parts.slice(0, -1).map((_, nth) => `${file}:${index + 1}:${parts.slice(0, nth + 1).join('').length + 1}`);
  });
}

/** `file:line:col code: message → hint`, in the order of places. */
export function lines(problems: readonly Problem[]): string[] {
  const rank = ({ place }: Problem): string => (place === undefined ? '' : `${place.file} ${String(place.line).padStart(5)} ${String(place.col).padStart(5)}`);
  return [...problems]
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map(({ place, code, message, hint }) => `${place === undefined ? '' : `${formatPlace(place)} `}${code}: ${message}${hint === undefined ? '' : ` → ${hint}`}`);
}

/** Plain objects out of maps, for comparing. */
export const bare = (value: unknown): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [key, bare(entry)]));
  return Array.isArray(value) ? value.map(bare) : value;
};
