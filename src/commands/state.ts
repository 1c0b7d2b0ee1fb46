import { Args } from '@oclif/core';
import { EXIT } from '../command.ts';
import { nearest } from '../model/nearest.ts';
import { problem } from '../model/problem.ts';
import { ProjectCommand, portalFlag } from '../project-command.ts';
import type { OpenPortal } from '../portal.ts';
import type { State, StateEntry } from '../state/port.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.state;

const addressArg = { address: Args.string({ required: true, description: words.address }) };

export abstract class StateCommand extends ProjectCommand {
  /** The memory of the portal; an empty one when nothing was ever applied. */
  protected async memory(flags: { portal?: string | undefined; json?: boolean | undefined }): Promise<{ opened: OpenPortal; state: State; portal: string }> {
    const [{ load }, { secretHash }, { newState }] = await Promise.all([import('../engine/load.ts'), import('../portal.ts'), import('../state/state.ts')]);
    const loaded = await load(undefined, { portal: flags.portal, environment: process.env, hash: secretHash });
    if (!loaded.project || !loaded.portal) await this.report(loaded.problems, flags.json);
    this.folder = loaded.project!.folder;
    const opened = await this.open(loaded.project!, loaded.portal!);
    const state = await this.remembered(opened, loaded.project!, flags.json);
    return { opened, state: state ?? newState(loaded.project!.name, opened.remote.host, ''), portal: loaded.portal!.name };
  }

  protected async entry(state: State, address: string, json: boolean | undefined): Promise<StateEntry> {
    const found = state.entries[address];
    if (found === undefined) {
      const close = nearest(address, Object.keys(state.entries));
      await this.report([problem('not-in-state', texts.state.unknown(address), close === undefined ? {} : { hint: texts.state.didYouMean(close) })], json, EXIT.error);
    }
    return found!;
  }
}

export class StateList extends StateCommand {
  static override readonly summary = words.list;
  static override readonly examples = ['<%= config.bin %> state list --portal staging'];
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { flags } = await this.parse(StateList);
    const { state } = await this.memory(flags);
    const reports = await import('../report/state-report.ts');
    this.out(flags.json ? reports.stateListJson(state) : reports.stateListText(state, this.colorOut));
  }
}

export class StateShow extends StateCommand {
  static override readonly summary = words.show;
  static override readonly examples = ['<%= config.bin %> state show smartProcess.equipment --portal staging'];
  static override readonly args = addressArg;
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(StateShow);
    const { state } = await this.memory(flags);
    const entry = await this.entry(state, args.address, flags.json);
    const reports = await import('../report/state-report.ts');
    this.out(flags.json ? reports.stateShowJson(state, args.address, entry) : reports.stateShowText(args.address, entry, this.colorOut));
  }
}

export class StateRm extends StateCommand {
  static override readonly summary = words.rm;
  static override readonly description = words.rmDescription;
  static override readonly examples = ['<%= config.bin %> state rm smartProcess.equipment/field.SERIAL --portal staging'];
  static override readonly args = addressArg;
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(StateRm);
    const { opened } = await this.memory(flags);
    const lock = await opened.store.lock();
    this.closing.push(lock.release);
    const { withoutEntry } = await import('../state/state.ts');
    const { state } = await this.memory(flags);
    await this.entry(state, args.address, flags.json);
    const rest = withoutEntry(state, args.address);
    await opened.store.save(rest);
    if (flags.json) this.out((await import('../report/state-report.ts')).stateListJson(rest));
    else this.out(`${texts.state.forgotten(args.address)}\n`);
  }
}
