// A plan as one page that can be mailed or kept with a pipeline: no file beside it, nothing loaded, and a
// policy that lets nothing in: its own style and script are named by their hashes, so even a text that got
// through as markup could neither run, nor load, nor send anything.

import { createHash } from 'node:crypto';
import type { Picture } from '../model/picture.ts';
import type { Plan } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { durationText } from './duration.ts';
import { Markup, markup } from './html-text.ts';
import { manualSection } from './manual-steps.ts';
import { questionsSection, remainderSection, risksSection, selectionSection, warningsSection } from './page-attention.ts';
import { changesSection } from './page-changes.ts';
import { diagramSection } from './page-diagram.ts';
import { funnelsSection, stageRules } from './page-funnels.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { typeTitle } from './picture-names.ts';
import { isEmpty } from './plan-counts.ts';
import { reviewOf, type Review } from './review.ts';

const words = texts.review.page;

export function planHtml(plan: Plan, picture: Picture): string {
  const review = reviewOf(plan);
  const blocked = new Set([...review.questions, ...review.waiting].map(({ address }) => address));
  const titles = new Map([...picture.before.types, ...picture.after.types].map((type) => [type.id, typeTitle(type)]));
  const parts: readonly (readonly [string, string, Markup | undefined])[] = [
    ['selection', '', selectionSection(plan)],
    ['questions', words.questions, questionsSection(review)],
    ['risks', texts.review.risks, risksSection(review)],
    ['warnings', texts.review.warnings, warningsSection(plan)],
    ['manual', texts.manual.heading, manualSection(plan)],
    ['diagram', words.diagram, diagramSection(picture, blocked)],
    ['funnels', words.funnels, funnelsSection(picture, blocked)],
    ['changes', words.changes, changesSection(review, titles)],
    ['rest', '', remainderSection(plan)],
  ];
  const shown = parts.filter(([, , part]) => part !== undefined);
  const links = shown.filter(([, title]) => title !== '').map(([id, title]) => markup`<a href="#${id}">${title}</a>`);
  const style = pageStyle(stageRules(picture));
  return markup`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${texts.review.title(plan.project, plan.portal.name)}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header><h1>${texts.review.title(plan.project, plan.portal.name)}</h1><div class="dim">${plan.portal.host}</div>
${tiles(plan, review)}
<nav aria-label="${words.sections}">${links}</nav></header>
<main>${isEmpty(review.counts) ? markup`<section><p><b>${texts.plan.empty}</b></p></section>` : undefined}
${shown.map(([, , part]) => markup`${part}\n`)}</main>
<footer>${words.footer(plan.bxform)}</footer>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`.text;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Quotes are escaped by the template; a browser reads them back. */
const policy = (style: string): string =>
  `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`;

const TILES = ['create', 'update', 'delete', 'adopt', 'blocked'] as const;

function tiles({ usage }: Plan, { counts }: Review): Markup {
  const counted = TILES.map((action) => tile(`${action}${counts[action] === 0 ? ' zero' : ''}`, String(counts[action]), words.tiles[action]));
  const sent = usage.requests === 0 ? words.nothing : `${words.tiles.time}: ${words.requests(usage.requests, usage.commands)}`;
  const time = tile('time', usage.requests === 0 ? '0' : `~${durationText(usage.seconds)}`, sent);
  return markup`<ul class="tiles" aria-label="${words.summary}">${counted}${time}</ul>`;
}

const tile = (look: string, number: string, told: string): Markup => markup`<li class="tile ${look}"><b>${number}</b><span>${told}</span></li>`;
