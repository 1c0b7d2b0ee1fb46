// user.* and department.get: look-ups of people for references (FACTS 27).

import type { Answer, Call, Family, Row } from './contract.ts';
import { userFieldsOf } from './user-fields.ts';
import { passes, type Columns } from './methods/pages.ts';

const pageSize = 50;
const userScopes = ['user', 'user_basic', 'user_brief'];

export const peopleFamily: Family = {
  'user.current': { scopes: userScopes, seconds: 0.02, run: userCurrent },
  'user.get': { scopes: userScopes, seconds: 0.05, run: userGet },
  'department.get': { scopes: ['department'], seconds: 0.05, run: departmentGet },
};

export function ownerOf(call: Call): Row {
  const owner = (call.data.tables['users'] ?? []).find((row) => Number(row['ID']) === call.user.id);
  return owner ?? { ID: String(call.user.id), ACTIVE: 'Y', NAME: '', LAST_NAME: '' };
}

function userCurrent(call: Call): Answer {
  return { result: shown(ownerOf(call), userFieldsOf(call.scopes)) };
}

/** Unknown filter keys are ignored; the offset is taken as it is, not rounded to a page. */
function userGet(call: Call): Answer {
  const params = upperKeys(call.params);
  const allowed = userFieldsOf(call.scopes);
  const filter = typeof params['FILTER'] === 'object' && params['FILTER'] !== null ? upperKeys(params['FILTER']) : params;
  const rows = (call.data.tables['users'] ?? [])
    .filter((row) => asList(row['UF_DEPARTMENT']).length > 0) // people outside the structure are not seen
    .filter((row) => matches(row, filter, allowed));
  const sorted = order(rows, params['SORT'], params['ORDER']);
  const select = asList(params['SELECT']).map(String);
  const fields = select.length === 0 || select.includes('*') ? allowed
    : new Set([...allowed].filter((name) => select.includes(name) || (select.includes('UF_*') && name.startsWith('UF_'))));
  const start = integer(call.params['start']);
  const offset = Math.max(0, start);
  const result = sorted.slice(offset, offset + pageSize).map((row) => shown(row, fields));
  if (result.length === 0) return { result }; // nothing found: not even a total
  if (start < 0) return { result, total: 0 };
  const next = offset + result.length;
  return next < rows.length ? { result, total: rows.length, next } : { result, total: rows.length };
}

function shown(row: Row, fields: ReadonlySet<string>): Row {
  const result: Row = {};
  for (const name of fields) {
    if (name === 'ACTIVE') result[name] = row[name] === 'Y';
    else if (row[name] !== undefined && row[name] !== null) result[name] = row[name];
  }
  return result;
}

function matches(row: Row, filter: Row, allowed: ReadonlySet<string>): boolean {
  return Object.entries(filter).every(([key, value]) => {
    const [, prefix = '', name = ''] = /^(\W{0,2})(.+)$/.exec(key) ?? [];
    if (name === 'NAME_SEARCH') return `${row['NAME']} ${row['LAST_NAME']}`.toLowerCase().includes(String(value).toLowerCase());
    if (!allowed.has(name)) return true;
    const wanted = filterValue(name, value);
    const stored = row[name];
    if (!Array.isArray(stored)) return passes(row, { [prefix + name]: wanted }, columnOf(name));
    return stored.some((one) => passes({ [name]: one }, { [prefix + name]: wanted }, columnOf(name)));
  });
}

const columnOf = (name: string): Columns => ({ [name]: (row) => row[name] });

/** ACTIVE: anything true but "N" means Y, the string "false" too. */
function filterValue(name: string, value: unknown): unknown {
  if (name === 'ACTIVE' || name === 'IS_ONLINE') return value && value !== '0' && value !== 'N' ? 'Y' : 'N';
  if (name === 'ID') return Array.isArray(value) ? value.map((one) => String(integer(one))) : String(integer(value));
  return value;
}

/** Here `start` is a page: it is rounded down to one (FACTS 2.4). */
function departmentGet(call: Call): Answer {
  const params = upperKeys(call.params);
  const names = ['ID', 'NAME', 'SORT', 'PARENT', 'UF_HEAD'];
  const rows = (call.data.tables['departments'] ?? []).filter((row) => names.every((name) => {
    const wanted = params[name];
    // SORT names the order as well as it filters: a field's name is an order.
    if (wanted === undefined || (name === 'SORT' && names.includes(String(wanted).toUpperCase()))) return true;
    return (Array.isArray(wanted) ? wanted : [wanted]).some((one) => String(one) === String(row[name] ?? ''));
  }));
  const page = Math.floor(Math.max(0, integer(call.params['start'])) / pageSize) + 1;
  const result = order(rows, params['SORT'], params['ORDER']).slice((page - 1) * pageSize, page * pageSize);
  const total = rows.length;
  return page * pageSize < total ? { result, total, next: page * pageSize } : { result, total };
}

function order(rows: readonly Row[], sort: unknown, direction: unknown): Row[] {
  const name = typeof sort === 'string' && /^[A-Z_]+$/i.test(sort) ? sort.toUpperCase() : 'ID';
  const sign = String(direction).toUpperCase() === 'DESC' ? -1 : 1;
  const numeric = (value: unknown): boolean => /^\d+$/.test(String(value));
  return [...rows].sort((a, b) => {
    const [left, right] = [a[name] ?? '', b[name] ?? ''];
    return sign * (numeric(left) && numeric(right) ? Number(left) - Number(right) : String(left).localeCompare(String(right)));
  });
}

export const upperKeys = (value: object): Row =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toUpperCase(), inner]));

const asList = (value: unknown): unknown[] => typeof value === 'object' && value !== null ? Object.values(value) : [];

const integer = (value: unknown): number => Math.trunc(Number.parseFloat(String(value))) || 0;
