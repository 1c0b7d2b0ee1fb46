// A workplace has roles of its own: what moves out of one leaves its role permissions behind.

import { isRef } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Item, LiveRow } from './contract.ts';

export function permissionsLost({ action, spec }: Item, rows: (kind: string) => readonly LiveRow[], uidOf: (address: string) => string | undefined): string[] {
  const type = spec.get('type');
  if (action !== 'create' || !isRef(type)) return [];
  const uid = uidOf(type.$ref);
  const home = uid === undefined ? undefined : rows('member').find((row) => row.key === uid);
  if (home === undefined) return [];
  const name = rows('workplace').find((row) => row.uid === home.parent)?.name ?? '';
  return [texts.rules.movesOut(type.$ref, JSON.stringify(name))];
}
