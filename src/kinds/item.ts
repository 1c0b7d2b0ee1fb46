// Writing: the resources of one step, and how their ids get into its call.

import type { PropertyChange, Slot, TextSlot } from '../model/plan.ts';
import type { Spec } from '../model/value.ts';
import type { LiveRow } from './live.ts';

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
  /** only what goes apart (`Kind.apart`) */
  readonly apart?: true;
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
