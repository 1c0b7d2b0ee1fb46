// Which calls travel together. Order is kept; a request ends where the next call must go alone, is sent as
// somebody else, is of a lane the request already has, or would bring it past the count or the expected server time. Reads
// that go out in parallel have no order, so those that go alone do not cut batches short. A call that
// was met with silence travels in smaller company each time: one that kills its batch gets isolated.

import type { Call } from '../model/call.ts';
import { batchCommands, readSeconds, writeSeconds, type Limits } from './limits.ts';
import type { Pending } from './retry.ts';

export type Request = readonly Pending[];

const secondsOf = ({ seconds, retry }: Call): number => seconds ?? (retry === 'read' ? readSeconds : writeSeconds);

/** The requests in order, found one by one: who sends one and looks again does not pay for the rest. */
export function* pack(ready: readonly Pending[], limits: Limits, ordered: boolean): Generator<Request> {
  if (ordered) return yield* inOrder(ready, limits);
  const together = ready.filter(({ alone }) => !alone);
  for (const context of new Set(together.map((pending) => pending.context))) yield* inOrder(together.filter((pending) => pending.context === context), limits);
  for (const pending of ready) if (pending.alone) yield [pending];
}

function* inOrder(ready: readonly Pending[], limits: Limits): Generator<Request> {
  let open: Pending[] = [];
  for (const pending of ready) {
    if (open.length > 0 && (pending.alone || !fits(open, pending, limits))) {
      yield open;
      open = [];
    }
    open.push(pending);
    if (!pending.alone) continue;
    yield open;
    open = [];
  }
  if (open.length > 0) yield open;
}

function fits(request: Request, next: Pending, limits: Limits): boolean {
  const all = [...request, next];
  const most = Math.max(1, batchCommands >> Math.max(...all.map(({ silences }) => silences)));
  const seconds = all.reduce((sum, { call }) => sum + secondsOf(call), 0);
  const { lane } = next.call;
  const asOne = request.every(({ context }) => context === next.context);
  return asOne && all.length <= most && seconds <= limits.batchSeconds && (lane === undefined || request.every(({ call }) => call.lane !== lane));
}
