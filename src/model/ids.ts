// Ids of one thing as two sides know them: only what both know can agree or not, and codes of stages may carry the
// number of their funnel in front (`C5:NEW`, `DT1040_5:NEW`), which differs from portal to portal.

import type { Ids } from './plan.ts';

export const withoutPrefix = (code: string): string => code.replace(/^[^:]*:/, '');

/** Both know an id of the same name and it is another one. */
export const disagree = (ours: Ids, theirs: Ids): boolean =>
  Object.entries(ours).some(([name, value]) => theirs[name] !== undefined && String(theirs[name]) !== String(value));

/** The id or code somebody wrote, as the portal says it or without the prefix. */
export const isNamedBy = (found: string | number | undefined, written: string | number): boolean =>
  found !== undefined && [String(found), withoutPrefix(String(found))].includes(String(written));
