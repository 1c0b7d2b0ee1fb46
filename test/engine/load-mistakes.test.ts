import { describe, expect, test } from 'vitest';
import { lines, loadConfig, marks } from './load-project.ts';

type Mistake = readonly [title: string, config: string, ...problems: string[]];

/** A smart process `equipment` with this body, each line indented. */
const equipment = (body: string): string => `smartProcesses:\n  equipment:\n    title: Equipment\n${body.replaceAll(/^/gm, '    ')}\n`;
const field = (body: string): string => equipment(`fields:\n  SERIAL: ${body}`);
const stage = (line: string): string => equipment(`funnels:\n  repair:\n    name: Repair\n    stages:\n      ${line}`);

function each(mistakes: readonly Mistake[]): void {
  test.each(mistakes)('%s', async (_, config, ...expected) => {
    const { problems } = await loadConfig(config);
    const places = marks('config/equipment.yaml', config);
    expect(lines(problems)).toEqual(expected.map((problem, index) => `${places[index]} ${problem}`));
  });
}

describe('keys', () => {
  each([
    ['an unknown key comes with the nearest known one', equipment('settings: { ▸stage: true }'), 'unknown-key: `stage` is not known in settings of a smart process → did you mean `stages`?'],
    ['an unknown key far from all others comes with what is known', stage('NEW: { name: New, ▸icon: 5 }'), 'unknown-key: `icon` is not known in a stage → known here: name, color, semantics, sort, enabled, $initial, $ignore, adopt, create, description'],
    ['an unknown section of a file', '▸smartProces: {}\n', 'unknown-key: `smartProces` is not known in an included file → did you mean `smartProcesses`?'],
    ['keys of the project file are refused in included files', '▸portals: {}\n', 'misplaced-key: this key belongs to the project file → move it to bxform.yaml; an included file holds smartProcesses, crm, dictionaries, workplaces, variables, outputs and overlays'],
    ['a missing title is reported at the key that lacks it', 'smartProcesses:\n  ▸equipment: { code: machine }\n', 'missing-key: a smart process needs `title` → add `title: …`'],
    ['a missing type is reported at the field', equipment('fields:\n  ▸SERIAL: { label: Serial number }'), 'missing-key: a field needs `type` → add `type: …`'],
    ['a field code in small letters comes with the right one', equipment('fields:\n  ▸serial-no: { type: string }'), 'bad-key: the key `serial-no` must be at most 35 capital letters, digits and _, beginning with a letter → did you mean `SERIAL_NO`?'],
    [
      'a field code that would be too long on the portal',
      equipment('fields:\n  ▸SERIAL_NUMBER_AS_IT_STANDS_ON_THE_HOUSING: { type: string }'),
      'too-long: the key `SERIAL_NUMBER_AS_IT_STANDS_ON_THE_HOUSING` has 41 characters, at most 35 fit → the key becomes the end of the field\'s code UF_CRM_<number>_<KEY>, which the portal limits to 50 characters',
    ],
    ['a stage code the portal would refuse', stage('▸IN WORK: In work'), 'bad-key: the key `IN WORK` must be 1 to 30 letters, digits, _ and - → did you mean `IN_WORK`?'],
    ['a key of a smart process that begins with a digit', 'smartProcesses:\n  ▸1st: { title: Equipment }\n', 'bad-key: the key `1st` must be letters, digits, _ and -, beginning with a letter'],
    ['a language in capitals', field('{ type: string, label: { ▸EN: Serial } }'), 'bad-key: the key `EN` must be a language code of the portal in lower case, such as en, de or ru → did you mean `en`?'],
    ['a key written twice names its first place', field('{ type: string, sort: 1, ▸sort: 2 }'), 'duplicate-key: `sort` stands here twice, first at config/equipment.yaml:5:31 → keep one of them'],
    ['keys that begin with $ are reserved', equipment('▸$remark: new'), 'reserved-key: keys that begin with $ are reserved, `$remark` cannot be used'],
    ['a variable cannot be a key', 'smartProcesses:\n  ▸${var.key}: { title: Equipment }\n', 'reserved-key: keys that begin with $ are reserved, `${var.key}` cannot be used → variables are filled in in values, not in keys'],
    ['the old ways to a workplace are refused', equipment('▸customSections: []\nsettings: { ▸isExternal: true }'),
      'deprecated-setting: this old way to bind a smart process to a workplace is refused: writing it deletes other workplaces of the portal → name the smart process under workplaces.<key>.smartProcesses instead',
      'deprecated-setting: this old way to bind a smart process to a workplace is refused: writing it deletes other workplaces of the portal → name the smart process under workplaces.<key>.smartProcesses instead'],
    ['adopt and create exclude each other', equipment('adopt: true\n▸create: true'), 'adopt-or-create: `adopt` takes over what is there and `create` makes a new one; both together mean nothing → keep one of them'],
  ]);
});

