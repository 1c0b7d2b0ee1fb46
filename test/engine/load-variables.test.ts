import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/model/value.ts';
import { bare, lines, loadConfig, loadFiles, marks, projectFile } from './load-project.ts';

/** The title of the workplace `service` under these variables, and the problems. */
async function title(written: string, variables = '{}', environment: Record<string, string> = {}) {
  const { source, problems } = await loadConfig(`workplaces: { service: { title: ${written} } }`, { environment }, `variables: ${variables}`);
  return { value: (bare(source?.root.get('workplaces')) as any)?.service?.title, problems };
}

describe('a variable', () => {
  test('stands inside a text as text', async () => {
    expect((await title('"${var.city}: ${var.count} machines, ${var.open}"', '{ city: Minsk, count: 3, open: true }')).value).toBe('Minsk: 3 machines, true');
  });

  test('that is the whole value keeps its type, maps and lists included', async () => {
    const { source, problems } = await loadConfig(
      `
smartProcesses:
  equipment:
    title: "\${var.title}"
    settings: "\${var.settings}"
    fields:
      CLIENT: { type: crm, to: "\${var.clients}" }
      HOURS: { type: integer, max: "\${var.most}", sort: "\${var.first}" }
`,
      {},
      'variables: { title: { ru: Оборудование, en: Equipment }, settings: { stages: true }, clients: [contact, "${var.second}"], second: company, most: null, first: 10 }',
    );
    expect(problems).toEqual([]);
    expect(bare((source!.root.get('smartProcesses') as Map<string, unknown>).get('equipment'))).toEqual({
      title: { ru: 'Оборудование', en: 'Equipment' },
      settings: { stages: true },
      fields: { CLIENT: { type: 'crm', to: ['contact', 'company'] }, HOURS: { type: 'integer', max: null, sort: 10 } },
    });
  });

  test('may be declared in any file', async () => {
    const { source, problems } = await loadFiles({
      'bxform.yaml': projectFile('variables: { word: "${var.noun}s" }'),
      'config/a.yaml': 'workplaces: { service: { title: "${var.word}" } }',
      'config/b.yaml': 'variables: { noun: repair }',
    });
    expect(problems).toEqual([]);
    expect(bare(source!.root.get('workplaces'))).toEqual({ service: { title: 'repairs' } });
  });

  test('is escaped by doubling the dollar', async () => {
    expect((await title('"$${var.x} costs $${5} and $5"')).value).toBe('${var.x} costs ${5} and $5');
  });

  test('is checked where it is used: the place is that of the use', async () => {
    const config = 'smartProcesses: { equipment: { title: Equipment, settings: ▸"${var.list}", entityTypeId: ▸"${var.number}" } }';
    const { problems } = await loadConfig(config, {}, 'variables: { list: [1], number: 7 }');
    const [first, second] = marks('config/equipment.yaml', config);
    expect(lines(problems)).toEqual([
      `${first} wrong-type: \`settings\` must be a map of switches, not a list`,
      `${second} out-of-range: \`entityTypeId\` must be a whole number from 128 to 191, or an even number from 1030 on, not 7`,
    ]);
  });

  test('with a mistake inside a map it stands for is reported where it is declared', async () => {
    const { problems } = await loadConfig('smartProcesses: { equipment: { title: Equipment, settings: "${var.usual}" } }', {}, 'variables:\n  usual: { stages: ja }');
    expect(lines(problems)).toEqual(['bxform.yaml:6:20 wrong-type: `stages` must be true or false, not "ja"']);
  });
});

const mistakes: readonly (readonly [title: string, variables: string, use: string, ...problems: string[]])[] = [
  ['nobody declared, with the nearest that somebody did', '{ engineer: Ivan }', 'by ▸${var.enginer}', 'unknown-variable: there is no variable `enginer` → did you mean ${var.engineer}?'],
  ['nobody declared, with nothing near', '{ engineer: Ivan }', '▸${var.city}', 'unknown-variable: there is no variable `city` → declare it: variables: { city: … }'],
  ['without var. before its name', '{ city: Minsk }', 'in ▸${city}', 'malformed-variable: `${city}` is not a variable → write ${var.NAME} or ${env.NAME}; for the characters ${ themselves write $${'],
  ['without its closing brace', '{ city: Minsk }', 'in ▸${var.city', 'malformed-variable: `${var.city` is not a variable → write ${var.NAME} or ${env.NAME}; for the characters ${ themselves write $${'],
  ['that is a list inside a text', '{ cities: [Minsk] }', 'in ▸${var.cities}', 'variable-not-text: `cities` is a list and cannot stand inside a text → use it as the whole value: ${var.cities} and nothing around it'],
  ['that is null inside a text', '{ city: null }', 'in ▸${var.city}', 'variable-not-text: `city` is null and cannot stand inside a text → use it as the whole value: ${var.city} and nothing around it'],
  ['from an environment that lacks it', '{}', 'in ▸${env.CITY}', 'environment-unset: the environment variable CITY is not set → set it before running bxform: export CITY=…'],
];

