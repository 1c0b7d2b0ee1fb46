// What a remote is opened with, checked before anything is sent. A webhook's address is a secret as
// a whole, so a mistake in it is described by its host at most; the text itself is never repeated,
// and the errors of the URL parser (which do repeat it) never leave this file.

import { WebhookAuth, type Auth } from './auth.ts';
import type { Clock } from './clock.ts';
import type { LimitSettings } from './limits.ts';
import { texts } from '../texts/index.ts';

export interface RemoteSettings {
  /** the revealed address of an incoming webhook: https://PORTAL/rest/USER/SECRET/ */
  readonly webhook: string;
  /** host (and port) the project declares; another one is refused */
  readonly expectedHost?: string;
  /** hosts a redirect may lead to besides the declared one */
  readonly allowedHosts?: readonly string[];
  readonly limits?: LimitSettings;
  readonly clock?: Clock;
  /** portal seconds per wall second; only a sandbox has another than 1 */
  readonly clockScale?: number;
  readonly userAgent?: string;
  /** where HTTPS_PROXY and NO_PROXY are looked up */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export class RemoteSettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RemoteSettingsError';
  }
}

export interface Portal {
  readonly host: string;
  readonly origin: string;
  readonly auth: Auth;
  /** hosts our requests may reach, the declared one included */
  readonly hosts: ReadonlySet<string>;
}

export const isLoopback = (url: URL): boolean =>
  url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);

export const isSafe = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

export function portalOf(settings: RemoteSettings): Portal {
  checkNumbers(settings);
  const url = parse(settings.webhook.trim());
  const parts = /^\/rest\/(\d+)\/([\w-]+)\/?$/.exec(url?.pathname ?? '');
  const [, user, secret] = parts ?? [];
  if (url === undefined || user === undefined || secret === undefined || hasExtras(url)) {
    throw new RemoteSettingsError(texts.wire.badWebhook);
  }
  if (!isSafe(url)) {
    throw new RemoteSettingsError(texts.wire.plainWebhook(url.host));
  }
  const expected = settings.expectedHost === undefined ? url.host : hostOf(settings.expectedHost, url.protocol);
  if (expected !== url.host) {
    throw new RemoteSettingsError(texts.wire.otherHost(url.host, expected));
  }
  const allowed = (settings.allowedHosts ?? []).map((host) => hostOf(host, url.protocol) ?? '');
  return {
    host: url.host,
    origin: url.origin,
    auth: new WebhookAuth(url.origin, user, secret),
    hosts: new Set([url.host, ...allowed]),
  };
}

function checkNumbers({ limits = {}, clockScale = 1 }: RemoteSettings): void {
  const { share = 1, requestSeconds = 60 } = limits;
  if (!(share > 0 && share <= 1)) throw new RemoteSettingsError(texts.wire.badShare);
  if (!(requestSeconds > 0)) throw new RemoteSettingsError(texts.wire.badRequestSeconds);
  if (!(clockScale > 0)) throw new RemoteSettingsError(texts.wire.badClock);
}

const hasExtras = (url: URL): boolean =>
  url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol);

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** `Portal.Bitrix24.com`, `portal.bitrix24.com:443` and `https://portal.bitrix24.com/` are one host. */
const hostOf = (host: string, protocol: string): string | undefined =>
  parse(/^https?:\/\//i.test(host) ? host : `${protocol}//${host}`)?.host;
