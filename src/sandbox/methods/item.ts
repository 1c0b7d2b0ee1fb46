// crm.item.*: records, as far as configuration meets them (FACTS §15): stages and funnels hold them,
// options and fields carry their values. Unknown keys are ignored in silence.

import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { defaultFunnel, funnelsOf, stagesEntityId } from './funnels.ts';
import { describeColumn, hasFunnels, hasStages, itemColumns, valueOf } from './item-columns.ts';
import type { ItemColumn } from './item-columns.ts';
import { stored } from './item-input.ts';
import { hasFactory, typeByNumber } from './owner-types.ts';
import { checkFilter, checkOrder, page, passes, sorted } from './pages.ts';
import type { Columns } from './pages.ts';
import { asArray, isEmpty, isSet, toInt, toText, valuesOf } from './php.ts';
import { accessDenied, arrayParam, intParam, optionalArrayParam, refuse } from './refusals.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

function entityTypeOf(call: Call): number {
  const entityTypeId = intParam(call, 'entityTypeId');
  if (!hasFactory(call.data, entityTypeId)) throw refuse(call, 'NOT_FOUND', 'typeNotFound');
  return entityTypeId;
}

/** Everybody works where a funnel is open to all; elsewhere only administrators. */
function mayWork(call: Call, entityTypeId: number, categoryId: number): boolean {
  if (call.user.admin || !hasFunnels(entityTypeId)) return true;
  return funnelsOf(call.data, entityTypeId).find((funnel) => funnel['id'] === categoryId)?.['open'] === true;
}

function itemOf(call: Call, entityTypeId: number): Row {
  const id = intParam(call, 'id');
  const item = findRow(call.data, 'items', (row) => row['entityTypeId'] === entityTypeId && row['id'] === id);
  if (item === undefined) throw refuse(call, 'NOT_FOUND', 'itemNotFound');
  if (!mayWork(call, entityTypeId, item['categoryId'])) throw accessDenied(call);
  return item;
}

const originalNames = (call: Call): boolean => call.params['useOriginalUfNames'] === 'Y';

const shownName = (call: Call, column: ItemColumn): string => (column.field !== undefined && originalNames(call) ? column.upper : column.name);

function toJson(call: Call, columns: readonly ItemColumn[], item: Row): Row {
  const values = columns.map((column) => [shownName(call, column), valueOf(item, column)] as const);
  return { ...Object.fromEntries(values), entityTypeId: item['entityTypeId'] };
}

const answer = (call: Call, item: Row): Answer => ({ result: { item: toJson(call, itemColumns(call, item['entityTypeId']), item) } });

function fields(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const funnelId: number = defaultFunnel(call.data, entityTypeId)?.['id'] ?? 0;
  const described = itemColumns(call, entityTypeId).filter(({ enabled }) => enabled).map((column) => [shownName(call, column), describeColumn(call, entityTypeId, column, funnelId)] as const);
  return { result: { fields: Object.fromEntries(described) } };
}

const get = (call: Call): Answer => answer(call, itemOf(call, entityTypeOf(call)));

function list(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const all = itemColumns(call, entityTypeId);
  const columns: Columns = Object.fromEntries(all.flatMap((column) => {
    const value = (row: Row): unknown => filtered(column, valueOf(row, column));
    return [[column.name, value], [column.upper, value]];
  }));
  const filter = optionalArrayParam(call, 'filter');
  checkFilter(filter, Object.keys(columns));
  const wanted = Object.entries(optionalArrayParam(call, 'order')).map(([name, direction]) => [name, toText(direction).toUpperCase()] as const);
  const order = wanted.length > 0 ? Object.fromEntries(wanted) : { id: 'ASC' };
  checkOrder(order, Object.keys(columns));
  const select = new Set(isSet(call.params['select']) ? valuesOf(call.params['select']) : ['*']);
  const chosen = select.has('*') ? all : all.filter(({ name, upper }) => select.has(name) || select.has(upper));
  const rows = rowsOf(call.data, 'items')
    .filter((row) => row['entityTypeId'] === entityTypeId && mayWork(call, entityTypeId, row['categoryId']))
    .filter((row) => passesMultiple(row, filter, columns));
  return page(call, 'items', sorted(rows, order, columns), (row) => {
    const shown = toJson(call, chosen, row);
    if (!select.has('*')) delete shown['entityTypeId'];
    return shown;
  });
}

/** A yes/no field of people's own is filtered as 1 or 0, whatever records say (FACTS §15, the page of crm.item.list). */
function filtered({ field, type }: ItemColumn, value: unknown): unknown {
  if (field === undefined || type !== 'boolean') return value;
  return value === 'Y' ? 1 : value === 'N' ? 0 : value;
}

/** A multiple field passes when one of its values does. */
function passesMultiple(row: Row, filter: unknown, columns: Columns): boolean {
  return Object.entries(asArray(filter)).every(([key, value]) => {
    const name = key.replace(/^[!=<>%@]+/, '');
    const held = columns[name]?.(row);
    if (!Array.isArray(held)) return passes(row, { [key]: value }, columns);
    // nothing in it is nothing in the database
    if (held.length === 0) return passes({}, { [key]: value }, { [name]: () => null });
    const negated = key.startsWith('!');
    const one = (single: unknown): boolean => passes({}, { [key]: value }, { [name]: () => single });
    return negated ? held.every(one) : held.some(one);
  });
}

