// Taking a portal into files, comparing it with another, and bringing the other to what it has: with the real binary.

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { seedLivedIn } from '../../src/sandbox/lived-in.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { seedCrowded } from '../../src/sandbox/seed.ts';
import { story, type Ran, type Story } from './harness.ts';

const binary = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const filesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('.bxform')).map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`).sort().join('\n');

interface Agency {
  readonly s: Story;
  readonly first: Sandbox;
  readonly second: Sandbox;
  readonly bxform: (...args: string[]) => Promise<Ran>;
}

const EQUIPMENT = `smartProcesses:
  equipment:
    title: Equipment
    settings: { stages: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: Serial number, mandatory: true }
      STATE: { type: enumeration, label: State, options: { works: Works, broken: Broken } }
      OWNER: { type: crm, label: Owner, to: [contact, smartProcess.site] }
    funnels:
      repair:
        name: Repair
        default: true
        stages:
          NEW: { name: Reported, color: 22B9FF }
          SUCCESS: { name: Repaired, color: 7BD500 }
          FAIL: { name: Written off, color: FF5752 }
    relations: [{ parent: smartProcess.site, list: true }]
  site: { title: Site, settings: { openPermissions: true } }
`;

async function agency(): Promise<Agency> {
  const s = await story({ 'config/equipment.yaml': EQUIPMENT });
  const second = await startSandbox({ clockScale: 1000 });
  onTestFinished(second.close);
  s.write('bxform.yaml', 'bxform: 1\nproject: agency\ninclude: [config/*.yaml]\nportals:\n  first: { language: en, webhook: "${env.FIRST}" }\n  second: { language: en, webhook: "${env.SECOND}" }\n');
  const environment = { FIRST: s.portal.url, SECOND: second.url, BXFORM_WEBHOOK: '', BXFORM_PORTAL: '', BXFORM_PORTAL_CLOCK: '1000' };
  return { s, first: s.portal, second, bxform: (...args) => s.bxformWith(environment, ...args) };
}

const secretsIn = (text: string): boolean => text.includes('sandboxsecret');

describe('pull', () => {
  test('writes a portal as files of a project of its own, whose plan is empty with its state and without it', async () => {
    const { s, first, bxform } = await agency();
    first.setData(seedLivedIn(seedCrowded(first.data())));
    const pulled = await bxform('pull', '--portal', 'first', '--out', 'pulled');
    expect([pulled.code, pulled.stderr]).toEqual([0, '']);
    expect(pulled.stdout).toContain('config/smart-processes/equipment-2.yaml');
    expect(pulled.stdout).toContain('Not pulled:');
    const folder = join(s.folder, 'pulled');
    for (let turn = 0; turn < 2; turn += 1) {
      const plan = await bxform('plan', folder, '--portal', 'first', '--detailed-exitcode', '--strict');
      expect([plan.code, plan.stderr]).toEqual([0, '']);
      expect(plan.stdout).toContain('No changes.');
      rmSync(join(folder, '.bxform'), { recursive: true });
    }
    expect(secretsIn(pulled.stdout + filesIn(folder))).toBe(false);
  });

  test('says the same when it is run again, and writes over nothing that somebody changed', async () => {
    const { s, bxform } = await agency();
    await bxform('apply', '--portal', 'first', '--yes');
    await bxform('pull', '--portal', 'first', '--out', 'pulled');
    const before = filesIn(join(s.folder, 'pulled'));
    expect((await bxform('pull', '--portal', 'first', '--out', 'pulled')).code).toBe(0);
    expect(filesIn(join(s.folder, 'pulled'))).toBe(before);
    const file = join(s.folder, 'pulled/config/smart-processes/equipment.yaml');
    writeFileSync(file, `# ours\n${readFileSync(file, 'utf8')}`);
    const again = await bxform('pull', '--portal', 'first', '--out', 'pulled');
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('config/smart-processes/equipment.yaml is there already')]);
    expect(readFileSync(file, 'utf8')).toContain('# ours');
  });

  test('takes a part, and says what leads out of it', async () => {
    const { s, bxform } = await agency();
    await bxform('apply', '--portal', 'first', '--yes');
    const pulled = await bxform('pull', '--portal', 'first', '--out', 'pulled', '--only', 'smartProcess.equipment', '--json');
    expect(pulled.code).toBe(0);
    const report = JSON.parse(pulled.stdout);
    expect(report.files).toEqual(['bxform.yaml', 'config/smart-processes/equipment.yaml', 'ids/first.yaml']);
    expect(report.left).toEqual([
      { address: 'smartProcess.equipment/field.OWNER', reason: expect.stringContaining('to leads to') },
    ]);
    expect(Object.keys(parse(readFileSync(join(s.folder, 'pulled/config/smart-processes/equipment.yaml'), 'utf8')).smartProcesses.equipment.fields)).toEqual(['SERIAL', 'STATE']);
    expect((await bxform('plan', join(s.folder, 'pulled'), '--portal', 'first', '--detailed-exitcode')).code).toBe(0);
  });

  test('leaves out what files may not say, and tells it', async () => {
    const { s, first, bxform } = await agency();
    await bxform('apply', '--portal', 'first', '--yes');
    const { statuses, enums } = first.data().tables as Record<string, any[]>;
    statuses!.find(({ name }) => name === 'Reported').color = 'reddish';
    enums!.find(({ value }) => value === 'Broken').value = ' ';
    const pulled = await bxform('pull', '--portal', 'first', '--out', 'pulled', '--json');
    expect([pulled.code, pulled.stderr]).toEqual([0, '']);
    expect(JSON.parse(pulled.stdout).left).toEqual(expect.arrayContaining([
      { address: 'smartProcesses.equipment.funnels.repair.stages.NEW', reason: expect.stringContaining('color') },
      { address: 'smartProcesses.equipment.fields.STATE.options.broken', reason: expect.stringContaining('name') },
    ]));
    const plan = await bxform('plan', join(s.folder, 'pulled'), '--portal', 'first', '--detailed-exitcode');
    expect([plan.code, plan.stderr]).toEqual([0, '']);
  });

  test('works with nothing but the environment', async () => {
    const { s, first } = await agency();
    mkdirSync(join(s.folder, 'elsewhere'));
    await promisify(execFile)(process.execPath, [binary, 'pull'], { cwd: join(s.folder, 'elsewhere'), env: { PATH: process.env['PATH'], BXFORM_WEBHOOK: first.url, BXFORM_LANGUAGE: 'en', BXFORM_LANG: 'en', BXFORM_PORTAL_CLOCK: '1000' } });
    expect(existsSync(join(s.folder, 'elsewhere/bxform.yaml'))).toBe(true);
    expect(parse(readFileSync(join(s.folder, 'elsewhere/bxform.yaml'), 'utf8'))).toEqual({ bxform: 1, project: 'elsewhere', portals: { env: {} }, include: ['config/**/*.yaml'] });
  });
});

