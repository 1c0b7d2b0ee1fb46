// Starting an activity on a sandbox portal: what a person names becomes what the control surface of the sandbox takes,
// and its refusals become problems. What an activity was given is not repeated: it may be a secret.

import { nearest } from './model/nearest.ts';
import { problem, type Problem } from './model/problem.ts';
import { STANDARD_TYPES } from './model/standard-types.ts';
import { texts } from './texts/index.ts';

const words = texts.running;

export type Or<Value> = { readonly value: Value } | { readonly problem: Problem };
const wrong = (code: string, message: string, hint?: string): { readonly problem: Problem } =>
  ({ problem: problem(code, message, hint === undefined ? {} : { hint }) });

const NAME = /^[A-Z]\w*_\d+$/;

/** The last part of a triple says it all: it is what the sandbox goes by. */
function partOfTriple(text: string): string | undefined {
  const parts = text.replaceAll(/[[\]"\s]/g, '').split(',');
  return parts.length === 3 && parts[0] === 'crm' && NAME.test(parts[2]!) ? parts[2] : undefined;
}

/** `deal/12`, `smartProcess.equipment/5` or a triple, as `DEAL_12`. `numberOf`: the entityTypeId of a smart process. */
export async function documentName(text: string, numberOf: (address: string) => Promise<Or<number>>): Promise<Or<string>> {
  const raw = NAME.test(text) ? text : partOfTriple(text);
  if (raw !== undefined) return { value: raw };
  const [, type = '', id = ''] = /^(.+)\/(\d+)$/.exec(text) ?? [];
  const standard = STANDARD_TYPES[type]?.fieldKey;
  if (standard !== undefined) return { value: `${standard}_${id}` };
  if (!type.startsWith('smartProcess')) return wrong('usage', words.badDocument(text), words.badDocumentHint);
  const number = await numberOf(type);
  return 'problem' in number ? number : { value: `DYNAMIC_${number.value}_${id}` };
}

const ASSIGNED = /^([^=]+)=([\s\S]*)$/;

/** `name=value`; a name that is said several times has several values. */
export function properties(set: readonly string[]): Or<Readonly<Record<string, string | readonly string[]>>> {
  const given = new Map<string, string[]>();
  for (const text of set) {
    const [, name, value] = ASSIGNED.exec(text) ?? [];
    if (name === undefined) return wrong('usage', words.badSet(text));
    given.set(name, [...(given.get(name) ?? []), value!]);
  }
  return { value: Object.fromEntries([...given].map(([name, values]) => [name, values.length === 1 ? values[0]! : values])) };
}

export function hosts(mapped: readonly string[]): Or<Readonly<Record<string, string>>> {
  const found = mapped.map((text) => ASSIGNED.exec(text) ?? []);
  const bad = mapped.find((_, at) => found[at]![2] === undefined || !isLoopback(found[at]![2]!));
  if (bad !== undefined) return wrong('usage', words.badHost(bad), words.badHostHint);
  return { value: Object.fromEntries(found.map(([, host, address]) => [host!, address!])) };
}

export const isLoopback = (address: string): boolean =>
  URL.canParse(address) && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(address).hostname);

export interface Run {
  readonly id: number;
  readonly code: string;
  readonly document: readonly string[];
  readonly status: string;
  readonly returnValues: Readonly<Record<string, unknown>>;
  readonly log: readonly string[];
  readonly delivery: { readonly status: number } | { readonly error: string };
}

export async function control<Answer>(origin: string, path: string, body?: object): Promise<Or<Answer>> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${origin}/_sandbox/${path}`, sent).catch(() => undefined);
  if (answer === undefined) return wrong('sandbox-unreachable', words.unreachable(origin), words.unreachableHint);
  const said = (await answer.json().catch(() => undefined)) as ({ readonly error?: string } & Answer) | undefined;
  if (answer.ok && said !== undefined) return { value: said };
  if (answer.status === 400 && said?.error !== undefined) return wrong('sandbox-refused', words.refused(said.error));
  return wrong('not-a-sandbox', words.noSandbox(origin), words.unreachableHint);
}

interface Application {
  readonly clientId: string;
  readonly activities: readonly { readonly code: string }[];
  readonly robots: readonly { readonly code: string }[];
}

/** Why the activity cannot be started, if it cannot. */
export async function notThere(origin: string, code: string, clientId: string | undefined): Promise<Problem | undefined> {
  const found = await control<{ readonly applications: readonly Application[] }>(origin, 'applications');
  if ('problem' in found) return found.problem;
  const all = found.value.applications.flatMap(({ clientId: whose, activities, robots }) =>
    [...activities, ...robots].map((each) => ({ whose, code: each.code })));
  const own = all.filter(({ code: known, whose }) => known === code && (clientId === undefined || whose === clientId));
  if (own.length === 1) return undefined;
  if (own.length > 1) return problem('several-applications', words.several(code), { hint: words.severalHint(own.map(({ whose }) => whose).join(', ')) });
  const known = [...new Set(all.map((each) => each.code))];
  const close = nearest(code, known);
  const hint = close === undefined ? words.noActivityHint(known.join(', ')) : texts.engine.didYouMean(close);
  return problem('no-such-activity', words.noActivity(code), { hint });
}

/** What the handler made of it, where that is a failure. */
export function deliveryProblem({ delivery }: Run): Problem | undefined {
  if ('status' in delivery) return delivery.status < 300 ? undefined : problem('handler-refused', words.handlerRefused(delivery.status));
  const host = /^(\S+) is not mapped/.exec(delivery.error)?.[1];
  return host === undefined
    ? problem('handler-unreachable', words.handlerUnreachable(delivery.error), { hint: words.handlerUnreachableHint })
    : problem('handler-unreachable', words.handlerElsewhere(host), { hint: words.handlerElsewhereHint(host) });
}

const PAUSE = 50;

/** The run once it no longer waits, or as it is when the time is over. */
export async function settled(origin: string, run: Run, seconds: number): Promise<Or<Run>> {
  for (let left = (seconds * 1000) / PAUSE; ; left -= 1) {
    const found = await control<readonly Run[]>(origin, 'activity-runs');
    if ('problem' in found) return found;
    const now = found.value.find(({ id }) => id === run.id) ?? run;
    if (now.status !== 'waiting' || left <= 0) return { value: now };
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
