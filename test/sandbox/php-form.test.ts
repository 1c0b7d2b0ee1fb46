import { describe, expect, test } from 'vitest';
import { toObject } from '../../src/sandbox/php-array.ts';
import { parseForm } from '../../src/sandbox/php-form.ts';

const read = (text: string): unknown => toObject(parseForm(text));

describe('a form as PHP reads it', () => {
  test('brackets nest, empty brackets append, every scalar is text', () => {
    expect(read('fields[title]=Lathe&fields[years][]=2019&fields[years][]=2021&halt=0')).toEqual({
      fields: { title: 'Lathe', years: ['2019', '2021'] }, halt: '0',
    });
  });

  test('a later value replaces an earlier one, be it text or a list', () => {
    expect(read('name=Lathe&name=Press')).toEqual({ name: 'Press' });
    expect(read('name=Lathe&name[model]=L-20')).toEqual({ name: { model: 'L-20' } });
    expect(read('name[model]=L-20&name=Press')).toEqual({ name: 'Press' });
  });

  test('integer-like keys make a list only from zero on and in order', () => {
    expect(read('cmd[0]=a&cmd[1]=b')).toEqual({ cmd: ['a', 'b'] });
    expect(read('cmd[1]=a&cmd[2]=b')).toEqual({ cmd: { 1: 'a', 2: 'b' } });
    expect(read('cmd[01]=a')).toEqual({ cmd: { '01': 'a' } });
    expect([...parseForm('cmd[10]=a&cmd[9]=b').get('cmd') as Map<string, unknown>]).toEqual([['10', 'a'], ['9', 'b']]);
  });

  test('empty brackets go on after the highest integer key', () => {
    expect(read('part[5]=pump&part[]=valve&part[x]=seal&part[]=belt')).toEqual({
      part: { 5: 'pump', 6: 'valve', x: 'seal', 7: 'belt' },
    });
  });

  test('dots and spaces become underscores in the name, not inside brackets', () => {
    expect(read('repair.state=open&repair card=7&filter[a.b c]=1')).toEqual({
      repair_state: 'open', repair_card: '7', filter: { 'a.b c': '1' },
    });
  });

  test('a bracket that never closes is part of the name; text after a bracket is lost', () => {
    expect(read('fields[title=Lathe')).toEqual({ fields_title: 'Lathe' });
    expect(read('fields[title]rest=Lathe')).toEqual({ fields: { title: 'Lathe' } });
    expect(read('fields[a][b=1')).toEqual({ fields: { a: '1' } });
  });

  test('a name without a value is empty text, a value without a name is nothing', () => {
    expect(read('done&=lost&[x]=lost&&typeIds=')).toEqual({ done: '', typeIds: '' });
  });

  test('plus and percent are decoded as bytes of UTF-8, a broken percent stays', () => {
    expect(read('name=hot+saw%20%D0%BF%D0%B8%D0%BB%D0%B0&discount=5%')).toEqual({ name: 'hot saw пила', discount: '5%' });
  });

  test('variables past the thousandth are dropped without a word', () => {
    const form = Array.from({ length: 1003 }, (_, index) => `part[${index}]=x`).join('&');
    const { part } = read(form) as { part: string[] };
    expect(part).toHaveLength(1000);
  });
});
