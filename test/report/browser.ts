// A real browser for the page: Chromium without a window, spoken to through two pipes (its DevTools protocol),
// so that no package and no port is needed. It has a profile of its own and asks nobody for anything.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where a Chromium is installed, if one is. */
export const chromium = PLACES.find((place) => place !== undefined && place !== '' && existsSync(place));

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage', '--hide-scrollbars', '--remote-debugging-pipe', 'about:blank',
];

export interface Opened {
  /** value of an expression in the page */
  readonly evaluate: <T>(expression: string) => Promise<T>;
  readonly send: (method: string, params?: object) => Promise<any>;
  readonly type: (text: string) => Promise<void>;
  readonly press: (key: string) => Promise<void>;
  /** errors and warnings of the console, exceptions, and what its policy refused */
  readonly complaints: readonly string[];
  /** addresses it asked for */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Look {
  readonly scheme: 'light' | 'dark';
  readonly width: number;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: any;
  readonly result?: any;
  readonly error?: { readonly message: string };
}

interface Wire {
  readonly send: (method: string, params?: object, sessionId?: string) => Promise<any>;
  readonly onEvent: (listener: (method: string, params: any) => void) => void;
}

/** Messages end with a zero byte. */
function wireOf(input: Writable, output: Readable): Wire {
  const waiting = new Map<number, { readonly done: (result: any) => void; readonly failed: (error: Error) => void }>();
  const listeners: ((method: string, params: any) => void)[] = [];
  let [rest, last] = ['', 0];
  const take = ({ id, method, params, result, error }: Message): void => {
    if (method !== undefined) for (const listener of listeners) listener(method, params);
    const asked = id === undefined ? undefined : waiting.get(id);
    if (error === undefined) asked?.done(result);
    else asked?.failed(new Error(error.message));
  };
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) take(JSON.parse(message) as Message);
  });
  return {
    onEvent: (listener) => void listeners.push(listener),
    send: (method, params = {}, sessionId) =>
      new Promise((done, failed) => {
        last += 1;
        waiting.set(last, { done, failed });
        input.write(`${JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      }),
  };
}

export async function open(address: string, { scheme, width }: Look): Promise<Opened> {
  const profile = mkdtempSync(join(tmpdir(), 'bxform-chromium-'));
  const child = spawn(chromium!, [`--user-data-dir=${profile}`, ...FLAGS], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const wire = wireOf(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const { targetInfos } = await wire.send('Target.getTargets');
  const { targetId } = targetInfos.find(({ type }: { type: string }) => type === 'page');
  const { sessionId } = await wire.send('Target.attachToTarget', { targetId, flatten: true });
  const send: Opened['send'] = (method, params) => wire.send(method, params, sessionId);
  const [complaints, requests]: [string[], string[]] = [[], []];
  const loaded = new Promise<void>((resolve) => {
    wire.onEvent((method, params) => {
      if (method === 'Page.loadEventFired') resolve();
      if (method === 'Runtime.exceptionThrown') complaints.push(String(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text));
      if (method === 'Runtime.consoleAPICalled' && ['error', 'warning'].includes(params.type)) complaints.push(String(params.args[0]?.value));
      if (method === 'Log.entryAdded') complaints.push(String(params.entry.text));
      if (method === 'Network.requestWillBeSent') requests.push(String(params.request.url));
    });
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await send(`${domain}.enable`);
  await send('Emulation.setDeviceMetricsOverride', { width, height: 900, deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] });
  await send('Page.navigate', { url: address });
  await loaded;
  return {
    send,
    complaints,
    requests,
    evaluate: async (expression) => {
      const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    type: (text) => send('Input.insertText', { text }),
    press: async (key) => {
      const text = key.length === 1 ? { text: key } : {};
      await send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...text });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key });
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      void wire.send('Browser.close').catch(() => undefined);
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
