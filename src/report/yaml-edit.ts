// A text of YAML with edits made in it, one after the other. Edits name places of the text as it was read; each is
// followed to its path first, so that they do not push one another around.

import { isMap, isSeq, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Edit, Refusal } from '../model/edit.ts';
import type { Written } from '../model/source.ts';
import { saysSecret } from '../model/value.ts';
import { configText } from './config-files.ts';
import { reordered } from './yaml-order.ts';
import { appended, put, removed, replaced, type Spliced } from './yaml-splice.ts';
import { keyText, offsetOf, refusalWithin, spotAt, spotsIn, startOf, type Spot, type Step } from './yaml-spots.ts';

interface Located {
  readonly edit: Edit;
  readonly path: readonly Step[] | undefined;
}

export interface Edited {
  readonly text: string;
  readonly refused: readonly { readonly edit: Edit; readonly refusal: Refusal }[];
}

const isLanguages = (node: Node): node is YAMLMap<Scalar, Node> => isMap<Scalar>(node) && node.items.length > 0 && node.items.every(({ key }) => /^[a-z]{2}$/.test(keyText(key)));
const plainOf = (value: Written): unknown => (value instanceof Map ? Object.fromEntries([...value].map(([key, each]) => [key, plainOf(each)])) : Array.isArray(value) ? value.map(plainOf) : value);
const same = (node: Node, value: Written): boolean => JSON.stringify(node.toJSON()) === JSON.stringify(plainOf(value));

/** Steps in turn, each on the text that the one before left. */
function inTurn(text: string, steps: readonly ((text: string) => Spliced)[]): Spliced {
  let now = text;
  for (const step of steps) {
    const done = step(now);
    if ('refusal' in done) return done;
    now = done.text;
  }
  return { text: now };
}

const at = (path: readonly Step[], work: (text: string, spot: Spot) => Spliced) => (text: string): Spliced => {
  const spot = spotAt(text, path);
  return spot === undefined ? { refusal: 'shape' } : work(text, spot);
};

function setMap(text: string, { path, node }: Spot, value: ReadonlyMap<string, Written>, language: string | undefined): Spliced {
  const keys = (node as YAMLMap<Scalar, Node>).items.map(({ key }) => keyText(key));
  const fresh = new Map([...value].filter(([key]) => !keys.includes(key)));
  return inTurn(text, [
    ...keys.filter((key) => value.has(key)).map((key) => at([...path, key], (now, spot) => setAt(now, spot, value.get(key)!, language))),
    ...(fresh.size === 0 ? [] : [at(path, (now, spot) => put(now, spot, fresh, undefined))]),
    ...keys.filter((key) => !value.has(key)).map((key) => at([...path, key], removed)),
  ]);
}

function setList(text: string, { path, node }: Spot, value: readonly Written[]): Spliced {
  const { items } = node as YAMLSeq<Node>;
  const fresh = value.filter((each) => !items.some((item) => same(item, each)));
  const gone = items.flatMap((item, index) => (value.some((each) => same(item, each)) ? [] : [index]));
  return inTurn(text, [
    ...(fresh.length === 0 ? [] : [at(path, (now, spot) => appended(now, spot, fresh))]),
    ...gone.reverse().map((index) => at([...path, index], removed)),
  ]);
}

function setAt(text: string, spot: Spot, value: Written, language: string | undefined): Spliced {
  const { node, path } = spot;
  const why = spot.refusal ?? refusalWithin(node);
  if (why !== undefined && !isLanguages(node)) return { refusal: why };
  if (language !== undefined && typeof value === 'string' && isLanguages(node)) return at([...path, language], (now, inner) => setAt(now, inner, value, undefined))(text);
  if (same(node, value)) return { text };
  if (isMap(node) && node.items.length > 0 && value instanceof Map && value.size > 0) return setMap(text, spot, value, language);
  if (isSeq(node) && node.items.length > 0 && Array.isArray(value) && value.length > 0) return setList(text, spot, value);
  return replaced(text, spot, value);
}

function done(text: string, edit: Edit, spot: Spot): Spliced {
  switch (edit.does) {
    case 'set': return saysSecret(edit.value) ? { refusal: 'variable' } : setAt(text, spot, edit.value, edit.language);
    case 'remove': return removed(text, spot);
    case 'add': return put(text, spot, edit.entries, edit.short);
    case 'append': return appended(text, spot, edit.items);
    case 'order': return reordered(text, spot, edit.keys);
  }
}

const placeOf = (edit: Edit) => ('to' in edit ? edit.to : edit.does === 'remove' ? edit.key : edit.at);

/** An entry by the place of its key, everything else by that of the value. */
function located(text: string, spots: readonly Spot[], edit: Edit): Located {
  const offset = offsetOf(text, placeOf(edit));
  const byKey = spots.find(({ pair }) => pair !== undefined && startOf(pair.key) === offset);
  const byItem = spots.find(({ node, parent }) => isSeq(parent) && startOf(node) === offset);
  return { edit, path: (edit.does === 'remove' ? (byKey ?? byItem) : spots.find(({ node }) => startOf(node) === offset))?.path };
}

/** Items of a list go from the last to the first: then none of those before it moves. */
const fromTheEnd = ({ path: a = [] }: Located, { path: b = [] }: Located): number => {
  const index = a.findIndex((step, depth) => step !== b[depth]);
  const [left, right] = [a[index], b[index]];
  return typeof left === 'number' && typeof right === 'number' ? right - left : 0;
};

export function edited(text: string, edits: readonly Edit[]): Edited {
  const isCrlf = text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
  const plain = isCrlf ? text.replaceAll('\r\n', '\n') : text;
  const spots = spotsIn(plain);
  const refused: { edit: Edit; refusal: Refusal }[] = [];
  let now = plain;
  const all = edits.map((edit) => located(plain, spots, edit));
  const removals = all.filter(({ edit }) => edit.does === 'remove').sort(fromTheEnd);
  for (const { edit, path } of [...all.filter(({ edit }) => edit.does !== 'remove'), ...removals]) {
    const spot = path === undefined ? undefined : spotAt(now, path);
    const next: Spliced = spot === undefined ? { refusal: 'spread' } : done(now, edit, spot);
    if ('refusal' in next) refused.push({ edit, refusal: next.refusal });
    else now = next.text;
  }
  return { text: isCrlf ? now.replaceAll('\n', '\r\n') : now, refused };
}

/** The text with a root in its section, which is made where there is none. */
export function rooted(text: string, section: string, key: string, body: Written): Spliced {
  if (text.trim() === '') return { text: text + configText(new Map([[section, new Map([[key, body]])]])) };
  const home = spotAt(text, [section]);
  if (home !== undefined) return put(text, home, new Map([[key, body]]), undefined);
  const top = spotAt(text, []);
  return top === undefined ? { refusal: 'shape' } : put(text, top, new Map([[section, new Map([[key, body]])]]), undefined);
}
