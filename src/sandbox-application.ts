// The application of the built-in sandbox portal, so that whatever needs one can be tried without any secret. It is
// installed when it is first needed, with everything an application may; its tokens live no longer than the
// command and are renewed as those of any other application are.

import { TokenStoreError, type KeptTokens, type TokenStore } from './model/tokens.ts';
import type { OAuthApp } from './remote/app.ts';
import { texts } from './texts/index.ts';

/** The portal is on this computer and open to everybody here: these are no secrets. */
const APPLICATION = { clientId: 'local.bxform', clientSecret: 'sandboxapplication' };
const SCOPES = ['crm', 'userfieldconfig', 'user', 'department', 'lists', 'bizproc', 'telephony', 'placement'];

interface Issued {
  readonly access_token: string;
  readonly refresh_token: string;
}

async function control<Answer>(origin: string, path: string, body: object): Promise<Answer | undefined> {
  const answer = await fetch(`${origin}/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) }).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as Answer) : undefined;
}

async function tokensOf(origin: string): Promise<KeptTokens> {
  const issue = (): Promise<Issued | undefined> => control<Issued>(origin, 'tokens', { clientId: APPLICATION.clientId });
  const install = (): Promise<{ readonly auth: Issued } | undefined> => control(origin, 'applications', { ...APPLICATION, name: 'bxform', scopes: SCOPES });
  // somebody else may be installing it at this moment
  const issued = (await issue()) ?? (await install())?.auth ?? (await issue());
  if (issued === undefined) throw new TokenStoreError(texts.running.noTokens(origin));
  return { accessToken: issued.access_token, refreshToken: issued.refresh_token, issuedAt: Date.now() };
}

function storeOf(origin: string): TokenStore {
  let kept: KeptTokens | undefined;
  return {
    load: async () => (kept ??= await tokensOf(origin)),
    save: async (tokens) => void (kept = tokens),
    remove: async () => void (kept = undefined),
    alone: (work) => work(),
  };
}

export const sandboxApplication = (origin: string, portal: string, folder: string): OAuthApp =>
  ({ kind: 'oauth', host: new URL(origin).host, portal, folder, application: { ...APPLICATION, server: origin }, store: storeOf(origin) });
