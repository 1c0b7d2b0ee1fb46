// The id by which a thing is written down for people in `ids/<portal>.yaml`: the one its kind says, without what differs
// from portal to portal. What is known by what it links has none. Pure.

import type { Kind } from '../kinds/contract.ts';
import { withoutPrefix } from '../model/ids.ts';
import type { Ids } from '../model/plan.ts';

export function writtenIds(kind: Kind, ids: Ids): Ids | undefined {
  const name = kind.handle ?? 'id';
  const found = ids[name];
  if (found === undefined || kind.travelsWith === 'row' || kind.links) return undefined;
  return { [name]: typeof found === 'string' ? withoutPrefix(found) : found };
}
