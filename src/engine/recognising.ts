// Is this the portal a state speaks of? Roots are there under the same ids and with the same marks, or it is another one.
// What was renamed or edited since says nothing: only ids and marks count, and parts are not asked for.

import type { Kind } from '../kinds/contract.ts';
import type { State } from '../state/port.ts';
import type { Live } from './read.ts';

export function recognised(kinds: readonly Kind[], state: State, live: Live): { readonly found: number; readonly missing: readonly string[] } {
  const roots = new Map(kinds.filter(({ parents, travelsWith }) => parents === undefined && travelsWith === undefined).map((kind) => [kind.name, kind]));
  const remembered = Object.entries(state.entries).filter(([, entry]) => roots.has(entry.kind));
  const isThere = ([, entry]: (typeof remembered)[number]): boolean => {
    const uid = roots.get(entry.kind)!.uid?.(entry.ids, undefined);
    const row = uid === undefined ? undefined : live.byUid.get(uid);
    const sameIds = row !== undefined && Object.entries(entry.ids).every(([name, value]) => String(row.ids[name]) === String(value));
    return sameIds && (entry.mark ?? '') === (row.mark ?? '');
  };
  const missing = remembered.filter((each) => !isThere(each)).map(([address]) => address);
  return { found: remembered.length - missing.length, missing };
}
