// Single changes of a text of YAML: the bytes of one value, entry or item are replaced, put in or taken out, and every
// other byte stays. What cannot be done so without losing a comment or saying more than was meant is refused.

import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Refusal } from '../model/edit.ts';
import type { Written } from '../model/source.ts';
import { blockEntry, blockValue, flowEntry, flowItem, indented, isPlainValue, scalarText, stepIn } from './yaml-entry.ts';
import { columnOf, endOf, entryEnd, keyText, lastOf, lineEnd, lineStart, refusalWithin, saysComment, spotAt, startOf, type Spot, type Step } from './yaml-spots.ts';

export type Spliced = { readonly text: string } | { readonly refusal: Refusal };

const refused = (refusal: Refusal): Spliced => ({ refusal });
const splice = (text: string, start: number, end: number, by: string): Spliced => ({ text: text.slice(0, start) + by + text.slice(end) });
const trimmedEnd = (text: string, start: number, end: number): number => start + text.slice(start, end).trimEnd().length;

/** Lines put in behind a line. */
function putLines(text: string, at: number, lines: string): Spliced {
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return splice(text, at, at, isOpen ? `\n${lines}` : `${lines}\n`);
}

/** Behind the colon of a key. */
const behindKey = (text: string, { key }: Pair<Scalar, Node>): number => text.indexOf(':', endOf(key)) + 1;

const isBlockText = (node: Node): boolean => isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
const isInLines = (node: Node): boolean => (isMap(node) || isSeq(node)) && node.flow !== true;
const isEmpty = (node: Node): boolean => isScalar(node) && node.value === null && (node.source ?? '') === '';
const quotesOf = (node: Node): Scalar['type'] => (isScalar(node) ? node.type : undefined);

/** Where a value stands that has lines to itself, or could have. */
function extent(text: string, { node, pair }: Spot & { readonly pair: Pair<Scalar, Node> }): { readonly start: number; readonly end: number } {
  const colon = behindKey(text, pair);
  if (isEmpty(node)) return { start: colon, end: colon };
  const [start, end] = [isInLines(node) ? colon : startOf(node), endOf(node)];
  return { start, end: isInLines(node) || isBlockText(node) ? trimmedEnd(text, colon, end) : end };
}

/** Behind a key that stands on a line of its own: the first line takes the place, the others follow the comment of that line. */
function replacedInLines(text: string, spot: Spot & { readonly pair: Pair<Scalar, Node> }, value: Written): Spliced {
  const { node, pair, path } = spot;
  const { start, end } = extent(text, spot);
  const isLine = isPlainValue(value) && !String(value).includes('\n');
  const by = isLine ? scalarText(value, quotesOf(node), false) : blockValue(path, value, stepIn(text));
  const [first, ...rest] = by.split('\n');
  const before = first === '' ? text.slice(0, trimmedEnd(text, 0, start)) : text.slice(0, start) + (isEmpty(node) || isInLines(node) ? ' ' : '');
  const now = before + first + text.slice(end);
  if (rest.length === 0) return { text: now };
  return putLines(now, lineEnd(now, before.length + first!.length), indented(rest.join('\n'), columnOf(text, startOf(pair.key))));
}

/** Another value in the place of one. */
export function replaced(text: string, spot: Spot, value: Written): Spliced {
  const { node, pair, inFlow } = spot;
  const refusal = spot.refusal ?? refusalWithin(node);
  if (refusal !== undefined) return refused(refusal);
  const from = isInLines(node) && pair !== undefined ? behindKey(text, pair) : startOf(node);
  if (!isScalar(node) && saysComment(text, from, endOf(node))) return refused('comments');
  if (pair !== undefined && !inFlow) return replacedInLines(text, spot as Spot & { readonly pair: Pair<Scalar, Node> }, value);
  if (isInLines(node) || isBlockText(node) || isEmpty(node)) return refused('shape');
  return splice(text, startOf(node), endOf(node), isPlainValue(value) ? scalarText(value, quotesOf(node), true) : flowItem(value));
}

