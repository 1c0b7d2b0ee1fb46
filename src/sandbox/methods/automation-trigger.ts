// crm.automation.trigger.*: triggers of an application (FACTS 18). Adding one that is there renames it;
// on which stages it stands is nobody's business here. Refusals are texts without a code.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { crmApplication } from './application-context.ts';
import { allEntityTypes, entityTypeName } from './owner-types.ts';
import { isArray, isEmpty, isSet, toInt, toText } from './php.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';

const table = 'automationTriggers';

const refusal = (text: string): RestError => new RestError('', text);

function checkCode(code: unknown): string {
  if (isEmpty(code)) throw refusal('Empty trigger code!');
  if (isArray(code) || !/^[a-z0-9.\-_]+$/i.test(toText(code))) throw refusal('Wrong trigger code!');
  return toText(code);
}

const found = (call: Call, applicationId: number, code: string): Row | undefined =>
  findRow(call.data, table, (row) => row['applicationId'] === applicationId && row['code'] === code);

function add(call: Call): Answer {
  const { id } = crmApplication(call);
  const given = upperKeys(call.params);
  const code = checkCode(given['CODE']);
  if (isEmpty(given['NAME'])) throw refusal('Empty trigger name!');
  const name = toText(given['NAME']);
  const row = found(call, id, code);
  if (row === undefined) addRow(call.data, table, { id: nextNumber(call.data, 'automationTrigger'), applicationId: id, code, name });
  else row['name'] = name;
  return { result: true };
}

function list(call: Call): Answer {
  const { id } = crmApplication(call);
  return { result: rowsOf(call.data, table).filter((row) => row['applicationId'] === id).map((row) => ({ NAME: row['name'], CODE: row['code'] })) };
}

function remove(call: Call): Answer {
  const { id } = crmApplication(call);
  const row = found(call, id, checkCode(upperKeys(call.params)['CODE']));
  if (row === undefined) throw refusal('Trigger not found');
  removeRows(call.data, table, (one) => one === row);
  return { result: true };
}

/** What was fired is kept with the trigger: there is no automation here that would do anything. */
function execute(call: Call): Answer {
  const { id } = crmApplication(call);
  const given = upperKeys(call.params);
  const code = checkCode(given['CODE']);
  const row = found(call, id, code);
  if (row === undefined) throw refusal(`Trigger with code ${code} is not registered.`);
  const ownerTypeId = toInt(given['OWNER_TYPE_ID']);
  if (!allEntityTypes(call.data).includes(ownerTypeId)) throw refusal('Incorrect parameter OWNER_TYPE_ID.');
  const ownerId = toInt(given['OWNER_ID']);
  if (ownerId <= 0) throw refusal('Incorrect parameter OWNER_ID.');
  row['fired'] = [...row['fired'] ?? [], { ownerTypeId, ownerId }];
  return { result: true };
}

/** The built-in trigger of incoming webhooks; open to everybody who may change the record. */
function webhook(call: Call): Answer {
  const { target, code } = call.params;
  if (!isSet(target)) throw refusal('Target is not set.');
  const [, name, number] = /^(.+)_([^_]*)$/s.exec(toText(target)) ?? [];
  if (name === undefined) throw refusal('Incorrect target format.');
  const ownerTypeId = allEntityTypes(call.data).find((one) => entityTypeName(one) === name.toUpperCase());
  const ownerId = toInt(number);
  if (ownerTypeId === undefined || ownerId <= 0) throw refusal('Target is not found.');
  addRow(call.data, 'firedWebhookTriggers', { ownerTypeId, ownerId, code: toText(code) });
  return { result: true };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.automation.trigger': { scopes, seconds: 0.1, run: webhook },
  'crm.automation.trigger.add': { scopes, seconds: 0.05, run: add },
  'crm.automation.trigger.list': { scopes, seconds: 0.03, run: list },
  'crm.automation.trigger.delete': { scopes, seconds: 0.05, run: remove },
  'crm.automation.trigger.execute': { scopes, seconds: 0.1, run: execute },
};
