// Misfortunes to order: which request or command is struck, how often, and how. They are what a
// client must survive (FACTS 3, 5 "Retry classes", 35.47, 35.49): refusals that ran nothing, replies
// that got lost after everything ran, and requests the server goes on with after the client was cut.

export type FaultKind =
  /** JSON 503 QUERY_LIMIT_EXCEEDED; nothing runs */
  | '503-limit'
  /** 429 OPERATION_TIME_LIMIT; nothing runs */
  | '429'
  /** JSON 500 INTERNAL_SERVER_ERROR */
  | '500'
  /** a gateway's HTML page with status 502 */
  | '502-html'
  /** the connection closes, nothing runs */
  | 'lost-request'
  /** everything runs, then the connection closes without a reply */
  | 'lost-reply'
  /** the connection closes at once, and the work is done `delay` portal seconds later */
  | 'cut-off'
  /** the connection is reset */
  | 'reset'
  /** everything runs; the reply is JSON broken in the middle */
  | 'bad-json'
  /** everything happens `delay` portal seconds late */
  | 'slow'
  /** 302 to the same path at `location`, an origin: the portal's address has changed (FACTS 1.1); nothing runs */
  | '302-moved'
  /** 401 expired_token; nothing runs */
  | '401-expired'
  /** an error of one's own: `code`, `description`, `status` */
  | 'error';

export type Fault = {
  /** lower-case method; '*' any; 'batch' the outer request; 'oauth.token' the authorisation server, which only its own name means. Absent: any */
  readonly method?: string;
  /** true: strikes commands inside a batch; otherwise whole requests */
  readonly command?: boolean;
  /** strikes the n-th match only, counted from 1; absent: every match */
  readonly occurrence?: number;
  /** strikes at most so often */
  readonly times?: number;
  readonly kind: FaultKind;
  /** portal seconds, for 'slow' (default 5) and 'cut-off' (default 30) */
  readonly delay?: number;
  /** for '500', '502-html', 'reset' and 'error': true runs the work before refusing. Default false */
  readonly executed?: boolean;
  readonly location?: string;
  readonly code?: string;
  readonly description?: string;
  readonly status?: number;
};

/**
 * On a command inside a batch, '503-limit', '429', '500', '401-expired' and 'error' become that
 * command's entry in `result_error`. 'lost-request', 'reset', '302-moved' and '502-html' end the batch before the
 * command, 'lost-reply' right after it: earlier commands have run, later ones never will. 'cut-off'
 * cuts the client and runs this and the later commands after the delay; 'bad-json' breaks the reply.
 */
export type FaultList = {
  readonly add: (...faults: readonly Fault[]) => void;
  readonly clear: () => void;
  readonly list: () => readonly Fault[];
  readonly strike: (method: string, insideBatch: boolean) => Fault | undefined;
};

export function faultList(initial: readonly Fault[]): FaultList {
  let entries: { fault: Fault; seen: number; struck: number }[] = [];
  const add = (...faults: readonly Fault[]): void => {
    for (const fault of faults) entries.push({ fault: { ...fault }, seen: 0, struck: 0 });
  };
  add(...initial);
  return {
    add,
    clear: () => { entries = []; },
    list: () => entries.map(({ fault }) => fault),
    strike: (method, insideBatch) => {
      let struck: Fault | undefined;
      for (const entry of entries) {
        const { fault } = entry;
        const wanted = fault.method?.toLowerCase() ?? '*';
        if ((fault.command ?? false) !== insideBatch || (wanted !== method && (wanted !== '*' || method === 'oauth.token'))) continue;
        entry.seen += 1;
        if (struck !== undefined) continue; // the first one wins, the others go on counting
        if (fault.occurrence !== undefined && fault.occurrence !== entry.seen) continue;
        if (fault.times !== undefined && entry.struck >= fault.times) continue;
        entry.struck += 1;
        struck = fault;
      }
      return struck;
    },
  };
}
