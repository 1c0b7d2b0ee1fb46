import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { applicationStory, secretsIn } from './application.ts';
import { story } from './harness.ts';

const config = { 'config/equipment.yaml': 'smartProcesses:\n  equipment:\n    title: Equipment\n    settings: { stages: false, openPermissions: false }\n    fields:\n      SERIAL: { type: string, label: Serial number }\n' };
const codes = (text: string): string[] => (JSON.parse(text) as { findings: { level: string; code: string }[] }).findings.map(({ level, code }) => `${level} ${code}`);

test('doctor finds a portal well, and says what it looked at', async () => {
  const s = await story(config);
  const { code, stdout, stderr } = await s.bxform('doctor');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^ok {4}127\.0\.0\.1:\d+ answers\nok {4}the webhook acts for user 1 \(.+\)\nok {4}the webhook acts for an administrator of the portal\n/);
  expect(stdout).toContain('info  nothing has been applied to this portal from here yet');
  expect(stdout.endsWith('\n\nAll is well.\n')).toBe(true);
  expect(stdout).not.toContain(s.portal.url.split('/').at(-2));
  await s.bxform('apply', '--yes');
  const json = await s.bxform('doctor', '--json');
  expect(complaints('doctor', json.stdout)).toEqual([]);
  expect(codes(json.stdout)).toEqual(['ok reachable', 'ok who', 'ok administrator', 'ok scopes', 'info no-application', 'ok methods', 'info licence', 'ok language', 'ok limits', 'ok state']);
});

test('doctor exits with 3 when the portal does not let us work', async () => {
  const s = await story(config, { admin: false });
  const { code, stdout } = await s.bxform('doctor', '--json');
  expect([code, codes(stdout).filter((found) => found.startsWith('error'))]).toEqual([3, ['error not-an-administrator']]);
  const wrong = await s.bxformWith({ BXFORM_WEBHOOK: s.portal.url.replace(/\w+\/$/, 'wr0ngsecret/') }, 'doctor');
  expect([wrong.code, wrong.stdout.includes('wr0ngsecret')]).toEqual([3, false]);
  expect(wrong.stdout).toContain('the webhook is not let in: INVALID_CREDENTIALS');
});

test('doctor exits with 1 when nobody answers', async () => {
  const s = await story(config);
  await s.portal.close();
  const { code, stdout } = await s.bxform('doctor');
  expect([code, /^error {2}127\S+ does not answer: no connection/.test(stdout)]).toEqual([1, true]);
});

test('doctor says that an administrator has to confirm, and speaks Russian', async () => {
  const s = await story(config);
  s.portal.addFaults({ method: 'user.admin', command: true, kind: 'error', code: 'METHOD_CONFIRM_WAITING', status: 401 });
  const { code, stdout } = await s.bxformWith({ BXFORM_LANG: 'ru' }, 'doctor');
  expect(code).toBe(3);
  expect(stdout).toMatch(/^хорошо {4}127\S+ отвечает\nошибка {4}вебхук ждёт подтверждения администратора\n {10}совет: /);
});

test('doctor tells who is applying', async () => {
  const s = await story(config);
  mkdirSync(join(s.folder, '.bxform', 'state'), { recursive: true });
  const file = `${new URL(s.portal.url).host.replace(':', '_')}.lock`;
  writeFileSync(join(s.folder, '.bxform', 'state', file), JSON.stringify({ pid: 1, host: `not ${hostname()}`, started: '2026-03-02T09:00:00.000Z' }));
  const { code, stdout } = await s.bxform('doctor');
  expect([code, stdout.includes(`another bxform is applying: process 1 on not ${hostname()} since 2026-03-02`)]).toEqual([0, true]);
});

test('doctor examines the webhook and the application, and no secret is seen', async () => {
  const s = await applicationStory();
  const before = await s.bxform('doctor', '--json');
  expect([before.code, codes(before.stdout)]).toEqual([3, ['ok reachable', 'error not-let-in', 'info token', 'info state']]);
  await s.login();
  s.issuer.accessToken = 'expired meanwhile';
  const { code, stdout } = await s.bxform('doctor', '--json');
  expect([code, codes(stdout)]).toEqual([0, ['ok reachable', 'ok who', 'ok administrator', 'ok scopes', 'info licence', 'ok language', 'ok limits', 'ok token', 'info state']]);
  expect(secretsIn(before.stdout + stdout)).toEqual([]);
  expect(complaints('doctor', stdout)).toEqual([]);
});
