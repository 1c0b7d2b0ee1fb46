import { describe, expect, test } from 'vitest';
import { deliveryProblem, documentName, hosts, properties, type Or, type Run } from '../src/activity-run.ts';
import { runText } from '../src/report/activity-run.ts';

const told = <Value>(found: Or<Value>): unknown => ('problem' in found ? `${found.problem.code}: ${found.problem.message}` : found.value);

describe('a record', () => {
  test.each([
    ['deal/12', 'DEAL_12'], ['invoice/3', 'SMART_INVOICE_3'], ['smartProcess.equipment/5', 'DYNAMIC_1030_5'], ['smartProcess["old pumps"]/5', 'DYNAMIC_1030_5'],
    ['DEAL_12', 'DEAL_12'], ['crm,CCrmDocumentDeal,DEAL_12', 'DEAL_12'], ['["crm", "CCrmDocumentDeal", "DEAL_12"]', 'DEAL_12'],
    ['crm,Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic,DYNAMIC_1030_5', 'DYNAMIC_1030_5'],
    ['deal', 'usage: deal is no record'], ['lists,BizprocDocument,12', 'usage: lists,BizprocDocument,12 is no record'], ['pump/5', 'usage: pump/5 is no record'],
  ])('%s is %s', async (written, expected) => {
    expect(told(await documentName(written, async () => ({ value: 1030 })))).toBe(expected);
  });
});

test.each([
  [['user=3'], { user: '3' }], [['note=a=b', 'note='], { note: ['a=b', ''] }], [[], {}], [['phones=1', 'user=3', 'phones=2'], { phones: ['1', '2'], user: '3' }], [['__proto__=x'], JSON.parse('{"__proto__":"x"}')],
  [['user'], 'usage: --set takes NAME=VALUE, not user'], [['=3'], 'usage: --set takes NAME=VALUE, not =3'],
])('values %j are %j', (set, expected) => {
  expect(told(properties(set))).toEqual(expected);
});

test.each([
  [['bot.example.test=http://127.0.0.1:3000'], { 'bot.example.test': 'http://127.0.0.1:3000' }],
  [['bot.example.test=https://example.com'], 'usage: --host takes HOST=ADDRESS with an address of this computer, not bot.example.test=https://example.com'],
  [['bot.example.test'], 'usage: --host takes HOST=ADDRESS with an address of this computer, not bot.example.test'],
])('hosts %j are %j', (mapped, expected) => {
  expect(told(hosts(mapped))).toEqual(expected);
});

const run: Run = { id: 1, code: 'user_info', document: ['crm', 'CCrmDocumentDeal', 'DEAL_1'], status: 'done', delivery: { status: 200 }, returnValues: { email: 'boris@example.test', online: null }, log: ['found\u001B[2J'] };

test.each<[Run['delivery'], string | undefined]>([
  [{ status: 204 }, undefined], [{ status: 302 }, 'handler-refused'], [{ status: 500 }, 'handler-refused'], [{ error: 'ECONNREFUSED' }, 'handler-unreachable'], [{ error: 'bot.example.test is not mapped to this computer' }, 'handler-unreachable'],
])('a delivery that came to %j is the problem %s', (delivery, code) => {
  expect(deliveryProblem({ ...run, delivery })?.code).toBe(code);
});

test('a run is told with what it returned once it was waited for', () => {
  expect(runText(run, true)).toBe('user_info was started for DEAL_1.\nThe handler took it: HTTP 200.\nLog: found\\u001b[2J\nIt returned:\n  email   "boris@example.test"\n  online  null\n');
  expect(runText({ ...run, status: 'waiting', log: [] }, false)).toBe('user_info was started for DEAL_1.\nThe handler took it: HTTP 200.\nThe workflow waits for its answer.\n');
  expect(runText({ ...run, returnValues: {}, log: [] }, true)).toContain('It returns no values.');
});
