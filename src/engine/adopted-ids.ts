// What was taken over on the word of the files, and cannot be found by its address alone: its ids are worth being written
// down, so that neither the word nor the state is needed any more. What has its key by itself needs no line. Pure.

import type { Kind } from '../kinds/contract.ts';
import type { Ids, Plan, StepOutcome } from '../model/plan.ts';
import type { State } from '../state/port.ts';
import { writtenIds } from './written-ids.ts';

export interface AdoptedIds {
  readonly address: string;
  readonly ids: Ids;
}

export function adoptedIds(kinds: readonly Kind[], plan: Plan, outcomes: readonly StepOutcome[], state: State): readonly AdoptedIds[] {
  const done = new Set(outcomes.flatMap(({ step, outcome }) => (outcome === 'done' ? plan.steps[step]!.targets : [])));
  const adopted = plan.changes.filter(({ action, address }) => action === 'adopt' && done.has(address)).map(({ address }) => address);
  return [...adopted, ...plan.recorded].flatMap((address) => {
    const [target, entry] = [plan.targets[address], state.entries[address]];
    const kind = kinds.find(({ name }) => name === entry?.kind);
    if (target === undefined || entry?.origin !== 'adopted' || kind === undefined) return [];
    const ids = writtenIds(kind, entry.ids);
    const isFound = kind.keyed ? entry.key === target.key || entry.key === undefined : plan.recorded.includes(address);
    return isFound || ids === undefined ? [] : [{ address, ids }];
  });
}
