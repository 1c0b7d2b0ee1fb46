// How many requests and commands an apply will need and about how long it takes: the read it begins with,
// then the waves packed as the wire packs them, and a read after each. An estimate, shown before anything
// is sent. Pure.

import type { Call } from '../model/call.ts';
import type { Step } from '../model/plan.ts';
import { rootOf } from '../model/address.ts';

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
const BURST = 48;
const DRAIN_PER_SECOND = 2;
/** server time a method may use in ten minutes (FACTS §3) */
const OPERATING_SECONDS = 400;
const WINDOW_SECONDS = 600;
/** lists that every read asks for */
const LISTS = 3;

const secondsOf = (call: Call): number => call.seconds ?? 0.5;

/** Requests for one wave: alone and lane calls by themselves, the others packed. */
function requestsFor(calls: readonly Call[]): number {
  const separate = (call: Call): boolean => call.alone === true || call.lane !== undefined;
  let requests = calls.filter(separate).length;
  let commands = MOST_COMMANDS;
  let seconds = 0;
  for (const call of calls.filter((other) => !separate(other))) {
    if (commands === MOST_COMMANDS || seconds + secondsOf(call) > MOST_SECONDS) {
      requests += 1;
      commands = 0;
      seconds = 0;
    }
    commands += 1;
    seconds += secondsOf(call);
  }
  return requests;
}

/** Commands that read back what a wave touched: each smart process, each field with options, the lists. */
function readBack(wave: readonly Step[]): number {
  const roots = new Set(wave.flatMap((step) => step.targets.map(rootOf)));
  const fields = wave.filter((step) => step.targets.some((address) => /\/option[.[]/.test(address))).length;
  return roots.size + fields + LISTS;
}

/** Pauses because a method has used up its operating time. */
function pauses(calls: readonly Call[]): number {
  const perMethod = new Map<string, number>();
  for (const call of calls) perMethod.set(call.method, (perMethod.get(call.method) ?? 0) + secondsOf(call));
  return Math.max(0, ...[...perMethod.values()].map((used) => Math.floor(used / OPERATING_SECONDS) * WINDOW_SECONDS));
}

/** `first`: what the read at the beginning takes. */
export function estimate(waves: readonly (readonly Step[])[], first: { readonly requests: number; readonly commands: number }): Usage {
  if (waves.length === 0) return { requests: 0, commands: 0, seconds: 0 };
  const calls = waves.map((wave) => wave.map((step) => step.call));
  const reads = waves.map(readBack);
  const requests = first.requests + calls.reduce((sum, wave, index) => sum + requestsFor(wave) + Math.ceil(reads[index]! / MOST_COMMANDS), 0);
  const commands = first.commands + calls.flat().length + reads.reduce((sum, count) => sum + count, 0);
  const work = calls.flat().reduce((sum, call) => sum + secondsOf(call), (waves.length + first.requests) * READ_SECONDS);
  const waiting = Math.max(0, requests - BURST) / DRAIN_PER_SECOND;
  return { requests, commands, seconds: Math.ceil(Math.max(work, waiting) + pauses(calls.flat())) };
}
