// Saying which thing on the portal is meant, and moving what is remembered: import, adopt, and the state's own commands.

import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Story } from './harness.ts';
import { story } from './harness.ts';
import { applied, byHand, changeOf, configure, dump, expectNoChanges, expectUntouched, forget, planned, table, workshop } from './workshop.ts';

const LIVED_IN = `
crm:
  deal:
    fields:
      SERIAL: { type: string, label: Serial number of the machine }
      CONTRACT: { type: string, label: Contract number }
      CONDITION: { type: enumeration, label: Condition, options: { works: Works, broken: Broken, gone: Scrapped } }
    funnels:
      default: { stages: { VISIT: Visit on site } }
      contracts: { name: Service contracts, sort: 300 }
`;

const idsOf = (s: Story): string => readFileSync(join(s.folder, 'ids/env.yaml'), 'utf8').split('\n').slice(2).join('\n');
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

describe('import', () => {
  test('names a field by its code, a stage by its code, a funnel by its name, and apply then changes those and nothing else', async () => {
    const s = await workshop(LIVED_IN);
    await byHand(s, { livedIn: true });
    const before = dump(s);
    for (const [address, id] of [['deal/field.SERIAL', 'UF_CRM_1737036800'], ['deal/field.CONTRACT', 'UF_CRM_CONTRACT'], ['deal/field.CONDITION', 'UF_CRM_1737036861'], ['deal/funnel.default/stage.VISIT', 'UC_A1B2C3'], ['deal/funnel.contracts', 'Service contracts']] as const) {
      const ran = await s.bxform('import', address, id);
      expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(`${address} is `)]);
    }
    expect(dump(s)).toEqual(before);
    expect(lines(idsOf(s))).toEqual([
      'deal/field.SERIAL: { fieldName: UF_CRM_1737036800 }',
      'deal/field.CONTRACT: { fieldName: UF_CRM_CONTRACT }',
      'deal/field.CONDITION: { fieldName: UF_CRM_1737036861 }',
      'deal/funnel.default/stage.VISIT: { statusId: UC_A1B2C3 }',
      expect.stringMatching(/^deal\/funnel\.contracts: \{ id: \d+ \}$/),
    ]);
    const plan = await planned(s);
    expect(plan.summary).toMatchObject({ create: 1, delete: 0, adopt: 0, blocked: 0 });
    await applied(s);
    await expectNoChanges(s);
    const named = new Set(['UF_CRM_1737036800', 'UF_CRM_CONTRACT', 'UF_CRM_1737036861']);
    const fields = new Set(table(s, 'fields').filter((row) => named.has(String(row['fieldName'])) && row['entityId'] === 'CRM_DEAL').map((row) => row['id']));
    expectUntouched(before, dump(s), (name, row) =>
      (name === 'fields' && fields.has(row['id'])) || (name === 'enums' && fields.has(row['userFieldId'])) || row['statusId'] === 'UC_A1B2C3' || row['name'] === 'Service contracts');
    forget(s);
    await expectNoChanges(s);
  });

  test('tells what there is when nothing or several things could be meant, and writes nothing', async () => {
    const s = await workshop(`${LIVED_IN}smartProcesses:\n  equipment: { title: Equipment, settings: { openPermissions: false }, fields: { SERIAL: { type: string } } }\n`);
    await byHand(s, { livedIn: true });
    const refused = async (address: string, id: string): Promise<string> => {
      const ran = await s.bxform('import', address, id);
      expect(ran.code).toBe(1);
      return ran.stderr;
    };
    expect(await refused('deal/field.SERIAL', 'UF_CRM_NOWHERE')).toMatch(/nothing on the portal that could be deal\/field\.SERIAL has the id, code or name UF_CRM_NOWHERE\n {2}hint: there are: .*\(Serial number\)/);
    expect(await refused('deal/field.SERIAL', 'Serial number')).toContain('2 things on the portal could be meant by Serial number');
    expect(await refused('deal/field.SERAIL', '1')).toContain('did you mean deal/field.SERIAL?');
    expect(await refused('smartProcess.equipment/field.SERIAL', '1')).toContain('it is not known which thing on the portal smartProcess.equipment is');
    expect(existsSync(join(s.folder, 'ids'))).toBe(false);
  });

  test('does not give one thing two addresses', async () => {
    const s = await workshop('crm: { deal: { fields: { SERIAL: { type: string, label: Serial }, NUMBER: { type: string, label: Number } } } }');
    await byHand(s, { livedIn: true });
    expect((await s.bxform('import', 'deal/field.SERIAL', 'UF_CRM_1737036800')).code).toBe(0);
    const again = await s.bxform('import', 'deal/field.NUMBER', 'UF_CRM_1737036800', '--json');
    expect([again.code, JSON.parse(again.stdout).problems[0].code]).toEqual([1, 'already-taken']);
  });

  test('prints JSON for programs', async () => {
    const s = await workshop(LIVED_IN);
    await byHand(s, { livedIn: true });
    const ran = await s.bxform('import', 'deal/field.SERIAL', 'UF_CRM_1737036800', '--json');
    expect(JSON.parse(ran.stdout)).toEqual({
      format: 'bxform-ids-report/1', portal: 'env', file: 'ids/env.yaml', byWord: [], inDoubt: [],
      written: [{ address: 'deal/field.SERIAL', ids: { fieldName: 'UF_CRM_1737036800' }, name: 'Serial number' }],
    });
  });

  test('corrects an id that was written down wrongly, also when the state remembers the other thing', async () => {
    const s = await workshop('crm: { deal: { fields: { SERIAL: { type: string, label: Serial number } } } }');
    await byHand(s, { livedIn: true });
    await s.bxform('import', 'deal/field.SERIAL', 'UF_CRM_1741255200');
    await applied(s);
    expect((await s.bxform('import', 'deal/field.SERIAL', 'UF_CRM_1737036800')).code).toBe(0);
    await applied(s);
    await expectNoChanges(s);
    const shown = JSON.parse((await s.bxform('state', 'show', 'deal/field.SERIAL', '--json')).stdout);
    expect(JSON.stringify(shown)).toContain('UF_CRM_1737036800');
  });
});

