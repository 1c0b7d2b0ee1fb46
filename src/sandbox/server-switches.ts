// Facts about the portal's front that docs and server source tell differently, or that nobody has
// measured: each is a switch with the setting we believe and the other ones, so that a client can be
// tried against both worlds. The methods' own are in switches.ts.

import type { Switches } from './contract.ts';
import { switchDefaults, type Switch } from './switches.ts';

export const serverSwitches = {
  credentialStatus: { default: 401, alternatives: [403], facts: '5, 37(9)', about: 'HTTP status of INVALID_CREDENTIALS and insufficient_scope: server source, docs' },
  operatingThreshold: { default: 480, alternatives: [420], facts: '3, 37(10)', about: 'operating seconds of one method per 10 minutes: docs, server source' },
  operatingLimiter: { default: true, alternatives: [false], facts: '3', about: 'the operating limiter runs and `time` tells of it; off on a self-hosted portal' },
  requestLimiter: { default: true, alternatives: [false], facts: '3', about: 'the leaky bucket of requests exists; not on a self-hosted portal' },
  integerTimes: { default: true, alternatives: [false], facts: '2.3', about: 'time.start and time.processing are whole seconds: server source, docs examples' },
  webFilter: { default: true, alternatives: [false], facts: '3', about: 'parameters of batch commands pass the security filter' },
  malformedJson: { default: 'ignored', alternatives: ['refused'], facts: '2.1', about: 'a body that is no JSON though it says so: the call runs with the query alone, or is refused' },
  batchNonText: { default: 'skipped', alternatives: ['refused'], facts: '4', about: 'a command of a batch that is not a string' },
  lingeringErrors: { default: true, alternatives: [false], facts: '4', about: 'in a batch, a code that is taken or wrong is what every later refused method is told of, too: server source; or each has its own' },
  appInfoForWebhook: { default: true, alternatives: [false], facts: '6.3, 37(8)', about: 'app.info answers a webhook (server source) or refuses it (docs)' },
  featureGetForWebhook: { default: true, alternatives: [false], facts: '6.3, 37(8)', about: 'feature.get answers a webhook' },
  afterCut: { default: 'stop', alternatives: ['continue'], facts: '3', about: 'a request cut at its wall time ends there, or works on unseen' },
  cutReply: { default: '504', alternatives: ['close'], facts: '3', about: 'the client of a cut request gets a gateway page, or a closed connection' },
  refreshTokenDays: { default: 180, alternatives: [28], facts: '1.3', about: 'days a refresh token lives: the docs of 2026; the vendor\'s training course of 2020, which adds "or until first use"' },
  refreshTokenReuse: { default: 'refused', alternatives: ['accepted'], facts: '1.3', about: 'a refresh token that was used already: training course, or it goes on working' },
  refreshEndsAccess: { default: false, alternatives: [true], facts: '1.3', about: 'the access token issued together with a refresh token dies when that is used (training course); the portal keeps what it knows of a token for its hour (server source)' },
  tokenErrorStatus: { default: 400, alternatives: [401, 200], facts: '1.3', about: 'HTTP status of a refusal by the authorisation server; nobody documents it' },
  unknownClient: { default: 'invalid_client', alternatives: ['wrong_client'], facts: '1.3', about: 'code for a client id or secret that is wrong: docs, SDK' },
  eventsOnUpdate: { default: 'kept', alternatives: ['erased'], facts: '20, 35.31', about: 'event handlers of an application at its update: all but that of its installation stay (server), or all go (docs)' },
} satisfies Record<string, Switch>;

export const allSwitches: Readonly<Record<string, Switch>> = { ...switchDefaults, ...serverSwitches };

export const everySwitchAtDefault = (): Switches =>
  Object.fromEntries(Object.entries(allSwitches).map(([name, fact]) => [name, fact.default]));

/** A misspelt switch would silently leave the world as it is, so it is an error. */
export function withSwitches(current: Switches, changes: Partial<Switches>): Switches {
  const unknown = Object.keys(changes).find((name) => !Object.hasOwn(allSwitches, name));
  if (unknown !== undefined) throw new Error(`no such switch: ${unknown}; there are ${Object.keys(allSwitches).sort().join(', ')}`);
  return { ...current, ...changes as Switches };
}
