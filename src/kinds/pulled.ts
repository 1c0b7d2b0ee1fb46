// Pulling: how a live one is written into files. What is not said here is the rule: its key is its natural one
// where a person could have chosen that, otherwise made of its name; its body is its properties, nested at their dots.

import type { HeldFile } from '../model/held-file.ts';
import type { Value } from '../model/value.ts';
import type { Written } from '../model/source.ts';
import type { LiveRow } from './live.ts';

/** One of a section, as it is to be written. */
export interface PulledEntry {
  readonly key: string;
  readonly row: LiveRow;
  readonly body: ReadonlyMap<string, Written>;
}

/** What goes into a file beside the YAML. */
export interface PulledFile {
  readonly property: string;
  readonly file: HeldFile;
  /** other properties its body gets */
  readonly says: readonly (readonly [path: string, value: Written])[];
  /** what cannot be read back, as it is remembered when it was applied */
  readonly remembered: Readonly<Record<string, Value>>;
  /** what is in it and fits this portal alone, and where */
  readonly left: readonly string[];
}

/** What a file is written with: rows by kind, the address of a row that is in the files, and who we are. */
export interface PulledSite {
  readonly key: string;
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly addressOf: (uid: string) => string | undefined;
  readonly clientId: string | undefined;
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
  /** why it is written down switched off, as what is there and cannot be made from it */
  readonly stub?: string;
  /** its content as a file */
  readonly file?: (row: LiveRow, site: PulledSite) => PulledFile | undefined;
  /** kinds that are only looked up, and that its content speaks of */
  readonly lookups?: (row: LiveRow) => readonly string[];
  /** what is to be known of it once it is written down */
  readonly remark?: (row: LiveRow) => string | undefined;
  /** nobody sees it on the portal, and it comes by itself */
  readonly isIdle?: (row: LiveRow, parent: LiveRow | undefined, above: LiveRow | undefined) => boolean;
  /** properties of the parent that files have to say where they say these */
  readonly goesWith?: readonly string[];
  /** where it stands, when it has no parent of its own: uid */
  readonly home?: (row: LiveRow) => string;
}