describe('mistakes are reported at the very characters: a variable', () => {
  test.each(mistakes)('%s', async (_, variables, use, ...expected) => {
    const config = `workplaces:\n  service:\n    title: "${use}"\n`;
    const { problems } = await loadConfig(config, {}, `variables: ${variables}`);
    const places = marks('config/equipment.yaml', config);
    expect(lines(problems)).toEqual(expected.map((line, index) => `${places[index]} ${line}`));
  });

  test('made of itself, even when nobody uses it', async () => {
    const { problems } = await loadConfig('workplaces: {}', {}, 'variables:\n  a: "${var.b}"\n  b: x ${var.c}\n  c: "${var.a}"');
    expect(lines(problems)).toEqual(['bxform.yaml:8:7 variable-cycle: variables are made of one another: a → b → c → a → give one of them a value of its own']);
  });

  test('declared in two files, naming both', async () => {
    const { problems } = await loadFiles({ 'bxform.yaml': projectFile(), 'config/a.yaml': 'variables: { city: Minsk }', 'config/b.yaml': 'variables:\n  city: Brest\n' });
    expect(lines(problems)).toEqual(['config/b.yaml:2:3 duplicate-key: `city` of variables is declared twice, first at config/a.yaml:1:14 → keep one of them; a key lives in one file']);
  });
});

describe('a value from the environment', () => {
  const TOKEN = 'q7-secret';

  test('is a secret that shows itself to nobody', async () => {
    const { value, problems } = await title('"Bearer ${env.TOKEN} of ${var.who}, $${x}"', '{ who: service }', { TOKEN });
    expect(problems).toEqual([]);
    expect(value).toBeInstanceOf(Secret);
    expect(value.reveal()).toBe(`Bearer ${TOKEN} of service, \${x}`);
    expect(JSON.stringify(value)).toBe('{"$env":"Bearer ${env.TOKEN} of service, $${x}","hash":"hash of 33"}');
  });

  test('is a secret as a variable too, and an ordinary text when the variable says so', async () => {
    const variables = '{ secret: { env: TOKEN }, city: { env: CITY, sensitive: false } }';
    const { value } = await title('"${var.city} ${var.secret}"', variables, { TOKEN, CITY: 'Minsk' });
    expect(value.template).toBe('Minsk ${env.TOKEN}');
    expect((await title('"${var.city}"', variables, { CITY: 'Minsk' })).value).toBe('Minsk');
  });

  test('is checked like any other, and never printed', async () => {
    const { value, problems } = await title('"${env.TOKEN}"', '{}', { TOKEN: 'm'.repeat(256) });
    expect(value).toBeUndefined();
    expect(lines(problems)).toEqual(['config/equipment.yaml:1:33 too-long: `title` is too long, at most 255 fit → shorten it: the portal would cut it off or refuse it']);
    const typed = await loadConfig('smartProcesses: { equipment: { title: Equipment, settings: { stages: "${env.TOKEN}" }, fields: { A: { type: "${env.TOKEN}" } } } }', { environment: { TOKEN } });
    expect(lines(typed.problems)[0]).toBe('config/equipment.yaml:1:70 wrong-type: `stages` must be true or false, not (secret)');
    expect(JSON.stringify(typed.problems)).not.toContain(TOKEN);
  });

  test('may be missing where nobody uses it', async () => {
    expect((await title('Service', '{ token: { env: TOKEN } }')).problems).toEqual([]);
  });

  test('that is missing is reported once, where it is asked for', async () => {
    const { problems } = await title('"${var.token} ${var.token}"', '{ token: { env: TOKEN } }');
    expect(lines(problems)).toEqual(['bxform.yaml:5:28 environment-unset: the environment variable TOKEN is not set → set it before running bxform: export TOKEN=…']);
  });
});
