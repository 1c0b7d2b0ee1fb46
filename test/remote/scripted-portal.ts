// A portal for these tests: a real HTTP server that reads requests as PHP does, remembers them, and
// answers as the test says.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openRemote, type RemoteSettings } from '../../src/remote/index.ts';
import type { Call } from '../../src/model/call.ts';
import type { Remote } from '../../src/remote/port.ts';
import { hear, type Command, type Heard } from './php-request.ts';
import { StoryClock } from './story-clock.ts';

export const secret = 'k7sfo9rentalshop2q';

export type Script = (heard: Heard, response: ServerResponse, turn: number) => void | Promise<void>;

export class ScriptedPortal {
  readonly heard: Heard[] = [];
  readonly clock = new StoryClock();
  script: Script = (heard, response) => succeed(heard, response);
  readonly #server: Server;
  /** host and port, also after it has closed */
  host = '';

  private constructor(server: Server) {
    this.#server = server;
  }

  static async open(script?: Script): Promise<ScriptedPortal> {
    const server = createServer();
    const portal = new ScriptedPortal(server);
    if (script !== undefined) portal.script = script;
    server.on('request', (request, response) => void portal.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    portal.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return portal;
  }

  get webhook(): string {
    return `http://${this.host}/rest/1/${secret}/`;
  }

  /** every command that reached the portal, in order */
  get commands(): readonly Command[] {
    return this.heard.flatMap(({ commands }) => commands);
  }

  remote(settings: Partial<RemoteSettings> = {}): Remote {
    return openRemote({ webhook: this.webhook, clock: this.clock, environment: {}, ...settings });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const heard = hear(request, Buffer.concat(chunks).toString('utf8'));
    this.heard.push(heard);
    await this.script(heard, response, this.heard.length);
  }
}

export const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
};

export const page = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'Content-Type': 'text/html' });
  response.end(`<html><h1>${status}</h1></html>`);
};

export const reset = (heard: Heard): void => void heard.socket.resetAndDestroy();

/** The envelope of a batch, its maps keyed by command name; PHP writes an empty map as a list. */
export const batchEnvelope = (parts: { result?: object; error?: object; total?: object; next?: object; time?: object }): object => {
  const map = (value: object = {}): object => (Object.keys(value).length === 0 ? [] : value);
  return {
    result: {
      result: map(parts.result),
      result_error: map(parts.error),
      result_total: map(parts.total),
      result_next: map(parts.next),
      result_time: map(parts.time),
    },
  };
};

/** Every command succeeds with the number of its turn in the request. */
export function succeed(heard: Heard, response: ServerResponse): void {
  if (heard.method !== 'batch') return json(response, 200, { result: 1 });
  json(response, 200, batchEnvelope({ result: Object.fromEntries(heard.commands.map(({ name }, turn) => [name, turn + 1])) }));
}

export const create = (title: string, more: Partial<Call> = {}): Call => ({
  method: 'crm.type.add', params: { fields: { title } }, retry: 'create', ...more,
});
export const update = (id: number, title: string, more: Partial<Call> = {}): Call => ({
  method: 'crm.type.update', params: { id, fields: { title } }, retry: 'idempotent', ...more,
});
export const read = (entityTypeId: number, more: Partial<Call> = {}): Call => ({
  method: 'crm.category.list', params: { entityTypeId }, retry: 'read', ...more,
});
