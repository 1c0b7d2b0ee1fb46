import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jobs, jobsOf, MERGE_REQUEST, NIGHT, PUSH, runJob, runPipeline, stages, type JobRan } from './gitlab.ts';
import { byHand, machine, REFUSED_ONCE, REPAIRS, writeProject, type Machine } from './runner.ts';

const told = (ran: ReadonlyMap<string, JobRan>): string[] => [...ran].map(([name, { status, code }]) => `${name} ${status} ${code}`);
const said = (ran: ReadonlyMap<string, JobRan>): string => [...ran].map(([name, { output }]) => `${name}:\n${output}`).join('\n');
const renamed = (folder: string): void => writeProject(folder, REPAIRS.replace('Came in', 'Brought in'));
const night = (m: Machine, more = {}): Promise<JobRan> => runJob(m, 'drift', { ...NIGHT, ...more }, writeProject);
const changeByHand = async (m: Machine): Promise<void> => {
  const [stage] = (await byHand(m.portal, 'crm.status.list', { filter: { NAME: 'Came in' } })) as { ID: string }[];
  await byHand(m.portal, 'crm.status.update', { id: stage!.ID, fields: { NAME: 'Handed in' } });
};

describe('the file', () => {
  test('gives each kind of pipeline its jobs', () => {
    expect(jobsOf(MERGE_REQUEST)).toEqual(['validate', 'plan', 'comment']);
    expect(jobsOf({ ...MERGE_REQUEST, BXFORM_GITLAB_TOKEN: '' })).toEqual(['validate', 'plan']);
    expect(jobsOf(PUSH)).toEqual(['validate', 'plan', 'apply']);
    expect(jobsOf(NIGHT)).toEqual(['drift']);
    expect(jobsOf({ ...PUSH, CI_COMMIT_BRANCH: 'feature' })).toEqual([]);
  });

  test('has stages, scripts and needs that fit together', () => {
    for (const [name, job] of jobs) {
      expect(stages, name).toContain(job.stage);
      expect(job.script.length, name).toBeGreaterThan(0);
      for (const need of job.needs ?? []) expect(stages.indexOf(jobs.get(need)!.stage), `${name} needs ${need}`).toBeLessThanOrEqual(stages.indexOf(job.stage));
    }
  });

  test('applies one plan at a time, to the end, and is the only job that deploys', () => {
    expect(jobs.get('apply')).toMatchObject({ resource_group: 'bxform-staging', interruptible: false, environment: { name: 'staging' } });
    expect(jobs.get('plan')!.environment).toEqual({ name: 'staging', action: 'prepare' });
    expect(jobs.get('drift')!.environment).toEqual({ name: 'staging', action: 'verify' });
  });

  test('shows its plans to developers only', () => {
    for (const [name, job] of jobs) if (job.artifacts) expect(job.artifacts.access, name).toBe('developer');
  });
});

test('under a merge request: checked, planned, counted, and one comment that is written over', async () => {
  const m = await machine({ hasBxform: true });
  const first = await runPipeline(m, MERGE_REQUEST, writeProject);
  expect(told(first), said(first)).toEqual(['validate passed 0', 'plan passed 0', 'comment passed 0']);
  const report = jobs.get('plan')!.artifacts!.reports!.terraform;
  expect(JSON.parse(readFileSync(join(first.get('plan')!.folder, report), 'utf8'))).toEqual({ create: 3, update: 4, delete: 2 });
  expect(m.kept('notes.json')).toEqual([{ id: 100, body: expect.stringMatching(/^<!-- bxform plan staging -->\n[^]*smartProcess\.repair[^]*Came in/) }]);
  await runPipeline(m, MERGE_REQUEST, renamed);
  expect(m.kept('notes.json')).toEqual([{ id: 100, body: expect.stringMatching(/^<!-- bxform plan staging -->\n[^]*Brought in/) }]);
  expect((await byHand(m.portal, 'crm.type.list', {})).types).toEqual([]);
});

