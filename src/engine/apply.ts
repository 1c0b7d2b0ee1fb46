// plan -> outcomes, wave by wave, journalled. Apply decides nothing: it sends what the plan says and reads back
// what became of it. What shows no effect is sent again only once the portal can no longer be running
// it, and only so often. A failed step skips what depends on it; one whose row another hand changed since it
// was planned is stale.

import type { Kind } from '../kinds/contract.ts';
import type { Plan, Step, StepOutcome } from '../model/plan.ts';
import type { Remote, SendOptions } from '../remote/port.ts';
import type { State, StateStore } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import { lookingAt, rowAt, type Applying } from './applying.ts';
import { reachable } from './denials.ts';
import { seenOf } from './freeze.ts';
import { fitted } from './interrupted.ts';
import { journalSettled, recall, saveState } from './journalling.ts';
import { carries, lookAhead, readBack } from './read-back.ts';
import { ReadError, type Live } from './read.ts';
import { filled, send } from './sending.ts';

export interface ApplyInput {
  readonly plan: Plan;
  readonly kinds: readonly Kind[];
  readonly remote: Remote;
  readonly store: StateStore;
  /** as loaded under the lock */
  readonly state: State;
  /** what the plan was made from or checked against */
  readonly live: Live;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly options?: SendOptions;
  readonly onStep?: (done: number, total: number, step: Step) => void;
}

export interface Applied {
  readonly outcomes: readonly StepOutcome[];
  readonly cancelled: boolean;
  readonly state: State;
}

const MOST_ATTEMPTS = 3;

async function runWave(a: Applying, wave: readonly Step[], next: readonly Step[]): Promise<void> {
  let open = wave;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const sending = filled(a, open);
    if (sending.length === 0) return;
    const outcomes = await send(a, sending);
    open = await readBack(a, sending, outcomes, next);
    if (attempt === MOST_ATTEMPTS || a.options.signal?.aborted) {
      for (const step of open) a.outcomes.set(step.id, { step: step.id, outcome: 'unknown', message: texts.engine.apply.lost });
      open = [];
    }
    await saveState(a);
    await journalSettled(a, sending.map(({ step }) => step));
  }
}

/** Addresses this apply has written: they changed by our own hand, and were read back. */
function writtenBy(a: Applying): ReadonlySet<string> {
  return new Set([...a.outcomes.values()].flatMap(({ step, outcome }) => (outcome === 'done' ? a.plan.steps[step]!.targets : [])));
}

/** Why a step that carries live entries over may not: its own entries changed since they were planned, by another hand. */
function staleness(a: Applying, step: Step, written: ReadonlySet<string>): string | undefined {
  if (!carries(step)) return undefined;
  const changed = [step.address, ...step.targets].find((address) => {
    const target = a.plan.targets[address];
    if (target?.seen === undefined || target.ids === undefined || written.has(address)) return false;
    return seenOf(rowAt(a, address), Object.keys(target.spec)) !== target.seen;
  });
  return changed === undefined ? undefined : texts.engine.apply.stale(changed);
}

function startable(a: Applying, wave: readonly Step[]): Step[] {
  const written = writtenBy(a);
  return wave.filter((step) => {
    const because = a.options.signal?.aborted ? ['cancelled'] : step.needs.filter((need) => a.outcomes.get(need)?.outcome !== 'done');
    const stale = because.length > 0 ? undefined : staleness(a, step, written);
    if (because.length > 0) a.outcomes.set(step.id, { step: step.id, outcome: 'skipped', because });
    else if (stale !== undefined) a.outcomes.set(step.id, { step: step.id, outcome: 'failed', code: 'stale', message: stale });
    return because.length === 0 && stale === undefined;
  });
}

/** The portal cannot be read any more: what was sent is not known, nothing else is sent, and the journal is kept for whoever goes on. */
async function breakOff(a: Applying, wave: readonly Step[], error: ReadError): Promise<Applied> {
  const message = texts.engine.apply.unread(`${error.code === '' ? '' : `${error.code}: `}${error.message}`);
  for (const step of wave) if (!a.outcomes.has(step.id)) a.outcomes.set(step.id, { step: step.id, outcome: 'unknown', message });
  await saveState(a);
  return { outcomes: [...a.outcomes.values()], cancelled: false, state: a.state };
}

export async function apply(input: ApplyInput): Promise<Applied> {
  const { plan, kinds, remote, live, store, state, now, sleep, options = {} } = input;
  const looking = lookingAt({ plan, kinds, remote, options, live });
  const ours = { ...reachable(state, plan.clientId, looking.byName)!, ...(plan.clientId === undefined ? {} : { clientId: plan.clientId }) };
  const a: Applying = { ...looking, store, state: ours, now, sleep, outcomes: new Map(), entries: new Map() };
  const waves = plan.waves.map((wave) => wave.map((id) => plan.steps[id]!));
  const total = waves.flat().length;
  recall(a);
  for (const [address, entry] of fitted(a.state.entries, plan.recorded)) a.entries.set(address, entry);
  await saveState(a);
  if (total > 0) await store.journal.append({ at: now(), event: 'begin', instance: a.state.instance, serial: a.state.serial, plan: plan.fingerprint });
  for (const [index, wave] of waves.entries()) {
    const unread = await (async () => {
      if (index === 0) await lookAhead(a, wave);
      await runWave(a, startable(a, wave), waves[index + 1] ?? []);
    })().catch((error: unknown) => {
      if (error instanceof ReadError) return error;
      throw error;
    });
    if (unread !== undefined) return breakOff(a, wave, unread);
    for (const step of wave) input.onStep?.(a.outcomes.size, total, step);
  }
  const outcomes = [...a.outcomes.values()];
  if (!outcomes.some(({ outcome }) => outcome === 'unknown')) await store.journal.clear();
  // stopped after the last request, nothing was left out
  const cancelled = outcomes.some((each) => each.outcome === 'skipped' && each.because.includes('cancelled'));
  return { outcomes, cancelled, state: a.state };
}
