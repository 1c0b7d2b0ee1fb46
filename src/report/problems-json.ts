// Problems for programs: editors and pipelines read places from it.

import { isError, type Problem } from '../model/problem.ts';
import { jsonText } from './json.ts';
import { sortedProblems } from './problems-text.ts';

export function problemsJson(problems: readonly Problem[]): string {
  const errors = problems.filter(isError).length;
  return jsonText({
    format: 'bxform-validate-report/1',
    valid: errors === 0,
    summary: { errors, warnings: problems.length - errors },
    problems: sortedProblems(problems).map(reportedProblem),
  });
}

export const reportedProblem = ({ code, level, message, place, address, hint }: Problem): object => ({
  code,
  level,
  message,
  place,
  address,
  hint,
});
