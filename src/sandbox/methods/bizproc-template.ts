// bizproc.workflow.template.*: templates of business processes (FACTS 17.2). An application changes only
// what bears its own SYSTEM_CODE, which the portal writes; what is in a template comes out of its file
// alone. The list is in bizproc-template-list.ts.

import { RestError } from '../contract.ts';
import type { Answer, Application, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { bizprocApplication } from './application-context.ts';
import { isDocumentType } from './bizproc-input.ts';
import { addMissingFields } from './bizproc-template-fields.ts';
import { faultOfSteps, fileBytes, unpackTemplate } from './bizproc-template-file.ts';
import { list } from './bizproc-template-list.ts';
import { isArray, isEmpty, isSet, toInt, toText, valuesOf } from './php.ts';
import { addRow, findRow, nextNumber, removeRows } from './rows.ts';
import { switchOf } from '../switches.ts';

const table = 'workflowTemplates';

const invalid = (text: string): RestError => new RestError('ERROR_TEMPLATE_VALIDATION_FAILURE', text);

const systemCode = ({ id }: Application): string => `rest_app_${id}`;

function checkName(name: unknown): string {
  if (isEmpty(name)) throw invalid('Empty template name!');
  return toText(name).trim();
}

/** A text of digits: the very number that JSON brings is refused. */
function autoExecute(call: Call, given: unknown): number {
  const asText = switchOf(call, 'autoExecuteNumber') === 'accepted' && typeof given === 'number' ? String(given) : given;
  if (typeof asText !== 'string' || !/^[0-3]$/.test(asText)) throw invalid('Incorrect field AUTO_EXECUTE!');
  return Number(asText);
}

/** The columns that come out of the file, and the fields it brings along. */
function imported(call: Call, data: unknown, documentType: unknown, codes: { readonly file: string; readonly step: string }): Row {
  const file = unpackTemplate(fileBytes(data));
  if (file === undefined) throw new RestError(codes.file, 'The file does not contain a workflow template', 400, codes.file === '' ? undefined : '');
  const fault = faultOfSteps(call.data, file['TEMPLATE']);
  if (fault !== undefined) throw new RestError(codes.step, fault);
  addMissingFields(call, documentType, file['DOCUMENT_FIELDS']);
  return { TEMPLATE: file['TEMPLATE'], PARAMETERS: file['PARAMETERS'] ?? null, VARIABLES: file['VARIABLES'] ?? null, CONSTANTS: file['CONSTANTS'] ?? null };
}

function add(call: Call): Answer {
  const application = bizprocApplication(call);
  const given = upperKeys(call.params);
  const type = given['DOCUMENT_TYPE'];
  if (!isDocumentType(type)) throw invalid('Incorrect field DOCUMENT_TYPE!');
  const name = checkName(given['NAME']);
  const auto = isSet(given['AUTO_EXECUTE']) ? autoExecute(call, given['AUTO_EXECUTE']) : 0;
  const [moduleId, entity, documentType] = ['', ...valuesOf(type)].slice(-3);
  const content = imported(call, given['TEMPLATE_DATA'], documentType, { file: '', step: '' });
  const id = nextNumber(call.data, 'workflowTemplate', 2);
  addRow(call.data, table, {
    ID: id, MODULE_ID: moduleId, ENTITY: entity, DOCUMENT_TYPE: documentType, AUTO_EXECUTE: auto, NAME: name, DESCRIPTION: toText(given['DESCRIPTION']),
    ...content, MODIFIED: call.now(), IS_MODIFIED: 'N', USER_ID: call.user.id, SYSTEM_CODE: systemCode(application),
  });
  return { result: id };
}


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
  const changes: Row = { MODIFIED: call.now() };
  if (isSet(fields['NAME'])) changes['NAME'] = checkName(fields['NAME']);
  if (isSet(fields['DESCRIPTION'])) changes['DESCRIPTION'] = toText(fields['DESCRIPTION']);
  if (isSet(fields['AUTO_EXECUTE'])) changes['AUTO_EXECUTE'] = autoExecute(call, fields['AUTO_EXECUTE']);
  if (isSet(fields['TEMPLATE_DATA'])) {
    Object.assign(changes, imported(call, fields['TEMPLATE_DATA'], row['DOCUMENT_TYPE'], { file: 'ERROR_ARGUMENT', step: 'ERROR_CORE' }), { IS_MODIFIED: 'Y', USER_ID: call.user.id });
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

const scopes = ['bizproc'];
const features = ['bizproc'];

export const family: Family = {
  'bizproc.workflow.template.add': { scopes, features, seconds: 0.25, run: add },
  'bizproc.workflow.template.update': { scopes, features, seconds: 0.1, run: update },
  'bizproc.workflow.template.delete': { scopes, features, seconds: 0.1, run: remove },
  'bizproc.workflow.template.list': { scopes, features, seconds: 0.05, run: list },
};
