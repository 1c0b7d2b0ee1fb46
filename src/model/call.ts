// A call is data: what would be sent, and what may be done when no answer comes.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Who calls: an application has a client id, which some methods want; a webhook has none. */
export type Context = 'app' | 'webhook';

export interface Call {
  readonly method: string;
  /** JSON, with slots until apply has filled them */
  readonly params: Record<string, unknown>;
  /** read: may be repeated; idempotent: may be repeated too; create: repeated only when provably not run */
  readonly retry: 'read' | 'idempotent' | 'create';
  /** one call of a lane in flight and at most one in a request */
  readonly lane?: string;
  /** must not travel inside a batch */
  readonly alone?: boolean;
  /** maps of its answer keep the portal's order: a Map where an object would put whole numbers first */
  readonly ordered?: true;
  /** who must call; absent: the webhook where the portal has one */
  readonly context?: Context;
  /** server time to expect, seconds; batches are packed to stay well under the request cap */
  readonly seconds?: number;
}

/** What became of one call, single or inside a batch. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: any; readonly total?: number; readonly next?: number }
  /** the portal answered no: nothing was done */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly status?: number }
  /** provably not executed (limits, no connection, cancelled before it was sent) */
  | { readonly kind: 'notRun'; readonly reason: string; readonly cancelled?: boolean }
  /** may or may not have been executed; `sentAt` in milliseconds */
  | { readonly kind: 'unknown'; readonly reason: string; readonly sentAt: number };
