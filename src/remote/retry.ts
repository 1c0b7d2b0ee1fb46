// One call on its way to an outcome, and the rule for sending it again. Proof of not run allows every
// call another attempt. Silence allows it to reads and to idempotent calls; a create becomes unknown
// at once. What was once met with silence can never again be called not run or refused: the first
// attempt may have done it, so a write then ends as done or as unknown.

import type { Call, Context, Outcome } from '../model/call.ts';
import { whyAlone } from './batch-fit.ts';
import { whyUnsendable } from './intake.ts';
import { attempts } from './limits.ts';
import type { Verdict } from './verdict.ts';
import { texts } from '../texts/index.ts';

export class Pending {
  readonly index: number;
  readonly call: Call;
  /** as whom it is sent */
  readonly context: Context;
  /** must not travel in a batch */
  readonly alone: boolean;
  outcome: Outcome | undefined;
  /** attempts met with silence */
  silences = 0;
  #lastSilence: Extract<Outcome, { kind: 'unknown' }> | undefined;
  readonly #notRun = { rate: 0, connection: 0, operating: 0, credential: 0 };

  constructor(index: number, call: Call, context: Context) {
    const why = whyUnsendable(call);
    this.index = index;
    this.call = call;
    this.context = context;
    this.alone = why === undefined && whyAlone(call) !== undefined;
    if (why !== undefined) this.giveUp(why);
  }

  /** Takes in what an attempt said; no outcome afterwards: send again. `now` is when it was learned. */
  take(verdict: Verdict, now: number): void {
    switch (verdict.kind) {
      case 'done':
        this.outcome = verdict;
        return;
      case 'refused':
        this.outcome = this.#doubtful(`${verdict.code}: ${verdict.message}`) ?? verdict;
        return;
      case 'notRun':
        this.#notRun[verdict.why] += 1;
        if (verdict.lasting === true || this.#notRun[verdict.why] >= attempts[verdict.why]) this.giveUp(verdict.reason);
        return;
      case 'silence':
        this.silences += 1;
        this.#lastSilence = { kind: 'unknown', reason: verdict.reason, sentAt: now };
        if (this.call.retry === 'create' || this.silences >= attempts.silence) this.outcome = this.#lastSilence;
    }
  }

  /** how often the last reason of not having run has been met */
  attemptsFor(why: 'rate' | 'connection' | 'operating' | 'credential'): number {
    return this.#notRun[why];
  }

  /** Nothing more is sent for this call. */
  giveUp(reason: string, cancelled = false): void {
    this.outcome = this.#doubtful(reason) ?? { kind: 'notRun', reason, ...(cancelled && { cancelled: true }) };
  }

  /** A write that may have run earlier. */
  #doubtful(afterwards: string): Outcome | undefined {
    if (this.#lastSilence === undefined || this.call.retry === 'read') return undefined;
    return { ...this.#lastSilence, reason: texts.wire.afterwards(this.#lastSilence.reason, afterwards) };
  }
}
