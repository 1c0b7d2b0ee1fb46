// Files of a repair shop with single things changed in them: everything else stays byte for byte.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Edit } from '../../src/model/edit.ts';
import type { Place } from '../../src/model/problem.ts';
import { edited } from '../../src/report/yaml-edit.ts';

/** The place of a word of the text. */
function placeIn(text: string, word: string): Place {
  const at = text.indexOf(word) + (word.startsWith(' ') ? 1 : 0);
  if (!text.includes(word)) throw new Error(`no ${word} in the text`);
  const before = text.slice(0, at).split('\n');
  return { file: 'equipment.yaml', line: before.length, col: before.at(-1)!.length + 1 };
}

/** A row: what is there, the edit as places by words, what is there then. */
const set = (word: string, value: any, language?: string) => (text: string): Edit => ({ does: 'set', at: placeIn(text, word), value, ...(language === undefined ? {} : { language }) });
const remove = (word: string) => (text: string): Edit => ({ does: 'remove', key: placeIn(text, word) });
const add = (word: string, entries: Record<string, any>, short?: string) => (text: string): Edit => ({ does: 'add', to: placeIn(text, word), entries: asMap(entries), ...(short === undefined ? {} : { short }) });
const append = (word: string, ...items: any[]) => (text: string): Edit => ({ does: 'append', to: placeIn(text, word), items: items.map(mapped) });
const order = (word: string, ...keys: string[]) => (text: string): Edit => ({ does: 'order', at: placeIn(text, word), keys });
const mapped = (value: any): any => (Array.isArray(value) ? value.map(mapped) : typeof value === 'object' && value !== null ? asMap(value) : value);
const asMap = (value: Record<string, any>): Map<string, any> => new Map(Object.entries(value).map(([key, each]) => [key, mapped(each)]));

type Row = readonly [what: string, before: string, edit: (text: string) => Edit, after: string];
const run = (before: string, edit: (text: string) => Edit) => edited(before, [edit(before)]);

const VALUES: readonly Row[] = [
  ['a plain text', 'site:\n  title: Site # the place\n', set('Site', 'Sites'), 'site:\n  title: Sites # the place\n'],
  ['a text keeps its double quotes', 'title: "Site"\n', set('"Site"', 'Sites'), 'title: "Sites"\n'],
  ['a text keeps its single quotes', "title: 'Site'   # x\n", set("'Site'", "Owner's"), "title: 'Owner''s'   # x\n"],
  ['a text that would be something else gets quotes', 'name: Old\n', set('Old', 'true'), 'name: "true"\n'],
  ['a text with a colon gets quotes', 'name: Old\n', set('Old', 'a: b #c'), 'name: "a: b #c"\n'],
  ['a dollar and a brace stay what they are', 'name: Old\n', set('Old', 'cost ${x}'), 'name: cost $${x}\n'],
  ['Cyrillic and emoji', 'title: Заявка 🔧 # да\nnext: 1\n', set('Заявка', 'Ремонт 🛠'), 'title: Ремонт 🛠 # да\nnext: 1\n'],
  ['within braces', 'NEW: { name: New, color: "22B9FF" } # first\n', set('New', 'Fresh, new'), 'NEW: { name: "Fresh, new", color: "22B9FF" } # first\n'],
  ['a list whose texts look like comments', 'to: [ "a # b" ]\n', set('[', 'x'), 'to: x\n'],
  ['odd spaces stay', 'NEW:   {name:   New ,color: x}\n', set('New', 'Old'), 'NEW:   {name:   Old ,color: x}\n'],
  ['a number', 'sort:  10\n', set('10', 20), 'sort:  20\n'],
  ['a switch', 'mandatory: true # must\n', set('true', false), 'mandatory: false # must\n'],
  ['without a newline at the end', 'title: Site', set('Site', 'Sites'), 'title: Sites'],
  ['of lines that end as on Windows', 'a: 1\r\ntitle: Site # x\r\nb: 2\r\n', set('Site', 'Sites'), 'a: 1\r\ntitle: Sites # x\r\nb: 2\r\n'],
  ['a text of several lines becomes a plain one', 'help: |\n  One.\n  Two.\nsort: 1\n', set('|', 'One only.'), 'help: One only.\nsort: 1\n'],
  ['a plain text becomes one of several lines', 'field:\n  help: One. # said\n  sort: 1\n', set('One.', 'One.\nTwo.'), 'field:\n  help: |- # said\n    One.\n    Two.\n  sort: 1\n'],
  ['one language of several', 'label: { en: State, ru: Состояние }\n', set('{ en', 'Condition', 'en'), 'label: { en: Condition, ru: Состояние }\n'],
  ['a list in brackets takes what is new and drops what went', 'to: [contact, deal] # who\n', set('[', ['deal', 'company']), 'to: [deal, company] # who\n'],
  ['a list in lines', 'to:\n  - contact # people\n  - deal\n  # end\n', set('- contact', ['contact', 'company']), 'to:\n  - contact # people\n  - company\n  # end\n'],
  ['a map is set word by word', 'default: { amount: 10, currency: EUR } # price\n', set('{', new Map<string, any>([['amount', 12], ['currency', 'EUR']])), 'default: { amount: 12, currency: EUR } # price\n'],
  ['nothing becomes something', 'a:\n  help: # why\n  sort: 1\n', set(' # why', 'x'), 'a:\n  help: x # why\n  sort: 1\n'],
];

