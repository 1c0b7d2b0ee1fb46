// What the portal sends to applications by itself: form-encoded POSTs, through its queue servers in real
// life. The sandbox never speaks to the internet: an address is delivered to only when it is this
// computer's own, or when its host has been mapped to this computer.

import type { Data, Row } from '../contract.ts';
import type { Portal } from '../portal.ts';
import { issueTokens } from './tokens.ts';
import { memberId } from './registry.ts';

export type Delivery = { readonly status: number } | { readonly error: string };

/** Hosts of handlers by the origin that stands in for each: { "bot.example.test": "http://127.0.0.1:3000" }. */
export function mapHosts(data: Data, given: Readonly<Record<string, string>>): Row {
  for (const [host, origin] of Object.entries(given)) {
    if (!isLoopbackUrl(origin)) throw new Error(`${host} can be mapped to an address of this computer only, such as http://127.0.0.1:3000`);
  }
  const entries = Object.entries(given).map(([host, origin]) => [host.replace(/^https?:\/\//, '').replace(/\/$/, ''), new URL(origin).origin]);
  return data.options['hosts'] = { ...data.options['hosts'] as Row | undefined, ...Object.fromEntries(entries) };
}

function isLoopbackUrl(text: string): boolean {
  return URL.canParse(text) && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(text).hostname);
}

export async function deliver(data: Data, handler: string, body: Row): Promise<Delivery> {
  const declared = new URL(handler);
  const mapped = (data.options['hosts'] as Row | undefined)?.[declared.host];
  if (mapped === undefined && !isLoopbackUrl(handler)) return { error: `${declared.host} is not mapped to this computer` };
  const address = new URL(`${declared.pathname}${declared.search}`, mapped ?? declared.origin);
  try {
    const reply = await fetch(address, {
      method: 'POST', redirect: 'manual', body: encodeForm(body),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'Bitrix24 Webhook Engine', 'X-Forwarded-Host': declared.host },
    });
    await reply.arrayBuffer();
    return { status: reply.status };
  } catch (error) {
    return { error: error instanceof Error ? String((error.cause as Error | undefined)?.message ?? error.message) : String(error) };
  }
}

/** As http_build_query does it: nested brackets, booleans as 1 and 0, null left out. */
export function encodeForm(body: Row): string {
  const pairs: string[] = [];
  const walk = (name: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (typeof value === 'object') return Object.entries(value).forEach(([key, inner]) => walk(`${name}[${key}]`, inner));
    pairs.push(`${encode(name)}=${encode(typeof value === 'boolean' ? String(Number(value)) : String(value))}`);
  };
  for (const [name, value] of Object.entries(body)) walk(name, value);
  return pairs.join('&');
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Without a user there are no tokens in it. */
export function authFor(portal: Portal, application: Row, user: number): Row {
  const host = new URL(portal.origin).host;
  if (user <= 0) return { domain: host, member_id: memberId(portal.data), application_token: application['applicationToken'] };
  return { ...issueTokens(portal, application, user), application_token: application['applicationToken'] };
}

/** One of the application's own events, to each handler bound to it. */
export async function fireEvent(portal: Portal, application: Row, event: string, data: Row, user: number): Promise<readonly Row[]> {
  const isBound = (row: Row): boolean => row['applicationId'] === application['id'] && row['event'] === event && row['offline'] !== true;
  const bound = (portal.data.tables['events'] ?? []).filter(isBound);
  return Promise.all(bound.map(async (row): Promise<Row> => ({
    event, handler: row['handler'],
    ...await deliver(portal.data, row['handler'], {
      event, data, ts: Math.floor(portal.clock.now() / 1000), auth: authFor(portal, application, row['user'] > 0 ? row['user'] : user),
    }),
  })));
}
