// The funnels of a page as the strips people know from the kanban: stages in their order and colours, before
// and after where they differ, with a sign on each stage that comes, goes or changes.

import { rootOf } from '../model/address.ts';
import type { Drawing, Picture, PictureName, PictureStage, PictureType } from '../model/picture.ts';
import { texts } from '../texts/index.ts';
import { Markup, markup } from './html-text.ts';
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
  const titles = new Map([...before.types, ...after.types].map((type) => [type.id, typeTitle(type)]));
  const differs = (old: readonly Board[], now: readonly Board[]): boolean => JSON.stringify(old) !== JSON.stringify(now);
  const anyDiffers = [...titles.keys()].some((id) => differs(boardsOf(before, id), boardsOf(after, id)));
  const types = [...titles].sort(([a], [b]) => (rootOf(a) < rootOf(b) ? -1 : 1)).flatMap(([id, title]) => {
    const [old, now] = [boardsOf(before, id), boardsOf(after, id)];
    const ids = [...new Set([...now, ...old].map((board) => board.id))];
    const boards = ids.map((board) => boardPart(old.find((each) => each.id === board), now.find((each) => each.id === board), blocked));
    const isOpen = !anyDiffers || differs(old, now);
    return boards.length === 0 ? [] : [markup`<details${isOpen ? new Markup(' open') : undefined} class="type"><summary><b>${title}</b> <code>${id}</code></summary>${boards}</details>\n`];
  });
  return types.length === 0 ? undefined : markup`<section id="funnels"><h2>${words.funnels}</h2>${types}</section>`;
}

/** The colours of all strips as rules of the page's own style. */
export function stageRules({ before, after }: Picture): string {
  const stages = [before, after].flatMap(({ types }) => types.flatMap(({ funnels, stages: bare }) => [...bare, ...funnels.flatMap((funnel) => funnel.stages)]));
  const colors = [...new Set([PLAIN_STAGE, ...stages.flatMap(({ color }) => color ?? [])])].sort();
  return colors.map((color) => `.c${color}{background:#${color};color:#${textOn(color)}}`).join('\n');
}

function boardsOf({ types }: Drawing, id: string): readonly Board[] {
  const type: PictureType | undefined = types.find((each) => each.id === id);
  if (type === undefined) return [];
  return [...(type.stages.length === 0 ? [] : [{ id, bare: true, stages: type.stages }]), ...type.funnels.map((funnel) => ({ ...funnel, bare: false }))];
}

function boardPart(old: Board | undefined, now: Board | undefined, blocked: ReadonlySet<string>): Markup {
  const board = (now ?? old)!;
  const same = JSON.stringify(old) === JSON.stringify(now);
  const badge = same ? undefined : old === undefined ? (blocked.has(board.id) ? 'blocked' : 'new') : now === undefined ? 'gone' : 'changed';
  const title = board.bare ? undefined : markup`<h3>${partName(board)}${badge === undefined ? undefined : markup` <span class="badge ${badge}">${words.badges[badge]}</span>`}</h3>`;
  if (same || old === undefined || now === undefined) return markup`<div class="funnel">${title}${strip(board, board, undefined, { side: now === undefined ? 'before' : 'after', blocked })}</div>\n`;
  return markup`<div class="funnel">${title}${strip(old, now, words.before, { side: 'before', blocked })}${strip(now, old, words.after, { side: 'after', blocked })}</div>\n`;
}

interface Side {
  readonly side: 'before' | 'after';
  readonly blocked: ReadonlySet<string>;
}

function strip(own: Board, other: Board, label: string | undefined, side: Side): Markup {
  const others = new Map(other.stages.map((stage) => [stage.id, stage]));
  const stages = own.stages.map((stage) => stagePart(stage, others.get(stage.id), side));
  const shown = stages.length === 0 ? markup`<span class="none">${words.noStages}</span>` : markup`<ol class="strip">${stages}</ol>`;
  return markup`<div class="row">${label === undefined ? undefined : markup`<span class="when">${label}</span>`}${shown}</div>`;
}

function stagePart(stage: PictureStage, other: PictureStage | undefined, { side, blocked }: Side): Markup {
  const mark = other === undefined ? (side === 'before' ? 'gone' : blocked.has(stage.id) ? 'blocked' : 'new') : JSON.stringify(other) === JSON.stringify(stage) ? 'kept' : 'changed';
  const sign = words.marks[mark];
  const end = words.semantics[stage.semantics];
  const told = [stage.id, ...(end === undefined ? [] : [end.word]), ...(sign === undefined ? [] : [words.badges[mark] ?? ''])].join(', ');
  return markup`<li class="stage c${stage.color ?? PLAIN_STAGE} ${mark} ${stage.semantics}" title="${told}"><span>${sign === undefined ? undefined : markup`<b>${sign}</b> `}${end === undefined ? undefined : `${end.sign} `}${partName(stage)}</span></li>`;
}
