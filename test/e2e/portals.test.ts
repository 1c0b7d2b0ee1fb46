// One project on three portals: alpha speaks English, beta Russian, gamma differs by overlays.

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startSandbox, type Row } from '../../src/sandbox/index.ts';
import { story, type Story } from './harness.ts';

const PROJECT = `bxform: 1
project: field-service
portals:
  alpha: { sandbox: true, language: en }
  beta: { sandbox: true, language: ru, variables: { city: Минск } }
  gamma: { sandbox: true, language: en, tags: [production] }
variables: { city: Minsk }
include: [config/*.yaml]
outputs: { NOTE: smartProcess.equipment/field.NOTE }
`;
const EQUIPMENT = `smartProcesses:
  equipment:
    title: { en: "Equipment in \${var.city}", ru: "Оборудование в \${var.city}" }
    settings: { stages: true, funnels: true, openPermissions: false }
    fields:
      SERIAL: { type: string, label: { en: Serial number, ru: Серийный номер } }
      NOTE: { type: string, label: { en: Note, ru: Заметка } }
      STATE:
        type: enumeration
        label: { en: State, ru: Состояние }
        options: { ok: { name: { en: Works, ru: Работает } }, broken: { name: { en: Broken, ru: Сломано } } }
    funnels:
      main:
        name: { en: Repair, ru: Ремонт }
        default: true
        stages:
          NEW: { name: { en: Received, ru: Принято } }
          DIAG: { name: { en: Diagnosis, ru: Диагностика } }
          SUCCESS: { name: { en: Given back, ru: Выдано } }
          FAIL: { name: { en: Scrapped, ru: Списано } }
      rental:
        name: { en: Rental, ru: Прокат }
        stages: { NEW: { name: { en: Reserved, ru: Бронь } }, SUCCESS: { name: { en: Returned, ru: Возврат } }, FAIL: { name: { en: Lost, ru: Утеряно } } }
`;
const OVERLAYS = `overlays:
  - portals: [gamma]
    set:
      smartProcess.equipment: { title: Machines }
      smartProcess.equipment/funnel.main: { stages: { WARRANTY: { name: Warranty, $after: NEW } } }
      smartProcess.equipment/funnel.rental: { enabled: false }
      smartProcess.equipment/field.NOTE: { $omit: true }
  - tags: [production]
    set:
      smartProcess.equipment/field.SERIAL: { mandatory: true }
      smartProcess.equipment/field.STATE/option.repairing: { name: In repair, $before: broken }
`;
const files = { 'bxform.yaml': PROJECT, 'config/equipment.yaml': EQUIPMENT, 'config/overlays.yaml': OVERLAYS };

const on = (s: Story, portal: string, ...args: string[]) => s.bxformWith({ BXFORM_PORTAL: portal, BXFORM_WEBHOOK: '' }, ...args);
/** Without a portal being named. */
const validate = (s: Story, ...args: string[]) => on(s, '', 'validate', ...args);

interface Portrait {
  readonly title: string;
  /** names of the stages in their order, by funnel */
  readonly funnels: Readonly<Record<string, readonly string[]>>;
  /** ends of the codes of the fields; an exclamation mark for mandatory ones */
  readonly fields: readonly string[];
  readonly options: readonly string[];
}

/** The equipment of a portal, by its data. */
async function portrait(s: Story, portal: string): Promise<Portrait> {
  const sandbox = await startSandbox({ file: join(s.folder, '.bxform/sandbox', `${portal}.json`) });
  const { tables } = sandbox.data();
  await sandbox.close();
  const rows = (name: string): readonly Row[] => tables[name] ?? [];
  const bySort = (found: readonly Row[]): readonly Row[] => [...found].sort((a, b) => Number(a['sort']) - Number(b['sort']));
  const type = rows('types').find((row) => String(row['code']).includes('field-service'))!;
  const own = rows('categories').filter((row) => row['entityTypeId'] === type['entityTypeId']);
  const stages = (category: Row): string[] => bySort(rows('statuses').filter((row) => row['entityId'] === `DYNAMIC_${type['entityTypeId']}_STAGE_${category['id']}`)).map((row) => String(row['name']));
  const fields = rows('fields').filter((row) => row['entityId'] === `CRM_${type['id']}`);
  const state = fields.find((row) => String(row['fieldName']).endsWith('_STATE'))!;
  return {
    title: String(type['title']),
    funnels: Object.fromEntries(bySort(own).map((category) => [String(category['name']), stages(category)])),
    fields: fields.map((row) => `${String(row['fieldName']).split('_').at(-1)}${row['mandatory'] === 'Y' ? '!' : ''}`).sort(),
    options: bySort(rows('enums').filter((row) => row['userFieldId'] === state['id'])).map((row) => String(row['value'])),
  };
}

