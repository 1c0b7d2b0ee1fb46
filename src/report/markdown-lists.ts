// What a reviewer has to know before anything else: questions with the lines that answer them, risks,
// warnings; and at the end what is left alone. Each list keeps to its share of the comment and says how many
// it left out.

import type { Change, Plan } from '../model/plan.ts';
import { formatPlace, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { html } from './html-text.ts';
import { manualItems } from './manual-steps.ts';
import { code, fenced, prose } from './markdown-text.ts';
import { withoutTokens } from './problem-lines.ts';
import { isRiskyDelete, type Review } from './review.ts';
import { quoted, visible } from './visible.ts';

const words = texts.review;
/** Characters one list may take. */
const SHARE = 9000;

export function questionsPart({ questions, waiting }: Review): string {
  if (questions.length === 0) return '';
  const rest = waiting.length === 0 ? [] : [words.waiting(waiting.length)];
  return [`#### ${words.blocked(questions.length)}`, ...kept(questions.map(question)), ...rest].join('\n\n');
}

function question(change: Change): string {
  const place = change.place === undefined ? '' : ` (${code(formatPlace(change.place))})`;
  const answers = change.answers ?? [];
  const lines = answers.flatMap((answer) => answer.split('\n')).map((line) => `  ${visible(line)}`);
  const under = `${visible(words.under(change.address))}${answers.length > 1 ? `, ${words.oneOf}` : ''}`;
  return [
    `**${code(change.address)}**${change.name === undefined ? '' : ` ${code(quoted(change.name))}`}${place}: ${prose(change.reason ?? texts.plan.unexplained)}`,
    ...(lines.length === 0 ? [] : [fenced('yaml', [`# ${under}`, ...lines])]),
    ...(change.commands === undefined ? [] : [texts.choice.commands(change.commands.length), fenced('sh', change.commands.map(visible))]),
  ].join('\n\n');
}

export function risksPart({ risky }: Review): string {
  const lines = risky.flatMap((change) => [
    ...(isRiskyDelete(change) ? [`- ${code(change.address)}${change.name === undefined ? '' : ` ${code(quoted(change.name))}`} ${words.isDeleted}`] : []),
    ...(change.risks ?? []).map((risk) => `- ${code(change.address)}: ${prose(risk)}`),
  ]);
  return lines.length === 0 ? '' : `#### ${words.risks}\n\n${kept(lines).join('\n')}`;
}

export const warningsPart = ({ warnings }: Plan): string =>
  warnings.length === 0 ? '' : `#### ${words.warnings}\n\n${kept(warnings.map(warning)).join('\n')}`;

export function manualPart(plan: Plan): string {
  const items = manualItems(plan);
  return items.length === 0 ? '' : `#### ${texts.manual.heading}\n\n${kept(items).join('\n')}`;
}

function warning({ place, address, message, hint }: Problem): string {
  const where = place === undefined ? address : formatPlace(place);
  const told = `${prose(withoutTokens(message))}${hint === undefined ? '' : ` (${prose(withoutTokens(hint))})`}`;
  return `- ${where === undefined ? '' : `${code(where)}: `}${told}`;
}

/** A fold with addresses in it. */
export const addressesPart = (title: string, entries: readonly { readonly address: string; readonly name?: string }[]): string =>
  entries.length === 0
    ? ''
    : fold(html(title), kept(entries.map(({ address, name }) => `- ${code(address)}${name === undefined ? '' : ` ${code(quoted(name))}`}`)).join('\n'));

/** `summary` is HTML, `content` Markdown. */
export const fold = (summary: string, content: string): string => `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;

function kept(items: readonly string[]): readonly string[] {
  let length = 0;
  const fitting = items.findIndex((item) => (length += item.length) > SHARE);
  return fitting === -1 ? items : [...items.slice(0, fitting), `- ${words.more(items.length - fitting)}`];
}
