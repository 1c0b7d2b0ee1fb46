// What a machine of a forge does for a job: a folder, an environment, a shell. Lines of the pipelines run as they stand;
// only curl, gh and npm are programs of the tests.

import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';

const PROGRAMS = {
  curl: fileURLToPath(new URL('./programs/curl.mjs', import.meta.url)),
  gh: fileURLToPath(new URL('./programs/gh.mjs', import.meta.url)),
  npm: fileURLToPath(new URL('./programs/npm.mjs', import.meta.url)),
};
export const BINARY = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
export const PIPELINES = fileURLToPath(new URL('../../examples/pipelines', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

export interface Ran {
  readonly code: number;
  readonly output: string;
}

export interface Machine {
  readonly folder: string;
  readonly portal: Sandbox;
  /** programs on the PATH */
  readonly programs: string;
  readonly shell: (script: string, at: string, environment: Environment, options?: readonly string[]) => Promise<Ran>;
  /** what the forge keeps: comments, notes, issues */
  readonly kept: (name: string) => any[];
  readonly forge: (name: string) => string;
  /** all that any job printed */
  readonly printed: () => string;
}

const CLOCK = 200;
const executable = (path: string, program: string): void => {
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(path, 0o755);
};

export async function machine({ hasBxform = false, ...options }: SandboxOptions & { readonly hasBxform?: boolean } = {}): Promise<Machine> {
  const folder = mkdtempSync(join(tmpdir(), 'bxform-pipeline-'));
  const portal = await startSandbox({ clockScale: CLOCK, ...options });
  onTestFinished(async () => {
    await portal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const [programs, forge] = [join(folder, 'programs'), join(folder, 'forge')];
  for (const made of [programs, forge]) mkdirSync(made);
  for (const [name, program] of Object.entries(PROGRAMS)) executable(join(programs, name), program);
  if (hasBxform) executable(join(programs, 'bxform'), BINARY);
  let printed = '';
  const shell: Machine['shell'] = (script, at, environment, options = ['-e']) =>
    new Promise((resolve) => {
      const child = spawn('bash', [...options, '-c', script], {
        cwd: at,
        env: { PATH: `${programs}:${process.env['PATH']}`, HOME: folder, CI: 'true', BXFORM_LANG: 'en', NO_COLOR: '1', FORGE: forge, BINARY, BXFORM_PORTAL_CLOCK: String(CLOCK), ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
      child.on('close', (code) => {
        printed += output;
        resolve({ code: code ?? -1, output });
      });
    });
  const kept = (name: string): any[] => JSON.parse(readFileSync(join(forge, name), 'utf8')) as any[];
  return { folder, portal, programs, shell, kept, forge: (name) => join(forge, name), printed: () => printed };
}

export const PROJECT = 'bxform: 1\nproject: workshop\nportals: { staging: { webhook: "${env.BXFORM_WEBHOOK}", language: en } }\ninclude: [config/*.yaml]\n';
export const REPAIRS = `smartProcesses:
  repair:
    title: Repair
    settings: { stages: true, openPermissions: false }
    fields: { SERIAL: { type: string, label: Serial number } }
    funnels:
      main: { name: Repairs, default: true, stages: { NEW: Came in, WORK: On the bench, SUCCESS: Works again, FAIL: Beyond repair } }
`;

/** The portal refuses the first field, once. */
export const REFUSED_ONCE: SandboxOptions = { faults: [{ method: 'userfieldconfig.add', command: true, occurrence: 1, kind: 'error', code: 'BX_ERROR', description: 'the disk is full' }] };

/** Writes the project into a folder. */
export function writeProject(folder: string, repairs = REPAIRS): void {
  mkdirSync(join(folder, 'config'), { recursive: true });
  writeFileSync(join(folder, 'bxform.yaml'), PROJECT);
  writeFileSync(join(folder, 'config', 'repair.yaml'), repairs);
}

/** Calls a method of the portal as a person would. */
export async function byHand(portal: Sandbox, method: string, params: object): Promise<any> {
  const answer = await fetch(`${portal.url}${method}.json`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) });
  return ((await answer.json()) as { result: unknown }).result;
}
