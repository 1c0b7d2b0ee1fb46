// kinds + remote -> live resources. Each round asks every kind what it still wants to know, sends the
// calls nobody has asked before in one go, and parses again; it ends when nothing new is wanted. Two
// rounds read a portal, whatever its size: lists first, then what lists leave out.
// A read that fails is no empty portal: it is a failure.

import type { Interest, Kind, LiveRow, ReadContext } from '../kinds/contract.ts';
import type { Call, Outcome } from '../model/call.ts';
import type { Remote, SendOptions } from '../remote/port.ts';

export class ReadError extends Error {
  readonly method: string;
  readonly code: string;
  readonly status: number | undefined;
  /** the portal said no; otherwise there was no answer */
  readonly refused: boolean;
  /** what was answered all the same */
  readonly answer: Live['answer'];
  constructor(method: string, outcome: Exclude<Outcome, { kind: 'done' }>, answer: Live['answer']) {
    super(outcome.kind === 'refused' ? outcome.message : outcome.reason);
    this.method = method;
    this.code = outcome.kind === 'refused' ? outcome.code : '';
    this.status = outcome.kind === 'refused' ? outcome.status : undefined;
    this.refused = outcome.kind === 'refused';
    this.answer = answer;
  }
}

export interface Live {
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly byUid: ReadonlyMap<string, LiveRow>;
  readonly answer: (call: Call) => { readonly result: any } | undefined;
}

const keyOf = (call: Call): string => `${call.context ?? ''} ${call.method} ${JSON.stringify(call.params)}`;
const MOST_ROUNDS = 8;
/** Nobody was asked, or nobody may ask; any other refusal says that the portal does not know the call. */
const isFailure = (outcome: Outcome): boolean => outcome.kind !== 'refused' || outcome.status === 401 || outcome.status === 403;

interface ReadOptions extends SendOptions {
  /** travel with the first round; a portal that does not know them leaves them without an answer */
  readonly extra?: readonly Call[];
}

/** Reads what `interest` is after. */
export async function read(kinds: readonly Kind[], remote: Remote, interest: Interest, options: ReadOptions = {}): Promise<Live> {
  const extra = new Set((options.extra ?? []).map(keyOf));
  const answers = new Map<string, { readonly result: any; readonly total?: number }>();
  const asked = new Set<string>();
  const wanted = kinds.filter((kind) => interest.kinds.has(kind.name));
  let rows = new Map<string, readonly LiveRow[]>();
  const context: ReadContext = { ...interest, answer: (call) => answers.get(keyOf(call)), rows: (kind) => rows.get(kind) ?? [] };

  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const calls = new Map<string, Call>();
    for (const call of [...(round === 0 ? (options.extra ?? []) : []), ...wanted.flatMap((kind) => kind.reads(context))]) {
      const key = keyOf(call);
      if (!asked.has(key)) calls.set(key, call);
    }
    if (calls.size === 0) break;
    const outcomes = await remote.send([...calls.values()], options);
    let failed: ReadError | undefined;
    for (const [index, [key, call]] of [...calls].entries()) {
      const outcome = outcomes[index]!;
      asked.add(key);
      if (outcome.kind === 'done') answers.set(key, outcome);
      else if (!extra.has(key) || isFailure(outcome)) failed ??= new ReadError(call.method, outcome, context.answer);
    }
    if (failed !== undefined) throw failed;
    rows = new Map();
    for (const kind of wanted) rows.set(kind.name, kind.parse(context));
  }
  const byUid = new Map([...rows.values()].flat().map((row) => [row.uid, row]));
  return { rows: context.rows, byUid, answer: context.answer };
}

/** Kinds that must be read so that these can be. */
export function withNeeded(kinds: readonly Kind[], names: Iterable<string>): Set<string> {
  const needed = new Set(names);
  for (const kind of kinds) if (needed.has(kind.name)) for (const other of kind.readsWith ?? []) needed.add(other);
  return needed;
}
