// Where things stand in a text of YAML: every node by the place the reader gives it, and the lines an entry takes. A
// place whose content stands elsewhere as well (anchors, aliases, variables) is told, since an edit there says more
// than it means to.

import { isAlias, isMap, isScalar, isSeq, Lexer, parseDocument, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Refusal } from '../model/edit.ts';
import type { Place } from '../model/problem.ts';
import { mayHavePieces, pieces } from '../model/template.ts';

export type Step = string | number;

/** A value, and what it stands in. */
export interface Spot {
  readonly path: readonly Step[];
  readonly node: Node;
  readonly pair?: Pair<Scalar, Node>;
  readonly parent?: YAMLMap<Scalar, Node> | YAMLSeq<Node>;
  /** it stands in braces or brackets */
  readonly inFlow: boolean;
  /** why it is not to be touched */
  readonly refusal?: Refusal;
}

/** Keys are what they were written as. */
export const keyText = (key: Scalar): string => (key.type === 'PLAIN' ? (key.source ?? '') : String(key.value));

export const startOf = (node: Node): number => node.range![0];
export const endOf = (node: Node): number => node.range![1];

const isVariables = (path: readonly Step[]): boolean => path[0] === 'variables' || (path[0] === 'portals' && path[2] === 'variables');
const isFilled = (node: Node): boolean => isScalar(node) && typeof node.value === 'string' && mayHavePieces(node.value) && pieces(node.value).some(({ kind }) => kind !== 'text');

function refusalOf(node: Node, path: readonly Step[], above: Refusal | undefined): Refusal | undefined {
  if (above !== undefined) return above;
  if (isAlias(node) || node.anchor !== undefined) return 'anchor';
  return isFilled(node) || isVariables(path) ? 'variable' : undefined;
}

/** Does anything in it stand elsewhere as well? */
export function refusalWithin(node: Node): Refusal | undefined {
  const own = refusalOf(node, [], undefined);
  if (own !== undefined) return own;
  const below = isMap(node) ? node.items.flatMap(({ value }) => (value as Node | null) ?? []) : isSeq(node) ? (node.items as Node[]) : [];
  for (const each of below) {
    const found = refusalWithin(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every value of a document. */
export function spotsIn(text: string): readonly Spot[] {
  const document = parseDocument(text, { schema: 'core', uniqueKeys: false });
  const spots: Spot[] = [];
  const walk = (node: Node, path: readonly Step[], inFlow: boolean, above: Refusal | undefined, more: Pick<Spot, 'pair' | 'parent'>): void => {
    const refusal = refusalOf(node, path, above);
    spots.push({ path, node, inFlow, ...more, ...(refusal === undefined ? {} : { refusal }) });
    const isFlow = inFlow || ((isMap(node) || isSeq(node)) && node.flow === true);
    if (isMap<Scalar, Node | null>(node)) {
      for (const pair of node.items) {
        if (pair.value !== null && isScalar(pair.key)) {
          const found = pair as Pair<Scalar, Node>;
          walk(pair.value, [...path, keyText(pair.key)], isFlow, refusal, { pair: found, parent: node as YAMLMap<Scalar, Node> });
        }
      }
    }
    if (isSeq<Node>(node)) node.items.forEach((item, index) => walk(item, [...path, index], isFlow, refusal, { parent: node }));
  };
  if (document.contents !== null) walk(document.contents as Node, [], false, undefined, {});
  return spots;
}

export const samePath = (a: readonly Step[], b: readonly Step[]): boolean => a.length === b.length && a.every((step, index) => step === b[index]);
export const spotAt = (text: string, path: readonly Step[]): Spot | undefined => spotsIn(text).find((spot) => samePath(spot.path, path));

export function offsetOf(text: string, { line, col }: Pick<Place, 'line' | 'col'>): number {
  let start = 0;
  for (let number = 1; number < line; number += 1) start = text.indexOf('\n', start) + 1;
  return start + col - 1;
}

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** Behind the end of the line; a block of text ends with its last line already. */
export function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}
export const columnOf = (text: string, at: number): number => at - lineStart(text, at);

/** The end of an entry, comments behind it and deeper ones below it included. */
export function entryEnd(text: string, end: number, column: number): number {
  let at = lineEnd(text, end);
  for (;;) {
    const [line = '', blanks = ''] = /^([ ]*)#[^\n]*\n?/.exec(text.slice(at)) ?? [];
    if (line === '' || blanks.length <= column) return at;
    at += line.length;
  }
}

export const lastOf = ({ key, value }: Pair<Scalar, Node | null>): number => Math.max(endOf(key), value === null ? 0 : endOf(value));

/** Marks of the lexer that are not of the text; the last says that what follows is the text of a value. */
const VALUE = '\u001F';
const MARKS = ['\u0002', '\u0018', VALUE];

/** Is there a comment between two places? */
export function saysComment(text: string, start: number, end: number): boolean {
  let at = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    if (!MARKS.includes(token)) {
      if (token.startsWith('#') && before !== VALUE && at >= start && at < end) return true;
      at += token.length;
    }
    before = token;
  }
  return false;
}
