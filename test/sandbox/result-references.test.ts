import { describe, expect, test } from 'vitest';
import { fromPlain, toPlain, type PhpArray } from '../../src/sandbox/php-array.ts';
import { substitute } from '../../src/sandbox/result-references.ts';

const earlier = fromPlain({
  result: { add: { machine: { id: 5, code: 'PUMP', on: true } }, count: 12, text: '15' },
  next: { list: 50 }, total: { list: 120 }, time: { add: { operating: 2.5 } },
  error: { bad: { error: 'ERROR_ARGUMENT', error_description: 'no such pump' } },
}) as PhpArray;

const after = (value: string): unknown =>
  (toPlain(substitute(new Map([['value', value]]), earlier)) as { value: unknown }).value;

describe('a reference to an earlier command', () => {
  test('alone becomes what was found, with its type', () => {
    expect(after('$result[add][machine][id]')).toBe(5);
    expect(after('$result[add][machine]')).toEqual({ id: 5, code: 'PUMP', on: true });
    expect(after('$result[add][machine][on]')).toBe(true);
  });

  test('keeps the text before it', () => {
    expect(after('CRM_$result[add][machine][id]')).toBe('CRM_5');
    expect(after('all of $result[count] machines')).toBe('all of 12 machines');
  });

  test('swallows everything up to the next white space', () => {
    expect(after('UF_CRM_$result[add][machine][id]_CITY')).toBe('UF_CRM_5');
    expect(after('$result[add][machine][id],$result[count] left')).toBe('5 left');
    expect(after('$result[add][machine][id] $result[count]')).toBe('5 12');
  });

  test('may look at errors, totals, next pages and times', () => {
    expect(after('$error[bad][error_description]')).toBe('no such pump');
    expect(after('at $total[list]')).toBe('at 120');
    expect(after('$next[list]')).toBe(50);
    expect(after('took $time[add][operating]')).toBe('took 2.5');
  });

  test('stops at the last level it finds', () => {
    expect(after('$result[add][machine][serial]')).toEqual({ id: 5, code: 'PUMP', on: true });
    expect(after('$result[failed][machine][id]')).toEqual(toPlain(earlier.get('result') ?? null));
    expect(after('$error[add]')).toEqual({ bad: { error: 'ERROR_ARGUMENT', error_description: 'no such pump' } });
  });

  test('leaves the literal text when something embedded is not text or a number', () => {
    expect(after('CRM_$result[failed][id]')).toBe('CRM_$result[failed][id]');
    expect(after('on: $result[add][machine][on]')).toBe('on: $result[add][machine][on]');
  });

  test('reads text by position, as PHP does', () => {
    expect(after('$result[text][0]')).toBe('1');
    expect(after('$result[text][9]')).toBe('15');
  });

  test('in another case finds nothing', () => {
    expect(after('$RESULT[add][machine][id]')).toBeNull();
    expect(after('no $Result[add][machine][id]')).toBe('no $Result[add][machine][id]');
  });

  test('without a path is ordinary text', () => {
    expect(after('costs $result')).toBe('costs $result');
    expect(after('$100 [a]')).toBe('$100 [a]');
  });

  test('works in nested values and does nothing in keys', () => {
    const params = fromPlain({ filter: { '$result[count]': ['$result[count]'] } }) as PhpArray;
    expect(toPlain(substitute(params, earlier))).toEqual({ filter: { '$result[count]': [12] } });
  });
});
