// Changes of a stage -> `crm.status.*`. An update without SORT stores 10 (trap 13), so SORT always travels;
// what is unmanaged is sent as it is live. STATUS_ID and SEMANTICS go with an add alone (trap 26), CATEGORY_ID
// too (trap 16). Removing a system stage wants FORCED=Y.

import type { Call } from '../model/call.ts';
import { letterOf } from '../model/stage.ts';
import type { Value } from '../model/value.ts';
import type { Item, WriteInput } from './contract.ts';

const SYSTEM = ['NEW', 'SUCCESS', 'FAIL'];

function remove({ own, address, id }: WriteInput): Call {
  const forced = SYSTEM.includes(own?.key ?? '') || own?.row?.ids['system'] === 'Y';
  return { method: 'crm.status.delete', params: { id: id(address, 'id'), ...(forced ? { params: { FORCED: 'Y' } } : {}) }, retry: 'idempotent', seconds: 0.3 };
}

const known = (own: Item, path: string): Value | undefined => own.changed.get(path)?.after ?? own.spec.get(path) ?? own.row?.spec.get(path);

function fieldsOf(own: Item): Record<string, unknown> {
  const [name, color] = [known(own, 'name'), known(own, 'color')];
  return {
    ...(name === undefined ? {} : { NAME: name }),
    SORT: known(own, 'sort') ?? 10,
    ...(color === undefined || color === '' ? {} : { COLOR: color }),
  };
}

export function writeStage(input: WriteInput): Call {
  if (input.action === 'delete') return remove(input);
  const { action, parent, address, id, text } = input;
  const own = input.own!;
  const fields = fieldsOf(own);
  if (action === 'update') return { method: 'crm.status.update', params: { id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 0.3 };
  const entityId = text('DYNAMIC_', id(parent!, 'entityTypeId'), '_STAGE_', id(parent!, 'id'));
  const letter = letterOf(known(own, 'semantics'));
  const identity = { ENTITY_ID: entityId, STATUS_ID: own.key, CATEGORY_ID: id(parent!, 'id') };
  const all = { ...identity, ...fields, ...(letter === '' ? {} : { SEMANTICS: letter }) };
  return { method: 'crm.status.add', params: { fields: all }, retry: 'create', seconds: 0.3 };
}
