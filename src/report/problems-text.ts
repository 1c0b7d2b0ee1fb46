// All problems at once, in the order of the files, and how many on the last line.

import { isError, type Place, type Problem } from '../model/problem.ts';
import { paintWith, type TextOptions } from './colour.ts';
import { problemLines } from './problem-lines.ts';
import { texts } from '../texts/index.ts';

export interface ProblemsOptions extends TextOptions {
  /** the line as it stands in the file */
  readonly sourceLine?: (place: Place) => string | undefined;
}

export function problemsText(problems: readonly Problem[], options: ProblemsOptions): string {
  if (problems.length === 0) return `${texts.problems.none}\n`;
  const paint = paintWith(options.color);
  const { sourceLine } = options;
  const lines = sortedProblems(problems).flatMap((found) =>
    problemLines(found, { paint, ...(sourceLine === undefined ? {} : { sourceLine }) }),
  );
  const errors = problems.filter(isError).length;
  const count = texts.problems.count(errors, problems.length - errors);
  return `${lines.join('\n')}\n\n${paint(errors > 0 ? 'red' : 'yellow', count)}\n`;
}

/** By file, line and column; what has no place comes last. */
export const sortedProblems = (problems: readonly Problem[]): readonly Problem[] => [...problems].sort(byPlace);

function byPlace(left: Problem, right: Problem): number {
  if (left.place === undefined || right.place === undefined) {
    return Number(left.place === undefined) - Number(right.place === undefined);
  }
  const { file, line, col } = left.place;
  if (file !== right.place.file) return file < right.place.file ? -1 : 1;
  return line - right.place.line || col - right.place.col;
}
