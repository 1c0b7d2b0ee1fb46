// crm.*.userfield.add and update (FACTS §13). A new field speaks every language of the portal, with its
// code where nothing was said; an update keeps the kinds of labels it is not sent, and merges the rest.

import { ApplicationError } from '../contract.ts';
import type { Call, Row } from '../contract.ts';
import { upperName } from './descriptions.ts';
import { labelNames } from './field-labels.ts';
import { mergeOptions } from './field-options.ts';
import type { OptionChange } from './field-options.ts';
import { isFieldType, registeredType, settingsFor } from './field-types.ts';
import { isSet, lengthOf, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { addRow, nextNumber, rowsOf } from './rows.ts';
import { refusal } from './status-call.ts';
import { say } from './texts.ts';
import { isOldType, labelMap, mergedSettings, newOptions, newSettings, optionChanges, portalLanguages, yes } from './userfield-input.ts';
import { switchOf } from '../switches.ts';

/** The number of the new field. Options that cannot be stored are refused when the field is already there. */
export function addField(call: Call, entityId: string, given: PhpArray): number {
  const short = toText(given['USER_TYPE_ID']).trim();
  const name = toText(given['FIELD_NAME']).trim().toUpperCase();
  const missing = [['USER_TYPE_ID', short], ['FIELD_NAME', name]].filter(([, value]) => value === '');
  if (missing.length > 0) throw refusal(missing.map(([key]) => `The '${key}' field is not found.`).join('\n'));
  const userTypeId = registeredType(call.data, short) ?? short;
  const fieldName = prefixed(name);
  checkNew(call, entityId, fieldName, userTypeId);
  const label = toText(given['LABEL']).trim() || fieldName;
  const multiple = yes(given['MULTIPLE']);
  const sort = toInt(given['SORT']);
  const field: Row = {
    id: nextNumber(call.data, 'field'), entityId, fieldName, userTypeId,
    xmlId: isSet(given['XML_ID']) ? toText(given['XML_ID']) : null,
    sort: sort > 0 ? sort : 100,
    multiple: userTypeId === 'boolean' ? 'N' : multiple,
    mandatory: yes(given['MANDATORY']),
    showFilter: isOldType(userTypeId) ? filterMode(userTypeId, given['SHOW_FILTER']) : 'N',
    showInList: unlessNo(given['SHOW_IN_LIST']),
    editInList: unlessNo(given['EDIT_IN_LIST']),
    isSearchable: exactlyYes(given['IS_SEARCHABLE']),
    settings: settingsFor(call, userTypeId, newSettings(userTypeId, given['SETTINGS'])),
    labels: labelRows(Object.fromEntries(labelNames.map((kind) => [kind, labelMap(given[upperName(kind)], label)]))),
  };
  addRow(call.data, 'fields', field);
  if (userTypeId === 'enumeration') saveOptions(call, field, newOptions(given['LIST'], multiple === 'Y'));
  return field['id'];
}

/** UF_X and X alike become UF_CRM_X. */
const prefixed = (name: string): string => (name.startsWith('UF_CRM_') ? name : `UF_CRM_${name.replace(/^UF_/, '')}`);

/** Several texts at once, as the old core writes them; the code is ERROR_CORE. */
function checkNew(call: Call, entityId: string, fieldName: string, userTypeId: string): void {
  const longest = entityId === 'CRM_REQUISITE' ? toInt(switchOf(call, 'requisiteFieldName')) : 50;
  const problems = [
    ...(lengthOf(fieldName) > longest ? [say(call.data, 'fieldNameLong')] : []),
    ...(/^[0-9A-Z_]+$/.test(fieldName) ? [] : [say(call.data, 'fieldNameSymbols')]),
    ...(isFieldType(call.data, userTypeId) ? [] : [say(call.data, 'fieldTypeUnknown')]),
  ];
  const taken = rowsOf(call.data, 'fields').some((row) => row['entityId'] === entityId && row['fieldName'] === fieldName);
  if (problems.length === 0 && taken) problems.push(say(call.data, 'fieldExists', fieldName, entityId));
  if (problems.length > 0) throw new ApplicationError(problems.map((problem) => `${problem}<br>`).join(''));
}

const unlessNo = (value: unknown): 'Y' | 'N' => (value === 'N' ? 'N' : 'Y');

const exactlyYes = (value: unknown): 'Y' | 'N' => (value === 'Y' ? 'Y' : 'N');

/** Employees are found exactly or not at all. */
function filterMode(userTypeId: string, value: unknown): string {
  if (yes(value) === 'N') return 'N';
  return userTypeId === 'employee' ? 'I' : 'E';
}

/** From a map of languages for each kind to a row of kinds for each language. */
function labelRows(kinds: Readonly<Record<string, Readonly<Record<string, string | null>>>>): Record<string, Row> {
  const rows: Record<string, Row> = {};
  for (const [kind, texts] of Object.entries(kinds)) for (const [language, text] of Object.entries(texts)) (rows[language] ??= {})[kind] = text;
  return rows;
}

function saveOptions(call: Call, field: Row, changes: readonly OptionChange[]): void {
  const taken = mergeOptions(call, field, changes);
  if (taken !== undefined) throw new ApplicationError(`${say(call.data, 'optionTaken', taken)}<br>`);
}

/** Only keys with a value get here. The field is saved by the time its options may be refused. */
export function updateField(call: Call, field: Row, given: PhpArray): void {
  const userTypeId: string = field['userTypeId'];
  field['settings'] = settingsFor(call, userTypeId, mergedSettings(call, userTypeId, field['settings'], given['SETTINGS']));
  if ('MANDATORY' in given) field['mandatory'] = exactlyYes(given['MANDATORY']);
  if ('SHOW_FILTER' in given) field['showFilter'] = filterMode(userTypeId, given['SHOW_FILTER']);
  if ('SHOW_IN_LIST' in given) field['showInList'] = unlessNo(given['SHOW_IN_LIST']);
  if ('EDIT_IN_LIST' in given) field['editInList'] = unlessNo(given['EDIT_IN_LIST']);
  if ('IS_SEARCHABLE' in given) field['isSearchable'] = exactlyYes(given['IS_SEARCHABLE']);
  if ('SORT' in given) field['sort'] = toInt(given['SORT']);
  if ('XML_ID' in given) field['xmlId'] = toText(given['XML_ID']);
  const sent = labelNames.filter((kind) => upperName(kind) in given);
  for (const kind of sent) relabel(field, kind, labelMap(given[upperName(kind)], ''));
  if (userTypeId === 'enumeration' && 'LIST' in given) saveOptions(call, field, optionChanges(given['LIST'], field['multiple'] === 'Y'));
}

function relabel(field: Row, kind: string, texts: Readonly<Record<string, string>>): void {
  const rows: Record<string, Row> = structuredClone(field['labels']);
  for (const row of Object.values(rows)) delete row[kind];
  for (const language of portalLanguages) (rows[language] ??= {})[kind] = texts[language];
  field['labels'] = Object.fromEntries(Object.entries(rows).filter(([, row]) => Object.keys(row).length > 0));
}
