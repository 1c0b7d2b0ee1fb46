// crm.status.*: stages and dictionary entries (FACTS §11). The rules of order hold on add only; an
// update answers true whatever the storage made of it; business refusals carry no code.

import type { Answer, Call, Family, Row } from '../contract.ts';
import { flags } from './descriptions.ts';
import { scatter } from './pages.ts';
import { isArray, isSet, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { rowsOf } from './rows.ts';
import { arrayOf, idOf, refusal, statusById } from './status-call.ts';
import { add, remove, update } from './status-changes.ts';
import { knownEntities, statusEntities } from './status-entities.ts';

const textOrNull = (value: unknown): string | null => (isSet(value) ? String(value) : null);

/** Every value is a string or null. */
function toJson(call: Call, row: Row): Row {
  const plain = {
    ID: String(row['id']),
    ENTITY_ID: row['entityId'],
    STATUS_ID: row['statusId'],
    NAME: row['name'],
    NAME_INIT: row['nameInit'],
    SORT: String(row['sort']),
    SYSTEM: row['system'],
    CATEGORY_ID: textOrNull(row['categoryId']),
    COLOR: row['color'],
    SEMANTICS: row['semantics'],
  };
  // §11.2: EXTRA only for leads, quotes and deals
  const staged = row['entityId'] === 'STATUS' || row['entityId'] === 'QUOTE_STATUS' || /^DEAL_STAGE(_\d+)?$/.test(row['entityId']);
  return staged ? { ...plain, EXTRA: { SEMANTICS: phase(call, row), COLOR: row['color'] ?? '' } } : plain;
}

function phase(call: Call, row: Row): string {
  if (row['semantics'] === 'S') return 'success';
  if (row['semantics'] !== 'F') return 'process';
  const entity = statusEntities(call).find(({ ID }) => ID === row['entityId']);
  return entity?.['SEMANTIC_INFO']?.['FINAL_UNSUCCESS_FIELD'] === row['statusId'] ? 'failure' : 'apology';
}

function fields(call: Call): Answer {
  const ru = call.data.language === 'ru';
  const t = (en: string, russian: string): string => (ru ? russian : en);
  return {
    result: {
      ID: { ...flags('integer', 'isReadOnly'), title: 'ID' },
      ENTITY_ID: { ...flags('string', 'isRequired', 'isImmutable'), title: t('Entity ID', 'Идентификатор сущности') },
      STATUS_ID: { ...flags('string', 'isRequired', 'isImmutable'), title: t('Status', 'Статус') },
      SORT: { ...flags('integer'), title: t('Sorting', 'Сортировка') },
      NAME: { ...flags('string', 'isRequired'), title: t('Name', 'Название') },
      NAME_INIT: { ...flags('string', 'isReadOnly'), title: t('Default Name', 'Название по умолчанию') },
      SYSTEM: { ...flags('char', 'isReadOnly'), title: t('System', 'Системный') },
      CATEGORY_ID: { ...flags('integer', 'isImmutable'), title: 'CATEGORY_ID' },
      COLOR: { ...flags('string'), title: 'COLOR' },
      SEMANTICS: { ...flags('char', 'isImmutable'), title: 'SEMANTICS' },
      EXTRA: { ...flags('crm_status_extra'), title: t('Additional Fields', 'Дополнительные поля') },
    },
  };
}

function get(call: Call): Answer {
  const row = statusById(call, idOf(call));
  if (row === undefined) throw refusal('CRM Status is not found.');
  return { result: toJson(call, row) };
}

const columns: Readonly<Record<string, string>> = {
  ID: 'id', ENTITY_ID: 'entityId', STATUS_ID: 'statusId', NAME: 'name', SORT: 'sort', SYSTEM: 'system', CATEGORY_ID: 'categoryId', SEMANTICS: 'semantics',
};

/** Exact values only, NAME by any part of it; keys nobody knows and empty values are passed over (FACTS §11.3). */
function matches(row: Row, filter: PhpArray): boolean {
  return Object.entries(filter).every(([key, value]) => {
    const name = key.toUpperCase();
    const column = columns[name];
    const wanted = toText(value);
    if (column === undefined || wanted === '' || wanted === 'NOT_REF') return true;
    if (name === 'SYSTEM') return row[column] === (value === 'Y' ? 'Y' : 'N');
    if (name === 'CATEGORY_ID') return Number(row[column] ?? NaN) === toInt(value);
    const stored = toText(row[column]).toLowerCase();
    return name === 'NAME' ? stored.includes(wanted.toLowerCase()) : stored === wanted.toLowerCase();
  });
}

function list(call: Call): Answer {
  const order = Object.entries(arrayOf(call, 'order'));
  const filter = arrayOf(call, 'filter');
  for (const name of ['ENTITY_ID', 'STATUS_ID', 'SORT', 'SEMANTICS']) {
    if (isArray(filter[name])) throw refusal(`Filter by ${name} must be a string`);
  }
  const known = (order.length > 0 ? order : [['sort', 'asc'] as const]).filter(([name]) => columns[name.toUpperCase()] !== undefined);
  const rows = rowsOf(call.data, 'statuses').filter((row) => matches(row, filter));
  const sorted = known.length > 0 ? byColumns(rows, known) : [...rows].sort((a, b) => b['id'] - a['id']);
  return { result: sorted.map((row) => toJson(call, row)), total: rows.length };
}

/** Rows the order does not tell apart come as the database pleases. */
function byColumns(rows: readonly Row[], order: readonly (readonly [string, unknown])[]): Row[] {
  return [...rows].sort((a, b) => {
    for (const [name, direction] of order) {
      const column = columns[name.toUpperCase()]!;
      const [left, right] = [a[column] ?? '', b[column] ?? ''];
      if (left !== right) return (left < right ? -1 : 1) * (toText(direction).toUpperCase() === 'ASC' ? 1 : -1);
    }
    return scatter(a['id']) - scatter(b['id']);
  });
}

const entityTypes = (call: Call): Answer => ({ result: knownEntities(call) });

function entityItems(call: Call): Answer {
  const spelling = ['entityId', 'entityID', 'entity_id', 'ENTITY_ID'].find((name) => isSet(call.params[name]));
  const entityId = spelling === undefined ? '' : call.params[spelling];
  if (entityId === '') throw refusal('The parameter entityId is not defined or invalid.');
  if (typeof entityId !== 'string') throw refusal('The parameter entityId must be a string.');
  const rows = rowsOf(call.data, 'statuses').filter((row) => row['entityId'] === entityId.toUpperCase());
  const result = byColumns(rows, [['SORT', 'ASC']]).map((row) => ({ NAME: row['name'], SORT: row['sort'], STATUS_ID: row['statusId'] }));
  return { result };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.status.fields': { scopes, seconds: 0.01, run: fields },
  'crm.status.add': { scopes, seconds: 0.015, run: add },
  'crm.status.update': { scopes, seconds: 0.015, run: update },
  'crm.status.get': { scopes, seconds: 0.01, run: get },
  'crm.status.list': { scopes, seconds: 0.01, run: list },
  'crm.status.delete': { scopes, seconds: 0.015, run: remove },
  'crm.status.entity.types': { scopes, seconds: 0.02, run: entityTypes },
  'crm.status.entity.items': { scopes, seconds: 0.01, run: entityItems },
};
