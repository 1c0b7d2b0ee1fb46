// The plan for programs: the decisions and the order of the calls, secrets masked, without the
// parameters of the calls. What can be applied is the plan file, not this.

import type { Change, Plan, PropertyChange } from '../model/plan.ts';
import { isSecret, jsonText, MASK } from './json.ts';
import { manualReport } from './manual-steps.ts';
import { planCounts } from './plan-counts.ts';
import { reportedProblem } from './problems-json.ts';

export const planJson = (plan: Plan): string => jsonText(planReport(plan));

const planReport = (plan: Plan): object => ({
  format: 'bxform-plan-report/1',
  bxform: plan.bxform,
  project: plan.project,
  portal: plan.portal,
  state: plan.state,
  summary: { ...planCounts(plan), recorded: plan.recorded.length, leftAlone: plan.leftAlone.length },
  usage: plan.usage,
  changes: plan.changes.filter((change) => change.action !== 'none').map(reportedChange),
  steps: reportedSteps(plan),
  recorded: plan.recorded,
  leftAlone: plan.leftAlone,
  kept: plan.kept,
  unknown: plan.unknown,
  selection: plan.selection,
  manual: manualReport(plan.manual, plan.portal),
  warnings: plan.warnings.map(reportedProblem),
  fingerprint: plan.fingerprint,
});

export const reportedChange = (change: Change): object => ({
  address: change.address,
  kind: change.kind,
  action: change.action,
  name: change.name,
  automatic: change.automatic,
  reason: change.reason,
  answers: change.answers,
  commands: change.commands,
  waitsFor: change.waitsFor,
  denied: change.denied,
  risks: change.risks,
  place: change.place,
  properties: change.properties.map(reportedProperty),
});

function reportedProperty(property: PropertyChange): object {
  const { path, before, after } = property;
  const secret = property.secret === true || isSecret(before) || isSecret(after);
  if (!secret) return { path, before, after };
  return { path, before: before === undefined ? undefined : MASK, after: MASK, secret };
}

const reportedSteps = (plan: Plan): readonly object[] =>
  plan.waves.flatMap((wave, index) =>
    wave.flatMap((id) => {
      const step = plan.steps[id];
      if (step === undefined) return [];
      const { action, address, call, needs } = step;
      return [{ id, action, address, method: call.method, wave: index + 1, needs }];
    }),
  );
