// crm.status.add, update and delete (FACTS §11.2, §11.3). A success stage is alone in its funnel, process
// stages stand before it and failure stages after it, but only at the moment of adding.

import { ApplicationError, RestError } from '../contract.ts';
import type { Answer, Call, Row } from '../contract.ts';
import { asArray, cut, isSet, lengthOf, toInt, toText } from './php.ts';
import { addRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { arrayOf, crmAdminOnly, idOf, param, refusal, refusalIn, statusById } from './status-call.ts';
import { knownEntities, statusEntities } from './status-entities.ts';
import { say } from './texts.ts';
import { switchOf } from '../switches.ts';

export function add(call: Call): Answer {
  const given = arrayOf(call, 'fields');
  crmAdminOnly(call);
  const entityId = toText(given['ENTITY_ID']);
  const statusId = toText(given['STATUS_ID']);
  const missing = [['ENTITY_ID', entityId], ['STATUS_ID', statusId]].filter(([, value]) => value === '');
  if (missing.length > 0) throw refusal(missing.map(([name]) => `The field ${name} is required.`).join('\n'));
  if (!knownEntities(call).some(({ ID }) => ID === entityId)) throw refusal('Specified entity type is not supported.');
  const prefix = statusEntities(call).find(({ ID }) => ID === entityId)?.PREFIX ?? '';
  // §11.1: whatever stands before the first colon gives way to the right prefix
  const code = statusId.includes(':') ? statusId.slice(statusId.indexOf(':') + 1) : statusId;
  checkCode(call, entityId, code, prefix);
  const row: Row = {
    id: 0,
    entityId,
    statusId: prefix === '' ? code : `${prefix}:${code}`,
    name: toText(given['NAME']).trim(),
    nameInit: '',
    sort: sortOf(given['SORT']),
    system: 'N',
    categoryId: categoryOf(entityId, given['CATEGORY_ID']),
    color: colorOf(given['COLOR'] ?? asArray(given['EXTRA'])['COLOR'] ?? ''),
    semantics: toText(given['SEMANTICS']) || 'P',
  };
  checkPlace(call, row);
  fitText(call, row);
  if (row['semantics'] === 'P') row['semantics'] = null;
  row['id'] = nextNumber(call.data, 'status');
  addRow(call.data, 'statuses', row);
  return { result: row['id'] };
}

/** A code that is too long, odd or taken is refused by way of the application: ERROR_CORE. */
function checkCode(call: Call, entityId: string, code: string, prefix: string): void {
  const own = prefix === '' ? 0 : lengthOf(prefix) + 1;
  const isDeal = /DEAL_STAGE(_\d+)?$/.test(entityId);
  const strict = entityId === 'STATUS' || entityId === 'QUOTE_STATUS' || isDeal;
  const longest = entityId === 'STATUS' ? 21 : strict ? 22 - own : 50 - own;
  if (lengthOf(code) > longest) throw new ApplicationError(say(call.data, 'stageCodeLong', longest));
  if (strict && !/^[0-9A-Z_-]+$/i.test(code)) throw new ApplicationError(say(call.data, 'stageCodeSymbols'));
  const full = (own === 0 ? code : `${prefix}:${code}`).toLowerCase();
  const taken = rowsOf(call.data, 'statuses').some((row) => row['entityId'] === entityId && row['statusId'].toLowerCase() === full);
  if (!taken) return;
  throw switchOf(call, 'stageTaken') === 'sql' ? new RestError('ERROR_CORE', 'SQL query error!', 500) : new ApplicationError(say(call.data, 'stageTaken'));
}

/** §11.2: filled in by itself for deal funnels only. */
function categoryOf(entityId: string, given: unknown): number {
  if (isSet(given)) return toInt(given);
  return toInt(/^DEAL_STAGE_(\d+)$/.exec(entityId)?.[1]);
}

const sortOf = (value: unknown): number => (toInt(value) > 0 ? toInt(value) : 10);

const colorOf = (value: unknown): string => {
  const color = toText(value);
  return color === '' || color.startsWith('#') ? color : `#${color}`;
};

function checkPlace(call: Call, row: Row): void {
  const success = rowsOf(call.data, 'statuses').filter((one) => one['entityId'] === row['entityId'] && one['semantics'] === 'S');
  const successSort = Math.min(...success.map((one): number => one['sort']));
  const checked = success.length > 0 && switchOf(call, 'stageOrder') === 'checked';
  switch (row['semantics']) {
    case 'S':
      if (success.length > 0) throw refusalIn(call, 'stageSecondSuccess');
      break;
    case 'F':
      if (checked && row['sort'] <= successSort) throw refusalIn(call, 'stageFailureBefore');
      break;
    case 'P':
      if (checked && row['sort'] >= successSort) throw refusalIn(call, 'stageProcessAfter');
      break;
    default:
      throw refusalIn(call, 'stageUnknownSemantics');
  }
  if (row['name'] === '') throw refusalIn(call, 'stageNameRequired');
}

const widths: readonly (readonly [string, string, number])[] = [['name', 'NAME', 100], ['color', 'COLOR', 10], ['statusId', 'STATUS_ID', 50]];

function fitText(call: Call, row: Row): void {
  for (const [column, name, width] of widths) {
    const value = toText(row[column]);
    if (lengthOf(value) > width && switchOf(call, 'longText') === 'refused') throw refusal(say(call.data, 'tooLong', name, width));
    if (typeof row[column] === 'string') row[column] = cut(value, width);
  }
}

export function update(call: Call): Answer {
  const id = idOf(call);
  const given = arrayOf(call, 'fields');
  crmAdminOnly(call);
  const stored = statusById(call, id);
  if (stored === undefined) throw refusal('Status is not found.');
  const color = given['COLOR'] ?? asArray(given['EXTRA'])['COLOR'];
  if (!isSet(given['NAME']) && !isSet(given['SORT']) && !isSet(color)) return { result: true };
  const name = toText(given['NAME']).trim();
  const refill = switchOf(call, 'statusUpdateWithoutSort') === 'kept';
  const changed: Row = {
    ...stored,
    sort: sortOf(given['SORT'] ?? (refill ? stored['sort'] : 0)),
    ...(name === '' || name === '0' ? {} : { name }),
    ...(isSet(color) ? { color: changedColor(call, toText(color)) } : {}),
  };
  try {
    fitText(call, changed);
  } catch (error) {
    // §11.3: the storage refused, the answer does not tell
    if (switchOf(call, 'statusUpdateRefused') === 'hidden') return { result: true };
    throw error;
  }
  Object.assign(stored, changed);
  return { result: true };
}

/** §11.2: an update puts the hash before nothing, too. */
const changedColor = (call: Call, color: string): string =>
  color.startsWith('#') || (color === '' && switchOf(call, 'emptyColor') === 'empty') ? color : `#${color}`;

export function remove(call: Call): Answer {
  const id = idOf(call);
  const forced = asArray(param(call, 'params'))['FORCED'] === 'Y';
  crmAdminOnly(call);
  const stored = statusById(call, id);
  if (stored === undefined) throw refusal('Status is not found.');
  if (stored['system'] === 'Y' && !forced) {
    throw refusal('CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".');
  }
  const inUse = rowsOf(call.data, 'items').some((item) => item['stageId'] === stored['statusId'] && stageOwner(item, stored['entityId']));
  if (inUse && /^(STATUS|QUOTE_STATUS|DEAL_STAGE(_\d+)?)$/.test(stored['entityId'])) throw refusal('There are active items in this status.');
  if (inUse && statusEntities(call).some(({ ID }) => ID === stored['entityId'])) throw refusalIn(call, 'stageHasItems');
  removeRows(call.data, 'statuses', (row) => row === stored);
  return { result: true };
}

/** Codes of leads, quotes and deals repeat each other; those of other funnels carry their prefix. */
function stageOwner(item: Row, entityId: string): boolean {
  if (entityId === 'STATUS') return item['entityTypeId'] === 1;
  if (entityId === 'QUOTE_STATUS') return item['entityTypeId'] === 7;
  return !entityId.startsWith('DEAL_STAGE') || item['entityTypeId'] === 2;
}
