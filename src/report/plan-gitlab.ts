// What GitLab shows beside a merge request for `artifacts:reports:terraform`: three numbers under exactly
// these keys (lib/gitlab/ci/parsers/terraform/tfplan.rb). An adoption changes something that is there
// already, so it counts as an update; what is blocked changes nothing and has no number there.

import type { Plan } from '../model/plan.ts';
import { planCounts } from './plan-counts.ts';

export function planGitlab(plan: Pick<Plan, 'changes'>): string {
  const counts = planCounts(plan);
  return `${JSON.stringify({ create: counts.create, update: counts.update + counts.adopt, delete: counts.delete })}\n`;
}
