// plan -> outcomes, wave by wave, journalled. Apply decides nothing: it fills slots, writes to the journal
// what is about to leave, sends, and reads the touched addresses again, to learn ids, to verify what was
// stored and to settle what got no answer. Absence is believed only once the portal can no longer be
// running the request; only then is it sent again. A failed step skips what depends on it.

import type { Kind } from '../kinds/contract.ts';
import type { Call, Outcome } from '../model/call.ts';
import type { Plan, Step, StepOutcome } from '../model/plan.ts';
import type { Remote, SendOptions } from '../remote/port.ts';
import type { JournalTarget, State, StateStore } from '../state/port.ts';
import { locating, look, madeAlong, rowAt, type Applying } from './applying.ts';
import { carriedBy, fill, Unfilled } from './fill.ts';
import { seenOf } from './freeze.ts';
import { uidOf } from './locate.ts';
import type { Live } from './read.ts';
import { conclude, entryOf, learn } from './settle.ts';

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

interface Sending {
  readonly step: Step;
  readonly call: Call;
}

const MOST_ATTEMPTS = 3;

function journalTarget(a: Applying, address: string): JournalTarget {
  const target = a.plan.targets[address]!;
  const parentIds = target.parent === undefined ? undefined : a.ids.get(target.parent);
  const parent = target.parent === undefined ? undefined : uidOf(locating(a), target.parent);
  const siblings = (a.live?.rows(target.kind) ?? []).filter((row) => target.parent === undefined || row.parent === parent);
  const name = target.spec['name'] ?? target.spec['title'];
  return {
    address,
    kind: target.kind,
    key: target.key,
    ...(target.mark === undefined ? {} : { mark: target.mark }),
    ...(typeof name === 'string' ? { name } : {}),
    ...(parentIds === undefined ? {} : { parentIds }),
    ...(a.byName.get(target.kind)!.keyed ? {} : { beside: [...new Set([...a.before, ...siblings.map((row) => row.uid)])].filter((uid) => uid.startsWith(`${target.kind}:`)) }),
  };
}

async function saveState(a: Applying): Promise<void> {
  const removed = [...a.entries].filter(([, entry]) => entry === undefined).map(([address]) => address);
  const kept = Object.fromEntries([...a.entries].flatMap(([address, entry]) => (entry === undefined ? [] : [[address, entry] as const])));
  const entries = { ...a.state.entries, ...kept };
  for (const address of removed) delete entries[address];
  if (a.entries.size === 0) return;
  a.entries.clear();
  a.state = { ...a.state, serial: a.state.serial + 1, entries };
  await a.store.save(a.state);
}

/** Calls of these steps with their slots filled; a step that lacks something has failed. */
function filled(a: Applying, steps: readonly Step[]): Sending[] {
  return steps.flatMap((step) => {
    try {
      const params = fill(step.call.params, { ids: (address) => a.ids.get(address), row: (address) => rowAt(a, address) });
      return [{ step, call: { ...step.call, params: params as Record<string, unknown> } }];
    } catch (error) {
      if (!(error instanceof Unfilled)) throw error;
      a.outcomes.set(step.id, { step: step.id, outcome: 'failed', code: 'unknown-id', message: error.message });
      return [];
    }
  });
}

async function send(a: Applying, sending: readonly Sending[]): Promise<readonly Outcome[]> {
  const outcomes = await a.remote.send(sending.map(({ call }) => call), {
    ...a.options,
    beforeRequest: (indices) =>
      a.store.journal.append({
        at: a.now(),
        event: 'sent',
        steps: indices.map((index) => sending[index]!.step).map((step) => ({ step: step.id, action: step.action, targets: step.targets.map((address) => journalTarget(a, address)) })),
      }),
  });
  sending.forEach(({ step }, index) => {
    const outcome = outcomes[index]!;
    const created = outcome.kind === 'done' && step.action === 'create' ? a.byName.get(a.plan.targets[step.address]!.kind)!.created?.(outcome.result) : undefined;
    if (created !== undefined) a.ids.set(step.address, created);
  });
  return outcomes;
}

