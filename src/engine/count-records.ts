// How much of what a portal has is used: records of a type, records that hold a field, records with an option. Only
// ids are asked for. What nothing uses is not asked about part by part: below a type without records no field is,
// below a field nobody filled no option. Pages of ids tell whether there is any; the number is told for types only.

import type { Kind, LiveRow } from '../kinds/contract.ts';
import type { Call, Outcome } from '../model/call.ts';
import type { Records } from '../model/audit.ts';
import type { Remote, SendOptions } from '../remote/port.ts';

interface Counted {
  readonly kind: Kind;
  readonly row: LiveRow;
}

export interface CountInput {
  readonly remote: Remote;
  readonly things: readonly Counted[];
  readonly byUid: ReadonlyMap<string, LiveRow>;
  /** travel with the first of them */
  readonly extra?: readonly Call[];
  readonly options?: SendOptions;
}

export interface CountedRecords extends Records {
  /** to the extra calls, in their order */
  readonly outcomes: readonly Outcome[];
}

function ownersOf(row: LiveRow, byUid: CountInput['byUid']): readonly LiveRow[] {
  const owner = byUid.get(row.parent ?? '');
  return owner === undefined ? [] : [owner, ...ownersOf(owner, byUid)];
}

export async function countRecords({ remote, things, byUid, extra = [], options }: CountInput): Promise<CountedRecords> {
  const counts = new Map<string, number>();
  const unknown = new Set<string>();
  let beside: readonly Outcome[] | undefined;
  const isUsed = (uid: string): boolean => (counts.get(uid) ?? 0) > 0;
  const asked = new Set<string>();
  for (;;) {
    const calls = new Map<string, Call>();
    for (const { kind, row } of things) {
      if (asked.has(row.uid) || (row.parent !== undefined && !isUsed(row.parent))) continue;
      asked.add(row.uid);
      const call = kind.records?.(row, ownersOf(row, byUid));
      if (call !== undefined) calls.set(row.uid, call);
    }
    const asks = beside === undefined ? extra : [];
    if (calls.size + asks.length === 0) return { counts, unknown, outcomes: beside ?? [] };
    const all = await remote.send([...asks, ...calls.values()], options);
    beside ??= all.slice(0, asks.length);
    const outcomes = all.slice(asks.length);
    for (const [at, uid] of [...calls.keys()].entries()) {
      const outcome = outcomes[at]!;
      const items: unknown = outcome.kind === 'done' ? outcome.result?.items : undefined;
      if (outcome.kind === 'done' && Array.isArray(items)) counts.set(uid, outcome.total ?? items.length);
      else unknown.add(uid);
    }
  }
}