function add(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const given = arrayParam(call, 'fields');
  const categoryId = isSet(given['categoryId']) ? toInt(given['categoryId']) : (defaultFunnel(call.data, entityTypeId)?.['id'] ?? 0);
  checkFunnel(call, entityTypeId, categoryId);
  if (!mayWork(call, entityTypeId, categoryId)) throw accessDenied(call);
  const now = call.now();
  const who = call.user.id;
  const item: Row = {
    id: 0, entityTypeId, categoryId, stageId: null, previousStageId: null, createdBy: who, updatedBy: who, movedBy: who, lastActivityBy: who,
    createdTime: now, updatedTime: now, movedTime: now, lastActivityTime: now, assignedById: who, values: {},
  };
  assign(call, item, given);
  if (switchOf(call, 'mandatoryInRecords') === 'checked') checkMandatory(call, item);
  item['categoryId'] = categoryId;
  if (hasStages(call, entityTypeId)) item['stageId'] = stageFor(call, item, isSet(given['stageId']) ? toText(given['stageId']) : undefined);
  item['id'] = nextNumber(call.data, `item:${entityTypeId}`);
  item['title'] ??= `${typeByNumber(call.data, entityTypeId)?.['title'] ?? ''} #${item['id']}`.trim();
  addRow(call.data, 'items', item);
  return answer(call, item);
}

function update(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const item = itemOf(call, entityTypeId);
  const given = arrayParam(call, 'fields');
  const changed: Row = { ...item, values: { ...item['values'] } };
  assign(call, changed, given);
  changed['categoryId'] = isSet(given['categoryId']) ? toInt(given['categoryId']) : item['categoryId'];
  checkFunnel(call, entityTypeId, changed['categoryId']);
  if (hasStages(call, entityTypeId)) {
    const moved = changed['categoryId'] !== item['categoryId'];
    const wanted = isSet(given['stageId']) ? toText(given['stageId']) : moved ? undefined : item['stageId'];
    changed['stageId'] = stageFor(call, changed, wanted);
  }
  // §15: a change of nothing is no change
  if (JSON.stringify(changed) === JSON.stringify(item)) return answer(call, item);
  if (changed['stageId'] !== item['stageId']) Object.assign(changed, { previousStageId: item['stageId'], movedBy: call.user.id, movedTime: call.now() });
  Object.assign(item, changed, { updatedBy: call.user.id, updatedTime: call.now() });
  return answer(call, item);
}

function assign(call: Call, item: Row, given: Readonly<Record<string, unknown>>): void {
  for (const column of itemColumns(call, item['entityTypeId'])) {
    const key = [column.name, column.upper].find((name) => name in given);
    if (key === undefined || column.readOnly || !column.enabled || column.name === 'categoryId' || column.name === 'stageId') continue;
    const value = stored(call, column, given[key]);
    if (value === undefined) continue;
    if (column.field !== undefined) item['values'][column.upper] = value;
    else item[column.name] = value;
  }
}

const invalid = (name: string): RestError => new RestError('CRM_FIELD_ERROR_VALUE_NOT_VALID', `Invalid value for field "${name}"`);

/** FACTS §15: by the documentation an add without a mandatory field is refused. */
function checkMandatory(call: Call, item: Row): void {
  const lacking = itemColumns(call, item['entityTypeId']).find(({ field, upper }) => field?.['mandatory'] === 'Y' && isEmpty(item['values'][upper]));
  if (lacking !== undefined) throw refuse(call, 'CRM_FIELD_ERROR_REQUIRED', 'requiredField', lacking.upper);
}

function checkFunnel(call: Call, entityTypeId: number, categoryId: number): void {
  if (hasFunnels(entityTypeId) && !funnelsOf(call.data, entityTypeId).some((funnel) => funnel['id'] === categoryId)) throw invalid('CATEGORY_ID');
}

/** The stage asked for, if it is one of the funnel's, or the first of them. */
function stageFor(call: Call, item: Row, wanted: string | undefined): string | null {
  const entityTypeId: number = item['entityTypeId'];
  const entityId = stagesEntityId(entityTypeId, item['categoryId']);
  const stages = rowsOf(call.data, 'statuses').filter((row) => row['entityId'] === entityId).sort((a, b) => a['sort'] - b['sort'] || a['id'] - b['id']);
  if (wanted === undefined) return stages[0]?.['statusId'] ?? null;
  if (!stages.some((stage) => stage['statusId'] === wanted)) throw invalid('STAGE_ID');
  return wanted;
}

function remove(call: Call): Answer {
  const entityTypeId = entityTypeOf(call);
  const item = itemOf(call, entityTypeId);
  removeRows(call.data, 'items', (row) => row === item);
  if (typeByNumber(call.data, entityTypeId)?.['isRecyclebinEnabled'] === true) addRow(call.data, 'recycleBin', item);
  return { result: [] };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.item.fields': { scopes, seconds: 0.1, run: fields },
  'crm.item.add': { scopes, seconds: 0.5, run: add },
  'crm.item.update': { scopes, seconds: 0.5, run: update },
  'crm.item.get': { scopes, seconds: 0.1, run: get },
  'crm.item.list': { scopes, seconds: 0.15, run: list },
  'crm.item.delete': { scopes, seconds: 0.4, run: remove },
};
