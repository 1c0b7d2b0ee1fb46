// https://apidocs.bitrix24.com/api-reference/crm/status/index.html
// An entry of a dictionary (sources, contact types, salutations …). Its code is chosen by whoever makes it and stays;
// an update without SORT stores 10 on some servers (trap 13), so SORT always travels.

import type { Call } from '../model/call.ts';
import { isFactoryEntry } from '../model/dictionary.ts';
import { stageEntity } from '../model/stage.ts';
import { revealed, type Value } from '../model/value.ts';
import type { Kind, LiveRow, WriteInput } from './contract.ts';
import { keysAlike } from './keys-alike.ts';
import { known, properties } from './properties.ts';
import { STATUS_LIST } from './sources.ts';

function parseEntry(status: any): LiveRow {
  const [dictionary, key, name] = [String(status.ENTITY_ID), String(status.STATUS_ID ?? ''), String(status.NAME ?? '')];
  return {
    kind: 'entry',
    uid: `entry:${status.ID}`,
    parent: `dictionary:${dictionary}`,
    ids: { id: Number(status.ID), statusId: key },
    key,
    name,
    ...(status.SYSTEM === 'Y' || isFactoryEntry(dictionary, key) ? { given: true as const } : {}),
    spec: new Map<string, Value>([['name', name], ['sort', Number(status.SORT ?? 0)]]),
  };
}

function write({ action, address, parent, own, id }: WriteInput): Call {
  const fields = { NAME: known(own!, 'name'), SORT: known(own!, 'sort') ?? 10 };
  if (action === 'update') return { method: 'crm.status.update', params: { id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 0.3 };
  const all = { ENTITY_ID: id(parent!, 'code'), STATUS_ID: own!.key, ...fields };
  return { method: 'crm.status.add', params: { fields: all }, retry: 'create', seconds: 0.3 };
}

export const entry: Kind = {
  name: 'entry',
  parents: ['dictionary'],
  section: 'entries',
  title: 'name',
  scopes: ['crm'],
  probe: 'crm.status.add',
  handle: 'statusId',
  keyed: true,
  ordered: { first: 10, step: 10 },
  pulled: { own: /^(?!UC_)[^:]+$/, style: 'code', longest: 30, short: 'name' },
  declare: (body, words) => properties(body, words, 'name', 'sort'),
  check: (own, children) => keysAlike(own, children('entry', own.parent)),
  identify: ({ spec, key }) => ({ key, name: revealed(spec.get('name')) ?? key }),
  reads: () => [STATUS_LIST],
  parse: (context) => ((context.answer(STATUS_LIST)?.result ?? []) as any[]).filter((status) => stageEntity(status.ENTITY_ID) === undefined).map(parseEntry),
  write,
  created: (result) => (result === undefined || result === null ? undefined : { id: Number(result) }),
  uid: (ids) => `entry:${ids['id']}`,
};
