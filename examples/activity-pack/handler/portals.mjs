// Which portals are served, and how one of them is called. A request names a portal and brings a token for it: before
// anything is sent anywhere, the portal must be one of ours, so nobody can make this program call addresses of their
// choice. Where it is known, the request must also bring the token that the portal gave to our application.

import { createHash, timingSafeEqual } from 'node:crypto';

/** @typedef {{ readonly origin: string, readonly applicationToken: string | undefined }} Portal */
/** @typedef {{ readonly result?: unknown, readonly error?: string, readonly error_description?: string }} Reply */
/** @typedef {(method: string, params: object) => Promise<unknown>} Call the result of a method of the portal */

const TIMEOUT = 30_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * `acme.bitrix24.eu=TOKEN other.bitrix24.com`: hosts, with the token each gave to the application. A portal on this
 * computer is written with its protocol: `http://127.0.0.1:8080`.
 * @param {string} setting
 * @returns {ReadonlyMap<string, Portal>} by host
 */
export function portalsOf(setting) {
  /** @type {Map<string, Portal>} */
  const portals = new Map();
  for (const entry of setting.split(/[\s,]+/).filter((each) => each !== '')) {
    const [, address, applicationToken] = /^([^=]+)(?:=(.+))?$/.exec(entry) ?? [];
    if (address === undefined) throw new Error('PORTALS: every portal is written as HOST or HOST=APPLICATION_TOKEN');
    const url = new URL(/^https?:\/\//.test(address) ? address : `https://${address}`);
    if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) throw new Error(`PORTALS: ${url.host} must be reached by https`);
    portals.set(url.host, { origin: url.origin, applicationToken });
  }
  return portals;
}

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest();

/**
 * The portal a request comes from; undefined: nobody we know.
 * @param {ReadonlyMap<string, Portal>} portals
 * @param {import('./activities.mjs').HandlerAuth} auth
 * @returns {Portal | undefined}
 */
export function senderOf(portals, auth) {
  const portal = portals.get(auth.domain.toLowerCase());
  if (portal?.applicationToken === undefined) return portal;
  return timingSafeEqual(digest(portal.applicationToken), digest(auth.application_token)) ? portal : undefined;
}

/**
 * Calls go to the address we know, not to the one the request names.
 * @param {Portal} portal
 * @param {string} accessToken
 * @returns {Call}
 */
export const callerOf = (portal, accessToken) => async (method, params) => {
  const reply = await fetch(`${portal.origin}/rest/${method}.json`, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...params, auth: accessToken }),
  });
  const body = /** @type {Reply} */ (await reply.json().catch(() => ({ error: `HTTP ${reply.status}` })));
  if (body.error !== undefined) throw new Error(`${method}: ${body.error} ${body.error_description ?? ''}`.trim());
  return body.result;
};
