// The method `batch` both ways: calls in, one verdict per call out, in the same order. Commands have
// names of their own, halt is off, and no command refers to another. The answer is 200 even if
// everything failed; PHP writes an empty map as a list; null, [] and true are results. A command
// without an entry is silence: the server may have been cut off in the middle (FACTS 4, 35.4, 35.49).

import type { Call } from '../model/call.ts';
import { commandOf } from './query.ts';
import { isObject, verdictOf, type Body, type Verdict } from './verdict.ts';
import { texts } from '../texts/index.ts';

const nameOf = (position: number): string => `c${position}`;

export const batchParams = (calls: readonly Call[]): object =>
  ({ halt: 0, cmd: Object.fromEntries(calls.map((call, position) => [nameOf(position), commandOf(call)])) });

interface BatchAnswer {
  readonly verdict: Verdict;
  /** the command's own `time` */
  readonly time: unknown;
}

/** `undefined`: not the answer of a batch. */
export function readBatch(result: unknown, count: number): readonly BatchAnswer[] | undefined {
  if (!isObject(result) || !Object.hasOwn(result, 'result') || !Object.hasOwn(result, 'result_error')) return undefined;
  return Array.from({ length: count }, (_, position) => {
    const time = entry(result, 'result_time', nameOf(position));
    return { verdict: readCommand(result, nameOf(position)), time: time?.value };
  });
}

function readCommand(result: Body, name: string): Verdict {
  const error = entry(result, 'result_error', name)?.value;
  if (error !== undefined) return verdictOf(isObject(error) ? { error: '', ...error } : { error }, undefined);
  const found = entry(result, 'result', name);
  if (found === undefined) return { kind: 'silence', reason: texts.wire.noEntry };
  const total = entry(result, 'result_total', name)?.value;
  const next = entry(result, 'result_next', name)?.value;
  return verdictOf({ result: found.value, total, next }, undefined);
}

/** Wrapped, because null is a value. */
function entry(result: Body, part: string, name: string): { readonly value: unknown } | undefined {
  const map = result[part];
  return isObject(map) && Object.hasOwn(map, name) ? { value: map[name] } : undefined;
}
