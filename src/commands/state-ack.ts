import { randomUUID } from 'node:crypto';
import { Args } from '@oclif/core';
import type { DeclaredStep } from '../engine/manual.ts';
import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import { portalFlag, ProjectCommand } from '../project-command.ts';
import { texts } from '../texts/index.ts';

const words = texts.manual;

export class StateAck extends ProjectCommand {
  static override readonly summary = words.ack;
  static override readonly description = words.ackDescription;
  static override readonly examples = [
    '<%= config.bin %> state ack manual.robots --portal staging',
    '<%= config.bin %> state ack manual.robots manual.roles --portal staging --json',
  ];
  static override readonly strict = false;
  static override readonly args = { addresses: Args.string({ description: words.argAddresses }) };
  static override readonly flags = portalFlag;

  override async run(): Promise<void> {
    const { argv, flags } = await this.parse(StateAck);
    const { project, portal, graph } = await this.configure(undefined, flags.portal, flags.json);
    const steps = graph.manual ?? new Map<string, DeclaredStep>();
    await this.report(wrongAddresses(argv as string[], steps), flags.json);
    const opened = await this.open(project, portal);
    const lock = await opened.store.lock();
    this.closing.push(lock.release);
    const [{ acknowledgement }, { newState, withEntries }] = await Promise.all([import('../engine/manual.ts'), import('../state/state.ts')]);
    const state = (await this.remembered(opened, project, flags.json)) ?? newState(project.name, opened.remote.host, randomUUID());
    const named = [...new Set(argv as string[])].map((address) => steps.get(address)!);
    const fresh = named.filter(({ address, hash }) => state.entries[address]?.acknowledged !== hash);
    const next = withEntries(state, Object.fromEntries(fresh.map((step) => [step.address, acknowledgement(step)])));
    if (fresh.length > 0) await opened.store.save(next);
    if (flags.json) return this.out((await import('../report/state-report.ts')).stateListJson(next));
    const listed = (some: readonly DeclaredStep[]): string => some.map(({ address }) => address).join(', ');
    const known = named.filter((step) => !fresh.includes(step));
    if (fresh.length > 0) this.out(`${words.acknowledged(fresh.length, listed(fresh))}\n`);
    if (known.length > 0) this.out(`${words.already(listed(known))}\n`);
  }
}

function wrongAddresses(asked: readonly string[], steps: ReadonlyMap<string, DeclaredStep>): Problem[] {
  const known = [...steps.keys()];
  const hint = words.noneNamedHint(known.join(', '));
  if (asked.length === 0) return [problem('usage', words.noneNamed, { hint })];
  return asked.filter((address) => !steps.has(address)).map((address) => {
    const close = nearest(address, known);
    const message = address.startsWith('manual') ? words.noStep(address) : words.notManual(address);
    return problem('unknown-address', message, { hint: close === undefined ? hint : texts.engine.didYouMean(close) });
  });
}
