// The work of pulling into files: their texts as they are so far, what was done in them and what was given up.

import type { IntoInput } from './engine/pull-into.ts';
import type { Graph } from './engine/resolve.ts';
import type { Problem } from './model/problem.ts';
import type { Source } from './model/source.ts';
import type { Listed, Wish } from './model/wish.ts';

export interface Into extends Omit<IntoInput, 'source' | 'graph' | 'policies'> {
  /** absolute folder of the project */
  readonly folder: string;
  readonly portal: string;
  /** of the files, by path relative to the project */
  readonly texts: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Done {
  readonly file: string;
  readonly address: string;
  readonly property?: string;
  readonly action: Wish['action'];
}

export interface Settled {
  /** of the files that change */
  readonly changed: ReadonlyMap<string, string>;
  readonly done: readonly Done[];
  readonly listed: readonly Listed[];
  readonly graph: Graph;
}

export interface Again {
  readonly source: Source;
  readonly graph: Graph;
  readonly policies: IntoInput['policies'];
  readonly problems: readonly Problem[];
}

/** What is not tried again, and what is told of it. */
export type Given = Map<string, readonly Listed[]>;

export interface Work {
  readonly into: Into;
  readonly texts: Map<string, string>;
  readonly given: Given;
  readonly done: Done[];
  readonly applied: Wish[];
  readonly tried: Map<string, number>;
  /** files of new roots that the project does not include */
  readonly outside: Set<string>;
  readonly added: Set<string>;
}
