// The diagram of a page: types as boxes with a thin strip of colours for each funnel, relations as arrows from
// the type above to the type below. Two drawings in one layout: what comes is marked in the second, what goes
// in the first. Colours of stages are attributes, so no style of others enters the page.

import type { Drawing, Picture, PictureStage, PictureType } from '../model/picture.ts';
import { texts } from '../texts/index.ts';
import { BOX_WIDTH, layout, type Layout, type Place } from './diagram-layout.ts';
import { given, markup, type Markup } from './html-text.ts';
import { arrow, extent } from './page-lines.ts';
import { byId, markOf, sameContent, type Mark, type Side } from './picture-marks.ts';
import { partName, typeTitle } from './picture-names.ts';
import { PLAIN_STAGE } from './stage-colour.ts';
import { width } from './visible.ts';

const words = texts.review.page;
const [HEAD, STRIP, PAD] = [50, 15, 12];
const MOST_STRIPS = 6;

/** `unchanged`: the title where both drawings are one. */
export function diagramSection(picture: Picture, blocked: ReadonlySet<string>, unchanged: string = words.unchanged): Markup | undefined {
  const { before, after } = picture;
  if (after.types.length + before.types.length === 0) return undefined;
  const plan = layout(picture, heightOf);
  const now = (title: string): Markup => figure(title, after, before, plan, { side: 'after', blocked });
  if (sameContent(before, after)) return section([now(unchanged)]);
  const old = before.types.length === 0 ? [] : [figure(words.before, before, after, plan, { side: 'before', blocked })];
  const signs = Object.entries(words.marks).map(([mark, sign]) => markup`<span><b>${sign}</b> ${words.badges[mark]}</span> `);
  return section([...old, now(words.after)], markup`<p class="dim legend">${signs}</p>`);
}

const section = (figures: readonly Markup[], legend?: Markup): Markup =>
  markup`<section id="diagram"><h2>${words.diagram}</h2><div class="figures">${figures}</div>${legend}</section>`;

function figure(title: string, own: Drawing, other: Drawing, plan: Layout, side: Side): Markup {
  const [types, relations] = [byId(other.types), byId(other.relations)];
  const told = words.describe(own.types.length, own.relations.length);
  const tip = `arrow-${side.side}`;
  const { top, height } = extent(own, plan);
  return markup`<figure><figcaption>${title}</figcaption><div class="wide" tabindex="0" role="group" aria-label="${words.diagram}: ${title}">
<svg viewBox="0 ${top} ${plan.width} ${height}" width="${plan.width}" height="${height}" role="img" aria-label="${told}">
<defs><marker id="${tip}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">
<path d="M0 0L8 4L0 8z" class="tip"/></marker></defs>
${own.relations.map((relation) => arrow(relation, own.relations, markOf(relation, relations.get(relation.id), side), tip, plan))}
${own.types.map((type) => box(type, plan.places.get(type.id)!, markOf(type, types.get(type.id), side)))}
</svg></div></figure>
`;
}

function heightOf({ funnels, stages }: PictureType): number {
  const strips = Math.min(MOST_STRIPS, funnels.length + (stages.length > 0 ? 1 : 0));
  return HEAD + (strips === 0 ? 0 : strips * STRIP + 6);
}

function box(type: PictureType, { x, y, height }: Place, mark: Mark): Markup {
  const strips = [...type.funnels.map(({ stages }) => stages), ...(type.stages.length > 0 ? [type.stages] : [])].slice(0, MOST_STRIPS);
  const title = typeTitle(type);
  const sign = words.marks[mark];
  return markup`<g class="box ${mark}"><title>${title} (${type.id})${type.funnels.map((funnel) => `, ${partName(funnel)}`)}</title>
<rect x="${x}" y="${y}" width="${BOX_WIDTH}" height="${height}" rx="8" class="frame"/>
<text x="${x + PAD}" y="${y + 21}" class="name">${fitted(title, sign === undefined ? 24 : 19)}</text>
<text x="${x + PAD}" y="${y + 38}" class="id">${fitted(type.id, 28)}</text>
${given(sign, (each) => markup`<text x="${x + BOX_WIDTH - PAD}" y="${y + 21}" class="sign">${each}</text>`)}
${strips.map((stages, at) => strip(stages, x + PAD, y + HEAD + at * STRIP))}</g>
`;
}

function strip(stages: readonly PictureStage[], x: number, y: number): Markup {
  if (stages.length === 0) return markup`<rect x="${x}" y="${y}" width="${BOX_WIDTH - 2 * PAD}" height="9" rx="2" class="empty"/>`;
  const each = (BOX_WIDTH - 2 * PAD) / stages.length;
  const part = ({ color = PLAIN_STAGE }: PictureStage, at: number): Markup =>
    markup`<rect x="${round(x + at * each)}" y="${y}" width="${round(each - 2)}" height="9" rx="2" fill="#${color}"/>`;
  return markup`${stages.map(part)}`;
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
