// Time as remote/ sees it. Every wait and every deadline goes through here, so a test decides when
// time passes. Milliseconds are the wall's; what the portal counts in its own seconds (rate, request
// cap, operating time) is converted once, in limits.ts, and runs faster on a scaled sandbox.

export interface Clock {
  readonly now: () => number;
  /** ends early, without an error, when the signal is aborted */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** a deadline: rings once unless cancelled by the function it answers */
  readonly alarm?: (milliseconds: number, ring: () => void) => () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal?.addEventListener('abort', end);
    }),
};

export const setAlarm = (clock: Clock, milliseconds: number, ring: () => void): (() => void) => {
  if (clock.alarm !== undefined) return clock.alarm(milliseconds, ring);
  const timer = setTimeout(ring, milliseconds);
  return () => clearTimeout(timer);
};
