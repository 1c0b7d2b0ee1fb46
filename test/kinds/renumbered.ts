// An application that was removed and installed again under the same client id: the portal gives it another number,
// and what bore the old one is gone or nobody's.

import type { Workshop } from '../in-process.ts';

export function renumbered({ portal }: Workshop): void {
  const data = structuredClone(portal.data());
  const application: any = data.tables['applications']![0];
  const before = application.id;
  application.id = before + 14;
  for (const table of ['events', 'placements', 'userFieldTypes', 'externalLines']) {
    data.tables[table] = (data.tables[table] ?? []).filter((row) => row['applicationId'] !== before);
  }
  portal.setData(data);
}
