// What is declared meets what is live: the portal is read for whatever could be meant, and matched. Planning goes on
// from here; whoever only wants to know which thing on the portal is which stops here.

import type { Kind } from '../kinds/contract.ts';
import type { Ids } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Remote, SendOptions } from '../remote/port.ts';
import type { JournalEntry, State } from '../state/port.ts';
import { ACCESS_CALLS, accessProblems, deniedBy } from './access.ts';
import { applicationCalls, clientIdOf, denials, reachable } from './denials.ts';
import { grouped } from './grouped.ts';
import { interestIn } from './interest.ts';
import { unsettledCreates } from './interrupted.ts';
import { match, type Pair } from './match.ts';
import { read, type Live } from './read.ts';
import type { Graph } from './resolve.ts';

export interface PairingInput {
  readonly kinds: readonly Kind[];
  readonly graph: Graph;
  readonly state: State | undefined;
  readonly journal: readonly JournalEntry[];
  readonly remote: Remote;
  readonly project: string;
  /** ids the user wrote down, by address */
  readonly ids?: ReadonlyMap<string, Ids>;
  readonly options?: SendOptions;
}

export interface Paired {
  readonly live: Live;
  readonly pairs: ReadonlyMap<string, Pair>;
  /** of access: exit code 3 */
  readonly problems: readonly Problem[];
  /** what reading took */
  readonly asking: { readonly requests: number; readonly commands: number };
  /** of the application, where anything needs one */
  readonly clientId?: string;
}

/** Our key on the portal: project and address, stored once. */
export const markFor = (project: string) => (address: string): string => `bxform/${project}/${address}`;

const NONE: ReadonlyMap<string, Ids> = new Map();

/** What is declared, with what the portal has filled in where the files only name it. */
export function completed(kinds: ReadonlyMap<string, Kind>, declared: Graph['declared'], live: Live): Graph['declared'] {
  const below = grouped(declared.values(), ({ parent }) => parent);
  return new Map([...declared].map(([address, own]) => {
    const complete = kinds.get(own.kind)!.completed;
    const children = (kind: string, of = address) => (below.get(of) ?? []).filter((child) => child.kind === kind);
    return [address, complete === undefined ? own : { ...own, spec: complete(own, live.rows, children) }];
  }));
}

export async function pairUp(input: PairingInput): Promise<Paired> {
  const { graph: { declared }, state, remote, ids = NONE } = input;
  const kinds = new Map(input.kinds.map((kind) => [kind.name, kind]));
  const mark = markFor(input.project);
  const interest = interestIn(input.kinds, declared, state, mark, ids);
  const who = remote.speaksAs('webhook') ? 'webhook' : 'app';
  const before = remote.usage();
  const asked = [...interest.kinds].map((name) => kinds.get(name)!);
  const { live, problems } = await read(input.kinds, remote, interest, { ...input.options, extra: [...ACCESS_CALLS, ...applicationCalls(asked, remote)] })
    .then((found) => ({ live: found, problems: accessProblems(found, asked, who) }), (error: unknown) => deniedBy(error, asked, who));
  const after = remote.usage();
  const asking = { requests: after.requests - before.requests, commands: after.commands - before.commands };
  if (problems.length > 0) return { live, pairs: new Map(), problems, asking };
  const whole = completed(kinds, declared, live);
  const denied = denials(live, asked, remote);
  const clientId = clientIdOf(live);
  const pairs = match({ kinds, declared: whole, rows: live.rows, state: reachable(state, clientId, kinds), unsettled: unsettledCreates(input.journal), mark, ids, denied });
  return { live, pairs, problems, asking, ...(clientId === undefined ? {} : { clientId }) };
}
