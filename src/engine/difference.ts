// A difference is one pair with what is to be done about it: the declared properties, positions filled in,
// those of them that change, and the change as it is shown. Everything after it (order, freeze) only groups
// and rewords differences; what is blocked keeps its properties, so that it is known what it would have done.

import type { Kind, LiveRow } from '../kinds/contract.ts';
import type { Action, Change, PropertyChange } from '../model/plan.ts';
import type { Source } from '../model/source.ts';
import { isRef, type Spec } from '../model/value.ts';
import type { State } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import type { Pair } from './matching.ts';
import type { Treatments } from './treatment.ts';

export interface Difference {
  readonly pair: Pair;
  readonly change: Change;
  /** declared properties with positions filled in */
  readonly spec: Spec;
  readonly properties: ReadonlyMap<string, PropertyChange>;
  /** differs and is left as it is */
  readonly kept?: readonly string[];
  /** nothing is known of what cannot be read back, and it is left as it is */
  readonly unknown?: true;
}

export interface DiffInput {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly state: State | undefined;
  readonly source: Source;
  readonly treatments: Treatments;
  /** write again what cannot be read back */
  readonly reapply?: boolean;
}

const WRITES: ReadonlySet<Action> = new Set<Action>(['create', 'update', 'adopt', 'delete']);
export const isWritten = ({ change }: Difference): boolean => WRITES.has(change.action);

/** The same, blocked because another address is. */
export const waiting = (difference: Difference, waitsFor: string): Difference => ({
  ...difference,
  change: { ...difference.change, action: 'blocked', reason: texts.engine.ask.waits(waitsFor), answers: [], waitsFor },
});

/** Addresses a spec refers to. */
export const refsOf = (spec: Spec): string[] => [...spec.values()].flatMap(refsIn);

function refsIn(value: unknown): string[] {
  if (isRef(value)) return [value.$ref];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(refsIn) : [];
}
