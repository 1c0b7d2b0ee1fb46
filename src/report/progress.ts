// Progress for stderr: on a terminal one line that is written over, elsewhere a plain line each.

import type { Plan, Step } from '../model/plan.ts';
import { durationText } from './duration.ts';
import { texts } from '../texts/index.ts';
import { visible, width } from './visible.ts';

export interface ProgressOptions {
  readonly isTerminal: boolean;
  /** columns of the terminal */
  readonly columns?: number;
}

const CLEAR = '\r\u001B[2K';

export function progressLine(done: number, total: number, { id, action }: Pick<Step, 'id' | 'action'>, options: ProgressOptions): string {
  const count = `[${String(done).padStart(String(total).length)}/${total}]`;
  const step = texts.apply.step(texts.actions[action], visible(id.slice(action.length + 1)));
  return asProgress(`${count} ${step}`, options);
}

/** A pause is said, so that nobody takes it for a hang. */
export const waitingLine = (why: string, milliseconds: number, options: ProgressOptions): string =>
  asProgress(texts.apply.waiting(visible(why), durationText(milliseconds / 1000)), options);

/** Clears the line before something else is printed. */
export const progressEnd = (options: ProgressOptions): string => (options.isTerminal ? CLEAR : '');

/** What is asked before an apply on a terminal. */
export const confirmText = (plan: Plan): string => texts.apply.confirm(visible(plan.portal.name), visible(plan.portal.host));

const asProgress = (line: string, options: ProgressOptions): string =>
  options.isTerminal ? `${CLEAR}${fitted(line, (options.columns ?? 80) - 1)}` : `${line}\n`;

function fitted(line: string, columns: number): string {
  if (width(line) <= columns) return line;
  let cut = '';
  for (const char of line) {
    if (width(cut + char) > columns - 3) break;
    cut += char;
  }
  return `${cut}...`;
}
