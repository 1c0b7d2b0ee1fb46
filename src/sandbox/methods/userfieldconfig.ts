// userfieldconfig.*: user fields of CRM objects (FACTS §12). Unknown keys are dropped in silence,
// flags want exactly "Y", one label sent wipes all the others, and refusals carry a text only.

import { RestError } from '../contract.ts';
import type { Answer, Call, Data, Family, Row } from '../contract.ts';
import { administered, belongsToPortal } from './field-access.ts';
import { fieldColumns, languageSelect, selectedColumns } from './field-columns.ts';
import { fieldToJson, labelMaps, rebuildLabels } from './field-labels.ts';
import { dropOptions, setOptions } from './field-options.ts';
import { isFieldType, isRestrictedType, settingsFor, usableTypes } from './field-types.ts';
import { forgetField } from './item-values.ts';
import { page, passes, sorted, unordered } from './pages.ts';
import { asArray, isArray, isSet, lengthOf, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { arrayParam, intParam, optionalArrayParam, textParam } from './refusals.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { say } from './texts.ts';
import type { TextName } from './texts.ts';
import { switchOf } from '../switches.ts';

function refusal(call: Call, text: TextName, ...values: readonly string[]): RestError {
  return new RestError(toText(switchOf(call, 'fieldErrorCode')), say(call.data, text, ...values));
}

/** The scope `userfieldconfig` opened the method; that of the module is asked for inside (FACTS §7). */
function openModule(call: Call): void {
  const moduleId = textParam(call, 'moduleId');
  if (moduleId !== 'crm') throw new RestError(toText(switchOf(call, 'fieldErrorCode')), 'No settings for UserFieldAccess');
  if (!call.scopes.has(moduleId)) {
    throw new RestError(toText(switchOf(call, 'moduleScopeError')), `The current method required more scopes. (${moduleId})`);
  }
}

/** Fields of a deleted smart process are still stored, but no longer anybody's. */
function reachable(call: Call, id: number): Row | undefined {
  const field = findRow(call.data, 'fields', (row) => row['id'] === id);
  return field !== undefined && administered(call).includes(field['entityId']) ? field : undefined;
}

function getTypes(call: Call): Answer {
  openModule(call);
  return { result: { types: usableTypes(call.data) } };
}

function get(call: Call): Answer {
  openModule(call);
  const field = reachable(call, intParam(call, 'id'));
  if (field === undefined) throw refusal(call, 'fieldsNotReadable');
  return { result: { field: fieldToJson(call.data, field) } };
}

function list(call: Call): Answer {
  openModule(call);
  const select = isSet(call.params['select']) ? arrayParam(call, 'select') : { 0: '*' };
  const { entityIds, rest } = splitFilter(optionalArrayParam(call, 'filter'));
  const order = upperKeys(optionalArrayParam(call, 'order'));
  const mine = administered(call);
  // Objects out of reach drop out of the filter; nothing left is a refusal
  const wanted = entityIds.length === 0 ? mine : mine.filter((entityId) => entityIds.includes(entityId));
  if (wanted.length === 0) throw refusal(call, 'fieldsNotReadable');
  const show = selectedColumns(call, select, languageSelect(select));
  for (const name of [...namesIn(rest), ...Object.keys(order)]) checkColumn(name);
  const rows = rowsOf(call.data, 'fields').filter((row) => wanted.includes(row['entityId']) && passes(row, rest, fieldColumns));
  const ordered = Object.keys(order).length === 0 ? unordered(call, rows) : sorted(rows, order, fieldColumns);
  return page(call, 'fields', ordered, show);
}

const upperKeys = (given: PhpArray): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [snakeUpper(name), value]));

const snakeUpper = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

/** Only plain `entityId` chooses objects; with a prefix it is thrown out of the filter (FACTS §12.5). */
function splitFilter(given: PhpArray): { readonly entityIds: readonly unknown[]; readonly rest: Record<string, unknown> } {
  const filter = upperKeys(given);
  const exact = filter['ENTITY_ID'];
  const entityIds = !isSet(exact) ? [] : isArray(exact) ? Object.values(exact) : [exact];
  const rest = Object.fromEntries(Object.entries(filter).filter(([name]) => !name.includes('ENTITY_ID')));
  return { entityIds, rest };
}

const namesIn = (filter: PhpArray): string[] =>
  Object.entries(filter).flatMap(([key, value]) =>
    /^\d+$/.test(key) ? namesIn(asArray(value)) : key.toUpperCase() === 'LOGIC' ? [] : [key.replace(/^[!=<>%@]+/, '')]);

function checkColumn(name: string): void {
  if (fieldColumns[name] === undefined) {
    throw new RestError('100', `Unknown field definition \`${name}\` (${name}) for \\Bitrix\\Main\\UserField Entity.`);
  }
}

/** What survives of `field`: a string as help text becomes an empty map, showFilter Y becomes E (FACTS §12.2). */
function prepared(call: Call, given: PhpArray): Record<string, unknown> {
  const kept = ['editFormLabel', 'helpMessage', 'multiple', 'userTypeId', 'fieldName', 'enum', 'entityId', 'xmlId', 'sort', 'mandatory', 'showFilter', 'isSearchable', 'settings', 'editInList'];
  const field = Object.fromEntries(Object.entries(given).filter(([name]) => kept.includes(name)));
  if (field['showFilter'] === 'Y') field['showFilter'] = switchOf(call, 'showFilterYes');
  return { ...field, ...labelMaps(call, field) };
}

