// What a reviewer of a page has to know before anything else: the questions with the lines that answer them,
// risks, warnings; and at the end what is left alone.

import type { Change, Plan } from '../model/plan.ts';
import { formatPlace, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { markup, type Markup } from './html-text.ts';
import { withoutTokens } from './problem-lines.ts';
import { isRiskyDelete, type Review } from './review.ts';
import { quoted, visible } from './visible.ts';

const words = texts.review.page;

export function questionsSection({ questions, waiting }: Review): Markup | undefined {
  if (questions.length === 0) return undefined;
  const behind = (change: Change): number => waiting.filter(({ waitsFor }) => waitsFor === change.address).length;
  return markup`<section id="questions" class="attention blocked"><h2>${words.questions}</h2>${questions.map((change) => questionPart(change, behind(change)))}</section>`;
}

function questionPart(change: Change, behind: number): Markup {
  const answers = change.answers ?? [];
  const lines = answers.flatMap((answer) => answer.split('\n')).map(visible);
  return markup`<article class="question"><h3><code>${change.address}</code>${change.name === undefined ? undefined : markup` <span>${quoted(change.name)}</span>`}${change.place === undefined ? undefined : markup` <span class="dim">${formatPlace(change.place)}</span>`}</h3>
<p>${change.reason ?? texts.plan.unexplained}</p>
${lines.length === 0 ? undefined : markup`<p class="dim">${words.answer(change.address, answers.length)}</p><pre class="yaml">${lines.map((line) => markup`<span>${line}</span>\n`)}</pre>\n`}${behind === 0 ? undefined : markup`<p class="dim">${words.waits(behind)}</p>\n`}</article>`;
}

export function risksSection({ risky }: Review): Markup | undefined {
  if (risky.length === 0) return undefined;
  const items = risky.flatMap((change) => [
    ...(isRiskyDelete(change) ? [markup`<li><code>${change.address}</code>${change.name === undefined ? undefined : ` ${quoted(change.name)}`} ${texts.review.isDeleted}</li>`] : []),
    ...(change.risks ?? []).map((risk) => markup`<li><code>${change.address}</code> ${risk}</li>`),
  ]);
  return markup`<section id="risks" class="attention update"><h2>${texts.review.risks}</h2><ul>${items}</ul></section>`;
}

export const warningsSection = ({ warnings }: Plan): Markup | undefined =>
  warnings.length === 0 ? undefined : markup`<section id="warnings" class="attention update"><h2>${texts.review.warnings}</h2><ul>${warnings.map(warningPart)}</ul></section>`;

function warningPart({ place, address, message, hint }: Problem): Markup {
  const where = place === undefined ? address : formatPlace(place);
  return markup`<li>${where === undefined ? undefined : markup`<code>${where}</code> `}${withoutTokens(message)}${hint === undefined ? undefined : markup` <span class="dim">${withoutTokens(hint)}</span>`}</li>`;
}

export function remainderSection({ leftAlone, recorded }: Plan): Markup | undefined {
  const parts = [addressesPart(words.leftAlone, leftAlone), addressesPart(words.recorded, recorded.map((address) => ({ address })))].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : markup`<section id="rest">${parts}</section>`;
}

const addressesPart = (title: string, entries: readonly { readonly address: string; readonly name?: string }[]): Markup | undefined =>
  entries.length === 0
    ? undefined
    : markup`<details class="list"><summary>${title} <span class="dim">${entries.length}</span></summary><ul>${entries.map(({ address, name }) => markup`<li><code>${address}</code>${name === undefined ? undefined : ` ${quoted(name)}`}</li>`)}</ul></details>\n`;
