// Reading: what a portal has, in the user's words, and what a kind is told while it asks for it.

import type { Call, Json } from '../model/call.ts';
import type { Ids } from '../model/plan.ts';
import type { Spec, Value } from '../model/value.ts';

/** A live object in the user's words. References to other live objects are `{ $ref: "uid:…" }` until matched. */
export interface LiveRow {
  readonly kind: string;
  /** unique on the portal: `funnel:1040/12` */
  readonly uid: string;
  /** uid of the row it belongs to */
  readonly parent?: string;
  readonly ids: Ids;
  /** natural key under the parent, where the kind has one */
  readonly key?: string;
  /** another key it may have been given under */
  readonly alias?: string;
  /** its key was made up by the portal: it is known by its name until it is given one */
  readonly keyless?: true;
  readonly name?: string;
  /** names in other languages */
  readonly names?: readonly string[];
  readonly mark?: string;
  /** every portal has it by itself, under a fixed code: to declare it is to take it over */
  readonly given?: true;
  /** another hand's for good, and by whom it was made: it can be neither changed nor taken over */
  readonly foreign?: string;
  /** when it was last changed, where what is in it does not read back */
  readonly changedAt?: string;
  readonly spec: Spec;
  /** what is in it, in the API's words, where that was asked for */
  readonly content?: Readonly<Record<string, unknown>>;
  /** lists the portal replaces as a whole, in the API's words, ready to be sent again */
  readonly whole?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** label kinds an update of labels would lose */
  readonly losesLabels?: true;
}

/** A thing of a portal that belongs to nothing the portal still has. */
export interface Stray {
  readonly kind: string;
  readonly uid: string;
  readonly name: string;
  /** what the portal calls its owner */
  readonly owner: string;
}

/** What the reader is after. */
export interface Interest {
  readonly kinds: ReadonlySet<string>;
  /** how many are declared: a guess for the number of pages */
  readonly count: (kind: string) => number;
  /** languages labels are declared in */
  readonly languages: readonly string[];
  /** could this row be one of ours? */
  readonly wants: (row: LiveRow) => boolean;
  /** do we need every part of this row, because it is about to be written whole? */
  readonly whole: (row: LiveRow) => boolean;
  /** also what is in them, to be written into files */
  readonly contents?: true;
  /** only these smart processes, when all that matter are known */
  readonly types?: readonly { readonly id: number; readonly entityTypeId: number }[];
  /** fields to be read one by one, known beforehand */
  readonly fields?: readonly number[];
}

/** One of the resources a read is after, and what is known of it beforehand. */
export interface Touched {
  readonly spec: Readonly<Record<string, Value>>;
  readonly ids: Ids | undefined;
  /** about to be written whole */
  readonly whole: boolean;
}

export interface ReadContext extends Interest {
  /** undefined until answered; null result and refusals come as they are */
  readonly answer: (call: Call) => { readonly result: any; readonly total?: number } | undefined;
  /** rows parsed so far */
  readonly rows: (kind: string) => readonly LiveRow[];
}
