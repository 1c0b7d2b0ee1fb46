// One reply, or the lack of it. Once the client has been answered or cut off, whatever the portal
// still does goes unseen: later replies are dropped.

import type { ServerResponse } from 'node:http';
import { encodeJson } from './php-json.ts';

export type Reply = {
  /** HTTP status sent, 0 when the connection was closed without one, undefined while open */
  readonly status: () => number | undefined;
  readonly json: (status: number, body: unknown, headers?: Readonly<Record<string, string>>, broken?: boolean) => void;
  /** JSON as JavaScript writes it, for the control surface */
  readonly plainJson: (status: number, body: unknown) => void;
  readonly page: (status: number, title: string) => void;
  /** a page for a person */
  readonly html: (status: number, body: string) => void;
  /** to another address, as after a form */
  readonly seeOther: (location: string) => void;
  /** to the same path at another origin */
  readonly redirect: (origin: string) => void;
  readonly close: () => void;
  readonly reset: () => void;
};

export function replyTo(response: ServerResponse, target: string): Reply {
  let status: number | undefined;
  const send = (code: number, headers: Record<string, string>, body: string): void => {
    if (status !== undefined) return;
    status = code;
    response.writeHead(code, { ...headers, 'Content-Length': String(Buffer.byteLength(body)) });
    response.end(body);
  };
  const cut = (how: () => void): void => {
    if (status !== undefined) return;
    status = 0;
    how();
  };
  return {
    status: () => status,
    json: (code, body, headers = {}, broken = false) => {
      const text = encodeJson(body);
      const sent = broken ? text.slice(0, Math.floor(text.length / 2)) : text;
      send(code, { 'Content-Type': 'application/json; charset=utf-8', ...headers }, sent);
    },
    plainJson: (code, body) => send(code, { 'Content-Type': 'application/json' }, JSON.stringify(body)),
    page: (code, title) => send(code, { 'Content-Type': 'text/html' },
      `<html>\r\n<head><title>${code} ${title}</title></head>\r\n<body>\r\n<center><h1>${code} ${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`),
    html: (code, body) => send(code, { 'Content-Type': 'text/html; charset=utf-8' },
      `<!doctype html>\n<meta charset="utf-8">\n<title>Bitrix24</title>\n${body}\n`),
    seeOther: (location) => send(302, { Location: location }, ''),
    redirect: (origin) => send(302, { Location: `${origin.replace(/\/$/, '')}${target}` }, ''),
    close: () => cut(() => response.socket?.destroy()),
    reset: () => cut(() => response.socket?.resetAndDestroy()),
  };
}