describe('values', () => {
  each([
    ['a list where a map belongs', 'smartProcesses: ▸[equipment]\n', 'wrong-type: `smartProcesses` must be a map from key to smart process, not a list'],
    ['yes is a text in YAML 1.2', equipment('settings: { stages: ▸yes }'), 'wrong-type: `stages` must be true or false, not "yes" → write true, without quotes'],
    ['the Y of the API is not a switch', field('{ type: string, mandatory: ▸"N" }'), 'wrong-type: `mandatory` must be true or false, not "N" → write false, without quotes'],
    ['a number where a text belongs', equipment('description: x\ncode: ▸1040'), 'wrong-type: `code` must be a text that is not blank, not 1040 → put it in quotes: "1040"'],
    ['a number in quotes', field('{ type: string, sort: ▸"100" }'), 'wrong-type: `sort` must be a whole number from 1 on, not "100" → remove the quotes'],
    ['a blank title', 'smartProcesses: { equipment: { title: ▸" " } }\n', 'bad-value: `title` must be a text that is not blank, or a map from language to text, not " "'],
    ['a title longer than the portal keeps', `smartProcesses: { equipment: { title: ▸${'m'.repeat(256)} } }\n`, 'too-long: `title` has 256 characters, at most 255 fit → shorten it: the portal would cut it off or refuse it'],
    ['a stage name longer than the portal keeps, in one language', stage(`NEW: { name: { en: New, ru: ▸${'н'.repeat(101)} } }`), 'too-long: `ru` has 101 characters, at most 100 fit → shorten it: the portal would cut it off or refuse it'],
    ['an entityTypeId of the recycle-bin range', equipment('entityTypeId: ▸192'), 'out-of-range: `entityTypeId` must be a whole number from 128 to 191, or an even number from 1030 on, not 192'],
    ['an odd entityTypeId', equipment('entityTypeId: ▸1041'), 'out-of-range: `entityTypeId` must be a whole number from 128 to 191, or an even number from 1030 on, not 1041'],
    ['an unknown field type', field('{ type: ▸strng, rows: 2 }'), 'not-allowed: `type` must be string, integer, double, boolean, date, datetime, enumeration, money, url, address, file, employee, crm, crm_status, iblock_section, iblock_element or fieldType.KEY, not "strng" → did you mean `string`?'],
    ['a setting of another type says which types have it', field('{ type: boolean, ▸rows: 500 }'), 'setting-of-other-type: `rows` is a setting of string or url fields, and this field is boolean → remove the line, or correct the type'],
    ['options outside an enumeration', field('{ type: string, ▸options: { ok: 5 } }'), 'setting-of-other-type: `options` is a setting of enumeration fields, and this field is string → remove the line, or correct the type'],
    ['a way to show that another type has', field('{ type: boolean, display: ▸dialog }'), 'not-allowed: `display` must be checkbox, radio or dropdown, not "dialog"'],
    ['a default of another type', field('{ type: integer, default: ▸1.5 }'), 'wrong-type: `default` must be a whole number, or null, not 1.5'],
    ['a default day that is none', field('{ type: date, default: ▸31.03.2026 }'), 'bad-value: `default` must be none, now, a day such as 2026-03-31, or null, not "31.03.2026"'],
    ['more digits than the portal has', field('{ type: double, precision: ▸13 }'), 'out-of-range: `precision` must be a whole number from 0 to 12, not 13'],
    ['a regular expression without delimiters, which the portal would drop', field('{ type: string, regexp: ▸"^[A-Z]+$" }'), 'bad-value: `regexp` must be a regular expression of PHP between delimiters, such as /^[A-Z0-9-]+$/, not "^[A-Z]+$" → a pattern the portal cannot read would be dropped there without a word'],
    ['a crm field with nothing to choose from', field('{ type: crm, to: ▸[] }'), 'empty: `to` is empty → write a list such as [contact, smartProcess.equipment]'],
    ['a crm field without targets', equipment('fields:\n  ▸CLIENT: { type: crm }'), 'missing-key: a field of type crm needs `to` → add `to: …`'],
    ['a single target without its list', field('{ type: crm, to: ▸contact }'), 'wrong-type: `to` must be a list such as [contact, smartProcess.equipment], not "contact" → write a list: [contact]'],
    ['a mistyped target', field('{ type: crm, to: [▸contat] }'), 'bad-value: entry 1 of `to` must be lead, deal, contact, company, quote, order, invoice or smartProcess.KEY, not "contat" → did you mean `contact`?'],
    ['the same target twice', field('{ type: crm, to: [deal, lead, ▸deal] }'), 'duplicate-entry: entry 3 of `to` says the same as entry 1 → keep one of them'],
    ['a money default without its currency', field('{ type: money, ▸default: { amount: 5 } }'), 'missing-key: a default amount needs `currency` → add `currency: …`'],
    ['a relation that names both ends', equipment('relations: [{ parent: deal, ▸child: lead }]'), 'parent-or-child: a relation names a parent or a child, not both → make two entries of it'],
    ['a relation that names no end', equipment('relations: [▸{ list: true }]'), 'missing-key: a relation needs `parent` or `child` → add `parent: …` or `child: …`'],
    ['texts per language where a text alone would be the name', stage('▸NEW: { ru: Новая, en: New }'), 'missing-key: a stage with texts per language needs `name` → write NEW: { name: { ru: …, en: … } }'],
    ['a member of a workplace by its address', 'workplaces: { service: { title: Service, smartProcesses: [▸smartProcess.equipment] } }\n', 'bad-value: entry 1 of `smartProcesses` must be the key of a smart process of this project, not "smartProcess.equipment" → write the key alone, for example equipment'],
    ['adopt: false', equipment('▸adopt: false'), 'not-allowed: `adopt` must be true, the name it has on the portal now, or its number, not false'],
  ]);
});

