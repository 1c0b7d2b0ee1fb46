// A funnel whose stages are declared has all it needs: work to do, one success under its fixed key, a failure, in the
// order in which the portal keeps them. A row of stages that every portal has brings what is not declared along.

import { problemsOf, type Problem } from '../model/problem.ts';
import { familyAt, rankOf } from '../model/stage.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { texts } from '../texts/index.ts';
import type { Declared } from './contract.ts';

function missing({ address }: Declared, stages: readonly Declared[]): Problem[] {
  const found: Problem[] = [];
  const wrong = problemsOf(address);
  const [success] = familyAt(address).success;
  const count = (semantics: string): number => stages.filter(({ spec }) => spec.get('semantics') === semantics).length;
  if (count('success') !== 1) {
    found.push(wrong('success-stage', texts.rules.successStages(address, count('success')), texts.rules.successStagesHint(success!)));
  }
  if (count('failure') === 0) found.push(wrong('failure-stage', texts.rules.noFailure(address), texts.rules.noFailureHint));
  if (count('process') === 0) found.push(wrong('process-stage', texts.rules.noProcess(address), texts.rules.noProcessHint));
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
    found.push(problemsOf(address)('stage-order', texts.rules.stageOrder(address), texts.rules.stageOrderHint));
  }
  return found;
}
