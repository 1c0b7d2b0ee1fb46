import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Args, Flags } from '@oclif/core';
import { EXIT, Stop } from '../command.ts';
import { problem } from '../model/problem.ts';
import { isDenied, type ApplyReport, type Plan, type Step } from '../model/plan.ts';
import type { Project } from '../model/source.ts';
import { ProjectCommand, partFlags, partOf, portalFlag } from '../project-command.ts';
import type { Applied } from '../engine/apply.ts';
import type { Live } from '../engine/read.ts';
import type { OpenPortal } from '../portal.ts';
import type { State } from '../state/port.ts';
import { texts } from '../texts/index.ts';

const words = texts.commands.apply;

interface Ready {
  readonly project: Project;
  readonly opened: OpenPortal;
  readonly state: State | undefined;
  readonly plan: Plan;
  readonly live: Live;
}

export class Apply extends ProjectCommand {
  static override readonly summary = words.summary;
  static override readonly description = words.description;
  static override readonly examples = ['<%= config.bin %> apply --portal staging', '<%= config.bin %> apply --portal staging --yes', '<%= config.bin %> apply staging.plan --yes'];
  static override readonly args = { path: Args.string({ description: words.path }) };
  static override readonly flags = {
    ...portalFlag,
    ...partFlags,
    yes: Flags.boolean({ char: 'y', description: words.yes }),
    reapply: Flags.boolean({ description: texts.choice.reapply }),
    strict: Flags.boolean({ description: texts.commands.shared.strict }),
  };

  readonly #abort = new AbortController();
  readonly #terminal = { isTerminal: process.stderr.isTTY === true, columns: process.stderr.columns || 80 };

  override async run(): Promise<void> {
    const { args, flags } = await this.parse(Apply);
    const text = args.path === undefined ? undefined : await savedPlan(args.path);
    if (text !== undefined && (flags.only || flags.exclude)) await this.report([problem('usage', texts.choice.savedWhole, { hint: texts.choice.savedWholeHint })], flags.json);
    if (text !== undefined && flags.reapply) await this.report([problem('usage', texts.choice.savedReapply, { hint: texts.choice.savedWholeHint })], flags.json);
    const ready = text === undefined ? await this.planned(args.path, flags) : await this.saved(args.path!, text, flags);
    if (!flags.json) this.out((await import('../report/plan-text.ts')).planText(ready.plan, this.colorOut));
    if (ready.plan.waves.length > 0) await this.confirm(ready.plan, flags);
    const report = await this.applyPlan(ready, flags.json);
    if (flags.json) this.out((await import('../report/apply-json.ts')).applyJson(report));
    else if (ready.plan.waves.length > 0) this.out((await import('../report/apply-text.ts')).applySummary(report, this.colorOut));
    if (isDenied(ready.plan)) throw new Stop(EXIT.access);
    await this.exitCode(report, flags.strict);
  }

  private async planned(path: string | undefined, flags: { portal?: string | undefined; json?: boolean; only?: string[] | undefined; exclude?: string[] | undefined; reapply?: boolean }): Promise<Ready> {
    const configured = await this.configure(path, flags.portal, flags.json);
    const opened = await this.open(configured.project, configured.portal);
    await this.locked(opened);
    const begun = Date.now();
    const asked = partOf(flags);
    const made = await this.plan(configured, opened, flags.json, asked, flags.reapply);
    const { plan, live, state } = (await this.waited(opened, begun, made.plan)) ? await this.plan(configured, opened, flags.json, asked, flags.reapply) : made;
    return { project: configured.project, opened, state, plan, live };
  }

  private async saved(file: string, text: string, flags: { portal?: string | undefined; json?: boolean }): Promise<Ready> {
    const [{ readPlanFile }, { guard }, { unseal }, { KINDS }, { load }, { secretHash }] = await Promise.all([
      import('../report/plan-file.ts'), import('../engine/guard.ts'), import('../engine/unseal.ts'), import('../kinds/index.ts'), import('../engine/load.ts'), import('../portal.ts'),
    ]);
    const found = readPlanFile(text, { bxform: this.config.version, file });
    if ('problem' in found) await this.report([found.problem], flags.json, EXIT.stale);
    const plan = (found as { plan: Plan }).plan;
    const loaded = await load(undefined, { portal: flags.portal ?? plan.portal.name, environment: process.env, hash: secretHash });
    if (!loaded.project || !loaded.portal) await this.report(loaded.problems, flags.json);
    this.folder = loaded.project!.folder;
    const opened = await this.open(loaded.project!, loaded.portal!);
    await this.locked(opened);
    await this.waited(opened, Date.now());
    const state = await this.remembered(opened, loaded.project!, flags.json);
    const checked = await guard({ plan, project: loaded.project!.name, kinds: KINDS, remote: opened.remote, state });
    await this.report(checked.problems, flags.json, EXIT.stale);
    const unsealed = unseal(plan, { environment: process.env, hash: opened.remote.hash });
    await this.report(unsealed.problems, flags.json, unsealed.problems.some((each) => each.code === 'stale-plan') ? EXIT.stale : EXIT.error);
    return { project: loaded.project!, opened, state, plan: unsealed.plan, live: checked.live! };
  }

