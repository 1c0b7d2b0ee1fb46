// One HTTP request with one call or a batch of them, and what it says of each call. Everything about
// the wire is here or below: the address, the redirect, what the answer teaches about limits. Nothing
// is repeated here, apart from the POST that a moved portal sends on.

import type { Call, Context } from '../model/call.ts';
import type { Agents } from './agents.ts';
import { Pass, type Auth, type Refusal } from './auth.ts';
import { batchParams, readBatch } from './batch.ts';
import { setAlarm, type Clock } from './clock.ts';
import { post, type Reply } from './http.ts';
import { redirectHops, type Limits } from './limits.ts';
import { jsonOf } from './members.ts';
import { redirectOf } from './redirect.ts';
import type { Shared } from './shared.ts';
import { envelopeOf, verdictOf, type Verdict } from './verdict.ts';
import { texts } from '../texts/index.ts';

/** A request and what came of it: methods and codes, never what was sent or answered. */
export interface RequestTold {
  readonly context: Context;
  readonly methods: readonly string[];
  readonly milliseconds: number;
  /** aligned with the methods: `done`, or why not */
  readonly outcomes: readonly string[];
}

/** Everything a request needs to reach one portal. */
export interface Line {
  readonly host: string;
  readonly hosts: ReadonlySet<string>;
  readonly auths: Readonly<Partial<Record<Context, Auth>>>;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly shared: Shared;
  readonly agents: Agents;
  readonly userAgent: string;
  readonly count: { requests: number; commands: number };
  /** hears of every request, without what was in it */
  readonly onRequest?: (told: RequestTold) => void;
  /** where the portal has moved to since */
  readonly moved: { origin?: string };
}

export async function exchange(line: Line, context: Context, calls: readonly Call[]): Promise<readonly Verdict[]> {
  const begun = line.clock.now();
  const verdicts = await exchanged(line, context, calls);
  line.onRequest?.({ context, methods: calls.map(({ method }) => method), milliseconds: line.clock.now() - begun, outcomes: verdicts.map((each) => (each.kind === 'refused' ? each.code : each.kind)) });
  return verdicts;
}

async function exchanged(line: Line, context: Context, calls: readonly Call[]): Promise<readonly Verdict[]> {
  const auth = line.auths[context]!;
  const [only] = calls;
  const method = calls.length === 1 && only !== undefined ? only.method : 'batch';
  const params = calls.length === 1 && only !== undefined ? only.params : batchParams(calls);
  const pass = await auth.present();
  if (!(pass instanceof Pass)) return calls.map(() => pass);
  line.count.commands += calls.length;
  const reply = await follow(line, auth, method, jsonOf(pass.with(params)), calls.some(({ retry }) => retry === 'create'));
  const verdicts = 'verdict' in reply ? calls.map(() => reply.verdict) : read(line, context, calls, method, reply);
  if (verdicts.some((verdict) => verdict.kind === 'notRun' && verdict.why === 'rate')) line.shared.bucket.overflowed(line.limits);
  const renewed = await renewal(auth, pass, verdicts);
  return verdicts.map((verdict) => {
    if (renewed === false || !isExpired(verdict)) return redacted(verdict, auth);
    return renewed === true ? { kind: 'notRun', why: 'credential', reason: texts.wire.renewed } : renewed;
  });
}

/** true: what was refused because the credential had expired may be sent again. */
async function renewal(auth: Auth, pass: Pass, verdicts: readonly Verdict[]): Promise<boolean | Refusal> {
  if (verdicts.some(isExpired)) return auth.expired(pass);
  if (verdicts.some(({ kind }) => kind === 'done')) auth.accepted(pass);
  return false;
}

/** The portal's own words may repeat the address they were asked at. */
function redacted(verdict: Verdict, { redact }: Auth): Verdict {
  if (verdict.kind === 'done') return verdict;
  if (verdict.kind !== 'refused') return { ...verdict, reason: redact(verdict.reason) };
  return { ...verdict, code: redact(verdict.code), message: redact(verdict.message) };
}

const isExpired = (verdict: Verdict): boolean => verdict.kind === 'refused' && verdict.code === 'expired_token';

async function follow(line: Line, auth: Auth, method: string, body: string, fresh: boolean): Promise<Reply | { readonly verdict: Verdict }> {
  for (let hop = 0; hop <= redirectHops; hop += 1) {
    const declared = auth.urlFor(method);
    const url = line.moved.origin === undefined ? declared : new URL(declared.pathname, line.moved.origin);
    line.count.requests += 1;
    const reply = await post({
      url,
      body,
      agent: await line.agents.for(url, fresh),
      headers: { 'User-Agent': line.userAgent },
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

function read(line: Line, context: Context, calls: readonly Call[], method: string, reply: Reply): readonly Verdict[] {
  // in a batch the answers of others would come as Maps too: such a call travels alone
  const found = envelopeOf(reply, line.host, calls.length === 1 && calls[0]!.ordered === true);
  if ('kind' in found) return calls.map(() => found);
  const { body, status } = found;
  if (calls.length === 1) return [learn(line, context, method, verdictOf(body, status), body['time'])];
  const outer = verdictOf(body, status);
  if (outer.kind !== 'done') return calls.map((call) => learn(line, context, call.method, outer, undefined));
  const answers = readBatch(outer.result, calls.length);
  if (answers === undefined) return calls.map(() => ({ kind: 'silence', reason: texts.wire.noBatch(line.host) }));
  return calls.map((call, position) => {
    const answer = answers[position];
    return answer === undefined ? { kind: 'silence', reason: texts.wire.noEntry } : learn(line, context, call.method, answer.verdict, answer.time);
  });
}

/** Keeps what an answer says about the limits. */
function learn({ shared, limits }: Line, context: Context, method: string, verdict: Verdict, time: unknown): Verdict {
  if (verdict.kind === 'notRun' && verdict.why === 'operating') shared.operating[context].exhausted(method, time, limits);
  else shared.operating[context].learn(method, time, limits);
  return verdict;
}
