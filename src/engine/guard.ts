// A saved plan x the portal as it is now -> problems. A plan speaks of one version of bxform, one portal, one
// state and of rows as they were read; when any of that moved on, it is stale and nothing is sent. Only
// what decisions were based on counts: other properties and other rows may change as they like.

import type { Kind } from '../kinds/contract.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Plan, Target } from '../model/plan.ts';
import type { Remote } from '../remote/port.ts';
import type { State } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import { locating, lookingAt, rowAt, type Looking } from './applying.ts';
import { fingerprintOf, seenOf, unseenOf } from './freeze.ts';
import { locate } from './locate.ts';
import { look } from './look.ts';
import type { Live } from './read.ts';

export interface GuardInput {
  readonly plan: Plan;
  readonly project: string;
  readonly kinds: readonly Kind[];
  readonly remote: Remote;
  readonly state: State | undefined;
}

const stale = (message: string, more: Pick<Problem, 'address' | 'hint'> = {}): Problem => problem('stale-plan', message, more);

function mismatches({ plan, project, remote, state }: GuardInput): Problem[] {
  const found: Problem[] = [];
  const [instance, serial] = [state?.instance ?? '', state?.serial ?? 0];
  if (plan.project !== project) found.push(stale(texts.engine.guard.otherProject(plan.project, project)));
  if (plan.portal.host !== remote.host) found.push(stale(texts.engine.guard.otherPortal(plan.portal.host, remote.host)));
  if (plan.state.instance !== instance || plan.state.serial !== serial) found.push(stale(texts.engine.guard.applied, { hint: texts.engine.guard.again }));
  if (plan.fingerprint !== fingerprintOf(plan)) found.push(stale(texts.engine.guard.edited, { hint: texts.engine.guard.again }));
  return found;
}

/** What the decisions about this target are based on, as it reads now. */
function seenNow(l: Looking, target: Target): string {
  const found = target.ids ? rowAt(l, target.address) : locate(locating(l), target);
  if (found === 'two') return found;
  return found === undefined ? unseenOf(l.byName.get(target.kind)!, target, l.live!.rows(target.kind)) : seenOf(found, Object.keys(target.spec));
}

/** Reads everything the plan touches and compares it with what the plan saw. */
export async function guard(input: GuardInput): Promise<{ readonly problems: readonly Problem[]; readonly live?: Live }> {
  const early = mismatches(input);
  if (early.length > 0) return { problems: early };
  const { plan, kinds, remote } = input;
  const l = lookingAt({ plan, kinds, remote, options: {}, live: undefined });
  await look(l, Object.keys(plan.targets), new Set());
  const moved = Object.values(plan.targets).filter((target) => target.seen !== undefined && seenNow(l, target) !== target.seen);
  const problems = moved.map(({ address, seen }) => {
    return stale(seen === 'absent' ? texts.engine.guard.nowThere(address) : texts.engine.guard.changed(address), { address, hint: texts.engine.guard.again });
  });
  return problems.length > 0 ? { problems } : { problems, live: l.live! };
}
