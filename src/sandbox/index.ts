// The sandbox: a local server that answers the Bitrix24 REST API as awkwardly as a portal does.
// It shares no code with the client it tests, so that no mistake is made twice in the same way.

import type { AddressInfo } from 'node:net';
import { grantable } from './authentication.ts';
import { install } from './applications/control.ts';
import type { NewApplication } from './applications/registry.ts';
import { startClock } from './clock.ts';
import { resetPortal } from './control.ts';
import type { Data, Family, Row, Switches } from './contract.ts';
import { dataFile } from './data-file.ts';
import { faultList, type Fault } from './faults.ts';
import { freshData } from './fresh.ts';
import { ordinaryPlan, requestBucket, type PlanLimits } from './limits.ts';
import { standardFamily } from './methods/index.ts';
import type { LoggedRequest, Phase, Portal } from './portal.ts';
import { portalServer } from './server.ts';
import { everySwitchAtDefault, withSwitches } from './server-switches.ts';

export type { Data, Family, Row, Switches } from './contract.ts';
export type { Fault } from './faults.ts';
export type { PlanLimits } from './limits.ts';
export type { LoggedRequest, Phase } from './portal.ts';
export { enterprisePlan } from './limits.ts';

export type SandboxOptions = {
  /** where the portal's data is kept; absent: in memory only */
  readonly file?: string;
  /** of fresh data; a data file knows its own. Default 'en' */
  readonly language?: 'en' | 'ru';
  /** data to begin with instead of fresh data or the file's; changed in place */
  readonly data?: Data;
  /** 0 or absent: any free port */
  readonly port?: number;
  /** default 127.0.0.1 */
  readonly host?: string;
  /** the webhook's owner, default 1 */
  readonly user?: number;
  /** the webhook's secret, default 'sandboxsecret' */
  readonly secret?: string;
  /** whether the owner is an administrator, default true */
  readonly admin?: boolean;
  /** scopes of the webhook; those no webhook can have are dropped. Default: everything the sandbox serves */
  readonly scopes?: readonly string[];
  /** portal seconds per wall second, default 1 */
  readonly clockScale?: number;
  readonly switches?: Partial<Switches>;
  /** the methods' seconds really pass on the scaled clock. Default: they are only accounted */
  readonly serverTime?: boolean;
  readonly faults?: readonly Fault[];
  /** methods instead of the standard ones */
  readonly family?: Family;
  readonly limits?: Partial<PlanLimits>;
  /** wall clock in milliseconds, and waiting on it; for tests */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** called at each phase of each request, counted from 1; the request waits for it */
  readonly onRequest?: (number: number, phase: Phase) => void | Promise<void>;
};

export type Sandbox = {
  /** the webhook: http://127.0.0.1:PORT/rest/1/sandboxsecret/ */
  readonly url: string;
  /** http://127.0.0.1:PORT, where /_sandbox/ lives too */
  readonly origin: string;
  readonly port: number;
  /** the authorisation server: here the same origin, in real life oauth.bitrix.info */
  readonly oauth: string;
  /** installs an application; answers its secrets and a first pair of tokens under `auth` */
  readonly install: (application: NewApplication) => Promise<Row>;
  readonly data: () => Data;
  readonly setData: (data: Data) => void;
  readonly switches: () => Switches;
  readonly setSwitches: (switches: Partial<Switches>) => void;
  readonly addFaults: (...faults: readonly Fault[]) => void;
  readonly clearFaults: () => void;
  readonly requests: readonly LoggedRequest[];
  /** portal time, milliseconds */
  readonly now: () => number;
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

export const standardScopes = ['crm', 'userfieldconfig', 'user', 'department', 'lists', 'bizproc', 'telephony'];

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { user = 1, secret = 'sandboxsecret', admin = true, host = '127.0.0.1' } = options;
  const file = dataFile(options.file);
  const fresh = (): Data => freshData(options.language ?? 'en');
  const limits = { ...ordinaryPlan, ...options.limits };
  const portal: Portal = {
    data: options.data ?? file.load() ?? fresh(),
    switches: withSwitches(everySwitchAtDefault(), options.switches ?? {}),
    family: options.family ?? standardFamily,
    origin: '',
    webhook: { user, secret, admin, scopes: grantable(options.scopes ?? standardScopes) },
    clock: startClock({ scale: options.clockScale, now: options.now, sleep: options.sleep }),
    limits,
    bucket: requestBucket(limits),
    operating: new Map(),
    faults: faultList(options.faults ?? []),
    requests: [],
    serverTime: options.serverTime ?? false,
    onRequest: options.onRequest ?? (() => undefined),
    save: () => file.save(portal.data),
    fresh,
  };
  portal.save();
  const pending = new Set<Promise<void>>();
  const server = portalServer(portal, pending);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://${host}:${port}`;
  portal.origin = origin;
  return {
    url: `${origin}/rest/${user}/${secret}/`,
    origin,
    port,
    oauth: origin,
    install: async (application) => {
      const installed = await install(portal, application);
      portal.save();
      return installed;
    },
    data: () => portal.data,
    setData: (data) => { portal.data = data; portal.save(); },
    switches: () => portal.switches,
    setSwitches: (switches) => { portal.switches = withSwitches(portal.switches, switches); },
    addFaults: portal.faults.add,
    clearFaults: portal.faults.clear,
    requests: portal.requests,
    now: portal.clock.now,
    reset: () => { resetPortal(portal); portal.save(); },
    close: async () => {
      portal.clock.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(pending);
      portal.save();
    },
  };
}
