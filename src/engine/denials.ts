// What needs an application, on a portal where none may: it is blocked with the reason, and everything else goes
// its way. Who the application acts for and what it may is asked along with the first read, as the webhook's
// rights are; what the portal refuses all the same shows in the read itself.

import type { Kind } from '../kinds/contract.ts';
import type { Call } from '../model/call.ts';
import type { Remote } from '../remote/port.ts';
import { texts } from '../texts/index.ts';
import { accessCalls, isAdministrator } from './access.ts';
import type { Denial, Live } from './read.ts';
import type { State } from '../state/port.ts';

const APP_INFO: Call = { method: 'app.info', params: {}, retry: 'read', context: 'app' };

const asApplication = (remote: Remote) => accessCalls(remote.speaksAs('webhook') ? 'app' : undefined);

/** Calls that tell what the application may; none where nothing of these needs one, or there is none. */
export function applicationCalls(kinds: Iterable<Kind>, remote: Remote): readonly Call[] {
  if (!remote.speaksAs('app') || ![...kinds].some(({ context }) => context === 'app')) return [];
  const { profile, admin, scope } = asApplication(remote);
  return [...(remote.speaksAs('webhook') ? [profile, admin, scope] : []), APP_INFO];
}

/** The id that what an application has on a portal is kept under. */
export function clientIdOf(live: Pick<Live, 'answer'>): string | undefined {
  const code: unknown = live.answer(APP_INFO)?.result?.CODE;
  return typeof code === 'string' && code !== '' ? code : undefined;
}

/** What another application made is out of reach of this one, and is not what this one has under the same code. */
export function reachable(state: State | undefined, clientId: string | undefined, kinds: ReadonlyMap<string, Kind>): State | undefined {
  if (state?.clientId === undefined || clientId === undefined || state.clientId === clientId) return state;
  const entries = Object.entries(state.entries).filter(([, { kind }]) => kinds.get(kind)?.context !== 'app');
  return { ...state, entries: Object.fromEntries(entries) };
}

function saidBy({ method, code = '', message = '' }: Denial): string {
  const words = texts.access.denied;
  if (method === undefined) return words.noApplication;
  return code === 'ERROR_METHOD_NOT_FOUND' ? words.noMethod(method) : words.refused(method, code, message);
}

/** Why resources of a kind cannot be worked with, by the kind's name. */
export function denials(live: Live, kinds: Iterable<Kind>, remote: Remote): Map<string, string> {
  const words = texts.access.denied;
  const asked = asApplication(remote);
  const scopes = live.answer(asked.scope)?.result as Record<string, string> | undefined;
  const granted = scopes && new Set(Object.values(scopes).map(String));
  const found = new Map<string, string>();
  for (const { name, context, scopes: needed } of kinds) {
    if (context !== 'app') continue;
    const lacking = granted === undefined ? [] : needed.filter((scope) => !granted.has(scope));
    const denial = live.denied.get(name);
    if (denial?.code === undefined && denial !== undefined) found.set(name, saidBy(denial));
    else if (lacking.length > 0) found.set(name, words.lacksScope(lacking.join(', ')));
    else if (!isAdministrator(live, asked)) found.set(name, words.notAdministrator);
    else if (denial !== undefined) found.set(name, saidBy(denial));
  }
  return found;
}