describe('what is called the same and stands under a key nobody declares', () => {
  const CONDITION = (word = ''): string => `
crm:
  deal:
    fields: { STATE: { type: string, label: { ru: Состояние, en: Condition }${word} } }
    funnels: { default: { stages: { VISIT: { name: Site visit${word} } } } }
dictionaries: { SOURCE: { entries: { FAIR: { name: Trade fair stand${word} } } } }
`;
  const ADDRESSES = ['deal/field.STATE', 'deal/funnel.default/stage.VISIT', 'dictionary.SOURCE/entry.FAIR'];

  test('is asked about rather than made a second time, and taken over or made on the word', async () => {
    const s = await workshop(CONDITION());
    await byHand(s, { livedIn: true, calls: [{ method: 'crm.status.add', params: { fields: { ENTITY_ID: 'SOURCE', STATUS_ID: 'UC_FAIR01', NAME: 'Trade fair stand', SORT: 300 } } }] });
    const before = dump(s);
    const asked = await planned(s);
    expect(asked.changes.map(({ address, action }) => [address, action]).sort()).toEqual(ADDRESSES.map((address) => [address, 'blocked']));
    for (const address of ADDRESSES) expect(changeOf(asked, address).answers).toEqual([expect.stringMatching(/^adopt: \d+ {3}# /), expect.stringMatching(/^create: true/)]);
    configure(s, CONDITION(', create: true'));
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s), (name) => name === 'enums');
    expect(table(s, 'fields').filter((row) => row['fieldName'] === 'UF_CRM_DEAL_STATE')).toHaveLength(1);
  });

  test('is no question when it has a declared key of its own', async () => {
    const s = await workshop(`
smartProcesses:
  machine:
    title: Machine
    settings: { openPermissions: false }
    fields: { INNER: { type: string, label: Number }, OUTER: { type: string, label: Number } }
`);
    await applied(s);
    await expectNoChanges(s);
    configure(s, `
smartProcesses:
  machine:
    title: Machine
    settings: { openPermissions: false }
    fields: { INNER: { type: string, label: Number }, OUTER: { type: string, label: Number }, THIRD: { type: string, label: Number } }
`);
    await applied(s);
    await expectNoChanges(s);
  });
});

describe('adopt', () => {
  test('takes over all that can only be meant one way, and names what is still a question', async () => {
    const s = await workshop(`
crm:
  deal:
    fields: { CONTRACT: { type: string, label: Contract number } }
    funnels: { contracts: { name: Service contracts, sort: 300 } }
  lead: { fields: { 1738000000: { type: string, label: Lead } } }
`.replace('  lead: { fields: { 1738000000: { type: string, label: Lead } } }\n', ''));
    await byHand(s, { livedIn: true });
    const before = dump(s);
    const ran = await s.bxform('adopt', '**', '--json');
    const report = JSON.parse(ran.stdout);
    expect([ran.code, report.written.map((each: { address: string }) => each.address), report.inDoubt]).toEqual([0, ['deal/funnel.contracts'], ['deal/field.CONTRACT']]);
    expect(dump(s)).toEqual(before);
    const again = await s.bxform('adopt', 'deal/funnel.*');
    expect(again.stdout).toContain('Nothing to adopt');
    expect((await planned(s)).changes.map(({ address, action }) => [address, action])).toEqual([['deal/field.CONTRACT', 'blocked'], ['deal/funnel.contracts', 'update']]);
  });

  test('wants to know what, and refuses addresses nobody declares', async () => {
    const s = await workshop(LIVED_IN);
    const [nothing, unknown] = [await s.bxform('adopt'), await s.bxform('adopt', 'deal/funel.*')];
    expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining('nothing was named to be adopted')]);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('nothing is declared at deal/funel.*')]);
  });
});

