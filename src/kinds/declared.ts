// Declaring: what the files say of a resource, and what a kind is offered while it turns a body into properties.

import type { Written } from '../model/source.ts';
import type { Spec, Value } from '../model/value.ts';

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

/** One of a section. */
export interface Entry {
  readonly key: string;
  readonly body: Body;
  readonly path: readonly (string | number)[];
}

/** What is declared under a resource, or under the one at the address `of`; '': at the top. */
export type Children = (kind: string, of?: string) => readonly Declared[];

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
  /** may stand beside one of its key that is another hand's for good; false: gives way to it */
  readonly alongside?: boolean;
  /** looked up, never created */
  readonly lookup?: true;
}
