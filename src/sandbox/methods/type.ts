// crm.type.*: smart processes (FACTS §8). An error while relations, linked fields or workplaces are
// saved is lost, because the action still answers the type; a type brings a default funnel with five
// stages even when funnels and stages are off.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { saveCustomSections, sectionsOf } from './custom-sections.ts';
import { addFunnel, defaultFunnelName, dropFunnel, funnelsOf, knownFunnels, loadedFunnels } from './funnels.ts';
import { upperName } from './descriptions.ts';
import { linkedFieldsOf, saveLinkedFields } from './linked-fields.ts';
import { builtInTypes, isSmartProcessNumber, smartProcesses, typeByNumber } from './owner-types.ts';
import { checkFilter, checkOrder, page, passes, sorted, unordered } from './pages.ts';
import { cut, isSet, keysToUpper, toInt, toText } from './php.ts';
import { remember } from './process.ts';
import { accessDenied, adminOnly, arrayParam, intParam, optionalArrayParam, refuse } from './refusals.ts';
import { dropRelations, relationsOf, saveRelations } from './relation.ts';
import { forgetPlaces } from './places.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { isOn, isTrueText } from './spellings.ts';
import { say } from './texts.ts';
import { initialToggles, plainType, toggles, typeColumns, typeFields } from './type-columns.ts';
import { fieldEntityIds } from './field-access.ts';
import { switchOf } from '../switches.ts';

function fullType(call: Call, type: Row): Record<string, unknown> {
  const { customSections, customSectionId } = sectionsOf(call.data, type);
  return {
    ...plainType(call, type),
    relations: relationsOf(call, type['entityTypeId']),
    linkedUserFields: linkedFieldsOf(call, type['entityTypeId']),
    customSections,
    customSectionId,
  };
}

const mayRead = (call: Call, type: Row): boolean =>
  call.user.admin || funnelsOf(call.data, type['entityTypeId']).some((funnel) => funnel['open'] === true);

/** By row id, whatever `(int)$id` makes of it; the built-in types cannot be reached this way. */
function typeById(call: Call): Row {
  if (!isSet(call.params['id'])) throw new RestError('100', 'Could not find value for parameter {id}');
  const id = toInt(call.params['id']);
  const type = smartProcesses(call.data).find((row) => row['id'] === id);
  if (type === undefined) throw refuse(call, '0', 'typeNotFound');
  return type;
}

function fields(call: Call): Answer {
  adminOnly(call);
  return { result: { fields: typeFields(call) } };
}

function get(call: Call): Answer {
  const type = typeById(call);
  if (!mayRead(call, type)) throw accessDenied(call);
  return { result: { type: fullType(call, type) } };
}

function getByEntityTypeId(call: Call): Answer {
  const type = typeByNumber(call.data, intParam(call, 'entityTypeId'));
  if (type === undefined) throw call.user.admin ? refuse(call, '0', 'typeNotFound') : accessDenied(call);
  if (!mayRead(call, type)) throw accessDenied(call);
  return { result: { type: fullType(call, type) } };
}

function list(call: Call): Answer {
  adminOnly(call);
  const columns = typeColumns(call);
  const filter = keysToUpper(optionalArrayParam(call, 'filter'));
  checkFilter(filter, Object.keys(columns));
  const rows = smartProcesses(call.data).filter((row) => passes(row, filter, columns));
  if (!isSet(call.params['order'])) return page(call, 'types', unordered(call, rows), (row) => plainType(call, row));
  const order = Object.fromEntries(Object.entries(keysToUpper(call.params['order'])).map(([name, value]) => [name, toText(value).toUpperCase()]));
  checkOrder(order, Object.keys(columns));
  return page(call, 'types', sorted(rows, order, columns), (row) => plainType(call, row));
}

function add(call: Call): Answer {
  adminOnly(call);
  const given = arrayParam(call, 'fields');
  if (builtInTypes.includes(toInt(given['entityTypeId']))) {
    throw new RestError('INVALID_ARG_VALUE', 'entityTypeId is out of allowed range');
  }
  if (switchOf(call, 'typesRestricted') === true) throw refuse(call, 'CREATE_DYNAMIC_TYPE_RESTRICTED', 'typesRestricted');
  const values = keysToUpper(given);
  if (isTrueText(call, values['IS_EXTERNAL']) && (!isSet(values['CUSTOM_SECTION_ID']) || values['CUSTOM_SECTION_ID'] === '0')) {
    throw refuse(call, '0', 'typeNeedsWorkplace');
  }
  const now = call.now();
  const type: Row = {
    id: 0, entityTypeId: 0, title: '', code: null, solutionId: null, ...initialToggles(),
    createdBy: call.user.id, updatedBy: call.user.id, createdTime: now, updatedTime: now,
  };
  assign(call, type, values);
  type['entityTypeId'] = numberFor(call, values);
  checkTitle(call, type);
  type['id'] = nextNumber(call.data, 'crm_type');
  addRow(call.data, 'types', type);
  // §8.6: the funnel exists whether or not funnels are switched on
  addFunnel(call.data, type['entityTypeId'], {
    name: defaultFunnelName(call.data), sort: 500, isDefault: true, isSystem: false, code: '', open: type['isSetOpenPermissions'],
  });
  knownFunnels(call);
  loadedFunnels(call, type['entityTypeId']);
  // §4.2: fields of this type are out of reach until the next request
  if (switchOf(call, 'typeAddLoadsAccess') === true) remember(call, 'fieldEntityIds', () => fieldEntityIds(call).filter((id) => id !== `CRM_${type['id']}`));
  saveBesides(call, type, given, values);
  const answer = fullType(call, type);
  if (!isSet(values['CODE'])) delete answer['code'];
  return { result: { type: answer } };
}

