// What became of an activity that was started on a sandbox portal, for people and for programs.

import { texts } from '../texts/index.ts';
import { jsonText } from './json.ts';
import { tableLines } from './table.ts';
import { visible } from './visible.ts';

const words = texts.running;

interface Run {
  readonly id: number;
  readonly code: string;
  readonly document: readonly string[];
  readonly status: string;
  readonly returnValues: Readonly<Record<string, unknown>>;
  readonly log: readonly string[];
  readonly delivery: { readonly status: number } | { readonly error: string };
}

/** `waited`: its answer was waited for, so its values are what they will be. */
export function runText(run: Run, waited: boolean): string {
  const { code, document, status, delivery, returnValues, log } = run;
  const values = Object.entries(returnValues).map(([name, value]) => [`  ${visible(name)}`, visible(JSON.stringify(value ?? null))]);
  const isOver = status !== 'waiting';
  return `${[
    words.started(visible(code), visible(document.at(-1) ?? '')),
    'status' in delivery ? words.delivered(delivery.status) : words.handlerUnreachable(visible(delivery.error)),
    ...(isOver ? [] : [words.waiting]),
    ...log.map((message) => words.logged(visible(message))),
    ...(waited && isOver ? (values.length === 0 ? [words.noValues] : [words.values, ...tableLines(values)]) : []),
  ].join('\n')}\n`;
}

export const runJson = ({ id, code, document, status, delivery, returnValues, log }: Run): string =>
  jsonText({ format: 'bxform-activity-run/1', id, code, document, status, delivery, returnValues, log });
