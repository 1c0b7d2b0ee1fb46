import { existsSync } from 'node:fs';
import { Args, Flags } from '@oclif/core';
import type { Or, Run } from '../activity-run.ts';
import { nearest } from '../model/nearest.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { PortalSettings, Project } from '../model/source.ts';
import type { OpenPortal } from '../portal.ts';
import { portalFlag, type Configured } from '../project-command.ts';
import { texts } from '../texts/index.ts';
import { SandboxCommand } from './sandbox.ts';

const words = texts.running;

interface Asked {
  readonly portal?: string | undefined;
  readonly json?: boolean;
  readonly url?: string | undefined;
  readonly document: string;
}

export class SandboxRunActivity extends SandboxCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = [
    '<%= config.bin %> sandbox run-activity activity.user-info --document deal/1 --set user_id=1 --host bot.example.test=http://127.0.0.1:3000 --wait',
    '<%= config.bin %> sandbox run-activity user_info --document DEAL_1 --url http://127.0.0.1:8024 --json',
  ];
  static override readonly args = { code: Args.string({ required: true, description: words.argCode }) };
  static override readonly flags = {
    ...portalFlag,
    document: Flags.string({ required: true, description: words.document }),
    set: Flags.string({ multiple: true, description: words.set, helpValue: 'NAME=VALUE' }),
    user: Flags.integer({ min: 1, description: words.user }),
    wait: Flags.boolean({ description: words.wait }),
    timeout: Flags.integer({ min: 1, max: 600, default: 30, description: words.timeout }),
    host: Flags.string({ multiple: true, description: words.host, helpValue: 'HOST=ADDRESS' }),
    url: Flags.string({ description: words.url }),
    application: Flags.string({ description: words.application, helpValue: 'CLIENT_ID' }),
  };

  #configured: Promise<Configured> | undefined;
  #opened: Promise<OpenPortal> | undefined;

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(SandboxRunActivity);
    const starting = await import('../activity-run.ts');
    const sure = async <Value>(found: Or<Value>): Promise<Value> => {
      if ('problem' in found) await this.report([found.problem], flags.json);
      return (found as { readonly value: Value }).value;
    };
    const properties = await sure(starting.properties(flags.set ?? []));
    const hosts = await sure(starting.hosts(flags.host ?? []));
    const code = await sure(await this.code(args.code, flags));
    const document = await sure(await starting.documentName(flags.document, (address) => this.numberOf(address, flags)));
    const origin = await this.origin(flags);
    const missing = await starting.notThere(origin, code, flags.application);
    if (missing) await this.report([missing], flags.json);
    if (flags.host !== undefined) await sure(await starting.control(origin, 'hosts', hosts));
    const { user, wait, application: clientId } = flags;
    const chosen = { ...(user === undefined ? {} : { user }), ...(wait ? { wait } : {}), ...(clientId === undefined ? {} : { clientId }) };
    const asked = { code, document, properties, ...chosen };
    const started = await sure(await starting.control<Run>(origin, 'activity-runs', asked));
    const undelivered = starting.deliveryProblem(started);
    const run = wait && !undelivered ? await sure(await starting.settled(origin, started, flags.timeout)) : started;
    const isLate = wait && !undelivered && run.status === 'waiting';
    const late = isLate ? problem('no-answer', words.noAnswer(flags.timeout), { hint: words.noAnswerHint }) : undefined;
    await this.told(run, undelivered ?? late, { ...flags, wait });
  }

  private async told(run: Run, failure: Problem | undefined, { json, wait }: { json: boolean; wait: boolean }): Promise<void> {
    const { runJson, runText } = await import('../report/activity-run.ts');
    if (failure) await this.report([failure], json);
    this.out(json ? runJson(run) : runText(run, wait));
  }

  private configuration({ portal, json }: Asked): Promise<Configured> {
    this.#configured ??= this.configure(undefined, portal, json);
    return this.#configured;
  }

  /** The portal of the project and the one it is started on are the same, and its data has one owner. */
  private openOnce(project: Pick<Project, 'folder'>, portal: PortalSettings): Promise<OpenPortal> {
    this.#opened ??= this.open(project, portal);
    return this.#opened;
  }

  /** An address of the project, or the code the portal knows it by. */
  private async code(named: string, asked: Asked): Promise<Or<string>> {
    if (!/^(activity|robot)[.[]/.test(named) || !existsSync('bxform.yaml')) return { value: named };
    const { declared } = (await this.configuration(asked)).graph;
    const found = declared.get(named);
    if (found !== undefined) return { value: String(found.spec.get('code') ?? found.key) };
    const known = [...declared.values()].filter(({ kind }) => kind === 'activity' || kind === 'robot').map(({ address }) => address);
    const close = nearest(named, known);
    const hint = close === undefined ? words.notDeclaredHint(known.join(', ')) : texts.engine.didYouMean(close);
    return { problem: problem('unknown-address', words.notDeclared(named), { hint }) };
  }

  /** As it was applied, else as it is pinned. */
  private async numberOf(address: string, asked: Asked): Promise<Or<number>> {
    const { project, portal, graph } = await this.configuration(asked);
    const { store } = await this.openOnce(project, portal);
    const known = (await store.load())?.entries[address]?.ids['entityTypeId'] ?? graph.declared.get(address)?.spec.get('entityTypeId');
    if (typeof known === 'number' || typeof known === 'string') return { value: Number(known) };
    const hint = graph.declared.has(address) ? words.notAppliedHint : texts.engine.names.noAddressHint;
    return { problem: problem('not-in-state', words.notApplied(address), { hint }) };
  }

  private async origin(asked: Asked): Promise<string> {
    const { url } = asked;
    if (url === undefined) {
      const { project, portal } = await this.sandboxPortal(undefined, asked);
      return (await this.openOnce(project, portal)).sandbox!;
    }
    const { isLoopback } = await import('../activity-run.ts');
    if (!isLoopback(url)) await this.report([problem('usage', words.badUrl(url), { hint: words.badUrlHint })], asked.json);
    return new URL(url).origin;
  }
}
