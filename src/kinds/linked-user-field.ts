// https://apidocs.bitrix24.com/api-reference/crm/universal/user-defined-object-types/crm-type-add.html
// A switch of the type, kept in the settings of three portal-wide fields: on only for the string "true",
// merged per key, and lost when two types are switched in one process (traps 5, 38): hence the lane.

import type { Value } from '../model/value.ts';
import type { Kind } from './contract.ts';
import { typeRead } from './sources.ts';

const KEYS: Readonly<Record<string, string>> = {
  calendarEvent: 'CALENDAR_EVENT|UF_CRM_CAL_EVENT',
  task: 'TASKS_TASK|UF_CRM_TASK',
  taskTemplate: 'TASKS_TASK_TEMPLATE|UF_CRM_TASK',
};
const isOn = (stored: unknown): boolean => stored === 'Y' || stored === true || stored === 'true';

export const linkedUserField: Kind = {
  name: 'linkedUserField',
  parent: 'smartProcess',
  section: 'linkedUserFields',
  scopes: ['crm'],
  keyed: true,
  inherits: true,
  travelsWith: 'row',
  rowOf: (address) => address.slice(0, address.lastIndexOf('/')),
  entries: (section) =>
    section instanceof Map
      ? [...section].map(([key, enabled]) => ({ key, body: new Map([['enabled', enabled]]), path: [key] }))
      : (Array.isArray(section) ? section : []).map((key, index) => ({ key: String(key), body: new Map([['enabled', true]]), path: [index] })),
  declare: (body) => new Map<string, Value>([['enabled', body.get('enabled') === true]]),
  identify: ({ key }) => ({ key }),
  reads: () => [],
  parse: (context) =>
    context.rows('smartProcess').flatMap((type) => {
      const linked = context.answer(typeRead(type.ids['id']!))?.result?.type;
      if (linked === undefined || linked === null) return [];
      return Object.entries(KEYS).map(([key, wire]) => ({
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
    params: { id: id(address, 'id'), fields: { linkedUserFields: Object.fromEntries(parts.filter((part) => part.action !== 'none').map((part) => [KEYS[part.key]!, part.spec.get('enabled') === true ? 'true' : 'false'])) } },
    retry: 'idempotent',
    lane: 'linkedUserFields',
    seconds: 2,
  }),
  uid: (ids, parent) => (parent ? `linkedUserField:${parent['entityTypeId']}/${ids['key']}` : undefined),
};
