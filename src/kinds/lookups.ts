// Things a portal has that we refer to and never make: looked up by what people call them.
// Users: https://apidocs.bitrix24.com/api-reference/user/user-get.html, and so on (FACTS §27).

import type { Value } from '../model/value.ts';
import type { Call } from '../model/call.ts';
import type { Kind, LiveRow, ReadContext } from './contract.ts';
import { pageRows, pages } from './paging.ts';
import { STATUS_TYPES } from './sources.ts';

const found = (kind: string, id: unknown, key: string, name: string, more: Record<string, string | number> = {}): LiveRow => ({
  kind,
  uid: `${kind}:${String(id)}`,
  ids: { id: Number(id), ...more },
  key,
  name,
  spec: new Map<string, Value>(),
});

const lookup = (name: string, scopes: readonly string[], reads: (context: ReadContext) => Call[], parse: (context: ReadContext) => LiveRow[]): Kind => ({
  name,
  scopes,
  lookup: true,
  keyed: true,
  identify: ({ key }) => ({ key, name: key }),
  reads,
  parse,
  uid: (ids) => `${name}:${ids['code'] ?? ids['id']}`,
});

const rowsOf = (result: any): unknown => result;

const users = (context: ReadContext) => pages(context, 'user.get', { sort: 'ID', order: 'ASC' });
export const user = lookup('user', ['user', 'user_brief', 'user_basic'], users, (context) =>
  pageRows(context, users(context), rowsOf, (row) => row.ID).filter((row) => row.EMAIL).map((row) => found('user', row.ID, String(row.EMAIL).toLowerCase(), `${row.NAME ?? ''} ${row.LAST_NAME ?? ''}`.trim())),
);

const departments = (context: ReadContext) => pages(context, 'department.get', { sort: 'ID', order: 'ASC' });
export const department = lookup('department', ['department'], departments, (context) =>
  pageRows(context, departments(context), rowsOf, (row) => row.ID).map((row) => found('department', row.ID, String(row.NAME), String(row.NAME))),
);

const universalLists = (context: ReadContext) => pages(context, 'lists.get', { IBLOCK_TYPE_ID: 'lists', IBLOCK_ORDER: { ID: 'ASC' } });
export const list = lookup('list', ['lists'], universalLists, (context) =>
  pageRows(context, universalLists(context), rowsOf, (row) => row.ID).map((row) => found('list', row.ID, String(row.CODE || row.IBLOCK_CODE || row.NAME), String(row.NAME))),
);

const CURRENCIES: Call = { method: 'crm.currency.list', params: {}, retry: 'read' };
export const currency = lookup('currency', ['crm'], () => [CURRENCIES], (context) =>
  ((context.answer(CURRENCIES)?.result ?? []) as any[]).map((row) => ({ ...found('currency', row.CURRENCY, String(row.CURRENCY), String(row.FULL_NAME ?? row.CURRENCY)), ids: { code: String(row.CURRENCY) } })),
);

export const dictionary = lookup('dictionary', ['crm'], () => [STATUS_TYPES], (context) =>
  ((context.answer(STATUS_TYPES)?.result ?? []) as any[]).map((row) => ({ ...found('dictionary', row.ID, String(row.ID), String(row.NAME)), ids: { code: String(row.ID) } })),
);
