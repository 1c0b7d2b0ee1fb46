// crm.{lead,deal,contact,company,quote,requisite}.userfield.*: the old methods for the same fields
// userfieldconfig sees (FACTS §13). Keys are UPPER_SNAKE, the prefix is UF_CRM_, an update merges. There
// are none for smart processes and smart invoices. Anybody may read, CRM administrators write.

import type { Answer, Call, Data, Family, Method, Row } from '../contract.ts';
import { upperName } from './descriptions.ts';
import { labelNames, plainField } from './field-labels.ts';
import { dropOptions, optionsOf } from './field-options.ts';
import { registeredType } from './field-types.ts';
import { forgetField } from './item-values.ts';
import { isArray, isSet, toText } from './php.ts';
import { findRow, removeRows, rowsOf } from './rows.ts';
import { arrayOf, crmAdminOnly, idOf, param, refusal } from './status-call.ts';
import { addField, updateField } from './userfield-changes.ts';
import { descriptions } from './userfield-descriptions.ts';

const owners: Readonly<Record<string, string>> = {
  lead: 'CRM_LEAD', deal: 'CRM_DEAL', contact: 'CRM_CONTACT', company: 'CRM_COMPANY', quote: 'CRM_QUOTE', requisite: 'CRM_REQUISITE',
};

/** The field by its number; those of other objects are none of this method's business. */
function fieldOf(call: Call, entityId: string, id: number): Row {
  const field = findRow(call.data, 'fields', (row) => row['id'] === id);
  if (field === undefined) throw refusal(`The entity with ID '${id}' is not found.`, 'ERROR_NOT_FOUND');
  if (field['entityId'] !== entityId) throw refusal('Access denied.');
  return field;
}

function writable(call: Call, entityId: string): Row {
  const id = idOf(call);
  crmAdminOnly(call);
  return fieldOf(call, entityId, id);
}

/** Numbers are text, empty settings `[]`; a type of an application goes by its short name. */
function scalars(data: Data, field: Row): Row {
  const row: Row = Object.fromEntries(Object.entries(plainField(field)).map(([name, value]) => [upperName(name), value]));
  const application = /^rest_\d+_/.exec(field['userTypeId'])?.[0];
  if (application === undefined) return row;
  const type = findRow(data, 'userFieldTypes', (one) => one['userTypeId'] === field['userTypeId']);
  return { ...row, USER_TYPE_ID: field['userTypeId'].slice(application.length), USER_TYPE_OWNER: type?.['clientId'] ?? null };
}

const options = (data: Data, field: Row, codes: boolean): Row =>
  field['userTypeId'] !== 'enumeration' ? {} : {
    LIST: optionsOf(data, field['id']).map((option) => ({
      ID: String(option['id']), SORT: String(option['sort']), VALUE: option['value'], DEF: option['def'], ...(codes ? { XML_ID: option['xmlId'] } : {}),
    })),
  };

/** Labels in every language that has a row; with no row at all the keys are missing. Options come without XML_ID. */
function get(call: Call, entityId: string): Answer {
  const field = fieldOf(call, entityId, idOf(call));
  const languages = Object.entries<Row>(field['labels']);
  const labels = languages.length === 0 ? [] : labelNames.map((name) =>
    [upperName(name), Object.fromEntries(languages.map(([language, row]) => [language, row[name] ?? null]))] as const);
  return { result: { ...scalars(call.data, field), ...Object.fromEntries(labels), ...options(call.data, field, false) } };
}

const filterable = ['ID', 'FIELD_NAME', 'USER_TYPE_ID', 'XML_ID', 'SORT', 'MULTIPLE', 'MANDATORY', 'SHOW_FILTER', 'SHOW_IN_LIST', 'EDIT_IN_LIST', 'IS_SEARCHABLE'];
const sortable = ['ID', 'ENTITY_ID', 'FIELD_NAME', 'USER_TYPE_ID', 'XML_ID', 'SORT'];

