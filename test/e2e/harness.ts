// End-to-end tests run the real binary in a child process against a sandbox portal over HTTP. A story has
// its own folder and its own portal.

import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const binary = join(top, 'bin', 'run.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Story {
  readonly folder: string;
  readonly portal: Sandbox;
  /** runs `bxform ARGUMENTS` in the folder, on the story's portal (declared as `env`) */
  readonly bxform: (...args: string[]) => Promise<Ran>;
  /** the same with more environment */
  readonly bxformWith: (environment: Record<string, string>, ...args: string[]) => Promise<Ran>;
  readonly write: (path: string, text: string) => void;
  /** calls a method of the portal as a person with the webhook would */
  readonly call: (method: string, params?: object) => Promise<any>;
}

const CLOCK = 200;

export interface StoryOptions extends SandboxOptions {
  readonly language?: 'en' | 'ru';
  readonly onChild?: (child: ChildProcess) => void;
  /** scopes of an application that stands beside the webhook */
  readonly application?: readonly string[];
}

/** Files by path; `bxform.yaml` is written when it is not among them. */
export async function story(files: Record<string, string>, options: StoryOptions = {}): Promise<Story> {
  const folder = mkdtempSync(join(tmpdir(), 'bxform-story-'));
  const portal = await startSandbox({ clockScale: CLOCK, ...options });
  const installed = options.application && (await portal.install({ clientId: 'local.workshop', scopes: options.application }));
  const application = installed && { BXFORM_ACCESS_TOKEN: String(installed['auth'].access_token), BXFORM_PORTAL_HOST: new URL(portal.origin).host };
  onTestFinished(async () => {
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const language = options.language ?? 'en';
  for (const [path, text] of Object.entries({ 'bxform.yaml': `bxform: 1\nproject: workshop\nportals: { env: { language: ${language} } }\ninclude: [config/**/*.yaml]\n`, ...files })) write(path, text);
  const bxformWith: Story['bxformWith'] = (environment, ...args) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [binary, ...args], {
        cwd: folder,
        env: { PATH: process.env['PATH'], BXFORM_WEBHOOK: portal.url, BXFORM_PORTAL: 'env', BXFORM_LANG: 'en', BXFORM_LANGUAGE: language, BXFORM_PORTAL_CLOCK: String(options.clockScale ?? CLOCK), NO_COLOR: '1', ...application, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      options.onChild?.(child);
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)));
      child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
      child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
    });
  return {
    folder,
    portal,
    write,
    bxformWith,
    bxform: (...args) => bxformWith({}, ...args),
    call: async (method, params = {}) => {
      const answer = await fetch(`${portal.url}${method}.json`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) });
      const body = (await answer.json()) as { result?: unknown; error?: string; error_description?: string };
      if (body.error !== undefined) throw new Error(`${method}: ${body.error} ${body.error_description ?? ''}`);
      return body.result;
    },
  };
}

/** Files of one of the examples, to be changed by a story. */
export const copyExample = (name: string, folder: string): void => cpSync(join(top, 'examples', name), folder, { recursive: true });
