// What a reviewer of a page has to know before anything else: the questions with the lines that answer them,
// risks, warnings; and at the end what is left alone.

import type { Change, Plan } from '../model/plan.ts';
import { formatPlace, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { given, markup, type Markup } from './html-text.ts';
import { withoutTokens } from './problem-lines.ts';
import { isRiskyDelete, type Review } from './review.ts';
import { selectionSentences } from './selection-lines.ts';
import { quoted, visible } from './visible.ts';

const words = texts.review.page;

interface Named {
  readonly address: string;
  readonly name?: string;
}

const dim = (text: string): Markup => markup` <span class="dim">${text}</span>`;
const namedThing = ({ address, name }: Named): Markup => markup`<code>${address}</code>${given(name, (each) => ` ${quoted(each)}`)}`;

export function questionsSection({ questions, waiting }: Review): Markup | undefined {
  if (questions.length === 0) return undefined;
  const behind = (change: Change): number => waiting.filter(({ waitsFor }) => waitsFor === change.address).length;
  const parts = questions.map((change) => questionPart(change, behind(change)));
  return markup`<section id="questions" class="attention blocked"><h2>${words.questions}</h2>${parts}</section>`;
}

const questionPart = (change: Change, behind: number): Markup =>
  markup`<article class="question"><h3>${namedThing(change)}${given(change.place, (place) => dim(formatPlace(place)))}</h3>
<p>${change.reason ?? texts.plan.unexplained}</p>
${answersPart(change)}${behind === 0 ? undefined : markup`<p class="dim">${words.waits(behind)}</p>\n`}</article>`;

function answersPart({ address, answers = [], commands = [] }: Change): Markup | undefined {
  if (answers.length + commands.length === 0) return undefined;
  const run = commands.map((command) => markup`<span>${visible(command)}</span>\n`);
  const lines = answers.flatMap((answer) => answer.split('\n')).map((line) => markup`<span>${visible(line)}</span>\n`);
  const inFiles = lines.length === 0 ? undefined : markup`<p class="dim">${words.answer(address, answers.length)}</p><pre class="yaml">${lines}</pre>\n`;
  const toRun = run.length === 0 ? undefined : markup`<p class="dim">${texts.choice.commands(commands.length)}</p><pre class="yaml">${run}</pre>\n`;
  return markup`${inFiles}${toRun}`;
}

export function risksSection({ risky }: Review): Markup | undefined {
  if (risky.length === 0) return undefined;
  const items = risky.flatMap((change) => [
    ...(isRiskyDelete(change) ? [markup`<li>${namedThing(change)} ${texts.review.isDeleted}</li>`] : []),
    ...(change.risks ?? []).map((risk) => markup`<li><code>${change.address}</code> ${risk}</li>`),
  ]);
  return markup`<section id="risks" class="attention update"><h2>${texts.review.risks}</h2><ul>${items}</ul></section>`;
}

export function warningsSection({ warnings }: Plan): Markup | undefined {
  if (warnings.length === 0) return undefined;
  return markup`<section id="warnings" class="attention update"><h2>${texts.review.warnings}</h2><ul>${warnings.map(warningPart)}</ul></section>`;
}

function warningPart({ place, address, message, hint }: Problem): Markup {
  const where = place === undefined ? address : formatPlace(place);
  const lead = given(where, (each) => markup`<code>${each}</code> `);
  return markup`<li>${lead}${withoutTokens(message)}${given(hint, (each) => dim(withoutTokens(each)))}</li>`;
}

export function selectionSection(plan: Plan): Markup | undefined {
  const sentences = selectionSentences(plan);
  if (sentences.length === 0) return undefined;
  return markup`<section id="selection" class="attention update"><h2>${texts.choice.selection}</h2><ul>${sentences.map((each) => markup`<li>${each}</li>`)}</ul></section>`;
}

export function remainderSection({ leftAlone, recorded, kept, unknown }: Plan): Markup | undefined {
  if (leftAlone.length + recorded.length + kept.length + unknown.length === 0) return undefined;
  const left = kept.map(({ address, properties }) => ({ address, name: properties.join(', ') }));
  const [found, unread] = [recorded, unknown].map((addresses) => addresses.map((address) => ({ address })));
  return markup`<section id="rest">${addressesPart(words.leftAlone, leftAlone)}${addressesPart(texts.choice.kept, left)}${addressesPart(texts.choice.unknown, unread!)}${addressesPart(words.recorded, found!)}</section>`;
}

function addressesPart(title: string, entries: readonly Named[]): Markup | undefined {
  if (entries.length === 0) return undefined;
  const items = entries.map((entry) => markup`<li>${namedThing(entry)}</li>`);
  return markup`<details class="list"><summary>${title}${dim(String(entries.length))}</summary><ul>${items}</ul></details>\n`;
}
