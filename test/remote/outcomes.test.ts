import { afterEach, describe, expect, test } from 'vitest';
import { create, json, page, read, reset, ScriptedPortal, succeed, update, type Script } from './scripted-portal.ts';

let portal: ScriptedPortal;
afterEach(() => portal.close());

const misfortunes: readonly (readonly [string, Script])[] = [
  ['a reset connection', (heard) => reset(heard)],
  ['a closed connection', (heard) => void heard.socket.destroy()],
  ['a 502 page of the gateway', (_, response) => page(response, 502)],
  ['a 504 page of the gateway', (_, response) => page(response, 504)],
  ['a 503 page without the portal\'s own JSON', (_, response) => page(response, 503)],
  ['a 200 page', (_, response) => page(response, 200)],
  ['no answer in time', () => portal.clock.ring()],
  ['JSON that ends in the middle', (_, response) => void response.end('{"result":{"type":{"id":')],
  ['a body shorter than announced', (heard, response) => {
    response.writeHead(200, { 'Content-Length': '500' });
    response.write('{"result":{}}', () => heard.socket.destroy());
  }],
  ['JSON that is no envelope', (_, response) => json(response, 200, ['result'])],
  ['an envelope with neither result nor error', (_, response) => json(response, 200, { time: {} })],
  ['INTERNAL_SERVER_ERROR', (_, response) => json(response, 500, { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' })],
  ['ERROR_UNEXPECTED_ANSWER', (_, response) => json(response, 500, { error: 'ERROR_UNEXPECTED_ANSWER', error_description: '' })],
  ['an SQL error inside the method', (_, response) => json(response, 500, { error: 'ERROR_CORE', error_description: 'SQL query error!' })],
  ['an answer the portal could not encode', (_, response) => json(response, 200, { error: 'WRONG_ENCODING', error_description: 'Wrong request encoding' })],
];

describe.each(misfortunes)('after %s', (_, misfortune) => {
  test('a create is sent exactly once and is unknown', async () => {
    portal = await ScriptedPortal.open(misfortune);
    const [outcome] = await portal.remote().send([create('Equipment')]);
    expect(outcome).toMatchObject({ kind: 'unknown', sentAt: portal.clock.start });
    expect(portal.commands).toHaveLength(1);
  });

  test('fifty creates of one batch are sent exactly once and are fifty unknowns', async () => {
    portal = await ScriptedPortal.open(misfortune);
    const calls = Array.from({ length: 50 }, (_, number) => create(`Rental ${number}`, { seconds: 0.2 }));
    const outcomes = await portal.remote().send(calls);
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(50).fill('unknown'));
    expect(portal.heard).toHaveLength(1);
    expect(portal.commands).toHaveLength(50);
  });

  test.each([['a read', read(1040)], ['an idempotent write', update(7, 'Equipment')]])('%s is sent again and succeeds', async (_, call) => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn === 1 ? misfortune(heard, response, turn) : succeed(heard, response)));
    expect(await portal.remote().send([call])).toEqual([{ kind: 'done', result: 1 }]);
    expect(portal.commands).toHaveLength(2);
  });

  test('a read that never gets through is given up after four attempts', async () => {
    portal = await ScriptedPortal.open(misfortune);
    const [outcome] = await portal.remote().send([read(1040)]);
    expect(outcome?.kind).toBe('unknown');
    expect(portal.commands).toHaveLength(4);
  });
});

describe('proof that nothing was run', () => {
  const refusals: readonly (readonly [string, number, string])[] = [
    ['the rate limit', 503, 'QUERY_LIMIT_EXCEEDED'],
    ['the operating limit', 429, 'OPERATION_TIME_LIMIT'],
  ];
  test.each(refusals)('%s lets even a create be sent again', async (_, status, error) => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn < 3 ? json(response, status, { error, error_description: 'Later' }) : succeed(heard, response)));
    expect(await portal.remote().send([create('Equipment')])).toEqual([{ kind: 'done', result: 1 }]);
    expect(portal.heard).toHaveLength(3);
  });

  test.each(refusals)('%s that never ends leaves the call not run', async (_, status, error) => {
    portal = await ScriptedPortal.open((_, response) => json(response, status, { error, error_description: 'Later' }));
    const [outcome] = await portal.remote().send([create('Equipment')]);
    expect(outcome?.kind).toBe('notRun');
    expect(portal.heard.length).toBeLessThanOrEqual(30);
  });

  test('a refused connection is tried again, then everything is not run', async () => {
    portal = await ScriptedPortal.open();
    const remote = portal.remote();
    await portal.close();
    const outcomes = await remote.send([create('Equipment'), create('Rental <b>', {}), update(3, 'Repair')]);
    expect(outcomes).toEqual(Array(3).fill({ kind: 'notRun', reason: `no connection to ${portal.host} (ECONNREFUSED)` }));
    expect(remote.usage().requests).toBe(6);
    expect(portal.clock.slept).toEqual([1000, 2000, 4000, 8000, 16000]);
  });

  test('a name that does not resolve is no connection', async () => {
    portal = await ScriptedPortal.open();
    const host = `${'w'.repeat(64)}.example`; // longer than a label may be: known without asking anybody
    const [outcome] = await portal.remote({ webhook: `https://${host}/rest/1/k7sfo9rentalshop2q/` }).send([create('Equipment')]);
    expect(outcome).toMatchObject({ kind: 'notRun', reason: expect.stringMatching(/^no connection to w+\.example \([A-Z_]+\)$/) });
  });
});

describe('what was once met with silence', () => {
  test('is not called not run when later attempts find no connection', async () => {
    portal = await ScriptedPortal.open(async (heard) => {
      reset(heard);
      await portal.close();
    });
    const [outcome] = await portal.remote().send([update(7, 'Equipment')]);
    expect(outcome).toMatchObject({ kind: 'unknown', sentAt: portal.clock.start, reason: expect.stringContaining('ECONNREFUSED') });
    portal = await ScriptedPortal.open();
  });

  test('is not called refused when the repetition is refused: a lost delete has already deleted', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn === 1 ? reset(heard) : json(response, 400, { error: 'NOT_FOUND', error_description: 'No such type' })));
    const remove = { method: 'crm.type.delete', params: { id: 7 }, retry: 'idempotent' } as const;
    const [outcome] = await portal.remote().send([remove]);
    expect(outcome).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('NOT_FOUND: No such type') });
  });

  test('is refused all the same when it was only a read', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn === 1 ? reset(heard) : json(response, 403, { error: 'ACCESS_DENIED', error_description: 'No' })));
    expect(await portal.remote().send([read(1040)])).toEqual([{ kind: 'refused', code: 'ACCESS_DENIED', message: 'No', status: 403 }]);
  });
});

test('a connection that is never established is proof of not run', async () => {
  const { createServer } = await import('node:net');
  portal = await ScriptedPortal.open();
  const { clock } = portal;
  const deaf = createServer(() => clock.ring());
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
  const { port } = deaf.address() as { port: number };
  const remote = portal.remote({ webhook: `https://127.0.0.1:${port}/rest/1/k7sfo9rentalshop2q/` });
  expect(await remote.send([create('Equipment')])).toEqual([{ kind: 'notRun', reason: `no connection to 127.0.0.1:${port} (CONNECT_TIMEOUT)` }]);
  expect(remote.usage().requests).toBe(6);
  deaf.close();
});
