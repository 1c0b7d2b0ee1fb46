// The portal's clock. Everything the portal counts in seconds (the request bucket, operating time,
// the 60 s of a request, delays of faults) runs on it; scaled by 100, a minute passes in 0.6 s.

export type Clock = {
  readonly scale: number;
  /** portal time in milliseconds */
  readonly now: () => number;
  /** lets portal seconds pass; ends early, answering false, when the portal is closed */
  readonly sleep: (portalSeconds: number) => Promise<boolean>;
  readonly stop: () => void;
};

export type ClockOptions = {
  readonly scale?: number | undefined;
  /** wall milliseconds; a test injects its own */
  readonly now?: (() => number) | undefined;
  /** waits wall milliseconds; a test injects its own */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
};

export function startClock({ scale = 1, now = Date.now, sleep }: ClockOptions): Clock {
  const begin = now();
  const waiting = new Set<() => void>();
  let stopped = false;
  const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      waiting.delete(finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    waiting.add(finish);
  });
  return {
    scale,
    now: () => begin + (now() - begin) * scale,
    sleep: async (portalSeconds) => {
      if (stopped) return false;
      await (sleep ?? wait)(portalSeconds * 1000 / scale);
      return !stopped;
    },
    stop: () => {
      stopped = true;
      for (const finish of waiting) finish();
    },
  };
}

/** A moment as PHP's date('c') writes it; the portal lives in UTC+3. */
export function isoDate(milliseconds: number): string {
  return `${new Date(milliseconds + 3 * 3_600_000).toISOString().slice(0, 19)}+03:00`;
}
