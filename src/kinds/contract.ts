// A kind is a literal of pure functions that return calls as data. Reading works in rounds: a kind
// asks for calls (`reads`), is shown the answers, and asks again until it wants nothing; equal calls
// of several kinds are sent once. Parsing brings rows to the user's words; writing brings planned
// changes back to the API's.

import type { Call, Json } from '../model/call.ts';
import type { Ids, PropertyChange, Slot, TextSlot } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Written } from '../model/source.ts';
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
  readonly name?: string;
  readonly mark?: string;
  readonly spec: Spec;
  /** lists the portal replaces as a whole, in the API's words, ready to be sent again */
  readonly whole?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** label kinds an update of labels would lose */
  readonly losesLabels?: true;
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
  /** only these smart processes, when all that matter are known */
  readonly types?: readonly { readonly id: number; readonly entityTypeId: number }[];
  /** fields to be read one by one, known beforehand */
  readonly fields?: readonly number[];
}

export interface ReadContext extends Interest {
  /** undefined until answered; null result and refusals come as they are */
  readonly answer: (call: Call) => { readonly result: any; readonly total?: number } | undefined;
  /** rows parsed so far */
  readonly rows: (kind: string) => readonly LiveRow[];
}

/** What resolving offers a kind while it turns a body into properties. Each reports its own problems. */
export interface Words {
  /** the portal's language */
  readonly language: string | undefined;
  /** a text, or one picked from a language map by the portal's language */
  readonly text: (path: readonly (string | number)[], value: Written) => Value | undefined;
  /** an address for `deal`, `smartProcess.request` or a lookup; `kinds` says which are allowed */
  readonly ref: (path: readonly (string | number)[], value: Written, kinds: readonly string[]) => Value | undefined;
  readonly problem: (path: readonly (string | number)[], code: string, message: string, hint?: string) => void;
}

export type Body = ReadonlyMap<string, Written>;

/** A declared resource as `resolve` leaves it. */
export interface Declared {
  readonly address: string;
  readonly kind: string;
  readonly key: string;
  readonly parent?: string;
  readonly spec: Spec;
  /** where it is written in the source */
  readonly path: readonly (string | number)[];
  readonly position: number;
  readonly adopt?: true | string | number;
  readonly create?: true;
  /** looked up, never created */
  readonly lookup?: true;
}

/** One resource of a step. */
export interface Item {
  readonly address: string;
  readonly key: string;
  readonly mark?: string;
  readonly action: 'create' | 'update' | 'delete' | 'none';
  readonly spec: Spec;
  readonly changed: ReadonlyMap<string, PropertyChange>;
  readonly row?: LiveRow;
}

export interface WriteInput {
  readonly address: string;
  readonly action: 'create' | 'update' | 'delete';
  /** the row's own change; absent when only parts of it change */
  readonly own?: Item;
  /** parts travelling with the row: options of a field, types of a workplace, relations of a type */
  readonly parts: readonly Item[];
  /** everything declared of a kind, wherever it is written */
  readonly all: (kind: string) => readonly Item[];
  /** address of the row's parent */
  readonly parent?: string;
  readonly id: (address: string, name: string) => string | number | Slot;
  /** a text with ids in it */
  readonly text: (...pieces: (string | number | Slot)[]) => string | TextSlot;
}

export interface Identity {
  /** natural key under the parent */
  readonly key?: string;
  /** human name: what people see, what "could be it" goes by */
  readonly name?: string;
  /** code the user wrote down */
  readonly pin?: { readonly property: string; readonly value: Value };
}

export interface Kind {
  readonly name: string;
  /** kind it lives under; absent for roots */
  readonly parent?: string;
  /** where it stands in YAML, in the parent's body or at the top */
  readonly section?: string;
  /** scopes a webhook needs to read and write it */
  readonly scopes: readonly string[];
  /** properties that cannot change once created */
  readonly fixed?: readonly string[];
  /** properties that must be said with a create, and what to write */
  readonly saidOnCreate?: Readonly<Record<string, string>>;
  /** properties that cannot be read back */
  readonly blind?: readonly string[];
  /** a switch of its parent rather than an object: whoever owns the parent owns it */
  readonly inherits?: true;
  /** a change of it changes what it refers to as well */
  readonly links?: true;
  /** written with its parent's call (options of a field), or as one call for the row that `rowOf` names (relations of a type) */
  readonly travelsWith?: 'parent' | 'row';
  /** position in the map is the order on the portal, kept in this property */
  readonly ordered?: { readonly first: number; readonly step: number; readonly group?: (spec: Spec) => number };
  /** the key is chosen by us and stored on the portal: a create is recognisable by it */
  readonly keyed: boolean;
  /** where our mark goes */
  readonly mark?: string;
  /** looked up only */
  readonly lookup?: true;

  /** entries of a section as bodies by key; default: a map */
  readonly entries?: (section: Written) => readonly { readonly key: string; readonly body: Body; readonly path: readonly (string | number)[] }[];
  /** address of an entry that is not `parent/kind.key` */
  readonly addressOf?: (parent: string, key: string) => string;
  /** body -> properties, in canonical form */
  readonly declare?: (body: Body, words: Words, key: string, parent: string) => Map<string, Value>;
  /** rules among siblings, or all of a kind; `place` of a problem is the resource's */
  readonly check?: (own: Declared, children: (kind: string, of?: string) => readonly Declared[], all: (kind: string) => readonly Declared[]) => readonly Problem[];
  /** `uidOf` answers the live object an address is paired with, as far as it is known */
  readonly identify: (declared: Declared, uidOf: (address: string) => string | undefined) => Identity;
  /** the row the portal makes by itself with the parent's create that this declared one stands for */
  readonly automatic?: {
    readonly row: (row: LiveRow) => string | undefined;
    readonly role: (declared: Declared) => string | undefined;
    /** roles and the specs they come with */
    readonly roles: ReadonlyMap<string, Spec>;
    /** roles not declared are removed in the same apply */
    readonly removable?: true;
  };

  readonly reads: (context: ReadContext) => readonly Call[];
  readonly parse: (context: ReadContext) => readonly LiveRow[];

  /** the row a change is written to, when it is not its own or its parent's */
  readonly rowOf?: (address: string) => string;
  readonly write?: (input: WriteInput) => Call;
  /** ids of a created row out of the answer */
  readonly created?: (result: any) => Ids | undefined;
  /** uid of the row with these ids, once created */
  readonly uid?: (ids: Ids, parentIds: Ids | undefined) => string | undefined;
  /** true when the change must wait for that of a sibling */
  readonly after?: (own: Item, sibling: Item) => boolean;
}
