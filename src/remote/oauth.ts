// One question to the server that issues tokens, and what its answer means. A code is exchanged by GET, as
// documented; a refresh goes as a form, as the official SDK sends it. Redirects are not followed. What is
// unsent spent nothing; when bytes have left and no answer came, the refresh token may be spent.

import type { Agents } from './agents.ts';
import { setAlarm, type Clock } from './clock.ts';
import { post, type Reply } from './http.ts';
import { connectMilliseconds, oauthAnswerMilliseconds } from './limits.ts';
import { isObject } from './verdict.ts';

export interface Application {
  readonly clientId: string;
  readonly clientSecret: string;
  /** origin of the server that issues tokens */
  readonly server: string;
}

export type Grant = { readonly code: string } | { readonly refreshToken: string };

export interface Issued {
  readonly kind: 'issued';
  readonly accessToken: string;
  readonly refreshToken: string;
  /** host of the portal they are for, where the answer says so */
  readonly host: string | undefined;
}

export type TokenAnswer =
  | Issued
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'unsent'; readonly code: string }
  | { readonly kind: 'lost'; readonly code: string };

export interface TokenWire {
  readonly agents: Agents;
  readonly clock: Clock;
  readonly userAgent: string;
}

export const OAUTH_SERVER = 'https://oauth.bitrix.info';

export async function askForTokens(wire: TokenWire, { clientId, clientSecret, server }: Application, grant: Grant): Promise<TokenAnswer> {
  const asked = 'code' in grant ? { grant_type: 'authorization_code', code: grant.code } : { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  const form = new URLSearchParams({ ...asked, client_id: clientId, client_secret: clientSecret }).toString();
  const byForm = 'refreshToken' in grant;
  const url = new URL(byForm ? '/oauth/token/' : `/oauth/token/?${form}`, server);
  const reply = await post({
    url,
    ...(byForm ? { body: form } : { verb: 'GET', body: '' }),
    agent: await wire.agents.for(url, true),
    headers: { 'User-Agent': wire.userAgent, ...(byForm ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}) },
    connectMilliseconds,
    answerMilliseconds: oauthAnswerMilliseconds,
    alarm: (milliseconds, ring) => setAlarm(wire.clock, milliseconds, ring),
  });
  return answerOf(reply);
}

function answerOf(reply: Reply): TokenAnswer {
  if (reply.kind !== 'answer') return reply;
  const body = parse(reply.text);
  const { error, error_description: description, access_token: accessToken, refresh_token: refreshToken } = body ?? {};
  if (typeof error === 'string' && error !== '' && reply.status < 500) {
    return { kind: 'refused', code: error, message: typeof description === 'string' ? description : '' };
  }
  if (reply.status !== 200 || !isToken(accessToken) || !isToken(refreshToken)) return { kind: 'lost', code: `HTTP_${reply.status}` };
  return { kind: 'issued', accessToken, refreshToken, host: hostIn(body?.['client_endpoint']) };
}

const isToken = (value: unknown): value is string => typeof value === 'string' && value !== '';

function hostIn(address: unknown): string | undefined {
  return typeof address === 'string' && URL.canParse(address) ? new URL(address).host : undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
