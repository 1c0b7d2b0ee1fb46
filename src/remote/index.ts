// The adapter of the port: `openRemote` is all that others import from this room. What it answers is a
// handful of functions around private state, so printing or serialising it shows the host and nothing
// of the credential.

import { Agents, checkProxy } from './agents.ts';
import { systemClock } from './clock.ts';
import type { Line } from './exchange.ts';
import { limitsOf } from './limits.ts';
import type { Remote } from './port.ts';
import { send } from './send.ts';
import { portalOf, type RemoteSettings } from './settings.ts';
import { sharedOf } from './shared.ts';

export { RemoteSettingsError } from './settings-error.ts';
export type { RemoteSettings } from './settings.ts';
export type { Clock } from './clock.ts';

export function openRemote(settings: RemoteSettings): Remote {
  const environment = settings.environment ?? process.env;
  const agents = new Agents(environment);
  const clock = settings.clock ?? systemClock;
  const userAgent = settings.userAgent ?? 'bxform';
  const { host, hosts, auths } = portalOf(settings, { agents, clock, userAgent });
  checkProxy(environment);
  const limits = limitsOf(settings.limits ?? {}, settings.clockScale ?? 1);
  const line: Line = {
    host,
    hosts,
    auths,
    clock,
    limits,
    shared: sharedOf(host, clock),
    agents,
    userAgent,
    count: { requests: 0, commands: 0 },
    moved: {},
    ...(settings.onRequest === undefined ? {} : { onRequest: settings.onRequest }),
  };
  return {
    host,
    send: (calls, options = {}) => send(line, calls, options),
    usage: () => ({ ...line.count }),
    settleMilliseconds: limits.settleMilliseconds,
    speaksAs: (context) => auths[context] !== undefined,
    hash: (auths.webhook ?? auths.app)!.hash,
    close: () => line.agents.close(),
  };
}