test('one project makes three portals, each in its language, one of them different, and then has nothing more to do', async () => {
  const s = await story(files);
  for (const portal of ['alpha', 'beta', 'gamma']) {
    const done = await on(s, portal, 'apply', '--yes');
    expect(done.code, done.stdout + done.stderr).toBe(0);
    const again = await on(s, portal, 'plan', '--detailed-exitcode');
    expect(again.code, again.stdout + again.stderr).toBe(0);
  }
  expect(await portrait(s, 'alpha')).toEqual({
    title: 'Equipment in Minsk',
    funnels: { Repair: ['Received', 'Diagnosis', 'Given back', 'Scrapped'], Rental: ['Reserved', 'Returned', 'Lost'] },
    fields: ['NOTE', 'SERIAL', 'STATE'],
    options: ['Works', 'Broken'],
  });
  expect(await portrait(s, 'beta')).toEqual({
    title: 'Оборудование в Минск',
    funnels: { Ремонт: ['Принято', 'Диагностика', 'Выдано', 'Списано'], Прокат: ['Бронь', 'Возврат', 'Утеряно'] },
    fields: ['NOTE', 'SERIAL', 'STATE'],
    options: ['Работает', 'Сломано'],
  });
  expect(await portrait(s, 'gamma')).toEqual({
    title: 'Machines',
    funnels: { Repair: ['Received', 'Warranty', 'Diagnosis', 'Given back', 'Scrapped'] },
    fields: ['SERIAL!', 'STATE'],
    options: ['Works', 'In repair', 'Broken'],
  });
  const outputs = await Promise.all(['alpha', 'gamma'].map(async (portal) => (await on(s, portal, 'outputs', '--format', 'dotenv')).stdout.includes('NOTE')));
  expect(outputs).toEqual([true, false]);
});

test('what is switched off later stays on the portal, and is no longer touched', async () => {
  const s = await story(files);
  await on(s, 'alpha', 'apply', '--yes');
  const before = await portrait(s, 'alpha');
  s.write('config/overlays.yaml', `${OVERLAYS}  - portals: [alpha]\n    set: { smartProcess.equipment/funnel.rental: { enabled: false, name: Hire }, smartProcess.equipment/field.NOTE: { $omit: true } }\n`);
  const plan = await on(s, 'alpha', 'plan', '--detailed-exitcode');
  expect(plan.code, plan.stdout + plan.stderr).toBe(0);
  expect(plan.stdout).toContain('smartProcess.equipment/funnel.rental');
  expect((await on(s, 'alpha', 'apply', '--yes')).code).toBe(0);
  expect(await portrait(s, 'alpha')).toEqual(before);
});

test('a mistake in an overlay points at its line, on its portal and in validate, which names the portal', async () => {
  const s = await story({ ...files, 'config/overlays.yaml': OVERLAYS.replace('mandatory: true', 'mandatory: perhaps') });
  expect((await on(s, 'alpha', 'validate')).code).toBe(0);
  const place = 'config/overlays.yaml:10:57 error `mandatory` must be true or false, not "perhaps"';
  const plan = await on(s, 'gamma', 'plan');
  expect([plan.code, plan.stderr]).toEqual([1, expect.stringContaining(place)]);
  const all = await validate(s);
  expect([all.code, all.stderr]).toEqual([1, expect.stringContaining(`${place} (portal gamma)`)]);
  expect(all.stderr).toContain('1 error.');
});

test('validate says what each portal is checked for, without any environment', async () => {
  const hooks = PROJECT.replace('beta: { sandbox: true', 'beta: { webhook: "${env.BETA_WEBHOOK}", host: beta.bitrix24.ru').replace('city: Минск', 'city: "${env.BETA_CITY}"');
  const s = await story({ ...files, 'bxform.yaml': hooks });
  const ran = await validate(s);
  expect(ran).toEqual({ code: 0, stdout: 'Valid: 12 to 15 resources, checked for en, ru.\n', stderr: '' });
});

test('validate checks overlays for the portal env although it needs no entry', async () => {
  const s = await story({ ...files, 'config/overlays.yaml': 'overlays: [{ portals: [env], set: { smartProcess.equipmnt/field.NOTE: { mandatory: true } } }]\n' });
  const ran = await validate(s);
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('nobody declares `smartProcess.equipmnt` (portal env)')]);
});

