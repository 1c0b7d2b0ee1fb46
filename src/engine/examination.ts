// What the portal says when it is asked whether we could work with it: calls, and findings from their answers.
// As each of those we can be: are we let in, who are we, what may we. What is not answered is a finding too;
// what nobody declares is not missed.

import type { Kind } from '../kinds/contract.ts';
import type { Call, Context, Outcome } from '../model/call.ts';
import type { Finding } from '../model/finding.ts';
import { texts } from '../texts/index.ts';
import { accessCalls, accessProblems } from './access.ts';

const words = texts.access.doctor;

export type Examinable = Pick<Kind, 'name' | 'section' | 'scopes' | 'lookup' | 'probe' | 'context'>;
export type Answers = (call: Call) => Outcome | undefined;

export interface Examined {
  readonly host: string;
  /** as whom we can call; the first is who calls by default */
  readonly ways: readonly Context[];
  /** kinds of what is declared */
  readonly kinds: readonly Examinable[];
  readonly answers: Answers;
}

const ask = (method: string, params: Record<string, unknown> = {}): Call => ({ method, params, retry: 'read' });
export const SERVER_TIME = ask('server.time');
const appInfo = (context: Context): Call => ({ ...ask('app.info'), context });

/** Who works with the kind: the one it needs, else whoever calls by default. */
const workerOf = ({ context }: Examinable, ways: readonly Context[]): Context | undefined => context ?? ways[0];
const isLacking = (kind: Examinable, ways: readonly Context[]): boolean => kind.context !== undefined && !ways.includes(kind.context);

function probe(method: string, { ways, kinds }: Pick<Examined, 'ways' | 'kinds'>): Call {
  const call = ask('method.get', { name: method.toLowerCase() });
  const context = kinds.find((kind) => kind.probe === method)?.context;
  return context === undefined || context === ways[0] || !ways.includes(context) ? call : { ...call, context };
}

const probesOf = (kinds: readonly Examinable[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const { name, probe: method } of kinds) if (method !== undefined) found.set(method, [...(found.get(method) ?? []), name]);
  return found;
};

export function examinationCalls({ ways, kinds }: Pick<Examined, 'ways' | 'kinds'>): Call[] {
  const each = ways.flatMap((way) => [...Object.values(accessCalls(way)), appInfo(way)]);
  return [...each, SERVER_TIME, ...[...probesOf(kinds).keys()].map((method) => probe(method, { ways, kinds }))];
}

const resultOf = (answers: Answers, call: Call): any => {
  const outcome = answers(call);
  return outcome?.kind === 'done' ? outcome.result : undefined;
};

function letIn(examined: Examined, way: Context): Finding | undefined {
  const asked = [...Object.values(accessCalls(way)), appInfo(way)].map(examined.answers);
  const waiting = asked.find((each) => each?.kind === 'refused' && each.code === 'METHOD_CONFIRM_WAITING');
  const outcome = waiting ?? asked[0];
  if (outcome === undefined || outcome.kind === 'done') return undefined;
  if (outcome.kind !== 'refused') {
    return { level: 'error', code: 'unreachable', message: words.unreachable(examined.host, outcome.reason), hint: words.unreachableHint };
  }
  if (waiting !== undefined) {
    const hint = texts.commands.shared.confirmMethod;
    return { level: 'error', code: 'confirm-waiting', message: words.confirm(words.way[way]), hint, access: true };
  }
  const said = `${outcome.code}${outcome.message === '' ? '' : `: ${outcome.message}`}`;
  return { level: 'error', code: 'not-let-in', message: words.notLetIn(words.way[way], said), hint: words.notLetInHint[way], access: true };
}

function whoIs({ answers }: Examined, way: Context): Finding {
  const profile = resultOf(answers, accessCalls(way).profile);
  const name = [profile?.NAME, profile?.LAST_NAME].filter((part) => typeof part === 'string' && part !== '').join(' ');
  return { level: 'ok', code: 'who', message: words.who(words.way[way], String(profile?.ID ?? '?'), name) };
}

