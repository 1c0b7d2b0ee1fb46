// bizproc.event.send and bizproc.activity.log: what a handler answers to the step that called it
// (FACTS 17.1). The first is always true once the token is genuine: whether anybody still waits is
// found out later, and told nobody.

import { readEventToken } from '../applications/event-token.ts';
import { RestError } from '../contract.ts';
import type { Answer, Call, Family, Row } from '../contract.ts';
import { upperKeys } from '../people-methods.ts';
import { accessRefused } from './application-context.ts';
import { isArray, isEmpty, toText } from './php.ts';
import { findRow } from './rows.ts';

const defaultMessage = { en: 'Answer from the application received', ru: 'Получен ответ от приложения' };

/** The run the token speaks of, unless it is over or waits for another answer. */
function waitingRun(call: Call, token: unknown): Row | undefined {
  const parts = readEventToken(call.data, toText(token));
  if (parts === undefined) throw accessRefused();
  const [workflowId, , eventId] = parts;
  return findRow(call.data, 'activityRuns', (run) => run['workflowId'] === workflowId && run['eventId'] === eventId && run['status'] === 'waiting');
}

function send(call: Call): Answer {
  const given = upperKeys(call.params);
  const run = waitingRun(call, given['EVENT_TOKEN']);
  if (run !== undefined) {
    run['log'].push(messageOf(call, given['LOG_MESSAGE']));
    takeValues(run, given['RETURN_VALUES']);
    Object.assign(run, { status: 'done', finished: call.now() });
  }
  return { result: true };
}

const messageOf = (call: Call, message: unknown): string => (typeof message === 'string' && !isEmpty(message) ? message : defaultMessage[call.data.language]);

/** Names are compared in capitals; what was not declared is dropped. */
function takeValues(run: Row, values: unknown): void {
  if (!isArray(values)) return;
  const declared = new Map(Object.keys(run['returnValues']).map((name) => [name.toUpperCase(), name]));
  for (const [name, value] of Object.entries(values)) {
    const known = declared.get(name.toUpperCase());
    if (known !== undefined) run['returnValues'][known] = value;
  }
}

function log(call: Call): Answer {
  const given = upperKeys(call.params);
  const run = waitingRun(call, given['EVENT_TOKEN']);
  if (isEmpty(given['LOG_MESSAGE'])) throw new RestError('ERROR_EMPTY_LOG_MESSAGE', 'Empty log message!');
  if (run === undefined) throw new RestError('0', 'Empty or invalid workflow instance');
  run['log'].push(messageOf(call, given['LOG_MESSAGE']));
  return { result: true };
}

const scopes = ['bizproc'];
const features = ['bizproc', 'crm_automation_lead', 'crm_automation_deal', 'crm_automation_order', 'tasks_automation'];

export const family: Family = {
  'bizproc.event.send': { scopes, features, seconds: 0.03, run: send },
  'bizproc.activity.log': { scopes, features, seconds: 0.03, run: log },
};