const REMOVALS: readonly Row[] = [
  ['a line with what is said behind it', 'a:\n  # about help\n  help: x # old\n  sort: 1\n', remove('help: x'), 'a:\n  # about help\n  sort: 1\n'],
  ['the last line', 'a:\n  sort: 1\n  help: x', remove('help'), 'a:\n  sort: 1\n'],
  ['an entry with what is below it', 'a:\n  help:\n    en: x\n    ru: y\n  sort: 1\n', remove('help'), 'a:\n  sort: 1\n'],
  ['the only entry leaves an empty map', 'a:\n  help: x\nb: 1\n', remove('help'), 'a: {}\nb: 1\n'],
  ['the first within braces', 'a: { help: x, sort: 1 }\n', remove('help'), 'a: { sort: 1 }\n'],
  ['the last within braces', 'a: { sort: 1, help: x } # c\n', remove('help'), 'a: { sort: 1 } # c\n'],
  ['the only one within braces', 'a: { help: x } # c\n', remove('help'), 'a: {} # c\n'],
  ['an item of a list', 'a:\n  - task # t\n  - calendarEvent\n', remove('task'), 'a:\n  - calendarEvent\n'],
  ['an item in brackets', 'a: [task, calendarEvent]\n', remove('task'), 'a: [calendarEvent]\n'],
];

const ADDITIONS: readonly Row[] = [
  ['behind the last line and what is said behind it', 'fields:\n  A: { type: string } # first\n\nother: 1\n', add('A:', { B: { type: 'date' } }), 'fields:\n  A: { type: string } # first\n  B: { type: date }\n\nother: 1\n'],
  ['in the indentation of the file', 'fields:\n    A:\n        type: string\n', add('A:', { B: { type: 'enumeration', options: { a: { name: 'A', sort: 10 }, b: { name: 'B', help: { en: 'x' } } } } }),
    'fields:\n    A:\n        type: string\n    B:\n        type: enumeration\n        options:\n            a: { name: A, sort: 10 }\n            b: { name: B, help: { en: x } }\n'],
  ['without a newline at the end', 'fields:\n  A: x', add('A', { B: 'y' }), 'fields:\n  A: x\n  B: y'],
  ['of lines that end as on Windows', 'fields:\r\n  A: x\r\n', add('A', { B: 'y' }), 'fields:\r\n  A: x\r\n  B: y\r\n'],
  ['behind a text of several lines', 'fields:\n  A: |\n    one\n    two\nz: 1\n', add('A', { B: 'y' }), 'fields:\n  A: |\n    one\n    two\n  B: y\nz: 1\n'],
  ['within braces', 'stages: { NEW: New, DONE: Done } # all\n', add('{', { MORE: 'More, and more' }), 'stages: { NEW: New, DONE: Done, MORE: "More, and more" } # all\n'],
  ['to empty braces', 'fields: {} # none yet\nz: 1\n', add('{}', { B: { type: 'date' } }), 'fields: # none yet\n  B: { type: date }\nz: 1\n'],
  ['to nothing', 'fields: # none yet\nz: 1\n', add(' # none', { B: { type: 'date' } }), 'fields: # none yet\n  B: { type: date }\nz: 1\n'],
  ['to a text that stands for a map', 'stages:\n  NEW: New, yes # one\n', add('New, yes', { sort: 15 }, 'name'), 'stages:\n  NEW: { name: "New, yes", sort: 15 } # one\n'],
  ['to a list in lines', 'relations:\n  - parent: deal\n    list: true # shown\n# end\n', append('- parent', { parent: 'lead' }), 'relations:\n  - parent: deal\n    list: true # shown\n  - { parent: lead }\n# end\n'],
  ['to a list in brackets', 'to: [deal]\n', append('[', 'smartProcess.site'), 'to: [deal, smartProcess.site]\n'],
  ['below a comment that belongs to the last', 'fields:\n  A:\n    type: string\n    # label: to come\n  # B: to come\nz: 1\n', add('A', { C: { type: 'date' } }), 'fields:\n  A:\n    type: string\n    # label: to come\n  C: { type: date }\n  # B: to come\nz: 1\n'],
  ['a key that looks like a number', 'stages:\n  NEW: New\n', add('NEW', { '007': 'Bond' }), 'stages:\n  NEW: New\n  "007": Bond\n'],
];

