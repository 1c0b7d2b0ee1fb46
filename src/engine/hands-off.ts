// What is not ours stays as it is, in its parts and links too: a write below it, or to what it is linked
// with, needs the word to adopt. So whatever is foreign and stands over a write is asked for, and the write
// waits for the answer. Adopting and the state are the only words that count; a candidate nobody writes to
// is not asked for at all.

import type { Change } from '../model/plan.ts';
import { hidesName } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { createLine, importLine, type Answers } from './ask.ts';
import { isWritten, refsOf, waiting, type DiffInput, type Difference } from './difference.ts';
import type { Pair } from './matching.ts';
import { writtenIds } from './written-ids.ts';

/** What is known by all that is declared of it has no id to be written down, so there is nothing to import. */
export const adoptAnswers = (kinds: DiffInput['kinds'], pair: Pair): Answers => ({
  answers: ['adopt: true', ...(pair.doubles ? [createLine] : [])],
  ...(pair.row && writtenIds(kinds.get(pair.declared.kind)!, pair.row.ids) ? { commands: [importLine(pair.declared.address, pair.row)] } : {}),
});

const isForeign = ({ pair }: Difference): boolean => pair.proof === 'candidate' && pair.declared.adopt === undefined && !pair.entry;

function asked(kinds: DiffInput['kinds'], { pair, change }: Difference): Change {
  const row = pair.row!;
  const name = hidesName(pair.declared.spec) ? `id ${row.ids['id'] ?? row.uid}` : JSON.stringify(row.name ?? row.key ?? '');
  const reason = texts.engine.ask.foreignAbove(name);
  return { ...change, action: 'blocked', reason, ...adoptAnswers(kinds, pair) };
}

export function handsOff(kinds: DiffInput['kinds'], differences: readonly Difference[]): Difference[] {
  const byAddress = new Map(differences.map((difference) => [difference.change.address, difference]));
  const over = ({ pair: { declared }, spec }: Difference): Difference[] => {
    const linked = kinds.get(declared.kind)!.links ? refsOf(spec) : [];
    const next = [declared.parent ?? '', ...linked].flatMap((address) => byAddress.get(address) ?? []);
    return next.flatMap((each) => [each, ...over(each)]);
  };
  const questions = new Map<string, Change>();
  for (const difference of differences.filter(isWritten)) {
    for (const foreign of over(difference).filter(isForeign)) questions.set(foreign.change.address, asked(kinds, foreign));
  }
  return differences.map((difference) => {
    const change = questions.get(difference.change.address);
    if (change) return { ...difference, change };
    const cause = isWritten(difference) ? over(difference).find((other) => questions.has(other.change.address)) : undefined;
    return cause === undefined ? difference : waiting(difference, cause.change.address);
  });
}
