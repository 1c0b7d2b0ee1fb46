// The control surface of the sandbox, for tests and tools in other processes. Not part of any portal.
// Same server, loopback callers only, JSON in and out, no secret needed, no limits:
//
//   GET    /_sandbox/dump      { data, switches, faults, now, clockScale, limits }; `now` is portal milliseconds
//   PUT    /_sandbox/data      the whole data, replacing what is there
//   POST   /_sandbox/reset     a new portal: fresh data, no faults, empty limits, empty log
//   POST   /_sandbox/seed      { crowded?, livedIn?, tables?, sequences?, options?, calls? }: crowded adds
//                              the smart processes of seed.ts, livedIn the standard types arranged by hand
//                              of lived-in.ts; rows are appended to their tables, sequences raised, options
//                              set; then calls [{ method, params, clientId? }] are run as an administrator
//                              with every scope, of that application; answers { results }, stops at a refusal
//   POST   /_sandbox/faults    a fault or a list of them (faults.ts), added
//   DELETE /_sandbox/faults    no more faults
//   POST   /_sandbox/switches  { name: value }, merged
//   GET    /_sandbox/requests  the log of requests and their commands
//   DELETE /_sandbox/requests  empties the log
//   …      applications, tokens, consent, hosts, activity runs: see applications/control.ts
//
// Answers 200, or 400 / 403 / 404 with { error }.

import { applicationActions } from './applications/control.ts';
import { applicationOf } from './applications/registry.ts';
import { RestError, type Data, type Row } from './contract.ts';
import { asData } from './data-file.ts';
import type { Fault } from './faults.ts';
import { fromPlain, toObject } from './php-array.ts';
import type { Portal } from './portal.ts';
import type { Reply } from './reply.ts';
import { seedLivedIn } from './lived-in.ts';
import { seedCrowded } from './seed.ts';
import { withSwitches } from './server-switches.ts';

export const controlPrefix = '/_sandbox/';

export type ControlRequest = { readonly verb: string; readonly path: string; readonly body: string; readonly source: string };

export async function answerControl(portal: Portal, request: ControlRequest, reply: Reply): Promise<void> {
  const answer = (status: number, body: unknown): void => reply.plainJson(status, body);
  if (!isLoopback(request.source)) return answer(403, { error: 'only from this computer' });
  const action = actions[`${request.verb} ${request.path.slice(controlPrefix.length)}`];
  if (action === undefined) return answer(404, { error: 'no such control' });
  try {
    const result = await action(portal, request.body === '' ? undefined : JSON.parse(request.body));
    portal.save();
    answer(200, result ?? { ok: true });
  } catch (error) {
    answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

type Action = (portal: Portal, body: unknown) => unknown;

const actions: Readonly<Record<string, Action>> = {
  'GET dump': (portal) => ({
    data: portal.data, switches: portal.switches, faults: portal.faults.list(),
    now: portal.clock.now(), clockScale: portal.clock.scale, limits: portal.limits,
  }),
  'PUT data': (portal, body) => { portal.data = asData(body); },
  'POST reset': (portal) => { resetPortal(portal); },
  'POST seed': (portal, body) => seed(portal, body as Seed),
  'POST faults': (portal, body) => { portal.faults.add(...(Array.isArray(body) ? body : [body]) as Fault[]); },
  'DELETE faults': (portal) => { portal.faults.clear(); },
  'POST switches': (portal, body) => { portal.switches = withSwitches(portal.switches, body as Portal['switches']); },
  ...applicationActions,
  'GET requests': (portal) => portal.requests,
  'DELETE requests': (portal) => { portal.requests.length = 0; },
};

export function resetPortal(portal: Portal): void {
  portal.data = portal.fresh();
  portal.faults.clear();
  portal.bucket.empty();
  portal.operating.clear();
  portal.requests.length = 0;
}

type Seed = {
  readonly crowded?: boolean;
  readonly livedIn?: boolean;
  readonly tables?: Readonly<Record<string, readonly Row[]>>;
  readonly sequences?: Readonly<Record<string, number>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly calls?: readonly { readonly method: string; readonly params?: Readonly<Record<string, unknown>>; readonly clientId?: string }[];
};

function seed(portal: Portal, { crowded = false, livedIn = false, tables = {}, sequences = {}, options = {}, calls = [] }: Seed): unknown {
  if (crowded) portal.data = seedCrowded(portal.data);
  if (livedIn) portal.data = seedLivedIn(portal.data);
  const data: Data = portal.data;
  for (const [name, rows] of Object.entries(tables)) (data.tables[name] ??= []).push(...rows);
  for (const [name, last] of Object.entries(sequences)) data.sequences[name] = Math.max(last, data.sequences[name] ?? 0);
  Object.assign(data.options, options);
  return { results: calls.map(({ method, params = {}, clientId }) => seedCall(portal, method.toLowerCase(), params, clientId)) };
}

/** Each call is a process of its own: no cache of one hides what another made. */
function seedCall(portal: Portal, method: string, params: Readonly<Record<string, unknown>>, clientId: string | undefined): unknown {
  const found = portal.family[method];
  if (found === undefined) throw new Error(`${method}: no such method`);
  const application = clientId === undefined ? undefined : applicationOf(portal.data, clientId);
  if (clientId !== undefined && application === undefined) throw new Error(`no such application: ${clientId}`);
  try {
    return found.run({
      method, params: toObject(fromPlain(params) as Map<string, never>), data: portal.data, process: new Map(),
      switches: portal.switches, user: { id: portal.webhook.user, admin: true },
      scopes: new Set(Object.values(portal.family).flatMap(({ scopes }) => scopes)), now: portal.clock.now,
      application: application === undefined ? undefined : { id: application['id'], clientId: application['clientId'] },
    }).result;
  } catch (error) {
    if (error instanceof RestError) throw new Error(`${method}: ${error.code} ${error.message}`);
    throw error;
  }
}

const isLoopback = (address: string): boolean =>
  address === '::1' || /^(?:::ffff:)?127\./.test(address);
