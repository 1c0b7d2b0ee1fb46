// A portal's name or host becomes a file name on every system. Names that had to be changed beyond
// the colon before a port get a short hash, so that two portals never share a file.

import { createHash } from 'node:crypto';

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const LONGEST = 100;

export function storeName(name: string): string {
  const plain = name.replace(/:(\d+)$/, '_$1');
  const safe = plain.replace(/[^\w.-]/g, '_').replace(/^[.-]+|\.+$/g, '_').slice(0, LONGEST);
  if (safe === plain && safe !== '' && !RESERVED.test(safe)) return safe;
  return `${safe || '_'}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
