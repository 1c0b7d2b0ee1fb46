// The way of many calls to their outcomes. Rounds: pack what may be sent now, send it (reads: all of
// it, in parallel; otherwise one request, in order), keep what is to be sent again. Waiting is of two
// kinds: for the portal as a whole after a refusal or silence, and for one method whose operating time
// is used up, while the others go on. An aborted signal ends the sending, never a request in flight.

import type { Call, Outcome } from '../model/call.ts';
import { exchange, type Line } from './exchange.ts';
import { backoffSeconds, silentCreateWeight, silentRounds } from './limits.ts';
import { pack, type Request } from './pack.ts';
import { Pending } from './retry.ts';
import type { SendOptions } from './port.ts';
import type { Verdict } from './verdict.ts';
import { texts } from '../texts/index.ts';

export async function send(line: Line, calls: readonly Call[], options: SendOptions): Promise<readonly Outcome[]> {
  const all = calls.map((call, index) => pendingOf(line, call, index));
  const parallel = calls.every(({ retry, lane }) => retry === 'read' && lane === undefined);
  const sending = new Sending(line, options, parallel, all);
  await (parallel ? sending.run() : line.shared.writing(() => sending.run()));
  return all.map(({ outcome }) => outcome ?? { kind: 'notRun', reason: texts.wire.notSent });
}

/** A call that only somebody else could make ends before it is sent, the way the portal would answer it. */
function pendingOf(line: Line, call: Call, index: number): Pending {
  const context = call.context ?? (line.auths.webhook === undefined ? 'app' : 'webhook');
  const pending = new Pending(index, call, context);
  const lacks = { kind: 'refused', code: 'WRONG_AUTH_TYPE', message: texts.access.wire.lacks[context], status: 403 } as const;
  if (line.auths[context] === undefined) pending.outcome ??= lacks;
  return pending;
}

class Sending {
  readonly #line: Line;
  readonly #options: SendOptions;
  readonly #parallel: boolean;
  readonly #all: readonly Pending[];
  /** nothing is sent before this moment */
  #holdUntil = 0;
  #holdReason = '';
  /** somebody in this round was told to wait: who has not been sent yet waits too */
  #held = false;
  #silentRounds = 0;

  constructor(line: Line, options: SendOptions, parallel: boolean, all: readonly Pending[]) {
    this.#line = line;
    this.#options = options;
    this.#parallel = parallel;
    this.#all = all;
  }

  async run(): Promise<void> {
    for (let open = this.#open(); open.length > 0; open = this.#open()) {
      if (this.#aborted) return this.#giveUp(texts.wire.cancelled, true);
      const now = this.#line.clock.now();
      if (this.#holdUntil > now) {
        await this.#wait(this.#holdReason, this.#holdUntil - now);
        continue;
      }
      const freeAt = ({ call, context }: Pending): number => this.#line.shared.operating[context].freeAt(call.method);
      const ready = open.filter((pending) => freeAt(pending) <= now);
      if (ready.length > 0) {
        await this.#round(ready);
        continue;
      }
      const next = open.reduce((a, b) => (freeAt(a) <= freeAt(b) ? a : b));
      await this.#wait(texts.wire.operatingTime(next.call.method), freeAt(next) - now);
    }
  }

  async #round(ready: readonly Pending[]): Promise<void> {
    const requests = pack(ready, this.#line.limits, !this.#parallel);
    const round = this.#parallel ? [...requests] : firstOf(requests);
    const { reading } = this.#line.shared;
    this.#held = false;
    const silent = await Promise.all(
      round.map((request) => (this.#parallel ? reading(() => this.#request(request)) : this.#request(request))),
    );
    const heard = silent.filter((weight) => weight !== undefined);
    if (heard.length === 0) return;
    this.#silentRounds = heard.includes(0) ? 0 : this.#silentRounds + Math.max(...heard);
    if (this.#silentRounds >= silentRounds) this.#giveUp(texts.wire.stoppedAnswering(this.#line.host));
  }

  /** What the silence it met weighs, 0 when there was an answer; `undefined`: it was not sent. */
  async #request(request: Request): Promise<number | undefined> {
    const { limits, shared } = this.#line;
    if (this.#aborted || this.#held) return undefined;
    await shared.bucket.take(limits, this.#options);
    if (this.#aborted || this.#held) return undefined;
    const indices = request.map(({ index }) => index);
    const writes = request.some(({ call }) => call.retry !== 'read');
    if (writes) await this.#options.beforeRequest?.(indices);
    const verdicts = this.#aborted ? undefined : await exchange(this.#line, request[0]!.context, request.map(({ call }) => call));
    if (verdicts !== undefined) this.#settle(request, verdicts);
    if (writes) await this.#options.afterRequest?.(indices);
    if (verdicts === undefined) return undefined;
    const creates = request.some(({ call }) => call.retry === 'create');
    return verdicts.every(({ kind }) => kind === 'silence') ? (creates ? silentCreateWeight : 1) : 0;
  }

  #settle(request: Request, verdicts: readonly Verdict[]): void {
    request.forEach((pending, position) => {
      const verdict = verdicts[position];
      if (verdict === undefined) return;
      pending.take(verdict, this.#line.clock.now());
      this.#react(pending, verdict);
    });
  }

  /** What one verdict means for everything that is still to be sent. */
  #react(pending: Pending, verdict: Verdict): void {
    if (verdict.kind === 'silence') this.#hold(backoffSeconds(pending.silences), verdict.reason);
    if (verdict.kind !== 'notRun' || verdict.why === 'operating') return;
    if (pending.outcome === undefined && verdict.why === 'credential') return;
    if (pending.outcome === undefined) this.#hold(backoffSeconds(pending.attemptsFor(verdict.why)), verdict.reason);
    else this.#giveUp(verdict.reason);
  }

  #hold(portalSeconds: number, reason: string): void {
    this.#holdUntil = Math.max(this.#holdUntil, this.#line.clock.now() + this.#line.limits.wall(portalSeconds));
    this.#holdReason = reason;
    this.#held = true;
  }

  #open(): readonly Pending[] {
    return this.#all.filter(({ outcome }) => outcome === undefined);
  }

  #giveUp(reason: string, cancelled = false): void {
    for (const pending of this.#open()) pending.giveUp(reason, cancelled);
  }

  async #wait(why: string, milliseconds: number): Promise<void> {
    this.#options.onWait?.(why, milliseconds);
    await this.#line.clock.sleep(milliseconds, this.#options.signal);
  }

  get #aborted(): boolean {
    return this.#options.signal?.aborted === true;
  }
}

function firstOf(requests: Iterable<Request>): readonly Request[] {
  for (const request of requests) return [request];
  return [];
}
