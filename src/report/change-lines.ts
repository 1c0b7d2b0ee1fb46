// One node of the plan's tree as lines: what happens to it, property by property, what it may cost,
// and for a blocked step why and what to write to answer it.

import type { Action, Change } from '../model/plan.ts';
import { formatPlace } from '../model/problem.ts';
import { MARKS, STYLES } from './change-marks.ts';
import { changeRemark } from './change-remark.ts';
import type { ChangeNode } from './change-tree.ts';
import type { Paint } from './colour.ts';
import { propertyLines } from './property-lines.ts';
import { texts } from '../texts/index.ts';
import { padTo, quoted, visible, width } from './visible.ts';

/** Of the actions that have a line. */
const columnsOf = (words: Words): number => Math.max(...Object.entries(words).map(([action, word]) => (action === 'none' ? 0 : width(word))));

type Words = Readonly<Record<Action, string>>;

/** `words`: what the actions are called. */
export function nodeLines(node: ChangeNode, depth: number, paint: Paint, words: Words = texts.actions): readonly string[] {
  const own = node.changes.flatMap((change) => [headLine(change, node.label, paint, words), ...detailLines(change, paint).map(indent(2))]);
  const lines = own.length === 0 ? [paint('bold', visible(node.label))] : own;
  return [...lines.map(indent(depth)), ...node.children.flatMap((child) => nodeLines(child, depth + 1, paint, words))];
}

function headLine(change: Change, label: string, paint: Paint, words: Words): string {
  const mark = paint(STYLES[change.action], `${MARKS[change.action]} ${padTo(words[change.action], columnsOf(words))}`);
  const name = change.name === undefined ? '' : ` ${quoted(change.name)}`;
  const remark = changeRemark(change);
  return `${mark} ${paint('bold', visible(label))}${name}${remark === undefined ? '' : paint('dim', `  (${remark})`)}`;
}

/** What waits for another answer is not told in full: it will be, as soon as that is given. */
function detailLines(change: Change, paint: Paint): readonly string[] {
  if (change.waitsFor !== undefined) return [];
  return [
    ...(change.action === 'blocked' ? blockedLines(change, paint) : noteLines(change)),
    ...propertyLines(change.action, change.properties, paint),
    ...(change.risks ?? []).map((risk) => paint('yellow', `${texts.plan.risk}: ${visible(risk)}`)),
    ...(change.action === 'blocked' ? answerLines(change) : []),
  ];
}

const noteLines = (change: Change): readonly string[] =>
  change.reason === undefined || change.automatic ? [] : [`${texts.plan.note}: ${visible(change.reason)}`];

const blockedLines = (change: Change, paint: Paint): readonly string[] => {
  const place = change.place === undefined ? '' : `  (${visible(formatPlace(change.place))})`;
  return [`${paint('magenta', visible(change.reason ?? texts.plan.unexplained))}${place}`];
};

function answerLines(change: Change): readonly string[] {
  const answers = change.answers ?? [];
  const commands = change.commands ?? [];
  const lines = answers.flatMap((answer) => answer.split('\n')).map((line) => `    ${visible(line)}`);
  return [
    ...(lines.length === 0 ? [] : [texts.plan.answer(visible(change.address), answers.length), ...lines]),
    ...(commands.length === 0 ? [] : [texts.choice.commands(commands.length), ...commands.map((command) => `    ${visible(command)}`)]),
  ];
}

const indent =
  (steps: number) =>
  (line: string): string =>
    `${'  '.repeat(steps)}${line}`;
