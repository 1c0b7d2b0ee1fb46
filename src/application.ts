// The application of a declared portal, as the wire wants it: with the tokens this person has of it, the
// command that prints one, or the one that is ready.

import type { PortalSettings, Project } from './model/source.ts';
import { TokenStoreError, type TokenStore } from './model/tokens.ts';
import { Agents } from './remote/agents.ts';
import type { AppSettings, OAuthApp } from './remote/app.ts';
import { fingerprint } from './remote/auth-oauth.ts';
import { openRemote, RemoteSettingsError } from './remote/index.ts';
import { systemClock } from './remote/clock.ts';
import { HandedTokens } from './remote/handed-tokens.ts';
import { hostOf, originOf } from './remote/hosts.ts';
import { masked } from './remote/masking.ts';
import { askForTokens, OAUTH_SERVER, type Issued } from './remote/oauth.ts';
import { askCommand } from './remote/token-sources.ts';
import { fileTokenStore, personalKey } from './state/token-store.ts';
import { texts } from './texts/index.ts';

/** The host of the portal: declared, or that of its webhook. */
function declaredHost({ host, webhook }: PortalSettings): string | undefined {
  const declared = host ?? (webhook === undefined ? undefined : webhook.reveal().trim());
  const origin = declared === undefined ? undefined : originOf(hostOf(declared, 'https:') ?? '');
  return origin === undefined ? undefined : new URL(origin).host;
}

const storeOf = (host: string, clientId: string): TokenStore & { readonly file: string } =>
  fileTokenStore({ environment: process.env, host, clientId, now: systemClock.now, sleep: systemClock.sleep });

/** The OAuth application of a portal that has one. */
export type KeptApp = OAuthApp & { readonly store: { readonly file: string } };

export function oauthOf(project: Pick<Project, 'folder'>, portal: PortalSettings): KeptApp | undefined {
  const { app, name } = portal;
  const host = declaredHost(portal);
  if (app === undefined || host === undefined) return undefined;
  return {
    kind: 'oauth',
    host,
    portal: name,
    application: { clientId: app.clientId, clientSecret: app.clientSecret.reveal(), server: app.server ?? OAUTH_SERVER },
    store: storeOf(host, app.clientId),
    folder: project.folder,
    ...(app.refreshToken === undefined ? {} : { refreshToken: app.refreshToken.reveal() }),
    ...(app.save === undefined ? {} : { save: app.save }),
  };
}

export async function appFor(project: Pick<Project, 'folder'>, portal: PortalSettings): Promise<AppSettings> {
  const oauth = oauthOf(project, portal);
  if (oauth !== undefined) return oauth;
  const hashKey = (): string => personalKey(process.env);
  const host = declaredHost(portal);
  const { accessToken, command } = portal;
  if (accessToken !== undefined && host !== undefined) return { kind: 'ready', host, accessToken: accessToken.reveal(), hashKey };
  if (command === undefined) throw new RemoteSettingsError(texts.access.wire.badHost);
  if (host !== undefined) return { kind: 'command', host, command, folder: project.folder, hashKey };
  const first = await askCommand(command, project.folder, false);
  if (first.kind === 'refused') throw new RemoteSettingsError(first.message);
  return { kind: 'command', host: first.host, command, folder: project.folder, hashKey, first };
}

export type SignedIn =
  | { readonly kind: 'in'; readonly user: string; readonly administrator: boolean }
  | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): SignedIn => ({ kind: 'refused', message });

/** Exchanges the code for tokens, keeps them, and asks whom they are for. */
export async function signIn(app: OAuthApp, code: string, userAgent: string): Promise<SignedIn> {
  const { host, application } = app;
  const words = texts.access.login;
  const agents = new Agents(process.env);
  const answer = await askForTokens({ agents, clock: systemClock, userAgent }, application, { code });
  agents.close();
  const server = new URL(application.server).host;
  if (answer.kind === 'refused') {
    const said = masked(`${answer.code} ${answer.message}`.trim(), [application.clientSecret, code]);
    return refused(words.refused(server, answer.code === 'invalid_grant' ? words.codeOver : said));
  }
  if (answer.kind !== 'issued') return refused(words.unanswered(server, answer.code));
  if (answer.host !== undefined && answer.host !== host) return refused(texts.access.wire.issuedForOther(answer.host, host));
  try {
    await keep(app, answer);
  } catch (error) {
    if (error instanceof TokenStoreError) return refused(error.message);
    throw error;
  }
  return whoIs(host, answer.accessToken, userAgent);
}

async function keep({ application, host, folder, save, store, refreshToken: seeded }: OAuthApp, { accessToken, refreshToken }: Issued): Promise<void> {
  const seed = fingerprint(seeded);
  const keeper = save === undefined ? store : new HandedTokens(save, folder, { host, clientId: application.clientId });
  const tokens = { accessToken, refreshToken, issuedAt: systemClock.now(), ...(seed === undefined ? {} : { seed }) };
  await keeper.alone(() => keeper.save(tokens));
}

async function whoIs(host: string, accessToken: string, userAgent: string): Promise<SignedIn> {
  const remote = openRemote({ app: { kind: 'ready', host, accessToken, hashKey: () => accessToken }, userAgent });
  const [outcome] = await remote.send([{ method: 'profile', params: {}, retry: 'read' }]);
  remote.close();
  if (outcome?.kind === 'refused') return refused(texts.commands.shared.unreadable(`${outcome.code}: ${outcome.message}`));
  if (outcome?.kind !== 'done') return refused(texts.commands.shared.unreadable(outcome?.reason ?? ''));
  const profile = outcome.result as { readonly ID?: unknown; readonly ADMIN?: unknown } | null;
  return { kind: 'in', user: String(profile?.ID ?? ''), administrator: profile?.ADMIN === true || profile?.ADMIN === 'Y' };
}
