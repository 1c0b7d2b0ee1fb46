import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Flags } from '@oclif/core';
import { EXIT } from '../command.ts';
import { covers } from '../model/address-pattern.ts';
import { problem } from '../model/problem.ts';
import type { PortalSettings, Project } from '../model/source.ts';
import { ProjectCommand, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.pull;
const FILE = 'bxform.yaml';

interface From {
  readonly project: Project;
  readonly portal: PortalSettings;
  /** the project file that knows the portal */
  readonly text: string;
}

export class Pull extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> pull --portal staging --out acme', '<%= config.bin %> pull --portal staging --out acme --only smartProcess.equipment', '<%= config.bin %> pull --portal staging --out acme --language de'];
  static override readonly flags = {
    ...portalFlag,
    out: Flags.string({ helpValue: 'DIR', default: '.', description: words.out }),
    only: Flags.string({ multiple: true, helpValue: 'ADDRESS', description: words.only }),
    language: Flags.string({ multiple: true, helpValue: 'LANGUAGE', description: words.language }),
    pin: Flags.boolean({ description: words.pin }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Pull);
    const { pullPortal } = await import('../engine/pull-portal.ts');
    const { KINDS } = await import('../kinds/index.ts');
    const from = await this.from(flags.portal, flags.json);
    const folder = resolve(flags.out);
    const there = await readFile(join(folder, FILE), 'utf8').catch(() => undefined);
    const here = there === undefined ? undefined : await this.configure(folder, from.portal.name, flags.json);
    const project = here?.project.name ?? (there === undefined && from.project.folder === process.cwd() ? from.project.name : asName(basename(folder)));
    const language = from.portal.language;
    if (language === undefined) await this.report([problem('no-language', words.noLanguage, { hint: words.noLanguageHint })], flags.json);
    const opened = await this.open(from.project, from.portal);
    const { storeIn } = await import('../portal.ts');
    const store = storeIn(folder, from.portal, opened.remote.host);
    const [{ checkState, newState, withEntries }, { randomUUID }] = await Promise.all([import('../state/state.ts'), import('node:crypto')]);
    const state = await store.load();
    const wrong = state && checkState(state, { project, portal: opened.remote.host });
    if (wrong) await this.report([wrong], flags.json);
    const isWanted = flags.only === undefined ? undefined : (address: string): boolean => flags.only!.some((pattern) => covers(pattern, address));
    const pulled = await pullPortal({
      kinds: KINDS, remote: opened.remote, project, languages: [...new Set([language!, ...(flags.language ?? [])])], pins: flags.pin, state,
      ...(here === undefined ? {} : { graph: here.graph, ids: here.ids }), ...(isWanted === undefined ? {} : { isWanted }),
    });
    await this.report(pulled.problems, flags.json, EXIT.access);

    const [{ configFiles }, { projectText }] = await Promise.all([import('../report/config-files.ts'), import('../report/project-text.ts')]);
    const files = new Map([...(there === undefined ? [[FILE, projectText(project, from.portal.name, from.text)] as const] : []), ...configFiles(pulled.roots)]);
    await this.refuseToOverwrite(folder, files, flags.json);
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    this.folder = folder;
    const idsFile = pulled.ids.length === 0 ? [] : [await this.writeIds(from.portal.name, pulled.ids)];
    const next = withEntries(state ?? newState(project, opened.remote.host, randomUUID()), pulled.entries);
    const lock = await store.lock();
    this.closing.push(lock.release);
    await store.save(pulled.clientId === undefined ? next : { ...next, clientId: pulled.clientId });

    const { pulledJson, pulledText } = await import('../report/pulled.ts');
    const counts: Record<string, number> = {};
    const named = [...pulled.named.values()].filter(({ address }) => pulled.written.has(address));
    for (const { kind } of named.filter((each) => each.kind.lookup === undefined)) counts[kind.name] = (counts[kind.name] ?? 0) + 1;
    const report = { portal: from.portal.name, folder: relative('.', folder) || '.', counts, files: [...files.keys(), ...idsFile], left: pulled.left, nameless: named.filter(({ nameless }) => nameless).map(({ address }) => address) };
    this.out(flags.json ? pulledJson(report) : pulledText(report));
  }

  /** The portal as the project here knows it, or as the environment does. */
  private async from(name: string | undefined, json: boolean | undefined): Promise<From> {
    const [{ load }, { secretHash }] = await Promise.all([import('../engine/load.ts'), import('../portal.ts')]);
    const own = await readFile(FILE, 'utf8').catch(() => undefined);
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
    await writeFile(join(folder, FILE), 'bxform: 1\nproject: pulled\n');
    return folder;
  }

  /** What somebody wrote is not written over. */
  private async refuseToOverwrite(folder: string, files: ReadonlyMap<string, string>, json: boolean | undefined): Promise<void> {
    const before = await Promise.all([...files].map(async ([path, text]) => [path, text, await readFile(join(folder, path), 'utf8').catch(() => text)] as const));
    const others = before.filter(([, text, found]) => found !== text);
    await this.report(others.map(([path]) => problem('file-exists', words.exists(path), { hint: words.existsHint })), json);
  }
}

const asName = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '').slice(0, 63) || 'pulled';
