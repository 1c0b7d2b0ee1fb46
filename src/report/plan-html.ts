// A plan as one page that can be mailed or kept with a pipeline: what to answer and to think about first, then the
// diagram, the funnels and every change.

import type { Picture } from '../model/picture.ts';
import type { Plan } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { durationText } from './duration.ts';
import { htmlPage } from './html-page.ts';
import { markup, type Markup } from './html-text.ts';
import { manualSection } from './manual-steps.ts';
import { questionsSection, remainderSection, risksSection, selectionSection, warningsSection } from './page-attention.ts';
import { changesSection } from './page-changes.ts';
import { diagramSection } from './page-diagram.ts';
import { funnelsSection, stageRules } from './page-funnels.ts';
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
  const title = texts.review.title(plan.project, plan.portal.name);
  return htmlPage({
    language: words.language,
    title,
    style: pageStyle(stageRules(picture)),
    header: markup`<h1>${title}</h1><div class="dim">${plan.portal.host}</div>
${tiles(plan, review)}
<nav aria-label="${words.sections}">${links}</nav>`,
    main: markup`${isEmpty(review.counts) ? markup`<section><p><b>${texts.plan.empty}</b></p></section>` : undefined}
${shown.map(([, , part]) => markup`${part}\n`)}`,
    footer: words.footer(plan.bxform),
  });
}

const TILES = ['create', 'update', 'delete', 'adopt', 'blocked'] as const;

function tiles({ usage }: Plan, { counts }: Review): Markup {
  const counted = TILES.map((action) => tile(`${action}${counts[action] === 0 ? ' zero' : ''}`, String(counts[action]), words.tiles[action]));
  const sent = usage.requests === 0 ? words.nothing : `${words.tiles.time}: ${words.requests(usage.requests, usage.commands)}`;
  const time = tile('time', usage.requests === 0 ? '0' : `~${durationText(usage.seconds)}`, sent);
  return markup`<ul class="tiles" aria-label="${words.summary}">${counted}${time}</ul>`;
}

const tile = (look: string, number: string, told: string): Markup => markup`<li class="tile ${look}"><b>${number}</b><span>${told}</span></li>`;