function added(text: string, map: YAMLMap<Scalar, Node | null>, path: readonly Step[], entries: ReadonlyMap<string, Written>): Spliced {
  const last = map.items.at(-1)!;
  if (map.flow === true) {
    const by = [...entries].map(([key, value]) => `, ${flowEntry(key, value)}`).join('');
    return splice(text, lastOf(last), lastOf(last), by);
  }
  const column = columnOf(text, startOf(map.items[0]!.key));
  const lines = [...entries].map(([key, value]) => indented(blockEntry([...path, key], value, stepIn(text)), column)).join('\n');
  return putLines(text, entryEnd(text, lastOf(last), column), lines);
}

/** Entries at the end of a map, or instead of nothing. */
export function put(text: string, spot: Spot, entries: ReadonlyMap<string, Written>, short: string | undefined): Spliced {
  const { node, refusal } = spot;
  if (refusal !== undefined) return refused(refusal);
  if (isMap<Scalar, Node | null>(node) && node.items.length > 0) {
    const others = new Set(node.items.map(({ key }) => keyText(key)));
    return [...entries.keys()].some((key) => others.has(key)) ? refused('shape') : added(text, node as YAMLMap<Scalar, Node | null>, spot.path, entries);
  }
  if (isMap(node) || (isScalar(node) && node.value === null)) return replaced(text, spot, entries);
  if (!isScalar(node) || typeof node.value !== 'string' || short === undefined) return refused('shape');
  const whole = new Map<string, Written>([[short, node.value], ...entries]);
  return isBlockText(node) ? refused('shape') : splice(text, startOf(node), endOf(node), flowItem(whole));
}

/** Items at the end of a list. */
export function appended(text: string, spot: Spot, items: readonly Written[]): Spliced {
  const { node, refusal } = spot;
  if (refusal !== undefined) return refused(refusal);
  if (!isSeq<Node>(node)) return refused('shape');
  const last = node.items.at(-1);
  if (last === undefined) return replaced(text, spot, items);
  if (node.flow === true) return splice(text, endOf(last), endOf(last), items.map((item) => `, ${flowItem(item)}`).join(''));
  const column = columnOf(text, startOf(node));
  return putLines(text, entryEnd(text, endOf(last), column), items.map((item) => `${' '.repeat(column)}- ${flowItem(item)}`).join('\n'));
}

/** From one item to the next, or from the one before to the last. */
function withoutFlow(text: string, starts: readonly number[], ends: readonly number[], index: number, close: number): Spliced {
  const isLast = index === starts.length - 1;
  const [start, end] = isLast ? [index === 0 ? starts[0]! : ends[index - 1]!, ends[index]!] : [starts[index]!, starts[index + 1]!];
  const after = isLast && index === 0 ? (/^\s*,/.exec(text.slice(end, close))?.[0].length ?? 0) : 0;
  return saysComment(text, start, end) ? refused('comments') : splice(text, start, end + after, '');
}

/** Whole lines of an entry or item. */
function withoutLines(text: string, at: number, end: number, column: number): Spliced {
  const start = lineStart(text, at);
  if (text.slice(start, at).trim() !== '') return refused('shape');
  return splice(text, start, entryEnd(text, end, column), '');
}

/** The text without an entry or an item. */
export function removed(text: string, spot: Spot): Spliced {
  const { parent, pair, node } = spot;
  if (parent === undefined) return refused('shape');
  const above = spotAt(text, spot.path.slice(0, -1));
  const refusal = above?.refusal ?? (spot.refusal === 'anchor' ? 'anchor' : refusalWithin(node));
  if (refusal !== undefined) return refused(refusal);
  if (parent.items.length === 1) return above === undefined ? refused('shape') : replaced(text, above, isMap(parent) ? new Map() : []);
  if (pair === undefined) {
    const { items } = parent as YAMLSeq<Node>;
    const index = items.indexOf(node);
    if (parent.flow === true) return withoutFlow(text, items.map(startOf), items.map(endOf), index, endOf(parent));
    const dash = text.lastIndexOf('-', startOf(node) - 1);
    return withoutLines(text, dash, endOf(node), columnOf(text, dash));
  }
  const items = (parent as YAMLMap<Scalar, Node | null>).items;
  if (parent.flow === true) return withoutFlow(text, items.map(({ key }) => startOf(key)), items.map(lastOf), items.indexOf(pair), endOf(parent));
  return withoutLines(text, startOf(pair.key), lastOf(pair), columnOf(text, startOf(pair.key)));
}
