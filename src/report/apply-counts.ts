// What became of every step of a plan; the text and the JSON tell the same.

import type { ApplyReport, Change, Step, StepOutcome } from '../model/plan.ts';

export type StepResult = StepOutcome | { readonly step: string; readonly outcome: 'notStarted' };
export type ApplyCounts = Readonly<Record<StepResult['outcome'] | 'blocked', number>>;

/** In the order of the waves. */
export function stepResults(report: ApplyReport): readonly (readonly [Step, StepResult])[] {
  const outcomes = new Map(report.outcomes.map((outcome) => [outcome.step, outcome]));
  return report.plan.waves.flat().flatMap((id) => {
    const step = report.plan.steps[id];
    return step === undefined ? [] : [[step, outcomes.get(id) ?? { step: id, outcome: 'notStarted' }] as const];
  });
}

export const blockedChanges = (report: ApplyReport): readonly Change[] =>
  report.plan.changes.filter((change) => change.action === 'blocked');

export function applyCounts(report: ApplyReport): ApplyCounts {
  const results = stepResults(report);
  const count = (outcome: StepResult['outcome']): number => results.filter(([, result]) => result.outcome === outcome).length;
  return {
    done: count('done'),
    failed: count('failed'),
    skipped: count('skipped'),
    unknown: count('unknown'),
    notStarted: count('notStarted'),
    blocked: blockedChanges(report).length,
  };
}
