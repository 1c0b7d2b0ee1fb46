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
