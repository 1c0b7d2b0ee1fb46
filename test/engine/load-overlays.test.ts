import { describe, expect, test } from 'vitest';
import { Overlaying } from '../../src/load/apply-overlays.ts';
import { declared } from '../../src/load/declared.ts';
import { parse } from '../../src/load/parse.ts';
import { written } from '../../src/load/source.ts';
import { child, SourceFile, type MapNode, type Node } from '../../src/load/tree.ts';
import { bare, lines, loadFiles, marks, SECTIONS_OF_KINDS } from './load-project.ts';

const PORTALS = `bxform: 1
project: field-service
portals:
  alpha: { sandbox: true, language: en }
  gamma: { sandbox: true, language: en, tags: [production] }
  env: { language: en, tags: [trial] }
include: [config/*.yaml]
`;

const EQUIPMENT = `
smartProcesses:
  equipment:
    title: { en: Equipment, ru: Оборудование }
    settings: { stages: true, client: false }
    fields:
      SERIAL: { type: string, label: Serial number }
      NOTE: { type: string }
      STATE: { type: enumeration, options: { ok: Works, broken: { name: Broken, sort: 20 } } }
    funnels:
      main: { name: Repair, stages: { NEW: Received, DIAG: { name: Diagnosis, color: 22B9FF }, DONE: Done, SUCCESS: Given back } }
      rental: Rental
    relations: [{ child: lead }]
workplaces:
  service: { title: Service, smartProcesses: [equipment] }
outputs: { NOTE: smartProcess.equipment/field.NOTE, SERIAL: smartProcess.equipment/field.SERIAL, RENTAL: smartProcess.equipment/funnel.rental/stage.NEW }
`;

/** The project with one overlay for gamma that sets this, as gamma (or another portal) sees it. */
const overlaid = (set: string, { portal = 'gamma', config = EQUIPMENT, more = '' } = {}) =>
  loadFiles({ 'bxform.yaml': PORTALS, 'config/equipment.yaml': config, 'config/portals.yaml': `overlays:\n  - portals: [gamma]\n    set:\n${set.split('\n').map((line) => `      ${line}`).join('\n')}\n${more}` }, { portal });

/** What is declared at a path. */
const at = ({ source }: Awaited<ReturnType<typeof loadFiles>>, ...path: string[]): unknown =>
  bare(path.reduce<unknown>((node, key) => (node as ReadonlyMap<string, unknown>).get(key), source!.root));
const order = (loaded: Awaited<ReturnType<typeof loadFiles>>, ...path: string[]): string[] => [...(path.reduce<unknown>((node, key) => (node as ReadonlyMap<string, unknown>).get(key), loaded.source!.root) as ReadonlyMap<string, unknown>).keys()];

const TYPE = ['smartProcesses', 'equipment'];
const STAGES = [...TYPE, 'funnels', 'main', 'stages'];

