// https://apidocs.bitrix24.com/api-reference/events/event-bind.html
// Who is called when something happens, or which queue keeps it (offline). A binding is its event, its address and
// the user it is called for; a queue is its event and its connector. There is no update. Unbinding without the
// address takes every handler of the event or is refused (trap 35), so all of the identity is sent, as it is live.
// The connector is a parameter of the request (as its token is), which the commands of a batch do not have.

import type { Call } from '../model/call.ts';
import type { CarrySlot } from '../model/plan.ts';
import { isRef, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { declaredTwice } from './declared-twice.ts';
import { eventProperties } from './event-body.ts';
import { keyOf, parseEvent, uidOfEvent } from './event-row.ts';
import { whole } from './properties.ts';
import { codeAround, codeOfType, userNumber } from './portal-numbers.ts';

const GET: Call = { method: 'event.get', params: {}, retry: 'read', context: 'app' };

/** The same binding is one, however often it is answered. */
const parse = (context: ReadContext): LiveRow[] => {
  const rows = ((context.answer(GET)?.result ?? []) as any[]).map(parseEvent);
  return [...new Map(rows.map((row) => [row.uid, row])).values()];
};

function write(input: WriteInput): Call {
  const own = input.own!;
  const [before, after] = [own.row?.spec.get('connector'), own.spec.get('connector')];
  const alone = (connector: Value | undefined) => (connector ? { alone: true } : {});
  if (input.action === 'delete') {
    const params = { $carry: input.address, list: 'binding', as: 'map', set: [], drop: [] } satisfies CarrySlot;
    return { method: 'event.unbind', params, retry: 'idempotent', context: 'app', ...alone(before) };
  }
  const spec = whole(own);
  const said = own.spec.has('event') ? own.spec : spec;
  const [name, type] = [String(said.get('event')), said.get('of')];
  const options = [...own.spec].flatMap(([path, value]) => (path.startsWith('options.') ? [[path.slice('options.'.length), value] as const] : []));
  const isOffline = own.spec.get('offline') === true;
  const params = {
    event: isRef(type) ? codeAround(input, type, `${name}_`) : name,
    event_type: isOffline ? 'offline' : 'online',
    ...(isOffline ? (after ? { auth_connector: after } : {}) : { handler: spec.get('handler'), auth_type: userNumber(input, spec.get('runAs')) }),
    ...(options.length === 0 ? {} : { options: Object.fromEntries(options) }),
  };
  return { method: 'event.bind', params, retry: 'create', context: 'app', ...(isOffline ? alone(after) : {}) };
}

export const event: Kind = {
  name: 'event',
  section: 'events',
  scopes: [],
  context: 'app',
  probe: 'event.bind',
  callback: ['handler'],
  blind: ['options'],
  rebinds: texts.bindings.gap.event,
  keyed: true,
  declare: eventProperties,
  check: (own, _children, all) => declaredTwice(own, all('event'), ['event', 'of', 'handler', 'runAs', 'offline', 'connector']),
  identify({ spec }, uidOf) {
    const key = keyOf(spec, uidOf);
    return key === undefined ? {} : { key };
  },
  reads: () => [GET],
  parse,
  pulled: { own: /^(?!)/, style: 'word', longest: 60, called: (row, keyOf) => codeOfType(String(row.spec.get('event')), row, keyOf), needed: ['of', 'runAs'] },
  write,
  uid: uidOfEvent,
};
