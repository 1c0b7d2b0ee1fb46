import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Call } from '../../src/model/call.ts';
import { create, json, read, reset, ScriptedPortal, succeed, update } from './scripted-portal.ts';

let portal: ScriptedPortal;
beforeEach(async () => void (portal = await ScriptedPortal.open()));
afterEach(() => portal.close());

describe('the journal', () => {
  test('is awaited before each request that carries writes, every attempt, and told afterwards', async () => {
    const journal: string[] = [];
    portal.script = (heard, response, turn) => {
      journal.push(`request ${turn}`);
      if (turn === 1) json(response, 503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: '' });
      else succeed(heard, response);
    };
    await portal.remote().send([create('Equipment'), update(7, 'Rental'), create('<b>Repair</b>')], {
      beforeRequest: async (indices) => {
        await new Promise(setImmediate);
        journal.push(`before ${indices.join(',')}`);
      },
      afterRequest: async (indices) => void journal.push(`after ${indices.join(',')}`),
    });
    expect(journal).toEqual([
      'before 0,1', 'request 1', 'after 0,1',
      'before 0,1', 'request 2', 'after 0,1',
      'before 2', 'request 3', 'after 2',
    ]);
  });

  test('is not asked about reads', async () => {
    const asked = async (): Promise<void> => { throw new Error('A read needs no journal'); };
    expect(await portal.remote().send([read(1040)], { beforeRequest: asked, afterRequest: asked })).toMatchObject([{ kind: 'done' }]);
  });

  test('that cannot be written keeps the request from leaving', async () => {
    const full = async (): Promise<void> => { throw new Error('No space left on device'); };
    await expect(portal.remote().send([create('Equipment')], { beforeRequest: full })).rejects.toThrow('No space left on device');
    expect(portal.heard).toHaveLength(0);
    expect(await portal.remote().send([create('Equipment')])).toEqual([{ kind: 'done', result: 1 }]);
  });
});

describe('text', () => {
  const texts = [
    'Насос № 5 & клапан', 'a+b = c % 100 # 7', '😀🚜', '  spaces around  ', 'semi;colon?', '"quoted" \'single\'', 'пробел\u00a0и\u2028строка',
    '<b>bold</b>', '$result[types][type][id]', 'Select pumps from stock', 'javascript:void(0)', 'line\nbreak\ttab', 'C:\\pumps\\new', '&lt;escaped&gt;', 'null', 'true', '',
  ];
  test('arrives intact, whichever way it travels', async () => {
    const outcomes = await portal.remote().send(texts.map((title) => create(title)));
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    expect(portal.commands.map(({ params }) => params.fields.title)).toEqual(texts);
  });

  test('with half a character in it is never sent: PHP would run the method without parameters', async () => {
    const outcomes = await portal.remote().send([create('Pump \ud83d'), create('Rental'), read(1040, { params: { '\udc00': 1 } })]);
    expect(outcomes).toMatchObject([{ kind: 'notRun', reason: expect.stringContaining('half a character') }, { kind: 'done' }, { kind: 'notRun' }]);
    expect(portal.commands).toHaveLength(1);
  });
});

test.each<[string, Partial<Call>]>([
  ['an unfilled slot', { params: { fields: { parent: { $slot: 'smartProcess.equipment', name: 'id' } } } }],
  ['a secret that was not revealed', { params: { auth: { $env: 'TOKEN', hash: 'x' } } }],
  ['a Set', { params: { fields: new Set() } }],
  ['NaN', { params: { id: Number.NaN } }],
  ['a function', { params: { id: () => 7 } }],
  ['a method that is no name', { method: '../../admin' }],
])('%s is a mistake of ours: it is thrown before anything is sent', async (_, wrong) => {
  await expect(portal.remote().send([create('Equipment'), create('Rental', wrong)])).rejects.toThrow(TypeError);
  expect(portal.heard).toHaveLength(0);
});

describe('a remote', () => {
  test('counts requests and commands, repetitions included', async () => {
    portal.script = (heard, response, turn) => (turn === 1 ? reset(heard) : succeed(heard, response));
    const remote = portal.remote();
    await remote.send([update(7, 'Rental'), create('Equipment'), read(1040)]);
    expect(remote.usage()).toEqual({ requests: 2, commands: 5 });
  });

  test.each([[{}, 65_000], [{ clockScale: 100 }, 650], [{ limits: { requestSeconds: 30 } }, 35_000]])('with %j knows when a request can no longer be running', (settings, milliseconds) => {
    expect(portal.remote(settings).settleMilliseconds).toBe(milliseconds);
  });

  test('tells the portal what it is', async () => {
    await portal.remote({ userAgent: 'bxform/0.1.0' }).send([read(1040)]);
    expect(portal.heard[0]?.headers['user-agent']).toBe('bxform/0.1.0');
  });

  test('keeps its connection for reads and gives every create a new one', async () => {
    const remote = portal.remote();
    for (const call of [read(1), read(2), update(7, 'Rental'), create('Equipment'), create('Repair'), read(3)]) await remote.send([call]);
    const [first, second, third, fourth, fifth, sixth] = portal.heard.map(({ socket }) => socket);
    expect([second === first, third === first, sixth === first]).toEqual([true, true, true]);
    expect(new Set([first, fourth, fifth]).size).toBe(3);
    remote.close();
  });
});

describe('a map whose order counts', () => {
  const options = new Map([['30', 'Thirty days'], ['never', 'Never'], ['7', 'A week']]);
  const term = (description: string): Call => ({ method: 'bizproc.activity.add', params: { CODE: 'warranty', PROPERTIES: { term: { Name: 'Term', Description: description, Options: options } } }, retry: 'create' });

  test('is said in that order, as JSON and in a batch', async () => {
    await portal.remote().send([term('<b>Years</b>'), term('Days'), create('Rental')]);
    expect(portal.heard.map(({ method }) => method)).toEqual(['bizproc.activity.add', 'batch']);
    expect(portal.heard[0]!.text).toContain('"Options":{"30":"Thirty days","never":"Never","7":"A week"}');
    expect(portal.heard[0]!.body.PROPERTIES.term).toEqual({ Name: 'Term', Description: '<b>Years</b>', Options: Object.fromEntries(options) });
    expect([...decodeURIComponent(portal.heard[1]!.body.cmd.c0).matchAll(/\[Options\]\[(\w+)\]/g)].map(([, key]) => key)).toEqual(['30', 'never', '7']);
  });
});
