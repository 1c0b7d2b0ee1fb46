// The HTTP front: lets a request in, has it run, sends the reply with the portal's headers. The order
// is the portal's: gateway limits, then the method's existence, then credentials, then the work.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { authenticate } from './authentication.ts';
import { runBatch } from './batch.ts';
import { answerOAuth, oauthPrefix } from './applications/oauth-server.ts';
import { answerControl, controlPrefix } from './control.ts';
import { RestError } from './contract.ts';
import { suffer, type Struck } from './fault-effects.ts';
import {
  findMethod, outcomeOf, processNow, ProcessEnded, refused, runCall, startProcess, type Outcome, type PhpProcess,
} from './php-process.ts';
import { toObject } from './php-array.ts';
import type { LoggedRequest, Portal } from './portal.ts';
import { replyTo, type Reply } from './reply.ts';
import { readRequest, type RestRequest } from './request.ts';

export function portalServer(portal: Portal, pending: Set<Promise<void>>): Server {
  return createServer((request, response) => {
    const work = serve(portal, request, response).catch((error: unknown) => {
      const text = error instanceof Error ? error.stack ?? error.message : String(error);
      replyTo(response, '').plainJson(500, { error: 'SANDBOX_BUG', error_description: text });
    });
    pending.add(work);
    void work.finally(() => pending.delete(work));
  });
}

async function serve(portal: Portal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  const body = await readBody(request);
  const reply = replyTo(response, request.url ?? '/');
  const verb = request.method ?? 'GET';
  const source = request.socket.remoteAddress ?? '';
  if (path.startsWith(controlPrefix)) return answerControl(portal, { verb, path, body, source }, reply);
  if (path.startsWith(oauthPrefix)) return answerOAuth(portal, { verb, path, query, body }, reply);
  if (path !== '/rest' && !path.startsWith('/rest/')) return reply.page(404, 'Not Found');
  const { authorization, 'content-type': contentType } = request.headers;
  const rest = readRequest({ verb, path, query, contentType, authorization, body });
  const log: LoggedRequest = {
    number: portal.requests.length + 1, at: portal.clock.now(), verb, method: rest.method, params: toObject(rest.params),
  };
  portal.requests.push(log);
  await portal.onRequest(log.number, 'received');
  try {
    await answer(portal, rest, source, reply, log, contentType);
  } catch (error) {
    if (!(error instanceof ProcessEnded)) throw error;
  } finally {
    log.status = reply.status() ?? 0;
    await portal.onRequest(log.number, 'replied');
  }
}

async function answer(
  portal: Portal, rest: RestRequest, source: string, reply: Reply, log: LoggedRequest, contentType: string | undefined,
): Promise<void> {
  // FACTS 3: the bucket is the gateway's, counts every request once, a batch included, and knows no method.
  if (portal.switches['requestLimiter'] === true && !portal.bucket.admit(source, portal.clock.now())) {
    return send(reply, log, refused(new RestError('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503)), {});
  }
  if (rest.malformed && portal.switches['malformedJson'] === 'refused') {
    return send(reply, log, refused(new RestError('INVALID_REQUEST', 'Malformed JSON in the request body')), {});
  }
  const unserved = notServed(rest, contentType);
  if (unserved !== undefined) return send(reply, log, unserved, {});
  const struck: Struck = { portal, reply, log, broken: false, spent: 0, deadline: undefined };
  let process: PhpProcess | undefined;
  const work = async (): Promise<Outcome> => {
    try {
      return await outcomeOf(async () => {
        if (rest.method !== 'batch') findMethod(portal, rest.method); // FACTS 5: before the credentials are looked at
        const caller = authenticate(portal, rest.credentials);
        process = startProcess(portal, caller, rest.credentials, reply, log);
        process.deadline = struck.deadline;
        return rest.method === 'batch' ? await runBatch(process, rest.params) : await runCall(process, rest.method, rest.params, false);
      });
    } finally {
      process?.meter.close();
      portal.save(); // what the client is told is already on disk
      await portal.onRequest(log.number, 'executed');
    }
  };
  const fault = portal.faults.strike(rest.method, false);
  const outcome = await (fault === undefined ? work() : suffer(struck, fault, work));
  send(reply, log, outcome, headers(process), struck.broken || process?.broken === true);
}

function send(reply: Reply, log: LoggedRequest, outcome: Outcome, extra: Record<string, string>, broken = false): void {
  if (outcome.body.has('error')) log.error = String(outcome.body.get('error'));
  reply.json(outcome.status, outcome.body, { ...standardHeaders, ...extra }, broken);
}

/** What exists on a portal but not here; said plainly, so that nobody takes it for the portal's answer. */
function notServed(rest: RestRequest, contentType: string | undefined): Outcome | undefined {
  if (rest.third) return refused(new RestError('SANDBOX_NO_REST_3', 'The sandbox speaks REST v2 only; none of its methods exist in v3.', 404));
  if (rest.format === 'xml') return refused(new RestError('SANDBOX_NO_XML', 'The sandbox answers JSON only.', 501));
  if (contentType?.startsWith('multipart/') === true) {
    return refused(new RestError('SANDBOX_NO_MULTIPART', 'The sandbox does not read multipart bodies.', 501));
  }
  return undefined;
}

const standardHeaders = {
  Server: 'nginx',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'origin, content-type, accept',
  'X-Content-Type-Options': 'nosniff',
};

/** FACTS 2.3: the timing headers of the cloud. */
function headers(process: PhpProcess | undefined): Record<string, string> {
  const seconds = process === undefined ? 0 : (processNow(process) - process.begin) / 1000;
  return {
    'X-Bitrix-Rest-Time': seconds.toFixed(10),
    'X-Bitrix-Rest-User-Time': (seconds * 0.7).toFixed(10),
    'X-Bitrix-Rest-System-Time': (seconds * 0.1).toFixed(10),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function splitOnce(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
