// Filter, order and pages of the list methods that query the database through the ORM: prefix
// operators and nested groups (FACTS §8.6), 50 a page with `start` rounded down to one, no order
// unless asked for (FACTS §2.4).

import { RestError } from '../contract.ts';
import type { Answer, Call, Row } from '../contract.ts';
import { asArray, isArray, isNumeric, isSet, toInt, toText, valuesOf } from './php.ts';
import { switchOf } from '../switches.ts';

/** Columns a list may filter and order by: what the row holds under that name. */
export type Columns = { readonly [name: string]: (row: Row) => unknown };

const pageSize = 50;

export function page(call: Call, key: string, rows: readonly Row[], toJson: (row: Row) => unknown): Answer {
  const start = toInt(call.params['start']);
  const offset = start > 0 ? Math.floor(start / pageSize) * pageSize : 0;
  const result = { [key]: rows.slice(offset, offset + pageSize).map(toJson) };
  if (start === -1) return { result };
  const next = offset + pageSize;
  return next < rows.length ? { result, total: rows.length, next } : { result, total: rows.length };
}

/** Rows when no order is asked for: as the database happens to find them, always the same, never as created; or by sort and id. */
export const unordered = (call: Call, rows: readonly Row[]): Row[] =>
  switchOf(call, 'listOrder') === 'none' ? scattered(rows) : [...rows].sort((a, b) => (a['sort'] ?? 0) - (b['sort'] ?? 0) || a['id'] - b['id']);

const scattered = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => scatter(a['id']) - scatter(b['id']));

export const scatter = (id: unknown): number => Math.imul(toInt(id) + 7, 2654435761) >>> 0;

export function sorted(rows: readonly Row[], order: unknown, columns: Columns): Row[] {
  const keys = Object.entries(asArray(order)).map(([name, direction]) => ({
    value: columns[name]!,
    sign: toText(direction).toUpperCase() === 'DESC' ? -1 : 1,
  }));
  return scattered(rows).sort((a, b) => {
    for (const { value, sign } of keys) {
      const difference = compare(value(a), value(b));
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

const prefixes = ['!><', '!=%', '!%=', '><', '>=', '<=', '=%', '%=', '!@', '!=', '!%', '=', '%', '>', '<', '@', '!', ''];
const listPrefixes = new Set(['@', '!@', '!=', '=', '']);

const splitKey = (key: string): [prefix: string, name: string] => {
  const prefix = prefixes.find((one) => key.startsWith(one)) ?? '';
  return [prefix, key.slice(prefix.length)];
};

/** INVALID_ARG_VALUE for what the CRM controllers do not let into a filter. */
export function checkFilter(filter: unknown, names: readonly string[]): void {
  for (const [key, value] of Object.entries(asArray(filter))) {
    if (isArray(value)) checkFilter(value, names);
    const [prefix, name] = splitKey(key);
    const group = /^\d+$/.test(key);
    if (!group && !names.includes(name) && key !== 'logic' && key !== 'LOGIC') {
      throw new RestError('INVALID_ARG_VALUE', `Invalid filter: field '${key}' is not allowed in filter`);
    }
    if (isArray(value) && !group && !listPrefixes.has(prefix)) {
      throw new RestError('INVALID_ARG_VALUE', `Invalid filter: field '${key}' has invalid value`);
    }
  }
}

export function checkOrder(order: unknown, names: readonly string[]): void {
  for (const [name, direction] of Object.entries(asArray(order))) {
    if (!names.includes(name)) {
      throw new RestError('INVALID_ARG_VALUE', `Invalid order: field '${name}' is not allowed in order`);
    }
    if (direction !== 'ASC' && direction !== 'DESC') {
      throw new RestError(
        'INVALID_ARG_VALUE',
        `Invalid order: allowed sort directions are ASC, DESC. But got '${toText(direction)}' for field '${name}'`,
      );
    }
  }
}

/** Does the row pass the filter? Unknown names were refused before. */
export function passes(row: Row, filter: unknown, columns: Columns): boolean {
  const entries = Object.entries(asArray(filter));
  const anyOf = entries.some(([key, value]) => key.toUpperCase() === 'LOGIC' && toText(value).toUpperCase() === 'OR');
  const conditions = entries.filter(([key]) => key.toUpperCase() !== 'LOGIC');
  if (conditions.length === 0) return true;
  const met = ([key, value]: [string, unknown]): boolean => {
    if (/^\d+$/.test(key)) return passes(row, value, columns);
    const [prefix, name] = splitKey(key);
    return meets(columns[name]!(row), prefix, value);
  };
  return anyOf ? conditions.some(met) : conditions.every(met);
}

function meets(stored: unknown, prefix: string, wanted: unknown): boolean {
  if (prefix.startsWith('!')) return !meets(stored, prefix.slice(1), wanted);
  switch (prefix) {
    case '@': return valuesOf(isArray(wanted) ? wanted : [wanted]).some((one) => same(stored, one));
    case '><': {
      const [low, high] = valuesOf(wanted);
      return compare(stored, low) >= 0 && compare(stored, high) <= 0;
    }
    case '>': return compare(stored, wanted) > 0;
    case '<': return compare(stored, wanted) < 0;
    case '>=': return compare(stored, wanted) >= 0;
    case '<=': return compare(stored, wanted) <= 0;
    case '%': return like(stored, `%${toText(wanted)}%`);
    case '=%':
    case '%=': return like(stored, toText(wanted));
    case '=': return isArray(wanted) ? meets(stored, '@', wanted) : same(stored, wanted);
    default: return isArray(wanted) ? meets(stored, '@', wanted) : same(stored, wanted) || like(stored, toText(wanted));
  }
}

/** Text compares without regard to case, as the database's collation does. */
function same(stored: unknown, wanted: unknown): boolean {
  if (!isSet(wanted)) return !isSet(stored) || stored === '';
  if (typeof stored === 'number') return isNumeric(wanted) && stored === Number(wanted);
  if (typeof stored === 'boolean') return stored === ['Y', 'true', '1', 1, true].includes(wanted as string);
  return toText(stored).toLowerCase() === toText(wanted).toLowerCase();
}

function like(stored: unknown, pattern: string): boolean {
  const source = pattern.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/%/g, '.*').replace(/_/g, '.');
  return new RegExp(`^${source}$`, 's').test(toText(stored).toLowerCase());
}

function compare(a: unknown, b: unknown): number {
  if (isNumeric(a) && isNumeric(b)) return Number(a) - Number(b);
  const [left, right] = [toText(a).toLowerCase(), toText(b).toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
