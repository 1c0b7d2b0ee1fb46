// The sandbox portal as a value: what outlives a request. server.ts lets requests in, php-process.ts
// runs them, control.ts changes it from outside.

import type { Data, Family, Switches } from './contract.ts';
import type { Clock } from './clock.ts';
import type { FaultList } from './faults.ts';
import type { OperatingTime, PlanLimits, RequestBucket } from './limits.ts';

export type Webhook = {
  readonly user: number;
  readonly secret: string;
  readonly admin: boolean;
  readonly scopes: ReadonlySet<string>;
};

export type LoggedCommand = {
  readonly name: string;
  readonly method: string;
  readonly params: unknown;
  error?: string;
};

/** One HTTP request; never the URL, which carries the secret. */
export type LoggedRequest = {
  /** counted from 1 */
  readonly number: number;
  /** portal time, milliseconds */
  readonly at: number;
  readonly verb: string;
  readonly method: string;
  readonly params: unknown;
  /** HTTP status; 0: the connection was closed without a reply; undefined: still running */
  status?: number;
  error?: string;
  /** what struck it */
  fault?: string;
  /** commands of a batch that were begun */
  commands?: LoggedCommand[];
};

/** 'received' before anything is checked, 'executed' when the work is done, 'replied' at the end. */
export type Phase = 'received' | 'executed' | 'replied';

export type Portal = {
  data: Data;
  switches: Switches;
  readonly family: Family;
  /** http://127.0.0.1:PORT once it listens */
  origin: string;
  readonly webhook: Webhook;
  readonly clock: Clock;
  readonly limits: PlanLimits;
  readonly bucket: RequestBucket;
  readonly operating: OperatingTime;
  readonly faults: FaultList;
  readonly requests: LoggedRequest[];
  /** methods' seconds really pass on the portal's clock */
  readonly serverTime: boolean;
  readonly onRequest: (number: number, phase: Phase) => void | Promise<void>;
  readonly save: () => void;
  /** data as a new portal has it */
  readonly fresh: () => Data;
};
