// A request as PHP reads it: JSON keeps its types, a batch command is a query string.

import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

export interface Command {
  readonly name: string;
  readonly method: string;
  readonly params: any;
}

export interface Heard {
  readonly verb: string;
  readonly path: string;
  readonly method: string;
  /** decoded JSON */
  readonly body: any;
  readonly text: string;
  readonly headers: IncomingMessage['headers'];
  /** what the request would run: one command, or those of a batch */
  readonly commands: readonly Command[];
  readonly socket: Socket;
}

export function hear(request: IncomingMessage, text: string): Heard {
  const path = request.url ?? '/';
  const method = path.split('/').at(-1) ?? '';
  const body: any = text === '' ? {} : JSON.parse(text);
  const commands = method === 'batch'
    ? Object.entries(body.cmd as Record<string, string>).map(([name, command]) => ({ name, ...commandOf(command) }))
    : [{ name: '', method, params: body }];
  return { verb: request.method ?? '', path, method, body, text, headers: request.headers, commands, socket: request.socket };
}

function commandOf(command: string): { readonly method: string; readonly params: any } {
  const mark = command.indexOf('?');
  return mark < 0 ? { method: command, params: {} } : { method: command.slice(0, mark), params: parseString(command.slice(mark + 1)) };
}

/** PHP's parse_str: names lose dots and spaces, brackets nest, everything is a string. */
export function parseString(query: string): any {
  const root: any = {};
  for (const pair of query.split('&')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s).map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    const top = (name.split('[', 1)[0] ?? '').trimStart().replace(/[. ]/g, '_');
    const nested = [...name.slice(name.indexOf('[') < 0 ? name.length : name.indexOf('[')).matchAll(/\[([^\]]*)\]/g)].map(([, key]) => key ?? '');
    const keys = [top, ...nested];
    let at = root;
    keys.forEach((key, depth) => {
      if (depth === keys.length - 1) Object.defineProperty(at, key, { value, enumerable: true, writable: true, configurable: true });
      else at = Object.hasOwn(at, key) ? at[key] : (at[key] = {});
    });
  }
  return root;
}