  private async locked(opened: OpenPortal): Promise<void> {
    const lock = await opened.store.lock();
    this.closing.push(lock.release);
  }

  /**
   * After an interrupted apply: the portal may still be working on what it was sent last and does not show
   * yet. `begun`: when it was read. True when it has to be read again: while it worked on, one read did not show one moment.
   */
  private async waited(opened: OpenPortal, begun: number, plan?: Plan): Promise<boolean> {
    const [{ workingUntil }, { waitingLine }] = await Promise.all([import('../engine/interrupted.ts'), import('../report/progress.ts')]);
    const journal = await opened.store.journal.read();
    if (workingUntil(journal, opened.remote.settleMilliseconds) <= begun) return false;
    const wait = workingUntil(journal, opened.remote.settleMilliseconds, plan) - Date.now();
    if (wait <= 0) return true;
    this.note(waitingLine(words.interrupted, wait, this.#terminal));
    await new Promise((resolve) => setTimeout(resolve, wait));
    return true;
  }

  private async confirm(plan: Plan, flags: { yes?: boolean; json?: boolean }): Promise<void> {
    if (flags.yes) return;
    if (!this.attended()) {
      await this.report([problem('not-confirmed', words.notConfirmed, { hint: words.notConfirmedHint })], flags.json);
    }
    const { confirmText } = await import('../report/progress.ts');
    const questions = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await questions.question(confirmText(plan)).catch(() => '');
    questions.close();
    if (!texts.apply.yes.includes(answer.trim().toLowerCase())) throw new Stop(EXIT.cancelled);
  }

  private async applyPlan({ project, opened, state, plan, live }: Ready, json: boolean | undefined): Promise<ApplyReport> {
    const [{ apply }, { KINDS }, { newState }, { progressLine, progressEnd, waitingLine }, { randomUUID }] = await Promise.all([
      import('../engine/apply.ts'), import('../kinds/index.ts'), import('../state/state.ts'), import('../report/progress.ts'), import('node:crypto'),
    ]);
    const interrupt = (): void => {
      if (this.#abort.signal.aborted) process.exit(EXIT.cancelled);
      this.#abort.abort();
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    const onStep = (done: number, total: number, step: Step): void => {
      if (json !== true) this.note(progressLine(done, total, step, this.#terminal));
    };
    const applied = await apply({
      plan,
      kinds: KINDS,
      remote: opened.remote,
      store: opened.store,
      state: state ?? newState(project.name, opened.remote.host, randomUUID()),
      live,
      now: Date.now,
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      options: { signal: this.#abort.signal, onWait: (why, milliseconds) => this.note(waitingLine(why, milliseconds, this.#terminal)) },
      onStep,
    });
    this.note(progressEnd(this.#terminal));
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await this.noteAdopted(plan, applied);
    return { plan, outcomes: applied.outcomes, cancelled: applied.cancelled, usage: opened.remote.usage() };
  }

  /** Ids of what was taken over are written down, where its address alone does not tell. */
  private async noteAdopted(plan: Plan, { outcomes, state }: Applied): Promise<void> {
    const [{ adoptedIds }, { KINDS }, { readIds }] = await Promise.all([import('../engine/adopted-ids.ts'), import('../kinds/index.ts'), import('../engine/load.ts')]);
    const found = adoptedIds(KINDS, plan, outcomes, state);
    const written = found.length === 0 ? new Map() : (await readIds(this.folder, plan.portal.name, () => true)).ids;
    const fresh = found.filter(({ address }) => !written.has(address));
    if (fresh.length > 0) this.note(`${texts.choice.idsNoted(fresh.length, await this.writeIds(plan.portal.name, fresh))}\n`);
  }

  private async exitCode(report: ApplyReport, strict: boolean): Promise<void> {
    const { applyCounts } = await import('../report/apply-counts.ts');
    const counts = applyCounts(report);
    if (report.cancelled) throw new Stop(EXIT.cancelled);
    if (counts.failed + counts.skipped + counts.unknown + counts.notStarted > 0) throw new Stop(EXIT.partly);
    if (strict && counts.blocked > 0) throw new Stop(EXIT.partly);
  }
}

/** The text of a saved plan, or undefined when the path is a folder or a YAML file. */
async function savedPlan(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text !== undefined && text.trimStart().startsWith('{') ? text : undefined;
}
