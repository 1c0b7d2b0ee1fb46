// Columns of records (FACTS §15): the standard ones by entity type, parents by relation, user fields
// by their codes. Custom field names turn to camelCase in a way that cannot be turned back (§2.5).

import { isoDate } from '../clock.ts';
import type { Call, Row } from '../contract.ts';
import { flags, upperName } from './descriptions.ts';
import { stagesEntityId } from './funnels.ts';
import { company, contact, deal, fieldEntityId, lead, quote, typeByNumber } from './owner-types.ts';
import { relationsOf } from './relation.ts';
import { rowsOf } from './rows.ts';

export type ItemColumn = {
  readonly name: string;
  readonly upper: string;
  readonly type: string;
  readonly readOnly: boolean;
  readonly multiple: boolean;
  readonly initial: unknown;
  /** a column switched off for its smart process takes nothing and answers null */
  readonly enabled: boolean;
  /** the user field behind it */
  readonly field?: Row;
};

type Short = readonly [name: string, type: string, initial?: unknown];

const common: readonly Short[] = [
  ['title', 'string'], ['xmlId', 'string'], ['opened', 'boolean', 'Y'], ['webformId', 'integer', 0], ['begindate', 'date'], ['closedate', 'date'],
  ['companyId', 'crm_company', 0], ['contactId', 'crm_contact', 0], ['contactIds', 'crm_contact', []], ['observers', 'user', []],
  ['sourceId', 'crm_status'], ['sourceDescription', 'text'], ['currencyId', 'crm_currency'], ['isManualOpportunity', 'boolean', 'N'],
  ['opportunity', 'double', 0], ['taxValue', 'double', 0], ['mycompanyId', 'crm_company'], ['utmSource', 'string'], ['utmMedium', 'string'],
  ['utmCampaign', 'string'], ['utmContent', 'string'], ['utmTerm', 'string'],
];

const sales: readonly Short[] = [
  ['typeId', 'crm_status'], ['comments', 'text'], ['probability', 'integer'], ['leadId', 'crm_lead'], ['quoteId', 'crm_quote'], ['additionalInfo', 'string'],
  ['originatorId', 'string'], ['originId', 'string'], ['isRecurring', 'boolean', 'N'], ['isReturnCustomer', 'boolean', 'N'], ['isRepeatedApproach', 'boolean', 'N'],
];

const people: readonly Short[] = [
  ['name', 'string'], ['lastName', 'string'], ['secondName', 'string'], ['companyTitle', 'string'], ['post', 'string'], ['comments', 'text'],
  ['originatorId', 'string'], ['originId', 'string'],
];

/** Set by the portal itself. */
const own: readonly Short[] = [
  ['id', 'integer'], ['createdTime', 'datetime'], ['updatedTime', 'datetime'], ['createdBy', 'user'], ['updatedBy', 'user'],
  ['movedTime', 'datetime'], ['movedBy', 'user'], ['lastActivityBy', 'user'], ['lastActivityTime', 'datetime'],
];

const extras: Readonly<Record<number, readonly Short[]>> = { [lead]: people, [deal]: sales, [contact]: people, [company]: people, [quote]: sales };

/** Which toggle of a smart process a column hangs on (FACTS §8.2). */
const toggleOf: Readonly<Record<string, string>> = Object.fromEntries([
  ['isBeginCloseDatesEnabled', 'begindate', 'closedate'],
  ['isClientEnabled', 'companyId', 'contactId', 'contactIds'],
  ['isObserversEnabled', 'observers'],
  ['isStagesEnabled', 'stageId', 'previousStageId', 'movedTime', 'movedBy'],
  ['isSourceEnabled', 'sourceId', 'sourceDescription'],
  ['isLinkWithProductsEnabled', 'currencyId', 'isManualOpportunity', 'opportunity', 'taxValue'],
  ['isMycompanyEnabled', 'mycompanyId'],
].flatMap(([toggle, ...names]) => names.map((name) => [name, toggle!])));

const isEnabled = (call: Call, entityTypeId: number, name: string): boolean => {
  const type = typeByNumber(call.data, entityTypeId);
  const toggle = toggleOf[name];
  return type === undefined || toggle === undefined || type[toggle] === true;
};

/** Contacts and companies never have stages, a smart process only while they are switched on. */
export const hasStages = (call: Call, entityTypeId: number): boolean =>
  entityTypeId !== contact && entityTypeId !== company && isEnabled(call, entityTypeId, 'stageId');

export const hasFunnels = (entityTypeId: number): boolean => entityTypeId !== lead && entityTypeId !== quote;