describe('an overlay', () => {
  test('is nothing to other portals', async () => {
    const set = 'smartProcess.equipment: { title: Machines }\nsmartProcess.nothing/field.X: { mandatory: "${var.nothing}" }';
    const loaded = await overlaid(set, { portal: 'alpha' });
    expect(loaded.problems).toEqual([]);
    expect(at(loaded, ...TYPE, 'title')).toEqual({ en: 'Equipment', ru: 'Оборудование' });
  });

  test('merges maps, and replaces texts, lists and maps of texts by texts', async () => {
    const loaded = await overlaid('smartProcess.equipment: { title: Machines, settings: { client: true }, relations: [{ child: deal }] }\nsmartProcess.equipment/field.SERIAL: { label: { en: Number }, mandatory: true }');
    expect(loaded.problems).toEqual([]);
    expect(at(loaded, ...TYPE, 'title')).toBe('Machines');
    expect(at(loaded, ...TYPE, 'settings')).toEqual({ stages: true, client: true });
    expect(at(loaded, ...TYPE, 'relations')).toEqual([{ child: 'deal' }]);
    expect(at(loaded, ...TYPE, 'fields', 'SERIAL')).toEqual({ type: 'string', label: { en: 'Number' }, mandatory: true });
  });

  test('merges only the language it writes into a map of texts', async () => {
    expect(at(await overlaid('smartProcess.equipment: { title: { ru: Машины } }'), ...TYPE, 'title')).toEqual({ en: 'Equipment', ru: 'Машины' });
  });

  test('merges with short forms on either side', async () => {
    const set = `smartProcess.equipment/funnel.main/stage.NEW: { color: AABBCC }
smartProcess.equipment/funnel.main: { stages: { DIAG: Looking } }
smartProcess.equipment/funnel.rental/stage.NEW: Reserved
smartProcess.equipment/field.STATE/option.ok: { default: true }
workplace.service/member.equipment: { description: All machines }`;
    const loaded = await overlaid(set);
    expect(loaded.problems).toEqual([]);
    expect(at(loaded, ...STAGES)).toMatchObject({ NEW: { name: 'Received', color: 'AABBCC' }, DIAG: { name: 'Looking', color: '22B9FF' } });
    expect(at(loaded, ...TYPE, 'funnels', 'rental')).toEqual({ name: 'Rental', stages: { NEW: 'Reserved' } });
    expect(at(loaded, ...TYPE, 'fields', 'STATE', 'options', 'ok')).toEqual({ name: 'Works', default: true });
    expect(at(loaded, 'workplaces', 'service', 'smartProcesses')).toEqual({ equipment: { description: 'All machines' } });
  });

  test('adds what nobody declared, under what somebody did, and whole resources', async () => {
    const set = `smartProcess.vehicle: { title: Vehicles }
smartProcess.vehicle/field.PLATE: { type: string }
workplace.sales: { title: Sales, smartProcesses: [vehicle] }`;
    const loaded = await overlaid(set);
    expect(loaded.problems).toEqual([]);
    expect(at(loaded, 'smartProcesses', 'vehicle')).toEqual({ title: 'Vehicles', fields: { PLATE: { type: 'string' } } });
    expect(order(loaded, 'workplaces')).toEqual(['sales', 'service']);
  });

  test('takes properties and resources out, and the outputs that name them', async () => {
    const loaded = await overlaid('smartProcess.equipment/field.NOTE: { $omit: true }\nsmartProcess.equipment: { settings: { client: { $omit: true } }, fields: { STATE: { $omit: true } } }');
    expect(loaded.problems).toEqual([]);
    expect(order(loaded, ...TYPE, 'fields')).toEqual(['SERIAL']);
    expect(at(loaded, ...TYPE, 'settings')).toEqual({ stages: true });
    expect(order(loaded, 'outputs')).toEqual(['SERIAL', 'RENTAL']);
  });

  test('takes a whole section out, and the outputs that name something of it', async () => {
    const loaded = await overlaid('smartProcess.equipment: { fields: { $omit: true } }');
    expect(loaded.problems).toEqual([]);
    expect([order(loaded, ...TYPE), order(loaded, 'outputs')]).toEqual([['title', 'settings', 'funnels', 'relations'], ['RENTAL']]);
  });

  test('adds nothing to a value that is not known: that it is not known is told', async () => {
    const config = EQUIPMENT.replace('settings: { stages: true, client: false }', 'settings: "${env.SWITCHES}"').replace('funnels:\n', 'funnels:\n      spare: "${env.SPARE}"\n');
    const { problems } = await overlaid('smartProcess.equipment: { settings: { client: true } }\nsmartProcess.equipment/funnel.spare/stage.NEW: Wanted', { config });
    expect(problems.map(({ message }) => message)).toEqual(['the environment variable SWITCHES is not set', 'the environment variable SPARE is not set']);
  });

  test('that takes out what a later one declares again leaves its outputs', async () => {
    const loaded = await overlaid('smartProcess.equipment/field.NOTE: { $omit: true }', { more: '  - portals: [gamma]\n    set:\n      smartProcess.equipment/field.NOTE: { type: integer }\n' });
    expect(at(loaded, 'outputs', 'NOTE')).toBe('smartProcess.equipment/field.NOTE');
    expect(at(loaded, ...TYPE, 'fields', 'NOTE')).toEqual({ type: 'integer' });
  });

  test('applies after those before it, those of the project file first', async () => {
    const files = {
      'bxform.yaml': `${PORTALS}overlays:\n  - { portals: [gamma], set: { smartProcess.equipment: { title: First } } }\n`,
      'config/equipment.yaml': EQUIPMENT,
      'config/a.yaml': 'overlays:\n  - { portals: [gamma], set: { smartProcess.equipment: { title: Second } } }\n  - { tags: [production], set: { smartProcess.equipment: { title: Third } } }',
    };
    expect(at(await loadFiles(files, { portal: 'gamma' }), ...TYPE, 'title')).toBe('Third');
  });

  test('is for every portal it names and every portal with one of its tags, env too', async () => {
    const files = { 'bxform.yaml': `${PORTALS}overlays: [{ portals: [alpha], tags: [trial], set: { smartProcess.equipment: { title: Machines } } }]`, 'config/equipment.yaml': EQUIPMENT };
    const environment = { BXFORM_WEBHOOK: 'https://acme.bitrix24.eu/rest/1/secret/' };
    const titles = await Promise.all(['alpha', 'gamma', 'env'].map(async (portal) => at(await loadFiles(files, { portal, environment }), ...TYPE, 'title')));
    expect(titles).toEqual(['Machines', { en: 'Equipment', ru: 'Оборудование' }, 'Machines']);
  });

  test('has its variables filled in, whole values too', async () => {
    const loaded = await overlaid('smartProcess.equipment: { title: "${var.city} machines", settings: "${var.switches}" }', { more: 'variables: { city: Minsk, switches: { client: true } }' });
    expect(loaded.problems).toEqual([]);
    expect([at(loaded, ...TYPE, 'title'), at(loaded, ...TYPE, 'settings')]).toEqual(['Minsk machines', { stages: true, client: true }]);
  });
});

