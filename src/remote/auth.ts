// Who we are to the portal. The credential lives in a private field of one object: nothing that is
// printed, thrown, logged or written down can reach it. An incoming webhook carries it in the path;
// an application carries a token among the parameters of the request, the documented way, and is asked
// for a fresh one when the portal says that it has expired (auth-token.ts).

import { createHmac } from 'node:crypto';
import { masked } from './masking.ts';

/** What goes with one request. Two requests with the same pass had the same credential. */
export class Pass {
  readonly #params: Readonly<Record<string, string>>;

  constructor(params: Readonly<Record<string, string>>) {
    this.#params = params;
  }

  readonly with = (params: object): object => ({ ...params, ...this.#params });
}

/** Nothing can be sent as whom we are: an answer of access, in the portal's words or ours. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
  readonly message: string;
  readonly status: 401;
}

export const refusal = (code: string, message: string): Refusal => ({ kind: 'refused', code, message, status: 401 });

export interface Auth {
  readonly urlFor: (method: string) => URL;
  readonly present: () => Promise<Pass | Refusal>;
  /** the portal took it */
  readonly accepted: (pass: Pass) => void;
  /** the portal says it has expired; true: it has been renewed, send again */
  readonly expired: (pass: Pass) => Promise<boolean | Refusal>;
  /** a text the portal sent, without the credential should it be in there */
  readonly redact: (text: string) => string;
  /** keyed hash; the key outlives a change of the portal's address */
  readonly hash: (text: string) => string;
}

export const keyedHash = (credential: string, text: string): string => {
  const key = createHmac('sha256', credential).update('bxform keyed hash 1').digest();
  return createHmac('sha256', key).update(text).digest('hex');
};

const nothing = new Pass({});

export class WebhookAuth implements Auth {
  readonly #origin: string;
  readonly #user: string;
  readonly #secret: string;

  constructor(origin: string, user: string, secret: string) {
    this.#origin = origin;
    this.#user = user;
    this.#secret = secret;
  }

  readonly urlFor = (method: string): URL => new URL(`/rest/${this.#user}/${this.#secret}/${method}`, this.#origin);

  readonly present = (): Promise<Pass> => Promise.resolve(nothing);

  readonly accepted = (): void => undefined;

  /** A webhook does not expire and cannot be renewed. */
  readonly expired = (): Promise<boolean> => Promise.resolve(false);

  readonly redact = (text: string): string => masked(text.replaceAll(`/${this.#user}/${this.#secret}`, '/***'), [this.#secret]);

  readonly hash = (text: string): string => keyedHash(`${this.#user}/${this.#secret}`, text);
}
