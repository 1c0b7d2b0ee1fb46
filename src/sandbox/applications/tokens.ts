// Tokens of applications: pairs of an access token for an hour and a refresh token that is good for one
// use (FACTS 1.3). Everything is measured on the portal's clock and kept with the portal's data, so that
// a portal started again knows them.

import type { Caller } from '../authentication.ts';
import { RestError, type Row } from '../contract.ts';
import { addRow, findRow, removeRows, rowsOf } from '../methods/rows.ts';
import type { Portal } from '../portal.ts';
import { applicationOf, memberId, randomToken } from './registry.ts';

const accessSeconds = 3600;
const codeSeconds = 30;
const day = 86_400_000;

/** What the token endpoint answers, and what handlers get as `auth`. */
export function issueTokens(portal: Portal, application: Row, user: number): Row {
  const { data, switches } = portal;
  const now = portal.clock.now();
  const pair: Row = {
    accessToken: randomToken(), refreshToken: randomToken(), clientId: application['clientId'], user,
    expires: now + accessSeconds * 1000, refreshExpires: now + Number(switches['refreshTokenDays']) * day,
  };
  addRow(data, 'tokens', pair);
  return {
    access_token: pair['accessToken'], expires: Math.floor(pair['expires'] / 1000), expires_in: accessSeconds,
    ...whereabouts(portal, application), domain: new URL(portal.origin).host, refresh_token: pair['refreshToken'], user_id: user,
  };
}

const whereabouts = (portal: Portal, application: Row): Row => ({
  scope: application['scopes'].join(','), server_endpoint: `${portal.origin}/rest/`, status: 'L',
  client_endpoint: `${portal.origin}/rest/`, member_id: memberId(portal.data),
});

export function issueCode(portal: Portal, application: Row, user: number): string {
  const code = randomToken();
  addRow(portal.data, 'authorizationCodes', { code, clientId: application['clientId'], user, expires: portal.clock.now() + codeSeconds * 1000 });
  return code;
}

/** The user who gave it; a code is gone once it has been looked at. */
export function takeCode(portal: Portal, code: unknown, clientId: string): number | undefined {
  const found = findRow(portal.data, 'authorizationCodes', (row) => row['code'] === code && row['clientId'] === clientId);
  removeRows(portal.data, 'authorizationCodes', (row) => row === found);
  return found !== undefined && found['expires'] > portal.clock.now() ? found['user'] : undefined;
}

export function takeRefreshToken(portal: Portal, token: unknown, clientId: string): number | undefined {
  const pair = findRow(portal.data, 'tokens', (row) => row['refreshToken'] === token && row['clientId'] === clientId);
  if (pair === undefined || pair['refreshExpires'] <= portal.clock.now() || pair['revoked'] === true) return undefined;
  if (pair['refreshed'] === true && portal.switches['refreshTokenReuse'] === 'refused') return undefined;
  pair['refreshed'] = true;
  if (portal.switches['refreshEndsAccess'] === true) pair['expires'] = portal.clock.now();
  return pair['user'];
}

/** In the server's order: the token, the plan, the application, the hour, the user, the user's access to the application. */
export function callerOf(portal: Portal, token: string): Caller {
  const pair = findRow(portal.data, 'tokens', (row) => row['accessToken'] === token);
  if (pair === undefined || pair['revoked'] === true) throw refusal('invalid_token', 'Unable to get application by token');
  if (portal.data.options['restAvailable'] === false) throw refusal('ACCESS_DENIED', 'REST is available only on commercial plans.');
  const application = applicationOf(portal.data, pair['clientId']);
  if (application === undefined) throw refusal('APPLICATION_NOT_FOUND', 'Application not found');
  if (pair['expires'] <= portal.clock.now()) throw refusal('expired_token', 'The access token provided has expired');
  const user: number = pair['user'];
  if (!rowsOf(portal.data, 'users').some((row) => Number(row['ID']) === user && row['ACTIVE'] === 'Y')) {
    throw refusal('authorization_error', 'Unable to authorize user');
  }
  if (application['users'] !== null && !application['users'].includes(user)) {
    throw refusal('user_access_error', 'The user does not have access to the application.');
  }
  return {
    key: `application:${application['clientId']}`, user: { id: user, admin: isAdministrator(portal, user) },
    scopes: new Set(application['scopes']), application: { id: application['id'], clientId: application['clientId'] },
  };
}

const refusal = (code: string, text: string): RestError => new RestError(code, text, 401);

/** The webhook's owner as it was declared, else the first user; `administrators` in the options of the data says otherwise. */
function isAdministrator(portal: Portal, user: number): boolean {
  const named = portal.data.options['administrators'];
  if (Array.isArray(named)) return named.includes(user);
  return user === portal.webhook.user ? portal.webhook.admin : user === 1;
}
