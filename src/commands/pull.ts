import { readFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { Flags } from '@oclif/core';
import { EXIT } from '../command.ts';
import { filesOf, knownPortal, PROJECT_FILE, writeFiles, type KnownPortal } from '../elsewhere.ts';
import { covers, leadsTo } from '../model/address-pattern.ts';
import { problem } from '../model/problem.ts';
import { ProjectCommand, portalFlag } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.pull;

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
    const from = await this.known(flags.portal, flags.json);
    const folder = resolve(flags.out);
    const there = await readFile(join(folder, PROJECT_FILE), 'utf8').catch(() => undefined);
    const here = there === undefined ? undefined : await this.configure(folder, from.portal.name, flags.json);
    const project = here?.project.name ?? (from.text === '' ? asName(basename(folder)) : from.project.name);
    const opened = await this.open(from.project, from.portal);
    const { storeIn } = await import('../portal.ts');
    const store = storeIn(folder, from.portal, opened.remote.host);
    const [{ checkState, newState, withEntries }, { randomUUID }] = await Promise.all([import('../state/state.ts'), import('node:crypto')]);
    const state = await store.load();
    const wrong = state && checkState(state, { project, portal: opened.remote.host });
    if (wrong) await this.report([wrong], flags.json);
    const isWanted = flags.only === undefined ? undefined : (address: string): boolean => flags.only!.some((pattern) => covers(pattern, address) || leadsTo(pattern, address));
    const pulled = await pullPortal({
      kinds: KINDS, remote: opened.remote, project, languages: [...new Set([from.portal.language, ...(flags.language ?? [])])], pins: flags.pin, state,
      ...(here === undefined ? {} : { graph: here.graph, ids: here.ids }), ...(isWanted === undefined ? {} : { isWanted }),
    });
    await this.report(pulled.problems, flags.json, EXIT.access);

    const all = await filesOf(pulled, project, from.portal.name, from.text);
    const files = new Map([...all].filter(([path]) => there === undefined || path !== PROJECT_FILE));
    await this.refuseToOverwrite(folder, files, flags.json);
    await writeFiles(folder, files);
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
    const report = { portal: from.portal.name, folder: relative('.', folder) || '.', counts, files: [...files.keys(), ...idsFile], left: pulled.left, remarks: pulled.remarks, nameless: named.filter(({ nameless }) => nameless).map(({ address }) => address) };
    this.out(flags.json ? pulledJson(report) : pulledText(report));
  }

  private async known(name: string | undefined, json: boolean | undefined): Promise<KnownPortal> {
    const found = await knownPortal(name, (close) => this.closing.push(close));
    if ('problems' in found) await this.report(found.problems, json);
    return found as KnownPortal;
  }

  /** What somebody wrote is not written over. */
  private async refuseToOverwrite(folder: string, files: ReadonlyMap<string, string | Uint8Array>, json: boolean | undefined): Promise<void> {
    const before = await Promise.all([...files].map(async ([path, text]) => [path, Buffer.from(text), await readFile(join(folder, path)).catch(() => undefined)] as const));
    const others = before.filter(([, bytes, found]) => found !== undefined && !found.equals(bytes));
    await this.report(others.map(([path]) => problem('file-exists', words.exists(path), { hint: words.existsHint })), json);
  }
}

const asName = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-').replaceAll(/^[^a-z]+|-+$/g, '').slice(0, 63) || 'pulled';
