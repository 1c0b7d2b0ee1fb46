// Pulling: how a live one is written into files. What is not said here is the rule: its key is its natural one
// where a person could have chosen that, otherwise made of its name; its body is its properties, nested at their dots.

import type { Value } from '../model/value.ts';
import type { Written } from '../model/source.ts';
import type { LiveRow } from './live.ts';

/** One of a section, as it is to be written. */
export interface PulledEntry {
  readonly key: string;
  readonly row: LiveRow;
  readonly body: ReadonlyMap<string, Written>;
}

export interface Pulled {
  /** a natural key that may stay: a person chose it, and files may say it */
  readonly own?: RegExp;
  /** a key that its place gives it */
  readonly key?: (row: LiveRow) => string | undefined;
  /** what a key is made of, where that is not the name; `keyOf` answers the key of another row by its uid */
  readonly called?: (row: LiveRow, keyOf: (uid: string) => string | undefined) => string;
  /** properties it is nothing without: where one leads to what is not pulled, it is left out */
  readonly needed?: readonly string[];
  /** how a key is made of a name: `zayavka-na-remont`, or `ZAYAVKA_NA_REMONT` */
  readonly style: 'word' | 'code';
  readonly longest: number;
  /** how many are asked for at once, before it is known how many there are: pages too many cost nothing */
  readonly guess?: number;
  /** numbers and codes of the portal: only written on request */
  readonly pins?: readonly string[];
  /** said whatever they are */
  readonly always?: readonly string[];
  /** said by the key or by the order, or nobody's to say */
  readonly omitted?: readonly string[];
  /** what the portal has when nothing was said, by path; empty texts, empty lists, false and null are never said */
  readonly usual?: (row: LiveRow) => Readonly<Record<string, Value>>;
  /** the section of these; default: a map of bodies by key */
  readonly section?: (entries: readonly PulledEntry[]) => Written | undefined;
  /** properties that hold a text by language */
  readonly texts?: readonly string[];
  /** a body of nothing but this property is that property */
  readonly short?: string;
  /** why it is not written down */
  readonly left?: (row: LiveRow) => string | undefined;
  /** nobody sees it on the portal, and it comes by itself */
  readonly isIdle?: (row: LiveRow, parent: LiveRow | undefined, above: LiveRow | undefined) => boolean;
  /** properties of the parent that files have to say where they say these */
  readonly goesWith?: readonly string[];
  /** where it stands, when it has no parent of its own: uid */
  readonly home?: (row: LiveRow) => string;
}
