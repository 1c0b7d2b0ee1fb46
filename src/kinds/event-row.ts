// Rows of `event.get` -> properties, and the identity of a binding: its event, its address and the user it is called
// for; of a queue its event and its connector. The whole of it is what unbinding is told.

import type { Json } from '../model/call.ts';
import type { Ids } from '../model/plan.ts';
import { isRef, type Spec, type Value } from '../model/value.ts';
import type { LiveRow } from './contract.ts';
import { eventOf } from './event-code.ts';
import { handlerDigest } from './handler-address.ts';
import { numberOf } from './portal-numbers.ts';

const offlineKey = (event: string, connector: string): string => `${event} offline ${connector}`.trim();
const onlineKey = (event: string, handler: string, user: string): string => `${event} ${handler} ${user}`;

/** The whole identity as it reads back; undefined while something of it is not on the portal. */
export function keyOf(spec: Spec, uidOf: (address: string) => string | undefined): string | undefined {
  const number = numberOf(spec.get('of'), uidOf);
  const user = spec.get('runAs');
  const caller = isRef(user) ? uidOf(user.$ref)?.replace(/^user:/, '') : '0';
  if ((spec.has('of') && number === undefined) || caller === undefined) return undefined;
  const event = `${String(spec.get('event') ?? '')}${number === undefined ? '' : `_${number}`}`;
  return spec.get('offline') === true ? offlineKey(event, String(spec.get('connector') ?? '')) : onlineKey(event, handlerDigest(spec.get('handler')), caller);
}

const binding = (event: string, offline: boolean, more: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> =>
  ({ event, event_type: offline ? 'offline' : 'online', ...more });

export function parseEvent(row: any): LiveRow {
  const event = String(row.event).toUpperCase();
  if (Number(row.offline) === 1) {
    const connector = String(row.connector_id ?? '');
    return {
      kind: 'event',
      uid: `event:${offlineKey(event, connector)}`,
      ids: { event, offline: 1, connector },
      key: offlineKey(event, connector),
      name: event,
      spec: new Map<string, Value>([...eventOf(event), ['offline', true], ['connector', connector]]),
      whole: { binding: binding(event, true, connector === '' ? {} : { auth_connector: connector }) },
    };
  }
  const [handler, user] = [String(row.handler), Number(row.auth_type ?? 0)];
  const ids = { event, handler: handlerDigest(handler), user };
  const caller = user > 0 ? [['runAs', { $ref: `uid:user:${user}` }] as const] : [];
  return {
    kind: 'event',
    uid: `event:${onlineKey(event, ids.handler, String(user))}`,
    ids,
    key: onlineKey(event, ids.handler, String(user)),
    name: event,
    spec: new Map<string, Value>([...eventOf(event), ['handler', handler], ['offline', false], ...caller]),
    whole: { binding: binding(event, false, { handler, auth_type: user }) },
  };
}

export function uidOfEvent({ event, handler, user, offline, connector }: Ids): string {
  return `event:${offline === 1 ? offlineKey(String(event), String(connector)) : onlineKey(String(event), String(handler), String(user))}`;
}
