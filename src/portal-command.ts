// Commands that look at a portal rather than at a project: the one in the folder knows how to reach it, and where there
// is none the environment does.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PortalSettings, Project } from './model/source.ts';
import { ProjectCommand } from './project-command.ts';

export const PROJECT_FILE = 'bxform.yaml';

interface From {
  readonly project: Project;
  readonly portal: PortalSettings;
  /** the project file that knows the portal */
  readonly text: string;
}

export abstract class PortalCommand extends ProjectCommand {
  /** The portal as the project here knows it, or as the environment does. */
  protected async from(name: string | undefined, json: boolean | undefined): Promise<From> {
    const [{ load }, { secretHash }] = await Promise.all([import('./engine/load.ts'), import('./portal.ts')]);
    const own = await readFile(PROJECT_FILE, 'utf8').catch(() => undefined);
    const folder = own === undefined ? await this.bare() : process.cwd();
    const loaded = await load(folder, { portal: name ?? (own === undefined ? 'env' : undefined), environment: process.env, hash: secretHash });
    this.folder = folder;
    if (!loaded.project || !loaded.portal || loaded.problems.some(({ level }) => level === 'error')) await this.report(loaded.problems, json);
    const project = own === undefined ? { ...loaded.project!, folder: process.cwd() } : loaded.project!;
    return { project, portal: loaded.portal!, text: own ?? '' };
  }

  /** A project that knows nothing but the environment. */
  private async bare(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'bxform-'));
    this.closing.push(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, PROJECT_FILE), 'bxform: 1\nproject: pulled\n');
    return folder;
  }
}
