// Changed relations -> one call for the type they are written to: each side is replaced as a whole and fails
// silently (trap 6), so it is laid over what is live. The flag is the string "true" (trap 5).

import type { Call } from '../model/call.ts';
import { trueFalse } from '../model/flag.ts';
import type { CarrySlot } from '../model/plan.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import type { Item, WriteInput } from './contract.ts';

const ends = (address: string): [parent: string, child: string] => {
  const [, parent, child] = /^relation\((.+?),(.+)\)$/.exec(address) ?? [];
  return [parent!, child!];
};
const isStandard = (address: string): boolean => address in STANDARD_TYPES;

/** The type a relation is written to: the smart process, or the parent of two. */
export const writer = (address: string): string => {
  const [parent, child] = ends(address);
  return isStandard(parent) ? child : parent;
};

function side(input: WriteInput, name: 'parent' | 'child', parts: readonly Item[]): CarrySlot {
  const set = parts.filter((part) => part.action !== 'delete').map((part) => {
    const other = ends(part.address)[name === 'parent' ? 0 : 1];
    const entityTypeId = isStandard(other) ? STANDARD_TYPES[other]!.entityTypeId : input.id(other, 'entityTypeId');
    const list = part.changed.get('list')?.after ?? part.spec.get('list') ?? part.row?.spec.get('list');
    return [input.text(entityTypeId), { entityTypeId, isChildrenListEnabled: trueFalse(list) }] as const;
  });
  return { $carry: input.address, list: `relations.${name}`, as: 'list', set, drop: [] };
}

export function writeRelations(input: WriteInput): Call {
  const above = input.parts.filter((part) => ends(part.address)[1] === input.address);
  const below = input.parts.filter((part) => ends(part.address)[0] === input.address);
  const relations = {
    ...(above.some((part) => part.action !== 'none' && writer(part.address) === input.address) ? { parent: side(input, 'parent', above) } : {}),
    ...(below.some((part) => part.action !== 'none') ? { child: side(input, 'child', below) } : {}),
  };
  return { method: 'crm.type.update', params: { id: input.id(input.address, 'id'), fields: { relations } }, retry: 'idempotent', seconds: 2 };
}