describe('nothing where a value belongs', () => {
  const keep = (what: string): string => `remove the line: ${what} that is not listed stays as it is`;
  each([
    ['a colour swallowed as a comment', stage('NEW:\n        name: New\n        ▸color: #22B9FF'), 'null-value: `color` has no value → YAML takes everything after ` #` as a comment: write the colour without #, or in quotes'],
    ['a colour that swallows the end of its map', stage('NEW: { name: New, color: ▸#22B9FF }\n      WORK: In work'), 'swallowed-color: YAML takes `#22B9FF` and the rest of the line for a comment → write the colour without #: 22B9FF'],
    ['a property the portal cannot clear', field('{ type: string, ▸sort: null }'), 'null-value: `sort` cannot be cleared → give it a value, or remove the line to leave it as it is'],
    ['a choice the portal cannot clear', stage('NEW: { name: New, ▸semantics: ~ }'), 'null-value: `semantics` cannot be cleared → write process, success or failure'],
    ['an empty section', equipment('▸fields:'), 'wrong-type: `fields` must be a map from code to field, not null → write what belongs to it below it, indented, or remove the line'],
    ['a field that is to be deleted', equipment('fields: { ▸OLD: null }'), `deleting-unavailable: \`OLD\` is null, which asks for the field to be deleted; this version does not delete → ${keep('a field')}`],
    ['an option that is to be deleted', field('{ type: enumeration, options: { ▸old: null } }'), `deleting-unavailable: \`old\` is null, which asks for the option to be deleted; this version does not delete → ${keep('an option')}`],
    ['a funnel and a stage that are to be deleted', equipment('funnels:\n  ▸sales: ~\n  repair: { name: Repair, stages: { ▸OLD: ~ } }'),
      `deleting-unavailable: \`sales\` is null, which asks for the funnel to be deleted; this version does not delete → ${keep('a funnel')}`,
      `deleting-unavailable: \`OLD\` is null, which asks for the stage to be deleted; this version does not delete → ${keep('a stage')}`],
    ['a list that is to be the whole truth', equipment('fields: { ▸exclusive: true }'), 'deleting-unavailable: `exclusive` asks for everything that is not listed to be deleted; this version does not delete → remove the line: what is live on the portal and not listed here stays as it is'],
  ]);

  test('what the portal can clear may be null', async () => {
    const clearable = `
  A: { type: string, help: null, default: null, regexp: null, minLength: null, maxLength: null }
  B: { type: integer, help: { ru: null, en: Hours }, default: null, min: null, max: null }
  C: { type: enumeration, noValueCaption: null }
  D: { type: boolean, checkboxLabel: null }
  E: { type: date, default: null }
  F: { type: money, default: null }`;
    expect((await loadConfig(equipment(`fields:${clearable}`))).problems).toEqual([]);
  });
});

