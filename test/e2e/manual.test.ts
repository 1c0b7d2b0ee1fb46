import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { story, type Story } from './harness.ts';

const equipment = 'smartProcesses:\n  equipment:\n    title: Equipment\n    settings: { stages: true, openPermissions: true }\n';
const steps = (text: string): string => `manual:
  robots:
    text: ${text}
    link: /crm/type/{smartProcess.equipment.entityTypeId}/automation/0/
    who: the head of service
    after: [smartProcess.equipment]
  roles: { text: Let the engineers see the equipment, link: /crm/configs/perms/ }
`;
const files = { 'config/equipment.yaml': equipment, 'config/manual.yaml': steps('Build the chain of robots') };

interface Open {
  readonly address: string;
  readonly link?: string;
  readonly waitsFor: readonly string[];
  readonly changed?: true;
}
async function open(s: Story, ...flags: string[]): Promise<readonly Open[]> {
  const { stdout, stderr, code } = await s.bxform('plan', '--json', '--detailed-exitcode', ...flags);
  expect([code === 0 || code === 2, stderr]).toEqual([true, '']);
  expect(complaints('plan', stdout)).toEqual([]);
  return (JSON.parse(stdout) as { manual?: readonly Open[] }).manual ?? [];
}
const addresses = async (s: Story, ...flags: string[]): Promise<string[]> => (await open(s, ...flags)).map(({ address }) => address);

describe('what only a person can do', () => {
  test('is listed by plan and after an apply until it was acknowledged, and again when it changes', async () => {
    const s = await story(files);
    expect(await open(s)).toMatchObject([{ address: 'manual.robots', waitsFor: ['smartProcess.equipment'] }, { address: 'manual.roles', waitsFor: [] }]);
    const applied = await s.bxform('apply', '--yes');
    const host = new URL(s.portal.origin).host;
    const { types } = (await s.call('crm.type.list')) as { types: { entityTypeId: number }[] };
    const link = `http://${host}/crm/type/${types[0]!.entityTypeId}/automation/0/`;
    expect(applied.code).toBe(0);
    expect(applied.stdout.slice(applied.stdout.lastIndexOf('To be done by hand:'))).toContain(
      `  manual.robots: Build the chain of robots\n    ${link}\n    who: the head of service\n    when it is done: \`bxform state ack manual.robots --portal env\`\n`);
    const settled = await s.bxform('plan', '--detailed-exitcode');
    expect([settled.code, settled.stdout.includes('manual.roles'), settled.stdout.endsWith('No changes. The portal matches the configuration.\n')]).toEqual([0, true, true]);

    const acknowledged = await s.bxform('state', 'ack', 'manual.robots', 'manual.roles');
    expect([acknowledged.code, acknowledged.stdout]).toEqual([0, '2 steps acknowledged: manual.robots, manual.roles.\n']);
    expect((await s.bxform('state', 'ack', 'manual.roles')).stdout).toBe('Already acknowledged as it is: manual.roles.\n');
    const quiet = await s.bxform('plan', '--detailed-exitcode');
    expect([quiet.code, quiet.stdout]).toEqual([0, expect.not.stringMatching(/manual|no longer declared/)]);

    s.write('config/manual.yaml', steps('Build another chain of robots'));
    expect(await open(s)).toMatchObject([{ address: 'manual.robots', link, changed: true }]);
    s.write('config/manual.yaml', 'manual: {}\n');
    expect((await s.bxform('plan')).stdout).toMatch(/manual\.roles/);
  });

  test('is remembered with everything else, and can be forgotten', async () => {
    const s = await story(files);
    const acknowledged = await s.bxform('state', 'ack', 'manual.roles', '--json');
    expect([acknowledged.code, complaints('state-list', acknowledged.stdout)]).toEqual([0, []]);
    expect((await s.bxform('state', 'list')).stdout).toMatch(/manual\.roles +acknowledged/);
    const shown = await s.bxform('state', 'show', 'manual.roles', '--json');
    expect([complaints('state-show', shown.stdout), JSON.parse(shown.stdout).entry]).toMatchObject([[], { kind: 'manual', origin: 'acknowledged', acknowledged: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
    expect(await addresses(s)).toEqual(['manual.robots']);
    expect((await s.bxform('apply', '--yes')).code).toBe(0);
    expect(await addresses(s)).toEqual(['manual.robots']);
    expect((await s.bxform('state', 'rm', 'manual.roles')).code).toBe(0);
    expect(await addresses(s)).toEqual(['manual.robots', 'manual.roles']);
  });

  test('goes with a saved plan, the comment and the page, and can be chosen', async () => {
    const s = await story(files);
    expect((await s.bxform('plan', '--out', 'workshop.plan', '--html', 'plan.html')).code).toBe(0);
    expect(readFileSync(join(s.folder, 'plan.html'), 'utf8')).toContain('Build the chain of robots');
    expect((await s.bxform('plan', '--format', 'markdown')).stdout).toContain('#### By hand\n\n- `manual.robots`: Build the chain of robots');
    expect((await s.bxform('plan', '--format', 'gitlab')).stdout).toMatch(/^\{"create":\d+,"update":0,"delete":0\}\n$/);
    expect(await addresses(s, '--only', 'smartProcess.equipment')).toEqual(['manual.robots', 'manual.roles']);
    expect(await addresses(s, '--only', 'manual.roles')).toEqual(['manual.roles']);
    expect(await addresses(s, '--exclude', 'manual.roles')).toEqual(['manual.robots']);
    s.write('config/manual.yaml', 'manual: {}\n');
    const { code, stdout } = await s.bxform('apply', 'workshop.plan', '--yes', '--json');
    expect([code, complaints('apply', stdout)]).toEqual([0, []]);
    expect(JSON.parse(stdout).manual).toMatchObject([{ address: 'manual.robots', link: expect.stringMatching(/type\/\d+\/automation/), waitsFor: [] }, { address: 'manual.roles' }]);
  });

  test('can be switched off for a portal by an overlay', async () => {
    const s = await story({ ...files, 'config/overlay.yaml': 'overlays:\n  - portals: [env]\n    set: { manual.roles: { enabled: false }, manual.robots: { who: the owner } }\n' });
    expect(await open(s)).toMatchObject([{ address: 'manual.robots', who: 'the owner' }]);
  });

  test('is checked with its place', async () => {
    const s = await story({ ...files, 'config/manual.yaml': 'manual:\n  robots: { text: Build, link: "/crm/{smartProcess.equipmnt.id}/", after: [deal, funnel.main] }\n  roles: { link: perms }\n' });
    const { code, stderr } = await s.bxform('validate');
    expect(code).toBe(1);
    expect(stderr).toContain('config/manual.yaml:2:32');
    expect(stderr).toContain('did you mean smartProcess.equipment?');
    expect(stderr).toContain('nothing has the address funnel.main');
    expect(stderr).toContain('a manual step needs `text`');
    expect(stderr).toContain('`link` must be a path on the portal such as /crm/deal/automation/0/');
  });

  test.each([
    [['manual.robot'], 'did you mean manual.robots?'],
    [['smartProcess.equipment'], 'smartProcess.equipment is not a step for a person'],
    [[], 'no step was named'],
  ])('cannot be acknowledged as %j', async (named, message) => {
    const s = await story(files);
    const { code, stderr } = await s.bxform('state', 'ack', ...named);
    expect([code, stderr.includes(message)]).toEqual([1, true]);
  });
});
