// The authorisation server, on the portal's own origin: on a real portal it is oauth.bitrix.info or, in
// some countries, oauth.bitrix24.tech, and only the page where a person agrees belongs to the portal
// (FACTS 1.3). The page is a list of people to be; once somebody is signed in nobody is asked.

import { RestError, type Row } from '../contract.ts';
import { suffer, type Struck } from '../fault-effects.ts';
import { toObject } from '../php-array.ts';
import { parseForm } from '../php-form.ts';
import { rowsOf } from '../methods/rows.ts';
import { ProcessEnded, refused, type Outcome } from '../php-process.ts';
import type { LoggedRequest, Portal } from '../portal.ts';
import type { Reply } from '../reply.ts';
import { applicationOf, memberId } from './registry.ts';
import { issueCode, issueTokens, takeCode, takeRefreshToken } from './tokens.ts';

export const oauthPrefix = '/oauth/';

export type OAuthRequest = { readonly verb: string; readonly path: string; readonly query: string; readonly body: string };

export async function answerOAuth(portal: Portal, { verb, path, query, body }: OAuthRequest, reply: Reply): Promise<void> {
  const params = toObject(new Map([...parseForm(query), ...(verb === 'POST' ? parseForm(body.trim()) : [])]));
  const place = path.replace(/\/$/, '');
  if (place === '/oauth/token') return serveToken(portal, verb, params, reply);
  if (place !== '/oauth/authorize') return reply.page(404, 'Not Found');
  authorise(portal, params, reply);
  portal.save();
}

/** In the log of requests, without the secrets, and within reach of faults; the portal's limits are not this server's. */
async function serveToken(portal: Portal, verb: string, params: Row, reply: Reply): Promise<void> {
  const log: LoggedRequest = {
    number: portal.requests.length + 1, at: portal.clock.now(), verb, method: 'oauth.token', params: { grant_type: params['grant_type'] },
  };
  portal.requests.push(log);
  await portal.onRequest(log.number, 'received');
  const struck: Struck = { portal, reply, log, broken: false, spent: 0, deadline: undefined };
  const work = async (): Promise<Outcome> => {
    const outcome = tokenOutcome(portal, params);
    portal.save();
    await portal.onRequest(log.number, 'executed');
    return outcome;
  };
  try {
    const fault = portal.faults.strike(log.method, false);
    const { status, body } = await (fault === undefined ? work() : suffer(struck, fault, work));
    if (body.has('error')) log.error = String(body.get('error'));
    reply.json(status, body, {}, struck.broken);
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error;
  } finally {
    log.status = reply.status() ?? 0;
    await portal.onRequest(log.number, 'replied');
  }
}

/** A failure is shown to the person; the application learns nothing of it. */
function authorise(portal: Portal, params: Row, reply: Reply): void {
  const application = applicationOf(portal.data, params['client_id']);
  if (application === undefined) return reply.html(400, 'Application not found');
  const user = Number(params['sandbox_user'] ?? portal.data.options['signedIn'] ?? 0);
  if (!rowsOf(portal.data, 'users').some((row) => Number(row['ID']) === user)) return reply.html(200, consentPage(portal, application, params));
  const { location, code } = consent(portal, application, user, params['state']);
  if (location === undefined) return reply.html(200, `Authorization code: <code>${code}</code>`);
  reply.seeOther(location);
}

export function consent(portal: Portal, application: Row, user: number, state: unknown): { readonly code: string; readonly location: string | undefined } {
  const code = issueCode(portal, application, user);
  if (application['redirectUri'] === null) return { code, location: undefined };
  const location = new URL(application['redirectUri']);
  const host = new URL(portal.origin).host;
  const given = {
    code, ...(state === undefined ? {} : { state }), domain: host, member_id: memberId(portal.data),
    scope: application['scopes'].join(','), server_domain: host,
  };
  for (const [name, value] of Object.entries(given)) location.searchParams.set(name, String(value));
  return { code, location: location.href };
}

function consentPage(portal: Portal, application: Row, params: Row): string {
  const links = rowsOf(portal.data, 'users').map((user) => {
    const state = params['state'] === undefined ? {} : { state: String(params['state']) };
    const query = new URLSearchParams({ client_id: application['clientId'], ...state, sandbox_user: user['ID'] });
    return `<li><a href="${escaped(`/oauth/authorize/?${query}`)}">${escaped(`${user['NAME']} ${user['LAST_NAME']}`)}</a></li>`;
  });
  return `<h1>${escaped(application['name'])}</h1>\n<ul>\n${links.join('\n')}\n</ul>`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function tokenOutcome(portal: Portal, params: Row): Outcome {
  const refuse = (code: string, text: string): Outcome => refused(new RestError(code, text, Number(portal.switches['tokenErrorStatus'])));
  const secrets: Readonly<Record<string, string>> = { authorization_code: 'code', refresh_token: 'refresh_token' };
  const secretName = secrets[String(params['grant_type'])];
  if (secretName === undefined) return refuse('invalid_request', 'Unsupported grant type');
  const missing = ['client_id', 'client_secret', secretName].find((name) => typeof params[name] !== 'string' || params[name] === '');
  if (missing !== undefined) return refuse('invalid_request', `Parameter ${missing} is required`);
  const application = applicationOf(portal.data, params['client_id']);
  if (application === undefined || application['clientSecret'] !== params['client_secret']) {
    return refuse(String(portal.switches['unknownClient']), 'Invalid client');
  }
  if (portal.data.options['paymentRequired'] === true) return refuse('PAYMENT_REQUIRED', 'Payment required');
  const take = secretName === 'code' ? takeCode : takeRefreshToken;
  const user = take(portal, params[secretName], application['clientId']);
  if (user === undefined) return refuse('invalid_grant', 'Invalid grant');
  return { status: 200, body: new Map(Object.entries(issueTokens(portal, application, user))) };
}
