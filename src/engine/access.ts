// May we? Asked in the first batch of every read, so that it costs no request of its own. An administrator
// sees the whole portal, anybody else sees a part of it, and a partial view makes duplicates: so others
// are refused, whatever they were allowed to write.

import type { Kind } from '../kinds/contract.ts';
import type { Call, Context } from '../model/call.ts';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { ReadError, type Live } from './read.ts';

const PROFILE: Call = { method: 'profile', params: {}, retry: 'read' };
const ADMIN: Call = { method: 'user.admin', params: {}, retry: 'read' };
const SCOPE: Call = { method: 'scope', params: {}, retry: 'read' };
/** Asked as whoever calls by default, or as this one. */
export const accessCalls = (context?: Context): { readonly profile: Call; readonly admin: Call; readonly scope: Call } => {
  const as = context === undefined ? {} : { context };
  return { profile: { ...PROFILE, ...as }, admin: { ...ADMIN, ...as }, scope: { ...SCOPE, ...as } };
};
export const ACCESS_CALLS: readonly Call[] = [PROFILE, ADMIN, SCOPE];

type Wanting = Pick<Kind, 'name' | 'scopes' | 'lookup' | 'context'>;
type Asked = ReturnType<typeof accessCalls>;

export function isAdministrator(live: Pick<Live, 'answer'>, asked: Asked): boolean {
  const yes = (answer: unknown): boolean => answer === true || answer === 'Y';
  const profile = live.answer(asked.profile)?.result;
  return yes(profile?.ADMIN) || (profile?.ADMIN === undefined && yes(live.answer(asked.admin)?.result));
}

/** Problems of access: an answer of exit code 3. What only an application may is its own matter (see denials). */
export function accessProblems(live: Pick<Live, 'answer'>, kinds: Iterable<Wanting>, who: Context = 'webhook', asked = accessCalls()): Problem[] {
  const words = who === 'app' ? texts.access.app : texts.engine.access;
  const profile = live.answer(asked.profile)?.result;
  const scopes = live.answer(asked.scope)?.result as Record<string, string> | undefined;
  const granted = new Set(Object.values(scopes ?? {}).map(String));
  const found: Problem[] = [];
  if (!isAdministrator(live, asked)) {
    const user = profile?.ID === undefined ? undefined : String(profile.ID);
    found.push(problem('not-an-administrator', words.notAdministrator(user), { hint: words.notAdministratorHint }));
  }
  const missing = new Map<string, string[]>();
  for (const kind of scopes === undefined ? [] : kinds) {
    if (kind.context === 'app') continue;
    const absent = kind.scopes.filter((scope) => !granted.has(scope));
    // a lookup works with any of its scopes; everything else needs each of them
    const needed = !kind.lookup ? absent : absent.length === kind.scopes.length ? absent.slice(0, 1) : [];
    for (const scope of needed) missing.set(scope, [...(missing.get(scope) ?? []), kind.name]);
  }
  for (const [scope, names] of missing) {
    found.push(problem('missing-scope', words.missingScope(scope, names.join(', ')), { hint: words.missingScopeHint(scope) }));
  }
  return found;
}

/** Why a read was refused, when the portal said who asked: the rights themselves rather than the first call that needed them. */
export function deniedBy(error: unknown, kinds: Iterable<Kind>, who: Context = 'webhook'): { readonly problems: readonly Problem[]; readonly live: Live } {
  const problems = error instanceof ReadError && error.answer(PROFILE) !== undefined ? accessProblems(error, kinds, who) : [];
  if (problems.length === 0) throw error;
  return { problems, live: { rows: () => [], byUid: new Map(), answer: (error as ReadError).answer, denied: new Map() } };
}
