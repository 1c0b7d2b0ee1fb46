// https://apidocs.bitrix24.com/api-reference/crm/timeline/activities/types/crm-activity-type-add.html
// What activities of the application are called in the timeline. There is no update; what the portal will not
// store (a name that is too long) it answers with `false`, so the list has to tell.

import type { Call } from '../model/call.ts';
import { isOn, yesNo } from '../model/flag.ts';
import type { Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Kind, LiveRow, ReadContext, WriteInput } from './contract.ts';
import { declaredTwice } from './declared-twice.ts';
import { identifier, known, properties } from './properties.ts';

const LIST: Call = { method: 'crm.activity.type.list', params: {}, retry: 'read', context: 'app' };

const parse = (context: ReadContext): LiveRow[] =>
  ((context.answer(LIST)?.result ?? []) as any[]).map((row) => ({
    kind: 'activityType',
    uid: `activityType:${row.TYPE_ID}`,
    ids: { typeId: String(row.TYPE_ID) },
    key: String(row.TYPE_ID),
    name: String(row.NAME ?? ''),
    spec: new Map<string, Value>([['typeId', String(row.TYPE_ID)], ['name', String(row.NAME ?? '')], ['isConfigurable', isOn(row.IS_CONFIGURABLE_TYPE)]]),
  }));

function write({ action, own }: WriteInput): Call {
  const typeId = known(own!, 'typeId');
  if (action === 'delete') return { method: 'crm.activity.type.delete', params: { TYPE_ID: typeId }, retry: 'idempotent', context: 'app' };
  const configurable = known(own!, 'isConfigurable');
  const fields = { TYPE_ID: typeId, NAME: known(own!, 'name'), ...(configurable === undefined ? {} : { IS_CONFIGURABLE_TYPE: yesNo(configurable) }) };
  return { method: 'crm.activity.type.add', params: { fields }, retry: 'create', context: 'app' };
}

export const activityType: Kind = {
  name: 'activityType',
  section: 'activityTypes',
  title: 'name',
  scopes: ['crm'],
  context: 'app',
  probe: 'crm.activity.type.add',
  fixed: ['typeId'],
  rebinds: texts.bindings.gap.activityType,
  handle: 'typeId',
  keyed: true,
  declare: (body, words, key) =>
    new Map<string, Value>([['typeId', identifier(body, words, 'typeId', key)], ...properties(body, words, 'name', 'isConfigurable')]),
  check: (own, _children, all) => declaredTwice(own, all('activityType'), ['typeId']),
  identify: ({ spec }) => ({ key: String(spec.get('typeId')) }),
  reads: () => [LIST],
  parse,
  pulled: { own: /^[A-Za-z][\w-]*$/, style: 'word', longest: 60 },
  write,
  uid: (ids) => `activityType:${ids['typeId']}`,
};
