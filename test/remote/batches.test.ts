import { afterEach, describe, expect, test } from 'vitest';
import { batchEnvelope, create, json, page, read, reset, ScriptedPortal, succeed, update } from './scripted-portal.ts';

let portal: ScriptedPortal;
afterEach(() => portal.close());

describe('outcomes', () => {
  test('stay with their calls, every error kept', async () => {
    portal = await ScriptedPortal.open((_, response) => json(response, 200, batchEnvelope({
      result: { c0: { type: { id: 7 } }, c2: null, c4: [], c5: true },
      error: { c1: { error: '', error_description: 'Name is empty<br>' }, c3: { error: 'ACCESS_DENIED', error_description: 'Access denied.' } },
      total: { c4: 120 },
      next: { c4: 50 },
    })));
    const calls = ['Equipment', 'Rental', 'Repair', 'Invoice', 'Customer', 'Workshop'].map((title) => create(title));
    expect(await portal.remote().send(calls)).toEqual([
      { kind: 'done', result: { type: { id: 7 } } },
      { kind: 'refused', code: '', message: 'Name is empty' },
      { kind: 'done', result: null },
      { kind: 'refused', code: 'ACCESS_DENIED', message: 'Access denied.' },
      { kind: 'done', result: [], total: 120, next: 50 },
      { kind: 'done', result: true },
    ]);
  });

  test('fifty failures in an answer with status 200 are fifty refusals', async () => {
    portal = await ScriptedPortal.open(({ commands }, response) => json(response, 200, batchEnvelope({
      error: Object.fromEntries(commands.map(({ name, params }) => [name, { error: 'NOT_FOUND', error_description: `No type ${params.id}` }])),
    })));
    const outcomes = await portal.remote().send(Array.from({ length: 50 }, (_, id) => update(id, 'Gone', { seconds: 0.1 })));
    expect(outcomes.map((outcome) => outcome.kind === 'refused' && outcome.message)).toEqual(Array.from({ length: 50 }, (_, id) => `No type ${id}`));
  });

  test('are as many as the calls, also for none', async () => {
    portal = await ScriptedPortal.open();
    expect(await portal.remote().send([])).toEqual([]);
    expect(portal.heard).toHaveLength(0);
  });

  test('of a mixed batch that got lost: creates are unknown, the rest is sent again without them', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) => (turn === 1 ? reset(heard) : succeed(heard, response)));
    const outcomes = await portal.remote().send([create('Equipment'), update(7, 'Rental'), create('Repair'), read(1040)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'done', 'unknown', 'done']);
    expect(portal.heard.map(({ commands }) => commands.map(({ method }) => method))).toEqual([
      ['crm.type.add', 'crm.type.update', 'crm.type.add', 'crm.category.list'],
      ['crm.type.update', 'crm.category.list'],
    ]);
  });

  test('a command without an entry may have been cut off: unknown for a create, sent again for a read', async () => {
    portal = await ScriptedPortal.open((heard, response, turn) =>
      (turn === 1 ? json(response, 200, batchEnvelope({ result: { c0: 7 } })) : succeed(heard, response)));
    const outcomes = await portal.remote().send([create('Equipment'), create('Rental'), read(1040)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'unknown', 'done']);
    expect(portal.heard.map(({ method }) => method)).toEqual(['batch', 'crm.category.list']);
  });

  test('an answer that is not a batch\'s settles nothing', async () => {
    portal = await ScriptedPortal.open((_, response) => json(response, 200, { result: true }));
    const outcomes = await portal.remote().send([create('Equipment'), create('Rental')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'unknown']);
  });

  test('a command that failed inside the portal is unknown, its neighbours are not', async () => {
    portal = await ScriptedPortal.open((_, response) => json(response, 200, batchEnvelope({
      result: { c0: 7 },
      error: { c1: { error: 'ERROR_CORE', error_description: 'SQL query error!' }, c2: { error: 'INTERNAL_SERVER_ERROR', error_description: '' } },
    })));
    const outcomes = await portal.remote().send([create('Equipment'), create('Rental'), create('Repair')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'unknown', 'unknown']);
  });

  test('a read that kills its batch is isolated and the others come through', async () => {
    portal = await ScriptedPortal.open((heard, response) =>
      (heard.commands.some(({ params }) => Number(params.entityTypeId) === 23) ? page(response, 500) : succeed(heard, response)));
    const outcomes = await portal.remote().send(Array.from({ length: 50 }, (_, number) => read(number)));
    expect(outcomes.filter(({ kind }) => kind === 'done').length).toBeGreaterThanOrEqual(44);
    expect(outcomes[23]?.kind).toBe('unknown');
  });
});

test('a portal that swallows one batch of creates after another is left in peace: the rest is not run', async () => {
  portal = await ScriptedPortal.open((_, response) => page(response, 504));
  const outcomes = await portal.remote().send(Array.from({ length: 200 }, (_, number) => create(`Type ${number}`, { seconds: 0.1 })));
  expect(portal.heard).toHaveLength(2);
  expect(outcomes.filter(({ kind }) => kind === 'unknown')).toHaveLength(100);
  expect(outcomes.slice(100)).toEqual(Array(100).fill({ kind: 'notRun', reason: `${portal.host} has stopped answering` }));
});
