// crm.currency.list and get (FACTS §25). The list knows neither pages nor a filter, tells the current
// language only, and counts 0.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { asArray, isSet, toText } from './php.ts';
import { rowsOf } from './rows.ts';

function plain(call: Call, row: Row): Row {
  const { LANG, ...common } = row;
  const { HIDE_ZERO: _, THOUSANDS_VARIANT: __, ...here } = LANG[call.data.language];
  return { ...common, LID: call.data.language, ...here };
}

function list(call: Call): Answer {
  const order = Object.entries(asArray(call.params['order'] ?? call.params['ORDER']));
  const keys = order.map(([name, direction]) => [name.toUpperCase(), toText(direction).toLowerCase() === 'desc' ? -1 : 1] as const);
  const rows = rowsOf(call.data, 'currencies').map((row) => plain(call, row)).sort((a, b) => {
    for (const [name, sign] of keys.length > 0 ? keys : [['SORT', 1] as const]) {
      const difference = toText(a[name]).localeCompare(toText(b[name]), 'en', { numeric: true });
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
  return { result: rows, total: 0 };
}

function get(call: Call): Answer {
  const id = isSet(call.params['id']) ? call.params['id'] : call.params['ID'];
  if (typeof id !== 'string' || id === '') throw new RestError('', 'ID is not defined or invalid.');
  const row = rowsOf(call.data, 'currencies').find((one) => one['CURRENCY'] === id.toUpperCase());
  if (row === undefined) throw new RestError('', 'Not found');
  return { result: { ...plain(call, row), LANG: row['LANG'] } };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.currency.list': { scopes, seconds: 0.015, run: list },
  'crm.currency.get': { scopes, seconds: 0.1, run: get },
};
