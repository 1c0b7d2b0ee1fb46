// Scripts around a portal: written once, run on the next portal with the next portal's ids.

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/index.ts';
import { compiled, missing, run } from '../report/programs.ts';
import { story, type Story } from './harness.ts';

const PROJECT = `bxform: 1
project: workshop
portals:
  staging: { webhook: "\${env.STAGING}" }
  production: { webhook: "\${env.PRODUCTION}" }
include: [config/*.yaml]
`;
const CONFIG = `smartProcesses:
  equipment:
    title: Equipment
    settings: { stages: true, funnels: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: { en: Serial number } }
      PART2: { type: string, label: { en: Second part } }
      STATE: { type: enumeration, label: { en: State }, options: { ok: Works, class: Broken } }
    funnels:
      main: { name: Repair, default: true, stages: { NEW: New, SUCCESS: Done, FAIL: Lost } }
      rental: { name: Rental, stages: { NEW: Reserved, SUCCESS: Returned, FAIL: Lost } }
    relations: [{ parent: deal }]
crm:
  deal:
    fields: { CONTRACT: { type: string, label: { en: Contract } } }
    funnels: { service: { name: Service, stages: { NEW: New, WON: Won, LOSE: Lost } } }
dictionaries: { SOURCE: { entries: { EXPO: Exhibition } } }
workplaces: { workshop: { title: Workshop, smartProcesses: [equipment] } }
outputs: { FOREMAN: 'user["repair@example.test"]' }
`;

/** Both print the records to be made: a drill on rental, and a deal from the exhibition. */
const TYPESCRIPT = `import type { Portal } from './staging.ts';
declare const process: { readonly argv: readonly string[] };
const { portal }: { readonly portal: Portal } = await import(process.argv[2]!);
const { equipment } = portal.smartProcesses;
const { SERIAL, PART2, STATE } = equipment.fields;
const { rental } = equipment.funnels;
const { fields: { CONTRACT }, funnels: { service }, entityTypeId } = portal.crm.deal;
const drill = { title: 'Drill', categoryId: rental.id, stageId: rental.stages.NEW, [SERIAL.name]: 'A-1', [PART2.name]: 'B-2', [STATE.name]: STATE.options.class, assignedById: portal.outputs.FOREMAN.id };
const deal = { title: 'Repair', categoryId: service.id, stageId: service.stages.NEW, sourceId: portal.dictionaries.SOURCE.entries.EXPO, [CONTRACT.name]: 'C-3' };
console.log(JSON.stringify([{ entityTypeId: equipment.entityTypeId, fields: drill }, { entityTypeId, fields: deal }]));
`;
const PYTHON = `import importlib, json, sys
portal = importlib.import_module(sys.argv[1]).portal
equipment, deals = portal['smartProcesses']['equipment'], portal['crm']['deal']
fields, rental, service = equipment['fields'], equipment['funnels']['rental'], deals['funnels']['service']
drill = {'title': 'Drill', 'categoryId': rental['id'], 'stageId': rental['stages']['NEW'], fields['SERIAL']['name']: 'A-1', fields['PART2']['name']: 'B-2',
         fields['STATE']['name']: fields['STATE']['options']['class'], 'assignedById': portal['outputs']['FOREMAN']['id']}
deal = {'title': 'Repair', 'categoryId': service['id'], 'stageId': service['stages']['NEW'], 'sourceId': portal['dictionaries']['SOURCE']['entries']['EXPO'],
        deals['fields']['CONTRACT']['name']: 'C-3'}
print(json.dumps([{'entityTypeId': equipment['entityTypeId'], 'fields': drill}, {'entityTypeId': deals['entityTypeId'], 'fields': deal}]))
`;

type Call = Story['call'];
interface Portal {
  readonly call: Call;
  readonly bxform: Story['bxform'];
}
interface NewRecord {
  readonly entityTypeId: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

const callAt = (url: string): Call => async (method, params = {}) => {
  const answer = await fetch(`${url}${method}.json`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params) });
  return ((await answer.json()) as { readonly result: unknown }).result;
};

/** One project on two portals; the second had smart processes, funnels and sources of its own before. */
async function twoPortals(): Promise<{ readonly s: Story; readonly portals: Readonly<Record<string, Portal>> }> {
  const s = await story({ 'bxform.yaml': PROJECT, 'config/workshop.yaml': CONFIG, 'scripts/make.ts': TYPESCRIPT, 'scripts/make.py': PYTHON });
  const other = await startSandbox({ clockScale: 200 });
  onTestFinished(() => other.close());
  const there = callAt(other.url);
  for (const title of ['Rooms', 'Keys']) await there('crm.type.add', { fields: { title, isStagesEnabled: 'Y' } });
  await there('crm.category.add', { entityTypeId: 2, fields: { name: 'Sales' } });
  await there('crm.status.add', { fields: { ENTITY_ID: 'SOURCE', STATUS_ID: 'FAIR', NAME: 'Fair' } });
  const on = (portal: string): Story['bxform'] => (...args) => s.bxformWith({ BXFORM_PORTAL: portal, STAGING: s.portal.url, PRODUCTION: other.url }, ...args);
  const portals = { staging: { call: s.call, bxform: on('staging') }, production: { call: there, bxform: on('production') } };
  for (const { bxform } of Object.values(portals)) expect((await bxform('apply', '--yes')).stdout).toContain(' 0 failed, 0 skipped, 0 blocked, 0 unknown');
  return { s, portals };
}

