// A portal with a family of methods of our own, small enough to see what the front does with it:
// machines under repair. Its clock stands still until a test moves it.

import { RestError, type Data, type Family, type Row } from '../../src/sandbox/contract.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

const machines = (data: Data): Row[] => (data.tables['machines'] ??= []);

export const repairFamily: Family = {
  'machine.add': {
    scopes: ['crm'], seconds: 2,
    run: ({ data, params }) => {
      if (typeof params['name'] !== 'string' || params['name'] === '') throw new RestError('', 'Name the machine.<br>');
      const machine = { id: machines(data).length + 1, name: params['name'] };
      machines(data).push(machine);
      return { result: { machine } };
    },
  },
  'machine.list': {
    scopes: ['crm'], seconds: 0.05,
    run: ({ data }) => ({ result: { machines: machines(data) }, total: machines(data).length, next: 50 }),
  },
  'machine.delete': { scopes: ['crm'], seconds: 0.05, run: () => ({ result: null }) },
  'machine.overhaul': { scopes: ['crm'], seconds: 70, run: () => ({ result: 'overhauled' }) },
  'machine.inspect': { scopes: [], seconds: 0, run: ({ params }) => ({ result: params }) },
  'machine.count': {
    scopes: [], seconds: 0,
    run: ({ process }) => {
      process.set('seen', Number(process.get('seen') ?? 0) + 1);
      return { result: process.get('seen') };
    },
  },
  'machine.explode': { scopes: [], seconds: 0, run: () => { throw new TypeError('boiler'); } },
  'placement.bind': { scopes: ['placement'], seconds: 0, run: () => ({ result: true }) },
};

export type Shop = Sandbox & {
  readonly call: (method: string, params?: unknown) => Promise<Answer>;
  readonly batch: (cmd: unknown, halt?: unknown) => Promise<Batch>;
  /** moves the wall clock */
  readonly later: (seconds: number) => void;
  readonly names: () => string[];
  /** when the portal is done with a request, also one whose client has gone */
  readonly done: (number: number) => Promise<void>;
};

export type Answer = { readonly status: number; readonly body: any; readonly headers: Headers };

export type Batch = {
  readonly result: any; readonly result_error: any; readonly result_total: any; readonly result_next: any; readonly result_time: any;
};

export const emptyData = (): Data => ({ language: 'en', sequences: {}, tables: {}, options: {} });

const open: Sandbox[] = [];

export async function openShop(options: SandboxOptions = {}): Promise<Shop> {
  let wall = Date.parse('2026-03-02T08:00:00Z');
  const finished = new Set<number>();
  let tell = (): void => undefined;
  const sandbox = await startSandbox({
    family: repairFamily, data: emptyData(), now: () => wall,
    sleep: async (milliseconds) => { wall += milliseconds; },
    ...options,
    onRequest: async (number, phase) => {
      await options.onRequest?.(number, phase);
      if (phase === 'replied') finished.add(number);
      tell();
    },
  });
  open.push(sandbox);
  const done = async (number: number): Promise<void> => {
    while (!finished.has(number)) await new Promise<void>((resolve) => { tell = resolve; });
  };
  const call = (method: string, params: unknown = {}): Promise<Answer> => send(`${sandbox.url}${method}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params),
  });
  return {
    ...sandbox,
    call,
    done,
    batch: async (cmd, halt = 0) => (await call('batch', { cmd, halt })).body.result,
    later: (seconds) => { wall += seconds * 1000; },
    names: () => machines(sandbox.data()).map((machine) => machine['name']),
  };
}

export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: response.status, body: json ? tryJson(text) : text, headers: response.headers };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function closeShops(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
}
