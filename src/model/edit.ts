// What a file is to say otherwise: changes of single places of it, so that everything else stays as somebody wrote it.

import type { Place } from './problem.ts';
import type { Written } from './source.ts';

export type Edit =
  /** another value; a text in `language` where texts stand by language */
  | { readonly does: 'set'; readonly at: Place; readonly value: Written; readonly language?: string }
  /** the entry whose key, or the item of a list whose value, stands there */
  | { readonly does: 'remove'; readonly key: Place }
  /** entries of a map; a text alone becomes the property `short` of one */
  | { readonly does: 'add'; readonly to: Place; readonly entries: ReadonlyMap<string, Written>; readonly short?: string }
  /** items of a list */
  | { readonly does: 'append'; readonly to: Place; readonly items: readonly Written[] }
  /** keys of a map in another order; keys that are not named stay behind their neighbour */
  | { readonly does: 'order'; readonly at: Place; readonly keys: readonly string[] };

/** Why a place is left as it is. */
export type Refusal = 'variable' | 'anchor' | 'comments' | 'shape' | 'spread';