function add(call: Call): Answer {
  openModule(call);
  const given = prepared(call, arrayParam(call, 'field'));
  const userTypeId = toText(given['userTypeId']);
  const entityId = toText(given['entityId']);
  const fieldName = toText(given['fieldName']);
  if (isRestrictedType(userTypeId) || !administered(call).includes(entityId)) throw refusal(call, 'fieldNotCreatable');
  if (!fieldName.startsWith(`UF_${entityId}_`)) throw refusal(call, 'fieldNotCreatable');
  checkField(call, entityId, fieldName, userTypeId);
  const sort = toInt(given['sort']);
  const field: Row = {
    id: nextNumber(call.data, 'field'),
    entityId,
    fieldName,
    userTypeId,
    xmlId: isSet(given['xmlId']) ? toText(given['xmlId']) : null,
    sort: sort > 0 ? sort : 100,
    multiple: onlyYes(given['multiple']),
    mandatory: onlyYes(given['mandatory']),
    showFilter: filterMode(given['showFilter']),
    showInList: 'Y',
    editInList: given['editInList'] === 'N' ? 'N' : 'Y',
    isSearchable: onlyYes(given['isSearchable']),
    settings: settingsFor(call, userTypeId, given['settings']),
    labels: {},
  };
  rebuildLabels(call, field, given, Object.keys(given));
  addRow(call.data, 'fields', field);
  if (userTypeId === 'enumeration') saveOptions(call, field, given['enum'], false);
  return { result: { field: fieldToJson(call.data, field) } };
}

function checkField(call: Call, entityId: string, fieldName: string, userTypeId: string): void {
  if (lengthOf(fieldName) > 50) throw refusal(call, 'fieldNameLong');
  if (!/^[0-9A-Z_]+$/.test(fieldName)) throw refusal(call, 'fieldNameSymbols');
  if (userTypeId === '') throw refusal(call, 'fieldTypeMissing');
  if (!isFieldType(call.data, userTypeId)) throw refusal(call, 'fieldTypeUnknown');
  if (sameName(call.data, entityId, fieldName)) throw refusal(call, 'fieldExists', fieldName, entityId);
}

const sameName = (data: Data, entityId: string, fieldName: string): boolean =>
  rowsOf(data, 'fields').some((row) => row['entityId'] === entityId && row['fieldName'] === fieldName);

const onlyYes = (value: unknown): 'Y' | 'N' => (value === 'Y' ? 'Y' : 'N');

/** The first letter counts, if it is one of N, I, E, S; Y gets here only where it is kept. */
const filterMode = (value: unknown): string => {
  const letter = toText(value).charAt(0);
  return value === 'Y' || (letter !== '' && 'NIES'.includes(letter)) ? letter : 'N';
};

function update(call: Call): Answer {
  openModule(call);
  const field = reachable(call, intParam(call, 'id'));
  const raw = arrayParam(call, 'field');
  if (field === undefined || belongsToPortal(field)) throw refusal(call, 'fieldNotChangeable');
  const given = prepared(call, raw);
  if ('settings' in given) field['settings'] = settingsFor(call, field['userTypeId'], given['settings']);
  if ('mandatory' in given) field['mandatory'] = onlyYes(given['mandatory']);
  if ('isSearchable' in given) field['isSearchable'] = onlyYes(given['isSearchable']);
  if ('editInList' in given) field['editInList'] = given['editInList'] === 'N' ? 'N' : 'Y';
  if ('showFilter' in given) field['showFilter'] = filterMode(given['showFilter']);
  if (isSet(given['sort'])) field['sort'] = toInt(given['sort']);
  if (isSet(given['xmlId'])) field['xmlId'] = toText(given['xmlId']);
  rebuildLabels(call, field, given, Object.keys(raw));
  // §12.4: the options follow what the call says the type is, and without any all of them go
  const keptOptions = !isSet(given['enum']) && switchOf(call, 'optionsLeftOut') === 'kept';
  if (given['userTypeId'] === 'enumeration' && !keptOptions) saveOptions(call, field, given['enum'], true);
  return { result: { field: fieldToJson(call.data, field) } };
}

/** The field has been saved by now, whatever becomes of its options. */
function saveOptions(call: Call, field: Row, given: unknown, replace: boolean): void {
  const taken = setOptions(call, field, given, replace);
  if (taken !== undefined && switchOf(call, 'optionXmlIdTaken') === 'answered') throw refusal(call, 'optionTaken', taken);
}

function remove(call: Call): Answer {
  openModule(call);
  const field = reachable(call, intParam(call, 'id'));
  if (field === undefined || belongsToPortal(field)) throw refusal(call, 'fieldNotDeletable');
  forgetField(call.data, field);
  dropOptions(call.data, field['id']);
  removeRows(call.data, 'fields', (row) => row === field);
  return { result: null };
}

const scopes = ['userfieldconfig'];

export const family: Family = {
  'userfieldconfig.gettypes': { scopes, seconds: 0.05, run: getTypes },
  'userfieldconfig.add': { scopes, seconds: 0.3, run: add },
  'userfieldconfig.update': { scopes, seconds: 0.2, run: update },
  'userfieldconfig.get': { scopes, seconds: 0.05, run: get },
  'userfieldconfig.list': { scopes, seconds: 0.1, run: list },
  'userfieldconfig.delete': { scopes, seconds: 0.3, run: remove },
};
