// Steps -> outcomes of their calls. Slots are filled with what is known at this moment, which is all there
// will be: a wave depends on earlier waves only, and they were read back. Whatever leaves is journalled
// right before it does, request by request. Ids the portal answers with are learned at once.

import type { Call, Outcome } from '../model/call.ts';
import type { Step } from '../model/plan.ts';
import { rowAt, type Applying } from './applying.ts';
import { fill, Unfilled } from './fill.ts';
import { journalSent } from './journalling.ts';

export interface Sending {
  readonly step: Step;
  readonly call: Call;
}

/** Calls of these steps with their slots filled; a step that lacks something has failed. */
export function filled(a: Applying, steps: readonly Step[]): Sending[] {
  return steps.flatMap((step) => {
    try {
      const params = fill(step.call.params, { ids: (address) => a.ids.get(address), row: (address) => rowAt(a, address), clientId: a.plan.clientId });
      return [{ step, call: { ...step.call, params: params as Record<string, unknown> } }];
    } catch (error) {
      if (!(error instanceof Unfilled)) throw error;
      a.outcomes.set(step.id, { step: step.id, outcome: 'failed', code: 'unknown-id', message: error.message });
      return [];
    }
  });
}

export async function send(a: Applying, sending: readonly Sending[]): Promise<readonly Outcome[]> {
  const outcomes = await a.remote.send(sending.map(({ call }) => call), {
    ...a.options,
    beforeRequest: (indices) => journalSent(a, indices.map((index) => sending[index]!.step)),
  });
  sending.forEach(({ step }, index) => {
    const outcome = outcomes[index]!;
    if (outcome.kind !== 'done' || step.action !== 'create') return;
    const created = a.byName.get(a.plan.targets[step.address]!.kind)!.created?.(outcome.result);
    if (created !== undefined) a.ids.set(step.address, created);
  });
  return outcomes;
}
