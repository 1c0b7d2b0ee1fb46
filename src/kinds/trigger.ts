// https://apidocs.bitrix24.com/api-reference/crm/automation/triggers/crm-automation-trigger-add.html
// A trigger of the application, to be put on stages by hand: no method does that. Adding one whose code is
// there renames it, so there is no other update.

import type { Call } from '../model/call.ts';
import type { Value } from '../model/value.ts';
import type { Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { declaredTwice } from './declared-twice.ts';
import { identifier, known, properties } from './properties.ts';

const LIST: Call = { method: 'crm.automation.trigger.list', params: {}, retry: 'read', context: 'app' };

const parse = (context: ReadContext): LiveRow[] =>
  ((context.answer(LIST)?.result ?? []) as any[]).map((row) => ({
    kind: 'trigger',
    uid: `trigger:${row.CODE}`,
    ids: { code: String(row.CODE) },
    key: String(row.CODE),
    name: String(row.NAME ?? ''),
    spec: new Map<string, Value>([['code', String(row.CODE)], ['name', String(row.NAME ?? '')]]),
  }));

function write({ action, own }: WriteInput): Call {
  const code = known(own!, 'code');
  if (action === 'delete') return { method: 'crm.automation.trigger.delete', params: { CODE: code }, retry: 'idempotent', context: 'app' };
  return { method: 'crm.automation.trigger.add', params: { CODE: code, NAME: known(own!, 'name') }, retry: 'idempotent', context: 'app' };
}

export const trigger: Kind = {
  name: 'trigger',
  section: 'triggers',
  title: 'name',
  scopes: ['crm'],
  context: 'app',
  probe: 'crm.automation.trigger.add',
  fixed: ['code'],
  handle: 'code',
  keyed: true,
  declare: (body, words, key) => new Map<string, Value>([['code', identifier(body, words, 'code', key)], ...properties(body, words, 'name')]),
  check: (own, _children, all) => declaredTwice(own, all('trigger'), ['code']),
  identify: ({ spec }) => ({ key: String(spec.get('code')) }),
  reads: () => [LIST],
  parse,
  pulled: { own: /^[A-Za-z][\w-]*$/, style: 'word', longest: 60 },
  write,
  uid: (ids) => `trigger:${ids['code']}`,
};
