// A command the project names, run without a shell in the project's folder. What it prints is a secret: it
// goes to who asked for it and nowhere else, and so does what it complains of, which may repeat one.

import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { texts } from '../texts/index.ts';

const longestMilliseconds = 60_000;
const mostCharacters = 65_536;

export type CommandRan =
  | { readonly kind: 'ran'; readonly name: string; readonly output: string }
  | { readonly kind: 'failed'; readonly name: string; readonly reason: string };

export interface CommandSettings {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** what it reads */
  readonly input?: string;
}

export function runCommand([program = '', ...args]: readonly string[], { folder, environment = {}, input = '' }: CommandSettings): Promise<CommandRan> {
  const name = basename(program);
  const words = texts.access.wire;
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: folder, env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'ignore'] });
    let output = '';
    const end = (ran: CommandRan): void => {
      clearTimeout(timer);
      resolve(ran);
    };
    const stop = (reason: string): void => {
      child.kill();
      end({ kind: 'failed', name, reason });
    };
    const timer = setTimeout(() => stop(words.tookTooLong(longestMilliseconds / 1000)), longestMilliseconds);
    child.once('error', (error: NodeJS.ErrnoException) => end({ kind: 'failed', name, reason: error.code ?? 'FAILED' }));
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (output.length > mostCharacters) stop(words.printsTooMuch);
    });
    const failed = (how: number | string): CommandRan => ({ kind: 'failed', name, reason: words.endedWith(how) });
    child.once('close', (code, signal) => end(code === 0 ? { kind: 'ran', name, output } : failed(code ?? signal ?? '?')));
    // a command need not read what it is told
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
