// crm.automatedsolution.*: digital workplaces (FACTS §9). Errors after the workplace was found or made
// are swallowed, because the action still answers it; typeIds are row ids and replace the whole list.

import type { Answer, Call, Family, RestError, Row } from '../contract.ts';
import { describe } from './descriptions.ts';
import { smartProcesses } from './owner-types.ts';
import { checkFilter, checkOrder, page, passes, sorted } from './pages.ts';
import type { Columns } from './pages.ts';
import { cut, isArray, isSet, keysToUpper, lengthOf, toInt, toText, valuesOf } from './php.ts';
import { adminOnly, intParam, optionalArrayParam, refuse } from './refusals.ts';
import { findRow, removeRows, rowsOf } from './rows.ts';
import { addSolution, bindType, boundTypes } from './solutions.ts';
import { say } from './texts.ts';
import { switchOf } from '../switches.ts';

const toJson = (call: Call) => (solution: Row): Row => ({
  id: solution['id'],
  title: solution['title'],
  typeIds: boundTypes(call.data, solution['id']),
});

const answer = (call: Call, solution: Row): Answer => ({ result: { automatedSolution: toJson(call)(solution) } });

function solutionOf(call: Call): Row {
  const id = intParam(call, 'id');
  adminOnly(call);
  const solution = findRow(call.data, 'solutions', (row) => row['id'] === id);
  if (solution === undefined) throw refuse(call, 'NOT_FOUND', 'workplaceNotFound');
  return solution;
}

function fields(call: Call): Answer {
  adminOnly(call);
  return {
    result: {
      id: describe('id', 'integer', 'ID', 'isReadOnly'),
      title: describe('title', 'string', 'TITLE', 'isRequired'),
      typeIds: describe('typeIds', 'crm_dynamic_type', 'TYPE_IDS', 'isMultiple'),
    },
  };
}

const get = (call: Call): Answer => answer(call, solutionOf(call));

const columns: Columns = { id: (row) => row['id'], title: (row) => row['title'] };

function list(call: Call): Answer {
  adminOnly(call);
  const order = isSet(call.params['order']) ? optionalArrayParam(call, 'order') : { id: 'ASC' };
  checkOrder(order, Object.keys(columns));
  const filter = optionalArrayParam(call, 'filter');
  checkFilter(filter, Object.keys(columns));
  const rows = rowsOf(call.data, 'solutions').filter((row) => passes(row, filter, columns));
  return page(call, 'automatedSolutions', sorted(rows, order, columns), toJson(call));
}

function add(call: Call): Answer {
  adminOnly(call);
  if (switchOf(call, 'workplacesRestricted') === true) throw refuse(call, 'LIMIT_EXCEEDED', 'workplacesExceeded');
  const given = keysToUpper(optionalArrayParam(call, 'fields'));
  const typeIds = idsOf(given['TYPE_IDS']);
  checkImported(call, typeIds);
  const title = titleOf(call, given['TITLE']);
  if (title === undefined) throw titleRequired(call);
  const solution = addSolution(call.data, title);
  bindAll(call, solution, typeIds);
  return answer(call, solution);
}

function update(call: Call): Answer {
  const solution = solutionOf(call);
  const given = keysToUpper(optionalArrayParam(call, 'fields'));
  const typeIds = 'TYPE_IDS' in given ? idsOf(given['TYPE_IDS']) : boundTypes(call.data, solution['id']);
  checkImported(call, typeIds, solution);
  const title = 'TITLE' in given ? titleOf(call, given['TITLE']) : solution['title'];
  // §9: an empty title is refused by the storage, and the refusal need not leave the server
  if (title === undefined && switchOf(call, 'errorsBesideResult') === 'answered') throw titleRequired(call);
  solution['title'] = title ?? solution['title'];
  bindAll(call, solution, typeIds);
  return answer(call, solution);
}

const titleRequired = (call: Call): RestError => refuse(call, 'BX_EMPTY_REQUIRED', 'requiredField', say(call.data, 'title'));

function titleOf(call: Call, value: unknown): string | undefined {
  const title = toText(value).trim();
  if (title === '' || (lengthOf(title) > 255 && switchOf(call, 'longText') === 'refused')) return undefined;
  return cut(title, 255);
}

/** Anything is made a list of numbers; an empty text is an empty list (FACTS §2.1). */
const idsOf = (value: unknown): number[] => (isArray(value) ? valuesOf(value) : [value]).map(toInt).filter((id) => id > 0);

/** A type of a marketplace workplace cannot leave it (FACTS §8.5). */
function checkImported(call: Call, typeIds: readonly number[], target?: Row): void {
  const current = target === undefined ? [] : boundTypes(call.data, target['id']);
  for (const type of smartProcesses(call.data).filter(({ id }) => typeIds.includes(id) || current.includes(id))) {
    const owner = findRow(call.data, 'solutions', (row) => row['id'] === type['solutionId']);
    const stays = owner !== undefined && owner === target && typeIds.includes(type['id']);
    if (owner?.['sourceId'] === 2 && !stays) throw refuse(call, '0', 'workplaceImported');
  }
}

/** Numbers of no smart process are passed over. */
function bindAll(call: Call, solution: Row, typeIds: readonly number[]): void {
  for (const type of smartProcesses(call.data)) {
    if (typeIds.includes(type['id'])) bindType(call.data, type, solution['id']);
    else if (type['solutionId'] === solution['id']) bindType(call.data, type, null);
  }
}

/** A workplace that is not there is deleted just as well. */
function remove(call: Call): Answer {
  const id = intParam(call, 'id');
  adminOnly(call);
  if (boundTypes(call.data, id).length > 0) throw refuse(call, 'HAS_BOUND_TYPES', 'workplaceHasTypes');
  removeRows(call.data, 'solutions', (row) => row['id'] === id);
  return { result: null };
}

const scopes = ['crm'];

export const family: Family = {
  'crm.automatedsolution.fields': { scopes, seconds: 0.01, run: fields },
  'crm.automatedsolution.add': { scopes, seconds: 0.1, run: add },
  'crm.automatedsolution.update': { scopes, seconds: 0.1, run: update },
  'crm.automatedsolution.get': { scopes, seconds: 0.01, run: get },
  'crm.automatedsolution.list': { scopes, seconds: 0.02, run: list },
  'crm.automatedsolution.delete': { scopes, seconds: 0.05, run: remove },
};
