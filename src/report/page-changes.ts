// The changes of a page: a fold for each root, in it every change with its properties, what they were and what
// they become. Everything that can be searched is in the text itself.

import type { Change } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { changeRemark } from './change-remark.ts';
import { given, Markup, markup } from './html-text.ts';
import { propertyViews, type PropertyView } from './property-view.ts';
import { belowRoot, type Review, type RootReview } from './review.ts';
import { quoted } from './visible.ts';

const words = texts.review.page;
/** Changes that are shown without being asked for. */
const MOST_OPEN = 40;

export function changesSection({ roots }: Review, titles: ReadonlyMap<string, string>): Markup | undefined {
  if (roots.length === 0) return undefined;
  const all = roots.reduce((sum, { changes }) => sum + changes.length, 0);
  return markup`<section id="changes"><h2>${words.changes}</h2>
${searchPart(all)}
<p id="none" class="none" hidden>${words.nothingFound}</p>
${roots.map((root) => rootPart(root, titles.get(root.root), all <= MOST_OPEN))}</section>`;
}

/** Hidden where no script runs: it could do nothing. */
const searchPart = (all: number): Markup => markup`<div class="tools" id="tools" hidden><label class="hidden" for="search">${words.search}</label>
<input id="search" type="search" placeholder="${words.search}" aria-describedby="hint" autocomplete="off" spellcheck="false">
<span id="hint" class="dim hint">${words.searchHint}</span>
<output id="found" for="search" data-all="${all}" data-pattern="${words.found('#', '##')}"></output>
<button type="button" id="open">${words.openAll}</button><button type="button" id="close">${words.closeAll}</button></div>`;

const dim = (text: string): Markup => markup` <span class="dim">${text}</span>`;

const rootPart = ({ root, counts, changes }: RootReview, title: string | undefined, isOpen: boolean): Markup =>
  markup`<details${isOpen ? new Markup(' open') : undefined} class="root">
<summary>${given(title, (each) => markup`<b>${each}</b> `)}<code>${root}</code>${dim(texts.review.sum(counts))}</summary>
${changes.map((change) => changePart(change, root))}</details>
`;

function changePart(change: Change, root: string): Markup {
  const waits = change.waitsFor !== undefined;
  const says = change.reason !== undefined && !change.automatic && !waits;
  const said = says ? markup`<p>${change.reason}</p>\n` : undefined;
  return markup`<article class="change ${change.action}">${headPart(change, root)}
${said}${(change.risks ?? []).map(riskPart)}${waits ? undefined : propertiesPart(propertyViews(change))}</article>
`;
}

function headPart(change: Change, root: string): Markup {
  const below = belowRoot(change.address, root);
  const lead = below === change.address ? undefined : markup`<span class="hidden">${root}/</span>`;
  const name = given(change.name, (each) => markup` <span>${quoted(each)}</span>`);
  const badge = markup`<span class="badge ${change.action}">${texts.actions[change.action]}</span>`;
  return markup`<h3>${badge} <code>${lead}${below}</code>${name}${given(changeRemark(change), dim)}</h3>`;
}

const riskPart = (risk: string): Markup => markup`<p class="risk"><b>${texts.plan.risk}</b> ${risk}</p>\n`;

function propertiesPart(views: readonly PropertyView[]): Markup | undefined {
  if (views.length === 0) return undefined;
  const compared = views.some(({ before }) => before !== undefined);
  const columns = [words.property, words.before, words.after].map((column) => markup`<th scope="col">${column}</th>`);
  const head = compared ? markup`<thead class="hidden"><tr>${columns}</tr></thead>` : undefined;
  const widths = compared ? markup`<colgroup><col class="path"><col><col></colgroup>` : markup`<colgroup><col class="path"><col></colgroup>`;
  return markup`<table>${widths}${head}<tbody>${views.map((view) => rowPart(view, compared ? 2 : 1))}</tbody></table>\n`;
}

function rowPart({ path, secret, before, after, lines }: PropertyView, columns: number): Markup {
  const name = markup`<th scope="row">${path}</th>`;
  if (secret !== undefined) return markup`<tr>${name}<td colspan="${columns}" class="secret">${secret}</td></tr>`;
  if (lines !== undefined) return markup`<tr>${name}<td colspan="${columns}"><pre>${lines.map(linePart)}</pre></td></tr>`;
  const was = columns === 1 ? undefined : markup`<td class="was">${given(before, (each) => markup`<del>${valuePart(path, each)}</del>`)}</td>`;
  return markup`<tr>${name}${was}<td class="becomes"><ins>${valuePart(path, after ?? '')}</ins></td></tr>`;
}

function linePart(line: string): Markup {
  if (line.startsWith('+ ')) return markup`<ins>${line}</ins>\n`;
  return line.startsWith('- ') ? markup`<del>${line}</del>\n` : markup`<span>${line}</span>\n`;
}

/** A colour is shown beside its number. */
function valuePart(path: string, value: string): Markup {
  const [, color] = (path === 'color' && /^"([0-9A-F]{6})"$/.exec(value)) || [];
  if (color === undefined) return markup`${value}`;
  const swatch = markup`<rect width="12" height="12" rx="3" fill="#${color}"/>`;
  return markup`<svg class="swatch" width="12" height="12" aria-hidden="true">${swatch}</svg>${value}`;
}
