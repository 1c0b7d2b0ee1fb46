// https://apidocs.bitrix24.com/api-reference/crm/universal/user-defined-object-types/crm-type-add.html
// A switch of the type, kept in the settings of three portal-wide fields: on only for the string "true",
// merged per key, and lost when two types are switched in one process (traps 5, 38): hence the lane.

import { isOn, trueFalse } from '../model/flag.ts';
import { LINKED_FIELDS } from '../model/linked-fields.ts';
import type { Value } from '../model/value.ts';
import type { Item, Kind } from './contract.ts';
import { listOrMap } from './entries.ts';
import { typeRead } from './sources.ts';

const wireOf = (part: Item): readonly [string, string] => [LINKED_FIELDS[part.key]!, trueFalse(part.spec.get('enabled'))];

export const linkedUserField: Kind = {
  name: 'linkedUserField',
  parents: ['smartProcess'],
  section: 'linkedUserFields',
  scopes: ['crm'],
  keyed: true,
  inherits: true,
  travelsWith: 'row',
  rowOf: (address) => address.slice(0, address.lastIndexOf('/')),
  entries: (section) => listOrMap(section, (_key, enabled) => new Map([['enabled', enabled]])),
  declare: (body) => new Map<string, Value>([['enabled', body.get('enabled') === true]]),
  identify: ({ key }) => ({ key }),
  pulled: {
    style: 'word',
    longest: 60,
    isIdle: (row) => row.spec.get('enabled') !== true,
    section: (entries) => entries.map(({ key }) => key),
  },
  reads: () => [],
  parse: (context) =>
    context.rows('smartProcess').flatMap((type) => {
      const linked = context.answer(typeRead(type.ids['id']!))?.result?.type;
      if (linked === undefined || linked === null) return [];
      return Object.entries(LINKED_FIELDS).map(([key, wire]) => ({
        kind: 'linkedUserField',
        uid: `linkedUserField:${type.ids['entityTypeId']}/${key}`,
        parent: type.uid,
        ids: { key },
        key,
        spec: new Map<string, Value>([['enabled', isOn(linked.linkedUserFields?.[wire])]]),
      }));
    }),
  write: ({ address, parts, id }) => ({
    method: 'crm.type.update',
    params: { id: id(address, 'id'), fields: { linkedUserFields: Object.fromEntries(parts.filter((part) => part.action !== 'none').map(wireOf)) } },
    retry: 'idempotent',
    lane: 'linkedUserFields',
    seconds: 2,
  }),
  uid: (ids, parent) => (parent ? `linkedUserField:${parent['entityTypeId']}/${ids['key']}` : undefined),
};
