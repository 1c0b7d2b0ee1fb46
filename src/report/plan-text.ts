// A plan as an administrator reads it, on a terminal or in the log of a pipeline: what happens to
// what, grouped as things are nested, then what is left alone, and the sum of it on the last line.

import { rootOf } from '../model/address.ts';
import type { Plan } from '../model/plan.ts';
import { attentionLines } from './attention.ts';
import { nodeLines } from './change-lines.ts';
import { changeTree } from './change-tree.ts';
import { paintWith, type Paint, type TextOptions } from './colour.ts';
import { durationText } from './duration.ts';
import { manualLines } from './manual-steps.ts';
import { isEmpty, planCounts } from './plan-counts.ts';
import { problemLines } from './problem-lines.ts';
import { selectionSentences } from './selection-lines.ts';
import { texts } from '../texts/index.ts';
import { quoted, visible } from './visible.ts';

export function planText(plan: Plan, options: TextOptions): string {
  const paint = paintWith(options.color);
  const shown = plan.changes.filter((change) => change.action !== 'none');
  const tree = changeTree(shown).map((root) => nodeLines(root, 0, paint));
  const sections = [
    [paint('bold', texts.plan.header(visible(plan.project), visible(plan.portal.name), visible(plan.portal.host)))],
    ...tree,
    listed(texts.plan.recorded, recordedLines(plan.recorded)),
    leftAloneLines(plan),
    keptLines(plan),
    listed(texts.choice.unknown, plan.unknown.map(visible)),
    listed(texts.choice.selection, selectionSentences(plan)),
    listed(texts.plan.warnings, plan.warnings.flatMap((warning) => problemLines(warning, { paint }))),
    listed(texts.manual.title, manualLines(plan)),
    listed(texts.plan.attention, attentionLines(plan, tree.flat().length, paint)),
    [summaryLine(plan, paint)],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}

export const leftAloneLines = (plan: Plan): readonly string[] =>
  listed(
    texts.plan.leftAlone,
    plan.leftAlone.map(({ address, name }) => `${visible(address)}${name === undefined ? '' : ` ${quoted(name)}`}`),
  );

/** What differs and is not put right. */
const keptLines = ({ kept }: Plan): readonly string[] =>
  listed(texts.choice.kept, kept.map(({ address, properties }) => `${visible(address)}: ${properties.map(visible).join(', ')}`));

export const listed = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];

/** A lost state is found again by the hundred: one line for each root is enough. */
function recordedLines(addresses: readonly string[]): readonly string[] {
  const roots = new Map<string, string[]>();
  for (const address of addresses) roots.set(rootOf(address), [...(roots.get(rootOf(address)) ?? []), address]);
  return [...roots].flatMap(([root, found]) => {
    if (found.length <= 3) return found.map(visible);
    const below = found.includes(root) ? found.length - 1 : found.length;
    return [`${visible(root)} ${texts.plan.recordedBelow(below)}`];
  });
}

function summaryLine(plan: Plan, paint: Paint): string {
  const counts = planCounts(plan);
  if (isEmpty(counts)) return plan.unknown.length > 0 ? texts.choice.unknownOnly : paint('green', texts.plan.empty);
  return `${paint('bold', texts.plan.summary(counts))} ${texts.plan.needs(plan.usage, durationText(plan.usage.seconds))}`;
}