test('overlays reach standard types by their word, and dictionaries by their code, declared or not', () => {
  const read = (text: string): Node => parse(new SourceFile('config/crm.yaml', text, '')).root!;
  const files = read('crm: { deal: { fields: { CONTRACT_NO: { type: string } } }, lead: { stages: { NEW: New } } }\ndictionaries: { SOURCE: { entries: { EXPO: Exhibition, CALL: { name: Phone } } } }');
  const overlay = read(`overlays:
  deal/field.CONTRACT_NO: { mandatory: true }
  deal/funnel.default: Sales
  lead/stage.NEW: { color: AABBCC }
  contact: { fields: { BIRTHPLACE: { type: string } } }
  dictionary.SOURCE/entry.EXPO: { enabled: false }
  dictionary.SOURCE/entry.CALL: { $omit: true }
  dictionary.SOURCE/entry.WEB: { name: Site, $first: true }
  dictionary["HONORIFIC"]: { entries: { DR: Doctor } }`);
  const overlaying = new Overlaying([files], SECTIONS_OF_KINDS, true);
  overlaying.lay(child(overlay, 'overlays') as MapNode);
  const { roots, omitted, problems } = overlaying.result;
  expect([problems, omitted]).toEqual([[], ['dictionary.SOURCE/entry.CALL']]);
  expect(bare(written(declared(roots[0] as MapNode, SECTIONS_OF_KINDS, omitted)))).toEqual({
    crm: {
      deal: { fields: { CONTRACT_NO: { type: 'string', mandatory: true } }, funnels: { default: 'Sales' } },
      lead: { stages: { NEW: { name: 'New', color: 'AABBCC' } } },
      contact: { fields: { BIRTHPLACE: { type: 'string' } } },
    },
    dictionaries: { SOURCE: { entries: { WEB: { name: 'Site' } } }, HONORIFIC: { entries: { DR: 'Doctor' } } },
  });
});

describe('places in a map', () => {
  const orders: readonly (readonly [what: string, set: string, expected: string])[] = [
    ['after a neighbour', '{ WAIT: { name: Waiting, $after: NEW } }', 'NEW WAIT DIAG DONE SUCCESS'],
    ['before a neighbour', '{ WAIT: { name: Waiting, $before: NEW } }', 'WAIT NEW DIAG DONE SUCCESS'],
    ['at the ends', '{ WAIT: { name: Waiting, $first: true }, NEW: { $last: true } }', 'WAIT DIAG DONE SUCCESS NEW'],
    ['that are not told are at the end', '{ WAIT: Waiting }', 'NEW DIAG DONE SUCCESS WAIT'],
    ['of an entry that is there already', '{ DONE: { $after: NEW } }', 'NEW DONE DIAG SUCCESS'],
    ['of several after one neighbour are as written', '{ A: { name: A, $after: NEW }, B: { name: B, $after: NEW } }', 'NEW A B DIAG DONE SUCCESS'],
    ['of several before one neighbour are as written', '{ A: { name: A, $before: NEW }, B: { name: B, $before: NEW } }', 'A B NEW DIAG DONE SUCCESS'],
    ['beside a neighbour that has a place itself', '{ A: { name: A, $after: B }, B: { name: B, $after: DIAG } }', 'NEW DIAG B A DONE SUCCESS'],
    ['beside a key of digits', '{ 10: Ten, A: { name: A, $before: 10 } }', 'NEW DIAG DONE SUCCESS A 10'],
  ];
  test.each(orders)('%s', async (_, stages, expected) => {
    const loaded = await overlaid(`smartProcess.equipment/funnel.main: { stages: ${stages} }`);
    expect(loaded.problems).toEqual([]);
    expect(order(loaded, ...STAGES).join(' ')).toBe(expected);
    expect(JSON.stringify(at(loaded, ...STAGES))).not.toContain('$');
  });

  test('may be beside an entry that the same overlay adds under another address', async () => {
    const loaded = await overlaid('smartProcess.equipment/funnel.main/stage.A: { name: A, $after: B }\nsmartProcess.equipment/funnel.main/stage.B: { name: B, $before: DIAG }');
    expect(loaded.problems).toEqual([]);
    expect(order(loaded, ...STAGES).join(' ')).toBe('NEW B A DIAG DONE SUCCESS');
  });
});

