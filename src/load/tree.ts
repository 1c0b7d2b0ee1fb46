// A file as a tree of nodes. Every node and every key remembers its file and offset; line and column
// are counted only when somebody asks, so a project without mistakes pays nothing for places.
// Nodes are never changed: filling in variables makes new ones and shares the rest.

import type { Place, Problem } from '../model/problem.ts';
import type { HeldFile } from '../model/held-file.ts';
import type { Secret } from '../model/value.ts';

export class SourceFile {
  /** relative to the project folder, with `/` */
  readonly path: string;
  readonly text: string;
  /** hash of the text */
  readonly digest: string;
  #lines: number[] | undefined;
  constructor(path: string, text: string, digest: string) {
    this.path = path;
    this.text = text;
    this.digest = digest;
  }
  place(offset: number): Place {
    const starts = (this.#lines ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { file: this.path, line: low + 1, col: offset - starts[low]! + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

export type Scalar = null | boolean | number | string | Secret | HeldFile;

export interface Entry {
  readonly node: Node;
  /** where the key stands */
  readonly file: SourceFile;
  readonly at: number;
}

export type Node = { readonly file: SourceFile; readonly at: number } & (
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Entry> }
  /** a text that could not be filled in; `why` is still to be reported, if anybody needs the value */
  | { readonly kind: 'unfilled'; readonly why: Problem | undefined }
);

export type MapNode = Extract<Node, { kind: 'map' }>;

/** A value, the key it stands under, the words of its path. */
export interface Spot {
  readonly path: readonly string[];
  readonly node: Node;
  readonly entry: Entry | undefined;
}

export const placeOfNode = (node: Node | Entry): Place => node.file.place(node.at);

/** What stands at a key; undefined when there is no such map or key. */
export const child = (node: Node | undefined, key: string | number): Node | undefined => {
  if (node?.kind === 'map') return node.entries.get(String(key))?.node;
  return node?.kind === 'list' ? node.items[Number(key)] : undefined;
};
