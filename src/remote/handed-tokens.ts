// Tokens that are handed to a command of the project instead of being kept on this computer: in a pipeline,
// where nothing on disk outlives the job. The command reads them as JSON from its input, and what it does
// not take is not used. Within this process they are remembered; the next one gets them from the environment.
// Nothing is written here, a lock included: processes that begin with one refresh token must not run together.

import { runCommand } from './run-command.ts';
import { TokenStoreError, type KeptTokens, type TokenStore } from '../model/tokens.ts';
import { texts } from '../texts/index.ts';

export class HandedTokens implements TokenStore {
  readonly #command: readonly string[];
  readonly #folder: string;
  readonly #whose: { readonly host: string; readonly clientId: string };
  #tokens: KeptTokens | undefined;

  constructor(command: readonly string[], folder: string, whose: { readonly host: string; readonly clientId: string }) {
    this.#command = command;
    this.#folder = folder;
    this.#whose = whose;
  }

  readonly load = (): Promise<KeptTokens | undefined> => Promise.resolve(this.#tokens);

  readonly save = async (tokens: KeptTokens): Promise<void> => {
    const isNew = tokens.accessToken !== '' && tokens.refreshToken !== this.#tokens?.refreshToken;
    if (isNew) await this.#hand(tokens);
    this.#tokens = tokens;
  };

  readonly remove = (): Promise<void> => Promise.resolve(void (this.#tokens = undefined));

  readonly alone = <T>(work: () => Promise<T>): Promise<T> => work();

  async #hand({ refreshToken, accessToken, issuedAt }: KeptTokens): Promise<void> {
    const { host, clientId } = this.#whose;
    const tokens = { refresh_token: refreshToken, access_token: accessToken, issued_at: new Date(issuedAt).toISOString() };
    const input = `${JSON.stringify({ host, client_id: clientId, ...tokens })}\n`;
    const ran = await runCommand(this.#command, { folder: this.#folder, input });
    if (ran.kind === 'failed') throw new TokenStoreError(texts.access.wire.notHanded(ran.name, ran.reason));
  }
}