describe('enabled', () => {
  const config = EQUIPMENT.replace('NOTE: { type: string }', 'NOTE: { type: string, enabled: false }').replace('rental: Rental', 'rental: { name: Rental, enabled: false, stages: { NEW: Reserved } }').replace('{ child: lead }', '{ child: lead, enabled: false }, { child: deal, enabled: true }');

  test('takes a resource out with all below it, and the outputs that name it', async () => {
    const loaded = await overlaid('smartProcess.equipment: { settings: { client: true } }', { config, portal: 'alpha' });
    expect(loaded.problems).toEqual([]);
    expect([order(loaded, ...TYPE, 'fields'), order(loaded, ...TYPE, 'funnels'), order(loaded, 'outputs')]).toEqual([['SERIAL', 'STATE'], ['main'], ['SERIAL']]);
    expect(at(loaded, ...TYPE, 'relations')).toEqual([{ child: 'deal' }]);
  });

  test('brings back on one portal what is out on the others', async () => {
    const loaded = await overlaid('smartProcess.equipment/field.NOTE: { enabled: true }\nsmartProcess.equipment/funnel.rental: { enabled: true }\nsmartProcess.equipment/funnel.main/stage.DONE: { enabled: false }\nworkplace.service/member.equipment: { enabled: false }', { config });
    expect(loaded.problems).toEqual([]);
    expect(at(loaded, ...TYPE, 'fields', 'NOTE')).toEqual({ type: 'string' });
    expect(at(loaded, ...TYPE, 'funnels', 'rental')).toEqual({ name: 'Rental', stages: { NEW: 'Reserved' } });
    expect(order(loaded, ...STAGES)).toEqual(['NEW', 'DIAG', 'SUCCESS']);
    expect(at(loaded, 'workplaces', 'service', 'smartProcesses')).toEqual({});
    expect(order(loaded, 'outputs')).toEqual(['NOTE', 'SERIAL', 'RENTAL']);
  });

  test('may be a variable', async () => {
    const loaded = await overlaid('smartProcess.equipment/field.NOTE: { enabled: "${var.notes}" }', { more: 'variables: { notes: false }' });
    expect([loaded.problems, order(loaded, ...TYPE, 'fields')]).toEqual([[], ['SERIAL', 'STATE']]);
  });

  test('is true or false', async () => {
    const yaml = 'smartProcesses: { equipment: { title: Equipment, fields: { NOTE: { type: string, enabled: ▸"no" } } } }';
    const { problems } = await loadFiles({ 'bxform.yaml': PORTALS, 'config/a.yaml': yaml }, { portal: 'alpha' });
    expect(lines(problems)).toEqual([`${marks('config/a.yaml', yaml)[0]} wrong-type: \`enabled\` must be true or false, not "no" → write false, without quotes`]);
  });

  test('does not hide the mistakes of what is out', async () => {
    const yaml = 'smartProcesses: { equipment: { title: Equipment, fields: { NOTE: { type: ▸strin, enabled: false } } } }';
    const { problems } = await loadFiles({ 'bxform.yaml': PORTALS, 'config/a.yaml': yaml }, { portal: 'alpha' });
    expect(lines(problems)[0]).toMatch(`${marks('config/a.yaml', yaml)[0]} not-allowed: \`type\` must be`);
  });
});
