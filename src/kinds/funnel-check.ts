// A funnel whose stages are declared has all it needs: work to do, one success at the key SUCCESS, a failure,
// in the order in which the portal keeps them.

import { problemsOf, type Problem } from '../model/problem.ts';
import { rankOf } from '../model/stage.ts';
import type { Declared } from './contract.ts';

export function checkStages({ address }: Declared, stages: readonly Declared[]): Problem[] {
  if (stages.length === 0) return [];
  const found: Problem[] = [];
  const wrong = problemsOf(address);
  const count = (semantics: string): number => stages.filter(({ spec }) => spec.get('semantics') === semantics).length;
  if (count('success') !== 1) {
    const what = 'every funnel has one success stage with the key SUCCESS: name it, e.g. `SUCCESS: Done`';
    found.push(wrong('success-stage', `${address} must have exactly one success stage, it has ${count('success')}`, what));
  }
  if (count('failure') === 0) found.push(wrong('failure-stage', `${address} has no failure stage`, 'declare FAIL, or a stage with `semantics: failure`'));
  if (count('process') === 0) found.push(wrong('process-stage', `${address} has no stage before its final ones`, 'declare at least NEW'));
  const ranks = stages.map(({ spec }) => rankOf(spec));
  if (ranks.some((rank, index) => index > 0 && rank < ranks[index - 1]!)) {
    const order = 'write process stages first, then SUCCESS, then the failure stages: the portal keeps final stages last';
    found.push(wrong('stage-order', `stages of ${address} are out of order`, order));
  }
  return found;
}
