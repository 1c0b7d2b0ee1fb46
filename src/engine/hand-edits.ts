// What cannot be read back can still have been changed on the portal since it was applied: the portal says when. Nothing
// is made of it but a remark, because what was changed is not known, and the change is not undone unasked; but it
// must not be lost in silence either. So the state keeps the moment, until what is declared is written over it.

import type { Kind } from '../kinds/contract.ts';
import type { PropertyChange } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Source } from '../model/source.ts';
import { texts } from '../texts/index.ts';
import { isBlind } from './compare.ts';
import type { Difference } from './difference.ts';
import type { Pair } from './matching.ts';

/** When somebody else changed it; undefined where nobody did, or nothing tells. */
export function editedAt({ entry, row }: Pair): string | undefined {
  const [ours, now] = [entry?.changedAt, row?.changedAt];
  return ours !== undefined && now !== undefined && Date.parse(ours) !== Date.parse(now) ? now : undefined;
}

/** Is what cannot be read back written anew? */
export const overwrites = (kind: Kind, properties: ReadonlyMap<string, PropertyChange>): boolean => [...properties.keys()].some((path) => isBlind(kind, path));

/** One remark for each that is left as it is. */
export function handEdits(kinds: ReadonlyMap<string, Kind>, differences: readonly Difference[], source: Source): Problem[] {
  return differences.flatMap(({ pair, properties, change: { address, kind, action } }) => {
    const at = editedAt(pair);
    if (at === undefined || (action !== 'none' && overwrites(kinds.get(kind)!, properties))) return [];
    const place = source.keyPlaceOf(pair.declared.path);
    return [problem('changed-on-portal', texts.templates.edited(address, at), { level: 'warning', address, place, hint: texts.templates.editedHint })];
  });
}
