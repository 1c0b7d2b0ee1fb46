// How many requests and commands an apply will need and about how long it takes: the waves packed as the
// wire packs them, one read after each. An estimate, shown before anything is sent. Pure.

import type { Call } from '../model/call.ts';

export interface Usage {
  readonly requests: number;
  readonly commands: number;
  readonly seconds: number;
}

const MOST_COMMANDS = 50;
/** server time a batch is packed up to, of the 60 s a request may take (FACTS §3) */
const MOST_SECONDS = 36;
const READ_SECONDS = 1;
/** requests beyond the burst wait for the bucket to drain (FACTS §3) */
const BURST = 50;
const DRAIN_PER_SECOND = 2;

const secondsOf = (call: Call): number => call.seconds ?? 0.5;

/** Requests for one wave: alone and lane calls by themselves, the others packed. */
function requestsFor(calls: readonly Call[]): number {
  const alone = calls.filter((call) => call.alone || call.lane !== undefined);
  let requests = alone.length;
  let commands = 0;
  let seconds = 0;
  for (const call of calls) {
    if (call.alone || call.lane !== undefined) continue;
    if (commands === 0 || commands === MOST_COMMANDS || seconds + secondsOf(call) > MOST_SECONDS) {
      requests += 1;
      commands = 0;
      seconds = 0;
    }
    commands += 1;
    seconds += secondsOf(call);
  }
  return requests;
}

export function estimate(waves: readonly (readonly Call[])[]): Usage {
  const requests = waves.reduce((sum, wave) => sum + requestsFor(wave) + 1, 0);
  const commands = waves.reduce((sum, wave) => sum + wave.length, 0);
  const work = waves.flat().reduce((sum, call) => sum + secondsOf(call), waves.length * READ_SECONDS);
  const waiting = Math.max(0, requests - BURST) / DRAIN_PER_SECOND;
  return { requests, commands, seconds: Math.ceil(Math.max(work, waiting)) };
}
