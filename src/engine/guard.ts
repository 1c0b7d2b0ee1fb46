// A saved plan x the portal as it is now -> problems. A plan speaks of one version of bxform, one portal,
// one state and of rows as they were read; when any of that moved on, it is stale and nothing is sent.

import type { Kind } from '../kinds/contract.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Plan } from '../model/plan.ts';
import type { Remote } from '../remote/port.ts';
import type { State, StateStore } from '../state/port.ts';
import { locating, look, rowAt, type Applying } from './applying.ts';
import { digest, seenOf, unseenOf } from './freeze.ts';
import { locate } from './locate.ts';
import type { Live } from './read.ts';

export interface GuardInput {
  readonly plan: Plan;
  readonly project: string;
  readonly kinds: readonly Kind[];
  readonly remote: Remote;
  readonly store: StateStore;
  readonly state: State | undefined;
}

const AGAIN = 'run `bxform plan --out` again and review what it shows';

function mismatches({ plan, project, remote, state }: GuardInput): Problem[] {
  const found: Problem[] = [];
  const now = { instance: state?.instance ?? '', serial: state?.serial ?? 0 };
  if (plan.project !== project) found.push(problem('stale-plan', `the plan was made for the project ${plan.project}, this is ${project}`));
  if (plan.portal.host !== remote.host) found.push(problem('stale-plan', `the plan was made for the portal ${plan.portal.host}, this is ${remote.host}`));
  if (plan.state.instance !== now.instance || plan.state.serial !== now.serial) found.push(problem('stale-plan', 'something was applied to this portal since the plan was made', { hint: AGAIN }));
  const fingerprint = digest([plan.project, plan.portal.host, plan.state, Object.values(plan.targets).map((target) => [target.address, target.ids ?? null, target.seen ?? null])]);
  if (fingerprint !== plan.fingerprint) found.push(problem('stale-plan', 'the plan file was changed after it was made', { hint: AGAIN }));
  return found;
}

/** Reads everything the plan touches and compares it with what the plan saw. */
export async function guard(input: GuardInput): Promise<{ readonly problems: readonly Problem[]; readonly live?: Live }> {
  const early = mismatches(input);
  if (early.length > 0) return { problems: early };
  const { plan } = input;
  const a: Applying = {
    plan,
    kinds: input.kinds,
    byName: new Map(input.kinds.map((kind) => [kind.name, kind])),
    remote: input.remote,
    store: input.store,
    now: () => 0,
    sleep: async () => undefined,
    options: {},
    ids: new Map(Object.values(plan.targets).flatMap((target) => (target.ids ? [[target.address, target.ids] as const] : []))),
    before: new Set(),
    outcomes: new Map(),
    entries: new Map(),
    live: undefined,
    state: input.state ?? { format: 'bxform-state/1', project: plan.project, portal: plan.portal.host, instance: '', serial: 0, entries: {} },
  };
  await look(a, Object.keys(plan.targets), new Set());
  const problems = Object.values(plan.targets).flatMap((target) => {
    if (target.seen === undefined) return [];
    const found = target.ids ? rowAt(a, target.address) : locate(locating(a), target);
    const seen = found === 'two' ? 'two' : found === undefined ? unseenOf(target, a.live!.rows(target.kind)) : seenOf(found, Object.keys(target.spec));
    return seen === target.seen ? [] : [problem('stale-plan', `${target.address} ${target.seen === 'absent' ? 'is on the portal by now' : 'changed on the portal'} since the plan was made`, { address: target.address, hint: AGAIN })];
  });
  return problems.length > 0 ? { problems } : { problems, live: a.live! };
}
