// A plan as one comment under a merge request: the sum, what has to be answered or thought about, and a fold
// for each root. A comment that would be too long loses first the properties of whole folds, then whole
// folds, the later ones before the earlier ones, and says which; never a part of a fold.

import type { Plan } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { durationText } from './duration.ts';
import { html } from './html-text.ts';
import { briefBlock, changesBlock } from './markdown-changes.ts';
import { addressesPart, fold, manualPart, questionsPart, risksPart, warningsPart } from './markdown-lists.ts';
import { code, prose } from './markdown-text.ts';
import { isEmpty } from './plan-counts.ts';
import { selectionSentences } from './selection-lines.ts';
import { reviewOf, type RootReview } from './review.ts';

/** GitHub takes 65,536 characters, GitLab many more. */
const MOST = 65_000;
/** Kept free for the line that says what was left out. */
const NOTICE = 2000;
const SHORT_NAME = 120;
const LONG = 1500;

const words = texts.review;

export function planMarkdown(plan: Plan): string {
  const review = reviewOf(plan);
  const head = joined([
    `### ${prose(words.title(shortened(plan.project), shortened(plan.portal.name)))}`,
    `${isEmpty(review.counts) ? (plan.unknown.length > 0 ? texts.choice.unknownOnly : texts.plan.empty) : `**${words.sum(review.counts)}**`} · ${code(shortened(plan.portal.host))}`,
    selectionPart(plan),
    questionsPart(review),
    risksPart(review),
    warningsPart(plan),
    manualPart(plan),
  ]);
  const tail = joined([
    addressesPart(words.leftAlone(plan.leftAlone.length), plan.leftAlone),
    addressesPart(texts.choice.kept.replace(/:$/, ''), plan.kept.map(({ address, properties }) => ({ address, name: properties.join(', ') }))),
    addressesPart(texts.choice.unknown.replace(/:$/, ''), plan.unknown.map((address) => ({ address }))),
    addressesPart(words.recorded(plan.recorded.length), plan.recorded.map((address) => ({ address }))),
    `<sub>${words.needs(plan.usage.requests, plan.usage.commands, durationText(plan.usage.seconds))} ${prose(words.madeBy(plan.bxform))}</sub>`,
  ]);
  const { folds, leftOut } = fitting(review.roots, MOST - NOTICE - head.length - tail.length);
  return `${joined([head, ...folds, leftOutLine(leftOut), tail])}\n`;
}

/** Long lists of addresses are cut: the fold with what is left out is not for them. */
const selectionPart = (plan: Plan): string => {
  const lines = selectionSentences(plan).map((line) => `- ${prose(line.length > LONG ? `${line.slice(0, LONG)}...` : line)}`);
  return lines.length === 0 ? '' : `**${texts.choice.selection}**\n\n${lines.join('\n')}`;
};

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

const shortened = (name: string): string => (name.length > SHORT_NAME ? `${name.slice(0, SHORT_NAME)}...` : name);

/** As many folds as there is room for, the shorter form of one where its longer one has no room. */
function fitting(roots: readonly RootReview[], room: number): { readonly folds: readonly string[]; readonly leftOut: readonly RootReview[] } {
  const briefs = roots.map((root) => rootFold(root, `${words.brief}\n\n${briefBlock(root)}`));
  let left = room;
  const shown = new Map<RootReview, string>();
  roots.forEach((root, at) => {
    const brief = briefs[at]!;
    if (brief.length + 2 > left) return;
    shown.set(root, brief);
    left -= brief.length + 2;
  });
  for (const [root, brief] of shown) {
    const whole = rootFold(root, changesBlock(root));
    if (whole.length - brief.length > left) continue;
    shown.set(root, whole);
    left -= whole.length - brief.length;
  }
  return { folds: [...shown.values()], leftOut: roots.filter((root) => !shown.has(root)) };
}

const rootFold = ({ root, counts }: RootReview, content: string): string =>
  fold(`<b><code>${html(shortened(root))}</code></b>: ${words.sum(counts)}`, content);

function leftOutLine(roots: readonly RootReview[]): string {
  if (roots.length === 0) return '';
  const named = roots.slice(0, 5);
  const rest = roots.slice(5);
  const told = [
    ...named.map(({ root, changes }) => words.leftOutRoot(code(shortened(root)), changes.length)),
    ...(rest.length === 0 ? [] : [words.leftOutRest(rest.length, rest.reduce((sum, { changes }) => sum + changes.length, 0))]),
  ];
  return `**${words.leftOut}** ${told.join(', ')}; ${words.leftOutHint}.`;
}
