// event.*: handlers of events, bound by any user of an application for himself, by administrators for
// everyone (FACTS 20). The sandbox keeps the bindings; of the events it only fires those about the
// application itself.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { accessRefused, argumentMissing, checkHandler, tokenApplication } from './application-context.ts';
import { eventScopes, eventsOf, neverOffline } from './event-names.ts';
import { isArray, isEmpty, isSet, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { addRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

function events(call: Call): Answer {
  tokenApplication(call);
  const { SCOPE: scope, FULL: full } = upperKeys(call.params);
  const wanted = (one: string): boolean => (isSet(scope) ? one === toText(scope) : !isEmpty(full) || one === '' || call.scopes.has(one));
  return { result: eventScopes.filter(wanted).flatMap((one) => eventsOf(call.data, one)) };
}

function isOffline(given: PhpArray): boolean {
  const type = toText(given['EVENT_TYPE']).toLowerCase();
  if (type !== '' && type !== 'online' && type !== 'offline') {
    throw new RestError('ERROR_ARGUMENT', 'Value must be one of {online|offline}', 400, 'EVENT_TYPE');
  }
  return type === 'offline';
}

function bind(call: Call): Answer {
  const application = tokenApplication(call);
  const given = upperKeys(call.params);
  const user = userToBindFor(call, toInt(given['AUTH_TYPE']));
  const event = toText(given['EVENT']).toUpperCase();
  if (event === '') throw argumentMissing('EVENT');
  const offline = isOffline(given);
  if (offline && !call.user.admin) throw accessRefused('Offline events binding requires administrator access rights');
  const handler = offline ? '' : toText(given['HANDLER']);
  if (!offline && handler === '') throw argumentMissing('HANDLER');
  if (!offline) checkHandler(call, handler);
  if (!eventScopes.some((scope) => (scope === '' || call.scopes.has(scope)) && eventsOf(call.data, scope).includes(event))) {
    throw new RestError('ERROR_EVENT_NOT_FOUND', 'Event not found');
  }
  if (offline && event === neverOffline) throw new RestError('ERROR_ARGUMENT', 'Offline event cannot be registered for this event.');
  const row = { applicationId: application.id, event, handler, user: offline ? 0 : user, offline, connector: call.connector ?? '' };
  if (rowsOf(call.data, 'events').some((one) => Object.entries(row).every(([key, value]) => one[key] === value))) {
    throw new RestError('ERROR_CORE', 'Unable to set event handler: Handler already binded');
  }
  const minTimeout = isArray(given['OPTIONS']) && event === neverOffline ? given['OPTIONS']['minTimeout'] : undefined;
  const options = isSet(minTimeout) ? { minTimeout: toInt(minTimeout) } : {};
  addRow(call.data, 'events', { id: nextNumber(call.data, 'event'), ...row, options });
  return { result: true };
}

/** 0: whoever causes the event. */
function userToBindFor(call: Call, wanted: number): number {
  if (wanted > 0 && !call.user.admin && wanted !== call.user.id) throw accessRefused('Event binding with AUTH_TYPE requires administrator access rights');
  return wanted <= 0 && !call.user.admin ? call.user.id : Math.max(wanted, 0);
}

function unbind(call: Call): Answer {
  const application = tokenApplication(call);
  const given = upperKeys(call.params);
  const event = toText(given['EVENT']).toUpperCase();
  if (event === '') throw argumentMissing('EVENT');
  const offline = isOffline(given);
  if (offline && !call.user.admin) throw accessRefused('Offline events unbinding requires administrator access rights');
  const handler = offline ? '' : toText(given['HANDLER']);
  const everyHandler = !offline && handler === '';
  if (everyHandler && switchOf(call, 'eventUnbindWithoutHandler') === 'refused') throw argumentMissing('HANDLER');
  const user = offline ? undefined : userToUnbindFor(call, given['AUTH_TYPE']);
  const goes = (row: Row): boolean => row['applicationId'] === application.id && row['event'] === event && row['offline'] === offline
    && (everyHandler || row['handler'] === handler) && (user === undefined || row['user'] === user)
    && (!offline || (row['connector'] ?? '') === (call.connector ?? ''));
  const count = rowsOf(call.data, 'events').filter(goes).length;
  removeRows(call.data, 'events', goes);
  return { result: { count } };
}

/** Compared with the number of the user as it came, so that a form's text is never one's own (server source). */
function userToUnbindFor(call: Call, given: unknown): number | undefined {
  if (!isSet(given)) return call.user.admin ? undefined : call.user.id;
  if (!call.user.admin && given !== call.user.id) throw accessRefused('Event unbinding with AUTH_TYPE requires administrator access rights');
  return toInt(given);
}

function get(call: Call): Answer {
  const application = tokenApplication(call);
  const rows = rowsOf(call.data, 'events').filter((row) => row['applicationId'] === application.id && (call.user.admin || row['user'] === call.user.id));
  return { result: rows.map((row) => (row['offline'] === true
    ? { event: row['event'], connector_id: row['connector'] ?? '', offline: 1 }
    : { event: row['event'], handler: row['handler'], auth_type: String(row['user']), offline: 0 })) };
}

export const family: Family = {
  events: { scopes: [], seconds: 0.02, run: events },
  'event.bind': { scopes: [], seconds: 0.05, run: bind },
  'event.unbind': { scopes: [], seconds: 0.03, run: unbind },
  'event.get': { scopes: [], seconds: 0.02, run: get },
};
