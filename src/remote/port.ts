// The only way to the portal. Results are aligned with the calls; nothing is thrown for what a
// portal or the network may do: that is an outcome.

import type { Call, Context, Outcome } from '../model/call.ts';

export interface SendOptions {
  readonly signal?: AbortSignal;
  /** before a request that carries writes leaves: indices (into `calls`) it carries; awaited */
  readonly beforeRequest?: (indices: readonly number[]) => Promise<void>;
  /** after its outcome is known */
  readonly afterRequest?: (indices: readonly number[]) => Promise<void>;
  /** progress: something is being waited for, e.g. `rate limit, 3 s` */
  readonly onWait?: (why: string, milliseconds: number) => void;
}

export interface Remote {
  /** host and port, never the token */
  readonly host: string;
  /** can calls be sent as this one? Others are refused without being sent */
  readonly speaksAs: (context: Context) => boolean;
  readonly send: (calls: readonly Call[], options?: SendOptions) => Promise<readonly Outcome[]>;
  /** HTTP requests and commands (calls) sent so far, retries included */
  readonly usage: () => { readonly requests: number; readonly commands: number };
  /** milliseconds after which a request sent earlier can no longer be running on the portal (60 s and a margin; scaled on the sandbox) */
  readonly settleMilliseconds: number;
  /** keyed hash of a secret text; the key is derived from the credential */
  readonly hash: (text: string) => string;
  readonly close: () => void;
}
