import { describe, expect, test } from 'vitest';
import { read, ReadError, withNeeded } from '../../src/engine/read.ts';
import type { Interest, Kind } from '../../src/kinds/contract.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Call, Outcome } from '../../src/model/call.ts';
import type { Remote } from '../../src/remote/port.ts';

/** A portal that answers by method, and remembers what it was asked round by round. */
function portal(answers: Record<string, (params: any) => Outcome>): { remote: Remote; rounds: string[][] } {
  const rounds: string[][] = [];
  const remote: Remote = {
    host: 'acme.bitrix24.eu',
    send: async (calls) => {
      rounds.push(calls.map(({ method, params }) => `${method}${params['id'] === undefined ? '' : ` ${String(params['id'])}`}`));
      return calls.map(({ method, params }) => answers[method]!(params));
    },
    speaksAs: (context) => context === 'webhook',
    usage: () => ({ requests: 0, commands: 0 }),
    settleMilliseconds: 0,
    hash: (text) => text,
    close: () => undefined,
  };
  return { remote, rounds };
}
const done = (result: unknown): Outcome => ({ kind: 'done', result });
const call = (method: string, params: Record<string, unknown> = {}): Call => ({ method, params, retry: 'read' });
const interest: Interest = { kinds: new Set(['machine', 'part']), count: () => 1, languages: [], wants: (row) => row.name === 'Pump', whole: () => false };

const machine: Kind = {
  name: 'machine', scopes: [], keyed: true, identify: ({ key }) => ({ key }),
  reads: () => [call('machine.list')],
  parse: (context) => (context.answer(call('machine.list'))?.result ?? []).map((row: any) => ({ kind: 'machine', uid: `machine:${row.id}`, ids: { id: row.id }, name: row.name, spec: new Map() })),
};
const part: Kind = {
  name: 'part', parents: ['machine'], scopes: [], keyed: true, identify: ({ key }) => ({ key }),
  reads: (context) => context.rows('machine').filter(context.wants).map((row) => call('machine.get', { id: row.ids['id'] })),
  parse: (context) => context.rows('machine').flatMap((row) => (context.answer(call('machine.get', { id: row.ids['id'] }))?.result ?? []).map((name: string) => ({ kind: 'part', uid: `part:${name}`, parent: row.uid, ids: {}, name, spec: new Map() }))),
};
const machines = { 'machine.list': () => done([{ id: 1, name: 'Pump' }, { id: 2, name: 'Drill' }]), 'machine.get': () => done(['Valve']), profile: () => done({ ADMIN: true }) };

describe('reading', () => {
  test('asks in rounds, each call once whoever wants it, and only about rows of interest', async () => {
    const { remote, rounds } = portal(machines);
    const twin: Kind = { ...machine, name: 'twin' };
    const live = await read([machine, twin, part], remote, { ...interest, kinds: new Set(['machine', 'twin', 'part']) }, { extra: [call('profile')] });
    expect(rounds).toEqual([['profile', 'machine.list'], ['machine.get 1']]);
    expect(live.rows('part').map(({ uid, parent }) => [uid, parent])).toEqual([['part:Valve', 'machine:1']]);
    expect([...live.byUid.keys()].sort()).toEqual(['machine:1', 'machine:2', 'part:Valve']);
    expect(live.answer(call('profile'))?.result).toEqual({ ADMIN: true });
  });

  test('leaves out kinds nobody is after', async () => {
    const { remote, rounds } = portal(machines);
    const live = await read([machine, part], remote, { ...interest, kinds: new Set(['machine']) });
    expect(rounds).toEqual([['machine.list']]);
    expect(live.rows('part')).toEqual([]);
  });

  test.each<[string, Outcome, string]>([
    ['a refusal', { kind: 'refused', code: 'ACCESS_DENIED', message: 'Access denied', status: 403 }, 'Access denied'],
    ['a lost reply', { kind: 'unknown', reason: 'the connection was reset', sentAt: 0 }, 'the connection was reset'],
    ['a request that was not sent', { kind: 'notRun', reason: 'rate limit' }, 'rate limit'],
  ])('that meets %s is no empty portal: it fails', async (_what, outcome, message) => {
    const { remote } = portal({ ...machines, 'machine.list': () => outcome });
    await expect(read([machine], remote, interest)).rejects.toThrow(ReadError);
    await expect(read([machine], remote, interest)).rejects.toThrow(message);
  });

  test('keeps what was answered beside a refusal', async () => {
    const { remote } = portal({ ...machines, 'machine.list': () => ({ kind: 'refused', code: 'ACCESS_DENIED', message: 'Access denied' }) });
    const error = await read([machine], remote, interest, { extra: [call('profile')] }).catch((found: unknown) => found as ReadError);
    expect((error as ReadError).answer(call('profile'))?.result).toEqual({ ADMIN: true });
  });

  test('needs what kinds cannot be read without; parents are declared anyway', () => {
    expect([...withNeeded(KINDS, ['stage'])]).toEqual(['stage']);
    expect([...withNeeded(KINDS, ['relation'])].sort()).toEqual(['relation', 'smartProcess']);
    expect([...withNeeded(KINDS, ['member'])].sort()).toEqual(['member', 'smartProcess']);
    expect([...withNeeded(KINDS, ['currency'])]).toEqual(['currency']);
  });
});
