// The diagram of a page: types as boxes with a thin strip of colours for each funnel, relations as arrows from
// the type above to the type below. Two drawings in one layout: what comes is marked in the second, what goes
// in the first. Colours of stages are attributes, so no style of others enters the page.

import type { Drawing, Picture, PictureType } from '../model/picture.ts';
import { texts } from '../texts/index.ts';
import { BOX_WIDTH, layout, type Layout, type Place } from './diagram-layout.ts';
import { markup, type Markup } from './html-text.ts';
import { arrow } from './page-lines.ts';
import { partName, typeTitle } from './picture-names.ts';
import { PLAIN_STAGE } from './stage-colour.ts';
import { width } from './visible.ts';

const words = texts.review.page;
const [HEAD, STRIP, PAD] = [50, 15, 12];
const MOST_STRIPS = 6;

export function diagramSection(picture: Picture, blocked: ReadonlySet<string>): Markup | undefined {
  const { before, after } = picture;
  if (after.types.length + before.types.length === 0) return undefined;
  const plan = layout(picture, heightOf);
  const same = JSON.stringify(before) === JSON.stringify(after);
  const figures = same
    ? [figure(words.unchanged, after, before, plan, { side: 'after', blocked })]
    : [...(before.types.length === 0 ? [] : [figure(words.before, before, after, plan, { side: 'before', blocked })]), figure(words.after, after, before, plan, { side: 'after', blocked })];
  const legend = same ? undefined : markup`<p class="dim legend">${Object.entries(words.marks).map(([mark, sign]) => markup`<span><b>${sign}</b> ${words.badges[mark]}</span> `)}</p>`;
  return markup`<section id="diagram"><h2>${words.diagram}</h2><div class="figures">${figures}</div>${legend}</section>`;
}

interface Side {
  readonly side: 'before' | 'after';
  readonly blocked: ReadonlySet<string>;
}

function figure(title: string, own: Drawing, other: Drawing, plan: Layout, side: Side): Markup {
  const known = new Map(other.types.map((type) => [type.id, JSON.stringify(type)]));
  const lines = new Set(other.relations.map(({ id }) => id));
  return markup`<figure><figcaption>${title}</figcaption><div class="wide" tabindex="0" role="group" aria-label="${words.diagram}: ${title}">
<svg viewBox="0 0 ${plan.width} ${plan.height}" width="${plan.width}" height="${plan.height}" role="img" aria-label="${words.describe(own.types.length, own.relations.length)}">
<defs><marker id="arrow-${side.side}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>
${own.relations.map((relation) => arrow(relation, own.relations, markOf(relation.id, lines.has(relation.id), side), `arrow-${side.side}`, plan))}
${own.types.map((type) => box(type, plan.places.get(type.id)!, known.has(type.id) && known.get(type.id) !== JSON.stringify(type) ? 'changed' : markOf(type.id, known.has(type.id), side)))}
</svg></div></figure>
`;
}

const markOf = (id: string, known: boolean, { side, blocked }: Side): string =>
  known ? 'kept' : side === 'before' ? 'gone' : blocked.has(id) ? 'blocked' : 'new';

function heightOf({ funnels, stages }: PictureType): number {
  const strips = Math.min(MOST_STRIPS, funnels.length + (stages.length > 0 ? 1 : 0));
  return HEAD + (strips === 0 ? 0 : strips * STRIP + 6);
}

function box(type: PictureType, { x, y, height }: Place, mark: string): Markup {
  const strips = [...type.funnels.map(({ stages }) => stages), ...(type.stages.length > 0 ? [type.stages] : [])].slice(0, MOST_STRIPS);
  const title = typeTitle(type);
  const sign = words.marks[mark];
  return markup`<g class="box ${mark}"><title>${title} (${type.id})${type.funnels.map((funnel) => `, ${partName(funnel)}`)}</title>
<rect x="${x}" y="${y}" width="${BOX_WIDTH}" height="${height}" rx="8" class="frame"/>
<text x="${x + PAD}" y="${y + 21}" class="name">${fitted(title, sign === undefined ? 24 : 19)}</text>
<text x="${x + PAD}" y="${y + 38}" class="id">${fitted(type.id, 30)}</text>
${sign === undefined ? undefined : markup`<text x="${x + BOX_WIDTH - PAD}" y="${y + 21}" class="sign">${sign}</text>`}
${strips.map((stages, at) => strip(stages, x + PAD, y + HEAD + at * STRIP))}</g>
`;
}

function strip(stages: PictureType['stages'], x: number, y: number): Markup {
  const each = (BOX_WIDTH - 2 * PAD) / Math.max(1, stages.length);
  if (stages.length === 0) return markup`<rect x="${x}" y="${y}" width="${BOX_WIDTH - 2 * PAD}" height="9" rx="2" class="empty"/>`;
  return markup`${stages.map(({ color = PLAIN_STAGE }, at) => markup`<rect x="${round(x + at * each)}" y="${y}" width="${round(each - 2)}" height="9" rx="2" fill="#${color}"/>`)}`;
}

const round = (value: number): number => Math.round(value * 10) / 10;

function fitted(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let cut = '';
  for (const char of text) {
    if (width(cut + char) > columns - 1) break;
    cut += char;
  }
  return `${cut}…`;
}