const MACHINES = (key: string): string => `smartProcesses:\n  ${key}:\n    title: Machines\n    settings: { openPermissions: false, stages: true }\n    fields: { SERIAL: { type: string, label: Serial } }\n    relations: [{ parent: deal }]\n`;

describe('state mv', () => {
  test('lets a key be renamed in the files without anything happening on the portal, state or no state', async () => {
    const s = await workshop(MACHINES('machines'));
    await applied(s);
    const before = dump(s);
    const ran = await s.bxform('state', 'mv', 'smartProcess.machines', 'smartProcess.equipment');
    expect([ran.code, ran.stdout]).toEqual([0, '3 addresses moved from smartProcess.machines to smartProcess.equipment.\n']);
    configure(s, MACHINES('equipment'));
    await expectNoChanges(s);
    expect((await planned(s)).leftAlone).toEqual([]);
    forget(s);
    await expectNoChanges(s);
    await applied(s);
    expect(dump(s).tables).toEqual(before.tables);
  });

  test('refuses what would hide another address', async () => {
    const s = await workshop(`${MACHINES('machines')}  boats: { title: Boats, settings: { openPermissions: false } }\n`);
    await applied(s);
    const ran = await s.bxform('state', 'mv', 'smartProcess.machines', 'smartProcess.boats');
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('the state has smartProcess.boats already')]);
    await expectNoChanges(s);
  });
});

const NAMED = { 'bxform.yaml': 'bxform: 1\nproject: workshop\nportals: { staging: { webhook: "${env.HOOK}", language: en } }\ninclude: [config/*.yaml]\n', 'config/machines.yaml': MACHINES('machines') };
const on = (s: Story, hook: string, ...args: string[]) => s.bxformWith({ HOOK: hook, BXFORM_PORTAL: 'staging' }, ...args);

describe('state rebind', () => {
  test('ties the state to the new domain of the same portal', async () => {
    const s = await story(NAMED);
    const moved = s.portal.url.replace('127.0.0.1', 'localhost');
    expect((await on(s, s.portal.url, 'apply', '--yes')).code).toBe(0);
    const refused = await on(s, moved, 'plan');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('state rebind')]);
    const ran = await on(s, moved, 'state', 'rebind');
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringMatching(/^The state of 127\.0\.0\.1:\d+ is that of localhost:\d+ now; 1 root was found again\.\n$/)]);
    expect((await on(s, moved, 'plan', '--detailed-exitcode')).code).toBe(0);
    expect((await on(s, moved, 'state', 'rebind')).stdout).toContain('already');
  });

  test('refuses a portal that lacks what the state remembers', async () => {
    const [s, other] = [await story(NAMED), await story({})];
    expect((await on(s, s.portal.url, 'apply', '--yes')).code).toBe(0);
    const ran = await on(s, other.portal.url, 'state', 'rebind');
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('does not look like the portal of this state: it lacks smartProcess.machines')]);
    expect((await on(s, s.portal.url, 'plan', '--detailed-exitcode')).code).toBe(0);
    expect((await on(s, other.portal.url, 'state', 'rebind', '--force')).code).toBe(0);
    expect((await on(s, other.portal.url, 'plan')).stdout).toContain('+ create  smartProcess.machines');
  });
});

