// kinds + remote -> live resources. Each round asks every kind what it still wants to know, sends the
// calls nobody has asked before in one go, and parses again; it ends when nothing new is wanted. Two
// rounds read a portal, whatever its size: lists first, then what lists leave out.
// A read that fails is no empty portal: it is a failure. Only what needs an application, where there is none that
// may, is left unread, and said to be.

import type { Interest, Kind, LiveRow, ReadContext, Stray } from '../kinds/contract.ts';
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
  /** kinds that could not be read, because no application may */
  readonly denied: ReadonlyMap<string, Denial>;
  /** what belongs to nothing the portal still has, as far as it was read */
  readonly strays?: readonly Stray[];
}

/** Why a kind that needs an application was not read; without a code: there is none. */
export interface Denial {
  readonly method?: string;
  readonly code?: string;
  readonly message?: string;
}

const keyOf = (call: Call): string => `${call.context ?? ''} ${call.method} ${JSON.stringify(call.params)}`;
const MOST_ROUNDS = 8;
/** Nobody was asked, or nobody may ask; any other refusal says that the portal does not know the call. */
const isFailure = (outcome: Outcome): boolean => outcome.kind !== 'refused' || outcome.status === 401 || outcome.status === 403;
/** The application was let in, and may not, or the portal has no such method. */
const MAY_NOT = new Set(['ERROR_METHOD_NOT_FOUND', 'ACCESS_DENIED', 'insufficient_scope', 'WRONG_AUTH_TYPE', 'ERROR_WRONG_CONTEXT']);

interface ReadOptions extends SendOptions {
  /** travel with the first round; a portal that does not know them leaves them without an answer */
  readonly extra?: readonly Call[];
}

/** Reads what `interest` is after. */
export async function read(kinds: readonly Kind[], remote: Remote, interest: Interest, options: ReadOptions = {}): Promise<Live> {
  const extra = new Set((options.extra ?? []).map(keyOf));
  const answers = new Map<string, { readonly result: any; readonly total?: number }>();
  const asked = new Set<string>();
  const denied = new Map<string, Denial>();
  const among = kinds.filter((kind) => interest.kinds.has(kind.name));
  for (const { name, context } of among) if (context !== undefined && !remote.speaksAs(context)) denied.set(name, {});
  let rows = new Map<string, readonly LiveRow[]>();
  const context: ReadContext = { ...interest, answer: (call) => answers.get(keyOf(call)), rows: (kind) => rows.get(kind) ?? [] };

  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const calls = new Map<string, Call>();
    const askers = new Map<string, Kind[]>();
    const ask = (call: Call, asker?: Kind): void => {
      const key = keyOf(call);
      if (asked.has(key)) return;
      calls.set(key, call);
      if (asker !== undefined) askers.set(key, [...(askers.get(key) ?? []), asker]);
    };
    if (round === 0) for (const call of options.extra ?? []) ask(call);
    const wanted = among.filter(({ name }) => !denied.has(name));
    for (const kind of wanted) for (const call of kind.reads(context)) ask(call, kind);
    if (calls.size === 0) break;
    const outcomes = await remote.send([...calls.values()], options);
    let failed: ReadError | undefined;
    for (const [index, [key, call]] of [...calls].entries()) {
      const outcome = outcomes[index]!;
      asked.add(key);
      const byApplication = (askers.get(key) ?? []).filter((kind) => kind.context === 'app');
      if (outcome.kind === 'done') answers.set(key, outcome);
      else if (outcome.kind === 'refused' && MAY_NOT.has(outcome.code) && byApplication.length > 0 && byApplication.length === askers.get(key)!.length) {
        for (const { name } of byApplication) denied.set(name, { method: call.method, code: outcome.code, message: outcome.message });
      } else if (!extra.has(key) || isFailure(outcome)) failed ??= new ReadError(call.method, outcome, context.answer);
    }
    if (failed !== undefined) throw failed;
    rows = new Map();
    for (const kind of among) rows.set(kind.name, denied.has(kind.name) ? [] : kind.parse(context));
  }
  const byUid = new Map([...rows.values()].flat().map((row) => [row.uid, row]));
  const strays = among.filter(({ name }) => !denied.has(name)).flatMap((kind) => kind.strays?.(context) ?? []);
  return { rows: context.rows, byUid, answer: context.answer, denied, strays };
}

/** Kinds that must be read so that these can be. */
export function withNeeded(kinds: readonly Kind[], names: Iterable<string>): Set<string> {
  const needed = new Set(names);
  for (const kind of kinds) if (needed.has(kind.name)) for (const other of kind.readsWith ?? []) needed.add(other);
  return needed;
}
