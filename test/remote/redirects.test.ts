import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { redirectOf } from '../../src/remote/redirect.ts';
import { create, json, ScriptedPortal, secret, update } from './scripted-portal.ts';
import type { Heard } from './php-request.ts';

let former: ScriptedPortal;
let current: ScriptedPortal;
beforeEach(async () => {
  former = await ScriptedPortal.open((heard, response) => moved(heard, response, `http://${current.host}${heard.path}`));
  current = await ScriptedPortal.open();
});
afterEach(async () => {
  await former.close();
  await current.close();
});

const moved = (_: Heard, response: ServerResponse, location: string | undefined, status = 302): void => {
  response.writeHead(status, location === undefined ? {} : { Location: location });
  response.end();
};

test.each([301, 302, 303, 307, 308])('a POST redirected with %i to an allowed host stays a POST with its body', async (status) => {
  former.script = (heard, response) => moved(heard, response, `http://${current.host}${heard.path}`, status);
  const remote = former.remote({ allowedHosts: [current.host] });
  expect(await remote.send([create('<b>Equipment</b>')])).toEqual([{ kind: 'done', result: 1 }]);
  expect(current.heard[0]).toMatchObject({ verb: 'POST', path: `/rest/1/${secret}/crm.type.add`, body: { fields: { title: '<b>Equipment</b>' } } });
});

test('the new address is remembered: the next request goes there directly', async () => {
  const remote = former.remote({ allowedHosts: [current.host] });
  await remote.send([create('Equipment')]);
  await remote.send([update(7, 'Rental')]);
  expect([former.heard.length, current.heard.length]).toEqual([1, 2]);
});

test('an address without a path means the same path there', async () => {
  former.script = (heard, response) => moved(heard, response, `http://${current.host}/`);
  await former.remote({ allowedHosts: [current.host] }).send([create('Equipment')]);
  expect(current.heard[0]?.path).toBe(`/rest/1/${secret}/crm.type.add`);
});

test('another host is not followed, and only hosts are named', async () => {
  const outcomes = await former.remote().send([create('Equipment')]);
  expect(outcomes).toEqual([{
    kind: 'refused', code: 'REDIRECT', status: 302,
    message: `${former.host} redirects to ${current.host}, which the project does not allow`,
  }]);
  expect(current.heard).toHaveLength(0);
});

test('a login page is no new address', async () => {
  former.script = (heard, response) => moved(heard, response, '/auth/?backurl=rest');
  const [outcome] = await former.remote().send([create('Equipment')]);
  expect(outcome).toMatchObject({ kind: 'refused', code: 'REDIRECT', message: `${former.host} redirects to another page of ${former.host}` });
});

test('a redirect without an address, or in a circle, is refused', async () => {
  former.script = (heard, response) => moved(heard, response, undefined);
  expect(await former.remote().send([create('Equipment')])).toMatchObject([{ kind: 'refused', message: `${former.host} redirects without saying where` }]);
  former.script = (heard, response) => moved(heard, response, heard.path);
  expect(await former.remote().send([create('Equipment')])).toMatchObject([{ kind: 'refused', message: `${former.host} redirects in a circle` }]);
});

test('https never becomes http, not even for an allowed host', () => {
  const reply = { kind: 'answer', status: 302, location: `http://new.example/rest/1/${secret}/profile`, text: '' } as const;
  expect(redirectOf(reply, new URL(`https://old.example/rest/1/${secret}/profile`), new Set(['new.example']))).toEqual({
    kind: 'refuse',
    verdict: { kind: 'refused', code: 'REDIRECT', status: 302, message: 'old.example redirects to new.example without https' },
  });
});

test('every call of a redirected batch is told', async () => {
  const outcomes = await former.remote().send([create('Equipment'), create('Rental')]);
  expect(outcomes.map((outcome) => outcome.kind === 'refused' && outcome.code)).toEqual(['REDIRECT', 'REDIRECT']);
});

test('an answer after the redirect is judged like any other', async () => {
  current.script = (_, response) => json(response, 400, { error: 'ERROR_ARGUMENT', error_description: 'Title is missing' });
  expect(await former.remote({ allowedHosts: [current.host] }).send([create('')])).toMatchObject([{ kind: 'refused', code: 'ERROR_ARGUMENT' }]);
});