/** Reads back until every step is settled or the portal can no longer be working on what got no reply; answers what is still open. */
async function readBack(a: Applying, sending: readonly Sending[], outcomes: readonly Outcome[], next: readonly Step[]): Promise<Step[]> {
  const sent = sending.filter((_, index) => outcomes[index]!.kind !== 'notRun').map(({ step }) => step);
  const lost = outcomes.flatMap((outcome) => (outcome.kind === 'unknown' ? [outcome.sentAt] : []));
  const carrying = next.filter((step) => carriedBy(step.call.params).length > 0);
  const addresses = [...sent, ...carrying].flatMap((step) => [step.address, ...step.targets]);
  const whole = new Set([...sent, ...carrying].flatMap((step) => carriedBy(step.call.params)));
  for (let last = lost.length === 0; ; last = true) {
    if (sent.length > 0) await look(a, [...addresses, ...madeAlong(a, sent)], whole);
    const open: Step[] = [];
    sending.forEach(({ step }, index) => {
      const result = conclude(a, step, outcomes[index]!, last);
      if (result === 'again') open.push(step);
      else a.outcomes.set(step.id, result);
    });
    const wait = Math.max(0, ...lost) + a.remote.settleMilliseconds - a.now();
    if (open.length > 0 && !last && wait > 0) {
      a.options.onWait?.('a reply was lost: waiting until the portal can no longer be working on it', wait);
      await a.sleep(wait);
      continue;
    }
    learn(a, sent, madeAlong(a, sent));
    return open;
  }
}

async function runWave(a: Applying, wave: readonly Step[], next: readonly Step[]): Promise<void> {
  let open = wave;
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const sending = filled(a, open);
    if (sending.length === 0) return;
    const outcomes = await send(a, sending);
    open = await readBack(a, sending, outcomes, next);
    if (attempt === MOST_ATTEMPTS || a.options.signal?.aborted) {
      for (const step of open) a.outcomes.set(step.id, { step: step.id, outcome: 'unknown', message: 'the reply was lost, and nothing of it shows on the portal' });
      open = [];
    }
    const settled = sending.flatMap(({ step }) => a.outcomes.get(step.id) ?? []).map(({ step, outcome }) => ({ step, outcome }));
    await saveState(a);
    await a.store.journal.append({ at: a.now(), event: 'settled', steps: settled });
  }
}

/** Addresses this apply has written: they changed by our own hand, and were read back. */
const writtenBy = (a: Applying): ReadonlySet<string> => new Set([...a.outcomes.values()].flatMap(({ step, outcome }) => (outcome === 'done' ? a.plan.steps[step]!.targets : [])));

/** Steps that carry live entries over and whose own entries changed since they were planned, by another hand. */
function staleness(a: Applying, step: Step, written: ReadonlySet<string>): string | undefined {
  if (carriedBy(step.call.params).length === 0) return undefined;
  const changed = [step.address, ...step.targets].find((address) => {
    const target = a.plan.targets[address];
    return target?.seen !== undefined && !written.has(address) && target.ids !== undefined && seenOf(rowAt(a, address), Object.keys(target.spec)) !== target.seen;
  });
  return changed === undefined ? undefined : `${changed} changed on the portal since it was planned; plan again`;
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

/** What is proven ours or found identical is remembered before anything is written. */
function recall(a: Applying): void {
  const recorded = new Set(a.plan.recorded);
  for (const target of Object.values(a.plan.targets)) {
    const row = target.ids && rowAt(a, target.address);
    const ours = target.owned === true || recorded.has(target.address);
    if (row && ours && a.state.entries[target.address] === undefined) a.entries.set(target.address, entryOf(target, row));
  }
}

export async function apply(input: ApplyInput): Promise<Applied> {
  const known = Object.values(input.plan.targets).flatMap((target) => (target.ids ? [[target.address, target.ids] as const] : []));
  const a: Applying = {
    ...input,
    options: input.options ?? {},
    byName: new Map(input.kinds.map((kind) => [kind.name, kind])),
    ids: new Map(known),
    before: new Set(input.live.byUid.keys()),
    outcomes: new Map(),
    entries: new Map(),
  };
  const waves = a.plan.waves.map((wave) => wave.map((id) => a.plan.steps[id]!));
  const total = waves.flat().length;
  recall(a);
  await saveState(a);
  if (total > 0) await a.store.journal.append({ at: a.now(), event: 'begin', instance: a.state.instance, serial: a.state.serial, plan: a.plan.fingerprint });
  for (const [index, wave] of waves.entries()) {
    const carrying = wave.filter((step) => carriedBy(step.call.params).length > 0);
    if (index === 0 && carrying.length > 0) await look(a, carrying.flatMap((step) => [step.address, ...step.targets]), new Set(carrying.flatMap((step) => carriedBy(step.call.params))));
    await runWave(a, startable(a, wave), waves[index + 1] ?? []);
    for (const step of wave) input.onStep?.(a.outcomes.size, total, step);
  }
  const outcomes = [...a.outcomes.values()];
  if (!outcomes.some(({ outcome }) => outcome === 'unknown')) await a.store.journal.clear();
  return { outcomes, cancelled: a.options.signal?.aborted === true, state: a.state };
}
