// telephony.externalLine.*: numbers of an application's own telephone exchange (FACTS 22). The server
// takes a webhook's as well, for no application, and looks for the parameters in capitals only.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { wrongAuthType } from './application-context.ts';
import { isSet, toText } from './php.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

const table = 'externalLines';

const refusal = (call: Call, text: string): RestError => new RestError(toText(switchOf(call, 'externalLineErrorCode')), text);

/** null: lines of webhooks */
function ownerOf(call: Call): number | null {
  if (call.application === undefined && switchOf(call, 'externalLineForWebhook') === false) throw wrongAuthType();
  return call.application?.id ?? null;
}

function numberIn(call: Call): string {
  const number = toText(call.params['NUMBER']).trim();
  if (number === '') throw refusal(call, 'NUMBER should not be empty');
  return number;
}

function existing(call: Call, owner: number | null): Row {
  const number = numberIn(call);
  const row = findRow(call.data, table, (one) => one['number'] === number && one['applicationId'] === owner);
  if (row === undefined) throw refusal(call, `Could not find line with number ${number}`);
  return row;
}

const createFlag = (value: unknown): 'Y' | 'N' => (value === 'Y' ? 'Y' : 'N');

/** Nothing keeps lines of no application apart: for the database no two of them are the same. */
function add(call: Call): Answer {
  const owner = ownerOf(call);
  const number = numberIn(call);
  const taken = rowsOf(call.data, table).some((row) => row['number'] === number && row['applicationId'] === owner);
  if (owner !== null && taken) throw refusal(call, 'Line already exists');
  const id = nextNumber(call.data, 'externalLine');
  const autoCreate = createFlag(call.params['CRM_AUTO_CREATE'] ?? 'Y');
  addRow(call.data, table, { id, applicationId: owner, number, name: toText(call.params['NAME']), autoCreate });
  return { result: { ID: id } };
}

function update(call: Call): Answer {
  const owner = ownerOf(call);
  const changes: Row = {};
  if (isSet(call.params['NAME'])) changes['name'] = toText(call.params['NAME']);
  if (isSet(call.params['CRM_AUTO_CREATE'])) changes['autoCreate'] = createFlag(call.params['CRM_AUTO_CREATE']);
  if (Object.keys(changes).length === 0) throw refusal(call, 'There are no fields to update');
  const row = existing(call, owner);
  Object.assign(row, changes);
  return { result: { ID: String(row['id']) } };
}

function remove(call: Call): Answer {
  const row = existing(call, ownerOf(call));
  removeRows(call.data, table, (one) => one === row);
  return { result: [] };
}

function get(call: Call): Answer {
  const owner = ownerOf(call);
  return { result: rowsOf(call.data, table).filter((row) => row['applicationId'] === owner)
    .map((row) => ({ NUMBER: row['number'], NAME: row['name'], CRM_AUTO_CREATE: row['autoCreate'] })) };
}

const scopes = ['telephony'];

export const family: Family = {
  'telephony.externalline.add': { scopes, seconds: 0.05, run: add },
  'telephony.externalline.update': { scopes, seconds: 0.05, run: update },
  'telephony.externalline.delete': { scopes, seconds: 0.05, run: remove },
  'telephony.externalline.get': { scopes, seconds: 0.03, run: get },
};
