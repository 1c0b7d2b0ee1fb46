// things -> a drawing. Kinds say what they are in a picture; here boxes get their boards, boards their columns
// in the order of the kanban, and lines their ends: a standard type that nobody declared is drawn when a line
// leads to it. Pure, and the same whatever the order of the things.

import type { Kind } from '../kinds/contract.ts';
import type { Drawing, PictureFunnel, PictureName, PictureRelation, PictureStage, PictureType, Semantics } from '../model/picture.ts';
import { rankOf } from '../model/stage.ts';
import { isRef, Secret, type Spec } from '../model/value.ts';
import { grouped } from './grouped.ts';

export interface Thing {
  /** the address, or the uid of what nobody declared */
  readonly id: string;
  readonly kind: Kind;
  readonly parent?: string;
  /** as it is to be shown: references are ids of things */
  readonly spec: Spec;
  readonly sort: number;
  /** what it is called where the properties do not say */
  readonly name?: string;
}

export function draw(things: readonly Thing[]): Drawing {
  const children = grouped(things, ({ parent }) => parent);
  const below = (id: string, depicts: Kind['depicts']): readonly Thing[] =>
    (children.get(id) ?? []).filter(({ kind }) => kind.depicts === depicts).sort(inOrder);
  const relations = things.flatMap(relationOf).sort((a, b) => byText(a.id, b.id));
  const boxes = things.filter(({ kind }) => kind.depicts === 'box').map((box) => typeOf(box, below));
  const drawn = new Set(boxes.map(({ id }) => id));
  const ends = [...new Set(relations.flatMap(({ parent, child }) => [parent, child]))].filter((id) => !drawn.has(id));
  const standard = ends.map((id): PictureType => ({ id, funnels: [], stages: [] }));
  return { types: [...boxes, ...standard].sort((a, b) => byText(a.id, b.id)), relations };
}

type Below = (id: string, depicts: Kind['depicts']) => readonly Thing[];

const typeOf = (thing: Thing, below: Below): PictureType => {
  const title = nameOf(thing);
  return {
    id: thing.id,
    ...(title === undefined ? {} : { title }),
    funnels: below(thing.id, 'board').map((board): PictureFunnel => ({ id: board.id, ...named(board), stages: below(board.id, 'column').map(stageOf) })),
    stages: below(thing.id, 'column').map(stageOf),
  };
};

function stageOf(thing: Thing): PictureStage {
  const color = thing.spec.get('color');
  const semantics = thing.spec.get('semantics');
  return {
    id: thing.id,
    ...named(thing),
    ...(typeof color === 'string' && /^[0-9A-F]{6}$/i.test(color) ? { color: color.toUpperCase() } : {}),
    semantics: semantics === 'success' || semantics === 'failure' ? semantics : ('process' satisfies Semantics),
  };
}

function relationOf({ kind, id, spec }: Thing): readonly PictureRelation[] {
  const [parent, child] = [spec.get('parent'), spec.get('child')];
  return kind.depicts === 'line' && isRef(parent) && isRef(child) ? [{ id, parent: parent.$ref, child: child.$ref }] : [];
}

const named = (thing: Thing): { readonly name?: PictureName } => {
  const name = nameOf(thing);
  return name === undefined ? {} : { name };
};

function nameOf({ kind, spec, name }: Thing): PictureName | undefined {
  const said = spec.get(kind.title ?? '');
  if (said instanceof Secret) return { secret: true };
  return typeof said === 'string' && said !== '' ? said : name;
}

/** Process stages first, then by their sort value. */
const inOrder = (a: Thing, b: Thing): number => rankOf(a.spec) - rankOf(b.spec) || a.sort - b.sort || byText(a.id, b.id);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
