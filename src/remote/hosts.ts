// Hosts, however they are written, and what may be talked to without https.

export const isLoopback = (url: URL): boolean =>
  url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);

export const isSafe = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

export function addressOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** `Portal.Bitrix24.com`, `portal.bitrix24.com:443` and `https://portal.bitrix24.com/` are one host. */
export const hostOf = (host: string, protocol: string): string | undefined =>
  addressOf(/^https?:\/\//i.test(host) ? host : `${protocol}//${host}`)?.host;

/** https, but for a portal on this computer. */
export function originOf(host: string): string | undefined {
  const url = addressOf(`https://${hostOf(host, 'https:') ?? ''}`);
  if (url === undefined || url.host === '') return undefined;
  return isLoopback(url) ? `http://${url.host}` : url.origin;
}
