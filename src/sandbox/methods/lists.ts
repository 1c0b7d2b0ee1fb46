// lists.get: universal lists, for references from fields (FACTS §24). Only active lists are found, the
// newest first, 50 a page; nothing found is an empty list without a total.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { asArray, isSet, toInt, toText } from './php.ts';
import { rowsOf } from './rows.ts';

const orderable = ['ID', 'IBLOCK_TYPE', 'NAME', 'CODE', 'SORT', 'TIMESTAMP_X'];

function get(call: Call): Answer {
  const given = Object.fromEntries(Object.entries(call.params).map(([name, value]) => [name.toUpperCase(), value]));
  const type = toText(given['IBLOCK_TYPE_ID']);
  if (type === '') throw new RestError('ERROR_REQUIRED_PARAMETERS_MISSING', 'Required parameter `IBLOCK_TYPE_ID` is missing');
  if (type === 'lists_socnet' && toInt(given['SOCNET_GROUP_ID']) === 0) throw new RestError('ACCESS_DENIED', 'Access denied');
  const wanted = rowsOf(call.data, 'lists').filter((row) =>
    row['ACTIVE'] === 'Y'
    && row['IBLOCK_TYPE_ID'] === type
    && (!isSet(given['IBLOCK_ID']) || row['ID'] === String(toInt(given['IBLOCK_ID'])))
    && (!isSet(given['IBLOCK_CODE']) || row['CODE'] === toText(given['IBLOCK_CODE']))
    && (!isSet(given['SOCNET_GROUP_ID']) || row['SOCNET_GROUP_ID'] === String(toInt(given['SOCNET_GROUP_ID']))));
  const rows = inOrder(wanted, asArray(given['IBLOCK_ORDER']));
  const offset = Math.floor(Math.max(toInt(given['START']), 0) / 50) * 50;
  const result = rows.slice(offset, offset + 50);
  if (result.length === 0) return { result };
  const next = offset + result.length;
  return next < rows.length ? { result, total: rows.length, next } : { result, total: rows.length };
}

function inOrder(rows: readonly Row[], given: Readonly<Record<string, unknown>>): Row[] {
  const keys = Object.entries(given).map(([name, direction]) => [name.toUpperCase(), toText(direction).toLowerCase() === 'desc' ? -1 : 1] as const);
  const known = keys.filter(([name]) => orderable.includes(name));
  const order = known.length > 0 ? known : [['ID', -1] as const];
  return [...rows].sort((a, b) => {
    for (const [name, sign] of order) {
      const difference = name === 'ID' || name === 'SORT' ? Number(a[name]) - Number(b[name]) : toText(a[name]).localeCompare(toText(b[name]));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

export const family: Family = { 'lists.get': { scopes: ['lists'], seconds: 0.1, run: get } };
