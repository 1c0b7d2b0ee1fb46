import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { story } from './harness.ts';

const files = {
  'config/repair.yaml': `smartProcesses:
  repair:
    title: Repair
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: Serial number }
`,
};

test('a plan is printed as a comment, as the numbers GitLab shows, as JSON under either name, and as text', async () => {
  const s = await story(files);
  const comment = await s.bxform('plan', '--format', 'markdown');
  expect(comment.stdout).toMatch(/^### Plan for workshop on env\n\n\*\*2 to create\*\*/);
  expect(comment.stdout).toContain('```diff\n@@ create smartProcess.repair @@\n+ title: "Repair"\n');
  expect((await s.bxform('plan', '--format', 'gitlab')).stdout).toBe('{"create":2,"update":0,"delete":0}\n');
  const json = await s.bxform('plan', '--json');
  const same = await s.bxform('plan', '--format', 'json');
  const decisions = (text: string): unknown => ({ ...JSON.parse(text), state: undefined, fingerprint: undefined });
  expect(decisions(same.stdout)).toEqual(decisions(json.stdout));
  expect((await s.bxform('plan', '--json', '--format', 'json')).code).toBe(0);
  expect((await s.bxform('plan', '--format', 'text')).stdout).toMatch(/^Plan for workshop on env/);
});

test('--json beside another format is a mistake that is named before the portal is asked', async () => {
  const s = await story(files);
  const ran = await s.bxform('plan', '--json', '--format', 'markdown');
  expect(ran.code).toBe(1);
  const { problems } = JSON.parse(ran.stdout) as { problems: { code: string; message: string; hint: string }[] };
  expect(problems).toMatchObject([{ code: 'usage', message: '--json and --format markdown ask for different things', hint: 'leave one of them out: --json is the same as --format json' }]);
  expect(s.portal.requests).toHaveLength(0);
});

test('what goes wrong under --format json is JSON too', async () => {
  const s = await story(files);
  const refused = await s.bxformWith({ BXFORM_WEBHOOK: `${s.portal.origin}/rest/1/wrong/` }, 'plan', '--format', 'json');
  expect(refused.code).toBe(3);
  expect(JSON.parse(refused.stdout)).toMatchObject({ problems: [{ code: 'access-denied' }] });
});

test('--html writes the page beside any format and beside a saved plan', async () => {
  const s = await story(files);
  const ran = await s.bxform('plan', '--format', 'gitlab', '--html', 'plan.html', '--out', 'repair.plan');
  expect(ran.stdout).toBe('{"create":2,"update":0,"delete":0}\n');
  expect(readFileSync(join(s.folder, 'plan.html'), 'utf8')).toContain('<code><span class="hidden">smartProcess.repair/</span>field.SERIAL</code>');
  expect((await s.bxform('apply', 'repair.plan', '--yes')).code).toBe(0);
  await s.bxform('plan', '--html', 'plan.html');
  const page = readFileSync(join(s.folder, 'plan.html'), 'utf8');
  expect(page).toContain('No changes. The portal matches the configuration.');
  expect(page).toContain('<figcaption>Stays as it is</figcaption>');
});

test('a secret is in no format and on no page, neither before nor after it is applied, nor when it changes', async () => {
  const secret = 'Project Blue Heron';
  const s = await story({
    'config/lab.yaml': `smartProcesses:
  prototype:
    title: "\${env.CODENAME}"
    settings: { openPermissions: false, stages: true }
    fields:
      PLACE: { type: string, label: Where, default: "\${env.CODENAME}, bench 4" }
    funnels:
      main: { name: "\${env.CODENAME}", default: true, stages: { NEW: "\${env.CODENAME}", SUCCESS: Done, FAIL: Gone } }
`,
  });
  const spellings = [secret, encodeURIComponent(secret), secret.replaceAll(' ', '+'), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
  const shown = async (codename: string): Promise<string> => {
    const parts: string[] = [];
    for (const format of ['text', 'json', 'markdown', 'gitlab']) {
      const { stdout, stderr, code } = await s.bxformWith({ CODENAME: codename }, 'plan', '--format', format, '--html', `${format}.html`);
      expect(code, stderr).toBe(0);
      parts.push(stdout, stderr, readFileSync(join(s.folder, `${format}.html`), 'utf8'));
    }
    for (const flags of [['graph'], ['graph', '--live'], ['graph', '--json'], ['graph', '--live', '--json'], ['graph', '--live', '--format', 'dot']]) {
      const { stdout, stderr, code } = await s.bxformWith({ CODENAME: codename }, ...flags);
      expect(code, stderr).toBe(0);
      parts.push(stdout, stderr);
    }
    return parts.join('\n');
  };
  const texts = [await shown(secret)];
  await s.bxformWith({ CODENAME: secret }, 'apply', '--yes');
  texts.push(await shown(secret));
  for (const text of texts) for (const spelling of spellings) expect(text).not.toContain(spelling);
  const changed = await s.bxformWith({ CODENAME: 'Grey Heron' }, 'plan', '--format', 'markdown', '--html', 'changed.html');
  for (const text of [changed.stdout, readFileSync(join(s.folder, 'changed.html'), 'utf8')]) {
    expect(text).toContain('(secret, changed)');
    for (const spelling of [...spellings, 'Grey Heron']) expect(text).not.toContain(spelling);
  }
});

test('what is there already under a secret name, and has to be adopted for what is below it, is spoken of by its id', async () => {
  const secret = 'Project Blue Heron';
  const s = await story({
    'config/lab.yaml': `smartProcesses:
  prototype:
    title: "\${env.CODENAME}"
    entityTypeId: 1050
    settings: { openPermissions: false }
    fields:
      PLACE: { type: string, label: Where }
`,
  });
  await s.call('crm.type.add', { fields: { title: secret, entityTypeId: 1050, isCategoriesEnabled: 'N', isUseInUserfieldEnabled: 'N' } });
  for (const format of ['text', 'json', 'markdown']) {
    const { stdout, stderr, code } = await s.bxformWith({ CODENAME: secret }, 'plan', '--format', format, '--html', 'plan.html');
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('the portal already has it');
    for (const text of [stdout, readFileSync(join(s.folder, 'plan.html'), 'utf8')]) expect(text).not.toContain(secret);
  }
});