describe('state import', () => {
  test('takes a backup over, adds what is missing, and wants a word where the two differ', async () => {
    const s = await story(NAMED);
    const file = join(s.folder, '.bxform/state/staging.json');
    const backup = join(s.folder, 'backup.json');
    expect((await on(s, s.portal.url, 'apply', '--yes')).code).toBe(0);
    cpSync(file, backup);
    forget(s);
    expect((await on(s, s.portal.url, 'state', 'import', 'backup.json')).stdout).toBe('5 entries taken over from backup.json.\n'.replace('5', String(Object.keys(JSON.parse(readFileSync(backup, 'utf8')).entries).length)));
    expect(JSON.parse(readFileSync(file, 'utf8')).entries).toEqual(JSON.parse(readFileSync(backup, 'utf8')).entries);
    expect((await on(s, s.portal.url, 'plan', '--detailed-exitcode')).code).toBe(0);
    s.write('backup.json', readFileSync(backup, 'utf8').replace(/"fieldName": "[^"]+"/, '"fieldName": "UF_CRM_OTHER"'));
    const differs = await on(s, s.portal.url, 'state', 'import', 'backup.json');
    expect([differs.code, differs.stderr]).toEqual([1, expect.stringContaining('smartProcess.machines/field.SERIAL has other ids in the file')]);
    expect((await on(s, s.portal.url, 'state', 'import', 'backup.json', '--replace')).stdout).toBe('1 entry taken over from backup.json.\n');
    expect(readFileSync(file, 'utf8')).toContain('UF_CRM_OTHER');
  });

  test('refuses the state of another portal and what is no state', async () => {
    const s = await story({ ...NAMED, 'notes.json': '{}' });
    expect((await on(s, s.portal.url, 'apply', '--yes')).code).toBe(0);
    const text = readFileSync(join(s.folder, '.bxform/state/staging.json'), 'utf8');
    s.write('other.json', text.replace(/"portal": "[^"]+"/, '"portal": "other.bitrix24.eu"'));
    expect((await on(s, s.portal.url, 'state', 'import', 'other.json')).stderr).toContain('other.bitrix24.eu');
    expect((await on(s, s.portal.url, 'state', 'import', 'notes.json')).stderr).toContain('notes.json is not a state of bxform');
    expect((await on(s, s.portal.url, 'state', 'import', 'nowhere.json')).code).toBe(1);
  });
});

describe('adopting on the word of the files', () => {
  const CLICKED = (word: string): string => `
crm:
  deal:
    fields: { SERIAL: { type: string, label: Serial of the machine${word === '' ? '' : ', adopt: Serial number'} } }
    funnels:
      default: { stages: { VISIT: { name: Visit on site${word === '' ? '' : ', adopt: Site visit'} } } }
      contracts: { name: Contracts${word === '' ? '' : ', adopt: Service contracts'} }
`;

  test('writes down what the address alone does not tell, so that neither the word nor the state is needed any more', async () => {
    const s = await workshop(CLICKED('adopt').replace('adopt: Serial number', 'adopt: UF_CRM_1737036800'));
    await byHand(s, { livedIn: true });
    const id = table(s, 'fields').find((row) => row['fieldName'] === 'UF_CRM_1737036800')!['id'];
    configure(s, CLICKED('adopt').replace('adopt: Serial number', `adopt: ${id}`));
    const ran = await s.bxform('apply', '--yes');
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining('3 ids of what was taken over written to ids/env.yaml; commit it.')]);
    expect(lines(idsOf(s))).toEqual([
      'deal/field.SERIAL: { fieldName: UF_CRM_1737036800 }',
      'deal/funnel.default/stage.VISIT: { statusId: UC_A1B2C3 }',
      expect.stringMatching(/^deal\/funnel\.contracts: \{ id: \d+ \}$/),
    ]);
    configure(s, CLICKED(''));
    forget(s);
    await expectNoChanges(s);
    const again = await s.bxform('apply', '--yes');
    expect(again.stderr).not.toContain('ids/env.yaml');
  });
});
