// Entries of a map in another order: each with the comments that stand directly above it and behind it. Blank lines
// and comments that stand by themselves stay where they are.

import { isMap, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Spliced } from './yaml-splice.ts';
import { columnOf, entryEnd, keyText, lastOf, lineStart, refusalWithin, saysComment, startOf, type Spot } from './yaml-spots.ts';

interface Chunk {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The order that is wanted; what nobody named stays behind what it stood behind. */
export function arranged(all: readonly string[], wanted: readonly string[]): readonly string[] {
  const named = new Set(wanted);
  const result = [...wanted];
  all.forEach((key, index) => {
    if (!named.has(key)) result.splice(index === 0 ? 0 : result.indexOf(all[index - 1]!) + 1, 0, key);
  });
  return result;
}

/** The first of the lines of comment that stand directly above, at the same column. */
function withComments(text: string, at: number, column: number): number {
  let start = lineStart(text, at);
  while (start > 0) {
    const before = lineStart(text, start - 1);
    const [, blanks] = /^( *)#/.exec(text.slice(before, start)) ?? [];
    if (blanks === undefined || blanks.length !== column) return start;
    start = before;
  }
  return start;
}

function chunksOf(text: string, { items, flow }: YAMLMap<Scalar, Node | null>): readonly Chunk[] {
  if (flow === true) return items.map((pair) => ({ key: keyText(pair.key), start: startOf(pair.key), end: lastOf(pair) }));
  return items.map((pair) => {
    const column = columnOf(text, startOf(pair.key));
    return { key: keyText(pair.key), start: withComments(text, startOf(pair.key), column), end: entryEnd(text, lastOf(pair), column) };
  });
}

export function reordered(text: string, { node, refusal }: Spot, keys: readonly string[]): Spliced {
  if (!isMap<Scalar, Node | null>(node)) return { refusal: 'shape' };
  const why = refusal ?? refusalWithin(node);
  // where a value is filled in from does not move with it
  if (why !== undefined && why !== 'variable') return { refusal: why };
  const map = node as YAMLMap<Scalar, Node | null>;
  const chunks = chunksOf(text, map);
  const all = chunks.map(({ key }) => key);
  if (keys.some((key) => !all.includes(key))) return { refusal: 'spread' };
  const [first, last] = [chunks[0]!, chunks.at(-1)!];
  const isApart = chunks.every(({ start }, index) => index === 0 || start >= chunks[index - 1]!.end);
  if (!isApart || (map.flow !== true && text.slice(lineStart(text, startOf(map.items[0]!.key)), startOf(map.items[0]!.key)).trim() !== '')) return { refusal: 'shape' };
  if (map.flow === true && saysComment(text, first.start, last.end)) return { refusal: 'comments' };
  const isOpen = map.flow !== true && !text.slice(last.start, last.end).endsWith('\n');
  const textOf = (chunk: Chunk): string => text.slice(chunk.start, chunk.end) + (isOpen && chunk === last ? '\n' : '');
  const parts = arranged(all, keys).map((key, index) => {
    const gap = index === chunks.length - 1 ? '' : text.slice(chunks[index]!.end, chunks[index + 1]!.start);
    return textOf(chunks.find((chunk) => chunk.key === key)!) + gap;
  });
  const whole = parts.join('');
  return { text: text.slice(0, first.start) + (isOpen ? whole.replace(/\n$/, '') : whole) + text.slice(last.end) };
}