function mayDo({ answers, kinds, ways }: Examined, way: Context): Finding[] {
  const own = kinds.filter((kind) => workerOf(kind, ways) === way).map(({ name, scopes, lookup }) => ({ name, scopes, ...(lookup ? { lookup } : {}) }));
  const live = { answer: (call: Call) => (answers(call)?.kind === 'done' ? { result: resultOf(answers, call) } : undefined) };
  const problems = accessProblems(live, own, way, accessCalls(way));
  const missing = problems.map(({ code, message, hint }): Finding =>
    ({ level: 'error', code, message, ...(hint === undefined ? {} : { hint }), access: true }));
  const granted = Object.values((resultOf(answers, accessCalls(way).scope) ?? {}) as object).map(String).sort();
  const isAdministrator = !problems.some(({ code }) => code === 'not-an-administrator');
  return [
    ...(isAdministrator ? [{ level: 'ok', code: 'administrator', message: words.administrator(words.way[way]) } as const] : []),
    ...missing,
    { level: missing.some(({ code }) => code === 'missing-scope') ? 'info' : 'ok', code: 'scopes', message: words.scopes(words.way[way], granted.join(', ')) },
  ];
}

/** Methods of what is declared that this portal does not have. */
function methodsMissing(examined: Examined): Finding[] {
  const { answers, kinds } = examined;
  const found = [...probesOf(kinds)].flatMap(([method, names]): Finding[] => {
    const answer = resultOf(answers, probe(method, examined)) as { isExisting?: unknown } | undefined;
    if (answer?.isExisting !== false) return [];
    return [{ level: 'error', code: 'method-missing', message: words.methodMissing(method, names.join(', ')), hint: words.methodMissingHint, access: true }];
  });
  const asked = [...probesOf(kinds).keys()].some((method) => resultOf(answers, probe(method, examined)) !== undefined);
  return found.length > 0 || !asked ? found : [{ level: 'ok', code: 'methods', message: words.methods }];
}

interface AboutPortal {
  readonly licence?: string;
  readonly language?: string;
  readonly installed?: boolean;
  readonly unpaid?: boolean;
}

/** What the portal tells about itself to this way of asking. */
export function aboutPortal(answers: Answers, way: Context): AboutPortal {
  const info = resultOf(answers, appInfo(way)) as Readonly<Record<string, unknown>> | undefined;
  const text = (key: string): string | undefined => (typeof info?.[key] === 'string' && info[key] !== '' ? (info[key]) : undefined);
  const [licence, language] = [text('LICENSE'), text('LANGUAGE_ID')];
  return {
    ...(licence === undefined ? {} : { licence }),
    ...(language === undefined ? {} : { language }),
    ...(typeof info?.['INSTALLED'] === 'boolean' ? { installed: info['INSTALLED'] } : {}),
    ...(info?.['PAYMENT_EXPIRED'] === 'Y' ? { unpaid: true } : {}),
  };
}

function withoutApplication({ ways, kinds }: Examined): Finding[] {
  if (ways.includes('app')) return [];
  const sections = kinds.filter((kind) => isLacking(kind, ways)).map(({ name, section }) => section ?? name);
  if (sections.length === 0) return [{ level: 'info', code: 'no-application', message: words.noApplication, hint: words.noApplicationHint }];
  return [{ level: 'error', code: 'needs-application', message: words.needsApplication(sections.join(', ')), hint: words.needsApplicationHint, access: true }];
}

/** Findings about being let in; when nobody is, that is all there is to find out. */
export function examine(examined: Examined): { readonly findings: readonly Finding[]; readonly answered: boolean } {
  const findings: Finding[] = [];
  let answered = false;
  let reached = false;
  examined.ways.forEach((way) => {
    const refused = letIn(examined, way);
    reached ||= refused?.code !== 'unreachable';
    if (refused !== undefined) return findings.push(refused);
    answered = true;
    return findings.push(whoIs(examined, way), ...mayDo(examined, way));
  });
  const reachable: Finding[] = reached ? [{ level: 'ok', code: 'reachable', message: words.reachable(examined.host) }] : [];
  return { findings: [...reachable, ...findings, ...withoutApplication(examined), ...(answered ? methodsMissing(examined) : [])], answered };
}
