// The funnels of a page as the strips people know from the kanban: stages in their order and colours, before
// and after where they differ, with a sign on each stage that comes, goes or changes.

import { rootOf } from '../model/address.ts';
import type { Drawing, Picture, PictureName, PictureStage } from '../model/picture.ts';
import { texts } from '../texts/index.ts';
import { given, Markup, markup } from './html-text.ts';
import { byId, markOf, sameContent, type Side } from './picture-marks.ts';
import { partName, typeTitle } from './picture-names.ts';
import { PLAIN_STAGE, textOn } from './stage-colour.ts';

const words = texts.review.page;

/** A funnel, or the stages of a type that has none. */
interface Board {
  readonly id: string;
  readonly name?: PictureName;
  readonly bare: boolean;
  readonly stages: readonly PictureStage[];
}

export function funnelsSection({ before, after }: Picture, blocked: ReadonlySet<string>): Markup | undefined {
  const types = [...byId([...before.types, ...after.types]).values()].sort((a, b) => (rootOf(a.id) < rootOf(b.id) ? -1 : 1));
  const sides = types.map((type) => ({ type, old: boardsIn(before, type.id), now: boardsIn(after, type.id) }));
  const anyDiffers = sides.some(({ old, now }) => !sameContent(old, now));
  const parts = sides
    .filter(({ old, now }) => old.length + now.length > 0)
    .map(({ type, old, now }) => {
      const ids = [...new Set([...now, ...old].map(({ id }) => id))];
      const boards = ids.map((id) => boardPart(byId(old).get(id), byId(now).get(id), blocked));
      const isOpen = !anyDiffers || !sameContent(old, now);
      const summary = markup`<summary><b>${typeTitle(type)}</b> <code>${type.id}</code></summary>`;
      return markup`<details${isOpen ? new Markup(' open') : undefined} class="type">${summary}${boards}</details>\n`;
    });
  return parts.length === 0 ? undefined : markup`<section id="funnels"><h2>${words.funnels}</h2>${parts}</section>`;
}

/** The funnels of one type as they are. */
export function boardsOf(drawing: Drawing, id: string): readonly Markup[] {
  return boardsIn(drawing, id).map((board) => boardPart(board, board, new Set()));
}

/** The colours of all strips as rules of the page's own style. */
export function stageRules({ before, after }: Picture): string {
  const types = [...before.types, ...after.types];
  const stages = types.flatMap(({ funnels, stages: bare }) => [...bare, ...funnels.flatMap((funnel) => funnel.stages)]);
  const colors = [...new Set([PLAIN_STAGE, ...stages.flatMap(({ color }) => color ?? [])])].sort();
  return colors.map((color) => `.c${color}{background:#${color};color:#${textOn(color)}}`).join('\n');
}

function boardsIn({ types }: Drawing, id: string): readonly Board[] {
  const { stages = [], funnels = [] } = byId(types).get(id) ?? {};
  return [...(stages.length === 0 ? [] : [{ id, bare: true, stages }]), ...funnels.map((funnel) => ({ ...funnel, bare: false }))];
}

function boardPart(old: Board | undefined, now: Board | undefined, blocked: ReadonlySet<string>): Markup {
  const board = (now ?? old)!;
  const mark = markOf(board, now === undefined ? undefined : old, { side: now === undefined ? 'before' : 'after', blocked });
  const badge = mark === 'kept' ? undefined : markup` <span class="badge ${mark}">${words.badges[mark]}</span>`;
  const title = board.bare ? undefined : markup`<h3>${partName(board)}${badge}</h3>`;
  if (mark !== 'changed') return markup`<div class="funnel">${title}${strip(board, board, undefined, { side: 'after', blocked })}</div>\n`;
  const rows = [strip(old!, now!, words.before, { side: 'before', blocked }), strip(now!, old!, words.after, { side: 'after', blocked })];
  return markup`<div class="funnel">${title}${rows}</div>\n`;
}

function strip(own: Board, other: Board, label: string | undefined, side: Side): Markup {
  const others = byId(other.stages);
  const stages = own.stages.map((stage) => stagePart(stage, others.get(stage.id), side));
  const shown = stages.length === 0 ? markup`<span class="none">${words.noStages}</span>` : markup`<ol class="strip">${stages}</ol>`;
  return markup`<div class="row">${given(label, (each) => markup`<span class="when">${each}</span>`)}${shown}</div>`;
}

function stagePart(stage: PictureStage, other: PictureStage | undefined, side: Side): Markup {
  const mark = markOf(stage, other, side);
  const end = words.semantics[stage.semantics];
  const sign = given(words.marks[mark], (each) => markup`<b>${each}</b> `);
  const told = [stage.id, end?.word, words.badges[mark]].filter((word) => word !== undefined).join(', ');
  const shown = markup`<span>${sign}${given(end, (each) => `${each.sign} `)}${partName(stage)}</span>`;
  return markup`<li class="stage c${stage.color ?? PLAIN_STAGE} ${mark} ${stage.semantics}" title="${told}">${shown}</li>`;
}
