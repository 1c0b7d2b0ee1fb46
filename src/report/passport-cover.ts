// The first thing a reader of a passport sees: whose portal, as of when, what it amounts to, and its score as a ring.

import type { Passport } from '../model/passport.ts';
import { texts } from '../texts/index.ts';
import { given, markup, type Markup } from './html-text.ts';

const words = texts.audit.page;

/** Good, fair or bad, in the colours of what is made, changed and removed. */
const grade = (score: number): string => (score >= 80 ? 'create' : score >= 50 ? 'update' : 'delete');

const ring = (score: number): Markup => markup`<figure class="ring ${grade(score)}"><svg viewBox="0 0 120 120" width="132" height="132" role="img" aria-label="${words.sections.score}: ${score} ${words.outOf}">
<circle cx="60" cy="60" r="52" class="rail"/>
<circle cx="60" cy="60" r="52" class="score" pathLength="100" stroke-dasharray="${score} 100" transform="rotate(-90 60 60)"/>
<text x="60" y="66" class="number">${score}</text><text x="60" y="86" class="of">${words.outOf}</text></svg></figure>`;

type Tile = keyof typeof words.tiles;

function counts({ types, standard, funnels, relations, dictionaries, workplaces, automation }: Passport): readonly (readonly [Tile, number])[] {
  const all = [...types, ...standard];
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
  const made = sum(automation.map(({ entries }) => entries.length));
  const counted = all.some(({ records }) => records !== undefined);
  return [
    ['types', types.length], ['fields', sum(all.map(({ fields }) => fields.length))], ['funnels', funnels], ['relations', relations],
    ['dictionaries', dictionaries.length], ['workplaces', workplaces.length],
    ...(automation.length > 0 ? [['automation', made] as const] : []),
    ...(counted ? [['records', sum(all.map(({ records = 0 }) => records))] as const] : []),
  ];
}

export interface Cover {
  readonly host: string;
  readonly score: number;
  /** `2026-11-22` */
  readonly day?: string;
  readonly links: readonly (readonly [id: string, title: string])[];
}

export function coverPart(passport: Passport, { host, score, day, links }: Cover): Markup {
  const tiles = counts(passport).map(([tile, count]) => markup`<li class="tile${count === 0 ? ' zero' : ''}"><b>${count}</b><span>${words.tiles[tile]}</span></li>`);
  return markup`<div class="cover"><div><p class="kind">${words.kind}</p><h1>${host}</h1>${given(day, (each) => markup`<p class="dim">${words.asOf(each)}</p>`)}</div>${ring(score)}</div>
<ul class="tiles" aria-label="${words.summary}">${tiles}</ul>
<nav aria-label="${texts.review.page.sections}">${links.map(([id, title]) => markup`<a href="#${id}">${title}</a>`)}</nav>`;
}
