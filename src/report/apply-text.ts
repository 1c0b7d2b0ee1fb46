// The end of an apply: what needs attention first, step by step with its reason, and the sum of it
// on the last line. What was done is only counted: the plan said what it was.

import type { ApplyReport, Change, Step } from '../model/plan.ts';
import { applyCounts, blockedChanges, stepResults, type ApplyCounts, type StepResult } from './apply-counts.ts';
import { paintWith, type Paint, type TextOptions } from './colour.ts';
import { manualLines } from './manual-steps.ts';
import { leftAloneLines, listed } from './plan-text.ts';
import { texts } from '../texts/index.ts';
import { padTo, visible, width } from './visible.ts';

const words = texts.apply;

export function applySummary(report: ApplyReport, options: TextOptions): string {
  const paint = paintWith(options.color);
  const results = stepResults(report);
  const part = (outcome: StepResult['outcome']): readonly string[] =>
    rows(results.filter(([, result]) => result.outcome === outcome).map(([step, result]) => [stepText(step), reasonText(report, result)]));
  const sections = [
    leftAloneLines(report.plan),
    listed(paint('magenta', words.blocked), blockedLines(report)),
    listed(words.notStarted, part('notStarted')),
    listed(paint('yellow', words.skipped), part('skipped')),
    listed(paint('red', words.failed), part('failed')),
    listed(paint('red', words.unknown), part('unknown')),
    listed(texts.manual.title, manualLines({ portal: report.plan.portal, ...(report.manual ? { manual: report.manual } : {}) })),
    lastLines(report, applyCounts(report), paint),
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}

function lastLines(report: ApplyReport, counts: ApplyCounts, paint: Paint): readonly string[] {
  const nothing = Object.values(counts).every((count) => count === 0);
  if (nothing && !report.cancelled) return [paint('green', words.nothing)];
  const troubled = counts.failed + counts.skipped + counts.unknown + counts.notStarted > 0;
  const fine = !troubled && !report.cancelled && counts.blocked === 0;
  const summary = paint(troubled ? 'red' : fine ? 'green' : 'yellow', words.summary(counts));
  return [
    ...(report.cancelled ? [words.cancelled] : troubled ? [words.again] : []),
    `${summary} ${words.used(report.usage)}`,
  ];
}

const stepText = (step: Step): string => `${visible(step.address)} ${texts.actions[step.action]}`;

function blockedLines(report: ApplyReport): readonly string[] {
  const blocked = blockedChanges(report);
  const asked = blocked.filter((change) => change.waitsFor === undefined);
  const waiting = blocked.length - asked.length;
  return [...rows(asked.map(blockedRow)), ...(waiting === 0 ? [] : [words.blockedBehind(waiting)])];
}

const blockedRow = (change: Change): readonly [string, string] => [
  visible(change.address),
  visible(change.reason ?? texts.plan.unexplained),
];

function reasonText(report: ApplyReport, result: StepResult): string {
  switch (result.outcome) {
    case 'done':
    case 'notStarted':
      return '';
    case 'skipped':
      return words.because(result.because.map((cause) => (cause === 'cancelled' ? words.cancelledCause : visible(report.plan.steps[cause]?.address ?? cause))).join(', '));
    case 'unknown':
      return visible(result.message);
    case 'failed':
      return `${visible(result.message)}${result.code === undefined ? '' : ` (${visible(result.code)})`}`;
  }
}

const WIDEST = 70;

function rows(cells: readonly (readonly [string, string])[]): readonly string[] {
  const columns = Math.max(0, ...cells.map(([what]) => width(what)).filter((size) => size <= WIDEST));
  return cells.map(([what, why]) => (why === '' ? what : `${padTo(what, columns)}  ${why}`));
}
