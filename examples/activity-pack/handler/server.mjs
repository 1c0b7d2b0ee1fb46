// Serves two activities of the pack, "User information" and "Change a deal": node server.mjs (Node 20 or newer, nothing to install).
//
//   PORTALS=acme.bitrix24.eu node server.mjs
//
// or, once the token that the portal gives to the application is known, PORTALS=acme.bitrix24.eu=TOKEN: see README.md.
// PORT is 3000 and ADDRESS 127.0.0.1 unless they say otherwise: put a server with a certificate in front, the portal
// posts to https only. It waits a short time for a reply, so it gets one at once; the answer goes to bizproc.event.send.

import { createServer } from 'node:http';
import { readRequest, RequestError } from './activities.mjs';
import { changeDeal } from './change-deal.mjs';
import { callerOf, portalsOf, senderOf } from './portals.mjs';
import { userInformation } from './user-information.mjs';

const MOST_BYTES = 1_000_000;
const portals = portalsOf(process.env['PORTALS'] ?? '');

/**
 * @param {import('./portals.mjs').Call} call
 * @param {import('./activities.mjs').AnyHandlerRequest} request
 */
function answerOf(call, request) {
  switch (request.code) {
    case 'user-information':
      return userInformation(call, request);
    case 'change-deal':
      return changeDeal(call, request);
  }
}

/**
 * @param {import('./portals.mjs').Portal} portal
 * @param {import('./activities.mjs').AnyHandlerRequest} request
 */
async function work(portal, request) {
  const what = `${request.code} for ${request.document_id[2]}`;
  const { access_token: token } = request.auth;
  if (token === undefined) return console.error(`${what}: it came without tokens; say who it runs as (runAs) in the files or the workflow`);
  try {
    const call = callerOf(portal, token);
    const answer = await answerOf(call, request);
    if (request.use_subscription === 'Y') await call('bizproc.event.send', answer);
    console.log(`${what}: ${answer.LOG_MESSAGE ?? 'done'}`);
  } catch (error) {
    console.error(`${what}: no answer could be given: ${/** @type {Error} */ (error).message}`);
  }
}

/**
 * The body; undefined: too much of it.
 * @param {import('node:http').IncomingMessage} message
 */
async function bodyOf(message) {
  let body = '';
  for await (const chunk of message.setEncoding('utf8')) {
    body += chunk;
    if (body.length > MOST_BYTES) return undefined;
  }
  return body;
}

/**
 * What the portal gets at once, and what is to be done then.
 * @param {import('node:http').IncomingMessage} message
 * @returns {Promise<{ readonly status: number, readonly task?: () => Promise<void> }>}
 */
async function received(message) {
  if (message.method !== 'POST') return { status: 405 };
  const body = await bodyOf(message);
  if (body === undefined) return { status: 413 };
  try {
    const request = readRequest(body);
    const portal = senderOf(portals, request.auth);
    if (portal !== undefined) return { status: 200, task: () => work(portal, request) };
    console.error(`${request.code}: refused, it does not come from a portal of PORTALS`);
    return { status: 403 };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    console.error(`refused: ${error.message}`);
    return { status: 400 };
  }
}

const server = createServer(async (message, response) => {
  try {
    const { status, task } = await received(message);
    response.writeHead(status, { Connection: 'close' }).end();
    await task?.();
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    response.destroy();
  }
});

server.listen(Number(process.env['PORT'] ?? 3000), process.env['ADDRESS'] ?? '127.0.0.1', () => {
  const { address, port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`Listening on http://${address}:${port} for ${[...portals.keys()].join(', ') || 'no portal: set PORTALS'}`);
});
