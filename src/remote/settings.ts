// What a remote is opened with, checked before anything is sent. A webhook's address is a secret as
// a whole, so a mistake in it is described by its host at most; the text itself is never repeated,
// and the errors of the URL parser (which do repeat it) never leave this room.

import type { Context } from '../model/call.ts';
import { WebhookAuth, type Auth } from './auth.ts';
import { appAuth, type AppSettings } from './app.ts';
import type { Clock } from './clock.ts';
import type { RequestTold } from './exchange.ts';
import { addressOf, hostOf, isSafe, originOf } from './hosts.ts';
import type { LimitSettings } from './limits.ts';
import type { TokenWire } from './oauth.ts';
import { RemoteSettingsError } from './settings-error.ts';
import { texts } from '../texts/index.ts';

export interface RemoteSettings {
  /** the revealed address of an incoming webhook: https://PORTAL/rest/USER/SECRET/ */
  readonly webhook?: string;
  /** an application of the portal; beside a webhook, or alone */
  readonly app?: AppSettings;
  /** host (and port) the project declares; another one is refused */
  readonly expectedHost?: string;
  /** hosts a redirect may lead to besides the declared one */
  readonly allowedHosts?: readonly string[];
  readonly limits?: LimitSettings;
  readonly clock?: Clock;
  /** portal seconds per wall second; only a sandbox has another than 1 */
  readonly clockScale?: number;
  readonly userAgent?: string;
  /** hears of every request, without what was in it */
  readonly onRequest?: (told: RequestTold) => void;
  /** where HTTPS_PROXY and NO_PROXY are looked up */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface Portal {
  readonly host: string;
  readonly auths: Readonly<Partial<Record<Context, Auth>>>;
  /** hosts our requests may reach, the declared one included */
  readonly hosts: ReadonlySet<string>;
}

export function portalOf(settings: RemoteSettings, wire: TokenWire): Portal {
  checkNumbers(settings);
  const webhook = settings.webhook === undefined ? undefined : webhookOf(settings.webhook, settings.expectedHost);
  const app = settings.app === undefined ? undefined : hostOfApp(settings.app, webhook?.host ?? settings.expectedHost);
  const host = webhook?.host ?? app?.host;
  if (host === undefined) throw new RemoteSettingsError(texts.access.wire.noCredential);
  const protocol = webhook?.protocol ?? new URL(originOf(host)!).protocol;
  const allowed = (settings.allowedHosts ?? []).map((other) => hostOf(other, protocol) ?? '');
  return {
    host,
    auths: {
      ...(webhook === undefined ? {} : { webhook: webhook.auth }),
      ...(app === undefined ? {} : { app: appAuth(settings.app!, app, wire) }),
    },
    hosts: new Set([host, ...allowed]),
  };
}

function webhookOf(webhook: string, expectedHost: string | undefined): { readonly host: string; readonly protocol: string; readonly auth: Auth } {
  const url = addressOf(webhook.trim());
  const parts = /^\/rest\/(\d+)\/([\w-]+)\/?$/.exec(url?.pathname ?? '');
  const [, user, secret] = parts ?? [];
  if (url === undefined || user === undefined || secret === undefined || hasExtras(url)) {
    throw new RemoteSettingsError(texts.wire.badWebhook);
  }
  if (!isSafe(url)) {
    throw new RemoteSettingsError(texts.wire.plainWebhook(url.host));
  }
  const expected = expectedHost === undefined ? url.host : hostOf(expectedHost, url.protocol);
  if (expected !== url.host) {
    throw new RemoteSettingsError(texts.wire.otherHost(url.host, expected));
  }
  return { host: url.host, protocol: url.protocol, auth: new WebhookAuth(url.origin, user, secret) };
}

function hostOfApp(app: AppSettings, expectedHost: string | undefined): { readonly host: string; readonly origin: string } {
  const origin = originOf(app.host);
  if (origin === undefined) throw new RemoteSettingsError(texts.access.wire.badHost);
  const { host, protocol } = new URL(origin);
  const expected = expectedHost === undefined ? host : hostOf(expectedHost, protocol);
  if (expected !== host) throw new RemoteSettingsError(texts.access.wire.appElsewhere(host, expected));
  return { host, origin };
}

function checkNumbers({ limits = {}, clockScale = 1 }: RemoteSettings): void {
  const { share = 1, requestSeconds = 60 } = limits;
  if (!(share > 0 && share <= 1)) throw new RemoteSettingsError(texts.wire.badShare);
  if (!(requestSeconds > 0)) throw new RemoteSettingsError(texts.wire.badRequestSeconds);
  if (!(clockScale > 0)) throw new RemoteSettingsError(texts.wire.badClock);
}

const hasExtras = (url: URL): boolean =>
  url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '' || !/^https?:$/.test(url.protocol);
