// The saved plan: everything apply needs, and nothing it may not know. Secrets are in it as slots
// and hashes. A plan is read only by the version that made it: another one may mean something else.

import type { Plan } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import { isSecret, MASK } from './json.ts';
import { texts } from '../texts/index.ts';

const FORMAT = 'bxform-plan/1';
const words = texts.planFile;

export type ReadPlan = { readonly plan: Plan } | { readonly problem: Problem };

/** May only be written where its owner alone can read it. */
export const planFile = (plan: Plan): string => `${JSON.stringify({ ...plan, changes: plan.changes.map(sealed) }, null, 2)}\n`;

export function readPlanFile(text: string, expected: { readonly bxform: string; readonly file: string }): ReadPlan {
  const { file, bxform } = expected;
  const found = parse(text);
  if (found === undefined) return refused('plan-unreadable', words.notJson(file), words.planAgain);
  const format = isMap(found) ? found['format'] : undefined;
  if (!isMap(found) || typeof format !== 'string' || !format.startsWith('bxform-plan/')) {
    return refused('plan-unreadable', words.notPlan(file), words.planAgain);
  }
  if (format !== FORMAT) return refused('plan-of-another-version', words.newer(file, format), words.update);
  if (found['bxform'] !== bxform) {
    const made = String(found['bxform']);
    return refused('plan-of-another-version', words.otherVersion(file, made, bxform), words.sameVersion(made));
  }
  const wrong = firstWrong(found);
  if (wrong !== undefined) return refused('plan-unreadable', words.damaged(file, wrong), words.planAgain);
  return { plan: found as unknown as Plan };
}

const refused = (code: string, message: string, hint: string): ReadPlan => ({ problem: problem(code, message, { hint }) });

type Change = Plan['changes'][number];

const sealed = (change: Change): object => ({
  ...change,
  properties: change.properties.map((property) =>
    property.secret === true ? { ...property, before: sealedValue(property.before), after: sealedValue(property.after) } : property,
  ),
});

const sealedValue = (value: unknown): unknown => (value === undefined || isSecret(value) ? value : MASK);

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function firstWrong(plan: Readonly<Record<string, unknown>>): string | undefined {
  const lists = ['changes', 'waves', 'leftAlone', 'recorded', 'unknown', 'warnings'].find((name) => !Array.isArray(plan[name]));
  const maps = ['portal', 'state', 'steps', 'targets', 'usage'].find((name) => !isMap(plan[name]));
  const strings = ['project', 'fingerprint'].find((name) => typeof plan[name] !== 'string');
  return lists ?? maps ?? strings ?? wrongSteps(plan as unknown as Plan);
}

/** Every step is in exactly one wave, and all it names is there. */
function wrongSteps(plan: Plan): string | undefined {
  const ids = plan.waves.flat();
  const known = new Set(Object.keys(plan.steps));
  if (ids.length !== known.size || ids.some((id) => !known.delete(id))) return 'waves';
  const wrong = Object.entries(plan.steps).find(
    ([id, step]) =>
      step.id !== id ||
      typeof step.call?.method !== 'string' ||
      !step.needs.every((need) => Object.hasOwn(plan.steps, need)) ||
      !step.targets.every((address) => Object.hasOwn(plan.targets, address)),
  );
  return wrong && `step ${wrong[0]}`;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
