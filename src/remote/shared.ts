// What everyone in this process who talks to one portal shares: the bucket, the operating time, eight
// places for parallel reads and a single one for writing. Kept by host, so two remotes of one portal
// do not work against each other; by clock too, because times of two clocks cannot be compared.

import pLimit, { type LimitFunction } from 'p-limit';
import type { Context } from '../model/call.ts';
import { Bucket } from './bucket.ts';
import type { Clock } from './clock.ts';
import { parallelReads } from './limits.ts';
import { OperatingTime } from './operating.ts';

export interface Shared {
  readonly bucket: Bucket;
  /** counted for the webhook and for the application apart (FACTS 3) */
  readonly operating: Readonly<Record<Context, OperatingTime>>;
  readonly reading: LimitFunction;
  readonly writing: LimitFunction;
}

const known = new WeakMap<Clock, Map<string, Shared>>();

export function sharedOf(host: string, clock: Clock): Shared {
  const hosts = known.get(clock) ?? new Map<string, Shared>();
  known.set(clock, hosts);
  const shared = hosts.get(host) ?? {
    bucket: new Bucket(clock),
    operating: { webhook: new OperatingTime(clock), app: new OperatingTime(clock) },
    reading: pLimit(parallelReads),
    writing: pLimit(1),
  };
  hosts.set(host, shared);
  return shared;
}
