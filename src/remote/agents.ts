// Connections. Requests that carry a create get one of their own: a kept connection may be closed by
// the portal at the very moment it is used, and a create lost that way could not be repeated. All
// others share kept ones. A proxy from the environment is for https only; its package is loaded when
// there is one.

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { isLoopback } from './hosts.ts';
import { RemoteSettingsError } from './settings-error.ts';
import { texts } from '../texts/index.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
type Pair = { readonly kept: HttpAgent; readonly fresh: HttpAgent };

export class Agents {
  readonly #environment: Environment;
  readonly #pairs = new Map<string, Promise<Pair>>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  async for(url: URL, fresh: boolean): Promise<HttpAgent> {
    const pair = this.#pairs.get(url.origin) ?? pairOf(url, proxyFor(url, this.#environment));
    this.#pairs.set(url.origin, pair);
    return fresh ? (await pair).fresh : (await pair).kept;
  }

  close(): void {
    for (const pair of this.#pairs.values()) {
      void pair.then(({ kept, fresh }) => {
        kept.destroy();
        fresh.destroy();
      }, () => undefined);
    }
    this.#pairs.clear();
  }
}

async function pairOf(url: URL, proxy: string | undefined): Promise<Pair> {
  if (proxy !== undefined) {
    const { HttpsProxyAgent } = await import('https-proxy-agent');
    return { kept: new HttpsProxyAgent(proxy, { keepAlive: true }), fresh: new HttpsProxyAgent(proxy, { keepAlive: false }) };
  }
  const Agent = url.protocol === 'https:' ? HttpsAgent : HttpAgent;
  return { kept: new Agent({ keepAlive: true }), fresh: new Agent({ keepAlive: false }) };
}

const proxyIn = (environment: Environment): string => environment['HTTPS_PROXY'] ?? environment['https_proxy'] ?? '';

/** The address of a proxy may hold a password: a wrong one is not repeated. */
export function checkProxy(environment: Environment): void {
  const proxy = proxyIn(environment);
  if (proxy !== '' && !/^https?:/i.test(proxy)) throw new RemoteSettingsError(texts.wire.proxyScheme);
  if (proxy !== '' && !URL.canParse(proxy)) throw new RemoteSettingsError(texts.wire.proxyAddress);
}

/** HTTPS_PROXY unless NO_PROXY names the host, a parent domain of it, or everything. */
export function proxyFor(url: URL, environment: Environment): string | undefined {
  const proxy = proxyIn(environment);
  if (proxy === '' || url.protocol !== 'https:' || isLoopback(url)) return undefined;
  const exempt = (environment['NO_PROXY'] ?? environment['no_proxy'] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  const covers = (name: string): boolean => {
    const [host = '', port] = name.toLowerCase().replace(/^\*?\./, '').split(':');
    if (port !== undefined && port !== (url.port || '443')) return false;
    return host === '*' || url.hostname === host || url.hostname.endsWith(`.${host}`);
  };
  return exempt.some(covers) ? undefined : proxy;
}
