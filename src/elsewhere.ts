// What a command needs that reads a whole portal into files: the portal as the project here knows it (or the environment),
// and the files it would be, resolved as any other files are.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PortalPulled } from './engine/pull-portal.ts';
import type { Graph } from './engine/resolve.ts';
import { problem, type Problem } from './model/problem.ts';
import type { PortalSettings, Project, Source } from './model/source.ts';
import { texts } from './texts/index.ts';

export const PROJECT_FILE = 'bxform.yaml';

/** A portal, and the project that knows it. */
export interface KnownPortal {
  readonly project: Project;
  readonly portal: PortalSettings & { readonly language: string };
  /** text of the project file; empty: the environment alone knows it */
  readonly text: string;
}

type Closing = (close: () => Promise<void>) => void;

async function temporary(closing: Closing): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bxform-'));
  closing(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function knownPortal(name: string | undefined, closing: Closing): Promise<KnownPortal | { readonly problems: readonly Problem[] }> {
  const [{ load }, { secretHash }] = await Promise.all([import('./engine/load.ts'), import('./portal.ts')]);
  const own = await readFile(PROJECT_FILE, 'utf8').catch(() => undefined);
  const folder = own === undefined ? await temporary(closing) : process.cwd();
  if (own === undefined) await writeFile(join(folder, PROJECT_FILE), 'bxform: 1\nproject: pulled\n');
  const { project, portal, problems } = await load(folder, { portal: name ?? (own === undefined ? 'env' : undefined), environment: process.env, hash: secretHash });
  if (!project || !portal || problems.some(({ level }) => level === 'error')) return { problems };
  const { language } = portal;
  if (language === undefined) return { problems: [problem('no-language', texts.pull.noLanguage, { hint: texts.pull.noLanguageHint })] };
  return { project: { ...project, folder: process.cwd() }, portal: { ...portal, language }, text: own ?? '' };
}

/** What bodies are too small for; the paths are relative to the files that name them. */
const filesBeside = ({ files }: PortalPulled): (readonly [string, Uint8Array])[] => [...files.values()].map(({ file }) => [`config/${file.$file}`, Buffer.from(file.base64, 'base64')]);

/** The files of a pulled portal, and the project file they stand with. */
export async function filesOf(pulled: PortalPulled, project: string, portal: string, text: string): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const [{ configFiles }, { projectText }] = await Promise.all([import('./report/config-files.ts'), import('./report/project-text.ts')]);
  return new Map<string, string | Uint8Array>([[PROJECT_FILE, projectText(project, portal, text)], ...configFiles(pulled.roots), ...filesBeside(pulled)]);
}

export async function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** Files as any project's are read, for a portal they declare. */
export async function resolvedFiles(files: ReadonlyMap<string, string | Uint8Array>, portal: string, closing: Closing): Promise<{ readonly source: Source; readonly graph: Graph; readonly problems: readonly Problem[] }> {
  const [{ load }, { resolve }, { KINDS }, { sectionsOf }, { secretHash }] = await Promise.all([
    import('./engine/load.ts'), import('./engine/resolve.ts'), import('./kinds/index.ts'), import('./sections.ts'), import('./portal.ts'),
  ]);
  const folder = await temporary(closing);
  await writeFiles(folder, files);
  const loaded = await load(folder, { portal, environment: process.env, hash: secretHash, cacheFolder: null, sections: sectionsOf(KINDS) });
  const resolved = resolve(loaded.source!, KINDS, loaded.portal?.language);
  return { source: loaded.source!, graph: resolved.graph, problems: [...loaded.problems, ...resolved.problems] };
}
