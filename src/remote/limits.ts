// Every number of the wire, with its section of FACTS, and nothing but numbers. Portal seconds become
// wall milliseconds here (`wall`): a sandbox may run its clock faster, a real portal has scale 1.
// What we cannot know (how full the bucket is, how much operating time is left) is learned elsewhere.

/** FACTS 4: commands in one batch. */
export const batchCommands = 50;
/** Our own cap on one command's text; PHP parses it as a query string. */
export const commandCharacters = 16_000;
/** FACTS 3, "PHP input size": max_input_vars is 1000; the method's own parameters are added to ours. */
export const commandLeaves = 900;
/** PHP's max_input_nesting_level is 64. */
export const commandDepth = 32;
/** PHP decodes JSON to depth 512; whatever is deeper is a mistake. */
export const jsonDepth = 128;

/** FACTS 36.2: server seconds of a call that does not say; a user field takes 0.2-0.7. */
export const readSeconds = 0.1;
export const writeSeconds = 0.7;
/** FACTS 35.49: the share of a request's wall time that a batch is planned to take. */
export const batchShare = 0.6;

/** FACTS 3: leaky bucket; the level may fall in whole seconds, so one second's drain is left unused. */
const rates = { standard: { burst: 50, perSecond: 2 }, enterprise: { burst: 250, perSecond: 5 } } as const;
/** After a 503 the bucket drains this much slower, for so many portal seconds. */
export const cautiousFactor = 0.5;
export const cautiousLeast = 0.125;
export const cautiousSeconds = 60;
export const parallelReads = 8;

/** FACTS 3: the server's default is 420 s of operating time per method in 10 minutes, the docs say 480. */
export const operatingSeconds = 400;
/** FACTS 3: ten buckets of a minute each; a minute is the least that frees something. */
export const operatingPauseSeconds = 60;
export const operatingWindowSeconds = 600;

/** Margin between the portal's request cap and our own timeout, and for what settles afterwards. */
const answerMarginSeconds = 10;
const settleMarginSeconds = 5;
/** A scaled clock makes no machine faster: never wait less than this for an answer. */
const leastAnswerMilliseconds = 3_000;
export const connectMilliseconds = 10_000;
/** The server that issues tokens is no portal: its time is the wall's. */
export const oauthAnswerMilliseconds = 30_000;
/** How often it is asked: when nothing left, and when an answer did not arrive. */
export const oauthAttempts = { unsent: 4, lost: 3 } as const;

/** How often a call is sent again: proof of not run, by its reason; and reads and idempotent calls after silence. */
export const attempts = { rate: 12, connection: 6, operating: 30, credential: 6, silence: 4 } as const;
/** Rounds in a row without any answer after which nothing more is sent; one with creates counts thrice. */
export const silentRounds = 5;
export const silentCreateWeight = 3;
export const backoffSeconds = (attempt: number): number => Math.min(2 ** (attempt - 1), 30);
export const redirectHops = 3;

export interface LimitSettings {
  readonly plan?: 'standard' | 'enterprise';
  /** 0 < share <= 1: the bucket is shared with live integrations */
  readonly share?: number;
  readonly requestSeconds?: number;
}

export interface Limits {
  /** wall milliseconds of so many portal seconds */
  readonly wall: (portalSeconds: number) => number;
  readonly scale: number;
  readonly bucketSize: number;
  /** requests per wall millisecond */
  readonly drain: number;
  readonly batchSeconds: number;
  readonly answerMilliseconds: number;
  readonly connectMilliseconds: number;
  readonly settleMilliseconds: number;
}

export function limitsOf({ plan = 'standard', share = 1, requestSeconds = 60 }: LimitSettings, scale: number): Limits {
  const wall = (portalSeconds: number): number => (portalSeconds * 1000) / scale;
  const { burst, perSecond } = rates[plan];
  return {
    wall,
    scale,
    bucketSize: Math.max(1, (burst - perSecond) * share),
    drain: (perSecond * share) / wall(1),
    batchSeconds: requestSeconds * batchShare,
    answerMilliseconds: Math.max(leastAnswerMilliseconds, wall(requestSeconds + answerMarginSeconds)),
    connectMilliseconds,
    settleMilliseconds: wall(requestSeconds + settleMarginSeconds),
  };
}
