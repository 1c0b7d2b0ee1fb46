import { afterEach, describe, expect, test } from 'vitest';
import { closeShops, openShop, send } from './repair-shop.ts';

afterEach(closeShops);

const everyPart = { result: [], result_error: [], result_total: [], result_next: [], result_time: [] };

describe('a batch', () => {
  test('answers by name: results, errors, totals, next pages and times', async () => {
    const shop = await openShop();
    const answer = await shop.batch({ lathe: 'machine.add?name=Lathe', none: 'machine.add', all: 'machine.list' });
    expect(answer).toMatchObject({
      result: { lathe: { machine: { id: 1, name: 'Lathe' } }, all: { machines: [{ id: 1 }] } },
      result_error: { none: { error: '', error_description: 'Name the machine.<br>' } },
      result_total: { all: 1 },
      result_next: { all: 50 },
    });
    expect(Object.keys(answer.result)).toEqual(['lathe', 'all']);
    expect(Object.keys(answer.result_time)).toEqual(['lathe', 'all']);
  });

  test('without commands, or with text for commands, answers five empty lists', async () => {
    const shop = await openShop();
    expect(await shop.batch({})).toEqual(everyPart);
    expect(await shop.batch('machine.list')).toEqual(everyPart);
    expect((await shop.call('batch')).body.result).toEqual(everyPart);
  });

  test('given as a list answers in lists, unless an error leaves a gap', async () => {
    const shop = await openShop();
    expect((await shop.batch(['machine.count', 'machine.count'])).result).toEqual([1, 2]);
    const gap = await shop.batch(['machine.add', 'machine.count']);
    expect(gap).toMatchObject({ result: { 1: 1 }, result_error: [{ error: '' }] });
  });

  test('takes its parameter names in any case, from a query too', async () => {
    const shop = await openShop();
    const { body } = await send(`${shop.url}batch?CMD[a]=${encodeURIComponent('machine.inspect?name=Hot%20saw')}&Halt=1`);
    expect(body.result.result).toEqual({ a: { name: 'Hot saw' } });
  });

  test('runs commands in the order they were written, also when their names look like numbers', async () => {
    const shop = await openShop();
    await send(`${shop.url}batch`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: '{"cmd":{"10":"machine.add?name=First","9":"machine.add?name=Second"}}',
    });
    expect(shop.names()).toEqual(['First', 'Second']);
  });

  test('makes text of every value: no null, no number, no empty list arrives', async () => {
    const shop = await openShop();
    const { result } = await shop.batch({ a: 'machine.inspect?id=7&on=true&parts=&list[]=1&list[]=2&none' });
    expect(result.a).toEqual({ id: '7', on: 'true', parts: '', list: ['1', '2'], none: '' });
  });

  test('is 200 even if every command failed', async () => {
    const shop = await openShop();
    const { status, body } = await shop.call('batch', { cmd: { a: 'machine.polish', b: 'machine.add' } });
    expect(status).toBe(200);
    expect(body.result).toMatchObject({ result: [], result_time: [], result_error: { a: { error: 'ERROR_METHOD_NOT_FOUND' }, b: { error: '' } } });
  });

  test('skips commands that are not text without a word', async () => {
    const shop = await openShop();
    const { result, result_error } = await shop.batch({ a: ['machine.list', {}], b: 7, c: 'machine.count' });
    expect([result, result_error]).toEqual([{ c: 1 }, []]);
  });

  test('may refuse a command that is not text, like one without a method', async () => {
    const shop = await openShop({ switches: { batchNonText: 'refused' } });
    const { result, result_error } = await shop.batch({ a: ['machine.list', {}], b: '', c: 'machine.count' });
    expect([result, result_error]).toMatchObject([{ c: 1 }, { a: { error: 'ERROR_METHOD_NOT_FOUND' }, b: { error: 'ERROR_METHOD_NOT_FOUND' } }]);
  });

  test('refuses each command past the fiftieth, and runs the others', async () => {
    const shop = await openShop();
    const { result, result_error } = await shop.batch(Array.from({ length: 52 }, () => 'machine.count'));
    expect(result).toHaveLength(50);
    expect(result_error).toEqual({
      50: { error: 'ERROR_BATCH_LENGTH_EXCEEDED', error_description: 'Max batch length exceeded' },
      51: { error: 'ERROR_BATCH_LENGTH_EXCEEDED', error_description: 'Max batch length exceeded' },
    });
  });

  test.each(['batch', 'download', 'upload'])('refuses %s inside', async (method) => {
    const shop = await openShop();
    expect((await shop.batch({ a: `${method}?x=1` })).result_error.a.error).toBe('ERROR_BATCH_METHOD_NOT_ALLOWED');
  });

  test.each([1, '1', true, 'false', 'N'])('halts at the first failure when told %j', async (halt) => {
    const shop = await openShop();
    const answer = await shop.batch({ a: 'machine.count', bad: 'machine.add', never: 'machine.add?name=Press' }, halt);
    expect(Object.keys(answer.result)).toEqual(['a']);
    expect(Object.keys(answer.result_error)).toEqual(['bad']);
    expect(shop.names()).toEqual([]);
  });

  test.each([0, '0', false, '', null])('goes on after a failure when halt is %j', async (halt) => {
    const shop = await openShop();
    await shop.batch({ bad: 'machine.add', good: 'machine.add?name=Press' }, halt);
    expect(shop.names()).toEqual(['Press']);
  });

  test('is one process: static caches live from command to command, not from request to request', async () => {
    const shop = await openShop();
    expect((await shop.batch(['machine.count', 'machine.count', 'machine.count'])).result).toEqual([1, 2, 3]);
    expect((await shop.call('machine.count')).body.result).toBe(1);
  });

  test('checks scopes command by command, and says less about it', async () => {
    const shop = await openShop({ scopes: [] });
    const answer = await shop.batch({ a: 'machine.list', b: 'machine.count' });
    expect(answer.result_error).toEqual({ a: { error: 'insufficient_scope', error_description: '' } });
    expect(answer.result).toEqual({ b: 1 });
  });

  test('with a wrong secret is refused as a whole', async () => {
    const shop = await openShop();
    const answer = await send(shop.url.replace('sandboxsecret', 'other') + 'batch');
    expect(answer).toMatchObject({ status: 401, body: { error: 'INVALID_CREDENTIALS' } });
  });

  test('keeps null results', async () => {
    const shop = await openShop();
    expect((await shop.batch({ gone: 'machine.delete' })).result).toEqual({ gone: null });
  });
});

