// The relations of a diagram as arrows: from the right side of the type above to the left side of the one
// below, through the places that are kept free for it; backwards, from bottom to bottom.

import type { Drawing, PictureRelation } from '../model/picture.ts';
import { roadKey } from './diagram-columns.ts';
import { BOX_WIDTH, type Layout } from './diagram-layout.ts';
import { markup, type Markup } from './html-text.ts';

const [MARGIN, BEND] = [16, 30];

export function arrow(relation: PictureRelation, all: readonly PictureRelation[], mark: string, tip: string, layout: Layout): Markup {
  const road = layout.roads.get(roadKey(relation));
  const path = road === undefined ? backwards(relation, layout) : forth(relation, road, all, layout);
  return markup`<path d="${path}" class="line ${mark}" marker-end="url(#${tip})"/>`;
}

function forth(relation: PictureRelation, road: readonly string[], all: readonly PictureRelation[], layout: Layout): string {
  let [x, y] = [layout.places.get(relation.parent)!.x + BOX_WIDTH, portOf(relation, all, 'parent', layout)];
  let path = `M${x} ${y}`;
  road.slice(1).forEach((id, at) => {
    const place = layout.places.get(id)!;
    const isEnd = at === road.length - 2;
    const [toX, toY] = isEnd ? [place.x - 2, portOf(relation, all, 'child', layout)] : [place.x, round(place.y + place.height / 2)];
    const bend = round((toX - x) / 2);
    path += `C${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}`;
    if (!isEnd) path += `H${toX + BOX_WIDTH}`;
    [x, y] = [toX + BOX_WIDTH, toY];
  });
  return path;
}

function backwards({ parent, child }: PictureRelation, { places }: Layout): string {
  const [from, to] = [places.get(parent)!, places.get(child)!];
  const [x1, x2] = [from.x + BOX_WIDTH / 2 - 20, to.x + BOX_WIDTH / 2 + 20];
  const [y1, y2] = [from.y + from.height, to.y + to.height];
  return `M${x1} ${y1}C${x1} ${y1 + BEND} ${x2} ${y2 + BEND} ${x2} ${y2 + 2}`;
}

/** From where to where a drawing reaches down the layout it shares with another one. */
export function extent({ types, relations }: Drawing, { places, roads }: Layout): { readonly top: number; readonly height: number } {
  const ids = [...types.map(({ id }) => id), ...relations.flatMap((relation) => roads.get(roadKey(relation)) ?? [])];
  const own = ids.flatMap((id) => places.get(id) ?? []);
  const top = Math.min(...own.map(({ y }) => y)) - MARGIN;
  const below = relations.some((relation) => !roads.has(roadKey(relation))) ? BEND : MARGIN;
  return { top, height: Math.max(...own.map(({ y, height }) => y + height)) + below - top };
}

/** Lines that leave a box on one side share it evenly, in the order of where they lead. */
function portOf(relation: PictureRelation, all: readonly PictureRelation[], end: 'parent' | 'child', { places, roads }: Layout): number {
  const nextY = (other: PictureRelation): number => {
    const road = roads.get(roadKey(other));
    return places.get((end === 'parent' ? road?.[1] : road?.at(-2)) ?? '')?.y ?? 0;
  };
  const beside = all
    .filter((other) => other[end] === relation[end] && roads.has(roadKey(other)))
    .sort((a, b) => nextY(a) - nextY(b) || (a.id < b.id ? -1 : 1));
  const { y, height } = places.get(relation[end])!;
  return round(y + (height * (beside.indexOf(relation) + 1)) / (beside.length + 1));
}

const round = (value: number): number => Math.round(value * 10) / 10;
