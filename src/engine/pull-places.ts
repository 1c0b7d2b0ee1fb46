// Properties -> places in the files. A property stands at its words below the body, in a plain text that stands for a
// text by language, or in a short form of the body; one that is nowhere is put where it belongs. Pure.

import type { Declared, Kind } from '../kinds/contract.ts';
import type { Edit } from '../model/edit.ts';
import type { Path, Source, Written } from '../model/source.ts';

export interface Spoken {
  readonly source: Source;
  readonly language: string;
  readonly kind: Kind;
  readonly declared: Declared;
}

/** What is written at a path. */
export const follow = (root: Written, path: Path): Written | undefined =>
  path.reduce<Written | undefined>((node, step) => (node instanceof Map ? node.get(String(step)) : Array.isArray(node) ? (node as readonly Written[])[Number(step)] : undefined), root);

const nested = (path: readonly string[], value: Written): ReadonlyMap<string, Written> => {
  const [first = '', ...rest] = path;
  return new Map([[first, rest.length === 0 ? value : nested(rest, value)]]);
};

/** Behind the deepest group of words that is there. */
function added({ source, kind, declared: { path } }: Spoken, words: readonly string[], value: Written): Edit {
  let depth = words.length - 1;
  while (depth > 0 && !(follow(source.root, [...path, ...words.slice(0, depth)]) instanceof Map)) depth -= 1;
  const to = source.placeOf([...path, ...words.slice(0, depth)]);
  return { does: 'add', to, entries: nested(words.slice(depth), value), ...(kind.title === undefined ? {} : { short: kind.title }) };
}

/** With the groups that would be left empty. */
function removal({ source, declared: { path } }: Spoken, words: readonly string[]): Edit {
  let depth = words.length;
  while (depth > 1) {
    const group = follow(source.root, [...path, ...words.slice(0, depth - 1)]);
    if (!(group instanceof Map) || group.size > 1) break;
    depth -= 1;
  }
  return { does: 'remove', key: source.keyPlaceOf([...path, ...words.slice(0, depth)]) };
}

/** Words of the property as far as they are written; undefined: they are not. */
function wordsOf({ source, declared: { path } }: Spoken, property: string): readonly string[] | undefined {
  const words = property.split('.');
  for (let depth = words.length; depth > 0; depth -= 1) {
    const found = follow(source.root, [...path, ...words.slice(0, depth)]);
    if (found !== undefined) return depth === words.length || !(found instanceof Map) ? words.slice(0, depth) : undefined;
  }
  return undefined;
}

/** The edit after which the property has the value; undefined value: it is not said any more. */
export function editOf(spoken: Spoken, property: string, value: Written | undefined): Edit | undefined {
  const { source, language, kind, declared: { path } } = spoken;
  const here = follow(source.root, path);
  if (here !== null && here !== undefined && !(here instanceof Map)) {
    if (typeof here === 'boolean' && value !== undefined) return { does: 'set', at: source.placeOf(path), value };
    if (typeof path.at(-1) === 'number') return value === false || value === undefined ? { does: 'remove', key: source.keyPlaceOf(path) } : undefined;
    if (property === kind.title) return value === undefined ? undefined : { does: 'set', at: source.placeOf(path), value, language };
  }
  const words = wordsOf(spoken, property);
  if (value === undefined) return words === undefined ? undefined : removal(spoken, words);
  if (words === undefined) return added(spoken, property.split('.'), value);
  return { does: 'set', at: source.placeOf([...path, ...words]), value, language };
}
