// The two budgets a cloud portal keeps: a leaky bucket of HTTP requests per portal and source address,
// and operating time per webhook and method over ten one-minute buckets (FACTS 3). Both count portal time.

export type PlanLimits = {
  /** requests that leave the bucket per portal second: 2, Enterprise 5 */
  readonly drainPerSecond: number;
  /** requests the bucket holds: 50, Enterprise 250 */
  readonly burst: number;
  /** operating seconds of one method per 10 minutes; absent: the switch operatingThreshold */
  readonly operatingSeconds?: number | undefined;
  /** portal seconds after which a request is cut */
  readonly requestSeconds: number;
};

export const ordinaryPlan: PlanLimits = { drainPerSecond: 2, burst: 50, requestSeconds: 60 };
export const enterprisePlan: PlanLimits = { drainPerSecond: 5, burst: 250, requestSeconds: 60 };

export type RequestBucket = { readonly admit: (source: string, now: number) => boolean; readonly empty: () => void };

/** A refused request does not fill the bucket further; the level falls in whole-second steps. */
export function requestBucket({ drainPerSecond, burst }: PlanLimits): RequestBucket {
  const levels = new Map<string, { level: number; at: number }>();
  return {
    admit: (source, now) => {
      const bucket = levels.get(source) ?? { level: 0, at: now };
      levels.set(source, bucket);
      const seconds = Math.floor((now - bucket.at) / 1000);
      if (seconds > 0) {
        bucket.level = Math.max(0, bucket.level - seconds * drainPerSecond);
        bucket.at += seconds * 1000;
      }
      if (bucket.level === 0) bucket.at = Math.max(bucket.at, now);
      if (bucket.level + 1 > burst) return false;
      bucket.level += 1;
      return true;
    },
    empty: () => levels.clear(),
  };
}

const bucketMilliseconds = 60_000;
const bucketCount = 10;
/** Work below this is not counted: per call while the request runs, per method's sum once it has ended. */
const uncountedSeconds = 0.1;

type Minute = { seconds: number; releasedAt: number };

/** What has been spent, kept between requests: method, then minute. */
export type OperatingTime = Map<string, Map<number, Minute>>;

/** Operating time as one request (one PHP process) sees it. All times are portal milliseconds. */
export type OperatingMeter = {
  readonly spent: (method: string) => number;
  readonly start: (method: string, now: number) => void;
  readonly end: (method: string, now: number) => void;
  /** unix seconds at which the oldest counted minute is released */
  readonly resetAt: (method: string) => number | undefined;
  /** the request is over: its work becomes visible to others */
  readonly close: () => void;
};

export function operatingMeter(kept: OperatingTime, begin: number): OperatingMeter {
  // The process looks at the clock once: all its work lands in the minute it first asked.
  const minute = Math.floor(begin / bucketMilliseconds);
  const own = new Map<string, { starts: number[]; ends: number[] }>();
  const window = (method: string): Minute[] => {
    const minutes = kept.get(method);
    if (minutes === undefined) return [];
    for (const old of minutes.keys()) if (old <= minute - bucketCount) minutes.delete(old);
    return [...minutes].filter(([number]) => number <= minute).sort(([a], [b]) => a - b).map(([, spent]) => spent);
  };
  // A refused call is begun but never ended, so the next end of that method pairs with its start.
  const durations = (method: string): number[] => {
    const calls = own.get(method);
    return (calls?.starts ?? []).flatMap((start, index) => {
      const end = calls?.ends[index];
      return end === undefined ? [] : [(end - start) / 1000];
    });
  };
  return {
    spent: (method) => {
      const running = durations(method).filter((seconds) => seconds > uncountedSeconds);
      return [...window(method).map(({ seconds }) => seconds), ...running].reduce((sum, next) => sum + next, 0);
    },
    start: (method, now) => {
      const calls = own.get(method) ?? { starts: [], ends: [] };
      own.set(method, calls);
      calls.starts.push(now);
    },
    end: (method, now) => own.get(method)?.ends.push(now),
    resetAt: (method) => {
      const oldest = window(method)[0]?.releasedAt ?? firstStart(own);
      return oldest === undefined ? undefined : Math.floor(oldest / 1000);
    },
    close: () => {
      for (const [method, calls] of own) {
        const seconds = durations(method).reduce((sum, next) => sum + next, 0);
        if (seconds <= uncountedSeconds) continue;
        const minutes = kept.get(method) ?? new Map<number, Minute>();
        kept.set(method, minutes);
        const found = minutes.get(minute);
        if (found === undefined) {
          minutes.set(minute, { seconds, releasedAt: (calls.starts[0] ?? begin) + bucketCount * bucketMilliseconds });
        } else {
          found.seconds += seconds;
        }
      }
      own.clear();
    },
  };
}

/** Nothing counted yet: the first call this process began, of whatever method, plus ten minutes. */
function firstStart(own: ReadonlyMap<string, { starts: readonly number[] }>): number | undefined {
  const first = [...own.values()][0]?.starts[0];
  return first === undefined ? undefined : first + bucketCount * bucketMilliseconds;
}
