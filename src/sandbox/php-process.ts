// One HTTP request is one PHP process: it has its own static caches, its own view of operating time
// and 60 seconds to live (FACTS 3, 4.2). Single calls and batch commands run the same way inside it.

import { isoDate } from './clock.ts';
import { ApplicationError, RestError, type Answer, type Method } from './contract.ts';
import { requireConfirmation, requireScope, type Caller } from './authentication.ts';
import { isServed } from './features.ts';
import { operatingMeter, type OperatingMeter } from './limits.ts';
import { toObject, type PhpArray } from './php-array.ts';
import type { LoggedRequest, Portal } from './portal.ts';
import type { Reply } from './reply.ts';
import type { Credentials } from './request.ts';

export type PhpProcess = {
  readonly portal: Portal;
  readonly caller: Caller;
  readonly credentials: Credentials;
  readonly reply: Reply;
  readonly log: LoggedRequest;
  readonly statics: Map<string, unknown>;
  readonly meter: OperatingMeter;
  /** portal milliseconds */
  readonly begin: number;
  /** seconds accounted to the calls so far, whether or not the clock moved */
  spent: number;
  /** the client was cut at the wall time and the process works on */
  cut: boolean;
  /** portal milliseconds at which the portal ends a process whose client is gone (FACTS 3: a request lives 60 s) */
  deadline: number | undefined;
  /** the reply is to be broken in the middle */
  broken: boolean;
};

/** What a call comes to: the members of its envelope. */
export type Outcome = { readonly status: number; readonly body: ReadonlyMap<string, unknown> };

/** The process ends here; what has run stays, the client has already been dealt with. */
export class ProcessEnded extends Error {}

export function startProcess(
  portal: Portal, caller: Caller, credentials: Credentials, reply: Reply, log: LoggedRequest,
): PhpProcess {
  const begin = portal.clock.now();
  return {
    portal, caller, credentials, reply, log, begin, statics: new Map(),
    meter: operatingMeter(portal.operating, begin), spent: 0, cut: false, deadline: undefined, broken: false,
  };
}

/** Where server time is only accounted the process has a clock of its own, or a scaled one would count our computing. */
export const processNow = (process: PhpProcess): number => {
  const accounted = process.begin + process.spent * 1000;
  return process.portal.serverTime ? Math.max(process.portal.clock.now(), accounted) : accounted;
};

export function findMethod(portal: Portal, name: string): Method {
  const method = Object.hasOwn(portal.family, name) ? portal.family[name] : undefined;
  if (method === undefined || !isServed(portal.data, method)) throw new RestError('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404);
  return method;
}

/** One method call, alone or as a command of a batch. */
export async function runCall(
  process: PhpProcess, name: string, params: PhpArray, insideBatch: boolean,
): Promise<Outcome> {
  const started = processNow(process);
  return outcomeOf(async () => {
    const { portal, caller } = process;
    const method = findMethod(portal, name);
    requireScope(portal, caller, method, insideBatch);
    requireConfirmation(portal, caller, name);
    refuseOverspent(process, name);
    const key = meterKey(process, name);
    const processing = processNow(process);
    process.meter.start(key, processing);
    await passTime(process, method.seconds);
    if (process.deadline !== undefined && portal.clock.now() > process.deadline) throw new ProcessEnded();
    const answer = remembering(process, name, () => method.run({
      method: name, params: toObject(params), data: portal.data, process: process.statics,
      switches: portal.switches, user: caller.user, scopes: caller.scopes, application: caller.application, now: portal.clock.now,
      connector: process.credentials.kind === 'token' ? process.credentials.connector : undefined,
    }));
    process.spent += method.seconds;
    process.meter.end(key, processNow(process));
    return { status: 200, body: envelope(process, name, answer, started, processing) };
  });
}

/**
 * What the old core was told stays in the process, and every later refusal of a method is told with that
 * code and that text; only the methods of modern user fields clear it away.
 */
function remembering(process: PhpProcess, name: string, run: () => Answer): Answer {
  const { statics, portal } = process;
  if (portal.switches['lingeringErrors'] !== true) return run();
  if (name.startsWith('userfieldconfig.')) statics.delete('lingering');
  try {
    return run();
  } catch (error) {
    if (error instanceof ApplicationError) statics.set('lingering', error.message);
    const lingering = statics.get('lingering');
    throw error instanceof RestError && typeof lingering === 'string' ? new RestError('ERROR_CORE', lingering, error.status) : error;
  }
}

/** Runs work whose refusals are answers; an error that is none is a bug of the sandbox, told loudly. */
export async function outcomeOf(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProcessEnded) throw error;
    const refusal = error instanceof RestError ? error
      : new RestError('SANDBOX_BUG', error instanceof Error ? error.stack ?? error.message : String(error), 500);
    return refused(refusal);
  }
}