/** Everything at once, without pages; labels only of the language in filter[LANG], and not as maps. */
function list(call: Call, entityId: string): Answer {
  const filter = arrayOf(call, 'filter');
  const order = arrayOf(call, 'order');
  const conditions = Object.entries(filter).map(([name, value]) => [name.toUpperCase(), isArray(value) ? '' : toText(value)] as const);
  const language = conditions.findLast(([name, value]) => name === 'LANG' && value !== '')?.[1];
  const passes = (row: Row): boolean => conditions.every(([name, value]) => {
    if (value === '' || !filterable.includes(name)) return true;
    const wanted = name === 'USER_TYPE_ID' ? (registeredType(call.data, value) ?? value) : value;
    return toText(row[name]).toLowerCase() === wanted.toLowerCase();
  });
  const rows = rowsOf(call.data, 'fields').filter((field) => field['entityId'] === entityId)
    .map((field) => ({ field, row: Object.fromEntries(Object.entries(plainField(field)).map(([name, value]) => [upperName(name), value])) }))
    .filter(({ row }) => passes(row));
  const keys = Object.entries(order).map(([name, way]) => [name.toUpperCase(), toText(way).toUpperCase() === 'ASC' ? 1 : -1] as const).filter(([name]) => sortable.includes(name));
  const sorted = rows.sort((a, b) => compared(a.row, b.row, keys.length > 0 ? keys : [['SORT', 1], ['ID', 1]]));
  return { result: sorted.map(({ field }) => listed(call.data, field, language)), total: sorted.length };
}

function listed(data: Data, field: Row, language: string | undefined): Row {
  const row = scalars(data, field);
  if (field['userTypeId'] === 'datetime') row['SETTINGS'] = withIsoDefault(row['SETTINGS']);
  const labels = language === undefined ? [] : labelNames.map((name) => [upperName(name), field['labels'][language]?.[name] ?? null] as const);
  return { ...row, ...Object.fromEntries(labels), ...options(data, field, true) };
}

/** The list alone tells the time of a default with its zone. */
function withIsoDefault(settings: Row): Row {
  const value = toText(settings['DEFAULT_VALUE']?.['VALUE']);
  if (value === '') return settings;
  return { ...settings, DEFAULT_VALUE: { ...settings['DEFAULT_VALUE'], VALUE: `${value.replace(' ', 'T')}+03:00` } };
}

function compared(a: Row, b: Row, keys: readonly (readonly [string, number])[]): number {
  for (const [name, sign] of keys) {
    const number = name === 'ID' || name === 'SORT';
    const [left, right] = number ? [Number(a[name]), Number(b[name])] : [toText(a[name]).toLowerCase(), toText(b[name]).toLowerCase()];
    if (left !== right) return left < right ? -sign : sign;
  }
  return 0;
}

function add(call: Call, entityId: string): Answer {
  crmAdminOnly(call);
  const fields = param(call, 'fields');
  return { result: addField(call, entityId, isArray(fields) ? fields : call.params) };
}

function update(call: Call, entityId: string): Answer {
  const given = arrayOf(call, 'fields');
  updateField(call, writable(call, entityId), Object.fromEntries(Object.entries(given).filter(([, value]) => isSet(value))));
  return { result: true };
}

function remove(call: Call, entityId: string): Answer {
  const field = writable(call, entityId);
  forgetField(call.data, field);
  dropOptions(call.data, field['id']);
  removeRows(call.data, 'fields', (row) => row === field);
  return { result: true };
}

const scopes = ['crm'];

const ofOwner = (owner: string, entityId: string): readonly (readonly [string, Method])[] => [
  [`crm.${owner}.userfield.add`, { scopes, seconds: 0.3, run: (call) => add(call, entityId) }],
  [`crm.${owner}.userfield.update`, { scopes, seconds: 0.15, run: (call) => update(call, entityId) }],
  [`crm.${owner}.userfield.get`, { scopes, seconds: 0.01, run: (call) => get(call, entityId) }],
  [`crm.${owner}.userfield.list`, { scopes, seconds: 0.02, run: (call) => list(call, entityId) }],
  [`crm.${owner}.userfield.delete`, { scopes, seconds: 0.2, run: (call) => remove(call, entityId) }],
];

export const family: Family = {
  ...Object.fromEntries(Object.entries(owners).flatMap(([owner, entityId]) => ofOwner(owner, entityId))),
  ...descriptions,
};
