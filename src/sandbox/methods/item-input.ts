// What a record keeps of a value it is sent (FACTS §15): numbers from text, options by their ids,
// a wrong date not at all, an empty value as null.

import { RestError } from '../contract.ts';
import type { Call } from '../contract.ts';
import type { ItemColumn } from './item-columns.ts';
import { isArray, isEmpty, toDouble, toInt, toText, valuesOf } from './php.ts';
import { nextNumber } from './rows.ts';

/** Undefined: the value is passed over. */
export function stored(call: Call, column: ItemColumn, value: unknown): unknown {
  if (!column.multiple) return isBlank(column, value) ? null : single(call, column.type, value);
  if (isBlank(column, value)) return [];
  if (!isArray(value)) throw new RestError('100', `Expected iterable value for multiple field, but got ${phpType(value)} instead`);
  const file = column.type === 'file' && typeof value['0'] === 'string';
  const kept = file ? [single(call, 'file', value)] : valuesOf(value).filter((one) => !isBlank(column, one)).map((one) => single(call, column.type, one));
  return kept.filter((one) => one !== undefined);
}

/** Zero is a value of numbers and of "no", not of an option or a link. */
function isBlank({ type }: ItemColumn, value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (isArray(value)) return Object.keys(value).length === 0;
  return ['enumeration', 'iblock_element', 'iblock_section', 'employee', 'crm_entity'].includes(type) && isEmpty(value);
}

const phpType = (value: unknown): string => {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'double';
  return typeof value;
};

function single(call: Call, type: string, value: unknown): unknown {
  switch (type) {
    case 'integer':
    case 'enumeration':
    case 'employee':
    case 'user':
    case 'iblock_element':
    case 'iblock_section':
    case 'crm_entity':
    case 'crm_company':
    case 'crm_contact':
    case 'crm_lead':
    case 'crm_quote':
      return toInt(value);
    case 'double':
      return toDouble(value);
    case 'boolean':
      return value === true || value === 'true' || value === 'y' || value === 'Y' || value === 1 || value === '1' ? 'Y' : 'N';
    case 'date':
    case 'datetime': {
      const moment = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d)?)?/.exec(toText(value));
      if (moment === null) return undefined;
      return `${moment[1]}${type === 'date' || moment[2] === undefined ? 'T03:00:00' : `${moment[2]}${moment[3] === undefined ? ':00' : ''}`}+03:00`;
    }
    case 'file': {
      if (!isArray(value)) return undefined;
      const id = nextNumber(call.data, 'file');
      const url = `/bitrix/services/main/ajax.php?action=crm.controller.item.getFile&fileId=${id}`;
      return { id, url, urlMachine: url };
    }
    default:
      return toText(value);
  }
}
