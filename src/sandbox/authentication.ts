// Who calls, and may they call this. Checked after the method was found: an unknown method is 404
// even with a wrong secret (FACTS 5).

import { callerOf } from './applications/tokens.ts';
import { RestError, type Application, type Method } from './contract.ts';
import type { Portal } from './portal.ts';
import type { Credentials } from './request.ts';

export type Caller = {
  /** whose operating time is counted (FACTS 3: per webhook or application) */
  readonly key: string;
  readonly user: { readonly id: number; readonly admin: boolean };
  readonly scopes: ReadonlySet<string>;
  /** absent: a webhook */
  readonly application?: Application;
};

export function authenticate(portal: Portal, credentials: Credentials): Caller {
  switch (credentials.kind) {
    case 'webhook': {
      const { user, secret, admin, scopes } = portal.webhook;
      if (credentials.user !== String(user) || credentials.secret !== secret) {
        throw new RestError('INVALID_CREDENTIALS', 'Invalid request credentials', Number(portal.switches['credentialStatus']));
      }
      return { key: 'webhook', user: { id: user, admin }, scopes };
    }
    case 'token':
      return callerOf(portal, credentials.token);
    case 'none':
      throw new RestError('NO_AUTH_FOUND', 'Wrong authorization data', 401);
  }
}

/** One of a method's scopes must be granted; in a batch each command is checked, and told less (FACTS 4). */
export function requireScope(portal: Portal, caller: Caller, method: Method, insideBatch: boolean): void {
  if (method.scopes.length === 0 || method.scopes.some((scope) => caller.scopes.has(scope))) return;
  const credential = caller.application === undefined ? 'webhook' : 'access';
  const description = insideBatch ? '' : `The request requires higher privileges than provided by the ${credential} token`;
  throw new RestError('insufficient_scope', description, Number(portal.switches['credentialStatus']));
}

/** Sensitive methods wait for an administrator; `confirmations` in the options of the data says which, and how far it is (FACTS 5). */
export function requireConfirmation(portal: Portal, caller: Caller, name: string): void {
  const state = (portal.data.options['confirmations'] as Readonly<Record<string, unknown>> | undefined)?.[name];
  if (state === undefined || state === 'allowed') return;
  if (caller.application === undefined) throw new RestError('ACCESS_DENIED', 'Access denied! Application context required', 403);
  if (state === 'waiting') throw new RestError('METHOD_CONFIRM_WAITING', 'Waiting for confirmation', 401);
  throw new RestError('METHOD_CONFIRM_DENIED', 'Method call denied', 403);
}

/** FACTS 1.2: scopes a webhook can never hold. */
const neverForWebhook = ['rating', 'entity', 'placement', 'landing_cloud', '_global'];

export const grantable = (scopes: readonly string[]): ReadonlySet<string> =>
  new Set(scopes.filter((scope) => !neverForWebhook.includes(scope)));
