// One POST (or GET), one reply, three kinds of it: an answer that arrived whole; unsent, which is proof that
// the portal saw nothing (no address, no connection, no TLS); lost, when bytes may have left and no
// whole answer came. Nothing is repeated, redirected or judged here. Codes, never messages, are taken
// from the network's errors: messages may hold what must not be shown.

import { request as httpRequest, type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

export interface Posting {
  readonly url: URL;
  /** default: POST */
  readonly verb?: 'GET' | 'POST';
  readonly agent: Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly connectMilliseconds: number;
  readonly answerMilliseconds: number;
  readonly alarm: (milliseconds: number, ring: () => void) => () => void;
}

export type Reply =
  | { readonly kind: 'answer'; readonly status: number; readonly location?: string; readonly text: string }
  | { readonly kind: 'unsent'; readonly code: string }
  | { readonly kind: 'lost'; readonly code: string };

export function post(posting: Posting): Promise<Reply> {
  return new Promise((resolve) => {
    const request = open(posting);
    let bytesMayHaveLeft = false;
    const finish = (reply: Reply): void => {
      connecting();
      answering();
      resolve(reply);
    };
    const fail = (code: string): void => {
      finish({ kind: bytesMayHaveLeft ? 'lost' : 'unsent', code });
      request.destroy();
    };
    const leave = (): void => {
      bytesMayHaveLeft = true;
      connecting();
    };
    const connecting = posting.alarm(posting.connectMilliseconds, () => {
      if (!bytesMayHaveLeft) fail('CONNECT_TIMEOUT');
    });
    const answering = posting.alarm(posting.answerMilliseconds, () => fail('ANSWER_TIMEOUT'));
    request.once('socket', (socket) => whenConnected(socket, posting.url.protocol, leave));
    request.on('error', (error: NodeJS.ErrnoException) => fail(codeOf(error)));
    // The proxy's own answer to CONNECT: until it agrees, the portal has seen nothing.
    request.once('proxyConnect', (answer: { readonly statusCode: number }) => {
      if (answer.statusCode !== 200) fail(`PROXY_${answer.statusCode}`);
    });
    request.once('response', (response) => collect(response, finish, fail));
    request.end(posting.body);
  });
}

function open({ url, verb = 'POST', agent, headers, body }: Posting): ClientRequest {
  const length = String(Buffer.byteLength(body));
  const all = { Accept: 'application/json', 'Content-Type': 'application/json', 'Content-Length': length, ...headers };
  return (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, { method: verb, agent, headers: all });
}

/** Only a socket seen on its way to a connection proves that nothing has left; one from the pool counts as connected. */
function whenConnected(socket: Socket & { readonly secureConnecting?: boolean }, protocol: string, then: () => void): void {
  if (!socket.connecting && socket.secureConnecting !== true) return then();
  socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', then);
}

function collect(response: IncomingMessage, finish: (reply: Reply) => void, fail: (code: string) => void): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('error', (error: NodeJS.ErrnoException) => fail(codeOf(error)));
  response.on('close', () => {
    if (!response.complete) return fail('TRUNCATED');
    const { statusCode = 0, headers } = response;
    const text = Buffer.concat(chunks).toString('utf8');
    finish({ kind: 'answer', status: statusCode, text, ...(headers.location !== undefined && { location: headers.location }) });
  });
}

const codeOf = (error: NodeJS.ErrnoException): string => (/^[A-Z][A-Z0-9_]*$/.test(error.code ?? '') ? error.code! : 'FAILED');
