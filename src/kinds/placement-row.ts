// Rows of `placement.get` -> properties. A binding is its place and its address; the whole of it is what unbinding is told.

import type { Value } from '../model/value.ts';
import type { LiveRow } from './contract.ts';
import { handlerDigest } from './handler-address.ts';
import { placeOf } from './placement-place.ts';
import { liveTexts } from './placement-texts.ts';

export function parsePlacement(row: any): LiveRow {
  const [placement, handler, user] = [String(row.placement), String(row.handler), Number(row.userId ?? 0)];
  const ids = { placement, handler: handlerDigest(handler) };
  const asText = (value: any): Value => (typeof value === 'object' ? (value ?? '') : String(value));
  const options = Object.entries<any>(row.options ?? {}).map(([name, value]) => [`options.${name}`, asText(value)] as const);
  const shownTo = user > 0 ? [['user', { $ref: `uid:user:${user}` }] as const] : [];
  return {
    kind: 'placement',
    uid: `placement:${placement}:${ids.handler}`,
    ids,
    key: `${placement} ${ids.handler}`,
    name: placement,
    spec: new Map<string, Value>([...placeOf(placement), ['handler', handler], ...liveTexts(row.langAll), ...options, ...shownTo]),
    whole: { binding: { PLACEMENT: placement, HANDLER: handler, ...(user > 0 ? { USER_ID: user } : {}) } },
  };
}
