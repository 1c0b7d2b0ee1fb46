// crm.category.*: funnels (FACTS §10). The list knows no pages and, but for `code`, no filter. A
// default funnel is demoted by the next one; deals keep theirs as id 0 for ever.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import {
  addFunnel, defaultFunnelName, dropFunnel, forgetFunnels, funnelsOf, knownFunnels, loadedFunnels, renameDealDefault,
} from './funnels.ts';
import { company, contact, deal, entityTypeTitle, hasFactory, typeByNumber, withoutFunnels } from './owner-types.ts';
import { asArray, cut, isSet, lengthOf, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { accessDenied, adminOnly, arrayParam, intParam, refuse } from './refusals.ts';
import { rowsOf, yesNo } from './rows.ts';
import { describe } from './descriptions.ts';
import { defaultFlag } from './spellings.ts';
import { switchOf } from '../switches.ts';

function entityTypeOf(call: Call): number {
  const entityTypeId = intParam(call, 'entityTypeId');
  if (!hasFactory(call.data, entityTypeId)) throw refuse(call, 'NOT_FOUND', 'typeNotFound');
  if (withoutFunnels.includes(entityTypeId)) {
    throw refuse(call, 'ENTITY_TYPE_NOT_SUPPORTED', 'notSupported', entityTypeTitle(call.data, entityTypeId));
  }
  return entityTypeId;
}

const isClient = (entityTypeId: number): boolean => entityTypeId === contact || entityTypeId === company;

function toJson(call: Call, funnel: Row): Record<string, unknown> {
  const { id, name, sort, entityTypeId } = funnel;
  const common = { id, name, sort, entityTypeId, isDefault: yesNo(funnel['isDefault']) };
  // §10: origin only on stored deal funnels, code, as the server has it, only on those of contacts and companies
  if (entityTypeId === deal && id > 0) return { ...common, originId: funnel['originId'] ?? '', originatorId: funnel['originatorId'] ?? '' };
  const withCode = isClient(entityTypeId) || (entityTypeId !== deal && switchOf(call, 'funnelCode') === 'smartProcesses');
  return withCode ? { ...common, isSystem: yesNo(funnel['isSystem']), code: funnel['code'] ?? '' } : common;
}

function funnelOf(call: Call, entityTypeId: number): Row {
  const id = intParam(call, 'id');
  const funnel = loadedFunnels(call, entityTypeId).find((row) => row['id'] === id);
  if (funnel === undefined) throw refuse(call, 'NOT_FOUND', 'itemNotFound');
  return funnel;
}

const mayRead = (call: Call, funnel: Row): boolean => call.user.admin || funnel['open'] === true;

function fields(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const isDeal = entityTypeId === deal;
  const described = {
    id: describe('id', 'integer', 'ID', 'isReadOnly'),
    name: describe('name', 'string', 'NAME'),
    sort: describe('sort', 'integer', 'SORT'),
    entityTypeId: isDeal
      ? describe('entityTypeId', 'integer', 'ENTITY_TYPE_ID', 'isRequired', 'isReadOnly')
      : describe('entityTypeId', 'integer', 'ENTITY_TYPE_ID', 'isRequired'),
    isDefault: isDeal ? describe('isDefault', 'boolean', 'IS_DEFAULT', 'isReadOnly') : describe('isDefault', 'boolean', 'IS_DEFAULT'),
    ...(isDeal
      ? { originId: describe('originId', 'string', 'ORIGIN_ID'), originatorId: describe('originatorId', 'string', 'ORIGINATOR_ID') }
      : { isSystem: describe('isSystem', 'boolean', 'IS_SYSTEM', 'isReadOnly'), code: describe('code', 'string', 'CODE', 'isReadOnly') }),
  };
  return { result: { fields: described } };
}

function get(call: Call): Answer {
  const funnel = funnelOf(call, entityTypeOf(call));
  if (!mayRead(call, funnel)) throw accessDenied(call);
  return { result: { category: toJson(call, funnel) } };
}

function list(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const code = asArray(call.params['filter'])['code'];
  const funnels = loadedFunnels(call, entityTypeId)
    .filter((funnel) => mayRead(call, funnel))
    .filter((funnel) => !isSet(code) || (funnel['code'] ?? '') === code);
  return { result: { categories: funnels.map((funnel) => toJson(call, funnel)) }, total: funnels.length };
}

function add(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const given = arrayParam(call, 'fields');
  if (given['isSystem'] === 'Y') throw refuse(call, 'ADDING_DISABLED', 'funnelSystemAdd');
  adminOnly(call);
  if (entityTypeId === deal) return addToDeals(call, given);
  const name = isSet(given['name']) ? toText(given['name']) : defaultFunnelName(call.data);
  const isDefault = defaultFlag(call, given['isDefault']);
  if (isDefault === true) demoteDefault(call, entityTypeId);
  const open = typeByNumber(call.data, entityTypeId)?.['isSetOpenPermissions'] ?? true;
  const funnel = addFunnel(call.data, entityTypeId, {
    name: fittingName(call, name), sort: sortOf(given) ?? 500, isDefault: isDefault ?? false, isSystem: false, code: '', open,
  });
  knownFunnels(call);
  return { result: { category: toJson(call, funnel) } };
}

function addToDeals(call: Call, given: PhpArray): Answer {
  const name = toText(given['name']).trim();
  if (name === '') throw new RestError('0', "Field 'NAME' is required.");
  const sort = sortOf(given) ?? toInt(switchOf(call, 'dealFunnelSort'));
  const funnel = addFunnel(call.data, deal, { name: fittingName(call, name), sort, isDefault: false, originId: '', originatorId: '', open: true });
  knownFunnels(call);
  return { result: { category: toJson(call, funnel) } };
}

function update(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const funnel = funnelOf(call, entityTypeId);
  const given = arrayParam(call, 'fields');
  adminOnly(call);
  const id: number = funnel['id'];
  const name = isSet(given['name']) ? toText(given['name']) : undefined;
  const sort = sortOf(given);
  if (entityTypeId === deal) updateDealFunnel(call, id, name, sort);
  else if (id === 0) refuseClientDefault(call, given);
  else updateFunnel(call, funnel, given, name, sort);
  const changed = funnelsOf(call.data, entityTypeId).find((row) => row['id'] === id);
  return { result: { category: toJson(call, changed ?? funnel) } };
}

function updateFunnel(call: Call, funnel: Row, given: PhpArray, name: string | undefined, sort: number | undefined): void {
  const fitting = name === undefined ? funnel['name'] : fittingName(call, name);
  const isDefault = defaultFlag(call, given['isDefault']);
  if (isDefault === true) demoteDefault(call, funnel['entityTypeId']);
  const demotion = isDefault === false && funnel['isDefault'] === true;
  const keep = demotion && switchOf(call, 'defaultFunnelDemoted') === 'ignored';
  Object.assign(funnel, { name: fitting, sort: sort ?? funnel['sort'], isDefault: keep ? true : (isDefault ?? funnel['isDefault']) });
}

/** An empty name leaves a deal funnel as it is, and resets the default one to its first name. */
function updateDealFunnel(call: Call, id: number, name: string | undefined, sort: number | undefined): void {
  if (id === 0) {
    return renameDealDefault(call.data, { ...(name === undefined ? {} : { name }), ...(sort === undefined ? {} : { sort }) });
  }
  const stored = rowsOf(call.data, 'dealCategories').find((row) => row['id'] === id)!;
  if (name !== undefined && name.trim() !== '') stored['name'] = fittingName(call, name.trim());
  if (sort !== undefined) stored['sort'] = sort;
}

function refuseClientDefault(call: Call, given: PhpArray): never {
  const property = isSet(given['name']) ? 'changing name' : isSet(given['sort']) ? 'changing sort' : defaultFlag(call, given['isDefault']) === undefined ? '' : 'updating default state';
  throw new RestError('0', property === '' ? 'Default client category can not be changed' : `Default client category does not support ${property}`);
}

/** A negative sort is ignored. */
const sortOf = (given: PhpArray): number | undefined =>
  isSet(given['sort']) && toInt(given['sort']) >= 0 ? toInt(given['sort']) : undefined;

function fittingName(call: Call, name: string): string {
  if (name === '') throw refuse(call, 'BX_EMPTY_REQUIRED', 'requiredField', 'NAME');
  if (lengthOf(name) > 255 && switchOf(call, 'longText') === 'refused') throw refuse(call, 'BX_INVALID_VALUE', 'tooLong', 'NAME', 255);
  return cut(name, 255);
}

function demoteDefault(call: Call, entityTypeId: number): void {
  if (isClient(entityTypeId)) throw new RestError('0', 'Default client category does not support updating default state');
  const current = loadedFunnels(call, entityTypeId).find((funnel) => funnel['isDefault'] === true);
  if (current !== undefined) current['isDefault'] = false;
}

function remove(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const funnel = funnelOf(call, entityTypeId);
  if (funnel['isSystem'] === true) throw refuse(call, 'REMOVING_DISABLED', 'funnelSystemDelete');
  adminOnly(call);
  const inType = rowsOf(call.data, 'items').filter((item) => item['entityTypeId'] === entityTypeId);
  const inFunnel = inType.some((item) => item['categoryId'] === funnel['id']);
  if (entityTypeId === deal) {
    if (funnel['id'] === 0) throw new RestError('0', 'Default deal category can not be deleted');
    if (inFunnel) throw refuse(call, '0', 'dealFunnelHasDeals', funnel['name']);
  } else {
    const kept = inType.length > 0 || switchOf(call, 'defaultFunnelDelete') === 'refused';
    if (funnel['isDefault'] === true && kept) throw refuse(call, 'BX_ERROR', 'funnelIsDefault');
    if (inFunnel) throw refuse(call, 'BX_ERROR', 'funnelHasItems');
  }
  dropFunnel(call.data, funnel);
  forgetFunnels(call, entityTypeId);
  return { result: null };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.category.fields': { scopes, seconds: 0.03, run: fields },
  'crm.category.add': { scopes, seconds: 0.15, run: add },
  'crm.category.update': { scopes, seconds: 0.04, run: update },
  'crm.category.get': { scopes, seconds: 0.03, run: get },
  'crm.category.list': { scopes, seconds: 0.05, run: list },
  'crm.category.delete': { scopes, seconds: 0.42, run: remove },
};
