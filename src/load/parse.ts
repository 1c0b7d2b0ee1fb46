// YAML 1.2 text -> tree of nodes. One reader, `yaml`, whose tree is walked once: keys are taken as they
// are written, anchors are shared, merge keys are spread, duplicates are found in one pass (the
// reader's own check is quadratic). Whatever is not plain data is a problem with a place.

import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Pair, type ParsedNode } from 'yaml';
import { formatPlace, problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { directiveProblem } from './directives.ts';
import { syntaxProblems } from './syntax.ts';
import type { Entry, MapNode, Node, SourceFile } from './tree.ts';

const words = texts.files.yaml;

/** Values that stay the text they were written as, whatever they look like: `color: 228800`. */
const ALWAYS_TEXT: ReadonlySet<string> = new Set(['color']);
const DEEPEST = 100;
/** Nodes that aliases may add to a file. */
const MOST_COPIES = 100_000;

export interface Parsed {
  /** undefined when the file could not be understood or holds nothing */
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

interface Walk {
  readonly file: SourceFile;
  readonly problems: Problem[];
  readonly anchors: Map<string, { readonly node: Node; readonly size: number }>;
  size: number;
  copies: number;
  /** what is read stands in an overlay, where keys may be directives */
  inOverlay: boolean;
}

const report = (walk: Walk, at: number, code: string, message: string, hint?: string): void => {
  walk.problems.push(problem(code, message, { place: walk.file.place(at), ...(hint === undefined ? {} : { hint }) }));
};

const offset = (node: { readonly range?: readonly [number, number, number] | null | undefined }): number => node.range?.[0] ?? 0;

function readAlias(walk: Walk, name: string, at: number): Node {
  const anchor = walk.anchors.get(name);
  if (anchor === undefined) {
    report(walk, at, 'unknown-alias', words.unknownAlias(name), words.unknownAliasHint);
    return { kind: 'unfilled', why: undefined, file: walk.file, at };
  }
  const before = walk.copies;
  walk.copies += anchor.size;
  walk.size += anchor.size;
  if (before <= MOST_COPIES && walk.copies > MOST_COPIES) report(walk, at, 'too-many-aliases', words.tooManyAliases(MOST_COPIES));
  if (walk.copies > MOST_COPIES) return { kind: 'unfilled', why: undefined, file: walk.file, at };
  return { ...anchor.node, at };
}

function readScalar(walk: Walk, value: unknown, source: string | undefined, at: number, key: string | undefined): Node {
  const { file } = walk;
  if (typeof value === 'number' && source !== undefined) {
    if (key !== undefined && ALWAYS_TEXT.has(key)) return { kind: 'scalar', value: source, file, at };
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    if (!exact) report(walk, at, 'inexact-number', words.inexact(source), words.inexactHint);
  }
  const plain = value === null || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string';
  return { kind: 'scalar', value: plain ? value : String(value), file, at };
}

/** The key as written; undefined (and reported) when it cannot be one. */
function readKey(walk: Walk, key: unknown): { readonly text: string; readonly at: number; readonly merge: boolean } | undefined {
  if (!isScalar(key)) {
    const at = isMap(key) || isSeq(key) || isAlias(key) ? offset(key) : 0;
    report(walk, at, 'bad-key', words.keyKind, words.keyKindHint);
    return undefined;
  }
  const at = offset(key);
  const plain = key.type === 'PLAIN' || key.type === undefined;
  const text = plain ? (key.source ?? '') : String(key.value);
  if (text === '') report(walk, at, 'bad-key', words.noKey);
  else if (text.startsWith('${')) report(walk, at, 'reserved-key', words.reservedKey(text), words.variableKey);
  else {
    const wrong = text.startsWith('$') ? directiveProblem(text, walk.inOverlay) : undefined;
    if (wrong !== undefined) report(walk, at, wrong.code, wrong.message, wrong.hint);
    else return { text, at, merge: plain && text === '<<' };
  }
  return undefined;
}

function merge(walk: Walk, entries: Map<string, Entry>, node: Node): void {
  const sources = node.kind === 'list' ? node.items : [node];
  for (const source of sources) {
    if (source.kind === 'map') for (const [key, entry] of source.entries) {
      if (!entries.has(key)) entries.set(key, entry);
    }
    else if (source.kind !== 'unfilled') report(walk, node.at, 'bad-merge', words.badMerge, words.badMergeHint);
  }
}

function readPair(walk: Walk, pair: Pair, entries: Map<string, Entry>, own: Set<string>, depth: number, flow: boolean): void {
  if (depth === 1) walk.inOverlay = false;
  const key = readKey(walk, pair.key);
  if (key === undefined) return;
  if (flow && key.text.startsWith('=')) {
    report(walk, key.at, 'unquoted-braces', words.unquotedBraces(`{${key.text}}`), texts.files.value.quoted(`{${key.text}}`));
    return;
  }
  const { file } = walk;
  if (depth === 1) walk.inOverlay = key.text === 'overlays';
  const value = pair.value as ParsedNode | null;
  const node: Node = value === null ? { kind: 'scalar', value: null, file, at: key.at } : read(walk, value, depth, key.text);
  if (key.merge) return merge(walk, entries, node);
  const first = own.has(key.text) ? entries.get(key.text) : undefined;
  if (first !== undefined) {
    report(walk, key.at, 'duplicate-key', words.duplicate(key.text, formatPlace(file.place(first.at))), texts.files.value.keepOne);
    return;
  }
  own.add(key.text);
  entries.set(key.text, { node, file, at: key.at });
}

function readMap(walk: Walk, items: readonly Pair[], at: number, depth: number, flow: boolean): MapNode {
  const entries = new Map<string, Entry>();
  const own = new Set<string>();
  for (const pair of items) readPair(walk, pair, entries, own, depth + 1, flow);
  return { kind: 'map', entries, file: walk.file, at };
}

function read(walk: Walk, node: ParsedNode, depth: number, key?: string): Node {
  const { file } = walk;
  const at = offset(node);
  const before = walk.size++;
  if (isAlias(node)) return readAlias(walk, node.source, at);
  if (depth > DEEPEST) {
    report(walk, at, 'too-deep', words.tooDeep(DEEPEST));
    return { kind: 'unfilled', why: undefined, file, at };
  }
  const made: Node = isMap(node)
    ? readMap(walk, node.items, at, depth, node.flow === true)
    : isSeq(node)
      ? { kind: 'list', items: node.items.map((item) => read(walk, item as ParsedNode, depth + 1)), file, at }
      : readScalar(walk, node.value, node.source, at, key);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, { node: made, size: walk.size - before });
  return made;
}

export function parse(file: SourceFile): Parsed {
  let document: Document.Parsed;
  try {
    document = parseDocument(file.text, { schema: 'core', uniqueKeys: false, prettyErrors: false, resolveKnownTags: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { root: undefined, problems: [problem('too-deep', words.deeper, { place: file.place(0) })] };
  }
  const broken = syntaxProblems(file, [...document.errors, ...document.warnings]);
  if (broken.length > 0) return { root: undefined, problems: broken };
  const walk: Walk = { file, problems: [], anchors: new Map(), size: 0, copies: 0, inOverlay: false };
  const contents = document.contents as ParsedNode | null;
  const empty = contents === null || (isScalar(contents) && contents.value === null);
  return { root: empty ? undefined : read(walk, contents, 0), problems: walk.problems };
}
