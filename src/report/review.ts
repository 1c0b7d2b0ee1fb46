// A plan sorted for a reviewer: the questions and the risks first, then the changes by the smart process (or
// whatever root) they belong to. The comment and the page show the same in their own ways.

import { rootOf } from '../model/address.ts';
import type { Change, Plan } from '../model/plan.ts';
import { planCounts, type PlanCounts } from './plan-counts.ts';

export interface RootReview {
  readonly root: string;
  readonly counts: PlanCounts;
  readonly changes: readonly Change[];
}

export interface Review {
  readonly counts: PlanCounts;
  /** blocked with a question of their own */
  readonly questions: readonly Change[];
  /** blocked because of the questions */
  readonly waiting: readonly Change[];
  /** with risks, or deleting what people made */
  readonly risky: readonly Change[];
  readonly roots: readonly RootReview[];
}

export function reviewOf(plan: Plan): Review {
  const changes = plan.changes.filter((change) => change.action !== 'none');
  const blocked = changes.filter((change) => change.action === 'blocked');
  return {
    counts: planCounts(plan),
    questions: blocked.filter((change) => change.waitsFor === undefined),
    waiting: blocked.filter((change) => change.waitsFor !== undefined),
    risky: changes.filter((change) => isRiskyDelete(change) || (change.risks ?? []).length > 0),
    roots: rootsOf(changes),
  };
}

export function rootsOf(changes: readonly Change[]): readonly RootReview[] {
  const roots = new Map<string, Change[]>();
  for (const change of changes) roots.set(rootOf(change.address), [...(roots.get(rootOf(change.address)) ?? []), change]);
  return [...roots].map(([root, own]) => ({ root, counts: planCounts({ changes: own }), changes: own }));
}

export const isRiskyDelete = (change: Change): boolean => change.action === 'delete' && change.automatic !== true;

/** The address as it is called below its root. */
export const belowRoot = (address: string, root: string): string => (address.startsWith(`${root}/`) ? address.slice(root.length + 1) : address);