test('a portal with a host gets no request when the webhook belongs to another', async () => {
  const s = await story({ 'bxform.yaml': PROJECT.replace('portals:', 'portals:\n  env: { host: acme.bitrix24.eu, language: en }'), 'config/equipment.yaml': EQUIPMENT });
  const ran = await s.bxform('apply', '--yes');
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('the portal is declared as acme.bitrix24.eu')]);
  expect(s.portal.requests).toHaveLength(0);
  expect(ran.stderr).not.toContain(s.portal.url);
});

test('validate tells a mistake of all portals once, and those of some with their names', async () => {
  const s = await story({ ...files, 'config/equipment.yaml': EQUIPMENT.replace('SERIAL: { type: string,', 'SERIAL: { type: string, to: [deal],').replace('{ en: Reserved, ru: Бронь }', '{ en: Reserved }').replace('in ${var.city}"', 'in ${var.town}"') });
  s.write('bxform.yaml', PROJECT.replace('gamma: { ', 'gamma: { variables: { town: Brest }, '));
  const ran = await validate(s, '--json');
  const { problems } = JSON.parse(ran.stdout) as { problems: readonly { code: string; message: string }[] };
  expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'unknown-variable: the portal `alpha` has no variable `town`, which `gamma` has (portal alpha)',
    'unknown-variable: the portal `beta` has no variable `town`, which `gamma` has (portal beta)',
    'setting-of-other-type: `to` is a setting of crm fields, and this field is string',
    'missing-language: this text has no "ru", the language of the portal (portal beta)',
  ]);
});

test('validate warns of texts that lack a language of the portals, where nothing else would', async () => {
  const yaml = EQUIPMENT.replace('{ en: Serial number, ru: Серийный номер }', '{ en: Serial number }').replace('{ en: Note, ru: Заметка }', 'Note').replace('title: {', 'description: { en: What we look after }\n    title: {').replace('{ en: Repair, ru: Ремонт }', '{ ru: Ремонт }');
  const s = await story({ ...files, 'config/equipment.yaml': yaml, 'config/overlays.yaml': OVERLAYS.replace('title: Machines', 'title: { en: Machines }') });
  const { problems } = JSON.parse((await validate(s, '--json')).stdout) as { problems: readonly { code: string; place: { file: string; line: number; col: number }; message: string }[] };
  expect(problems.map(({ code, place, message }) => `${place.file}:${place.line}:${place.col} ${code} ${message}`)).toEqual([
    'config/equipment.yaml:7:38 missing-translation this text has no "ru", a language of the portals (portal beta)',
    'config/equipment.yaml:15:15 missing-language this text has no "en", the language of the portal (portals alpha, gamma)',
  ]);
  const alone = await on(s, 'alpha', 'validate');
  expect(alone.stderr).not.toContain('"ru"');
});

test('overlays reach the fields, funnels, stages and dictionaries that every portal has', async () => {
  const s = await story({
    'bxform.yaml': PROJECT.replace(/outputs: .*\n/, ''),
    'config/crm.yaml': `crm:
  deal:
    fields: { CONTRACT_NO: { type: string, label: Contract }, OLD_NO: { type: string, label: Old contract } }
  lead: { stages: { NEW: Fresh } }
dictionaries: { SOURCE: { entries: { EXPO: Exhibition, MAIL: By post } } }
overlays:
  - portals: [gamma]
    set:
      deal/field.CONTRACT_NO: { mandatory: true }
      deal/field.OLD_NO: { enabled: false }
      deal/funnel.default: Sales
      lead/stage.NEW: { name: Just in }
      dictionary.SOURCE/entry.EXPO: { enabled: false }
      dictionary.SOURCE/entry.FAIR: { name: Fair, $after: MAIL }
  - portals: [beta]
    set: { deal: { enabled: false } }
`,
  });
  const [alpha, beta, gamma] = await Promise.all(['alpha', 'beta', 'gamma'].map(async (portal) => {
    const ran = await on(s, portal, 'plan', '--json');
    expect(ran.code, ran.stdout + ran.stderr).toBe(0);
    return (JSON.parse(ran.stdout) as { changes: readonly { address: string; action: string }[] }).changes.map(({ address, action }) => `${action} ${address}`).sort();
  }));
  const entries = ['create dictionary.SOURCE/entry.EXPO', 'create dictionary.SOURCE/entry.MAIL'];
  expect(alpha).toEqual(['create deal/field.CONTRACT_NO', 'create deal/field.OLD_NO', ...entries, 'update lead/stage.NEW']);
  expect(beta).toEqual([...entries, 'update lead/stage.NEW']);
  expect(gamma).toEqual(['create deal/field.CONTRACT_NO', 'create dictionary.SOURCE/entry.FAIR', 'create dictionary.SOURCE/entry.MAIL', 'update deal/funnel.default', 'update lead/stage.NEW']);
});
