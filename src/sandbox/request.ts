// From an HTTP request to a method and PHP parameters: URL forms (FACTS 1.1) and the ways a body is
// or is not read (FACTS 2.1). Nothing here refuses: what cannot be read is simply not there, as on the portal.

import { parseForm } from './php-form.ts';
import { parseJson, type PhpArray } from './php-array.ts';

export type Credentials =
  | { readonly kind: 'webhook'; readonly user: string; readonly secret: string }
  /** `connector`: the source of its changes, a parameter of the request as the token is */
  | { readonly kind: 'token'; readonly token: string; readonly connector?: string }
  | { readonly kind: 'none' };

export type RestRequest = {
  /** lower-case: the lookup is case-insensitive (FACTS 1.1) */
  readonly method: string;
  readonly credentials: Credentials;
  readonly params: PhpArray;
  /** the body said it was JSON, and is not */
  readonly malformed: boolean;
  readonly format: 'json' | 'xml';
  /** /rest/api/…: another protocol that knows none of our methods (FACTS 6.1) */
  readonly third: boolean;
};

export type HttpParts = {
  readonly verb: string;
  readonly path: string;
  readonly query: string;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
};

export function readRequest(http: HttpParts): RestRequest {
  const [, ...segments] = http.path.split('/').filter((segment) => segment !== '').map(decodeSegment);
  const third = segments[0] === 'api';
  const webhook = segments.length > 1;
  const name = webhook ? segments[2] ?? '' : segments[0] ?? '';
  const suffix = /^(.+)\.(json|xml)$/.exec(name);
  const body = http.verb === 'POST' ? readBody(http.contentType, http.body) : new Map(); // only POST has a body for the portal
  // Query and body are merged at the top level, the body winning; malformed JSON counts as no body at all.
  const params = new Map([...parseForm(http.query), ...(body ?? [])]);
  const credentials = webhook
    ? { kind: 'webhook' as const, user: segments[0] ?? '', secret: segments[1] ?? '' }
    : credentialsIn(params, http.authorization);
  return {
    method: (suffix?.[1] ?? name).toLowerCase(),
    credentials,
    params: withoutOwnKeys(params, credentials),
    malformed: body === undefined,
    format: suffix?.[2] === 'xml' ? 'xml' : 'json',
    third,
  };
}

/** Undefined: JSON that cannot be read. */
function readBody(contentType: string | undefined, body: string): PhpArray | undefined {
  const type = (contentType ?? '').split(';', 1)[0]?.trim() ?? '';
  if (type !== 'application/json' && !type.includes('+json')) return parseForm(body.trim());
  const value = body.trim() === '' ? null : parseJson(body);
  if (value === undefined) return undefined;
  return value instanceof Map ? value : new Map();
}

/** FACTS 1.1: `auth` or `access_token` or a Bearer header; a webhook's parts may also come as parameters. */
function credentialsIn(params: PhpArray, authorization: string | undefined): Credentials {
  const bearer = /^Bearer\s+(.*)$/i.exec(authorization ?? '')?.[1];
  const token = bearer ?? text(params.get('auth')) ?? text(params.get('access_token'));
  const connector = text(params.get('auth_connector'));
  if (token !== undefined && token !== '') return { kind: 'token', token, ...(connector === undefined ? {} : { connector }) };
  const user = text(params.get('aplogin'));
  const secret = text(params.get('ap'));
  return user !== undefined && secret !== undefined ? { kind: 'webhook', user, secret } : { kind: 'none' };
}

/** The server takes some parameter names for itself, at the top level and in each batch command. */
export function withoutOwnKeys(params: PhpArray, credentials: Credentials): PhpArray {
  const own = credentials.kind === 'webhook' ? ['state', 'aplogin', 'ap'] : ['state', 'auth', 'access_token', 'auth_connector'];
  return new Map([...params].filter(([key]) => !own.includes(key)));
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
