// The end of an apply for programs: every step with what became of it.

import type { ApplyReport } from '../model/plan.ts';
import { applyCounts, blockedChanges, stepResults } from './apply-counts.ts';
import { jsonText } from './json.ts';
import { reportedChange } from './plan-json.ts';
import { reportedProblem } from './problems-json.ts';

export const applyJson = (report: ApplyReport): string => jsonText(appliedReport(report));

export function appliedReport(report: ApplyReport): object {
  const { plan, cancelled, usage } = report;
  return {
    format: 'bxform-apply-report/1',
    bxform: plan.bxform,
    project: plan.project,
    portal: plan.portal,
    cancelled,
    summary: applyCounts(report),
    usage: { requests: usage.requests, commands: usage.commands },
    steps: stepResults(report).map(([step, result]) => ({ action: step.action, address: step.address, ...result })),
    blocked: blockedChanges(report).map(reportedChange),
    recorded: plan.recorded,
    leftAlone: plan.leftAlone,
    warnings: plan.warnings.map(reportedProblem),
  };
}
