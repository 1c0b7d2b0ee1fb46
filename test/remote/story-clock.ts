// A clock that passes time instead of waiting for it, and whose deadlines ring when a test says so.

import type { Clock } from '../../src/remote/index.ts';

export class StoryClock implements Clock {
  readonly slept: number[] = [];
  readonly start = Date.parse('2026-03-02T09:00:00Z');
  #time = this.start;
  readonly #alarms = new Set<() => void>();

  readonly now = (): number => this.#time;
  readonly passed = (): number => this.#time - this.start;
  readonly sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    if (signal?.aborted === true) return;
    this.slept.push(milliseconds);
    this.#time += milliseconds;
  };
  readonly alarm = (_milliseconds: number, ring: () => void): (() => void) => {
    this.#alarms.add(ring);
    return () => void this.#alarms.delete(ring);
  };
  /** every deadline that is set passes now */
  readonly ring = (): void => [...this.#alarms].forEach((ring) => ring());
}
