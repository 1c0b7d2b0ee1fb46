// A GitLab that runs the jobs of a pipeline as far as ours need it: rules, variables, needs with artifacts, scripts.

import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PIPELINES, type Environment, type Machine } from './runner.ts';

export interface Job {
  readonly stage: string;
  readonly script: readonly string[];
  readonly extends?: string;
  readonly before_script?: readonly string[];
  readonly after_script?: readonly string[];
  readonly variables?: Environment;
  readonly needs?: readonly string[];
  readonly rules?: readonly { readonly if: string }[];
  readonly environment?: string | { readonly name: string; readonly action: string };
  readonly resource_group?: string;
  readonly interruptible?: boolean;
  readonly allow_failure?: { readonly exit_codes: number };
  readonly artifacts?: { readonly paths: readonly string[]; readonly when?: string; readonly access?: string; readonly reports?: { readonly terraform: string } };
}

const file = parse(readFileSync(join(PIPELINES, '.gitlab-ci.yml'), 'utf8')) as Record<string, any>;
const RESERVED = ['stages', 'variables', 'workflow', 'default'];

export const stages = file['stages'] as readonly string[];
export const workflow = file['workflow'] as { readonly rules: readonly { readonly if: string }[] };
/** Jobs with what they extend filled in. */
export const jobs = new Map(
  Object.entries(file)
    .filter(([name]) => !name.startsWith('.') && !RESERVED.includes(name))
    .map(([name, job]): [string, Job] => [name, { ...(job.extends === undefined ? {} : file[job.extends as string]), ...job } as Job]),
);

const USUAL: Environment = { CI_API_V4_URL: 'https://gitlab.example/api/v4', CI_PROJECT_ID: '12', CI_JOB_TOKEN: 'jobtoken', CI_DEFAULT_BRANCH: 'main' };
export const MERGE_REQUEST: Environment = { CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_IID: '7', BXFORM_GITLAB_TOKEN: 'projecttoken' };
export const PUSH: Environment = { CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: 'main' };
export const NIGHT: Environment = { CI_PIPELINE_SOURCE: 'schedule', CI_COMMIT_BRANCH: 'main' };

/** `$A == "x" && $B != $C && $D` */
function holds(condition: string, environment: Environment): boolean {
  const value = (word: string): string | undefined => (word.startsWith('$') ? environment[word.slice(1)] : word.slice(1, -1));
  return condition.split(' && ').every((term) => {
    const [, left, operator, right] = /^(\$\w+)(?: (==|!=) (\$\w+|"[^"]*"))?$/.exec(term) ?? [];
    if (left === undefined) throw new Error(`what is ${term}?`);
    if (operator === undefined) return (value(left) ?? '') !== '';
    return (value(left) === value(right!)) === (operator === '==');
  });
}

const chosen = (rules: Job['rules'], environment: Environment): boolean => rules === undefined || rules.some((rule) => holds(rule.if, environment));

/** Names of the jobs of a pipeline, in the order of their stages. */
export function jobsOf(kind: Environment): string[] {
  const environment = { ...USUAL, ...kind };
  if (!chosen(workflow.rules, environment)) return [];
  return [...jobs].filter(([, job]) => chosen(job.rules, environment)).sort(([, a], [, b]) => stages.indexOf(a.stage) - stages.indexOf(b.stage)).map(([name]) => name);
}

export interface JobRan {
  readonly code: number;
  readonly output: string;
  readonly status: 'passed' | 'warning' | 'failed';
  readonly folder: string;
}

const filledIn = (text: string, environment: Environment): string => text.replaceAll(/\$(\w+)/g, (_, name: string) => environment[name] ?? '');

/** One job in a fresh checkout; `write` puts the files of the repository there. */
export async function runJob(m: Machine, name: string, kind: Environment, write: (folder: string) => void, earlier: ReadonlyMap<string, string> = new Map()): Promise<JobRan> {
  const job = jobs.get(name)!;
  const folder = join(m.folder, `${name}-${Math.floor(performance.now() * 1000)}`);
  mkdirSync(folder);
  write(folder);
  for (const need of job.needs ?? []) for (const path of jobs.get(need)!.artifacts!.paths) cpSync(join(earlier.get(need)!, path), join(folder, path));
  const secrets: Environment = job.environment === undefined ? {} : { BXFORM_WEBHOOK: m.portal.url };
  const given = { ...USUAL, ...secrets, ...kind };
  const variables = Object.fromEntries(Object.entries({ ...(file['variables'] as Environment), ...job.variables }).map(([key, text]) => [key, filledIn(text, given)]));
  const shell = (lines: readonly string[]): ReturnType<Machine['shell']> => m.shell(lines.join('\n'), folder, { ...variables, ...given }, ['-e', '-o', 'pipefail']);
  const ran = await shell([...(job.before_script ?? []), ...job.script]);
  const after = job.after_script ? await shell(job.after_script) : { output: '', code: 0 };
  for (const path of job.artifacts?.paths ?? []) if (ran.code === 0 && !existsSync(join(folder, path))) throw new Error(`${name} left no ${path}`);
  const allowed = ran.code === job.allow_failure?.exit_codes;
  return { code: ran.code, output: ran.output + after.output, folder, status: ran.code === 0 ? 'passed' : allowed ? 'warning' : 'failed' };
}

/** All jobs of a pipeline, until one fails. */
export async function runPipeline(m: Machine, kind: Environment, write: (folder: string) => void): Promise<ReadonlyMap<string, JobRan>> {
  const ran = new Map<string, JobRan>();
  for (const name of jobsOf(kind)) {
    const job = await runJob(m, name, kind, write, new Map([...ran].map(([done, { folder }]) => [done, folder])));
    ran.set(name, job);
    if (job.status === 'failed') break;
  }
  return ran;
}
