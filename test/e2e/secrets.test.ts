import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story } from './harness.ts';

const SECRET = 'Project Blue Heron';
const environment = { CODENAME: SECRET, FLOOR: 'second floor' };

const files = {
  'bxform.yaml': 'bxform: 1\nproject: workshop\nportals: { env: { language: en } }\nvariables: { floor: { env: FLOOR, sensitive: false } }\ninclude: [config/**/*.yaml]\n',
  'config/secret.yaml': `smartProcesses:
  prototype:
    title: "\${env.CODENAME}"
    settings: { openPermissions: false, stages: true }
    fields:
      PLACE: { type: string, label: "Where on the \${var.floor}", default: "\${env.CODENAME}, bench 4" }
    funnels:
      main: { name: "\${env.CODENAME}", default: true }
workplaces:
  lab: { title: "Lab of \${env.CODENAME}", smartProcesses: [prototype] }
`,
};

function kept(folder: string): string {
  const state = join(folder, '.bxform', 'state');
  return readdirSync(state).map((name) => readFileSync(join(state, name), 'utf8')).join('\n');
}

test('a value from the environment reaches the portal and nothing else: no output, plan, state or journal', async () => {
  const s = await story(files);
  const ran = [
    await s.bxformWith(environment, 'plan'),
    await s.bxformWith(environment, 'plan', '--json'),
    await s.bxformWith(environment, 'plan', '--out', 'lab.plan'),
    await s.bxformWith(environment, 'apply', 'lab.plan', '--yes'),
    await s.bxformWith(environment, 'plan', '--detailed-exitcode'),
    await s.bxformWith({ ...environment, CODENAME: 'Grey Heron' }, 'plan'),
    await s.bxformWith(environment, 'state', 'list'),
  ];
  expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(ran[5]!.stdout).toContain('(secret, changed)');
  for (const { stdout, stderr } of ran) expect(stdout + stderr).not.toContain(SECRET);
  expect(readFileSync(join(s.folder, 'lab.plan'), 'utf8')).not.toContain(SECRET);
  expect(kept(s.folder)).not.toContain(SECRET);
  const { types } = await s.call('crm.type.list');
  expect(types.map((type: { title: string }) => type.title)).toContain(SECRET);
});

test('a saved plan refuses another value of a secret than the one it was made with', async () => {
  const s = await story(files);
  await s.bxformWith(environment, 'plan', '--out', 'lab.plan');
  const applied = await s.bxformWith({ ...environment, CODENAME: 'Grey Heron' }, 'apply', 'lab.plan', '--yes');
  expect(applied.code).toBe(6);
  expect(applied.stderr).toContain('${env.CODENAME} is not the one the plan was made with');
  expect((await s.call('crm.type.list')).types).toEqual([]);
});

test('a same-named thing of somebody else is spoken of by its id when the name is made of a secret', async () => {
  const s = await story(files);
  await s.call('crm.type.add', { fields: { title: SECRET } });
  const planned = await s.bxformWith(environment, 'plan');
  expect(planned.stdout).toContain('blocked');
  expect(planned.stdout + planned.stderr).not.toContain(SECRET);
});

test('what a portal says when it refuses a secret is withheld, because it may repeat it', async () => {
  const s = await story(files, { faults: [{ method: 'crm.type.add', kind: 'error', code: 'BX_ERROR', description: `${SECRET} is too long`, status: 400 }] });
  const applied = await s.bxformWith(environment, 'apply', '--yes');
  expect(applied.code).toBe(4);
  expect(applied.stdout).toContain('withheld');
  expect(applied.stdout + applied.stderr).not.toContain(SECRET);
});
