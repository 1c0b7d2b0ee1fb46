// An application's access token in use. It is renewed only when the portal says `expired_token`, and only
// if the token that failed is still the one in use: of ten requests that fail together one renews, and the
// others wait for it. A failure to renew lasts: nothing more is sent, and the issuer is not asked again.

import { keyedHash, Pass, refusal, type Auth, type Refusal } from './auth.ts';
import { masked } from './masking.ts';
import { texts } from '../texts/index.ts';

export interface Granted {
  readonly kind: 'granted';
  readonly token: string;
  /** issued for us just now, not found where it is kept */
  readonly issued: boolean;
}

/** Where tokens come from. Answers what went wrong, and throws for bugs only. */
export interface TokenSource {
  readonly current: () => Promise<Granted | Refusal>;
  /** another one than this, which has expired */
  readonly renewed: (expired: string) => Promise<Granted | Refusal>;
  /** whatever must not be seen, besides the tokens it granted */
  readonly redact: (text: string) => string;
}

export class TokenAuth implements Auth {
  readonly #origin: string;
  readonly #source: TokenSource;
  readonly #hashKey: () => string;
  readonly #known = new Set<string>();
  #token = '';
  #pass: Pass | undefined;
  /** issued just now, and not yet taken by the portal */
  #untried = false;
  #asking: Promise<Pass | Refusal> | undefined;
  #failure: Refusal | undefined;

  constructor(origin: string, source: TokenSource, hashKey: () => string) {
    this.#origin = origin;
    this.#source = source;
    this.#hashKey = hashKey;
  }

  readonly urlFor = (method: string): URL => new URL(`/rest/${method}`, this.#origin);

  /** While a token is being renewed, nothing is sent with the old one. */
  readonly present = async (): Promise<Pass | Refusal> => this.#failure ?? (await this.#asking) ?? this.#pass ?? this.#ask(this.#source.current);

  readonly accepted = (pass: Pass): void => {
    if (pass === this.#pass) this.#untried = false;
  };

  readonly expired = async (pass: Pass): Promise<boolean | Refusal> => {
    if (this.#failure !== undefined) return this.#failure;
    if (pass !== this.#pass) return true;
    if (this.#untried) return (this.#failure = refusal('expired_token', texts.access.wire.expiredAtOnce));
    const found = await this.#ask(() => this.#source.renewed(this.#token));
    return found instanceof Pass ? true : found;
  };

  readonly redact = (text: string): string => this.#source.redact(masked(text, this.#known));

  readonly hash = (text: string): string => keyedHash(this.#hashKey(), text);

  #ask(source: () => Promise<Granted | Refusal>): Promise<Pass | Refusal> {
    this.#asking ??= source().then((found) => this.#take(found)).finally(() => void (this.#asking = undefined));
    return this.#asking;
  }

  #take(found: Granted | Refusal): Pass | Refusal {
    if (found.kind === 'refused') return (this.#failure = { ...found, code: this.redact(found.code), message: this.redact(found.message) });
    this.#known.add(found.token);
    this.#token = found.token;
    this.#untried = found.issued;
    return (this.#pass = new Pass({ auth: found.token }));
  }
}
