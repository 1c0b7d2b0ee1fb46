// A GitHub that runs the jobs of a workflow as far as ours need it: checkouts of a real repository, environments with
// their secrets, steps with their conditions, artifacts.

import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PIPELINES, writeProject, type Environment, type Machine } from './runner.ts';

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Environment;
}
export interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly environment?: string;
  readonly permissions?: Environment;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly env?: Environment;
  readonly 'timeout-minutes': number;
  readonly steps: readonly Step[];
}
export interface Workflow {
  readonly on: unknown;
  readonly permissions: Environment;
  readonly concurrency?: Job['concurrency'];
  readonly env?: Environment;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(PIPELINES, 'github');
export const WORKFLOWS = new Map(readdirSync(folder).filter((name) => name.endsWith('.yml')).map((name) => [name, parse(readFileSync(join(folder, name), 'utf8')) as Workflow]));

const git = (at: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Engineer', '-c', 'user.email=engineer@example.test', '-c', 'init.defaultBranch=main', ...args], { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

export interface Repository {
  readonly machine: Machine;
  /** the bare repository at the forge */
  readonly origin: string;
  readonly commit: (repairs: string) => void;
  /** files of a branch at the forge; undefined: there is no such branch */
  readonly files: (branch: string) => string[] | undefined;
  readonly log: (branch: string) => string[];
  readonly remove: (branch: string) => void;
}

export function repository(m: Machine, repairs?: string): Repository {
  const [origin, clone] = [join(m.folder, 'origin.git'), join(m.folder, 'engineer')];
  git(m.folder, 'init', '--quiet', '--bare', origin);
  git(m.folder, 'clone', '--quiet', origin, clone);
  mkdirSync(join(clone, '.github', 'bxform'), { recursive: true });
  copyFileSync(join(folder, 'state.sh'), join(clone, '.github', 'bxform', 'state.sh'));
  writeFileSync(join(clone, '.gitignore'), 'node_modules/\n.bxform/\n');
  const commit: Repository['commit'] = (text) => {
    writeProject(clone, text);
    git(clone, 'add', '--all');
    git(clone, 'commit', '--quiet', '--message', 'Configuration');
    git(clone, 'push', '--quiet', 'origin', 'HEAD:main');
  };
  commit(repairs ?? '');
  const there = (branch: string): boolean => git(origin, 'branch', '--list', branch).trim() !== '';
  return {
    machine: m,
    origin,
    commit,
    files: (branch) => (there(branch) ? git(origin, 'ls-tree', '-r', '--name-only', branch).trim().split('\n') : undefined),
    log: (branch) => git(origin, 'log', '--format=%s', branch).trim().split('\n'),
    remove: (branch) => void git(origin, 'branch', '--quiet', '-D', branch),
  };
}

export interface JobRan {
  readonly code: number;
  readonly output: string;
  readonly folder: string;
  readonly summary: string;
}

const lookUp = (text: string, context: Environment): string =>
  text.replaceAll(/\$\{\{ ([\w.]+) \}\}/g, (_, name: string) => {
    if (context[name] === undefined) throw new Error(`nothing is called ${name}`);
    return context[name];
  });

const filled = (environment: Environment | undefined, context: Environment): Environment =>
  Object.fromEntries(Object.entries(environment ?? {}).map(([name, text]) => [name, lookUp(text, context)]));

/** One job of a workflow; secrets are those of its environment. */
export async function runJob({ machine: m, origin }: Repository, file: string, name: string, given: Environment = {}): Promise<JobRan> {
  const workflow = WORKFLOWS.get(file)!;
  const job = workflow.jobs[name]!;
  const at = mkdtempSync(join(m.folder, `${name}-`));
  const [paths, summary, artifacts] = [join(m.folder, 'github-path'), join(at, '..', `${name}-summary.md`), join(m.folder, 'artifacts')];
  for (const path of [paths, summary]) writeFileSync(path, '');
  const sha = git(origin, 'rev-parse', 'main').trim();
  const secret: Environment = job.environment === undefined ? {} : { 'secrets.BXFORM_WEBHOOK': m.portal.url };
  const context: Environment = { 'github.sha': sha, 'github.token': 'githubtoken', 'github.event.pull_request.number': '7', ...secret, ...given };
  const environment = { GITHUB_REPOSITORY: 'workshop/portal', GITHUB_SHA: sha, GITHUB_PATH: paths, GITHUB_STEP_SUMMARY: summary, ...filled(workflow.env, context), ...filled(job.env, context) };
  let [code, output] = [0, ''];
  for (const step of job.steps) {
    if (code !== 0 && step.if !== 'always()') continue;
    if (step.run === undefined) use(step, { at, origin, artifacts, context });
    else {
      const path = `${readFileSync(paths, 'utf8').trim().split('\n').join(':')}:${m.programs}:${process.env['PATH']}`;
      const ran = await m.shell(lookUp(step.run, context), at, { ...environment, PATH: path, ...filled(step.env, context) });
      output += ran.output;
      if (code === 0) code = ran.code;
    }
  }
  return { code, output, folder: at, summary: readFileSync(summary, 'utf8') };
}

function use({ uses, with: given }: Step, { at, origin, artifacts, context }: { readonly at: string; readonly origin: string; readonly artifacts: string; readonly context: Environment }): void {
  const [action] = uses!.split('@');
  const kept = (): string => join(artifacts, lookUp(String(given!['name']), context));
  if (action === 'actions/checkout') git(at, 'clone', '--quiet', '--depth=1', `file://${origin}`, '.');
  else if (action === 'actions/upload-artifact') cpSync(join(at, String(given!['path'])), join(kept(), String(given!['path'])));
  else if (action === 'actions/download-artifact') cpSync(kept(), at, { recursive: true });
  else if (action !== 'actions/setup-node') throw new Error(`what is ${uses}?`);
  if (action === 'actions/checkout' && !existsSync(join(at, 'bxform.yaml'))) throw new Error('nothing was checked out');
}
