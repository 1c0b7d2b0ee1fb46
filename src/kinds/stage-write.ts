// Changes of a stage -> `crm.status.*`. An update without SORT stores 10 (trap 13), so SORT always travels;
// what is unmanaged is sent as it is live. STATUS_ID and SEMANTICS go with an add alone (trap 26), CATEGORY_ID
// too (trap 16). Removing a system stage wants FORCED=Y. Each sort of types keeps its stages under a name of its own (FACTS §11.1).

import type { Call } from '../model/call.ts';
import { rootOf } from '../model/address.ts';
import { familyAt, letterOf } from '../model/stage.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { Item, WriteInput } from './contract.ts';
import { known } from './properties.ts';

function remove({ own, address, id }: WriteInput): Call {
  const forced = familyAt(address).system.includes(own?.key ?? '') || own?.row?.ids['system'] === 'Y';
  return { method: 'crm.status.delete', params: { id: id(address, 'id'), ...(forced ? { params: { FORCED: 'Y' } } : {}) }, retry: 'idempotent', seconds: 0.3 };
}

function fieldsOf(own: Item): Record<string, unknown> {
  const [name, color] = [known(own, 'name'), known(own, 'color')];
  return {
    ...(name === undefined ? {} : { NAME: name }),
    SORT: known(own, 'sort') ?? 10,
    ...(color === undefined || color === '' ? {} : { COLOR: color }),
  };
}

/** The dictionary its stages are in; deals know the funnel by that name. */
function homeOf({ id, text }: WriteInput, parent: string): Record<string, unknown> {
  if (parent === 'lead') return { ENTITY_ID: 'STATUS' };
  if (parent === 'quote') return { ENTITY_ID: 'QUOTE_STATUS' };
  const funnel = id(parent, 'id');
  const type = rootOf(parent);
  if (type === 'deal') return { ENTITY_ID: funnel === 0 ? 'DEAL_STAGE' : text('DEAL_STAGE_', funnel) };
  const entity = type in STANDARD_TYPES ? text('SMART_INVOICE_STAGE_', funnel) : text('DYNAMIC_', id(parent, 'entityTypeId'), '_STAGE_', funnel);
  return { ENTITY_ID: entity, CATEGORY_ID: funnel };
}

export function writeStage(input: WriteInput): Call {
  if (input.action === 'delete') return remove(input);
  const { action, address, id } = input;
  const own = input.own!;
  const fields = fieldsOf(own);
  if (action === 'update') return { method: 'crm.status.update', params: { id: id(address, 'id'), fields }, retry: 'idempotent', seconds: 0.3 };
  const letter = letterOf(known(own, 'semantics'));
  const identity = { ...homeOf(input, input.parent!), STATUS_ID: own.key };
  const all = { ...identity, ...fields, ...(letter === '' ? {} : { SEMANTICS: letter }) };
  return { method: 'crm.status.add', params: { fields: all }, retry: 'create', seconds: 0.3 };
}
