// A repair shop's portal with an application of the shop's own on it; the clock stands still until a
// test moves it. Calls go as the application does them, with its token in the body.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/index.ts';
import { parseForm } from '../../../src/sandbox/php-form.ts';
import { toObject } from '../../../src/sandbox/php-array.ts';
import { send, type Answer } from '../repair-shop.ts';

export const allScopes = ['crm', 'userfieldconfig', 'user', 'bizproc', 'placement', 'telephony'];

export type Application = {
  readonly id: number;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly auth: any;
  /** the whole reply */
  readonly ask: (method: string, params?: object) => Promise<Answer>;
  /** its result, or the refusal as a text */
  readonly call: (method: string, params?: object) => Promise<any>;
};

export type Workshop = Sandbox & {
  readonly application: Application;
  readonly another: (given?: object) => Promise<Application>;
  readonly control: (verb: string, action: string, body?: unknown) => Promise<any>;
  readonly token: (params: Readonly<Record<string, string>>, verb?: string) => Promise<Answer>;
  readonly webhook: (method: string, params?: object) => Promise<Answer>;
  /** moves the wall clock */
  readonly later: (seconds: number) => void;
};

const told = ({ status, body }: Answer): any => (body.error === undefined ? body.result : `${status} ${body.error} ${body.error_description}`);

export async function openWorkshop(options: SandboxOptions = {}, given: object = {}): Promise<Workshop> {
  let wall = Date.parse('2026-03-02T08:00:00Z');
  const sandbox = await startSandbox({ now: () => wall, limits: { burst: 10_000 }, ...options });
  onTestFinished(() => sandbox.close());
  const post = (url: string, body: unknown): Promise<Answer> => send(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const another = async (more: object = {}): Promise<Application> => {
    const installed = await sandbox.install({ scopes: allScopes, ...more });
    const ask: Application['ask'] = (method, params = {}) => post(`${sandbox.origin}/rest/${method}`, { ...params, auth: installed['auth'].access_token });
    return { ...installed as Application, ask, call: async (method, params) => told(await ask(method, params)) };
  };
  const control: Workshop['control'] = async (verb, action, body) =>
    (await send(`${sandbox.origin}/_sandbox/${action}`, { method: verb, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).body;
  const token: Workshop['token'] = (params, verb = 'GET') => {
    const form = new URLSearchParams(params).toString();
    return verb === 'GET' ? send(`${sandbox.oauth}/oauth/token/?${form}`)
      : send(`${sandbox.oauth}/oauth/token/`, { method: verb, headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: form });
  };
  return {
    ...sandbox, another, control, token, application: await another({ name: 'Workshop', clientId: 'local.workshop', ...given }),
    webhook: (method, params = {}) => post(`${sandbox.url}${method}`, params), later: (seconds) => { wall += seconds * 1000; },
  };
}

export type Received = { readonly path: string; readonly contentType: string | undefined; readonly form: any };

/** A handler of the application on this computer; what it does with a request may be told. */
export async function openHandler(react: (form: any) => Promise<void> = async () => undefined): Promise<{ readonly origin: string; readonly received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const form: any = toObject(parseForm(Buffer.concat(chunks).toString('utf8')));
      received.push({ path: request.url ?? '', contentType: request.headers['content-type'], form });
      void react(form).finally(() => response.end('ok'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => { server.close(); });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}
