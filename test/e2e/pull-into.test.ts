// What was changed on a portal by hand, pulled into the files of the project that made it: with the real binary.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaints } from '../report/output-schemas.ts';
import { story, type Story } from './harness.ts';

const PROJECT = `bxform: 1
project: workshop
portals: { env: { language: en } }
include: [config/**/*.yaml]
variables:
  shop: Repair shop
`;

const EQUIPMENT = `# What the workshop repairs.
smartProcesses:
  equipment: # devices of clients
    title: Equipment
    settings:
      stages: true # repairs go through stages
      openPermissions: false

    fields:
      # printed on the case
      SERIAL: { type: string, label: Serial number, mandatory: true } # always there
      STATE:
        type: enumeration
        label: { en: State, ru: Состояние }
        options:
          works: Works   # as new
          broken: Broken
          lost: Lost
      SHOP: { type: string, label: "\${var.shop}" }

    funnels:
      repair:
        name: 'Repair' # the only one
        default: true
        stages:
          # where everything begins
          NEW: { name: Reported, color: 22B9FF }
          WORK: { name: In repair, color: FFA900 } # on the bench
          TEST: { name: Testing, color: 7BD500 }
          SUCCESS: { name: Repaired, color: 7BD500 }
          FAIL: { name: Written off, color: FF5752 }
`;

const filesIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('.bxform')).map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'utf8')}`).sort().join('\n');
const fileIn = (s: Story, path: string): string => readFileSync(join(s.folder, path), 'utf8');
const withoutState = (s: Story): void => rmSync(join(s.folder, '.bxform'), { recursive: true, force: true });

async function planIsEmpty(s: Story): Promise<void> {
  const plan = await s.bxform('plan', '--detailed-exitcode');
  expect([plan.stdout, plan.stderr, plan.code]).toEqual([expect.stringContaining('No changes.'), '', 0]);
}

async function applied(files: Record<string, string>): Promise<Story> {
  const s = await story({ 'bxform.yaml': PROJECT, ...files });
  const run = await s.bxform('apply', '--yes');
  expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('error')]);
  return s;
}

const typeOf = async (s: Story, title: string): Promise<any> => (await s.call('crm.type.list')).types.find((type: any) => type.title === title);
const fieldsOf = async (s: Story, type: any): Promise<any[]> => (await s.call('userfieldconfig.list', { moduleId: 'crm', select: { 0: '*' }, filter: { entityId: `CRM_${type.id}` } })).fields;
const fieldOf = async (s: Story, type: any, name: string): Promise<any> => {
  const { id } = (await fieldsOf(s, type)).find((field) => field.fieldName.endsWith(`_${name}`));
  return (await s.call('userfieldconfig.get', { moduleId: 'crm', id })).field;
};

/** Labels, stages, the funnel, options, a field and a smart process, as somebody with the portal open would. */
async function byHand(s: Story): Promise<void> {
  const type = await typeOf(s, 'Equipment');
  const serial = await fieldOf(s, type, 'SERIAL');
  await s.call('userfieldconfig.update', { moduleId: 'crm', id: serial.id, field: { editFormLabel: { en: 'Serial no.' }, mandatory: 'N' } });
  const state = await fieldOf(s, type, 'STATE');
  await s.call('userfieldconfig.update', { moduleId: 'crm', id: state.id, field: { userTypeId: 'enumeration', editFormLabel: { en: 'Condition', ru: 'Состояние' }, enum: state.enum.filter(({ value }: any) => value !== 'Lost') } });
  await s.call('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${type.id}`, fieldName: `UF_CRM_${type.id}_1737000000`, userTypeId: 'date', editFormLabel: { en: 'Bought on' } } });
  const { categories: [funnel] } = await s.call('crm.category.list', { entityTypeId: type.entityTypeId });
  await s.call('crm.category.update', { entityTypeId: type.entityTypeId, id: funnel.id, fields: { name: 'Repairs' } });
  const entityId = `DYNAMIC_${type.entityTypeId}_STAGE_${funnel.id}`;
  const stages = (await s.call('crm.status.list', { filter: { ENTITY_ID: entityId } })) as any[];
  const test = stages.find(({ NAME }) => NAME === 'Testing');
  const work = stages.find(({ NAME }) => NAME === 'In repair');
  await s.call('crm.status.update', { id: test.ID, fields: { NAME: 'Testing', SORT: Number(work.SORT) - 1 } });
  await s.call('crm.status.add', { fields: { ENTITY_ID: entityId, STATUS_ID: 'PARTS', NAME: 'Waiting for parts', SORT: Number(work.SORT) + 1, COLOR: '#22B9FF' } });
  await s.call('crm.type.add', { fields: { title: 'Site', isOpenForEveryone: 'Y' } });
}

