// What a plan amounts to; the text and the JSON count alike.

import type { Action, Plan } from '../model/plan.ts';

export type PlanCounts = Readonly<Record<'create' | 'update' | 'delete' | 'adopt' | 'blocked', number>>;

export function planCounts(plan: Pick<Plan, 'changes'>): PlanCounts {
  const count = (action: Action): number => plan.changes.filter((change) => change.action === action).length;
  return { create: count('create'), update: count('update'), delete: count('delete'), adopt: count('adopt'), blocked: count('blocked') };
}

export const isEmpty = (counts: PlanCounts): boolean => Object.values(counts).every((count) => count === 0);
