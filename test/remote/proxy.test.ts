import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { proxyFor } from '../../src/remote/agents.ts';
import { create, ScriptedPortal, secret } from './scripted-portal.ts';

const proxy = 'http://proxy.example:3128';

test.each([
  ['https://workshop.example/', { HTTPS_PROXY: proxy }, proxy],
  ['https://workshop.example/', { https_proxy: proxy }, proxy],
  ['https://workshop.example/', {}, undefined],
  ['https://workshop.example/', { HTTPS_PROXY: '' }, undefined],
  ['https://workshop.example/', { HTTPS_PROXY: proxy, NO_PROXY: 'other.example, workshop.example' }, undefined],
  ['https://workshop.example/', { HTTPS_PROXY: proxy, no_proxy: '.example' }, undefined],
  ['https://workshop.example/', { HTTPS_PROXY: proxy, NO_PROXY: '*.example' }, undefined],
  ['https://workshop.example/', { HTTPS_PROXY: proxy, NO_PROXY: '*' }, undefined],
  ['https://workshop.example/', { HTTPS_PROXY: proxy, NO_PROXY: 'shop.example' }, proxy],
  ['https://workshop.example/', { HTTPS_PROXY: proxy, NO_PROXY: 'workshop.example:8443' }, proxy],
  ['https://workshop.example:8443/', { HTTPS_PROXY: proxy, NO_PROXY: 'workshop.example:8443' }, undefined],
  ['http://127.0.0.1:8080/', { HTTPS_PROXY: proxy }, undefined],
  ['https://localhost/', { HTTPS_PROXY: proxy }, undefined],
])('%s with %j goes through %s', (url, environment, expected) => {
  expect(proxyFor(new URL(url), environment)).toBe(expected);
});

test.each([403, 407, 502])('a proxy that answers %i has let nothing through: not run', async (status) => {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const portal = await ScriptedPortal.open();
  const environment = { HTTPS_PROXY: `http://me:pass4word@127.0.0.1:${(server.address() as AddressInfo).port}` };
  const outcomes = await portal.remote({ webhook: `https://workshop.example/rest/1/${secret}/`, environment }).send([create('Equipment')]);
  expect(outcomes).toEqual([{ kind: 'notRun', reason: `no connection to workshop.example (PROXY_${status})` }]);
  expect(new Set(asked)).toEqual(new Set(['workshop.example:443']));
  await portal.close();
  server.close();
});
