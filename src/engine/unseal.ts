// A saved plan holds secrets as slots with a keyed hash. They are filled in from the environment, and only with
// the very text the plan was made with: another text would be another plan. A plan that was never saved
// holds none, and passes through unchanged.

import { problem, type Problem } from '../model/problem.ts';
import type { Plan } from '../model/plan.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';

export interface Unsealing {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly hash: (text: string) => string;
}

function unsealOne(template: string, hash: string, { environment, hash: hashOf }: Unsealing, problems: Problem[]): unknown {
  const missing = new Set<string>();
  const text = template.replaceAll(/\$\$\{|\$\{env\.([A-Za-z_]\w*)\}/g, (whole, name: string | undefined) => {
    if (name === undefined) return whole.slice(1);
    if (environment[name] === undefined) missing.add(name);
    return environment[name] ?? '';
  });
  for (const name of missing) problems.push(problem('environment-unset', texts.engine.guard.unset(name)));
  const given = hashOf(text) !== hash && hashOf(text.trim()) === hash ? text.trim() : text;
  if (missing.size === 0 && hashOf(given) !== hash) {
    problems.push(problem('stale-plan', texts.engine.guard.otherSecret(template), { hint: texts.engine.guard.otherSecretHint }));
  }
  return new Secret(template, given, hashOf);
}

export function unseal(plan: Plan, unsealing: Unsealing): { readonly plan: Plan; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    if ('$env' in value && typeof value.$env === 'string' && 'hash' in value && typeof value.hash === 'string') {
      return unsealOne(value.$env, value.hash, unsealing, problems);
    }
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry)]));
  };
  const { steps, targets, ...rest } = plan;
  const unsealed = { ...rest, steps: walk(steps), targets: walk(targets) } as Plan;
  return { plan: unsealed, problems };
}
