// What an application is let in with, and where it is kept. A refresh token is spent by using it, so the
// new one is kept before anything else is done with the answer, and one process at a time may use it.

export interface KeptTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** milliseconds: when the portal issued them */
  readonly issuedAt: number;
  /** fingerprint of the refresh token from the environment that was there then; another one there now is newer */
  readonly seed?: string;
  /** milliseconds: the refresh token was sent off, and no answer has been kept since */
  readonly sentAt?: number;
}

/** The tokens of one application on one portal. */
export interface TokenStore {
  readonly load: () => Promise<KeptTokens | undefined>;
  readonly save: (tokens: KeptTokens) => Promise<void>;
  readonly remove: () => Promise<void>;
  /** no other process is in here meanwhile */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Names files, never what is in them. */
export class TokenStoreError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TokenStoreError';
  }
}
