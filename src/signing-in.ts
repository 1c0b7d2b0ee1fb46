// Letting an application in: the address a person opens, and the code that comes back: to a listener on this
// computer, or pasted. What comes back must carry the state that was sent along, or somebody else began it.
// A code lives half a minute and is of use to nobody without the key of the application.

import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { texts } from './texts/index.ts';

const words = texts.access.login;

export const authorizeAddress = (origin: string, clientId: string, state: string): string =>
  new URL(`/oauth/authorize/?${new URLSearchParams({ client_id: clientId, state }).toString()}`, origin).href;

export type Returned = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'wrong'; readonly message: string };

const wrong = (message: string): Returned => ({ kind: 'wrong', message });
const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The code in the address the portal sent the person back to. */
export function codeIn(address: URL, state: string, host: string): Returned {
  const [code, returned, domain] = ['code', 'state', 'domain'].map((name) => address.searchParams.get(name) ?? '');
  if (code === '') return wrong(words.noCode);
  if (!isSame(returned!, state)) return wrong(words.otherState);
  if (domain !== '' && domain!.toLowerCase() !== host.toLowerCase()) return wrong(words.otherPortal(host));
  return { kind: 'code', code: code! };
}

/** A pasted address, or a code alone, which whoever pastes it has seen on the portal's own page. */
export function codeFrom(pasted: string, state: string, host: string): Returned {
  const text = pasted.trim();
  if (URL.canParse(text)) return codeIn(new URL(text), state, host);
  return /^[\w.-]{8,}$/.test(text) ? { kind: 'code', code: text } : wrong(words.notPasted);
}

export interface Listening {
  readonly port: number;
  /** undefined: nobody came in time */
  readonly code: Promise<string | undefined>;
  readonly close: () => void;
}

export interface ListeningFor {
  readonly port: number;
  readonly state: string;
  readonly host: string;
  readonly milliseconds: number;
  /** somebody came with the wrong thing */
  readonly onWrong: (message: string) => void;
}

const noTrace = { 'Cache-Control': 'no-store', Connection: 'close' };

const page = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Referrer-Policy': 'no-referrer', ...noTrace });
  response.end(`${text}\n`);
};

/** Waits on this computer for the person to be sent back. Throws when the port is taken. */
export async function listen({ port, state, host, milliseconds, onWrong }: ListeningFor): Promise<Listening> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  let end = (_code: string | undefined): void => undefined;
  const code = new Promise<string | undefined>((resolve) => void (end = resolve));
  const timer = setTimeout(() => end(undefined), milliseconds);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const address = new URL(request.url ?? '/', 'http://localhost');
    // browsers ask for an icon, too
    if (!address.searchParams.has('code') && !address.searchParams.has('state')) return page(response, 404, words.noCode);
    const found = codeIn(address, state, host);
    page(response, found.kind === 'code' ? 200 : 400, found.kind === 'code' ? words.done : found.message);
    if (found.kind === 'code') end(found.code);
    else onWrong(found.message);
  });
  const close = (): void => {
    clearTimeout(timer);
    server.close();
    server.closeIdleConnections();
  };
  return { port: (server.address() as AddressInfo).port, code, close };
}
