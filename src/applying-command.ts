// Commands that end in an apply: they show a plan, ask, carry it out under the lock, and tell what became of it.

import { createInterface } from 'node:readline/promises';
import { EXIT, Stop } from './command.ts';
import type { Applied } from './engine/apply.ts';
import type { Live } from './engine/read.ts';
import { isDenied, type ApplyReport, type Plan, type Step } from './model/plan.ts';
import { problem } from './model/problem.ts';
import type { Project } from './model/source.ts';
import type { OpenPortal } from './portal.ts';
import { ProjectCommand } from './project-command.ts';
import type { State } from './state/port.ts';
import { texts } from './texts/index.ts';

const words = texts.commands.apply;

export interface Ready {
  readonly project: Project;
  readonly opened: OpenPortal;
  readonly state: State | undefined;
  readonly plan: Plan;
  readonly live: Live;
}

export abstract class ApplyingCommand extends ProjectCommand {
  readonly #abort = new AbortController();
  readonly #terminal = { isTerminal: process.stderr.isTTY === true, columns: process.stderr.columns || 80 };

  /** Shows the plan, asks, applies it and tells what became of it. */
  protected async carryOut(ready: Ready, flags: { json?: boolean | undefined; yes?: boolean | undefined; strict?: boolean | undefined }): Promise<void> {
    if (!flags.json) this.out((await import('./report/plan-text.ts')).planText(ready.plan, this.colorOut));
    if (ready.plan.waves.length > 0) await this.confirm(ready.plan, flags);
    const report = await this.applyPlan(ready, flags.json);
    if (flags.json) this.out(await this.asJson(ready, report));
    else if (ready.plan.waves.length > 0) this.out((await import('./report/apply-text.ts')).applySummary(report, this.colorOut));
    if (isDenied(ready.plan)) throw new Stop(EXIT.access);
    if (!flags.json) await this.concluded(ready);
    await this.exitCode(report, flags.strict);
  }

  protected async asJson(_ready: Ready, report: ApplyReport): Promise<string> {
    return (await import('./report/apply-json.ts')).applyJson(report);
  }

  /** After everything was told of the apply itself. */
  protected async concluded(_ready: Ready): Promise<void> {}

  protected async locked(opened: OpenPortal): Promise<void> {
    const lock = await opened.store.lock();
    this.closing.push(lock.release);
  }

  /**
   * After an interrupted apply: the portal may still be working on what it was sent last and does not show
   * yet. `begun`: when it was read. True when it has to be read again: while it worked on, one read did not show one moment.
   */
  protected async waited(opened: OpenPortal, begun: number, plan?: Plan): Promise<boolean> {
    const [{ workingUntil }, { waitingLine }] = await Promise.all([import('./engine/interrupted.ts'), import('./report/progress.ts')]);
    const journal = await opened.store.journal.read();
    if (workingUntil(journal, opened.remote.settleMilliseconds) <= begun) return false;
    const wait = workingUntil(journal, opened.remote.settleMilliseconds, plan) - Date.now();
    if (wait <= 0) return true;
    this.note(waitingLine(words.interrupted, wait, this.#terminal));
    await new Promise((resolve) => setTimeout(resolve, wait));
    return true;
  }

  private async confirm(plan: Plan, flags: { yes?: boolean | undefined; json?: boolean | undefined }): Promise<void> {
    if (flags.yes) return;
    if (!this.attended()) {
      await this.report([problem('not-confirmed', words.notConfirmed, { hint: words.notConfirmedHint })], flags.json);
    }
    const { confirmText } = await import('./report/progress.ts');
    const questions = createInterface({ input: process.stdin, output: process.stderr });
    const answer = await questions.question(confirmText(plan)).catch(() => '');
    questions.close();
    if (!texts.apply.yes.includes(answer.trim().toLowerCase())) throw new Stop(EXIT.cancelled);
  }

  private async applyPlan({ project, opened, state, plan, live }: Ready, json: boolean | undefined): Promise<ApplyReport> {
    const [{ apply }, { KINDS }, { newState }, { progressLine, progressEnd, waitingLine }, { randomUUID }] = await Promise.all([
      import('./engine/apply.ts'), import('./kinds/index.ts'), import('./state/state.ts'), import('./report/progress.ts'), import('node:crypto'),
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
    const { afterwards } = await import('./engine/manual.ts');
    const manual = plan.manual && { manual: afterwards(plan.manual, applied.state) };
    return { plan, outcomes: applied.outcomes, cancelled: applied.cancelled, ...manual, usage: opened.remote.usage() };
  }

  /** Ids of what was taken over are written down, where its address alone does not tell. */
  private async noteAdopted(plan: Plan, { outcomes, state }: Applied): Promise<void> {
    const [{ adoptedIds }, { KINDS }, { readIds }] = await Promise.all([import('./engine/adopted-ids.ts'), import('./kinds/index.ts'), import('./engine/load.ts')]);
    const found = adoptedIds(KINDS, plan, outcomes, state);
    const written = found.length === 0 ? new Map() : (await readIds(this.folder, plan.portal.name, () => true)).ids;
    const fresh = found.filter(({ address }) => !written.has(address));
    if (fresh.length > 0) this.note(`${texts.choice.idsNoted(fresh.length, await this.writeIds(plan.portal.name, fresh))}\n`);
  }

  private async exitCode(report: ApplyReport, strict: boolean | undefined): Promise<void> {
    const { applyCounts } = await import('./report/apply-counts.ts');
    const counts = applyCounts(report);
    if (report.cancelled) throw new Stop(EXIT.cancelled);
    if (report.outcomes.some((each) => each.outcome === 'failed' && each.code === 'METHOD_CONFIRM_WAITING')) throw new Stop(EXIT.access);
    if (counts.failed + counts.skipped + counts.unknown + counts.notStarted > 0) throw new Stop(EXIT.partly);
    if (strict && counts.blocked > 0) throw new Stop(EXIT.partly);
  }
}
