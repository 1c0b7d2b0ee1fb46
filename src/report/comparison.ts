// Two configurations side by side: what the second has more, less or otherwise than the first.

import type { Change } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { nodeLines } from './change-lines.ts';
import { changeTree } from './change-tree.ts';
import { paintWith, type TextOptions } from './colour.ts';
import { html } from './html-text.ts';
import { jsonText } from './json.ts';
import { changesBlock } from './markdown-changes.ts';
import { fold } from './markdown-lists.ts';
import { prose } from './markdown-text.ts';
import { planCounts } from './plan-counts.ts';
import { reportedChange } from './plan-json.ts';
import { rootsOf } from './review.ts';
import { visible } from './visible.ts';

export interface Comparison {
  readonly a: string;
  readonly b: string;
  readonly changes: readonly Change[];
}

const words = texts.compare;

const summed = ({ changes }: Comparison): string => (changes.length === 0 ? words.alike : words.sum(planCounts({ changes })));

export function comparisonText(comparison: Comparison, options: TextOptions): string {
  const paint = paintWith(options.color);
  const sections = [
    paint('bold', words.header(visible(comparison.a), visible(comparison.b))),
    ...changeTree(comparison.changes).map((root) => nodeLines(root, 0, paint, { ...texts.actions, ...words.actions }).join('\n')),
    paint(comparison.changes.length === 0 ? 'green' : 'bold', summed(comparison)),
  ];
  return `${sections.join('\n\n')}\n`;
}

export function comparisonMarkdown(comparison: Comparison): string {
  const folds = rootsOf(comparison.changes).map((root) => fold(`<b><code>${html(root.root)}</code></b>: ${words.sum(root.counts)}`, changesBlock(root)));
  return `${[`### ${prose(words.header(comparison.a, comparison.b))}`, `**${summed(comparison)}**`, ...folds].join('\n\n')}\n`;
}

export const comparisonJson = ({ a, b, changes }: Comparison): string => {
  const { create, update, delete: gone } = planCounts({ changes });
  return jsonText({ format: 'bxform-comparison-report/1', a, b, summary: { onlyInB: create, different: update, onlyInA: gone }, changes: changes.map(reportedChange) });
};