describe('a command string', () => {
  test('may use the result of an earlier command, and loses what follows the reference', async () => {
    const shop = await openShop();
    const { result } = await shop.batch({
      lathe: 'machine.add?name=Lathe',
      id: 'machine.inspect?id=$result[lathe][machine][id]&field=UF_CRM_$result[lathe][machine][id]_CITY',
    });
    expect(result.id).toEqual({ id: 1, field: 'UF_CRM_1' });
  });

  test('after a failed producer hands garbage on', async () => {
    const shop = await openShop();
    const { result } = await shop.batch({
      first: 'machine.count', lathe: 'machine.add', use: 'machine.inspect?id=$result[lathe][machine][id]&mark=M$result[lathe][id]',
    });
    expect(result.use).toEqual({ id: { first: 1 }, mark: 'M$result[lathe][id]' });
  });

  test('is cut at an unencoded hash sign', async () => {
    const shop = await openShop();
    const { result } = await shop.batch({ cut: 'machine.inspect?color=#ff0000&id=7', whole: 'machine.inspect?color=%23ff0000&id=7' });
    expect(result).toEqual({ cut: { color: '' }, whole: { color: '#ff0000', id: '7' } });
  });

  test('loses its variables past the thousandth', async () => {
    const shop = await openShop();
    const options = Array.from({ length: 1200 }, (_, index) => `o[]=${index}`).join('&');
    const { result } = await shop.batch({ a: `machine.inspect?${options}&last=1` });
    expect(result.a.o).toHaveLength(1000);
    expect(result.a).not.toHaveProperty('last');
  });

  test('passes the security filter, a single call does not', async () => {
    const shop = await openShop();
    await shop.batch({ a: 'machine.add?name=Select pumps from stock' });
    await shop.call('machine.add', { name: 'Select pumps from stock' });
    shop.setSwitches({ webFilter: false });
    await shop.batch({ a: 'machine.add?name=Select valves from stock' });
    expect(shop.names()).toEqual(['Sel ect pumps fr om stock', 'Select pumps from stock', 'Select valves from stock']);
  });
});
