// What the sandbox's HTTP front (server.ts and what it calls) and its method families
// (methods/*.ts) agree on. A method sees parameters as PHP would see them and answers data;
// everything about requests, batches, limits and faults happens around it.

/** Parameters as PHP sees them. From JSON: types survive. From a form body, a query string or a
 *  batch command: every scalar is a string, and lists are either arrays or maps with integer keys. */
export type Params = { readonly [name: string]: unknown };

/** A row of the data file. */
export type Row = Record<string, any>;

/** All the portal keeps, as plain JSON: written to the data file after each request that changed it. */
export type Data = {
  /** interface language of the portal, and of the webhook's owner */
  language: 'en' | 'ru';
  /** next automatic number per sequence name, e.g. `crm_type`, `entityTypeId`, `category`, `status`, `field`, `enum` */
  sequences: Record<string, number>;
  /** rows per table, e.g. `types`, `categories`, `statuses`, `fields`, `enums`, `relations`, `solutions`, `items`, `users` */
  tables: Record<string, Row[]>;
  /** anything else that must survive */
  options: Record<string, unknown>;
};

/** Facts that are uncertain on the live portal: each is a switch, FACTS §37 and the ⚠ marks. */
export type Switches = Record<string, boolean | number | string>;

/** An application installed on the portal, as its methods know it. */
export type Application = { readonly id: number; readonly clientId: string };

/** One method call, single or inside a batch. */
export type Call = {
  readonly method: string;
  readonly params: Params;
  readonly data: Data;
  /** static caches of the PHP process: one map per HTTP request, shared by all commands of a batch */
  readonly process: Map<string, unknown>;
  readonly switches: Switches;
  /** the application whose token it is; a webhook has none */
  readonly application?: Application | undefined;
  /** source the application names with its token (`auth_connector`); of the whole request, never of a command of a batch */
  readonly connector?: string | undefined;
  /** the webhook's owner, or the user the token was given to */
  readonly user: { readonly id: number; readonly admin: boolean };
  /** scopes granted to the webhook or the application */
  readonly scopes: ReadonlySet<string>;
  /** the portal's clock, milliseconds; runs faster than the wall clock when scaled */
  readonly now: () => number;
};

/** What a method answers; `total` and `next` are siblings of `result` in the envelope. */
export type Answer = { readonly result: unknown; readonly total?: number; readonly next?: number };

export type Method = {
  /** scopes of which ONE must be granted; empty: anyone */
  readonly scopes: readonly string[];
  /** seconds of server time one call takes, for the 60 s cap and the operating limit */
  readonly seconds: number;
  /** features of the plan of which ONE must be on, or the method does not exist; absent: always there */
  readonly features?: readonly string[];
  readonly run: (call: Call) => Answer;
};

/** Methods by their lower-case name. */
export type Family = Readonly<Record<string, Method>>;

/** A refusal: `error`, `error_description` and the HTTP status of a single call. */
export class RestError extends Error {
  readonly code: string;
  readonly status: number;
  readonly argument: string | undefined;
  constructor(code: string, description: string, status = 400, argument?: string) {
    super(description);
    this.code = code;
    this.status = status;
    this.argument = argument;
  }
}

/** A refusal the old core also keeps in mind: the rest of the process speaks of it (php-process.ts). */
export class ApplicationError extends RestError {
  constructor(description: string) {
    super('ERROR_CORE', description);
  }
}
