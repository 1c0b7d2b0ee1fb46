import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { repository, runJob, WORKFLOWS, type Repository } from './github.ts';
import { byHand, machine, REFUSED_ONCE, REPAIRS } from './runner.ts';

const STATE = 'bxform-state/staging';
const RENAMED = REPAIRS.replace('Came in', 'Brought in');
const started = async (repairs = REPAIRS): Promise<Repository> => repository(await machine(), repairs);
const pull = (r: Repository, name: string): ReturnType<typeof runJob> => runJob(r, 'validate-and-plan.yml', name);
const apply = async (r: Repository): Promise<readonly [number, number, string]> => {
  const plan = await runJob(r, 'apply.yml', 'plan');
  const applied = await runJob(r, 'apply.yml', 'apply');
  return [plan.code, applied.code, plan.output + applied.output];
};
const drift = (r: Repository, given = {}): ReturnType<typeof runJob> => runJob(r, 'drift.yml', 'drift', given);
const types = async (r: Repository): Promise<unknown[]> => (await byHand(r.machine.portal, 'crm.type.list', {})).types as unknown[];

describe('the workflows', () => {
  test.each([...WORKFLOWS])('%s may do only what it needs, and not for ever', (_file, workflow) => {
    expect(workflow.permissions['contents']).toBe('read');
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test('give the webhook to no job without an environment, and none to forks', () => {
    for (const [file, { jobs }] of WORKFLOWS) for (const [name, job] of Object.entries(jobs)) expect(JSON.stringify(job).includes('secrets.'), `${file} ${name}`).toBe(job.environment !== undefined);
    expect(WORKFLOWS.get('validate-and-plan.yml')!.jobs['plan']!.if).toBe('github.event.pull_request.head.repo.full_name == github.repository');
  });

  test('apply one plan at a time, to the end, and only there write to the repository', () => {
    const writing = [...WORKFLOWS].flatMap(([file, { jobs, permissions }]) => Object.entries(jobs).filter(([, job]) => (job.permissions ?? permissions)['contents'] === 'write').map(([name]) => `${file} ${name}`));
    expect(writing).toEqual(['apply.yml apply']);
    expect(WORKFLOWS.get('apply.yml')!.jobs['apply']).toMatchObject({ needs: 'plan', environment: 'staging', concurrency: { group: 'bxform-apply-staging', 'cancel-in-progress': false } });
  });
});

test('under a pull request: checked, planned, and one comment that is written over', async () => {
  const r = await started();
  expect((await pull(r, 'validate')).code).toBe(0);
  const plan = await pull(r, 'plan');
  expect(plan.code, plan.output).toBe(0);
  expect(r.machine.kept('comments.json')).toEqual([{ id: 100, body: expect.stringMatching(/^<!-- bxform plan staging -->\n[^]*Came in/) }]);
  r.commit(RENAMED);
  await pull(r, 'plan');
  expect(r.machine.kept('comments.json')).toEqual([{ id: 100, body: expect.stringMatching(/^<!-- bxform plan staging -->\n[^]*Brought in/) }]);
  expect(readFileSync(r.machine.forge('sent.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { method: string }).method)).toEqual(['POST', 'PATCH']);
  expect(await types(r)).toEqual([]);
  expect(r.files(STATE)).toBeUndefined();
});

test('mistakes in the files fail the check without a portal', async () => {
  const r = await started(REPAIRS.replace('string', 'strnig'));
  expect((await pull(r, 'validate')).code).toBe(1);
  expect(r.machine.portal.requests).toHaveLength(0);
});

test('on the default branch: the saved plan is applied, the state is kept on its branch, and the next run goes on from it', async () => {
  const r = await started();
  const [planned, applied, output] = await apply(r);
  expect([planned, applied], output).toEqual([0, 0]);
  expect(output).toContain('No state is kept yet.');
  expect(r.files(STATE)).toEqual(['state/staging.json']);
  expect(r.files('main')).not.toContain('.bxform/state/staging.json');
  r.commit(RENAMED);
  const [plannedAgain, appliedAgain, said] = await apply(r);
  expect([plannedAgain, appliedAgain], said).toEqual([0, 0]);
  expect(said).toContain('1 done, 0 failed');
  expect(r.log(STATE)).toHaveLength(2);
  await apply(r);
  expect(r.log(STATE), 'nothing was applied, so there is nothing to keep').toHaveLength(2);
  expect(r.machine.printed()).not.toContain('sandboxsecret');
});

test('the plan is shown in the summary of the run before it is applied', async () => {
  const r = await started();
  expect((await runJob(r, 'apply.yml', 'plan')).summary).toContain('Came in');
  expect(await types(r)).toEqual([]);
});

test('a plan that somebody overtook is refused with 6, and what is remembered stays as it was', async () => {
  const r = await started();
  await apply(r);
  r.commit(RENAMED);
  await runJob(r, 'apply.yml', 'plan');
  const [stage] = (await byHand(r.machine.portal, 'crm.status.list', { filter: { NAME: 'Came in' } })) as { ID: string }[];
  await byHand(r.machine.portal, 'crm.status.update', { id: stage!.ID, fields: { NAME: 'Handed in' } });
  expect((await runJob(r, 'apply.yml', 'apply')).code).toBe(6);
  expect(r.log(STATE)).toHaveLength(1);
});

test('an apply that was done in part fails with 4 and is remembered as far as it went', async () => {
  const r = repository(await machine(REFUSED_ONCE), REPAIRS);
  expect((await apply(r))[1]).toBe(4);
  expect(r.files(STATE)).toContain('state/staging.json');
  const [, applied, output] = await apply(r);
  expect(applied, output).toBe(0);
  expect(output).not.toContain('No state is kept yet.');
  expect(output).toContain('1 done, 0 failed');
});

test('a state that was lost costs nothing: the same things are found again', async () => {
  const r = await started();
  await apply(r);
  r.remove(STATE);
  r.commit(RENAMED);
  const [, applied, output] = await apply(r);
  expect(applied, output).toBe(0);
  expect(output).toContain('1 done, 0 failed');
  expect(await types(r)).toHaveLength(1);
});

test('every night: one issue says what drifted until it is put right; no access fails with 3', async () => {
  const r = await started();
  await apply(r);
  expect(await drift(r)).toMatchObject({ code: 0, output: expect.stringContaining('No drift') });
  const rename = async (from: string, to: string): Promise<void> => {
    const [stage] = (await byHand(r.machine.portal, 'crm.status.list', { filter: { NAME: from } })) as { ID: string }[];
    await byHand(r.machine.portal, 'crm.status.update', { id: stage!.ID, fields: { NAME: to } });
  };
  await rename('Came in', 'Handed in');
  expect(await drift(r)).toMatchObject({ code: 0, output: expect.stringContaining('::warning::The portal staging is not as declared') });
  await rename('Handed in', 'Dropped off');
  await drift(r);
  expect(r.machine.kept('issues.json')).toEqual([{ number: 1, title: 'The portal staging is not as declared', body: expect.stringContaining('Dropped off'), open: true }]);
  await rename('Dropped off', 'Came in');
  await drift(r);
  expect(r.machine.kept('issues.json')[0].open).toBe(false);
  const refused = await drift(r, { 'secrets.BXFORM_WEBHOOK': r.machine.portal.url.replace('sandboxsecret', 'wrongsecret') });
  expect(refused).toMatchObject({ code: 3, output: expect.stringContaining('::error::') });
  expect(r.machine.kept('issues.json')).toHaveLength(1);
  expect(r.machine.printed()).not.toMatch(/sandboxsecret|wrongsecret/);
});

test('a repository that cannot be reached is an error, not an empty state', async () => {
  const r = await started();
  const { code, output } = await r.machine.shell(`git clone --quiet "file://$ORIGIN" gone && cd gone && git remote set-url origin "$ORIGIN-gone" && bash .github/bxform/state.sh fetch`, r.machine.folder, { ORIGIN: r.origin, BXFORM_PORTAL: 'staging' });
  expect(code).not.toBe(0);
  expect(output).not.toContain('No state is kept yet.');
});
