// crm.activity.type.*: kinds of timeline activities an application names (FACTS 16). There is no update,
// and what the storage refuses is answered `false`.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { crmApplication } from './application-context.ts';
import { isArray, isEmpty, lengthOf, toText, valuesOf } from './php.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

const table = 'activityTypes';

const documented = (call: Call): boolean => switchOf(call, 'activityTypeErrors') === 'coded';

const refusal = (call: Call, text: string): RestError => new RestError(documented(call) ? 'INVALID_ARG_VALUE' : '', text);

const found = (call: Call, applicationId: number, typeId: unknown): Row | undefined =>
  findRow(call.data, table, (row) => row['applicationId'] === applicationId && row['typeId'] === toText(typeId));

function add(call: Call): Answer {
  const { id } = crmApplication(call);
  const { FIELDS: fields } = upperKeys(call.params);
  const given = isArray(fields) ? fields : {};
  const configurable = given['IS_CONFIGURABLE_TYPE'] === 'Y';
  if (given['TYPE_ID'] === 'CONFIGURABLE' && configurable) throw new RestError('', 'Type ID "CONFIGURABLE" is reserved');
  if (found(call, id, given['TYPE_ID']) !== undefined) throw refusal(call, 'Type is already registered');
  const [typeId, name] = [toText(given['TYPE_ID']), toText(given['NAME'])];
  if (typeId === '' && documented(call)) throw refusal(call, 'TYPE_ID is not filled');
  if (typeId === '' || name === '' || lengthOf(typeId) > 100 || lengthOf(name) > 255) return { result: false };
  addRow(call.data, table, {
    id: nextNumber(call.data, 'activityType'), applicationId: id, typeId, name, configurable: configurable ? 'Y' : 'N',
    iconId: hasContent(given['ICON_FILE']) ? nextNumber(call.data, 'file') : 0,
  });
  return { result: true };
}

const hasContent = (file: unknown): boolean => !isEmpty(isArray(file) ? valuesOf(file)[1] : file);

function list(call: Call): Answer {
  const { id } = crmApplication(call);
  return { result: rowsOf(call.data, table).filter((row) => row['applicationId'] === id)
    .map((row) => ({ TYPE_ID: row['typeId'], NAME: row['name'], IS_CONFIGURABLE_TYPE: row['configurable'], ICON_ID: String(row['iconId']) })) };
}

function remove(call: Call): Answer {
  const { id } = crmApplication(call);
  const row = found(call, id, upperKeys(call.params)['TYPE_ID']);
  if (row === undefined) throw new RestError('', 'Type not found');
  removeRows(call.data, table, (one) => one === row);
  return { result: true };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.activity.type.add': { scopes, seconds: 0.1, run: add },
  'crm.activity.type.list': { scopes, seconds: 0.03, run: list },
  'crm.activity.type.delete': { scopes, seconds: 0.05, run: remove },
};
