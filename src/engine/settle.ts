// What became of a step: the portal's answer is one witness, reading the touched addresses again is the other.
// A reply that was lost is settled by reading alone; what was accepted and does not hold has failed. What is
// neither is asked again, or stays unknown.

import type { Outcome } from '../model/call.ts';
import type { Step, StepOutcome, Target } from '../model/plan.ts';
import { hidesName, isRef, saysSecret, type Value } from '../model/value.ts';
import type { StateEntry } from '../state/port.ts';
import type { LiveRow } from '../kinds/contract.ts';
import { texts } from '../texts/index.ts';
import { locating, rowAt, type Applying } from './applying.ts';
import { asBegun } from './interrupted.ts';
import { locate, notApplied, uidOf } from './locate.ts';

/** An administrator has to allow the method first. */
const CONFIRM = 'METHOD_CONFIRM_WAITING';

type Found = 'holds' | 'absent' | 'two' | { readonly wrong: string };

const plainly = (value: Value | undefined): string => (isRef(value) ? value.$ref.replace(/^uid:/, '') : JSON.stringify(value ?? null));

function wrongOf(a: Applying, target: Target, row: LiveRow, own: Step | undefined): string[] {
  const sameSecret = (hash: string, text: string) => a.remote.hash(text) === hash;
  const whose = own ? '' : `${target.address} `;
  const wrong = notApplied(target, row, (other) => uidOf(locating(a), other), sameSecret);
  return wrong.filter(({ path }) => own?.paths?.includes(path) ?? true).map(({ path, found, secret }) => texts.engine.apply.reads(`${whose}${path}`, secret ? texts.engine.apply.otherText : plainly(found)));
}

/** Does everything the step was to write hold on the portal? */
function shown(a: Applying, step: Step): Found {
  if (step.action === 'delete') return a.ids.has(step.address) && rowAt(a, step.address) !== undefined ? { wrong: texts.engine.apply.stillThere } : 'holds';
  const wrong: string[] = [];
  for (const address of step.targets) {
    const target = a.plan.targets[address]!;
    const row = locate(locating(a), target);
    if (row === 'two') return 'two';
    // its parts are found below it, also when the reply with its ids was lost
    if (row !== undefined && address === step.address) a.ids.set(address, row.ids);
    if (row !== undefined) wrong.push(...wrongOf(a, target, row, address === step.address ? step : undefined));
    else if (address === step.address && step.action === 'create') return 'absent';
    else wrong.push(texts.engine.apply.notThere(address));
  }
  return wrong.length === 0 ? 'holds' : { wrong: wrong.join('; ') };
}

/** `again`: no reply, no effect to be seen (yet). `over`: the portal can no longer be working on it; what was created is then never sent again. */
export function conclude(a: Applying, step: Step, outcome: Outcome, over: boolean): StepOutcome | 'again' {
  const { id } = step;
  if (outcome.kind === 'notRun') {
    if (outcome.cancelled) return { step: id, outcome: 'skipped', because: ['cancelled'] };
    return { step: id, outcome: 'failed', code: 'not-sent', message: outcome.reason };
  }
  const found = shown(a, step);
  if (outcome.kind === 'refused') {
    // the first of two requests may have been run after all: then the second is refused, and all is well
    if (step.action !== 'update' && found === 'holds') return { step: id, outcome: 'done' };
    const told = outcome.code === CONFIRM ? `${outcome.message}; ${texts.commands.shared.confirmMethod}` : outcome.message;
    const message = saysSecret(step.call.params) ? texts.engine.apply.withheld : told;
    return { step: id, outcome: 'failed', code: outcome.code, message };
  }
  if (found === 'holds') return { step: id, outcome: 'done' };
  if (found === 'two') return { step: id, outcome: 'unknown', message: texts.engine.apply.two };
  if (outcome.kind === 'unknown' && (found === 'absent' || step.action !== 'create' || !over)) return 'again';
  if (found === 'absent') return { step: id, outcome: 'failed', code: 'not-stored', message: texts.engine.apply.notStored };
  return { step: id, outcome: 'failed', code: 'not-applied', message: texts.engine.apply.notApplied(found.wrong) };
}

export function entryOf(target: Target, row: LiveRow): StateEntry {
  const blind = Object.fromEntries((target.blind ?? []).map((path) => [path, target.spec[path]!]));
  return {
    kind: target.kind,
    ids: row.ids,
    origin: target.origin,
    ...(row.key === undefined ? {} : { key: row.key }),
    ...(row.mark === undefined || row.mark === '' ? {} : { mark: row.mark }),
    ...(row.name === undefined || hidesName(Object.entries(target.spec)) ? {} : { name: row.name }),
    ...(row.changedAt === undefined ? {} : { changedAt: target.changedAt ?? row.changedAt }),
    ...(target.blind === undefined ? {} : { blind }),
    ...(target.unwanted ? { unwanted: true as const } : {}),
  };
}

/** Ids and state entries of what these steps wrote, and of what the portal made along with it. */
export function learn(a: Applying, steps: readonly Step[], along: readonly string[]): void {
  const note = (address: string, as: (entry: StateEntry) => StateEntry = (entry) => entry): void => {
    const target = a.plan.targets[address]!;
    const row = locate(locating(a), target);
    if (row === undefined || row === 'two') return;
    a.ids.set(address, row.ids);
    a.entries.set(address, as(entryOf(target, row)));
  };
  // what goes in two steps is known when both are done: what one of them lacks is planned again
  const isWhole = (step: Step): boolean =>
    step.paths === undefined || Object.values(a.plan.steps).every((other) => other.address !== step.address || a.outcomes.get(other.id)?.outcome === 'done');
  for (const step of steps) {
    const result = a.outcomes.get(step.id);
    const done = result?.outcome === 'done';
    // what was refused may stand there by another hand
    const refused = result?.outcome === 'failed' && result.code !== 'not-applied';
    if (step.action === 'delete') {
      for (const address of done ? step.targets : []) {
        a.entries.set(address, undefined);
        a.ids.delete(address);
      }
    } else if ((done && isWhole(step)) || (step.action === 'create' && !refused)) for (const address of step.targets) note(address);
  }
  // after the steps: where the reply was lost, they were only now found
  if (along.length === 0) return;
  const unfitted = new Set(Object.values(a.plan.steps).flatMap(({ id, targets }) => (a.outcomes.get(id)?.outcome === 'done' ? [] : targets)));
  for (const address of along) note(address, unfitted.has(address) && a.plan.targets[address]!.unwanted !== true ? asBegun : undefined);
}
