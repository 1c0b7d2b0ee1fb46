// Who may call what only an application may call, and in which words each family refuses (FACTS 7):
// bizproc asks for the application first, CRM for the administrator first, the rest module for the kind
// of the token. All of them answer 403.

import { RestError } from '../contract.ts';
import type { Application, Call } from '../contract.ts';
import { isArray, toText } from './php.ts';
import { switchOf } from '../switches.ts';

export const accessRefused = (why = ''): RestError => new RestError('ACCESS_DENIED', why === '' ? 'Access denied!' : `Access denied! ${why}`, 403);

export const wrongAuthType = (why = ''): RestError =>
  new RestError('WRONG_AUTH_TYPE', `Current authorization type is denied for this method${why === '' ? '' : ` ${why}`}`, 403);

export function bizprocApplication(call: Call): Application {
  if (call.application === undefined) throw accessRefused('Application context required');
  portalAdministrator(call);
  return call.application;
}

export function portalAdministrator(call: Call): void {
  if (!call.user.admin) throw accessRefused();
}

export function crmApplication(call: Call): Application {
  if (!call.user.admin) throw accessRefused('Admin permissions required');
  if (call.application === undefined) throw accessRefused('Application context required');
  return call.application;
}

/** Places and types of fields: an administrator's token of an application. */
export function placementApplication(call: Call): Application {
  const application = tokenApplication(call, 'Application context required');
  portalAdministrator(call);
  return application;
}

export function tokenApplication(call: Call, why = ''): Application {
  if (call.application === undefined) throw wrongAuthType(why);
  return call.application;
}

export const argumentMissing = (name: string): RestError => new RestError('ERROR_ARGUMENT', `Argument '${name}' is null or empty`, 400, name);

export const argumentType = (name: string, type: string): RestError =>
  new RestError('ERROR_ARGUMENT', `The value of an argument '${name}' must be of type ${type}`, 400, name);

/**
 * The server wants any http(s) address whose host has a dot in it; the documentation an https one on the
 * host of the application.
 */
export function checkHandler(call: Call, handler: unknown): void {
  const [, scheme, host = ''] = /^(?:([a-z][a-z\d+.-]*):)?\/\/(?:[^@/?#]*@)?([^:/?#]+)/i.exec(isArray(handler) ? '' : toText(handler)) ?? [];
  if (host.indexOf('.') <= 0) throw new RestError('ERROR_WRONG_HANDLER_URL', 'Wrong handler URL');
  if (scheme !== 'http' && scheme !== 'https') throw new RestError('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol');
  if (switchOf(call, 'handlerHost') !== 'applications') return;
  if (scheme !== 'https') throw new RestError('ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported handler protocol');
  const own = (call.data.tables['applications'] ?? []).find((row) => row['id'] === call.application?.id)?.['handlerUrl'];
  if (typeof own === 'string' && new URL(own).host !== new URL(toText(handler)).host) {
    throw new RestError('ERROR_HANDLER_URL_MATCH', "Handler URL host doesn't match application url");
  }
}
