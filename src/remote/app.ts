// The three ways an application is let in: a ready token, a command that prints one, or the tokens of an
// OAuth application that rotate. Which one it is, is settled by the project; the wire sees an `Auth`.

import type { TokenStore } from '../model/tokens.ts';
import type { Auth } from './auth.ts';
import { OAuthTokens } from './auth-oauth.ts';
import { TokenAuth, type TokenSource } from './auth-token.ts';
import { addressOf, isSafe } from './hosts.ts';
import { HandedTokens } from './handed-tokens.ts';
import type { Application, TokenWire } from './oauth.ts';
import { RemoteSettingsError } from './settings-error.ts';
import { CommandToken, ReadyToken, type Printed } from './token-sources.ts';
import { texts } from '../texts/index.ts';

export interface OAuthApp {
  readonly kind: 'oauth';
  readonly host: string;
  readonly application: Application;
  /** name of the portal in the project */
  readonly portal: string;
  readonly refreshToken?: string;
  readonly store: TokenStore;
  /** command that keeps a new refresh token instead of the store */
  readonly save?: readonly string[];
  readonly folder: string;
}

export type AppSettings =
  | OAuthApp
  | { readonly kind: 'ready'; readonly host: string; readonly accessToken: string; readonly hashKey: () => string }
  | {
      readonly kind: 'command';
      readonly host: string;
      readonly command: readonly string[];
      readonly folder: string;
      readonly hashKey: () => string;
      /** what it printed already */
      readonly first?: Printed;
    };

export function appAuth(app: AppSettings, { host, origin }: { readonly host: string; readonly origin: string }, wire: TokenWire): Auth {
  return new TokenAuth(origin, sourceOf(app, host, wire), hashKeyOf(app));
}

function sourceOf(app: AppSettings, host: string, wire: TokenWire): TokenSource {
  switch (app.kind) {
    case 'ready':
      return new ReadyToken(app.accessToken);
    case 'command':
      return new CommandToken(app.command, app.folder, host, app.first);
    case 'oauth': {
      checkServer(app.application.server);
      const { application, portal, refreshToken } = app;
      const whose = { host, clientId: application.clientId };
      const store = app.save === undefined ? app.store : new HandedTokens(app.save, app.folder, whose);
      return new OAuthTokens({ application, host, portal, store, wire, ...(refreshToken === undefined ? {} : { refreshToken }) });
    }
  }
}

/** Tokens change; what an application is known by does not. */
const hashKeyOf = (app: AppSettings): (() => string) =>
  (app.kind === 'oauth' ? () => `${app.application.clientId}/${app.application.clientSecret}` : app.hashKey);

function checkServer(server: string): void {
  const url = addressOf(server);
  if (url === undefined || !isSafe(url)) throw new RemoteSettingsError(texts.access.wire.badServer);
}
