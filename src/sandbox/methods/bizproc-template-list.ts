// bizproc.workflow.template.list: everybody's templates, to a webhook as well, and nothing but ID unless
// asked for more (FACTS 17.2). The document type is put together of columns that may not have been asked
// for, and what a filter does not know it passes over.

import { isoDate } from '../clock.ts';
import { RestError } from '../contract.ts';
import type { Answer, Call, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { portalAdministrator } from './application-context.ts';
import { passes, sorted } from './pages.ts';
import type { Columns } from './pages.ts';
import { inOrder } from './php-serialized.ts';
import { isArray, toInt, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';
import { rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

const pageSize = 50;

const names = [
  'ID', 'MODULE_ID', 'ENTITY', 'DOCUMENT_TYPE', 'AUTO_EXECUTE', 'NAME', 'DESCRIPTION', 'TEMPLATE', 'PARAMETERS', 'VARIABLES', 'CONSTANTS',
  'MODIFIED', 'IS_MODIFIED', 'USER_ID', 'SYSTEM_CODE',
];
const CONTENT = ['TEMPLATE', 'PARAMETERS', 'VARIABLES', 'CONSTANTS'];
const columns: Columns = Object.fromEntries(names.map((name) => [name, (row: Row) => (name === 'MODIFIED' ? isoDate(row[name]) : row[name])]));

export function list(call: Call): Answer {
  portalAdministrator(call);
  const given = upperKeys(call.params);
  const select = selected(given['SELECT']);
  const order = Object.entries(isArray(given['ORDER']) ? given['ORDER'] : {})
    .map(([name, way]) => [name.toUpperCase(), toText(way)] as const).filter(([name]) => names.includes(name));
  const rows = rowsOf(call.data, 'workflowTemplates').filter((row) => row['AUTO_EXECUTE'] < 8 && passes(row, filterIn(call, given['FILTER']), columns));
  const ordered = sorted(rows, order.length === 0 ? { ID: 'ASC' } : Object.fromEntries(order), columns);
  const start = toInt(call.params['start']);
  const offset = Math.max(0, start);
  const result = ordered.slice(offset, offset + pageSize).map((row) => shown(row, select));
  if (result.length === 0) return { result };
  if (start < 0) return { result, total: 0 };
  const next = offset + pageSize;
  return next < rows.length ? { result, total: rows.length, next } : { result, total: rows.length };
}

function selected(given: unknown): readonly string[] {
  const wanted = valuesOf(given).map((name) => {
    if (isArray(name)) throw new RestError('ERROR_SELECT_VALIDATION_FAILURE', 'Invalid data in SELECT parameter');
    return toText(name).toUpperCase();
  });
  const select = names.filter((name) => wanted.includes(name));
  return select.length === 0 ? ['ID'] : select;
}

/** Other operators and unknown names are passed over in silence. */
function filterIn(call: Call, given: unknown): PhpArray {
  const lenient = switchOf(call, 'templateFilterKeys') === 'anyCase';
  const operators = ['', '!', '<', '<=', '>', '>=', ...(lenient ? ['=', '!='] : [])];
  return Object.fromEntries(Object.entries(isArray(given) ? given : {}).flatMap(([key, value]) => {
    const [, operator = '', rest = ''] = /^([^a-zA-Z]*)(.*)/s.exec(key) ?? [];
    const name = lenient ? rest.toUpperCase() : rest;
    return operators.includes(operator) && names.includes(name) ? [[operator + name, value]] : [];
  }));
}

function shown(row: Row, select: readonly string[]): Row {
  const column = (name: string): unknown => (select.includes(name) ? row[name] : null);
  return Object.fromEntries(select.map((name) => {
    if (name === 'DOCUMENT_TYPE') return [name, [column('MODULE_ID'), column('ENTITY'), row[name]]];
    if (name === 'MODIFIED') return [name, isoDate(row[name])];
    // what was never filled in is an empty map to whoever reads it back
    if (CONTENT.includes(name)) return [name, inOrder(row[name] ?? [])];
    return [name, typeof row[name] === 'number' ? String(row[name]) : row[name]];
  }));
}
