// New entries and values as text: as a pulled file would have them where they stand in lines, on one line within
// braces.

import { Document, isCollection, isMap, isScalar, parseDocument, visit, type Scalar } from 'yaml';
import type { Written } from '../model/source.ts';
import { escaped, styledText } from './config-files.ts';

const NO_FOLDING = { lineWidth: 0, flowCollectionPadding: true } as const;

function flowText(value: Written): string {
  const document = new Document(escaped(value), { aliasDuplicateObjects: false });
  visit(document, { Collection: (_key, node) => void (node.flow = true) });
  return document.toString(NO_FOLDING).replace(/\n$/, '');
}

/** `key: value` for the inside of braces. */
export const flowEntry = (key: string, value: Written): string => flowText(new Map([[key, value]])).slice(2, -2);
export const flowItem = (value: Written): string => flowText([value]).slice(2, -2);

export const isPlainValue = (value: Written): boolean => typeof value !== 'object' || value === null;

/** A value in the quotes that were there before; `inFlow`: within braces. */
export function scalarText(value: Written, type: Scalar['type'], inFlow: boolean): string {
  const document = new Document({ value: null });
  const node = document.createNode(escaped(value)) as Scalar;
  if (typeof value === 'string' && (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') && !value.includes('\n')) node.type = type;
  document.set('value', node);
  if (inFlow && isMap(document.contents)) document.contents.flow = true;
  const text = document.toString(NO_FOLDING).replace(/\n$/, '');
  return inFlow ? text.slice('{ value: '.length, -2) : text.slice('value: '.length);
}

/** Lines without so many blanks at their beginning. */
const outdented = (text: string, columns: number): string => text.split('\n').map((line, index) => (index === 0 ? line : line.slice(Math.min(columns, line.length - line.trimStart().length)))).join('\n');

/** `key: value` in lines, for the place that the path says; without indentation. */
export function blockEntry(path: readonly (string | number)[], value: Written, step: number): string {
  const trail = path.map(String);
  const tree = trail.reduceRight<Written>((below, key) => new Map([[key, below]]), value);
  const text = styledText(tree, trail.length, step).replace(/\n$/, '');
  let node: unknown = parseDocument(text).contents;
  let start = 0;
  for (let depth = 0; depth < trail.length && isMap(node); depth += 1) {
    const [pair] = node.items;
    start = isScalar(pair!.key) ? pair!.key.range![0] : start;
    node = pair!.value;
  }
  return outdented(text.slice(start), start - (text.lastIndexOf('\n', start - 1) + 1));
}

/** What comes behind `key:` when the value stands there: on the same line, or below. */
export function blockValue(path: readonly (string | number)[], value: Written, step: number): string {
  const text = blockEntry(path, value, step);
  const contents = parseDocument(text).contents;
  const key = isMap(contents) && isScalar(contents.items[0]?.key) ? contents.items[0].key.range![1] : 0;
  return text.slice(text.indexOf(':', key) + 1).replace(/^ /, '');
}

/** Blanks that a level is set in by. */
export function stepIn(text: string): number {
  const contents = parseDocument(text).contents;
  const first = isMap(contents) ? contents.items.find(({ value }) => isCollection(value) && value.flow !== true && isMap(value)) : undefined;
  if (first === undefined || !isCollection(first.value)) return 2;
  const at = first.value.range![0];
  return Math.max(1, at - (text.lastIndexOf('\n', at - 1) + 1)) || 2;
}

export const indented = (text: string, columns: number): string => text.split('\n').map((line) => (line === '' ? line : ' '.repeat(columns) + line)).join('\n');
