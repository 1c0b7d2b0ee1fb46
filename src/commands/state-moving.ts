import { readFile } from 'node:fs/promises';
import { Args, Flags } from '@oclif/core';
import { problem } from '../model/problem.ts';
import { portalFlag } from '../project-command.ts';
import type { State } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import { StateCommand } from './state.ts';

const words = texts.choice;

abstract class StateChange extends StateCommand {
  /** Saves what became of a state and tells of it. */
  protected async changed(state: State, next: State, said: string, save: (state: State) => Promise<void>, json: boolean | undefined): Promise<void> {
    if (next !== state) await save(next);
    this.out(json ? (await import('../report/state-report.ts')).stateListJson(next) : `${said}\n`);
  }
}

export class StateMv extends StateChange {
  static override readonly summary = words.stateMv;
  static override readonly description = words.stateMvDescription;
  static override readonly examples = ['<%= config.bin %> state mv smartProcess.machines smartProcess.equipment --portal staging'];
  static override readonly args = { from: Args.string({ required: true, description: words.argFrom }), to: Args.string({ required: true, description: words.argTo }) };
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { args: { from, to }, flags } = await this.parse(StateMv);
    const { opened, portal } = await this.memory(flags);
    const lock = await opened.store.lock();
    this.closing.push(lock.release);
    const { state } = await this.memory(flags);
    const [{ moved, movedAddress }, { KINDS }, { writtenIds }] = await Promise.all([import('../state/moving.ts'), import('../kinds/index.ts'), import('../engine/written-ids.ts')]);
    const { next, addresses, problems } = moved(state, from, to);
    if (addresses.length === 0) await this.entry(state, from, flags.json);
    await this.report(problems, flags.json);
    const marked = addresses.flatMap((address) => {
      const entry = next.entries[address]!;
      const kind = KINDS.find(({ name }) => name === entry.kind);
      const ids = kind?.mark === undefined ? undefined : writtenIds(kind, entry.ids);
      return ids === undefined ? [] : [{ address, ids }];
    });
    await this.writeIds(portal, marked, (address) => movedAddress(address, from, to));
    await this.changed(state, next, words.moved(addresses.length, from, to), opened.store.save, flags.json);
  }
}

export class StateRebind extends StateChange {
  static override readonly summary = words.stateRebind;
  static override readonly description = words.stateRebindDescription;
  static override readonly examples = ['<%= config.bin %> state rebind --portal staging'];
  static override readonly flags = { ...portalFlag, force: Flags.boolean({ description: words.forceBind }) };

  override async run(): Promise<void> {
    const { flags } = await this.parse(StateRebind);
    const [{ pairUp }, { recognised }, { KINDS }] = await Promise.all([import('../engine/pairing.ts'), import('../engine/recognising.ts'), import('../kinds/index.ts')]);
    const { project, portal, graph, ids } = await this.configure(undefined, flags.portal, flags.json);
    const opened = await this.open(project, portal);
    const lock = await opened.store.lock();
    this.closing.push(lock.release);
    const state = await opened.store.load();
    if (state === undefined) await this.report([problem('not-in-state', words.noState, { hint: words.noStateHint })], flags.json);
    const { checkState, reboundTo } = await import('../state/state.ts');
    const other = checkState(state!, { project: project.name, portal: state!.portal });
    if (other) await this.report([other], flags.json);
    const host = opened.remote.host;
    if (state!.portal === host) return this.changed(state!, state!, words.alreadyBound(host), opened.store.save, flags.json);
    const paired = await pairUp({ kinds: KINDS, graph, state, ids, journal: await opened.store.journal.read(), remote: opened.remote, project: project.name });
    await this.report(paired.problems, flags.json);
    const { found, missing } = recognised(KINDS, state!, paired.live);
    const doubt = missing.length > 0 ? words.strangePortal(host, missing.slice(0, 10).join(', ')) : found === 0 ? words.nothingToCompare : undefined;
    if (doubt !== undefined && !flags.force) await this.report([problem('another-portal', doubt, { hint: words.strangePortalHint })], flags.json);
    await this.changed(state!, reboundTo(state!, host), words.rebound(state!.portal, host, found), opened.store.save, flags.json);
  }
}

export class StateImport extends StateChange {
  static override readonly summary = words.stateImport;
  static override readonly description = words.stateImportDescription;
  static override readonly examples = ['<%= config.bin %> state import ../backup/staging.json --portal staging'];
  static override readonly args = { file: Args.string({ required: true, description: words.argFile }) };
  static override readonly flags = { ...portalFlag, replace: Flags.boolean({ description: words.replace }) };

  override async run(): Promise<void> {
    const { args: { file }, flags } = await this.parse(StateImport);
    const { opened } = await this.memory(flags);
    const lock = await opened.store.lock();
    this.closing.push(lock.release);
    const { state } = await this.memory(flags);
    const [{ parseState }, { checkState, withEntries }, { conflicts }] = await Promise.all([import('../state/state-text.ts'), import('../state/state.ts'), import('../state/moving.ts')]);
    const text = await readFile(file, 'utf8').catch(async (error: NodeJS.ErrnoException) => {
      await this.report([problem('unreadable-file', texts.memory.unreadable(file, error.code ?? ''))], flags.json);
      return '';
    });
    const theirs = parseState(text, file);
    const foreign = checkState(theirs, { project: state.project, portal: state.portal });
    if (foreign) await this.report([foreign], flags.json);
    const differing = conflicts(state, theirs);
    if (!flags.replace) await this.report(differing.map((address) => problem('entry-conflict', words.conflict(address), { address, hint: words.conflictHint })), flags.json);
    const next = state.instance === '' ? theirs : withEntries(state, theirs.entries);
    const before = new Set(Object.keys(state.entries));
    const count = Object.keys(theirs.entries).filter((address) => !before.has(address) || differing.includes(address)).length;
    await this.changed(state, next, words.taken(count, file), opened.store.save, flags.json);
  }
}
