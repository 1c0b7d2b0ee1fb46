import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/model/call.ts';
import { whyAlone } from '../../src/remote/batch-fit.ts';
import { commandOf } from '../../src/remote/query.ts';
import { filterText } from '../../src/sandbox/web-filter.ts';
import { parseString } from './php-request.ts';

const call = (params: Record<string, unknown>, more: Partial<Call> = {}): Call => ({ method: 'crm.type.add', params, retry: 'create', ...more });
const titled = (title: unknown): Call => call({ fields: { title } });

describe('what goes alone', () => {
  test.each([
    ['what asks for it', call({}, { alone: true })],
    ['a batch', call({}, { method: 'batch' })],
    ['null', titled(null)],
    ['true', titled(true)],
    ['false', titled(false)],
    ['an empty list', call({ fields: { relations: { parent: [] } } })],
    ['an empty map', call({ fields: {} })],
    ['null inside a list', titled(['Pump', null])],
    ['a number in exponent form', titled(1e21)],
    ['a very small number', titled(1e-7)],
    ['more values than PHP reads', titled(Array.from({ length: 901 }, (_, number) => number))],
    ['a very long command', titled('pump '.repeat(4000))],
    ['very deep nesting', titled(Array.from({ length: 40 }).reduce((inner: unknown) => ({ in: inner }), 'pump'))],
  ])('%s', (_, one) => {
    expect(whyAlone(one)).toBeDefined();
  });

  test.each([
    'fields.title', 'fields title', 'fields[title', 'fields]', '7fields', '', '$fields', 'поля',
  ])('the top-level key %j', (key) => {
    expect(whyAlone(call({ [key]: 'Equipment' }))).toBeDefined();
  });

  test.each(['', ' ', 'a b', 'a[b', 'a]b', '$id', '<id', '<form', 'a\nb', 'select from', '<script'])('the nested key %j', (key) => {
    expect(whyAlone(call({ filter: { [key]: '7' } }))).toBeDefined();
  });

  test.each([
    '<b>Equipment</b>', 'a < b', 'a > b', '`rm`', 'C:\\pumps', '&lt;script', 'sel&#101;ct', '&quot;Pumps&quot;',
    '$result[types][type][id]', 'CRM_$result[0]', '$error[c0]', '$TOTAL[c1]', '$next', '$time', 'price in $usd',
    'javascript:alert(1)', 'java script: x', 'j a v a s c r i p t :', 'vbscript:x', 'onclick=1', 'on load = x', 'Reaction=slow',
    'style="color:red"', 'formaction=x', 'behavior: url(x)', 'expression(1)', 'data:text/html,x', '-moz-binding:url(x)',
    'Select pumps from stock', 'trade union', 'insert into', 'Update the price and set it', 'drop the table', 'alter-table', 'select1from', 'create a new view',
    'From the place where we met', 'delete it from there', 'exec (x)', 'load_file(x)', '/* note */', '../up', '/'.repeat(30),
    'two\nlines', 'tab\there', 'bell\u0007', 'nul\u0000', 'return\r', '\u007f',
  ])('the text %j', (text) => {
    expect(whyAlone(titled(text))).toBe('text the portal may alter');
  });
});

describe('what may travel in a batch', () => {
  test.each([
    'Equipment', '', ' pump ', 'Насос № 5', 'Pumpe für Öl & Gas', '100 % = all', 'a+b', 'C#', 'a?b', "O'Brien", '"quoted"', '(round) [square] {curly}', 'US$ 5',
    'price: 5 $', '$5', '😀 pump', 'zażółć', '日本語', 'e-mail: a@b.example', 'https://workshop.example/rent?id=5', 'one; two, three.', 'Created yesterday', 'Update', 'from Berlin', 'SELECT', 'javascript', 'Description', 'Description of the pump', 'UF_CRM_7_CITY', '2026-03-02T09:00:00+03:00',
    '\u00a0', 'Reason: x', '-5', '=5', '*', '~', '^', '|',
  ])('the text %j', (text) => {
    expect(whyAlone(titled(text))).toBeUndefined();
  });

  test.each(['id', '>id', '>=id', '<=id', '!id', '!=id', '%title', '=%title', '@id', '!@id', '?q', '0', '12', 'ru', 'UF_CRM_7_CITY', 'DT180_10:NEW', 'a.b'])('the nested key %j', (key) => {
    expect(whyAlone(call({ filter: { [key]: '7' } }))).toBeUndefined();
  });

  test('numbers, lists and maps, and what is undefined is not there', () => {
    expect(whyAlone(call({ id: 7, select: ['*', 'title'], fields: { sort: 10.5, code: undefined }, language: undefined }))).toBeUndefined();
  });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'abo nc=:;<>&#$[]()+%.,/\\*-_!\'"`seltfromwhjvipd\t\n') }),
  fc.array(fc.constantFrom('select', 'from', 'on', 'load', '=', 'script', ' ', ':', 'java', 'union', 'update', 'set', 'table', 'drop', 'data', '$result', '[a]', '<', 'pump', 'style', '/', '..', 'insert', 'into', 'where', 'limit')).map((parts) => parts.join('')),
);
const key = fc.oneof({ weight: 30, arbitrary: fc.constantFrom('id', '>id', 'title', 'UF_CRM_1', '0', '5', 'constructor', 'ru') }, { weight: 1, arbitrary: fc.constantFrom('a b', 'x[y]', 'a.b', '>', ' id') });
const value = fc.letrec<{ leaf: unknown; tree: unknown }>((tie) => ({
  leaf: fc.oneof({ weight: 20, arbitrary: fc.string({ unit: 'grapheme' }) }, { weight: 2, arbitrary: text }, { weight: 10, arbitrary: fc.integer() }, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null)),
  tree: fc.oneof({ maxDepth: 3 }, tie('leaf'), fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }), fc.array(tie('tree'), { minLength: 1, maxLength: 3 })),
})).tree;

const asPhpSees = (given: unknown): unknown =>
  typeof given !== 'object' || given === null ? String(given) : Object.fromEntries(Object.entries(given).map(([name, member]) => [name, asPhpSees(member)]));

describe('whatever travels in a batch', () => {
  test('arrives as PHP would see it', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('id', 'fields', 'filter', 'UF_1', 'entityTypeId', 'fields.title'), value, { minKeys: 1, maxKeys: 3, noNullPrototype: true }), (params) => {
      fc.pre(whyAlone(call(params)) === undefined);
      expect(parseString(commandOf(call(params)).slice('crm.type.add?'.length))).toEqual(asPhpSees(params));
    }), { numRuns: 1000 });
  });

  test('is left alone by the sandbox\'s reading of the security filter', () => {
    fc.assert(fc.property(text, (given) => {
      fc.pre(whyAlone(titled(given)) === undefined);
      expect(filterText(given)).toBe(given);
    }), { numRuns: 2000 });
  });
});

test.each([[true, 'boolean'], [null, 'null']])('%s in a batch command would be a mistake of ours and is not encoded', (wrong, named) => {
  expect(() => commandOf(titled(wrong))).toThrow(new TypeError(`A ${named} cannot be said in a batch`));
});

test('a list is encoded by position, a map by key, each value once', () => {
  expect(commandOf(call({ select: ['*', 'title'], filter: { '>id': 7, title: 'a=b&c#d+e 100%' } })))
    .toBe('crm.type.add?select[0]=%2A&select[1]=title&filter[%3Eid]=7&filter[title]=a%3Db%26c%23d%2Be%20100%25');
});