/** The records of a script made on a portal, as they read back. */
async function made(call: Call, records: readonly NewRecord[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return Promise.all(records.map(async ({ entityTypeId, fields }) => {
    const { item } = await call('crm.item.add', { entityTypeId, fields });
    return (await call('crm.item.get', { entityTypeId, id: item.id })).item;
  }));
}

const noPython = missing('python3');

describe('the same script on two portals', () => {
  test(`makes records with the ids of each, by the constants of each${noPython === '' ? '' : ` (without Python: none is installed)`}`, async () => {
    const { s, portals } = await twoPortals();
    const folder = join(s.folder, 'scripts');
    for (const [name, { bxform }] of Object.entries(portals)) {
      for (const [format, ending] of [['ts', 'ts'], ['python', 'py']] as const) {
        const file = `scripts/${name}.${ending}`;
        expect(await bxform('outputs', '--format', format, '--out', file)).toMatchObject({ code: 0, stdout: '' });
        const printed = await bxform('outputs', '--format', format, '--lang', 'ru');
        expect([printed.code, printed.stdout]).toEqual([0, readFileSync(join(s.folder, file), 'utf8')]);
      }
    }
    expect(compiled(folder, 'make.ts', 'production.ts')).toEqual([]);
    const types: number[] = [];
    for (const [name, { call }] of Object.entries(portals)) {
      const printed = run(folder, process.execPath, 'make.js', `./${name}.js`);
      const records = JSON.parse(printed) as readonly NewRecord[];
      if (noPython === '') expect(JSON.parse(run(folder, 'python3', 'make.py', name))).toEqual(records);
      const back = await made(call, records);
      for (const [at, record] of back.entries()) expect(record).toMatchObject(records[at]!.fields);
      const { fields } = await call('crm.item.fields', { entityTypeId: records[0]!.entityTypeId });
      const broken = Object.values<any>(fields).find(({ type }) => type === 'enumeration').items.find(({ VALUE }: { readonly VALUE: string }) => VALUE === 'Broken');
      expect(Object.values(records[0]!.fields)).toContain(Number(broken.ID));
      types.push(records[0]!.entityTypeId);
    }
    expect(new Set(types).size).toBe(2);
  });
});

const PLAIN = 'smartProcesses: { repair: { title: Repairs, settings: { openPermissions: false }, fields: { LINE_NO: { type: string, label: { en: Line } } } } }\n';

describe('a file of constants', () => {
  test('is left as it was when a field cannot be told from another one on the portal', async () => {
    const s = await story({ 'config/repair.yaml': PLAIN });
    await s.bxform('apply', '--yes');
    expect((await s.bxform('outputs', '--format', 'php', '--out', 'portal.php')).code).toBe(0);
    const before = readFileSync(join(s.folder, 'portal.php'), 'utf8');
    expect(before).toMatch(/'LINE_NO' => \[\n +'name' => 'ufCrm\d+LineNo',\n +'column' => 'UF_CRM_\d+_LINE_NO',\n/);
    const [{ id }] = (await s.call('crm.type.list')).types;
    await s.call('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_LINE__NO`, userTypeId: 'string' } });
    const ran = await s.bxform('outputs', '--format', 'php', '--out', 'portal.php');
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringMatching(/config\/repair\.yaml:1:\d+ error the portal calls one of these fields ufCrm\d+LineNo /)]);
    expect(readFileSync(join(s.folder, 'portal.php'), 'utf8')).toBe(before);
    const printed = await s.bxform('outputs', '--format', 'php');
    expect([printed.code, printed.stdout]).toEqual([1, expect.stringMatching(/'LINE_NO' => \[\n +'column' => /)]);
  });

  test('that cannot be written is a mistake that leaves nothing behind', async () => {
    const s = await story({ 'config/repair.yaml': PLAIN });
    mkdirSync(join(s.folder, 'portal.ts'));
    for (const file of ['portal.ts', 'nowhere/portal.ts']) {
      const ran = await s.bxform('outputs', '--format', 'ts', '--out', file);
      expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(`${file} cannot be written: `)]);
    }
    expect(readdirSync(s.folder).filter((name) => name.startsWith('portal'))).toEqual(['portal.ts']);
    expect(existsSync(join(s.folder, 'nowhere'))).toBe(false);
  });

  test('is any format, and not two at once', async () => {
    const s = await story({ 'config/repair.yaml': PLAIN });
    await s.bxform('apply', '--yes');
    expect((await s.bxform('outputs', '--json', '--out', 'outputs.json')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(s.folder, 'outputs.json'), 'utf8')).outputs).toHaveProperty('smartProcess.repair');
    expect(await s.bxform('outputs', '--json', '--format', 'ts')).toMatchObject({ code: 1, stdout: expect.stringContaining('--json and --format ts ask for different things') });
  });
});
