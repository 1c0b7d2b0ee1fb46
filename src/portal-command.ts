// Commands that look at a portal rather than at a project: the one in the folder knows how to reach it, and where there
// is none the environment does.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problem, type Problem } from './model/problem.ts';
import type { PortalSettings, Project } from './model/source.ts';
import { ProjectCommand } from './project-command.ts';
import { texts } from './texts/index.ts';

export const PROJECT_FILE = 'bxform.yaml';

/** A portal, and the project that knows it. */
interface KnownPortal {
  readonly project: Project;
  readonly portal: PortalSettings & { readonly language: string };
}

export abstract class PortalCommand extends ProjectCommand {
  /** The portal as the project here knows it, or as the environment does. */
  protected async known(name: string | undefined, json: boolean | undefined): Promise<KnownPortal> {
    const [{ load }, { secretHash }] = await Promise.all([import('./engine/load.ts'), import('./portal.ts')]);
    const own = await readFile(PROJECT_FILE, 'utf8').catch(() => undefined);
    const folder = own === undefined ? await this.bare() : process.cwd();
    const { project, portal, problems } = await load(folder, { portal: name ?? (own === undefined ? 'env' : undefined), environment: process.env, hash: secretHash });
    this.folder = folder;
    if (!project || !portal || problems.some(({ level }) => level === 'error')) await this.report(problems, json);
    const wordless: readonly Problem[] = portal!.language === undefined ? [problem('no-language', texts.pull.noLanguage, { hint: texts.pull.noLanguageHint })] : [];
    await this.report(wordless, json);
    return { project: { ...project!, folder: process.cwd() }, portal: { ...portal!, language: portal!.language! } };
  }

  /** A project that knows nothing but the environment. */
  private async bare(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'bxform-'));
    this.closing.push(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, PROJECT_FILE), 'bxform: 1\nproject: pulled\n');
    return folder;
  }
}
