// Three ways the plan of the repair story may end.

import type { ApplyReport } from '../../src/model/plan.ts';
import { ids, repairPlan } from './repair-plan.ts';
import { changes } from './repair-story.ts';

export const brokenApply: ApplyReport = {
  plan: repairPlan,
  outcomes: [
    { step: ids[0]!, outcome: 'done' },
    { step: ids[1]!, outcome: 'failed', message: 'accepted but not applied: mandatory is still false', code: 'not-applied' },
    { step: ids[2]!, outcome: 'unknown', message: 'no answer within 60 s' },
    { step: ids[3]!, outcome: 'failed', message: 'Access\u001B[31m denied', code: 'ACCESS_DENIED' },
    { step: ids[4]!, outcome: 'skipped', because: [ids[3]!] },
    { step: ids[5]!, outcome: 'skipped', because: [ids[4]!, ids[3]!] },
  ],
  cancelled: false,
  usage: { requests: 3, commands: 41 },
};

export const goodApply: ApplyReport = {
  plan: { ...repairPlan, changes: changes.filter(({ action }) => action !== 'blocked'), leftAlone: [] },
  outcomes: ids.map((id) => ({ step: id, outcome: 'done' })),
  cancelled: false,
  usage: { requests: 4, commands: 57 },
};

export const cancelledApply: ApplyReport = { ...goodApply, outcomes: goodApply.outcomes.slice(0, 2), cancelled: true };
