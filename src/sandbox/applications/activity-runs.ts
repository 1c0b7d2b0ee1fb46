// A step of a workflow that calls an application (FACTS 17.1, the server's rest activity): the values of
// its properties go to the handler with a token to answer with; a step that waits stays open until
// bizproc.event.send closes it. Around it there is no workflow: the run is the whole process.

import { randomBytes, randomInt } from 'node:crypto';
import type { Data, Row } from '../contract.ts';
import { asArray, isArray, isEmpty, toText } from '../methods/php.ts';
import type { PhpArray } from '../methods/php.ts';
import { addRow, nextNumber, rowsOf } from '../methods/rows.ts';
import type { Portal } from '../portal.ts';
import { authFor, deliver } from './delivery.ts';
import { documentOf, resolved } from './document.ts';
import type { BizprocDocument } from './document.ts';
import { signEventToken } from './event-token.ts';
import { applicationOf, namesIn, without } from './registry.ts';

export type ActivityRun = {
  readonly code: string;
  /** needed when two applications have the code */
  readonly clientId?: string;
  /** DEAL_57 */
  readonly document: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** "run as" of the designer; default: AUTH_USER_ID, and without that there are no tokens in `auth` */
  readonly user?: number;
  /** what the author of the workflow chose; counts only where the activity left it open */
  readonly wait?: boolean;
  readonly timeoutSeconds?: number;
};

export async function runActivity(portal: Portal, given: ActivityRun): Promise<Row> {
  const { data } = portal;
  const activity = activityOf(data, given);
  const application = applicationOf(data, activity['clientId']);
  if (application === undefined) throw new Error('Rest application not found.');
  const document = documentOf(data, given.document);
  const properties = propertyValues(activity, given.properties ?? {}, document);
  const waits = waitsFor(portal, activity, given.wait);
  const workflowId = `${randomBytes(7).toString('hex')}.${randomInt(1e7, 1e8)}`;
  const activityName = `A${randomInt(1e4, 1e5)}_${randomInt(1e4, 1e5)}`;
  const eventId = randomBytes(16).toString('hex');
  const run: Row = {
    id: nextNumber(data, 'activityRun'), code: activity['code'], clientId: activity['clientId'], workflowId, activityName, eventId,
    document: document.id, properties,
    started: portal.clock.now(), status: waits ? 'waiting' : 'done', log: [],
    returnValues: Object.fromEntries(
      Object.entries(asArray(activity['returnProperties'])).map(([name, property]) => [name, asArray(property)['DEFAULT'] ?? null]),
    ),
  };
  addRow(data, 'activityRuns', run);
  const body: Row = {
    workflow_id: workflowId, code: activity['code'], document_id: document.id, document_type: document.type,
    event_token: signEventToken(data, [workflowId, activityName, eventId]), properties, use_subscription: waits ? 'Y' : 'N',
    timeout_duration: given.timeoutSeconds ?? 0, ts: Math.floor(portal.clock.now() / 1000),
    auth: authFor(portal, application, given.user ?? activity['authUserId']),
  };
  portal.save(); // the handler may answer before it replies
  run['delivery'] = await deliver(data, activity['handler'], body);
  return shownRun(run);
}

/** Without what only the portal and the handler should know. */
export const shownRun = (run: Row): Row => without(run, 'eventId');

function activityOf(data: Data, { code, clientId }: ActivityRun): Row {
  const all = rowsOf(data, 'bizprocActivities');
  const found = all.filter((row) => row['code'] === code && (clientId === undefined || row['clientId'] === clientId));
  if (found.length > 1) throw new Error(`several applications have ${code}: name one of ${namesIn(found, 'clientId')}`);
  if (found[0] === undefined) throw new Error(`no such activity or robot: ${code}; there are ${namesIn(all, 'code')}`);
  return found[0];
}

/** In the declared order: what was given, else the default; a required one must come to something. */
function propertyValues(activity: Row, given: Readonly<Record<string, unknown>>, document: BizprocDocument): Row {
  const declared = asArray(activity['properties']);
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  if (unknown.length > 0) throw new Error(`${activity['code']} has no property ${unknown.join(', ')}; there are ${Object.keys(declared).join(', ') || 'none'}`);
  return Object.fromEntries(Object.entries(declared).map(([name, property]) => {
    const { DEFAULT: usual, REQUIRED: required } = asArray(property);
    const value = resolved(given[name] ?? usual ?? '', document.record);
    if (required === 'Y' && isEmpty(value)) throw new Error(`${activity['code']}: the property ${name} is required`);
    return [name, externalised(asArray(property), value)];
  }));
}

/** What a type makes of a value on its way out (server: FieldType::externalizeValue): a multiple one is a list, a text is one text. */
function externalised({ TYPE: type = 'string', MULTIPLE: multiple }: PhpArray, value: unknown): unknown {
  if (isEmpty(value)) return value ?? '';
  const isText = type === 'string' || type === 'text';
  const one = (single: unknown): unknown => (isText && isArray(single) ? toText(leavesOf(single)[0]) : single);
  if (isEmpty(multiple) || multiple === 'N' || multiple === 'n' || multiple === 'false') return one(value);
  return (Array.isArray(value) ? value : [value]).map(one);
}

const leavesOf = (value: unknown): unknown[] => (isArray(value) ? Object.values(value).flatMap(leavesOf) : [value]);

function waitsFor({ switches }: Portal, activity: Row, chosen: boolean | undefined): boolean {
  if (activity['useSubscription'] === 'Y' || activity['useSubscription'] === 'N') return activity['useSubscription'] === 'Y';
  return chosen ?? switches['stepWaits'] === 'unlessNo';
}
