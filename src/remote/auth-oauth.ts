// The tokens of an OAuth application, rotated. What the portal issues is kept before it is used, and kept
// by whoever keeps it here: the token store, or a command of the project. One process at a time asks, and
// looks first whether another one has already. Before it asks it writes down that it does, which also shows
// that the answer can be kept. A refresh token whose answer was lost may be spent: it is sent once more,
// which costs nothing then, and when it is refused the way out is said.

import { createHash } from 'node:crypto';
import { refusal, type Refusal } from './auth.ts';
import type { Granted, TokenSource } from './auth-token.ts';
import { backoffSeconds, oauthAttempts } from './limits.ts';
import { masked } from './masking.ts';
import { askForTokens, type Application, type Issued, type TokenAnswer, type TokenWire } from './oauth.ts';
import { TokenStoreError, type KeptTokens, type TokenStore } from '../model/tokens.ts';
import { texts } from '../texts/index.ts';

export interface OAuthSettings {
  readonly application: Application;
  /** host the tokens must be for */
  readonly host: string;
  /** name of the portal in the project, for `bxform login --portal NAME` */
  readonly portal: string;
  readonly store: TokenStore;
  /** the first refresh token, when the environment has one */
  readonly refreshToken?: string;
  readonly wire: TokenWire;
}

/** Tells refresh tokens apart without keeping them. */
export const fingerprint = (token: string | undefined): string | undefined =>
  token === undefined ? undefined : createHash('sha256').update(`bxform-seed:${token}`).digest('hex').slice(0, 32);

export class OAuthTokens implements TokenSource {
  readonly #settings: OAuthSettings;
  readonly #secrets: Set<string>;

  constructor(settings: OAuthSettings) {
    this.#settings = settings;
    this.#secrets = new Set([settings.application.clientSecret, settings.refreshToken ?? '']);
  }

  readonly current = (): Promise<Granted | Refusal> =>
    keeping(async () => {
      const kept = await this.#kept();
      return kept === undefined || kept.accessToken === '' ? this.renewed('') : { kind: 'granted', token: kept.accessToken, issued: false };
    });

  readonly renewed = (expired: string): Promise<Granted | Refusal> =>
    keeping(() =>
      this.#settings.store.alone(async () => {
        const kept = await this.#kept();
        if (kept !== undefined && kept.accessToken !== expired && kept.accessToken !== '') return { kind: 'granted', token: kept.accessToken, issued: false };
        const refreshToken = kept?.refreshToken ?? this.#settings.refreshToken;
        if (refreshToken === undefined) return refusal('login_required', texts.access.wire.loginRequired(this.#settings.portal));
        return this.#rotate(refreshToken, kept?.sentAt !== undefined);
      }));

  readonly redact = (text: string): string => masked(text, this.#secrets);

  /** What is kept, unless the environment has a newer refresh token. */
  async #kept(): Promise<KeptTokens | undefined> {
    const { store, refreshToken } = this.#settings;
    const kept = await store.load();
    if (kept === undefined || (refreshToken !== undefined && kept.seed !== fingerprint(refreshToken))) return undefined;
    for (const secret of [kept.accessToken, kept.refreshToken]) this.#secrets.add(secret);
    return kept;
  }

  async #rotate(refreshToken: string, lostBefore: boolean): Promise<Granted | Refusal> {
    const { store, wire, refreshToken: seed } = this.#settings;
    const seeded = seed === undefined ? {} : { seed: fingerprint(seed)! };
    const before = await store.load();
    const now = wire.clock.now();
    const unanswered = before?.refreshToken === refreshToken ? before : { accessToken: '', refreshToken, issuedAt: now, ...seeded };
    await store.save({ ...unanswered, sentAt: now });
    const { answer, lost } = await this.#ask(refreshToken, lostBefore);
    if (answer.kind !== 'issued') {
      if (!lost) await (before === undefined ? store.remove() : store.save(before));
      return this.#failed(answer, lost);
    }
    for (const secret of [answer.accessToken, answer.refreshToken]) this.#secrets.add(secret);
    await store.save({ accessToken: answer.accessToken, refreshToken: answer.refreshToken, issuedAt: wire.clock.now(), ...seeded });
    return this.#checked(answer);
  }

  /** `lost`: an answer to this refresh token has been lost, now or by whoever asked before. */
  async #ask(refreshToken: string, lostBefore: boolean): Promise<{ readonly answer: TokenAnswer; readonly lost: boolean }> {
    const { application, wire } = this.#settings;
    const failed = { unsent: 0, lost: 0 };
    for (;;) {
      const answer = await askForTokens(wire, application, { refreshToken });
      if (answer.kind === 'issued' || answer.kind === 'refused') return { answer, lost: lostBefore || failed.lost > 0 };
      failed[answer.kind] += 1;
      if (failed[answer.kind] >= oauthAttempts[answer.kind]) return { answer, lost: lostBefore || failed.lost > 0 };
      await wire.clock.sleep(backoffSeconds(failed[answer.kind]) * 1000);
    }
  }

  #failed(answer: Exclude<TokenAnswer, Issued>, lost: boolean): Refusal {
    const { application, portal } = this.#settings;
    const words = texts.access.wire;
    const server = new URL(application.server).host;
    if (answer.kind === 'unsent') return refusal('oauth_unreachable', words.issuerUnreachable(server, answer.code));
    if (answer.kind === 'lost') return refusal('oauth_unreachable', words.issuerSilent(server, answer.code, portal));
    if (answer.code === 'invalid_grant') return refusal(answer.code, lost ? words.spent(portal) : words.revoked(portal));
    return refusal(answer.code, words.issuerRefused(server, answer.code, this.redact(answer.message)));
  }

  #checked({ accessToken, host }: Issued): Granted | Refusal {
    const ours = this.#settings.host;
    if (host !== undefined && host !== ours) return refusal('other_portal', texts.access.wire.issuedForOther(host, ours));
    return { kind: 'granted', token: accessToken, issued: true };
  }
}

async function keeping(work: () => Promise<Granted | Refusal>): Promise<Granted | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TokenStoreError) return refusal('token_store', error.message);
    throw error;
  }
}
