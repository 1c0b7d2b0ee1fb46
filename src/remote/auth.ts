// Who we are to the portal. The credential lives in a private field of one object: nothing that is
// printed, thrown, logged or written down can reach it. An incoming webhook carries it in the path;
// an application would carry a token in a header and be asked for a fresh one when it has expired.

import { createHmac } from 'node:crypto';

export interface Failure {
  readonly method: string;
  readonly code: string;
}

export interface Auth {
  readonly urlFor: (method: string) => URL;
  readonly headers: () => Readonly<Record<string, string>>;
  /** the portal did not accept the credential; true: it has been renewed, send again */
  readonly refused: (failure: Failure) => Promise<boolean>;
  /** a text the portal sent, without the credential should it be in there */
  readonly redact: (text: string) => string;
  /** keyed hash; the key comes from the credential and outlives a change of the portal's address */
  readonly hash: (text: string) => string;
}

const leastSecret = 6;

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

  readonly headers = (): Readonly<Record<string, string>> => ({});

  /** A webhook does not expire and cannot be renewed. */
  readonly refused = (): Promise<boolean> => Promise.resolve(false);

  readonly redact = (text: string): string => {
    const withoutPath = text.replaceAll(`/${this.#user}/${this.#secret}`, '/***');
    return this.#secret.length < leastSecret ? withoutPath : withoutPath.replaceAll(this.#secret, '***');
  };

  readonly hash = (text: string): string => {
    const key = createHmac('sha256', `${this.#user}/${this.#secret}`).update('bxform keyed hash 1').digest();
    return createHmac('sha256', key).update(text).digest('hex');
  };
}
