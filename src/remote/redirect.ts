// A portal that has moved answers with the new address (FACTS 1.1). The same POST goes there, with the
// same path, if the project allows that host; a redirect that changes the path (a login page, say) is
// not a move. Nothing was run at the old address, so a refusal is a plain one. It names hosts only.

import type { Reply } from './http.ts';
import { isLoopback } from './hosts.ts';
import type { Verdict } from './verdict.ts';
import { texts } from '../texts/index.ts';

export type Redirect =
  | { readonly kind: 'follow'; readonly origin: string }
  | { readonly kind: 'refuse'; readonly verdict: Verdict };

const statuses = new Set([301, 302, 303, 307, 308]);

/** `undefined`: the reply is no redirect. */
export function redirectOf(reply: Reply, from: URL, hosts: ReadonlySet<string>): Redirect | undefined {
  if (reply.kind !== 'answer' || !statuses.has(reply.status)) return undefined;
  const refuse = (message: string): Redirect => ({
    kind: 'refuse',
    verdict: { kind: 'refused', code: 'REDIRECT', message, status: reply.status },
  });
  const to = targetOf(reply.location, from);
  if (to === undefined) return refuse(texts.wire.nowhere(from.host));
  if (to.protocol !== 'https:' && !(isLoopback(to) && from.protocol === 'http:' && to.protocol === 'http:')) {
    return refuse(texts.wire.unsafe(from.host, to.host));
  }
  if (!hosts.has(to.host)) return refuse(texts.wire.stranger(from.host, to.host));
  if (to.pathname !== from.pathname && to.pathname !== '/') return refuse(texts.wire.otherPage(from.host, to.host));
  return { kind: 'follow', origin: to.origin };
}

function targetOf(location: string | undefined, from: URL): URL | undefined {
  try {
    return location === undefined ? undefined : new URL(location, from);
  } catch {
    return undefined;
  }
}
