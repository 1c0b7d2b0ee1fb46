// One HTTP request with one call or a batch of them, and what it says of each call. Everything about
// the wire is here or below: the address, the redirect, what the answer teaches about limits. Nothing
// is repeated here, apart from the POST that a moved portal sends on.

import type { Call } from '../model/call.ts';
import type { Agents } from './agents.ts';
import type { Auth } from './auth.ts';
import { batchBody, readBatch } from './batch.ts';
import { setAlarm, type Clock } from './clock.ts';
import { post, type Reply } from './http.ts';
import { redirectHops, type Limits } from './limits.ts';
import { redirectOf } from './redirect.ts';
import type { Shared } from './shared.ts';
import { envelopeOf, verdictOf, type Verdict } from './verdict.ts';
import { texts } from '../texts/index.ts';

/** Everything a request needs to reach one portal. */
export interface Line {
  readonly host: string;
  readonly hosts: ReadonlySet<string>;
  readonly auth: Auth;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly shared: Shared;
  readonly agents: Agents;
  readonly userAgent: string;
  readonly count: { requests: number; commands: number };
  /** where the portal has moved to since */
  readonly moved: { origin?: string };
}

export async function exchange(line: Line, calls: readonly Call[]): Promise<readonly Verdict[]> {
  const [only] = calls;
  const method = calls.length === 1 && only !== undefined ? only.method : 'batch';
  const body = calls.length === 1 && only !== undefined ? JSON.stringify(only.params) : batchBody(calls);
  line.count.commands += calls.length;
  const reply = await follow(line, method, body, calls.some(({ retry }) => retry === 'create'));
  const verdicts = 'verdict' in reply ? calls.map(() => reply.verdict) : read(line, calls, method, reply);
  if (verdicts.some((verdict) => verdict.kind === 'notRun' && verdict.why === 'rate')) line.shared.bucket.overflowed(line.limits);
  const renewed = verdicts.some(isExpired) && (await line.auth.refused({ method, code: 'expired_token' }));
  return verdicts.map((verdict) => {
    if (renewed && isExpired(verdict)) return { kind: 'notRun', why: 'connection', reason: texts.wire.renewed };
    return redacted(verdict, line.auth);
  });
}

/** The portal's own words may repeat the address they were asked at. */
function redacted(verdict: Verdict, { redact }: Auth): Verdict {
  if (verdict.kind === 'done') return verdict;
  if (verdict.kind !== 'refused') return { ...verdict, reason: redact(verdict.reason) };
  return { ...verdict, code: redact(verdict.code), message: redact(verdict.message) };
}

const isExpired = (verdict: Verdict): boolean => verdict.kind === 'refused' && verdict.code === 'expired_token';

async function follow(line: Line, method: string, body: string, fresh: boolean): Promise<Reply | { readonly verdict: Verdict }> {
  for (let hop = 0; hop <= redirectHops; hop += 1) {
    const declared = line.auth.urlFor(method);
    const url = line.moved.origin === undefined ? declared : new URL(declared.pathname, line.moved.origin);
    line.count.requests += 1;
    const reply = await post({
      url,
      body,
      agent: await line.agents.for(url, fresh),
      headers: { 'User-Agent': line.userAgent, ...line.auth.headers() },
      connectMilliseconds: line.limits.connectMilliseconds,
      answerMilliseconds: line.limits.answerMilliseconds,
      alarm: (milliseconds, ring) => setAlarm(line.clock, milliseconds, ring),
    });
    const redirect = redirectOf(reply, url, line.hosts);
    if (redirect === undefined) return reply;
    if (redirect.kind === 'refuse') return redirect;
    line.moved.origin = redirect.origin;
  }
  return { verdict: { kind: 'refused', code: 'REDIRECT', message: texts.wire.circle(line.host) } };
}

function read(line: Line, calls: readonly Call[], method: string, reply: Reply): readonly Verdict[] {
  const found = envelopeOf(reply, line.host);
  if ('kind' in found) return calls.map(() => found);
  const { body, status } = found;
  if (calls.length === 1) return [learn(line, method, verdictOf(body, status), body['time'])];
  const outer = verdictOf(body, status);
  if (outer.kind !== 'done') return calls.map((call) => learn(line, call.method, outer, undefined));
  const answers = readBatch(outer.result, calls.length);
  if (answers === undefined) return calls.map(() => ({ kind: 'silence', reason: texts.wire.noBatch(line.host) }));
  return calls.map((call, position) => {
    const answer = answers[position];
    return answer === undefined ? { kind: 'silence', reason: texts.wire.noEntry } : learn(line, call.method, answer.verdict, answer.time);
  });
}

/** Keeps what an answer says about the limits. */
function learn({ shared, limits }: Line, method: string, verdict: Verdict, time: unknown): Verdict {
  if (verdict.kind === 'notRun' && verdict.why === 'operating') shared.operating.exhausted(method, time, limits);
  else shared.operating.learn(method, time, limits);
  return verdict;
}
