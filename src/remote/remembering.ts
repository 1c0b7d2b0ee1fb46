// A portal that is asked once: what was answered before is not asked again. For looking at a portal from two sides
// at one moment; whoever writes must not use it.

import type { Call, Outcome } from '../model/call.ts';
import type { Remote } from './port.ts';

export function remembering(remote: Remote): Remote {
  const known = new Map<string, Outcome>();
  const keyOf = ({ method, params, context }: Call): string => JSON.stringify([method, params, context]);
  return {
    ...remote,
    send: async (calls, options) => {
      const fresh = calls.filter((call) => call.retry !== 'read' || !known.has(keyOf(call)));
      const outcomes = fresh.length === 0 ? [] : await remote.send(fresh, options);
      const answered = new Map(fresh.map((call, at) => [call, outcomes[at]!]));
      for (const [call, outcome] of answered) if (call.retry === 'read' && outcome.kind === 'done') known.set(keyOf(call), outcome);
      return calls.map((call) => answered.get(call) ?? known.get(keyOf(call))!);
    },
  };
}