describe('YAML', () => {
  each([
    ['a variable without quotes inside { }', equipment('settings: { stages: ▸${var.stages}, funnels: true }'), 'unquoted-variable: inside { } and [ ] YAML takes `${var.stages}` apart → put it in quotes: "${var.stages}"'],
    ['a variable without quotes inside [ ]', equipment('linkedUserFields: [task, ▸${var.field}]'), 'unquoted-variable: inside { } and [ ] YAML takes `${var.field}` apart → put it in quotes: "${var.field}"'],
    ['a document field without quotes', equipment('description: {▸=Document:ID}'), 'unquoted-braces: `{=Document:ID}` is a map to YAML, not a text → put it in quotes: "{=Document:ID}"'],
    ['a second document', 'variables: {}\n▸---\nvariables: {}\n', 'yaml-syntax: `---` begins a second document, and a file holds one → remove the line, or make it a file of its own'],
    ['a tab', 'variables:\n▸\ta: 1\n', 'yaml-syntax: a tab stands where YAML wants blanks → indent with blanks'],
    ['a text with a colon', 'variables:\n  a: ▸Note: check\n', 'yaml-syntax: a second `: ` stands on this line → put a text with `: ` in it in quotes'],
    ['a tag', 'variables: { a: ▸!secret x }\n', 'yaml-syntax: tags (`!name`) are not used here → remove the tag; a text that begins with ! needs quotes'],
    ['an alias without its anchor', 'variables: { a: ▸*usual }\n', 'unknown-alias: no anchor `&usual` stands before this → write the anchor first; an anchor cannot contain itself. A text that begins with * needs quotes'],
    ['an anchor that contains itself', 'variables: { a: &loop [▸*loop] }\n', 'unknown-alias: no anchor `&loop` stands before this → write the anchor first; an anchor cannot contain itself. A text that begins with * needs quotes'],
    ['a number that would lose digits', 'variables: { a: ▸12345678901234567890 }\n', 'inexact-number: 12345678901234567890 is not a number that can be kept exactly → put it in quotes if it is meant as a text'],
    ['a map as a key', 'variables: { a: 1, ▸{ b: 2 }: 3 }\n', 'bad-key: a map, a list or an alias cannot be a key → a text with braces or brackets needs quotes: "{=Document:ID}", "${var.name}"'],
    ['a file that is only a text', '▸equipment\n', 'wrong-type: the file must be a map with sections such as smartProcesses, activities, variables, outputs or overlays, not "equipment"'],
  ]);

  test('aliases that multiply without end are stopped', async () => {
    const levels = 'bcdefghi'.split('').map((name, index) => `  ${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`);
    const { problems } = await loadConfig(`variables:\n  a: &a [x, x, x, x, x, x, x, x, x]\n${levels.join('\n')}\n`);
    expect(problems.map((found) => found.code)).toEqual(['too-many-aliases']);
  });

  test('brackets without end are stopped', async () => {
    expect((await loadConfig(`variables: { a: ${'['.repeat(20_000)} }\n`)).problems.map((found) => found.level)).toContain('error');
    expect((await loadConfig(`variables: { a: ${'['.repeat(200)}${']'.repeat(200)} }\n`)).problems.map((found) => found.code)).toEqual(['too-deep']);
  });

  test('ten thousand keys in one map are compared in one pass', async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `  machine${index}: ${index}`);
    const { problems } = await loadConfig(`variables:\n${keys.join('\n')}\n  machine77: twice\n`);
    expect(lines(problems)).toEqual(['config/equipment.yaml:10002:3 duplicate-key: `machine77` stands here twice, first at config/equipment.yaml:79:3 → keep one of them']);
  });

  test('lines end as they do on Windows, and a byte order mark is no text', async () => {
    const { problems } = await loadConfig('\uFEFFworkplaces:\r\n  service:\r\n    title: ▸5\r\n');
    expect(lines(problems)).toEqual(['config/equipment.yaml:3:12 wrong-type: `title` must be a text that is not blank, or a map from language to text, not 5 → put it in quotes: "5"']);
  });
});