describe('two portals', () => {
  test('differ where they differ, and are alike after one was replicated to the other', async () => {
    const { bxform, second } = await agency();
    await bxform('apply', '--portal', 'first', '--yes');
    await fetch(`${second.url}crm.type.add`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fields: { title: 'Theirs' } }) });
    const before = await bxform('compare', 'first', 'second', '--detailed-exitcode');
    expect([before.code, before.stderr]).toEqual([2, '']);
    expect(before.stdout).toContain('- only in the first  smartProcess.equipment');
    expect(before.stdout).toContain('+ only in the second smartProcess.theirs');
    const replicated = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes', '--json');
    expect([replicated.code, replicated.stderr]).toEqual([0, '']);
    const { ids, apply } = JSON.parse(replicated.stdout);
    expect(apply.summary).toMatchObject({ failed: 0, blocked: 0 });
    const type = ids.find(({ address }: { address: string }) => address === 'smartProcess.equipment');
    expect(type.from.entityTypeId).not.toBe(type.to.entityTypeId);
    const after = await bxform('compare', 'first', 'second', '--json');
    expect(JSON.parse(after.stdout).changes.map(({ address, action }: any) => `${action} ${address}`)).toEqual(['create smartProcess.theirs']);
    expect((await bxform('replicate', '--from', 'first', '--to', 'second', '--yes')).stdout).toContain('No changes.');
    expect(secretsIn([before, replicated, after].map(({ stdout, stderr }) => stdout + stderr).join())).toBe(false);
  });

  test('of which the second has something of the name already: it is asked for, and taken over on the word', async () => {
    const { bxform, second } = await agency();
    await bxform('apply', '--portal', 'first', '--yes');
    await fetch(`${second.url}crm.type.add`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fields: { title: 'Site', isClientEnabled: 'Y' } }) });
    const asked = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes');
    expect([asked.code, asked.stdout]).toEqual([0, expect.stringContaining('bxform replicate --from first --to second --adopt smartProcess.site')]);
    const taken = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes', '--adopt', 'smartProcess.site');
    expect([taken.code, taken.stderr.includes('error')]).toEqual([0, false]);
    expect((await bxform('replicate', '--from', 'first', '--to', 'second', '--yes')).stdout).toContain('No changes.');
  });

  test('call lists by other names: what is not on the second is asked for in its place, and nothing is guessed', async () => {
    const { s, first, second, bxform } = await agency();
    s.write('config/equipment.yaml', 'crm: { deal: { fields: { PART: { type: iblock_element, label: Part, list: SPARE_PARTS } } } }\n');
    expect((await bxform('apply', '--portal', 'first', '--yes')).code).toBe(0);
    const parts = second.data().tables['lists']!.find((row) => row['CODE'] === 'SPARE_PARTS')!;
    Object.assign(parts, { CODE: 'ERSATZTEILE', NAME: 'Ersatzteile' });
    const open = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes');
    expect([open.code, open.stderr]).toEqual([1, expect.stringContaining('second has no list "SPARE_PARTS"')]);
    expect(open.stderr).toContain('write into mappings/second.yaml what to take instead: lists: { "SPARE_PARTS": … }');
    expect(second.data().tables['fields']!.filter((row) => row['fieldName'] === 'UF_CRM_DEAL_PART')).toEqual([]);
    s.write('mappings/second.yaml', '# by Petra\nlists: { SPARE_PARTS: ERSATZTEILE }\n');
    const replicated = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes');
    expect([replicated.code, replicated.stdout]).toEqual([0, expect.stringContaining('Apply: 1 done')]);
    const listOf = (portal: Sandbox): unknown => portal.data().tables['fields']!.find((row) => row['fieldName'] === 'UF_CRM_DEAL_PART')!['settings'].IBLOCK_ID;
    expect(String(listOf(second))).toBe(parts['ID']);
    expect(String(listOf(first))).toBe(first.data().tables['lists']!.find((row) => row['CODE'] === 'SPARE_PARTS')!['ID']);
    expect((await bxform('compare', 'first', 'second')).stdout).not.toContain('deal/field.PART');
    s.write('mappings/second.yaml', 'lists: [SPARE_PARTS]\npeople: {}\n');
    const wrong = await bxform('replicate', '--from', 'first', '--to', 'second', '--yes');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('mappings/second.yaml:1:')]);
    expect(wrong.stderr).toContain('mappings/second.yaml:2:');
  });

  test('of two languages say the same, each in its own', async () => {
    const { s, bxform } = await agency();
    const project = readFileSync(join(s.folder, 'bxform.yaml'), 'utf8');
    s.write('bxform.yaml', project.replace('second: { language: en', 'second: { language: ru'));
    await bxform('apply', '--portal', 'first', '--yes');
    expect((await bxform('replicate', '--from', 'first', '--to', 'second', '--yes')).code).toBe(0);
    expect((await bxform('compare', 'first', 'second')).stdout).toContain('No differences.');
  });

  test('and files are compared alike', async () => {
    const { s, bxform } = await agency();
    await bxform('apply', '--portal', 'first', '--yes');
    expect((await bxform('compare', '.', 'first')).stdout).toContain('No differences.');
    s.write('config/equipment.yaml', EQUIPMENT.replace('label: State', 'label: Condition').replace('mandatory: true', 'mandatory: false'));
    const differing = await bxform('compare', 'first', '.', '--format', 'markdown');
    expect(differing.stdout).toContain('**0 only in the second, 2 different, 0 only in the first**');
    expect(differing.stdout).toContain('+ label.en: "Condition"');
    expect(JSON.parse((await bxform('compare', 'first', '.', '--format', 'gitlab')).stdout)).toEqual({ create: 0, update: 2, delete: 0 });
    expect((await bxform('compare', 'first', 'nowhere')).stderr).toContain('neither a portal of this project nor a folder');
  });
});
