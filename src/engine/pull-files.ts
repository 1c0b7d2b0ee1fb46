// What is too big for a body and lies in a file beside it. Such a content speaks of other things by their ids, so
// whoever writes it is told the address of everything that stands in the files already. Pure.

import type { PulledFile } from '../kinds/contract.ts';
import { segment } from '../model/address.ts';
import type { Named, Naming } from './pull-names.ts';

interface Writing extends Pick<Naming, 'kinds' | 'rows'> {
  readonly named: ReadonlyMap<string, Named>;
  /** the application that reads */
  readonly clientId?: string;
}

/** Its address in the files, or that of what is looked up. */
function addressOf(p: Writing, written: ReadonlySet<string>, uid: string): string | undefined {
  const found = p.named.get(uid);
  if (found !== undefined && found.kind.lookup === undefined) return written.has(found.address) ? found.address : undefined;
  const row = p.kinds.flatMap((kind) => (kind.lookup ? p.rows(kind.name) : [])).find((each) => each.uid === uid);
  return row?.key === undefined ? undefined : segment(row.kind, row.key);
}

export const fileBeside = (p: Writing, { kind, row, key }: Named, written: ReadonlySet<string>): PulledFile | undefined =>
  kind.pulled?.file?.(row, { key, rows: p.rows, addressOf: (uid) => addressOf(p, written, uid), clientId: p.clientId });
