// The part of the control surface that is about applications (see ../control.ts):
//
//   POST   applications           { scopes, clientId?, clientSecret?, name?, user?, redirectUri?, handlerUrl?,
//                                 installUrl?, installed?, users? }: installs one; ONAPPINSTALL goes to installUrl.
//                                 Answers { id, clientId, clientSecret, applicationToken, oauth, auth, events };
//                                 `auth` is a pair of tokens of the user who installed it
//   GET    applications           { oauth, applications }: the origin of the authorisation server, and what each
//                                 application has on the portal; no secret
//   POST   applications/update    { clientId }: a new version, its activities and robots are gone
//   POST   applications/uninstall { clientId }
//   POST   tokens                 { clientId, user? }: another pair
//   POST   tokens/expire          { clientId?, refresh? }: access tokens are over, with `refresh` those too
//   POST   tokens/revoke          { clientId? }: both kinds are unknown from now on
//   POST   consent                { clientId, user?, state? }: the authorisation page without a browser;
//                                 answers { code, location }
//   POST   sign-in                { user? }: who the authorisation page takes the visitor for; without a user: nobody
//   POST   confirmations          { "method": "waiting" | "denied" | "allowed" }, merged
//   POST   hosts                  { "bot.example.test": "http://127.0.0.1:3000" }, merged: where handlers are
//   POST   activity-runs          { code, document, properties?, user?, wait?, timeoutSeconds?, clientId? }
//   GET    activity-runs          every run with its status, returnValues, log and delivery

import type { Row } from '../contract.ts';
import { rowsOf } from '../methods/rows.ts';
import type { Portal } from '../portal.ts';
import { runActivity, shownRun } from './activity-runs.ts';
import type { ActivityRun } from './activity-runs.ts';
import { fireEvent, mapHosts } from './delivery.ts';
import { consent } from './oauth-server.ts';
import { addApplication, applicationOf, namesIn, removeApplication, updateApplication, without } from './registry.ts';
import type { NewApplication } from './registry.ts';
import { issueTokens } from './tokens.ts';

type Action = (portal: Portal, body: any) => unknown;

export const applicationActions: Readonly<Record<string, Action>> = {
  'POST applications': (portal, body) => install(portal, body as NewApplication),
  'GET applications': (portal) => ({
    oauth: portal.origin, applications: rowsOf(portal.data, 'applications').map((row) => belongings(portal, row)),
  }),
  'POST applications/update': (portal, body) => update(portal, named(portal, body)),
  'POST applications/uninstall': (portal, body) => uninstall(portal, named(portal, body)),
  'POST tokens': (portal, body) => {
    const application = named(portal, body);
    return issueTokens(portal, application, body.user ?? application['user']);
  },
  'POST tokens/expire': (portal, body) => changeTokens(portal, body, { expires: 0, ...(body?.refresh === true ? { refreshExpires: 0 } : {}) }),
  'POST tokens/revoke': (portal, body) => changeTokens(portal, body, { revoked: true }),
  'POST consent': (portal, body) => {
    const application = named(portal, body);
    return consent(portal, application, body.user ?? application['user'], body.state);
  },
  'POST sign-in': (portal, body) => { portal.data.options['signedIn'] = body?.user ?? null; },
  'POST confirmations': ({ data }, body) => data.options['confirmations'] = { ...data.options['confirmations'] as Row | undefined, ...lowerKeys(body) },
  'POST hosts': (portal, body) => mapHosts(portal.data, body),
  'POST activity-runs': (portal, body) => runActivity(portal, body as ActivityRun),
  'GET activity-runs': (portal) => rowsOf(portal.data, 'activityRuns').map(shownRun),
};

const lowerKeys = (map: Row): Row => Object.fromEntries(Object.entries(map).map(([name, value]) => [name.toLowerCase(), value]));

function named(portal: Portal, body: Row | undefined): Row {
  const application = applicationOf(portal.data, body?.['clientId']);
  if (application === undefined) {
    throw new Error(`no such application: ${String(body?.['clientId'])}; there are ${namesIn(rowsOf(portal.data, 'applications'), 'clientId')}`);
  }
  return application;
}

export async function install(portal: Portal, given: NewApplication): Promise<Row> {
  const application = addApplication(portal.data, given);
  const { id, clientId, clientSecret, applicationToken, user, version, installed } = application;
  const auth = issueTokens(portal, application, user);
  portal.save(); // the handler may call back at once
  const about = { VERSION: version, ACTIVE: 'Y', INSTALLED: installed === true ? 'Y' : 'N', LANGUAGE_ID: portal.data.language };
  const events = await fireEvent(portal, application, 'ONAPPINSTALL', about, user);
  return { id, clientId, clientSecret, applicationToken, oauth: portal.origin, auth, events };
}

async function update(portal: Portal, application: Row): Promise<Row> {
  const previous: number = application['version'];
  updateApplication(portal.data, application, portal.switches['eventsOnUpdate'] === 'erased');
  const about = { VERSION: application['version'], PREVIOUS_VERSION: previous, LANGUAGE_ID: portal.data.language };
  const events = await fireEvent(portal, application, 'ONAPPUPDATE', about, application['user']);
  return { version: application['version'], events };
}

/** Its handlers hear of it without tokens. */
async function uninstall(portal: Portal, application: Row): Promise<Row> {
  const events = await fireEvent(portal, application, 'ONAPPUNINSTALL', { LANGUAGE_ID: portal.data.language, CLEAN: 1 }, 0);
  removeApplication(portal.data, application);
  return { events };
}

function changeTokens(portal: Portal, body: Row | undefined, change: Row): Row {
  const pairs = rowsOf(portal.data, 'tokens').filter((row) => body?.['clientId'] === undefined || row['clientId'] === body['clientId']);
  for (const pair of pairs) Object.assign(pair, change);
  return { changed: pairs.length };
}

const ownTables = ['placements', 'events', 'automationTriggers', 'activityTypes', 'externalLines', 'userFieldTypes'];

function belongings({ data }: Portal, application: Row): Row {
  const own = (table: string): readonly Row[] => rowsOf(data, table).filter((row) => row['applicationId'] === application['id']);
  const templates = rowsOf(data, 'workflowTemplates').filter((row) => row['SYSTEM_CODE'] === `rest_app_${application['id']}`);
  const activities = rowsOf(data, 'bizprocActivities').filter((row) => row['clientId'] === application['clientId']);
  return {
    ...without(application, 'clientSecret', 'applicationToken'),
    activities: activities.filter((row) => row['robot'] !== true), robots: activities.filter((row) => row['robot'] === true),
    templates: templates.map(({ ID, NAME }) => ({ ID, NAME })), ...Object.fromEntries(ownTables.map((table) => [table, own(table)])),
  };
}
