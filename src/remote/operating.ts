// Operating time: the server seconds a method may take of us in ten minutes, single calls and batched
// ones together. The portal tells what has been used and when some of it is released; both are in its
// own clock, which every answer shows, so they are turned into ours before they are kept. A refusal
// for operating time is proof that the call was not run.

import type { Clock } from './clock.ts';
import { operatingPauseSeconds, operatingSeconds, operatingWindowSeconds, type Limits } from './limits.ts';

const numberIn = (time: unknown, name: string): number | undefined => {
  const value: unknown = typeof time === 'object' && time !== null ? (time as Record<string, unknown>)[name] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

export class OperatingTime {
  readonly #clock: Clock;
  readonly #resetAt = new Map<string, number>();
  readonly #pausedUntil = new Map<string, number>();
  /** a moment on both clocks, milliseconds */
  #anchor: { readonly portal: number; readonly wall: number } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What an answer's `time` says of its method. */
  learn(method: string, time: unknown, limits: Limits): void {
    const finish = numberIn(time, 'finish');
    if (finish !== undefined) this.#anchor = { portal: finish * 1000, wall: this.#clock.now() };
    const resetAt = numberIn(time, 'operating_reset_at');
    if (resetAt === undefined) return;
    const until = this.#wall(resetAt * 1000, limits);
    this.#resetAt.set(method.toLowerCase(), until);
    if ((numberIn(time, 'operating') ?? 0) >= operatingSeconds) this.#pause(method, until, limits);
  }

  /** OPERATION_TIME_LIMIT: wait for what is known to be released, else for one of the ten minutes. */
  exhausted(method: string, time: unknown, limits: Limits): void {
    this.learn(method, time, limits);
    const now = this.#clock.now();
    const known = this.#resetAt.get(method.toLowerCase()) ?? 0;
    this.#pause(method, known > now ? known : now + limits.wall(operatingPauseSeconds), limits);
  }

  /** when calls of the method may be sent again, wall milliseconds; in the past: now */
  freeAt(method: string): number {
    return this.#pausedUntil.get(method.toLowerCase()) ?? 0;
  }

  #pause(method: string, until: number, limits: Limits): void {
    const now = this.#clock.now();
    const least = now + limits.wall(1);
    const most = now + limits.wall(operatingWindowSeconds);
    this.#pausedUntil.set(method.toLowerCase(), Math.min(Math.max(until, least), most));
  }

  #wall(portal: number, limits: Limits): number {
    const { portal: then, wall } = this.#anchor ?? { portal: this.#clock.now(), wall: this.#clock.now() };
    return wall + (portal - then) / limits.scale;
  }
}
