// A funnel whose stages are declared has all it needs: work to do, one success under its fixed key, a failure, in the
// order in which the portal keeps them. A row of stages that every portal has brings what is not declared along.

import { problemsOf, type Problem } from '../model/problem.ts';
import { familyAt, rankOf } from '../model/stage.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { Declared } from './contract.ts';

function missing({ address }: Declared, stages: readonly Declared[]): Problem[] {
  const found: Problem[] = [];
  const wrong = problemsOf(address);
  const [success] = familyAt(address).success;
  const count = (semantics: string): number => stages.filter(({ spec }) => spec.get('semantics') === semantics).length;
  if (count('success') !== 1) {
    const what = `every funnel has one success stage with the key ${success}: name it, e.g. \`${success}: Done\``;
    found.push(wrong('success-stage', `${address} must have exactly one success stage, it has ${count('success')}`, what));
  }
  if (count('failure') === 0) found.push(wrong('failure-stage', `${address} has no failure stage`, 'declare one, or a stage with `semantics: failure`'));
  if (count('process') === 0) found.push(wrong('process-stage', `${address} has no stage before its final ones`, 'declare at least one'));
  return found;
}

/** The funnel of a standard type that every portal has. */
export const isDefaultOf = (parent: string, key: string): boolean => parent in STANDARD_TYPES && key === 'default';

export function checkStages(own: Declared, stages: readonly Declared[]): Problem[] {
  if (stages.length === 0) return [];
  const { address, key, parent } = own;
  const isEverybodys = parent === undefined || isDefaultOf(parent, key);
  const found = isEverybodys ? [] : missing(own, stages);
  const ranks = stages.map(({ spec }) => rankOf(spec));
  if (ranks.some((rank, index) => index > 0 && rank < ranks[index - 1]!)) {
    const order = 'write process stages first, then the success stage, then the failure stages: the portal keeps final stages last';
    found.push(problemsOf(address)('stage-order', `stages of ${address} are out of order`, order));
  }
  return found;
}
