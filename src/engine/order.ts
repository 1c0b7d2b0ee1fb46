// changes -> plan: what hangs on something blocked is blocked too; what remains becomes steps, one a row,
// and the steps become waves by what their calls need of one another. Changes stay in the order they were
// declared in, and so do the steps of a wave: a plan is read from top to bottom. Pure.

import type { Kind } from '../kinds/contract.ts';
import type { Change, Step } from '../model/plan.ts';
import { isWritten, refsOf, waiting, type Difference } from './difference.ts';
import { grouped } from './grouped.ts';
import { familyOf, itemOf, stepsOf, type Ordering } from './steps.ts';
import { wavesOf, withNeeds } from './waves.ts';

export interface Ordered {
  readonly changes: readonly Change[];
  readonly steps: ReadonlyMap<string, Step>;
  readonly waves: readonly (readonly string[])[];
}

/** What had to make room first and cannot: a blocked sibling the kind wants to go before this one. */
function inTheWay(kinds: Ordering['kinds'], stuck: readonly Difference[], difference: Difference): string | undefined {
  const { after } = kinds.get(difference.pair.declared.kind)!;
  if (after === undefined) return undefined;
  const item = itemOf(difference, undefined);
  const siblings = stuck.filter((other) => familyOf(other) === familyOf(difference));
  return siblings.find((sibling) => after(item, { ...itemOf(sibling, undefined), action: 'update' }))?.change.address;
}

/** What hangs on something blocked is blocked too, and what a sibling that is blocked had to make room for. */
function spreadBlocks(kinds: Ordering['kinds'], differences: readonly Difference[]): Difference[] {
  const blocked = new Set(differences.filter(({ change }) => change.action === 'blocked').map(({ change }) => change.address));
  const stuck = differences.filter(({ change, properties }) => change.action === 'blocked' && properties.size > 0);
  const there = new Set(differences.filter(({ pair }) => pair.row !== undefined).map(({ change }) => change.address));
  let result = [...differences];
  for (let changed = true; changed; ) {
    changed = false;
    result = result.map((difference) => {
      if (!isWritten(difference)) return difference;
      const { parent } = difference.pair.declared;
      const needs = [...(parent === undefined ? [] : [parent]), ...refsOf(difference.spec)];
      const cause = needs.find((address) => blocked.has(address) && !there.has(address)) ?? inTheWay(kinds, stuck, difference);
      if (cause === undefined) return difference;
      blocked.add(difference.change.address);
      changed = true;
      return waiting(difference, cause);
    });
  }
  return result;
}

export function order(kinds: ReadonlyMap<string, Kind>, found: readonly Difference[], markOf: Ordering['markOf']): Ordered {
  const differences = spreadBlocks(kinds, found);
  const byAddress = new Map(differences.map((difference) => [difference.change.address, difference]));
  const o: Ordering = { kinds, markOf, byAddress, siblings: grouped(differences, familyOf) };
  const steps = withNeeds(o, stepsOf(o));
  return { changes: differences.map(({ change }) => change), steps, waves: wavesOf(steps) };
}
