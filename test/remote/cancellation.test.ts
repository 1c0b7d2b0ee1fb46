import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { create, json, read, reset, ScriptedPortal, succeed, update } from './scripted-portal.ts';

let portal: ScriptedPortal;
beforeEach(async () => void (portal = await ScriptedPortal.open()));
afterEach(() => portal.close());

const cancelled = { kind: 'notRun', reason: 'cancelled before it was sent', cancelled: true };

describe('an aborted signal', () => {
  test('lets the request in flight finish and sends no other', async () => {
    const stop = new AbortController();
    portal.script = (heard, response) => {
      stop.abort();
      setImmediate(() => succeed(heard, response));
    };
    const outcomes = await portal.remote().send([create('Equipment'), create('<b>Rental</b>'), create('Repair')], { signal: stop.signal });
    expect(outcomes).toEqual([{ kind: 'done', result: 1 }, cancelled, cancelled]);
    expect(portal.heard).toHaveLength(1);
  });

  test('before the start sends nothing', async () => {
    expect(await portal.remote().send([create('Equipment'), read(1040)], { signal: AbortSignal.abort() })).toEqual([cancelled, cancelled]);
    expect(portal.heard).toHaveLength(0);
  });

  test('ends a wait, and what was provably not run stays not run', async () => {
    const stop = new AbortController();
    portal.script = (_, response) => json(response, 503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' });
    const outcomes = await portal.remote().send([create('Equipment')], { signal: stop.signal, onWait: () => stop.abort() });
    expect(outcomes).toEqual([cancelled]);
  });

  test('does not make a lost write a cancelled one', async () => {
    const stop = new AbortController();
    portal.script = (heard) => {
      stop.abort();
      reset(heard);
    };
    const outcomes = await portal.remote().send([update(7, 'Rental'), read(1040)], { signal: stop.signal });
    expect(outcomes).toMatchObject([{ kind: 'unknown' }, cancelled]);
  });

  test('during the journal\'s turn keeps the request from leaving', async () => {
    const stop = new AbortController();
    const journal: string[] = [];
    const outcomes = await portal.remote().send([create('Equipment')], {
      signal: stop.signal,
      beforeRequest: async () => { stop.abort(); journal.push('before'); },
      afterRequest: async () => void journal.push('after'),
    });
    expect(outcomes).toEqual([cancelled]);
    expect(journal).toEqual(['before', 'after']);
    expect(portal.heard).toHaveLength(0);
  });

  test('stops parallel reads after those in flight', async () => {
    const stop = new AbortController();
    portal.script = (heard, response) => {
      stop.abort();
      succeed(heard, response);
    };
    const outcomes = await portal.remote().send(Array.from({ length: 1000 }, (_, number) => read(number)), { signal: stop.signal });
    expect(portal.heard.length).toBeLessThanOrEqual(8);
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(portal.heard.length * 50);
  });
});
