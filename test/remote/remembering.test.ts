import { expect, test } from 'vitest';
import type { Call, Outcome } from '../../src/model/call.ts';
import type { Remote } from '../../src/remote/port.ts';
import { remembering } from '../../src/remote/remembering.ts';

const call = (method: string, id: number, retry: Call['retry'] = 'read'): Call => ({ method, params: { id }, retry });

function counting(answer: (call: Call, turn: number) => Outcome): { readonly remote: Remote; readonly sent: string[] } {
  const sent: string[] = [];
  const remote = { host: 'acme.bitrix24.eu', send: async (calls: readonly Call[]) => calls.map((each) => (sent.push(`${each.method} ${each.params['id']}`), answer(each, sent.length))) };
  return { remote: remembering(remote as unknown as Remote), sent };
}

test('a question that was answered is not asked again, its neighbours are, and answers keep their places', async () => {
  const { remote, sent } = counting(({ params }) => ({ kind: 'done', result: params['id'] }));
  await remote.send([call('crm.type.get', 1), call('crm.type.get', 2)]);
  const again = await remote.send([call('crm.type.get', 3), call('crm.type.get', 1)]);
  expect(sent).toEqual(['crm.type.get 1', 'crm.type.get 2', 'crm.type.get 3']);
  expect(again).toEqual([{ kind: 'done', result: 3 }, { kind: 'done', result: 1 }]);
  expect(remote.host).toBe('acme.bitrix24.eu');
});

test('a question without an answer is asked again, and so is whatever writes', async () => {
  const { remote, sent } = counting((_, turn) => (turn === 1 ? { kind: 'refused', code: 'X', message: 'no' } : { kind: 'done', result: turn }));
  expect(await remote.send([call('crm.type.get', 1)])).toEqual([{ kind: 'refused', code: 'X', message: 'no' }]);
  expect(await remote.send([call('crm.type.get', 1)])).toEqual([{ kind: 'done', result: 2 }]);
  await remote.send([call('crm.type.update', 1, 'idempotent')]);
  await remote.send([call('crm.type.update', 1, 'idempotent')]);
  expect(sent).toHaveLength(4);
});