/** §8.1: a chosen number must be legal and free; an automatic one is the next, and may not be free. */
function numberFor(call: Call, values: Readonly<Record<string, unknown>>): number {
  const chosen = 'ENTITY_TYPE_ID' in values;
  const taken = (one: number): boolean => findRow(call.data, 'types', (type) => type['entityTypeId'] === one) !== undefined;
  let number = chosen ? toInt(values['ENTITY_TYPE_ID']) : nextNumber(call.data, 'entityTypeId', 2);
  while (!chosen && taken(number) && switchOf(call, 'automaticTypeNumber') === 'free') number = nextNumber(call.data, 'entityTypeId', 2);
  if (!isSmartProcessNumber(call, number)) {
    const code = toText(switchOf(call, 'entityTypeIdError'));
    throw new RestError(code, code === 'INVALID_ARG_VALUE'
      ? 'entityTypeId is out of allowed range'
      : 'EntityTypeId should be more or equal than 128 and less than 192');
  }
  if (taken(number)) throw refuse(call, 'BX_INVALID_VALUE', 'typeIdTaken');
  return number;
}

function assign(call: Call, type: Row, values: Readonly<Record<string, unknown>>): void {
  if ('TITLE' in values) type['title'] = cut(toText(values['TITLE']).trim(), 255);
  if ('CODE' in values && switchOf(call, 'typeCode') === 'kept') type['code'] = cut(toText(values['CODE']), 255);
  for (const { name } of toggles(call)) {
    if (upperName(name) in values) type[name] = isOn(values[upperName(name)]);
  }
}

function checkTitle(call: Call, type: Row): void {
  if (type['title'] === '') throw refuse(call, 'BX_EMPTY_REQUIRED', 'requiredField', say(call.data, 'title'));
}

function saveBesides(call: Call, type: Row, given: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>): void {
  if (type['isUseInUserfieldEnabled'] === true) saveLinkedFields(call, type['entityTypeId'], given['linkedUserFields']);
  saveRelations(call, type['entityTypeId'], values['RELATIONS']);
  saveCustomSections(call, type, values);
}

/** Without an id nothing is found and nothing is wrong: the answer is null. */
const optionalType = (call: Call): Row | undefined => (isSet(call.params['id']) ? typeById(call) : undefined);

function update(call: Call): Answer {
  const type = optionalType(call);
  if (type === undefined) return { result: null };
  const given = optionalArrayParam(call, 'fields');
  const values = keysToUpper(given);
  const solution = findRow(call.data, 'solutions', (row) => row['id'] === type['solutionId']);
  if (solution?.['sourceId'] === 2 && solution['sectionId'] !== toInt(values['CUSTOM_SECTION_ID'])) throw refuse(call, '0', 'typeInImported');
  adminOnly(call);
  if (switchOf(call, 'typesRestricted') === true) throw refuse(call, 'UPDATE_DYNAMIC_TYPE_RESTRICTED', 'typeSettingsRestricted');
  const changed: Row = { ...type };
  assign(call, changed, values);
  checkTitle(call, changed);
  if (type['isCategoriesEnabled'] === true && changed['isCategoriesEnabled'] === false && funnelsOf(call.data, type['entityTypeId']).length > 1) {
    throw refuse(call, 'BX_ERROR', 'typeSeveralFunnels');
  }
  const binned = rowsOf(call.data, 'recycleBin').some((item) => item['entityTypeId'] === type['entityTypeId']);
  if (type['isRecyclebinEnabled'] === true && changed['isRecyclebinEnabled'] === false && binned) {
    throw refuse(call, 'BX_ERROR', 'typeBinNotEmpty');
  }
  Object.assign(type, changed, { updatedBy: call.user.id, updatedTime: call.now() });
  saveBesides(call, type, given, values);
  return { result: { type: fullType(call, type) } };
}

function remove(call: Call): Answer {
  const type = optionalType(call);
  if (type === undefined) return { result: null };
  adminOnly(call);
  const entityTypeId: number = type['entityTypeId'];
  const own = (row: Row): boolean => row['entityTypeId'] === entityTypeId;
  if (rowsOf(call.data, 'items').some(own)) throw refuse(call, 'BX_ERROR', 'typeHasItems');
  // §8.6: everything goes but the metadata of user fields, which stays behind unreachable
  removeRows(call.data, 'recycleBin', own);
  for (const funnel of funnelsOf(call.data, entityTypeId)) dropFunnel(call.data, funnel);
  dropRelations(call, entityTypeId);
  forgetPlaces(call.data, entityTypeId);
  removeRows(call.data, 'workflowTemplates', (row) => row['DOCUMENT_TYPE'] === `DYNAMIC_${entityTypeId}`);
  removeRows(call.data, 'types', (row) => row === type);
  return { result: [] };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.type.fields': { scopes, seconds: 0.2, run: fields },
  'crm.type.add': { scopes, seconds: 2.7, run: add },
  'crm.type.update': { scopes, seconds: 0.7, run: update },
  'crm.type.get': { scopes, seconds: 0.13, run: get },
  'crm.type.getbyentitytypeid': { scopes, seconds: 0.13, run: getByEntityTypeId },
  'crm.type.list': { scopes, seconds: 0.07, run: list },
  'crm.type.delete': { scopes, seconds: 4.1, run: remove },
};