test('on the default branch: the saved plan is applied, the state is kept, and the next pipeline goes on from it', async () => {
  const m = await machine({ hasBxform: true });
  const first = await runPipeline(m, PUSH, writeProject);
  expect(told(first), said(first)).toEqual(['validate passed 0', 'plan passed 0', 'apply passed 0']);
  expect(first.get('plan')!.output).toContain('No state is kept yet.');
  expect((await byHand(m.portal, 'crm.type.list', {})).types).toHaveLength(1);
  const second = await runPipeline(m, PUSH, renamed);
  expect(told(second), said(second)).toEqual(['validate passed 0', 'plan passed 0', 'apply passed 0']);
  expect(second.get('apply')!.output).toContain('1 done, 0 failed');
  const state = JSON.parse(readFileSync(join(second.get('apply')!.folder, '.bxform/state/staging.json'), 'utf8')) as { serial: number };
  const before = JSON.parse(readFileSync(join(first.get('apply')!.folder, '.bxform/state/staging.json'), 'utf8')) as { serial: number };
  expect(state.serial).toBeGreaterThan(before.serial);
  expect(m.printed()).not.toContain('sandboxsecret');
});

test('an apply that was done in part fails with 4 and is remembered as far as it went', async () => {
  const m = await machine({ hasBxform: true, ...REFUSED_ONCE });
  expect(told(await runPipeline(m, PUSH, writeProject)).at(-1)).toBe('apply failed 4');
  const again = await runPipeline(m, PUSH, writeProject);
  expect(told(again).at(-1), said(again)).toBe('apply passed 0');
  expect(again.get('apply')!.output).toContain('1 done, 0 failed');
});

test('a state that was lost costs nothing: the same things are found again', async () => {
  const m = await machine({ hasBxform: true });
  await runPipeline(m, PUSH, writeProject);
  rmSync(m.forge('packages'), { recursive: true });
  const again = await runPipeline(m, PUSH, renamed);
  expect(again.get('apply')!.output).toContain('1 done, 0 failed');
  expect((await byHand(m.portal, 'crm.type.list', {})).types).toHaveLength(1);
});

test('a plan that somebody overtook is refused with 6 and changes nothing', async () => {
  const m = await machine({ hasBxform: true });
  const late = await runJob(m, 'plan', PUSH, renamed);
  await runPipeline(m, PUSH, writeProject);
  const apply = await runJob(m, 'apply', PUSH, renamed, new Map([['plan', late.folder]]));
  expect([apply.code, apply.status]).toEqual([6, 'failed']);
  expect(await byHand(m.portal, 'crm.status.list', { filter: { NAME: 'Brought in' } })).toEqual([]);
});

test('a plan with mistakes in the files stops before the portal is touched', async () => {
  const m = await machine({ hasBxform: true });
  const ran = await runPipeline(m, PUSH, (folder) => writeProject(folder, REPAIRS.replace('string', 'strnig')));
  expect(told(ran)).toEqual(['validate failed 1']);
  expect(m.portal.requests).toHaveLength(0);
});

test('when the forge cannot say whether there is a state, nothing is planned', async () => {
  const m = await machine({ hasBxform: true });
  writeFileSync(m.forge('broken'), '');
  const plan = await runJob(m, 'plan', PUSH, writeProject);
  expect(plan.status).toBe('failed');
  expect(plan.output).toContain('The state could not be fetched: HTTP 503');
  expect(m.portal.requests).toHaveLength(0);
});

test('every night: no drift passes, drift warns with 2 and keeps what it is, no access fails with 3, broken files with 1', async () => {
  const m = await machine({ hasBxform: true });
  await runPipeline(m, PUSH, writeProject);
  expect(await night(m)).toMatchObject({ code: 0, status: 'passed' });
  await changeByHand(m);
  const drift = await night(m);
  expect(drift).toMatchObject({ code: 2, status: 'warning' });
  expect(readFileSync(join(drift.folder, 'drift.md'), 'utf8')).toContain('Handed in');
  expect(await night(m, { BXFORM_WEBHOOK: m.portal.url.replace('sandboxsecret', 'wrongsecret') })).toMatchObject({ code: 3, status: 'failed' });
  expect(await runJob(m, 'drift', NIGHT, (folder) => mkdirSync(join(folder, 'config')))).toMatchObject({ code: 1, status: 'failed' });
  expect(m.printed()).not.toMatch(/sandboxsecret|wrongsecret/);
});
