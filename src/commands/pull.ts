import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import { knownPortal, PROJECT_FILE, writeFiles, type KnownPortal } from '../elsewhere.ts';
import { settle } from '../into.ts';
import type { Settled } from '../into-work.ts';
import { covers, leadsTo } from '../model/address-pattern.ts';
import { problem } from '../model/problem.ts';
import { asName, reportOf, type Opened, type PullFlags, type Target } from '../pull-target.ts';
import { replaceFiles } from '../replacing.ts';
import { ProjectCommand, portalFlag, type Configured } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.pull;

export class Pull extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> pull --portal staging --out acme', '<%= config.bin %> pull --portal staging --into acme', '<%= config.bin %> pull --portal staging --out acme --only smartProcess.equipment', '<%= config.bin %> pull --portal staging --out acme --language de'];
  static override readonly flags = {
    ...portalFlag,
    out: Flags.string({ helpValue: 'DIR', default: '.', description: words.out }),
    into: Flags.string({ helpValue: 'DIR', description: words.into, exclusive: ['out'] }),
    only: Flags.string({ multiple: true, helpValue: 'ADDRESS', description: words.only }),
    language: Flags.string({ multiple: true, helpValue: 'LANGUAGE', description: words.language }),
    pin: Flags.boolean({ description: words.pin }),
  };

  override async run(): Promise<void> {
    const { flags } = await this.parse(Pull);
    if (flags.into === undefined) await this.pullOut(flags);
    else await this.pullInto(flags, flags.into);
  }

  private async pullOut(flags: PullFlags): Promise<void> {
    const from = await this.known(flags.portal, flags.json);
    const folder = resolve(flags.out);
    const there = await readFile(join(folder, PROJECT_FILE), 'utf8').catch(() => undefined);
    const here = there === undefined ? undefined : await this.configure(folder, from.portal.name, flags.json);
    const name = here?.project.name ?? (from.text === '' ? asName(basename(folder)) : from.project.name);
    const target = { folder, name, project: from.project, portal: from.portal, here };
    const opened = await this.pulled(target, flags);
    const { soundPull } = await import('../sound-pull.ts');
    const sound = await soundPull(opened.pulled, { project: name, portal: from.portal.name, text: from.text }, (close) => this.closing.push(close));
    const all = sound.files;
    const isSaid = (address: string): boolean => sound.graph.declared.has(address);
    const files = new Map([...all].filter(([path]) => there === undefined || path !== PROJECT_FILE));
    await this.refuseToOverwrite(folder, files, flags.json);
    await writeFiles(folder, files);
    const idsFile = await this.remember(target, opened, isSaid);
    const { pulledJson, pulledText } = await import('../report/pulled.ts');
    const report = reportOf(target, sound.pulled, [...files.keys(), ...idsFile], () => true);
    this.out(flags.json ? pulledJson(report) : pulledText(report));
  }

  private async pullInto(flags: PullFlags, into: string): Promise<void> {
    const folder = resolve(into);
    const there = await readFile(join(folder, PROJECT_FILE), 'utf8').catch(() => undefined);
    if (there === undefined) await this.report([problem('no-project', words.intoNothing(into), { hint: words.intoNothingHint })], flags.json);
    const here = await this.configure(folder, flags.portal, flags.json);
    const { language } = here.portal;
    if (language === undefined) await this.report([problem('no-language', words.noLanguage, { hint: words.noLanguageHint })], flags.json);
    const target: Target = { folder, name: here.project.name, project: here.project, portal: { ...here.portal, language: language! }, here };
    const opened = await this.pulled(target, flags);
    const settled = await this.settled(here, target, opened, flags);
    await this.report(await replaceFiles(folder, here.texts, settled.changed), flags.json);
    const isSaid = (address: string): boolean => settled.graph.declared.has(address);
    const idsFile = await this.remember(target, opened, isSaid);
    const [{ pulledJson, pulledIntoText }, { paintWith }] = await Promise.all([import('../report/pulled.ts'), import('../report/colour.ts')]);
    const added = new Set(settled.done.flatMap(({ address, action }) => (action === 'add' ? [address] : [])));
    const report = { ...reportOf(target, opened.pulled, [...settled.changed.keys(), ...idsFile], (address) => added.has(address)), edits: settled.done, kept: settled.listed };
    const changes = [...settled.changed].map(([path, after]) => ({ path, before: here.texts.get(path) ?? '', after }));
    this.out(flags.json ? pulledJson(report) : pulledIntoText(report, changes, idsFile, paintWith(this.colorOut.color)));
  }

  /** Edits of the files that say what the portal says. */
  private async settled(here: Configured, target: Target, { pulled, state }: Opened, flags: PullFlags): Promise<Settled> {
    const [{ KINDS }, { withEntries }] = await Promise.all([import('../kinds/index.ts'), import('../state/state.ts')]);
    const ids = new Map([...here.ids, ...pulled.ids.map((each) => [each.address, each.ids] as const)]);
    const isAsked = (address: string): boolean => flags.only === undefined || flags.only.some((pattern) => covers(pattern, address));
    const found = await settle({
      kinds: KINDS, folder: target.folder, portal: target.portal.name, language: target.portal.language, project: target.name,
      texts: here.texts, environment: process.env, state: withEntries(state, pulled.entries), ids, pulled, isAsked,
    });
    if ('changed' in found) return found;
    await this.report([problem('not-right', words.intoWrong(target.portal.name)), ...found.problems], flags.json);
    throw new Stop(EXIT.error);
  }

  /** The portal, read whole, while nobody else writes to the state of it. */
  private async pulled({ folder, name, project, portal, here }: Target, flags: PullFlags): Promise<Opened> {
    const [{ pullPortal }, { KINDS }, { storeIn }, { checkState, newState }, { randomUUID }] = await Promise.all([
      import('../engine/pull-portal.ts'), import('../kinds/index.ts'), import('../portal.ts'), import('../state/state.ts'), import('node:crypto'),
    ]);
    const { remote } = await this.open(project, portal);
    const store = storeIn(folder, portal, remote.host);
    this.closing.push((await store.lock()).release);
    const state = await store.load();
    const wrong = state && checkState(state, { project: name, portal: remote.host });
    if (wrong) await this.report([wrong], flags.json);
    const { only } = flags;
    const pulled = await pullPortal({
      kinds: KINDS, remote, project: name, languages: [...new Set([portal.language, ...(flags.language ?? [])])], pins: flags.pin === true, state,
      ...(here === undefined ? {} : { graph: here.graph, ids: here.ids }),
      ...(only === undefined ? {} : { isWanted: (address) => only.some((pattern) => covers(pattern, address) || leadsTo(pattern, address)) }),
      ...(flags.into === undefined ? {} : { sparing: true }),
    });
    await this.report(pulled.problems, flags.json, EXIT.access);
    return { pulled, store, state: state ?? newState(name, remote.host, randomUUID()) };
  }

  /** The ids and the state of what the files say. */
  private async remember({ folder, portal }: Target, { pulled, state, store }: Opened, isSaid: (address: string) => boolean): Promise<readonly string[]> {
    const { withEntries } = await import('../state/state.ts');
    this.folder = folder;
    const ids = pulled.ids.filter(({ address }) => isSaid(address));
    const idsFile = ids.length === 0 ? [] : [await this.writeIds(portal.name, ids)];
    const next = withEntries(state, Object.fromEntries(Object.entries(pulled.entries).filter(([address]) => isSaid(address))));
    await store.save(pulled.clientId === undefined ? next : { ...next, clientId: pulled.clientId });
    return idsFile;
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
