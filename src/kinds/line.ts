// https://apidocs.bitrix24.com/api-reference/telephony/telephony-external-line-add.html
// A number of the application's own telephone exchange. The number is all it is known by; the portal cuts the
// blanks around it, looks for the parameters in capitals only and answers every line on one page.

import type { Call } from '../model/call.ts';
import { isOn, yesNo } from '../model/flag.ts';
import type { Value } from '../model/value.ts';
import type { Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { declaredTwice } from './declared-twice.ts';
import { identifier, known, properties } from './properties.ts';

const LIST: Call = { method: 'telephony.externalLine.get', params: {}, retry: 'read', context: 'app' };

const parse = (context: ReadContext): LiveRow[] =>
  ((context.answer(LIST)?.result ?? []) as any[]).map((row) => ({
    kind: 'line',
    uid: `line:${row.NUMBER}`,
    ids: { number: String(row.NUMBER) },
    key: String(row.NUMBER),
    name: String(row.NAME ?? ''),
    spec: new Map<string, Value>([['number', String(row.NUMBER)], ['name', String(row.NAME ?? '')], ['crmAutoCreate', isOn(row.CRM_AUTO_CREATE)]]),
  }));

function write({ action, own }: WriteInput): Call {
  const params: Record<string, unknown> = { NUMBER: known(own!, 'number') };
  if (action === 'delete') return { method: 'telephony.externalLine.delete', params, retry: 'idempotent', context: 'app' };
  const { changed } = own!;
  if (changed.has('name')) params['NAME'] = changed.get('name')!.after;
  if (changed.has('crmAutoCreate')) params['CRM_AUTO_CREATE'] = yesNo(changed.get('crmAutoCreate')!.after);
  if (action === 'create') return { method: 'telephony.externalLine.add', params, retry: 'create', context: 'app' };
  return { method: 'telephony.externalLine.update', params, retry: 'idempotent', context: 'app' };
}

export const line: Kind = {
  name: 'line',
  section: 'lines',
  title: 'name',
  scopes: ['telephony'],
  context: 'app',
  probe: 'telephony.externalLine.add',
  fixed: ['number'],
  handle: 'number',
  keyed: true,
  declare: (body, words) => new Map<string, Value>([['number', identifier(body, words, 'number')], ...properties(body, words, 'name', 'crmAutoCreate')]),
  check: (own, _children, all) => declaredTwice(own, all('line'), ['number']),
  identify: ({ spec }) => ({ key: String(spec.get('number')) }),
  reads: () => [LIST],
  parse,
  pulled: { own: /^[A-Za-z][\w-]*$/, style: 'word', longest: 60, usual: () => ({ crmAutoCreate: true }) },
  write,
  uid: (ids) => `line:${ids['number']}`,
};
