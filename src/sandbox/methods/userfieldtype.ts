// userfieldtype.*: types of user fields an application draws itself (FACTS 21). Each is a row among the
// placements, so its code must be free on the whole portal; fields know it as rest_{application}_{code}.

import { RestError } from '../contract.ts';
import type { Answer, Application, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { argumentMissing, checkHandler, placementApplication } from './application-context.ts';
import { isArray, isEmpty, jsonMap, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { placementTaken } from './places.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

const place = 'USERFIELD_TYPE';
const pageSize = 50;

const fullCode = ({ id }: Application, code: string): string => `rest_${id}_${code}`;

function codeIn(call: Call, given: PhpArray): string {
  const code = toText(given['USER_TYPE_ID']).toLowerCase();
  if (code === '') throw argumentMissing('USER_TYPE_ID');
  if (switchOf(call, 'fieldTypeCode') === 'checked' && !/^[a-z0-9]+$/.test(code)) {
    throw new RestError('ERROR_ARGUMENT', "The value of an argument 'USER_TYPE_ID' is incorrect", 400, 'USER_TYPE_ID');
  }
  return code;
}

/** Of the rows of the application with that code, whatever place they are in. */
const ownRow = (call: Call, { id }: Application, code: string): Row | undefined =>
  findRow(call.data, 'placements', (row) => row['applicationId'] === id && row['additional'] === code);

function existing(call: Call, application: Application, code: string): Row {
  const row = ownRow(call, application, code);
  if (row === undefined) throw new RestError('ERROR_NOT_FOUND', 'User Field Type not found');
  return row;
}

function add(call: Call): Answer {
  const application = placementApplication(call);
  const given = upperKeys(call.params);
  const code = codeIn(call, given);
  const handler = toText(given['HANDLER']);
  if (handler === '') throw argumentMissing('HANDLER');
  checkHandler(call, handler);
  const bound = { applicationId: application.id, placement: place, handler, additional: code };
  if (placementTaken(call.data, bound)) throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded');
  const texts = { title: code, comment: '', langAll: {}, ...textsIn(call, given) };
  const row = { id: nextNumber(call.data, 'placement'), ...bound, userId: 0, options: optionsIn(given['OPTIONS']), ...texts };
  addRow(call.data, 'placements', row);
  register(call, application, code, row.title);
  return { result: true };
}

/** The manager of user fields learns of the type. */
function register(call: Call, application: Application, code: string, description: unknown): void {
  const userTypeId = fullCode(application, code);
  removeRows(call.data, 'userFieldTypes', (row) => row['userTypeId'] === userTypeId);
  addRow(call.data, 'userFieldTypes', { userTypeId, description, applicationId: application.id });
}

function optionsIn(given: unknown): unknown {
  const height = isArray(given) ? Object.entries(given).find(([name]) => name.toLowerCase() === 'height')?.[1] : undefined;
  return jsonMap(isEmpty(height) ? {} : { height: toInt(height) });
}

/** What is sent under the caller's language, or as the map says; nothing sent leaves the columns as they are. */
function textsIn(call: Call, given: PhpArray): Row {
  const map = isArray(given['LANG_ALL']) && !isEmpty(given['LANG_ALL']) ? given['LANG_ALL'] : undefined;
  const said = map === undefined ? given : map[call.data.language] ?? Object.values(map)[0];
  const texts = [['TITLE', 'title'], ['DESCRIPTION', 'comment']] as const;
  return Object.fromEntries(texts.flatMap(([name, key]) => {
    const text = toText(isArray(said) ? said[name] : '').trim();
    return text === '' ? [] : [[key, text]];
  }));
}

function update(call: Call): Answer {
  const application = placementApplication(call);
  const given = upperKeys(call.params);
  const code = codeIn(call, given);
  const changes: Row = textsIn(call, given);
  if (!isEmpty(given['HANDLER'])) {
    checkHandler(call, given['HANDLER']);
    changes['handler'] = given['HANDLER'];
  }
  if ('OPTIONS' in given) changes['options'] = optionsIn(given['OPTIONS']);
  if (Object.keys(changes).length === 0) throw argumentMissing('HANDLER|TITLE|DESCRIPTION');
  const row = existing(call, application, code);
  Object.assign(row, changes);
  register(call, application, code, row['title']);
  return { result: true };
}

/** Fields of the type stay behind, of a type nobody knows. */
function remove(call: Call): Answer {
  const application = placementApplication(call);
  const code = codeIn(call, upperKeys(call.params));
  const row = existing(call, application, code);
  removeRows(call.data, 'placements', (one) => one === row);
  removeRows(call.data, 'userFieldTypes', (one) => one['userTypeId'] === fullCode(application, code));
  return { result: true };
}

function list(call: Call): Answer {
  const { id } = placementApplication(call);
  const rows = rowsOf(call.data, 'placements').filter((row) => row['applicationId'] === id && row['placement'] === place);
  const offset = Math.max(0, toInt(call.params['start']));
  const result = rows.slice(offset, offset + pageSize)
    .map((row) => ({ USER_TYPE_ID: row['additional'], HANDLER: row['handler'], TITLE: row['title'], DESCRIPTION: row['comment'] }));
  if (result.length === 0) return { result };
  const next = offset + pageSize;
  return next < rows.length ? { result, total: rows.length, next } : { result, total: rows.length };
}

const scopes = ['placement'];

export const family: Family = {
  'userfieldtype.add': { scopes, seconds: 0.1, run: add },
  'userfieldtype.update': { scopes, seconds: 0.1, run: update },
  'userfieldtype.delete': { scopes, seconds: 0.05, run: remove },
  'userfieldtype.list': { scopes, seconds: 0.03, run: list },
};
