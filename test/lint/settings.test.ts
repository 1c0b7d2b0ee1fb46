import { describe, expect, test } from 'vitest';
import { lines } from '../engine/load-project.ts';
import { linted, type Garage } from './garage.ts';

const OPEN = 'settings: { openPermissions: false }';
const car = `smartProcesses:\n  car: { title: Car, ${OPEN}, fields: { PLATE: { type: string, label: Plate }, PAID: { type: boolean, label: Paid, mandatory: true } } }\n`;
const own = (...lines: string[]): Garage => ({ lint: `own:\n    - { ${lines.join(', ')} }` });
const told = async (garage: Garage, config = car): Promise<string[]> => lines(await linted(config, garage));

describe('levels', () => {
  test('are those of the rule unless the project says otherwise', async () => {
    const level = async (lint?: string): Promise<string[]> => (await linted(car, lint === undefined ? {} : { lint })).map(({ code, level: at }) => `${code} ${at}`);
    expect(await level()).toEqual(['mandatory-boolean warning']);
    expect(await level('rules: { mandatory-boolean: error }')).toEqual(['mandatory-boolean error']);
    expect(await level('rules: { mandatory-boolean: { level: error } }')).toEqual(['mandatory-boolean error']);
    expect(await level('rules: { mandatory-boolean: off }')).toEqual([]);
  });
});

describe('mistakes in the section are told with their place', () => {
  test.each([
    ['an unknown rule', 'rules: { colors-alike: off }', 'bxform.yaml:6:12 unknown-key: `colors-alike` is not known in rules → did you mean `colours-alike`?'],
    ['an unknown level', 'rules: { colours-alike: fatal }', 'bxform.yaml:6:27 bad-value: `colours-alike` must be off, warning or error, or a map with `level:` and options, not "fatal"'],
    ['field-code without a pattern', 'rules: { field-code: { level: error } }', 'bxform.yaml:6:12 missing-key: a rule needs `pattern` → add `pattern: …`'],
    ['a pattern that is none', 'rules: { field-code: { pattern: "[" } }', 'bxform.yaml:6:35 bad-pattern: "[" is not a regular expression'],
    ['an option of another rule', 'rules: { title-clash: { limit: 3 } }', 'bxform.yaml:6:27 unknown-key: `limit` is not known in a rule'],
  ])('%s', async (_what, lint, message) => {
    expect(await told({ lint })).toEqual([expect.stringContaining(message)]);
  });

  test('the section belongs to the project file', async () => {
    expect(await told({}, `${car}lint: { rules: { title-clash: off } }\n`)).toEqual([expect.stringContaining('misplaced-key')]);
  });
});

describe('rules of a project', () => {
  const track = ['id: must-track', 'kind: smartProcess', 'message: repairs need observers'];

  test('are told at the innermost place that breaks them, with what was not kept', async () => {
    expect(await told(own(...track, 'schema: { properties: { settings: { required: [observers] } } }'), car.replace('mandatory: true', ''))).toEqual([
      'config/garage.yaml:2:22 must-track: smartProcess.car: repairs need observers → the rule stands under lint.own in the project file; not kept: settings required observers',
    ]);
  });

  test('apply to the addresses they are meant for', async () => {
    const at = async (where: string): Promise<string[]> => (await linted(car, own('id: short', 'level: error', 'kind: field', 'message: wrong', `where: "${where}"`, 'schema: { not: {} }'))).filter(({ code }) => code === 'short').map(({ address, level }) => `${address} ${level}`);
    expect(await at('smartProcess.*/field.PL*')).toEqual(['smartProcess.car/field.PLATE error']);
    expect(await at('**')).toEqual(['smartProcess.car/field.PLATE error', 'smartProcess.car/field.PAID error']);
    expect(await at('*')).toEqual([]);
    expect(await at('smartProcess.(van|car)/field.PLATE')).toEqual([]);
  });

  test('see a text alone as its name', async () => {
    const config = `smartProcesses:\n  car: { title: Car, settings: { stages: true, openPermissions: false }, funnels: { repair: { name: Repair, default: true, stages: { NEW: in, SUCCESS: Done, FAIL: Scrapped } } } }\n`;
    expect(await told(own('id: capitals', 'kind: stage', 'message: begin with a capital', 'schema: { properties: { name: { pattern: "^[A-Z]" } } }'), config)).toEqual([expect.stringMatching(/^config\/garage\.yaml:2:\d+ capitals: smartProcess\.car\/funnel\.repair\/stage\.NEW: begin/)]);
  });

  test('may be about standard types and what is declared under them', async () => {
    const config = 'crm:\n  deal:\n    fields:\n      CONTRACT: { type: string, label: Contract }\n';
    expect(await told(own('id: number', 'kind: crm', 'message: deals have a contract number', 'schema: { properties: { fields: { required: [CONTRACT_NO] } } }'), config)).toEqual([
      'config/garage.yaml:3:5 number: deal: deals have a contract number → the rule stands under lint.own in the project file; not kept: fields required CONTRACT_NO',
    ]);
  });

  test('can be off', async () => {
    expect(await told(own(...track, 'level: off', 'schema: { not: {} }'), car.replace('mandatory: true', ''))).toEqual([]);
  });

  test.each([
    ['a schema that is none', [...track, 'schema: { type: nothing }'], /^bxform\.yaml:7:\d+ bad-schema: the schema of the rule must-track cannot be used: must be equal to one of the allowed values/],
    ['a word that is not of JSON Schema', [...track, 'schema: { requird: [title] }'], /^bxform\.yaml:7:\d+ bad-schema: .*unknown keyword: "requird"/],
    ['a broken pattern', [...track, 'schema: { properties: { title: { pattern: "(" } } }'], /^bxform\.yaml:7:\d+ bad-schema: /],
    ['an unknown kind', ['id: must-track', 'kind: smartproces', 'message: x', 'schema: {}'], /^bxform\.yaml:7:\d+ unknown-kind: there is no kind of resource called smartproces → did you mean smartProcess\?/],
    ['the name of another rule', ['id: title-clash', 'kind: field', 'message: x', 'schema: {}'], /^bxform\.yaml:7:\d+ duplicate-key: there is another rule called title-clash/],
    ['no message', ['id: must-track', 'kind: field', 'schema: {}'], /missing-key: a rule of your own needs `message`/],
  ])('with %s are told with their place', async (_what, said, message) => {
    expect(await told(own(...said))).toEqual([expect.stringMatching(message)]);
  });

  test('never repeat a secret', async () => {
    const config = `variables: { token: { env: TOKEN } }\n${car.replace('label: Plate', 'label: "${var.token}"')}`;
    const found = await told({ ...own('id: plain', 'kind: field', 'message: wrong', 'schema: { properties: { label: { const: Plate } } }'), environment: { TOKEN: 'hunter2' } }, config);
    expect(found.join('\n')).toContain('plain: smartProcess.car/field.PLATE: wrong');
    expect(found.join('\n')).not.toContain('hunter2');
  });
});
