import { describe, expect, test } from 'vitest';
import { RULES } from '../../src/lint/index.ts';
import { readSchemas } from '../reference.ts';
import { expectAtMarks, type Garage } from './garage.ts';

type Case = readonly [what: string, config: string, garage?: Garage];

const OPEN = 'settings: { stages: true, funnels: true, openPermissions: false }';
const fields = (...lines: string[]): string => `smartProcesses:\n  car:\n    title: Car\n    ${OPEN}\n    fields:\n${lines.map((line) => `      ${line}\n`).join('')}`;
const stages = (...lines: string[]): string => `smartProcesses:\n  car:\n    title: Car\n    ${OPEN}\n    funnels:\n      repair:\n        name: Repair\n        default: true\n        stages:\n${lines.map((line) => `          ${line}\n`).join('')}`;
const END = ['SUCCESS: { name: Runs again, color: 7BD500 }', 'FAIL: { name: Scrapped, color: FF5752 }'];
const mandatory = (count: number): string[] => Array.from({ length: count }, (_, index) => `F${index}: { type: string, label: Field ${index}, mandatory: true }`);

const CASES: Readonly<Record<string, readonly Case[]>> = {
  'colours-alike': [
    ['tells a stage whose colour was there before', stages('NEW: { name: Came in, color: 22B9FF }', '▸WAIT: { name: Waits, color: 22b9ff }', ...END)],
    ['tells a colour that is almost another', stages('NEW: { name: Came in, color: 22B9FF }', '▸WAIT: { name: Waits, color: 25BBFF }', ...END)],
    ['lets colours pass that can be told apart', stages('NEW: { name: Came in, color: 22B9FF }', 'WAIT: { name: Waits, color: 47D1E2 }', ...END)],
    ['asks for as much distance as it is told to', stages('NEW: { name: Came in, color: 22B9FF }', '▸WAIT: { name: Waits, color: 47D1E2 }', ...END), { lint: 'rules: { colours-alike: { limit: 30 } }' }],
    ['tells stages of leads, which stand right below them', 'crm:\n  lead:\n    stages:\n      NEW: { name: Called, color: 22B9FF }\n      ▸IN_PROCESS: { name: Visited, color: 22B9FF }\n      CONVERTED: { name: Customer, color: 7BD500 }\n      JUNK: { name: Lost, color: FF5752 }\n'],
    ['looks at one funnel at a time', `${stages('NEW: { name: Came in, color: 22B9FF }', ...END)}      sale:\n        name: Sale\n        stages: { NEW: { name: Offered, color: 22B9FF }, SUCCESS: Sold, FAIL: Kept }\n`],
  ],
  'entity-type-unpinned': [
    ['tells a smart process without a number where there are several portals', `smartProcesses:\n  ▸car: { title: Car, ${OPEN} }\n  part: { title: Part, entityTypeId: 1040, ${OPEN} }\n`, { portals: 'north: { webhook: "${env.N}", language: en }, south: { webhook: "${env.S}", language: en }', lint: 'rules: { entity-type-unpinned: warning }' }],
    ['counts no sandbox', `smartProcesses:\n  car: { title: Car, ${OPEN} }\n`, { portals: 'north: { webhook: "${env.N}", language: en }, toy: { sandbox: true, language: en }', lint: 'rules: { entity-type-unpinned: warning }' }],
    ['is silent unless it is asked for', `smartProcesses:\n  car: { title: Car, ${OPEN} }\n`, { portals: 'north: { webhook: "${env.N}", language: en }, south: { webhook: "${env.S}", language: en }' }],
  ],
  'field-code': [
    ['tells a key that does not match', fields('▸PLATE: { type: string, label: Plate }', 'CAR_VIN: { type: string, label: Chassis number }'), { lint: 'rules: { field-code: { pattern: "^CAR_[A-Z0-9]+$" } }' }],
    ['is silent without a pattern', fields('PLATE: { type: string, label: Plate }')],
    ['is silent when it is off', fields('PLATE: { type: string, label: Plate }'), { lint: 'rules: { field-code: { level: off, pattern: "^CAR_" } }' }],
  ],
  'funnel-without-stages': [
    ['tells a funnel that keeps the stages of the portal', `smartProcesses:\n  car:\n    title: Car\n    ${OPEN}\n    funnels:\n      ▸repair: { name: Repair, default: true }\n`],
    ['lets an adopted funnel keep its stages', `smartProcesses:\n  car:\n    title: Car\n    ${OPEN}\n    funnels: { repair: { name: Repair, default: true, adopt: true } }\n`],
  ],
  'label-missing': [
    ['tells a field without a label', fields('▸PLATE: { type: string }')],
    ['tells one of deals too', 'crm:\n  deal:\n    fields:\n      ▸CONTRACT: { type: string }\n'],
    ['lets an adopted field keep its label', fields('PLATE: { type: string, adopt: true }')],
    ['tells a label that lacks a language of a portal', fields('PLATE: { type: string, ▸label: { en: Plate } }'), { portals: 'shop: { sandbox: true, language: en }, depot: { sandbox: true, language: de }' }],
    ['tells a help and a title that lack a language that is asked for', `smartProcesses:\n  car:\n    ▸title: { en: Car }\n    ${OPEN}\n    fields:\n      PLATE: { type: string, label: Plate, ▸help: { en: On the back } }\n`, { lint: 'rules: { label-missing: { languages: [ru] } }' }],
    ['takes a plain text for the text in every language', fields('PLATE: { type: string, label: Plate }'), { portals: 'shop: { sandbox: true, language: en }, depot: { sandbox: true, language: de }' }],
    ['does not take options for languages', fields('STATE: { type: enumeration, label: State, options: { ok: Fine, no: Broken } }')],
  ],
  'mandatory-boolean': [
    ['tells a mandatory yes/no field', fields('PAID: { type: boolean, label: Paid, ▸mandatory: true }')],
    ['lets other mandatory fields pass', fields('PLATE: { type: string, label: Plate, mandatory: true }', 'PAID: { type: boolean, label: Paid }')],
  ],
  'mandatory-uneditable': [
    ['tells a mandatory field that nobody can fill in', fields('PLATE: { type: string, label: Plate, mandatory: true, ▸editInList: false }')],
    ['lets one of the two pass', fields('PLATE: { type: string, label: Plate, editInList: false }', 'VIN: { type: string, label: Chassis number, mandatory: true, editInList: true }')],
  ],
  'sort-by-hand': [
    ['tells a sort beside siblings without one', stages('NEW: { name: Came in, ▸sort: 15 }', 'WORK: { name: On the lift, color: FFA900 }', ...END)],
    ['tells sorts against the order of the file', fields('STATE: { type: enumeration, label: State, options: { ok: { name: Fine, sort: 20 }, bad: { name: Broken, ▸sort: 10 } } }')],
    ['lets a sort on all of them pass when it keeps their order', fields('STATE: { type: enumeration, label: State, options: { ok: { name: Fine, sort: 10 }, bad: { name: Broken, sort: 20 } } }')],
    ['lets fields have one: they are not ordered by position', fields('A: { type: string, label: Plate, sort: 200 }', 'B: { type: string, label: Chassis number }')],
  ],
  'stage-name-long': [
    ['tells a name that does not fit its column', stages('▸NEW: Came in and waits for somebody to look at it', ...END)],
    ['counts characters as people do, up to what it is told', stages('NEW: "🚗🚗🚗🚗"', '▸WORK: "🚗🚗🚗🚗🚗"', 'SUCCESS: Fine', 'FAIL: Bad'), { lint: 'rules: { stage-name-long: { max: 4 } }' }],
  ],
  'title-clash': [
    ['tells smart processes that read the same', `smartProcesses:\n  car: { title: Чёрный  ящик, ${OPEN} }\n  ▸part: { title: черный ящик, ${OPEN} }\n`],
    ['tells workplaces that read the same', 'workplaces:\n  bench: { title: Bench }\n  ▸second: { title: bench }\n'],
    ['tells labels that read the same in one language', fields('PLATE: { type: string, label: { en: Number, de: Kennzeichen } }', '▸VIN: { type: string, label: { en: number, de: Fahrgestell } }')],
    ['lets labels pass that read the same in different languages', fields('PLATE: { type: string, label: { en: Number, de: Kennzeichen } }', 'VIN: { type: string, label: { en: Chassis, de: Number } }')],
    ['tells funnels and stages that read the same', `${stages('NEW: Came in', '▸WAIT: came in', ...END)}      ▸second:\n        name: "repair"\n        stages: { NEW: Offered, SUCCESS: Sold, FAIL: Kept }\n`],
    ['looks for clashes in the language of each portal', `smartProcesses:\n  car: { title: { en: Car, de: Wagen }, ${OPEN} }\n  ▸cart: { title: { en: Cart, de: Wagen }, ${OPEN} }\n`, { portals: 'shop: { sandbox: true, language: en }, depot: { sandbox: true, language: de }' }],
    ['tells entries of a dictionary that read the same', 'dictionaries:\n  SOURCE:\n    entries:\n      EXPO: { name: Fair }\n      ▸FAIR: { name: fair }\n'],
    ['lets other types have the same labels', `${fields('PLATE: { type: string, label: Plate }')}  van: { title: Van, ${OPEN}, fields: { PLATE: { type: string, label: Plate } } }\n`],
  ],
  'too-many-mandatory': [
    ['tells a type with more than ten mandatory fields', fields(...mandatory(11)).replace('car:', '▸car:')],
    ['counts the fields of deals', 'crm:\n  ▸deal:\n    fields:\n      CONTRACT: { type: string, label: Contract, mandatory: true }\n', { lint: 'rules: { too-many-mandatory: { max: 0 } }' }],
    ['lets ten pass', fields(...mandatory(10))],
    ['takes another number', fields(...mandatory(3)).replace('car:', '▸car:'), { lint: 'rules: { too-many-mandatory: { max: 2 } }' }],
  ],
  'unused-options': [
    ['tells a list with nothing to choose', fields('▸STATE: { type: enumeration, label: State, options: { ok: Fine } }', '▸KIND: { type: enumeration, label: Kind }')],
    ['lets the options of an adopted list live on the portal', fields('STATE: { type: enumeration, label: State, adopt: true }')],
    ['tells options with the same name', fields('STATE: { type: enumeration, label: State, options: { ok: Fine, bad: Broken, ▸good: " fine" } }')],
  ],
};

describe.each(Object.entries(CASES))('%s', (id, cases) => {
  test.each(cases.map(([what, ...rest]) => [what, rest] as const))('%s', (_what, [config, garage]) => expectAtMarks(id, config, garage));
});

describe('every rule', () => {
  const documented = readSchemas().get('lint.json')!['properties'].rules.properties as Record<string, { readonly description: string; readonly properties: Record<string, { readonly default?: unknown }> }>;
  const without = ['funnel-without-failure'];

  test('is told about, with its usual level and the defaults of its options', () => {
    expect([...RULES.map(({ id }) => id), 'unused-ignore'].sort()).toEqual(Object.keys(documented).sort());
    for (const { id, level, options = {} } of RULES) {
      const { level: documentedLevel, ...others } = documented[id]!.properties;
      expect(documentedLevel!.default, id).toBe(level);
      expect(Object.keys(others).sort(), id).toEqual(Object.keys(options).sort());
      for (const [name, value] of Object.entries(options)) if (value !== undefined && !Array.isArray(value)) expect(others[name]!.default, `${id} ${name}`).toBe(value);
    }
  });

  test('has its table here', () => {
    expect([...Object.keys(CASES), ...without].sort()).toEqual(RULES.map(({ id }) => id).sort());
  });
});