/** FACTS 2.3: `error`, `error_description`, for ERROR_ARGUMENT also `argument`; no `time`. */
export function refused(error: RestError): Outcome {
  const body = new Map<string, unknown>([['error', error.code], ['error_description', error.message]]);
  if (error.argument !== undefined) body.set('argument', error.argument);
  return { status: error.status, body };
}

/** FACTS 3: checked before a call; the call that crosses the threshold still runs, `batch` is never counted. */
function refuseOverspent(process: PhpProcess, name: string): void {
  const { switches, limits } = process.portal;
  if (switches['operatingLimiter'] !== true) return;
  const threshold = limits.operatingSeconds ?? Number(switches['operatingThreshold']);
  if (process.meter.spent(meterKey(process, name)) > threshold) {
    throw new RestError('OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.', 429);
  }
}

/** FACTS 3: a request lives 60 s; then the client is cut, and what the process still does is a switch. */
async function passTime(process: PhpProcess, seconds: number): Promise<void> {
  const { portal, reply } = process;
  const left = portal.limits.requestSeconds - (processNow(process) - process.begin) / 1000;
  if (!process.cut && seconds > left) {
    process.cut = true;
    if (portal.serverTime) await pass(portal, Math.max(0, left));
    if (portal.switches['cutReply'] === 'close') reply.close();
    else reply.page(504, 'Gateway Time-out');
    if (portal.switches['afterCut'] !== 'continue') throw new ProcessEnded();
  }
  // Work after the cut takes its time, or it would be visible the moment the client learns of the cut.
  if (portal.serverTime || process.cut) await pass(portal, seconds);
}

/** Portal seconds pass; a portal that closes meanwhile ends the process. */
export async function pass(portal: Portal, seconds: number): Promise<void> {
  if (seconds > 0 && !await portal.clock.sleep(seconds)) throw new ProcessEnded();
}

const meterKey = (process: PhpProcess, name: string): string => `${process.caller.key}|${name}`;

export function envelope(
  process: PhpProcess, name: string, answer: Answer, started: number, processing: number,
): ReadonlyMap<string, unknown> {
  const body = new Map<string, unknown>([['result', answer.result ?? null]]);
  if (answer.next !== undefined) body.set('next', answer.next);
  if (answer.total !== undefined) body.set('total', answer.total);
  body.set('time', timeBlock(process, name, started, processing));
  return body;
}

/** FACTS 2.3: the operating keys are there only while the limiter runs. */
function timeBlock(process: PhpProcess, name: string, started: number, processing: number): Record<string, unknown> {
  const { switches } = process.portal;
  const finished = processNow(process);
  const whole = (milliseconds: number): number =>
    switches['integerTimes'] === true ? Math.floor(milliseconds / 1000) : milliseconds / 1000;
  const block: Record<string, unknown> = {
    start: whole(started),
    finish: finished / 1000,
    duration: finished / 1000 - whole(started),
    processing: whole(finished) - whole(processing),
    date_start: isoDate(started),
    date_finish: isoDate(finished),
  };
  if (switches['operatingLimiter'] === true) {
    const resetAt = process.meter.resetAt(meterKey(process, name));
    if (resetAt !== undefined) block['operating_reset_at'] = resetAt;
    block['operating'] = process.meter.spent(meterKey(process, name));
  }
  return block;
}

/** The outer `batch` is begun but never ended, so it costs nothing (FACTS 3). */
export const beginUncounted = (process: PhpProcess, name: string): void =>
  process.meter.start(meterKey(process, name), processNow(process));
