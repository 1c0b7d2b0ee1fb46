// What bxform remembers of a portal: a cache of ownership, never the truth.

import type { Ids, Origin } from '../model/plan.ts';
import type { Value } from '../model/value.ts';

export interface StateEntry {
  readonly kind: string;
  readonly ids: Ids;
  readonly origin: Origin;
  /** natural key or mark the live row had */
  readonly key?: string;
  readonly mark?: string;
  readonly name?: string;
  /** when it was last changed, by us, where what is in it does not read back */
  readonly changedAt?: string;
  /** blind properties as last applied; secrets as `{ $env, hash }` */
  readonly blind?: Readonly<Record<string, Value>>;
  /** made by the portal with our create and not declared: to be removed while empty */
  readonly unwanted?: true;
  /** made by the portal with our create and still to be fitted to what is declared: what is only said in the beginning was not said yet */
  readonly begun?: true;
  /** a step for a person: hash of what it said when it was acknowledged */
  readonly acknowledged?: string;
}

export interface State {
  readonly format: 'bxform-state/1';
  readonly project: string;
  readonly portal: string;
  /** random id of this state's life */
  readonly instance: string;
  readonly serial: number;
  /** application that what only applications make belongs to: another one has none of it */
  readonly clientId?: string;
  readonly entries: Readonly<Record<string, StateEntry>>;
}

export type JournalEntry =
  | { readonly at: number; readonly event: 'begin'; readonly instance: string; readonly serial: number; readonly plan: string }
  /** a request with these steps is about to leave; `beside`: ids live under the parent before, for creates without a key of ours */
  | {
      readonly at: number;
      readonly event: 'sent';
      readonly steps: readonly {
        readonly step: string;
        readonly action: 'create' | 'update' | 'delete';
        readonly targets: readonly JournalTarget[];
      }[];
    }
  | { readonly at: number; readonly event: 'settled'; readonly steps: readonly { readonly step: string; readonly outcome: string }[] }
  | { readonly at: number; readonly event: 'end' };

export interface JournalTarget {
  readonly address: string;
  readonly kind: string;
  readonly key?: string;
  readonly mark?: string;
  readonly name?: string;
  readonly parentIds?: Ids;
  readonly beside?: readonly string[];
}

export interface StateStore {
  /** undefined when there is none; throws StateError when it cannot be read */
  readonly load: () => Promise<State | undefined>;
  readonly save: (state: State) => Promise<void>;
  /** exclusive; throws StateError naming the holder when it is taken */
  readonly lock: () => Promise<{ readonly release: () => Promise<void> }>;
  /** who has it now, in words */
  readonly holder: () => Promise<string | undefined>;
  readonly journal: {
    /** one line, one fsync */
    readonly append: (entry: JournalEntry) => Promise<void>;
    readonly read: () => Promise<readonly JournalEntry[]>;
    readonly clear: () => Promise<void>;
  };
}

export class StateError extends Error {}
