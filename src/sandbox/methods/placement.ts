// placement.*: what an application shows where (FACTS 19). Rows are never changed, only bound and
// unbound; titles read back as a map of languages whatever they were sent as.

import { applicationOf } from '../applications/registry.ts';
import { RestError } from '../contract.ts';
import type { Answer, Application, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { argumentMissing, argumentType, checkHandler, placementApplication, tokenApplication } from './application-context.ts';
import { isArray, isEmpty, isSet, jsonMap, toInt, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';
import { placementTaken, placesOf } from './places.ts';
import type { Place } from './places.ts';
import { addRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

const texts = ['TITLE', 'DESCRIPTION', 'GROUP_NAME'] as const;

function list(call: Call): Answer {
  tokenApplication(call, 'Application context required');
  const { SCOPE: scope, FULL: full } = upperKeys(call.params);
  const wanted = (place: Place): boolean => {
    if (isSet(scope)) return place.scope === toText(scope);
    return !isEmpty(full) || place.scope === '' || call.scopes.has(place.scope);
  };
  return { result: [...placesOf(call.data)].filter(([, place]) => wanted(place)).map(([code]) => code) };
}

function bind(call: Call): Answer {
  const application = placementApplication(call);
  const given = upperKeys(call.params);
  const code = placeCode(given['PLACEMENT']);
  if (code === '') throw argumentMissing('The placement code is not specified');
  if (code === 'DEFAULT') throw argumentMissing('The placement code has an incorrect value');
  if (toText(given['HANDLER']) === '') throw argumentMissing('The URL of the placement handler is not specified');
  checkHandler(call, given['HANDLER']);
  const place = placesOf(call.data).get(code);
  if (place === undefined || (place.scope !== '' && !call.scopes.has(place.scope))) throw refusal(call, 'ERROR_PLACEMENT_NOT_FOUND', 'Placement not found');
  const userId = Math.max(toInt(given['USER_ID']), 0);
  const options = optionsFor(place, given['OPTIONS']);
  if (userId > 0 && place.perUser !== true) throw refusal(call, 'ERROR_PLACEMENT_USER_MODE', 'User mode is not available.');
  checkCount(call, application, code, place, userId);
  if (code === 'PAGE_BACKGROUND_WORKER' && isEmpty(options['errorHandlerUrl'])) {
    throw new RestError('EMPTY_ERROR_HANDLER_URL', 'Error handler URL is empty', 200);
  }
  const bound = { applicationId: application.id, placement: code, handler: toText(given['HANDLER']) };
  if (placementTaken(call.data, bound)) throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded');
  const titles = titlesFor(call, application, given);
  addRow(call.data, 'placements', { id: nextNumber(call.data, 'placement'), ...bound, userId, options: jsonMap(options), ...titles });
  return { result: true };
}

const refusal = (call: Call, code: string, text: string): RestError => new RestError(code, text, toInt(switchOf(call, 'placementErrorStatus')));

function placeCode(given: unknown): string {
  if (typeof given !== 'string') throw argumentType('PLACEMENT', 'string');
  return given.toUpperCase();
}

/** Every option the place declares is kept as a text, empty when it was not sent; the rest is dropped. */
function optionsFor(place: Place, given: unknown): Record<string, unknown> {
  const declared = isSet(given) && !isArray(given) ? [] : place.options ?? [];
  return Object.fromEntries(declared.map((name) => [name, toText(isArray(given) ? given[name] : '')]));
}

function checkCount(call: Call, { id }: Application, code: string, place: Place, userId: number): void {
  const bound = rowsOf(call.data, 'placements').filter((row) => row['applicationId'] === id && row['placement'] === code
    && (place.perUser !== true || row['userId'] === 0 || row['userId'] === userId));
  if (place.maxCount === undefined || bound.length < place.maxCount) return;
  throw refusal(call, 'ERROR_PLACEMENT_MAX_COUNT', `Placement max count: ${place.maxCount}`);
}

/** Single texts count only without a map, for the caller's language; without any the application's name stands in. */
function titlesFor(call: Call, { clientId }: Application, given: PhpArray): Row {
  const language = call.data.language;
  const sent = texts.filter((name) => !isEmpty(given[name])).map((name) => [name, toText(given[name]).trim()] as const);
  const maps: [string, Row][] = isEmpty(given['LANG_ALL'])
    ? (sent.length === 0 ? [] : [[language, Object.fromEntries(sent)]])
    : Object.entries(isArray(given['LANG_ALL']) ? given['LANG_ALL'] : {})
      .map(([code, one]): [string, Row] => [code, Object.fromEntries(texts.map((name) => [name, toText(isArray(one) ? one[name] : '').trim()]))]);
  const own = maps.find(([code]) => code === language)?.[1] ?? maps[0]?.[1];
  const shown = maps.length > 0 ? maps : [[language, { TITLE: applicationOf(call.data, clientId)?.['name'] }] as [string, Row]];
  const blank = { TITLE: null, DESCRIPTION: null, GROUP_NAME: null };
  return {
    title: own?.['TITLE'] ?? '', comment: own?.['DESCRIPTION'] ?? '',
    langAll: Object.fromEntries(shown.map(([code, map]) => [code, { ...blank, ...map }])),
  };
}

/** Without a handler everything in the place goes; each removal counts twice (FACTS 19). */
function unbind(call: Call): Answer {
  const application = placementApplication(call);
  const given = upperKeys(call.params);
  const code = placeCode(given['PLACEMENT']);
  if (code === '') throw argumentMissing('PLACEMENT');
  const handler = toText(given['HANDLER']);
  const goes = (row: Row): boolean => placesOf(call.data).has(code) && row['applicationId'] === application.id && row['placement'] === code
    && (given['USER_ID'] === undefined || row['userId'] === toInt(given['USER_ID'])) && (handler === '' || row['handler'] === handler);
  const count = rowsOf(call.data, 'placements').filter(goes).length;
  removeRows(call.data, 'placements', goes);
  return { result: { count: count * 2 } };
}

/** Types of fields and dialogs of activities are in the same table, and private. */
function get(call: Call): Answer {
  const application = placementApplication(call);
  const places = placesOf(call.data);
  const rows = rowsOf(call.data, 'placements').filter((row) => row['applicationId'] === application.id && places.has(row['placement']));
  return { result: rows.map((row) => ({
    ...(switchOf(call, 'placementRowId') === true ? { id: row['id'] } : {}),
    placement: row['placement'], userId: row['userId'], handler: row['handler'],
    options: valuesOf(row['options']).length === 0 ? [] : row['options'], title: row['title'], description: row['comment'], langAll: row['langAll'],
  })) };
}

const scopes = ['placement'];

export const family: Family = {
  'placement.list': { scopes, seconds: 0.03, run: list },
  'placement.bind': { scopes, seconds: 0.1, run: bind },
  'placement.unbind': { scopes, seconds: 0.05, run: unbind },
  'placement.get': { scopes, seconds: 0.03, run: get },
};
