import { afterEach, describe, expect, test } from 'vitest';
import { create, json, read, ScriptedPortal } from './scripted-portal.ts';

let portal: ScriptedPortal;
afterEach(() => portal.close());

describe('answers of the portal', () => {
  test.each([[null], [[]], [true], [false], [0], [{ type: { id: 7 } }]])('%j is a result like any other', async (result) => {
    portal = await ScriptedPortal.open((_, response) => json(response, 200, { result, time: {} }));
    expect(await portal.remote().send([create('Equipment')])).toEqual([{ kind: 'done', result }]);
  });

  test('total and next come along', async () => {
    portal = await ScriptedPortal.open((_, response) => json(response, 200, { result: [], total: 120, next: 50 }));
    expect(await portal.remote().send([read(1040)])).toEqual([{ kind: 'done', result: [], total: 120, next: 50 }]);
  });

  test.each([
    ['an ordinary error', 400, { error: 'INVALID_ARG_VALUE', error_description: 'Wrong order' }, 'INVALID_ARG_VALUE', 'Wrong order'],
    ['an error without a code', 400, { error: '', error_description: 'Field is required<br>Choose a <b>name</b><br/>' }, '', 'Field is required Choose a name'],
    ['a numeric code', 400, { error: 0, error_description: 'Funnel is not empty' }, '0', 'Funnel is not empty'],
    ['a missing scope', 401, { error: 'insufficient_scope', error_description: 'The request requires higher privileges' }, 'insufficient_scope', 'The request requires higher privileges'],
    ['a wrong secret', 401, { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' }, 'INVALID_CREDENTIALS', 'Invalid request credentials'],
    ['a confirmation somebody has to give', 401, { error: 'METHOD_CONFIRM_WAITING', error_description: 'Waiting for confirmation' }, 'METHOD_CONFIRM_WAITING', 'Waiting for confirmation'],
    ['an expired token, which a webhook cannot renew', 401, { error: 'expired_token', error_description: 'Expired' }, 'expired_token', 'Expired'],
    ['an error a method answers with status 200', 200, { error: 'ERROR_NOT_FOUND', error_description: 'Gone' }, 'ERROR_NOT_FOUND', 'Gone'],
    ['a deleted portal', 500, { error: 'PORTAL_DELETED', error_description: 'Portal was deleted' }, 'PORTAL_DELETED', 'Portal was deleted'],
  ])('%s is refused, once, with its code and text', async (_, status, body, code, message) => {
    portal = await ScriptedPortal.open((_, response) => json(response, status, body));
    expect(await portal.remote().send([create('Equipment')])).toEqual([{ kind: 'refused', code, message, status }]);
    expect(portal.heard).toHaveLength(1);
  });

  test('a refusal of the whole batch is a refusal of each of its calls', async () => {
    portal = await ScriptedPortal.open((_, response) => json(response, 401, { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' }));
    const outcomes = await portal.remote().send([create('Equipment'), create('Rental')]);
    expect(outcomes).toEqual(Array(2).fill({ kind: 'refused', code: 'INVALID_CREDENTIALS', message: 'Invalid request credentials', status: 401 }));
  });
});
