// The portal is read again after every wave, whatever it answered: to learn ids, to verify what was stored and
// to settle what got no answer. Absence is believed only once the portal can no longer be running the
// request. Lists that the next wave carries over are read along, so that it lays its changes over
// what is live then, and not over what was there when the plan was made.

import type { Outcome } from '../model/call.ts';
import type { Step } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import type { Applying } from './applying.ts';
import { carriedBy } from './fill.ts';
import { look, madeAlong } from './look.ts';
import type { Sending } from './sending.ts';
import { conclude, learn } from './settle.ts';

/** Does its call carry live entries over? */
export const carries = (step: Step): boolean => carriedBy(step.call.params).length > 0;
const touchedBy = (steps: readonly Step[]): string[] => steps.flatMap((step) => [step.address, ...step.targets]);
const carriedOver = (steps: readonly Step[]): Set<string> => new Set(steps.flatMap((step) => carriedBy(step.call.params)));

/** What the first wave carries over; later ones find it read back. */
export async function lookAhead(a: Applying, wave: readonly Step[]): Promise<void> {
  const carrying = wave.filter(carries);
  if (carrying.length > 0) await look(a, touchedBy(carrying), carriedOver(carrying));
}

/** Settles what can be settled; answers what is still open. */
function settle(a: Applying, sending: readonly Sending[], outcomes: readonly Outcome[], over: boolean): Step[] {
  return sending.flatMap(({ step }, index) => {
    const result = conclude(a, step, outcomes[index]!, over);
    if (result === 'again') return [step];
    a.outcomes.set(step.id, result);
    return [];
  });
}

/** Reads back until every step is settled or the portal can no longer be working on what got no reply; answers what is still open. */
export async function readBack(a: Applying, sending: readonly Sending[], outcomes: readonly Outcome[], next: readonly Step[]): Promise<Step[]> {
  const sent = sending.filter((_, index) => outcomes[index]!.kind !== 'notRun').map(({ step }) => step);
  const lost = outcomes.flatMap((outcome) => (outcome.kind === 'unknown' ? [outcome.sentAt] : []));
  const looked = [...sent, ...next.filter(carries)];
  // calls of one read are answered one after the other: while the portal works on, they do not show one moment
  let steady = lost.length === 0;
  const over = Math.max(0, ...lost) + a.remote.settleMilliseconds;
  for (;;) {
    const begun = a.now();
    if (sent.length > 0) await look(a, [...touchedBy(looked), ...madeAlong(a, sent)], carriedOver(looked));
    // only what was asked once the portal can no longer be working on it tells of absence, however long the answer took
    const tells = lost.length === 0 || begun >= over;
    const open = settle(a, sending, outcomes, tells);
    if (open.length === 0 && !steady) {
      steady = true;
      continue;
    }
    if (open.length > 0 && !tells) {
      const wait = Math.max(0, over - a.now());
      if (wait > 0) a.options.onWait?.(texts.engine.apply.waiting, wait);
      await a.sleep(wait);
      continue;
    }
    learn(a, sent, madeAlong(a, sent));
    return open;
  }
}
