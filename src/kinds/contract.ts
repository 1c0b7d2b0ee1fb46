// A kind is a literal of pure functions that return calls as data. Reading works in rounds: a kind
// asks for calls (`reads`), is shown the answers, and asks again until it wants nothing; equal calls
// of several kinds are sent once. Parsing brings rows to the user's words; writing brings planned
// changes back to the API's.

import type { Call, Context } from '../model/call.ts';
import type { Ids } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { FileFormat } from '../model/section.ts';
import type { Written } from '../model/source.ts';
import type { Spec, Value } from '../model/value.ts';
import type { Body, Children, Declared, Entry, Words } from './declared.ts';
import type { Item, WriteInput } from './item.ts';
import type { Interest, LiveRow, ReadContext, Stray, Touched } from './live.ts';
import type { Pulled } from './pulled.ts';

export type * from './declared.ts';
export type * from './item.ts';
export type * from './live.ts';
export type * from './pulled.ts';

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
  /** kinds it lives under; absent for roots */
  readonly parents?: readonly string[];
  /** where it stands in YAML, in the parent's body or at the top */
  readonly section?: string;
  /** scopes a webhook needs to read and write it */
  readonly scopes: readonly string[];
  /** who reads and writes it; absent: whoever calls by default */
  readonly context?: Context;
  /** a method that a portal lacks whose tariff or version has nothing of the kind */
  readonly probe?: string;
  /** properties with addresses the portal calls, which it wants on the host of the application */
  readonly callback?: readonly string[];
  /** properties that cannot change once created */
  readonly fixed?: readonly string[];
  /** properties that must be said with a create, and what to write */
  readonly saidOnCreate?: Readonly<Record<string, string>>;
  /** properties that cannot be read back; `properties` stands for `properties.x` too */
  readonly blind?: readonly string[];
  /** what is in it cannot be read back: where nobody remembers that, it is left as it is until it is to be applied again */
  readonly unseen?: true;
  /** the portal has no update: to change one is to remove it and to make it anew; says what that costs meanwhile */
  readonly rebinds?: string;
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
  /** which of its ids is written down for people: `fieldName`; default: `id` */
  readonly handle?: string;
  /** property a key goes into, where the portal made one up */
  readonly keyedBy?: string;
  /** where our mark goes */
  readonly mark?: string;
  /** looked up, never made: it is on the portal or nowhere; one with a section may be declared for what stands below it */
  readonly lookup?: true;
  /** looked up in whatever case its key is written */
  readonly caseless?: true;
  /** property with what people call it */
  readonly title?: string;
  /** what it is in a picture: a type, a funnel of it, a stage in that, or a line from `parent` to `child` */
  readonly depicts?: 'box' | 'board' | 'column' | 'line';

  /** properties that are paths of files, and what must be in those: their values are the files */
  readonly files?: Readonly<Record<string, FileFormat>>;

  /** entries of a section as bodies by key; default: a map */
  readonly entries?: (section: Written) => readonly Entry[];
  /** keys that are addresses by themselves */
  readonly bare?: readonly string[];
  /** address of an entry that is not `parent/kind.key` */
  readonly addressOf?: (parent: string, key: string) => string;
  /** body -> properties, in canonical form */
  readonly declare?: (body: Body, words: Words, key: string, parent: string) => Map<string, Value>;
  /** rules among siblings, or all of a kind; `place` of a problem is the resource's */
  readonly check?: (own: Declared, children: Children, all: (kind: string) => readonly Declared[]) => readonly Problem[];
  /** `uidOf` answers the live object an address is paired with, as far as it is known */
  readonly identify: (declared: Declared, uidOf: (address: string) => string | undefined) => Identity;
  /** the row the portal makes by itself with the parent's create that this declared one stands for */
  readonly automatic?: {
    readonly row: (row: LiveRow) => string | undefined;
    readonly role: (declared: Declared) => string | undefined;
    /** roles and the specs they come with, below the parent with this address */
    readonly roles: (parent: string) => ReadonlyMap<string, Spec>;
    /** roles not declared are removed in the same apply */
    readonly removable?: true;
  };

  /** why one that is not on the portal cannot be made */
  readonly uncreatable?: (declared: Declared) => { readonly message: string; readonly hint: string } | undefined;
  /** properties of an update that go by a call of their own, and what the step is called */
  readonly apart?: { readonly name: string; readonly holds: (path: string, own: Item) => boolean };

  /** kinds it cannot be read without, besides its parents */
  readonly readsWith?: readonly string[];
  /** what a read is narrowed by when only these of the kind matter */
  readonly narrow?: (touched: readonly Touched[]) => Pick<Interest, 'types' | 'fields'>;
  readonly reads: (context: ReadContext) => readonly Call[];
  readonly parse: (context: ReadContext) => readonly LiveRow[];

  /** how it is written into files */
  readonly pulled?: Pulled;

  /** lists records that are of it, or that hold it, by their ids only; `owners` are what it stands below, the nearest first */
  readonly records?: (row: LiveRow, owners: readonly LiveRow[]) => Call | undefined;
  /** rows of the portal whose owner is gone */
  readonly strays?: (context: ReadContext) => readonly Stray[];

  /** the row a change is written to, when it is not its own or its parent's */
  readonly rowOf?: (address: string) => string;
  readonly write?: (input: WriteInput) => Call;
  /** ids of a created row out of the answer */
  readonly created?: (result: any) => Ids | undefined;
  /** uid of the row with these ids, once created */
  readonly uid?: (ids: Ids, parentIds: Ids | undefined) => string | undefined;
  /** kinds whose rows it is completed from, by what it declares: read for its sake */
  readonly completedFrom?: (declared: Declared) => readonly string[];
  /** properties completed from what the portal has and what is declared for it, once it was read and matched; children come with their positions */
  readonly completed?: (declared: Declared, rows: (kind: string) => readonly LiveRow[], children: Children) => Spec;
  /** what a change may cost that its properties do not show; `uidOf` as for `identify` */
  readonly risks?: (own: Item, rows: (kind: string) => readonly LiveRow[], uidOf: (address: string) => string | undefined) => readonly string[];
  /** kinds whose changes it waits for, because it may speak of them in a way nobody can follow */
  readonly follows?: (own: Item) => readonly string[];
  /** what to do about a fixed property that reads back like this */
  readonly fixedHint?: (path: string, before: Value | undefined) => string | undefined;
  /** true when the change must wait for that of a sibling */
  readonly after?: (own: Item, sibling: Item) => boolean;
}
