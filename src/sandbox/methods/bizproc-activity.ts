// bizproc.activity.* and bizproc.robot.*: one table, one space of codes for both per application, and
// nothing but the codes is ever told again (FACTS 17.1, 35.30). Where an activity shows settings of its
// own it also has a row among the placements, whose codes are unique over the whole portal.

import { activityDialog } from '../applications/registry.ts';
import { RestError } from '../contract.ts';
import type { Answer, Application, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { bizprocApplication, checkHandler } from './application-context.ts';
import { capitalised, checkActivityDocumentType, checkCode, checkFilter, checkNewActivity, checkProperties, fitsColumns, localised } from './bizproc-input.ts';
import { isArray, isEmpty, isSet, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { placementTaken } from './places.ts';
import { addRow, findRow, nextNumber, removeRows, rowsOf } from './rows.ts';

const table = 'bizprocActivities';

const codeTaken = (call: Call, { clientId }: Application, code: string): Row | undefined =>
  findRow(call.data, table, (row) => row['clientId'] === clientId && row['code'] === code);

function existing(call: Call, application: Application, code: string, robot: boolean): Row {
  const row = codeTaken(call, application, code);
  if (row?.['robot'] !== robot) throw new RestError('ERROR_ACTIVITY_NOT_FOUND', 'Activity or Robot not found!');
  return row;
}

const add = (robot: boolean) => (call: Call): Answer => {
  const application = bizprocApplication(call);
  const given = capitalised(call.params);
  const code = checkNewActivity(call, given);
  if (codeTaken(call, application, code) !== undefined) throw new RestError('ERROR_ACTIVITY_ALREADY_INSTALLED', 'Activity or Robot already installed!');
  const usePlacement = given['USE_PLACEMENT'] === 'Y';
  if (usePlacement) setDialog(call, application, code, given['PLACEMENT_HANDLER']);
  const row: Row = {
    clientId: application.clientId, code, robot, handler: given['HANDLER'], authUserId: toInt(given['AUTH_USER_ID']),
    useSubscription: toText(given['USE_SUBSCRIPTION']), usePlacement, name: localised(given['NAME']), description: localised(given['DESCRIPTION']),
    properties: given['PROPERTIES'] ?? null, returnProperties: given['RETURN_PROPERTIES'] ?? null,
    documentType: given['DOCUMENT_TYPE'] ?? null, filter: given['FILTER'] ?? null,
  };
  if (!fitsColumns(row)) {
    if (usePlacement) dropDialog(call, application, code);
    throw new RestError('ERROR_ACTIVITY_ADD_FAILURE', 'Activity save error!');
  }
  addRow(call.data, table, { id: nextNumber(call.data, 'bizprocActivity'), ...row });
  return { result: true };
};

const update = (robot: boolean) => (call: Call): Answer => {
  const application = bizprocApplication(call);
  const given = capitalised(call.params);
  const row = existing(call, application, checkCode(given['CODE']), robot);
  const fields = isArray(given['FIELDS']) ? given['FIELDS'] : {};
  const changes = changesIn(call, fields);
  if (Object.keys(changes).length === 0) throw new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', 'No fields to update');
  if (isSet(fields['PLACEMENT_HANDLER'])) setDialog(call, application, row['code'], fields['PLACEMENT_HANDLER']);
  if (changes['usePlacement'] === false) dropDialog(call, application, row['code']);
  if (!fitsColumns({ ...row, ...changes })) throw new RestError('ERROR_ACTIVITY_VALIDATION_FAILURE', 'The field is too long');
  Object.assign(row, changes);
  return { result: true };
};

/** PLACEMENT_HANDLER is none of them: alone it is no update (FACTS 35.34). */
function changesIn(call: Call, fields: PhpArray): Row {
  const changes: Row = {};
  const take = (name: string, key: string, value: (given: unknown) => unknown): void => {
    if (isSet(fields[name])) changes[key] = value(fields[name]);
  };
  const checked = (check: (given: unknown) => void) => (given: unknown): unknown => {
    check(given);
    return given;
  };
  take('HANDLER', 'handler', checked((handler) => checkHandler(call, handler)));
  take('AUTH_USER_ID', 'authUserId', toInt);
  take('USE_SUBSCRIPTION', 'useSubscription', toText);
  take('USE_PLACEMENT', 'usePlacement', (given) => given === 'Y');
  if (!isEmpty(fields['NAME'])) changes['name'] = localised(fields['NAME']);
  take('DESCRIPTION', 'description', localised);
  take('PROPERTIES', 'properties', checked(checkProperties));
  take('RETURN_PROPERTIES', 'returnProperties', checked(checkProperties));
  take('DOCUMENT_TYPE', 'documentType', (given) => (isEmpty(given) ? null : checked(checkActivityDocumentType)(given)));
  take('FILTER', 'filter', (given) => (isEmpty(given) ? null : checked(checkFilter)(given)));
  return changes;
}

const remove = (robot: boolean) => (call: Call): Answer => {
  const application = bizprocApplication(call);
  const row = existing(call, application, checkCode(upperKeys(call.params)['CODE']), robot);
  removeRows(call.data, table, (one) => one === row);
  dropDialog(call, application, row['code']);
  return { result: true };
};

const list = (robot: boolean) => (call: Call): Answer => {
  const { clientId } = bizprocApplication(call);
  return { result: rowsOf(call.data, table).filter((row) => row['clientId'] === clientId && row['robot'] === robot).map((row) => row['code']) };
};

const isDialog = (application: Application, code: string) => (row: Row): boolean =>
  row['applicationId'] === application.id && row['placement'] === activityDialog && row['additional'] === code;

function setDialog(call: Call, application: Application, code: string, handler: unknown): void {
  checkHandler(call, handler);
  const row = findRow(call.data, 'placements', isDialog(application, code));
  if (row !== undefined) {
    row['handler'] = handler;
    return;
  }
  const added = { applicationId: application.id, placement: activityDialog, handler, additional: code };
  if (placementTaken(call.data, added)) throw new RestError('ERROR_CORE', 'Unable to set placement handler: Handler already binded');
  addRow(call.data, 'placements', { id: nextNumber(call.data, 'placement'), userId: 0, title: '', comment: '', options: [], langAll: {}, ...added });
}

const dropDialog = (call: Call, application: Application, code: string): void => removeRows(call.data, 'placements', isDialog(application, code));

const scopes = ['bizproc'];
const features = ['bizproc'];
/** Robots are there with any plan that has automation. */
const robotFeatures = ['bizproc', 'crm_automation_lead', 'crm_automation_deal', 'crm_automation_order', 'tasks_automation'];

export const family: Family = {
  'bizproc.activity.add': { scopes, features, seconds: 0.05, run: add(false) },
  'bizproc.activity.update': { scopes, features, seconds: 0.05, run: update(false) },
  'bizproc.activity.delete': { scopes, features, seconds: 0.05, run: remove(false) },
  'bizproc.activity.list': { scopes, features, seconds: 0.03, run: list(false) },
  'bizproc.robot.add': { scopes, features: robotFeatures, seconds: 0.05, run: add(true) },
  'bizproc.robot.update': { scopes, features: robotFeatures, seconds: 0.05, run: update(true) },
  'bizproc.robot.delete': { scopes, features: robotFeatures, seconds: 0.05, run: remove(true) },
  'bizproc.robot.list': { scopes, features: robotFeatures, seconds: 0.03, run: list(true) },
};
