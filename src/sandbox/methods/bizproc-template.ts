// bizproc.workflow.template.*: templates of business processes (FACTS 17.2). An application changes only
// what bears its own SYSTEM_CODE; the list shows everybody's, to a webhook as well, and nothing but ID
// unless asked for more.

import { isoDate } from '../clock.ts';
import { RestError } from '../contract.ts';
import type { Answer, Application, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { bizprocApplication, portalAdministrator } from './application-context.ts';
import { isDocumentType } from './bizproc-input.ts';
import { fileBytes, unpackTemplate } from './bizproc-template-file.ts';
import { isArray, isEmpty, isSet, toInt, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';
import { passes, sorted } from './pages.ts';
import type { Columns } from './pages.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

const table = 'workflowTemplates';
const pageSize = 50;

const invalid = (text: string): RestError => new RestError('ERROR_TEMPLATE_VALIDATION_FAILURE', text);

const systemCode = ({ id }: Application): string => `rest_app_${id}`;

function checkName(name: unknown): string {
  if (isEmpty(name)) throw invalid('Empty template name!');
  return toText(name);
}

/** A text of digits: the very number that JSON brings is refused. */
function autoExecute(call: Call, given: unknown): number {
  const asText = switchOf(call, 'autoExecuteNumber') === 'accepted' && typeof given === 'number' ? String(given) : given;
  if (typeof asText !== 'string' || !/^[0-3]$/.test(asText)) throw invalid('Incorrect field AUTO_EXECUTE!');
  return Number(asText);
}

const wrongFile = 'The file does not contain a workflow template';

function contentOf(file: PhpArray): Row {
  return { TEMPLATE: file['TEMPLATE'], PARAMETERS: file['PARAMETERS'] ?? null, VARIABLES: file['VARIABLES'] ?? null, CONSTANTS: file['CONSTANTS'] ?? null };
}

function add(call: Call): Answer {
  const application = bizprocApplication(call);
  const given = upperKeys(call.params);
  const type = given['DOCUMENT_TYPE'];
  if (!isDocumentType(type)) throw invalid('Incorrect field DOCUMENT_TYPE!');
  const name = checkName(given['NAME']);
  const auto = isSet(given['AUTO_EXECUTE']) ? autoExecute(call, given['AUTO_EXECUTE']) : 0;
  const file = unpackTemplate(fileBytes(given['TEMPLATE_DATA']));
  if (file === undefined) throw new RestError('', wrongFile);
  const [moduleId, entity, documentType] = ['', ...valuesOf(type)].slice(-3);
  const id = nextNumber(call.data, 'workflowTemplate', 2);
  addRow(call.data, table, {
    ID: id, MODULE_ID: moduleId, ENTITY: entity, DOCUMENT_TYPE: documentType, AUTO_EXECUTE: auto, NAME: name, DESCRIPTION: toText(given['DESCRIPTION']),
    ...contentOf(file), ...modified(call), SYSTEM_CODE: systemCode(application),
  });
  return { result: id };
}

const modified = (call: Call): Row => ({ MODIFIED: call.now(), IS_MODIFIED: 'N', USER_ID: call.user.id });

/** With another text than `update` for what is somebody else's. */
function own(call: Call, application: Application, id: unknown, refusal: RestError): Row {
  const row = findRow(call.data, table, (one) => one['ID'] === toInt(id));
  if (row === undefined) throw new RestError('ERROR_TEMPLATE_NOT_FOUND', 'Workflow template not found.');
  if (row['SYSTEM_CODE'] !== systemCode(application)) throw refusal;
  return row;
}

function update(call: Call): Answer {
  const application = bizprocApplication(call);
  const { FIELDS: fields, ID: id } = upperKeys(call.params);
  if (!isArray(fields) || Object.keys(fields).length === 0) throw invalid('No fields to update.');
  const row = own(call, application, id, new RestError('ERROR_TEMPLATE_NOT_OWNER', 'You can update ONLY templates created by current application'));
  const changes: Row = {};
  if (isSet(fields['NAME'])) changes['NAME'] = checkName(fields['NAME']);
  if (isSet(fields['DESCRIPTION'])) changes['DESCRIPTION'] = toText(fields['DESCRIPTION']);
  if (isSet(fields['AUTO_EXECUTE'])) changes['AUTO_EXECUTE'] = autoExecute(call, fields['AUTO_EXECUTE']);
  if (isSet(fields['TEMPLATE_DATA'])) {
    const file = unpackTemplate(fileBytes(fields['TEMPLATE_DATA']));
    if (file === undefined) throw new RestError('ERROR_ARGUMENT', wrongFile, 400, '');
    Object.assign(changes, contentOf(file), modified(call));
  }
  Object.assign(row, changes);
  return { result: row['ID'] };
}

function remove(call: Call): Answer {
  const application = bizprocApplication(call);
  const row = own(call, application, upperKeys(call.params)['ID'], new RestError('', 'You can delete ONLY templates created by current application'));
  removeRows(call.data, table, (one) => one === row);
  return { result: null };
}

const names = ['ID', 'MODULE_ID', 'ENTITY', 'DOCUMENT_TYPE', 'AUTO_EXECUTE', 'NAME', 'DESCRIPTION', 'TEMPLATE', 'PARAMETERS', 'VARIABLES', 'CONSTANTS', 'MODIFIED', 'IS_MODIFIED', 'USER_ID', 'SYSTEM_CODE'];
const columns: Columns = Object.fromEntries(names.map((name) => [name, (row: Row) => (name === 'MODIFIED' ? isoDate(row[name]) : row[name])]));

function list(call: Call): Answer {
  portalAdministrator(call);
  const given = upperKeys(call.params);
  const select = selected(given['SELECT']);
  const order = Object.entries(isArray(given['ORDER']) ? given['ORDER'] : {}).map(([name, way]) => [name.toUpperCase(), toText(way)] as const).filter(([name]) => names.includes(name));
  const rows = rowsOf(call.data, table).filter((row) => row['AUTO_EXECUTE'] < 8 && passes(row, filterIn(call, given['FILTER']), columns));
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

/** The document type is put together of columns that may not have been asked for. */
function shown(row: Row, select: readonly string[]): Row {
  const column = (name: string): unknown => (select.includes(name) ? row[name] : null);
  return Object.fromEntries(select.map((name) => {
    if (name === 'DOCUMENT_TYPE') return [name, [column('MODULE_ID'), column('ENTITY'), row[name]]];
    if (name === 'MODIFIED') return [name, isoDate(row[name])];
    return [name, typeof row[name] === 'number' ? String(row[name]) : row[name]];
  }));
}

const scopes = ['bizproc'];
const features = ['bizproc'];

export const family: Family = {
  'bizproc.workflow.template.add': { scopes, features, seconds: 0.25, run: add },
  'bizproc.workflow.template.update': { scopes, features, seconds: 0.1, run: update },
  'bizproc.workflow.template.delete': { scopes, features, seconds: 0.1, run: remove },
  'bizproc.workflow.template.list': { scopes, features, seconds: 0.05, run: list },
};
