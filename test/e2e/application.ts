// A portal that is reached by an application: the sandbox behind a door that takes tokens, and a server that
// issues them. A test says when a token expires. Everything the application knows is a secret of the story.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { clientSecret, ScriptedIssuer } from '../remote/scripted-issuer.ts';
import { json, ScriptedPortal } from '../remote/scripted-portal.ts';
import type { Ran } from './harness.ts';

const binary = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const CLOCK = 200;

export interface Running {
  readonly ended: Promise<Ran>;
  readonly child: ChildProcessWithoutNullStreams;
  /** resolves when this has been printed on stderr */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
}

export interface ApplicationStory {
  readonly folder: string;
  readonly home: string;
  readonly sandbox: Sandbox;
  readonly door: ScriptedPortal;
  readonly issuer: ScriptedIssuer;
  readonly start: (...args: string[]) => Running;
  readonly bxform: (...args: string[]) => Promise<Ran>;
  /** lets the application in, as a person with a browser would */
  readonly login: () => Promise<Ran>;
  /** the portal no longer takes the token after so many more requests, again and again */
  readonly expireEvery: (requests: number) => void;
  /** what is in all files of the project */
  readonly files: () => string;
}

export interface StoryOptions {
  /** more keys of the application */
  readonly app?: string;
  readonly config?: string;
}

export async function applicationStory({ app: more = '', config = '' }: StoryOptions = {}): Promise<ApplicationStory> {
  const [folder, home] = ['bxform-app-', 'bxform-home-'].map((name) => mkdtempSync(join(tmpdir(), name))) as [string, string];
  const [sandbox, issuer, door] = await Promise.all([startSandbox({ clockScale: CLOCK }), ScriptedIssuer.open(), ScriptedPortal.open()]);
  onTestFinished(async () => {
    await Promise.all([sandbox.close(), issuer.close(), door.close()]);
    for (const each of [folder, home]) rmSync(each, { recursive: true, force: true });
  });
  let [every, used] = [Infinity, 0];
  door.script = async (heard, response) => {
    const { auth, ...params } = heard.body as { auth?: string };
    if (auth !== issuer.accessToken) return json(response, 401, { error: 'expired_token', error_description: `The token ${auth} has expired.` });
    used += 1;
    if (used % every === 0) issuer.accessToken = `expired after ${used}`;
    const answer = await fetch(`${sandbox.url}${heard.method}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(await answer.text());
  };
  issuer.script = ({ params, ...asked }, response) => {
    if (params['grant_type'] !== 'authorization_code') return issuer.issue({ params, ...asked }, response);
    if (params['code'] !== 'code-of-anna') return json(response, 400, { error: 'invalid_grant', error_description: `code ${params['code']}` });
    json(response, 200, { ...issuer.rotate(), client_endpoint: `http://${door.host}/rest/` });
  };
  const app = `app: { clientId: local.repairs, clientSecret: "\${env.KEY}", host: "${door.host}", oauthServer: "${issuer.origin}"${more} }`;
  writeFileSync(join(folder, 'bxform.yaml'), `bxform: 1\nproject: workshop\nportals: { service: { ${app}, language: en } }\n${config}`);
  const start = (...args: string[]): Running => {
    const child = spawn(process.execPath, [binary, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: home, XDG_STATE_HOME: join(home, 'state'), KEY: clientSecret, BXFORM_LANG: 'en', NO_COLOR: '1', BXFORM_PORTAL_CLOCK: String(CLOCK) },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)));
    const said: Running['said'] = (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(stderr);
          if (found !== null) resolve(found);
        };
        child.stderr.on('data', look);
        child.once('close', () => reject(new Error(`never said ${pattern}: ${stderr}`)));
        look();
      });
    child.stderr.on('data', (chunk: Buffer) => (stderr += String(chunk)));
    const ended = new Promise<Ran>((resolve) => void child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr })));
    return { ended, child, said };
  };
  const bxform = (...args: string[]): Promise<Ran> => {
    const running = start(...args);
    running.child.stdin.end();
    return running.ended;
  };
  return {
    folder, home, sandbox, door, issuer, start, bxform,
    login: async () => {
      const { ended, child, said } = start('login', '--portal', 'service', '--paste');
      const [, state] = await said(/[?&]state=(\S+)/);
      child.stdin.end(`http://localhost:8765/?code=code-of-anna&state=${state}&domain=${door.host}\n`);
      return ended;
    },
    expireEvery: (requests) => void (every = requests),
    files: () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')).join('\n'),
  };
}

/** Every secret of the story in a text, in every form. */
export const secretsIn = (text: string): string[] =>
  ['access-token-', 'refresh-token-', 'code-of-anna', clientSecret]
    .flatMap((secret) => [secret, encodeURIComponent(secret), ...['', 'x', 'xy'].map((before) => Buffer.from(before + secret).toString('base64').slice(4, -4))])
    .filter((form) => form.length > 4 && text.includes(form));
