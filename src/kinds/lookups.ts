// Things a portal has that we refer to and never make: looked up by what people call them.
// Users: https://apidocs.bitrix24.com/api-reference/user/user-get.html, and so on (FACTS §27).

import type { Call } from '../model/call.ts';
import { problemsOf } from '../model/problem.ts';
import { stageEntity } from '../model/stage.ts';
import type { Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Kind, LiveRow, ReadContext } from './contract.ts';
import { pageRows, pages } from './paging.ts';
import { STATUS_TYPES } from './sources.ts';

const found = (kind: string, ids: LiveRow['ids'], key: string, name: string): LiveRow => ({
  kind,
  uid: `${kind}:${ids['code'] ?? ids['id']}`,
  ids,
  key,
  name,
  spec: new Map<string, Value>(),
});
const numbered = (kind: string, id: unknown, key: unknown, name: unknown): LiveRow => found(kind, { id: Number(id) }, String(key), String(name));
const coded = (kind: string, code: unknown, name: unknown): LiveRow => found(kind, { code: String(code) }, String(code), String(name));

const lookup = (name: string, scopes: readonly string[], reads: Kind['reads'], parse: Kind['parse']): Kind => ({
  name,
  scopes,
  lookup: true,
  keyed: true,
  identify: ({ key }) => ({ key, name: key }),
  reads,
  parse,
  uid: (ids) => `${name}:${ids['code'] ?? ids['id']}`,
});

/** Rows of a list method that answers nothing else. */
const rowsIn = (context: ReadContext, calls: readonly Call[]): any[] => pageRows(context, calls, (result) => result, (row) => row.ID);

const users = (context: ReadContext) => pages(context, 'user.get', { sort: 'ID', order: 'ASC' });
export const user: Kind = {
  ...lookup('user', ['user', 'user_brief', 'user_basic'], users, (context) =>
    rowsIn(context, users(context))
      .filter((row) => row.EMAIL)
      .map((row) => numbered('user', row.ID, String(row.EMAIL).toLowerCase(), `${row.NAME ?? ''} ${row.LAST_NAME ?? ''}`.trim())),
  ),
  caseless: true,
};

const departments = (context: ReadContext) => pages(context, 'department.get', { sort: 'ID', order: 'ASC' });
export const department = lookup('department', ['department'], departments, (context) =>
  rowsIn(context, departments(context)).map((row) => numbered('department', row.ID, row.NAME, row.NAME)),
);

const universalLists = (context: ReadContext) => pages(context, 'lists.get', { IBLOCK_TYPE_ID: 'lists', IBLOCK_ORDER: { ID: 'ASC' } });
export const list = lookup('list', ['lists'], universalLists, (context) =>
  rowsIn(context, universalLists(context)).map((row) => numbered('list', row.ID, row.CODE || row.IBLOCK_CODE || row.NAME, row.NAME)),
);

const CURRENCIES: Call = { method: 'crm.currency.list', params: {}, retry: 'read' };
const answered = (context: ReadContext, call: Call): any[] => context.answer(call)?.result ?? [];
export const currency = lookup('currency', ['crm'], () => [CURRENCIES], (context) =>
  answered(context, CURRENCIES).map((row) => coded('currency', row.CURRENCY, row.FULL_NAME ?? row.CURRENCY)),
);

/** Outgoing lines of the telephony; the portal writes their names for a web page. Whoever asks does so for an application. */
const LINES: Call = { method: 'voximplant.line.get', params: {}, retry: 'read', context: 'app' };
const WRITTEN: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#039;': "'" };
const unescaped = (text: unknown): string => String(text).replace(/&(?:amp|lt|gt|quot|#039);/g, (entity) => WRITTEN[entity]!);
export const phoneLine: Kind = {
  ...lookup('phoneLine', ['telephony'], () => [LINES], (context) =>
    Object.entries((context.answer(LINES)?.result ?? {}) as object).map(([number, name]) => coded('phoneLine', number, unescaped(name))),
  ),
  context: 'app',
};

/** Dictionaries come with the portal; their entries are declared below them. */
export const dictionary: Kind = {
  ...lookup('dictionary', ['crm'], () => [STATUS_TYPES], (context) => answered(context, STATUS_TYPES).map((row) => coded('dictionary', row.ID, row.NAME))),
  section: 'dictionaries',
  // rows of stages bear the number of a funnel
  pulled: { style: 'code', longest: 60, left: ({ key = '' }) => (/_STAGE_\d+$/.test(key) && stageEntity(key) === undefined ? texts.pull.otherStages : undefined) },
  check: ({ key, address }, children) => {
    if (stageEntity(key) === undefined || children('entry').length === 0) return [];
    return [problemsOf(address)('stages-elsewhere', texts.rules.stagesElsewhere(key), texts.rules.stagesElsewhereHint)];
  },
};
