// Tokens of applications, outside the repository, for their owner alone: $XDG_STATE_HOME/bxform/tokens, a
// file for each application and portal, whichever project asks. Written so that a crash leaves the old file
// or the new one. The lock is waited for: who holds it renews the token, and what it renews serves us as well.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, unlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { TokenStoreError, type KeptTokens, type TokenStore } from '../model/tokens.ts';
import { codeOf, PRIVATE, readIfThere, unwritable, writeDurably } from './durable-file.ts';
import { Held, takeLock } from './file-lock.ts';
import { StateError } from './port.ts';
import { storeName } from './store-name.ts';
import { texts } from '../texts/index.ts';

const FORMAT = 'bxform-tokens/1';
const words = texts.access.store;

export interface TokenStoreSettings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly host: string;
  readonly clientId: string;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** How long another process may take to renew, and how often we look. */
const WAIT_MILLISECONDS = 120_000;
const LOOK_MILLISECONDS = 200;

/** Where bxform keeps what belongs to the person, not to a project. */
function privateFolder(environment: TokenStoreSettings['environment']): string {
  const state = environment['XDG_STATE_HOME'] ?? '';
  return join(isAbsolute(state) ? state : join(environment['HOME'] || homedir(), '.local', 'state'), 'bxform');
}

export function fileTokenStore(settings: TokenStoreSettings): TokenStore & { readonly file: string } {
  const { host, clientId } = settings;
  const folder = join(privateFolder(settings.environment), 'tokens');
  const file = join(folder, `${storeName(`${host}_${clientId}`)}.json`);
  const ready = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  };
  return {
    file,
    load: () => telling(async () => tokensIn(await readIfThere(file), file)),
    save: (tokens) =>
      telling(async () => {
        const text = `${JSON.stringify({ format: FORMAT, host, clientId, ...tokens })}\n`;
        await ready().then(() => writeDurably(file, text)).catch((error: unknown) => Promise.reject(unwritable(file, error)));
      }),
    remove: () =>
      telling(() =>
        unlink(file).catch((error: unknown) => {
          if (codeOf(error) !== 'ENOENT') throw unwritable(file, error);
        })),
    alone: async (work) => {
      const lock = await telling(() => waitForLock(`${file}.lock`, settings));
      try {
        return await work();
      } finally {
        await telling(lock.release);
      }
    },
  };
}

async function waitForLock(file: string, { now, sleep }: TokenStoreSettings): Promise<{ readonly release: () => Promise<void> }> {
  for (const until = now() + WAIT_MILLISECONDS; ; ) {
    try {
      return await takeLock(file, now);
    } catch (error) {
      if (!(error instanceof Held) || now() >= until) throw error;
      await sleep(LOOK_MILLISECONDS);
    }
  }
}

function tokensIn(text: string | undefined, file: string): KeptTokens | undefined {
  if (text === undefined) return undefined;
  const found = parse(text);
  const { format, accessToken, refreshToken, issuedAt, seed, sentAt } = found ?? {};
  if (format !== FORMAT || typeof accessToken !== 'string' || typeof refreshToken !== 'string' || typeof issuedAt !== 'number') {
    throw new TokenStoreError(words.damaged(file));
  }
  return { accessToken, refreshToken, issuedAt, ...(typeof seed === 'string' ? { seed } : {}), ...(typeof sentAt === 'number' ? { sentAt } : {}) };
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** Messages of the state name files only. */
async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StateError ? new TokenStoreError(error.message) : error;
  }
}

/** A key of this person's, for hashes of secrets where no credential lasts; made when it is first needed. */
export function personalKey(environment: TokenStoreSettings['environment']): string {
  const given = environment['BXFORM_HASH_KEY'] ?? '';
  if (given !== '') return given;
  const folder = privateFolder(environment);
  const file = join(folder, 'hash.key');
  try {
    if (!existsSync(file)) makeKey(folder, file);
    const kept = readFileSync(file, 'utf8').trim();
    if (kept !== '') return kept;
  } catch (error) {
    throw new StateError(words.noKey(file, codeOf(error) ?? ''), { cause: error });
  }
  throw new StateError(words.noKey(file, '0 B'));
}

/** Another process may be as quick: then the key is its. */
function makeKey(folder: string, file: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: PRIVATE });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}
