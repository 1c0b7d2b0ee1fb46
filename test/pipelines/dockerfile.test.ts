// There is no Docker where tests run, so the image is built by hand: its files are copied as its instructions say, what
// npm would leave without development dependencies is taken from the lock file, and its entry point is run.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { PIPELINES } from './runner.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const instructions = readFileSync(join(PIPELINES, 'Dockerfile'), 'utf8')
  .replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '').split('\n').filter((line) => line !== '')
  .map((line) => ({ word: line.slice(0, line.indexOf(' ')), rest: line.slice(line.indexOf(' ') + 1) }));
const rest = (word: string): string[] => instructions.filter((each) => each.word === word).map((each) => each.rest);
const last = instructions.findLastIndex(({ word }) => word === 'FROM');

const image = mkdtempSync(join(tmpdir(), 'bxform-image-'));
afterAll(() => rmSync(image, { recursive: true, force: true }));

/** The folder of the build after its steps. */
function built(): string {
  const folder = join(image, 'build');
  const { packages } = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8')) as { packages: Record<string, { dev?: boolean }> };
  for (const [path, { dev }] of Object.entries(packages)) if (path !== '' && dev !== true && existsSync(join(top, path))) cpSync(join(top, path), join(folder, path), { recursive: true, filter: (source) => basename(source) !== 'node_modules' });
  for (const path of ['bin', 'dist', 'schemas', 'package.json', 'README.md', 'LICENSE']) cpSync(join(top, path), join(folder, path), { recursive: true });
  return folder;
}

/** The COPY and `ln` instructions of the last stage, under a folder that stands for /. */
function assembled(): string {
  const [from, root] = [built(), join(image, 'root')];
  let folder = '/';
  for (const { word, rest: said } of instructions.slice(last + 1)) {
    if (word === 'WORKDIR') mkdirSync(join(root, (folder = said)), { recursive: true });
    if (word === 'COPY') {
      const words = said.split(' ').filter((each) => !each.startsWith('--'));
      const to = join(root, folder, words.at(-1)!);
      for (const path of words.slice(0, -1)) cpSync(join(from, path.replace('/build/', '')), words.at(-1)!.endsWith('/') ? join(to, basename(path)) : to, { recursive: true });
    }
    const [, target, link] = /^ln -s (\S+) (\S+)$/.exec(word === 'RUN' ? said : '') ?? [];
    if (target === undefined || link === undefined) continue;
    mkdirSync(join(root, link, '..'), { recursive: true });
    symlinkSync(join(root, target), join(root, link));
  }
  return root;
}

describe('the image', () => {
  test('is built in one stage and kept without its tools in another', () => {
    expect(rest('FROM')).toEqual(['node:20-slim AS build', 'node:20-slim']);
    expect(rest('RUN').slice(0, 3)).toEqual(['npm ci --no-audit --no-fund', 'npm run build', 'npm prune --omit=dev --no-audit --no-fund']);
  });

  test('runs as nobody in particular, and what it runs it cannot change', () => {
    expect(rest('USER')).toEqual(['node']);
    expect(instructions.findIndex(({ word }) => word === 'USER')).toBeGreaterThan(instructions.findLastIndex(({ word }) => word === 'COPY'));
    expect(rest('COPY').filter((copied) => copied.includes('--chown'))).toEqual([]);
  });

  test('holds no secret and takes none while it is built', () => {
    expect([...rest('ARG'), ...rest('ENV')]).toEqual([]);
    const ignored = readFileSync(join(PIPELINES, 'Dockerfile.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'node_modules', '**/.bxform', '**/*.plan', '**/.env*']));
  });

  test('knows every script its steps call', () => {
    const { scripts } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    const called = rest('RUN').flatMap((line) => [...line.matchAll(/npm run (\w+)/g)].map(([, name]) => name!));
    expect(called.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(called.length).toBeGreaterThan(0);
  });

  test('has in it what bxform needs to run, and no more', () => {
    const root = assembled();
    const [entry] = JSON.parse(rest('ENTRYPOINT')[0]!) as string[];
    const program = join(root, 'usr/local/bin', entry!);
    expect(readlinkSync(program)).toBe(join(root, 'opt/bxform/bin/run.js'));
    const run = (...args: string[]): { readonly status: number | null; readonly stdout: string; readonly stderr: string } =>
      spawnSync(program, args, { cwd: join(root, rest('WORKDIR').at(-1)!), encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: image, NO_COLOR: '1' } });
    expect(run(...(JSON.parse(rest('CMD')[0]!) as string[])).stdout).toContain('USAGE');
    expect(run('init', '.', '--name', 'workshop').status).toBe(0);
    expect(run('lint').stdout).toMatch(/^Linted: /);
    const plan = run('plan', '--portal', 'sandbox', '--detailed-exitcode');
    expect(plan.status, plan.stderr).toBe(2);
    expect(run('autocomplete', 'script', 'bash').status).toBe(0);
    expect(existsSync(join(root, 'opt/bxform/node_modules/vitest'))).toBe(false);
  });
});