const ORDERS: readonly Row[] = [
  ['with the comments above and behind', 'stages:\n  # before\n\n  # the first\n  A: One # 1\n  B:\n    name: Two\n    # below two\n\n  # third\n  # of three\n  C: Three # 3\nz: 1\n', order('A:', 'C', 'A', 'B'),
    'stages:\n  # before\n\n  # third\n  # of three\n  C: Three # 3\n  # the first\n  A: One # 1\n\n  B:\n    name: Two\n    # below two\nz: 1\n'],
  ['within braces', 'stages: { A: One,  B: [1, 2], C: Three } # all\n', order('{', 'B', 'C', 'A'), 'stages: { B: [1, 2],  C: Three, A: One } # all\n'],
  ['without a newline at the end', 'stages:\n  A: One\n  B: Two', order('A', 'B', 'A'), 'stages:\n  B: Two\n  A: One'],
  ['what nobody named stays behind its neighbour', 'stages:\n  A: One\n  X: Later\n  B: Two\n  C: Three\n', order('A', 'C', 'A', 'B'), 'stages:\n  C: Three\n  A: One\n  X: Later\n  B: Two\n'],
  ['with Windows lines', 's:\r\n  A: 1 # a\r\n  B: 2\r\n', order('A', 'B', 'A'), 's:\r\n  B: 2\r\n  A: 1 # a\r\n'],
];

describe.each([['a value is replaced', VALUES], ['an entry is removed', REMOVALS], ['an entry is added', ADDITIONS], ['entries are put in another order', ORDERS]])('%s:', (_what, rows) => {
  test.each(rows)('%s', (_name, before, edit, after) => {
    expect(run(before, edit)).toEqual({ text: after, refused: [] });
  });
});

describe('what is not safe is refused, and the text stays as it is:', () => {
  test.each<readonly [string, string, (text: string) => Edit, string]>([
    ['a value of a variable', 'title: "${var.title}"\n', set('"${', 'x'), 'variable'],
    ['a value of a variable, in part', 'title: Site ${env.NAME}\n', set('Site', 'x'), 'variable'],
    ['the value of a variable itself', 'variables:\n  title: Site\n', set('Site', 'x'), 'variable'],
    ['what an anchor names', 'a: &a { name: One }\nb: *a\n', set('One', 'x'), 'anchor'],
    ['an alias', 'a: &a One\nb: *a\n', set('*a', 'x'), 'anchor'],
    ['an order with an anchor in it', 's:\n  A: &a x\n  B: *a\n', order('A:', 'B', 'A'), 'anchor'],
    ['an order of entries of another map', 's:\n  A: 1\n  B: 2\n', order('A:', 'B', 'A', 'C'), 'spread'],
    ['an order within braces with comments', 's: {\n  A: 1, # a\n  B: 2\n}\n', order('{', 'B', 'A'), 'comments'],
    ['a list with comments that would be a text', 'a:\n  # one\n  - x # y\n  - z\n', set('- x', 'text'), 'comments'],
    ['an entry that is there', 's:\n  A: 1\n', add('A:', { A: 2 }), 'shape'],
    ['an entry of a text', 's: text\n', add('text', { A: 2 }), 'shape'],
    ['the last item beside a comment', 'to: [ # all\n  deal\n]\n', remove('deal'), 'comments'],
  ])('%s', (_name, before, edit, refusal) => {
    expect(run(before, edit)).toMatchObject({ text: before, refused: [{ refusal }] });
  });
});

test('several edits of one text do not push one another around', () => {
  const before = 'smartProcesses:\n  site:\n    title: Site\n    fields:\n      A: { type: string, label: A } # a\n      B: { type: string, help: x }\n    linkedUserFields: [task, calendarEvent, taskTemplate]\n';
  const edits = [remove('task,'), remove('taskTemplate'), set('Site', 'Sites\nand places'), add('A: {', { C: { type: 'date' } }), remove('help'), set('A }', 'Letter')].map((edit) => edit(before));
  expect(edited(before, edits)).toEqual({
    text: 'smartProcesses:\n  site:\n    title: |-\n      Sites\n      and places\n    fields:\n      A: { type: string, label: Letter } # a\n      B: { type: string }\n      C: { type: date }\n    linkedUserFields: [calendarEvent]\n',
    refused: [],
  });
});

test('any text may take the place of any other, in lines and within braces', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('', ' x ', '- a', '? b', '#c', 'null', '0x1', '*a', '&a', '!x', '%y', '@z', 'a: b', '{', '[', '"', "'", 'a\nb\n', '\ta', '\u2028', '---', 'true', '1e3', 'ё', 'a\n\n b'), fc.integer(), fc.boolean());
  const shape = fc.constantFrom('a:\n  k: OLD # c\n  z: 1\n', 'a: { k: OLD, z: 1 } # c\n', 'a:\n  k: "OLD"\n  z: 1\n', "a: { k: 'OLD', z: 1 }\n", 'a:\n  k: |\n    OLD\n    more\n  z: 1\n');
  fc.assert(fc.property(value, shape, (next, before) => {
    const at = before.indexOf('|') === -1 ? /["']?OLD/.exec(before)![0] : '|';
    const { text, refused } = run(before, set(at, next));
    expect(refused).toEqual([]);
    expect(parse(text)).toEqual({ a: { k: typeof next === 'string' ? next.replaceAll('${', () => '$${') : next, z: 1 } });
    expect(text.includes('# c')).toBe(before.includes('# c'));
  }), { numRuns: 300 });
});
