// Tokens that somebody else looks after. A ready one is used until it expires. A command prints one, and is
// asked again when it has; that it is asked again it learns from BXFORM_TOKEN_EXPIRED. What it prints is
// read and never repeated, and neither is what it says when it fails.

import { refusal, type Refusal } from './auth.ts';
import type { Granted, TokenSource } from './auth-token.ts';
import { runCommand } from './run-command.ts';
import { hostOf } from './hosts.ts';
import { isObject } from './verdict.ts';
import { texts } from '../texts/index.ts';

const words = texts.access.wire;

export class ReadyToken implements TokenSource {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  readonly current = (): Promise<Granted> => Promise.resolve({ kind: 'granted', token: this.#token, issued: false });

  readonly renewed = (): Promise<Refusal> => Promise.resolve(refusal('expired_token', words.readyExpired));

  readonly redact = (text: string): string => text;
}

export interface Printed extends Granted {
  readonly host: string;
  /** where the command keeps the refresh token, in its own words */
  readonly place: string | undefined;
}

/** What the command of `auth` prints: `{host, access_token, refresh_token_place?}`. */
export async function askCommand(command: readonly string[], folder: string, expired: boolean): Promise<Printed | Refusal> {
  const ran = await runCommand(command, { folder, environment: { BXFORM_TOKEN_EXPIRED: expired ? '1' : '0' } });
  if (ran.kind === 'failed') return refusal('auth_command', words.commandFailed(ran.name, ran.reason));
  const { host, access_token: token, refresh_token_place: place } = printed(ran.output) ?? {};
  if (typeof host !== 'string' || typeof token !== 'string' || token === '' || hostOf(host, 'https:') === undefined) {
    return refusal('auth_command', words.commandPrints(ran.name));
  }
  return { kind: 'granted', token, issued: expired, host, place: typeof place === 'string' ? place : undefined };
}

function printed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export class CommandToken implements TokenSource {
  readonly #command: readonly string[];
  readonly #folder: string;
  readonly #host: string;
  #first: Printed | undefined;
  #place: string | undefined;

  constructor(command: readonly string[], folder: string, host: string, first?: Printed) {
    this.#command = command;
    this.#folder = folder;
    this.#host = host;
    this.#first = first;
  }

  readonly current = async (): Promise<Granted | Refusal> => {
    const first = this.#first ?? (await askCommand(this.#command, this.#folder, false));
    this.#first = undefined;
    return this.#checked(first);
  };

  readonly renewed = async (expired: string): Promise<Granted | Refusal> => {
    const found = this.#checked(await askCommand(this.#command, this.#folder, true));
    if (found.kind === 'refused' || found.token !== expired) return found;
    return refusal('expired_token', words.commandExpired(this.#place));
  };

  readonly redact = (text: string): string => text;

  #checked(found: Printed | Refusal): Granted | Refusal {
    if (found.kind === 'refused') return found;
    this.#place = found.place;
    const host = hostOf(found.host, 'https:')!;
    return host === this.#host ? found : refusal('other_portal', words.commandOther(host, this.#host));
  }
}
