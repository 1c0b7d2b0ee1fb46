// The server that issues tokens, for these tests: it hears what is asked of it, issues pairs that rotate, and
// misbehaves as a test says. The portal beside it takes the token that was issued last.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KeptTokens, TokenStore } from '../../src/model/tokens.ts';
import type { AppSettings } from '../../src/remote/app.ts';
import { json, succeed, type Script, type ScriptedPortal } from './scripted-portal.ts';

export const clientSecret = 'Zx81repairShopSecret/+9';

export interface Asked {
  readonly verb: string;
  readonly params: Readonly<Record<string, string>>;
  readonly socket: IncomingMessage['socket'];
}

export class ScriptedIssuer {
  readonly asked: Asked[] = [];
  /** refresh token that is good now; each is spent by its use */
  refreshToken = 'refresh-token-0';
  /** access token the portal takes now */
  accessToken = 'access-token-0';
  script: (asked: Asked, response: ServerResponse, turn: number) => void | Promise<void> = (asked, response) => this.issue(asked, response);
  readonly #server: Server;
  origin = '';

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(): Promise<ScriptedIssuer> {
    const server = createServer();
    const issuer = new ScriptedIssuer(server);
    server.on('request', (request, response) => void issuer.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return issuer;
  }

  /** A new pair, and the old one is spent. */
  rotate(): object {
    const number = Number(this.refreshToken.split('-').at(-1)) + 1;
    this.refreshToken = `refresh-token-${number}`;
    this.accessToken = `access-token-${number}`;
    return { access_token: this.accessToken, refresh_token: this.refreshToken, expires_in: 3600, domain: 'oauth.bitrix.info', status: 'L' };
  }

  issue({ params }: Asked, response: ServerResponse): void {
    if (params['client_secret'] !== clientSecret) return json(response, 400, { error: 'invalid_client', error_description: '' });
    if (params['refresh_token'] !== this.refreshToken) return json(response, 400, { error: 'invalid_grant', error_description: '' });
    json(response, 200, this.rotate());
  }

  close(): Promise<unknown> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', this.origin);
    const form = request.method === 'GET' ? url.searchParams : new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const asked: Asked = { verb: `${request.method} ${url.pathname}`, params: Object.fromEntries(form), socket: request.socket };
    this.asked.push(asked);
    await this.script(asked, response, this.asked.length);
  }
}

/** A portal that takes the issuer's newest token, and webhooks. */
export const takingTokens = (issuer: () => ScriptedIssuer): Script => (heard, response) => {
  const token = heard.body?.auth as unknown;
  if (heard.path.split('/').length > 3 || token === issuer().accessToken) return succeed(heard, response);
  json(response, 401, { error: 'expired_token', error_description: 'The access token provided has expired.' });
};

/** Tokens kept in memory, with what happened to them. */
export class RememberedTokens implements TokenStore {
  readonly events: string[] = [];
  tokens: KeptTokens | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(tokens?: KeptTokens) {
    this.tokens = tokens;
  }

  readonly load = (): Promise<KeptTokens | undefined> => Promise.resolve(this.tokens);
  readonly save = async (tokens: KeptTokens): Promise<void> => {
    this.events.push(tokens.sentAt === undefined ? `kept ${tokens.refreshToken}` : `sending ${tokens.refreshToken}`);
    this.tokens = tokens;
  };
  readonly remove = async (): Promise<void> => void (this.tokens = undefined);
  readonly alone = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  };
}

export const loggedIn = (): RememberedTokens => new RememberedTokens({ accessToken: 'access-token-expired', refreshToken: 'refresh-token-0', issuedAt: 0 });

export const application = (portal: ScriptedPortal, issuer: ScriptedIssuer, store: TokenStore, more: object = {}): AppSettings => ({
  kind: 'oauth', host: portal.host, portal: 'service', store, folder: '.',
  application: { clientId: 'local.repairs', clientSecret, server: issuer.origin }, ...more,
});
