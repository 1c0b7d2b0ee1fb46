// Fields of tasks and calendar events that may point at CRM records (FACTS §8.4). Whether a smart
// process is offered there lives in the settings of those fields, read once a process and written
// back whole: two types switched on in one request, and the second write loses the first (§4.2).

import type { Call, Row } from '../contract.ts';
import { entityTypeName } from './owner-types.ts';
import { isArray } from './php.ts';
import { remember } from './process.ts';
import { findRow } from './rows.ts';
import { isTrueText } from './spellings.ts';
import { switchOf } from '../switches.ts';

export const linkedFieldKeys = ['CALENDAR_EVENT|UF_CRM_CAL_EVENT', 'TASKS_TASK|UF_CRM_TASK', 'TASKS_TASK_TEMPLATE|UF_CRM_TASK'] as const;

const fieldOf = (call: Call, key: string): Row | undefined => {
  const [entityId, fieldName] = key.split('|');
  return findRow(call.data, 'fields', (field) => field['entityId'] === entityId && field['fieldName'] === fieldName);
};

const loaded = (call: Call): Readonly<Record<string, Row>> =>
  remember(call, 'linkedFields', () => Object.fromEntries(linkedFieldKeys.map((key) => [key, { ...fieldOf(call, key)?.['settings'] }])));

/** The value must be the string "true"; keys left out stay as they are. */
export function saveLinkedFields(call: Call, entityTypeId: number, linkedUserFields: unknown): void {
  if (!isArray(linkedUserFields)) return;
  const asLoaded = loaded(call);
  for (const key of linkedFieldKeys) {
    const field = fieldOf(call, key);
    if (!(key in linkedUserFields) || field === undefined) continue;
    field['settings'] = { ...asLoaded[key], [entityTypeName(entityTypeId)]: isTrueText(call, linkedUserFields[key]) ? 'Y' : 'N' };
  }
}

export function linkedFieldsOf(call: Call, entityTypeId: number): Record<string, 'Y' | 'N'> {
  const stale = switchOf(call, 'linkedUserFieldsAnswer') === 'stale';
  const asLoaded = stale ? loaded(call) : undefined;
  const on = (key: string): boolean => (asLoaded?.[key] ?? fieldOf(call, key)?.['settings'])?.[entityTypeName(entityTypeId)] === 'Y';
  return Object.fromEntries(linkedFieldKeys.map((key) => [key, on(key) ? 'Y' : 'N']));
}