export function itemColumns(call: Call, entityTypeId: number): ItemColumn[] {
  const column = (readOnly: boolean) => ([name, type, initial = null]: Short): ItemColumn => ({
    name, upper: upperName(name), type, readOnly, initial, multiple: Array.isArray(initial), enabled: isEnabled(call, entityTypeId, name),
  });
  const staged = entityTypeId !== contact && entityTypeId !== company;
  const parents = relationsOf(call, entityTypeId).parent.map((relation) => (relation as { entityTypeId: number }).entityTypeId);
  return [
    ...own.map(column(true)),
    ...[['assignedById', 'user', call.user.id] as const, ...common, ...(extras[entityTypeId] ?? [])].map(column(false)),
    ...(hasFunnels(entityTypeId) ? [column(false)(['categoryId', 'crm_category'])] : []),
    ...(staged ? [column(false)(['stageId', 'crm_status']), column(true)(['previousStageId', 'crm_status'])] : []),
    ...parents.filter((one) => one !== contact && one !== company).map((one): ItemColumn => (
      { name: `parentId${one}`, upper: `PARENT_ID_${one}`, type: 'crm_entity', readOnly: false, multiple: false, initial: null, enabled: true })),
    ...userColumns(call, entityTypeId),
  ];
}

function userColumns(call: Call, entityTypeId: number): ItemColumn[] {
  const entityId = fieldEntityId(call.data, entityTypeId);
  const taken = new Set<string>();
  return rowsOf(call.data, 'fields').filter((field) => field['entityId'] === entityId).map((field) => {
    const camel = camelFieldName(field['fieldName']);
    const name = taken.has(camel) ? field['fieldName'] : camel;
    taken.add(camel);
    const multiple = field['multiple'] === 'Y';
    return { name, upper: field['fieldName'], type: field['userTypeId'], readOnly: false, multiple, initial: multiple ? [] : null, enabled: true, field };
  });
}

/** Letters only, or digits only after the type's number, convert; any mixture keeps its tail as it is. */
export function camelFieldName(fieldName: string): string {
  const plain = /^[A-Z_]+$/.test(fieldName) || /^UF_CRM_\d{1,4}_([\d_]+|[A-Z_]+)$/.test(fieldName);
  if (!plain) return fieldName.startsWith('UF_CRM_') ? `ufCrm_${fieldName.slice(7)}` : `uf${fieldName.slice(3)}`;
  const words = fieldName.replace(/(\d)_(?=\d)/g, '$1~').toLowerCase().split('_');
  const camel = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('').replaceAll('~', '_');
  return camel.charAt(0).toLowerCase() + camel.slice(1);
}

/** What a record answers under a column. */
export function valueOf(item: Row, { name, field, initial, type, enabled }: ItemColumn): unknown {
  if (!enabled) return null;
  if (field !== undefined) return item['values'][field['fieldName']] ?? initial;
  const value: unknown = item[name] ?? initial;
  return type === 'datetime' && typeof value === 'number' ? isoDate(value) : value;
}

export function describeColumn(call: Call, entityTypeId: number, columnOf: ItemColumn, funnelId: number): Record<string, unknown> {
  const { name, type, upper, multiple, readOnly, field } = columnOf;
  const attributes = [...(multiple ? ['isMultiple' as const] : []), ...(readOnly ? ['isReadOnly' as const] : []), ...(field?.['mandatory'] === 'Y' ? ['isRequired' as const] : [])];
  const described = flags(type, ...attributes);
  const statusType = type !== 'crm_status' || field !== undefined ? {} : { statusType: name === 'sourceId' ? 'SOURCE' : stagesEntityId(entityTypeId, funnelId) };
  if (field === undefined) return { ...described, ...statusType, title: upper, upperName: upper };
  const labels: Row = field['labels'][call.data.language] ?? {};
  const title = labels['editFormLabel'] || upper;
  const items = rowsOf(call.data, 'enums').filter((row) => row['userFieldId'] === field['id']).sort((a, b) => a['sort'] - b['sort']);
  return {
    ...described,
    isDynamic: true,
    ...(type === 'enumeration' ? { items: items.map((row) => ({ ID: String(row['id']), VALUE: row['value'] })) } : {}),
    ...(type === 'crm_status' ? { statusType: field['settings']['ENTITY_TYPE'] } : {}),
    title,
    listLabel: labels['listColumnLabel'] ?? title,
    formLabel: title,
    filterLabel: labels['listFilterLabel'] ?? title,
    settings: field['settings'],
    upperName: upper,
  };
}
