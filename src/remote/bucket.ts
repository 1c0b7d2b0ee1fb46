// The portal's leaky bucket of HTTP requests, as we imagine it: one per portal, first come, first
// served. Others drain into the same bucket unseen, so a 503 is no failure but news: the bucket is
// full, and for a while it is taken to drain more slowly.

import type { Clock } from './clock.ts';
import { cautiousFactor, cautiousLeast, cautiousSeconds, type Limits } from './limits.ts';
import type { SendOptions } from './port.ts';
import { texts } from '../texts/index.ts';

export class Bucket {
  #level = 0;
  #at = 0;
  #caution = 1;
  #cautiousUntil = 0;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Waits for its turn and for room; gives up early when the signal is aborted. */
  take(limits: Limits, options: SendOptions): Promise<void> {
    const turn = this.#tail.then(() => this.#enter(limits, options));
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  /** The portal said QUERY_LIMIT_EXCEEDED. */
  overflowed(limits: Limits): void {
    this.#drain(limits);
    this.#level = Math.max(this.#level, limits.bucketSize);
    this.#caution = Math.max(this.#caution * cautiousFactor, cautiousLeast);
    this.#cautiousUntil = this.#clock.now() + limits.wall(cautiousSeconds);
  }

  async #enter(limits: Limits, { signal, onWait }: SendOptions): Promise<void> {
    for (let speed = this.#drain(limits); this.#level + 1 > limits.bucketSize; speed = this.#drain(limits)) {
      if (signal?.aborted === true) return;
      const milliseconds = Math.ceil((this.#level + 1 - limits.bucketSize) / speed);
      onWait?.(texts.wire.rateLimit, milliseconds);
      await this.#clock.sleep(milliseconds, signal);
    }
    if (signal?.aborted !== true) this.#level += 1;
  }

  /** Brings the level up to date; answers the speed of the drain. */
  #drain(limits: Limits): number {
    const now = this.#clock.now();
    if (now >= this.#cautiousUntil) this.#caution = 1;
    const speed = limits.drain * this.#caution;
    this.#level = Math.max(0, this.#level - Math.max(0, now - this.#at) * speed);
    this.#at = now;
    return speed;
  }
}