describe('pull --into', () => {
  test('says in the files what was changed by hand, and leaves every other byte', async () => {
    const s = await applied({ 'config/equipment.yaml': EQUIPMENT });
    await byHand(s);
    const pulled = await s.bxform('pull', '--into', '.');
    expect([pulled.stderr, pulled.code]).toEqual(['', 0]);
    await expect(pulled.stdout).toMatchFileSnapshot('golden/pull-into.txt');
    await s.bxform('apply', '--yes');
    const before = filesIn(s.folder);
    const again = await s.bxform('pull', '--into', '.', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ files: [], edits: [], kept: [] });
    expect(filesIn(s.folder)).toBe(before);
  });

  test('and the plan is empty after it, with the state and without it', async () => {
    const s = await applied({ 'config/equipment.yaml': EQUIPMENT.replace("          lost: Lost\n", '') });
    await byHand(s);
    expect((await s.bxform('pull', '--into', '.')).code).toBe(0);
    await planIsEmpty(s);
    withoutState(s);
    await planIsEmpty(s);
  });

  test('leaves variables, secrets, policies and what is not there, and says so', async () => {
    const s = await story({
      'bxform.yaml': `${PROJECT}policies:\n  - { policy: initial, address: "smartProcess.site/field.NOTE", properties: [label] }\n`,
      'config/site.yaml': 'smartProcesses:\n  site:\n    title: Site\n    settings: { openPermissions: true }\n    fields:\n      SHOP: { type: string, label: "${var.shop}" }\n      KEY: { type: string, label: "${env.SITE_KEY}" }\n      NOTE: { type: string, label: Note }\n      GONE: { type: string, label: Gone } # not for long\n',
    });
    const bxform = (...args: string[]) => s.bxformWith({ SITE_KEY: 'hush-hush' }, ...args);
    expect((await bxform('apply', '--yes')).code).toBe(0);
    const type = await typeOf(s, 'Site');
    for (const name of ['SHOP', 'KEY', 'NOTE']) {
      await s.call('userfieldconfig.update', { moduleId: 'crm', id: (await fieldOf(s, type, name)).id, field: { editFormLabel: { en: `${name} of theirs` } } });
    }
    await s.call('userfieldconfig.delete', { moduleId: 'crm', id: (await fieldOf(s, type, 'GONE')).id });
    const before = filesIn(s.folder);
    const pulled = await bxform('pull', '--into', '.', '--json');
    expect(complaints('pull', pulled.stdout)).toEqual([]);
    expect(JSON.parse(pulled.stdout).kept).toEqual([
      { address: 'smartProcess.site/field.NOTE', property: 'label.en', reason: 'a policy leaves it to the portal; the portal says "NOTE of theirs"' },
      { address: 'smartProcess.site/field.GONE', reason: expect.stringContaining('declared and not on the portal') },
      { address: 'smartProcess.site/field.KEY', property: 'label.en', reason: 'its value comes from a secret; the portal says something else' },
      { address: 'smartProcess.site/field.SHOP', property: 'label.en', reason: 'its value comes from a variable; the portal says "SHOP of theirs"' },
    ]);
    expect(filesIn(s.folder)).toBe(before);
    expect(pulled.stdout + pulled.stderr).not.toMatch(/hush-hush|KEY of theirs/);
  });

  test('writes nothing at all where the files have a mistake', async () => {
    const s = await applied({ 'config/equipment.yaml': EQUIPMENT });
    await byHand(s);
    for (const [broken, problem] of [['smartProcesses: [\n', 'error'], ['smartProcesses:\n  desk: { title: Desk, settings: { openPermissions: true }, relations: [{ parent: smartProcess.nowhere }] }\n', 'nowhere']]) {
      s.write('config/desk.yaml', broken!);
      const before = filesIn(s.folder);
      const pulled = await s.bxform('pull', '--into', '.');
      expect([pulled.code, pulled.stderr]).toEqual([1, expect.stringContaining(problem!)]);
      expect(filesIn(s.folder)).toBe(before);
    }
    const nowhere = await s.bxform('pull', '--into', 'nowhere');
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining('There is no bxform.yaml in nowhere')]);
  });

  test('edits overlays where they have the say, and the project file where no other file is read', async () => {
    const s = await story({
      'bxform.yaml': 'bxform: 1\nproject: workshop # ours\nportals: { env: { language: en } }\ninclude: [config/site.yaml]\noverlays:\n  - portals: [env]\n    set:\n      smartProcess.site: { title: Sites here } # only here\n',
      'config/site.yaml': '\uFEFFsmartProcesses:\r\n  site: # place\r\n    title: Site\r\n    settings: { openPermissions: true }\r\n    fields:\r\n      KIND: { type: enumeration, options: { flat: Flat, house: House, yard: Yard } } # kinds\r\n',
    });
    expect((await s.bxform('apply', '--yes')).code).toBe(0);
    const type = await typeOf(s, 'Sites here');
    await s.call('crm.type.update', { id: type.id, fields: { title: 'Places' } });
    const kind = await fieldOf(s, type, 'KIND');
    await s.call('userfieldconfig.update', { moduleId: 'crm', id: kind.id, field: { userTypeId: 'enumeration', enum: kind.enum.map((each: any) => ({ ...each, sort: 1000 - Number(each.sort) })) } });
    await s.call('crm.type.add', { fields: { title: 'Desk', isOpenForEveryone: 'Y' } });
    const pulled = await s.bxform('pull', '--into', '.');
    expect([pulled.code, pulled.stderr]).toEqual([0, '']);
    expect(fileIn(s, 'bxform.yaml')).toBe('bxform: 1\nproject: workshop # ours\nportals: { env: { language: en } }\ninclude: [config/site.yaml]\noverlays:\n  - portals: [env]\n    set:\n      smartProcess.site: { title: Places } # only here\nsmartProcesses:\n  desk:\n    title: Desk\n    settings: { openPermissions: true }\n');
    expect(fileIn(s, 'config/site.yaml')).toBe('\uFEFFsmartProcesses:\r\n  site: # place\r\n    title: Site\r\n    settings: { openPermissions: true }\r\n    fields:\r\n      KIND: { type: enumeration, options: { yard: Yard, house: House, flat: Flat } } # kinds\r\n');
    await planIsEmpty(s);
  });

  test('adds what every portal has only where the files say something of it, and only what was asked for', async () => {
    const s = await applied({ 'config/crm.yaml': 'crm:\n  deal: # sales\n    fields:\n      CONTRACT: { type: string } # number\n' });
    await s.call('crm.status.add', { fields: { ENTITY_ID: 'SOURCE', STATUS_ID: 'EXPO', NAME: 'Exhibition', SORT: 5 } });
    const part = JSON.parse((await s.bxform('pull', '--into', '.', '--only', 'dictionary.SOURCE/entry.EXPO', '--json')).stdout);
    expect(part.files).toEqual(['config/dictionaries.yaml']);
    expect(fileIn(s, 'config/dictionaries.yaml')).toBe('dictionaries:\n  SOURCE:\n    entries: { EXPO: Exhibition }\n');
    const whole = JSON.parse((await s.bxform('pull', '--into', '.', '--json')).stdout);
    expect(whole.files).toEqual(['config/crm.yaml', 'config/dictionaries.yaml']);
    expect(fileIn(s, 'config/dictionaries.yaml')).toMatch(/^dictionaries:\n {2}SOURCE:\n {4}entries: \{ EXPO: Exhibition, CALL: [^\n]*\n$/);
    expect(fileIn(s, 'config/crm.yaml')).toMatch(/^crm:\n {2}deal: # sales\n {4}fields:\n {6}CONTRACT: \{ type: string \} # number\n {4}funnels:\n {6}default:\n/);
    await planIsEmpty(s);
  });

  test('does not declare beside what is there what cannot stand beside it', async () => {
    const shop = (home: string): string => `smartProcesses:\n  site: { title: Site, settings: { openPermissions: true } }\nworkplaces:\n  here: { title: Here, smartProcesses: [${home === 'here' ? 'site' : ''}] }\n  there: { title: There, smartProcesses: [${home === 'there' ? 'site' : ''}] } # elsewhere\n`;
    const s = await applied({ 'config/shop.yaml': shop('here') });
    s.write('config/shop.yaml', shop('there'));
    expect((await s.bxform('apply', '--yes')).code).toBe(0);
    s.write('config/shop.yaml', shop('here'));
    const pulled = JSON.parse((await s.bxform('pull', '--into', '.', '--json')).stdout);
    expect(pulled.files).toEqual([]);
    expect(pulled.kept.map(({ address }: any) => address)).toEqual(['workplace.here/member.site', 'workplace.there/member.site']);
    expect(fileIn(s, 'config/shop.yaml')).toBe(shop('here'));
  });

  test('leaves a switch that would take away what is declared behind it, and says so', async () => {
    const s = await applied({ 'config/equipment.yaml': EQUIPMENT });
    const type = await typeOf(s, 'Equipment');
    await s.call('crm.type.update', { id: type.id, fields: { title: 'Machines', isStagesEnabled: 'N' } });
    const pulled = JSON.parse((await s.bxform('pull', '--into', '.', '--json')).stdout);
    expect(pulled.kept).toEqual([{ address: 'smartProcess.equipment', property: 'settings.stages', reason: expect.stringMatching(/declares stages while settings.stages is false.*the portal says false/) }]);
    expect(fileIn(s, 'config/equipment.yaml')).toBe(EQUIPMENT.replace('title: Equipment', 'title: Machines'));
  });
});
