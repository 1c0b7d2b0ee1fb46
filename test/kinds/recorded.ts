// Recorded rows: what a portal answers, by kind, and the ordinary read of them. A reader of one kind is given
// the rows of every kind it hangs on.

import { existsSync, readFileSync } from 'node:fs';
import { read, type Live } from '../../src/engine/read.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Interest } from '../../src/kinds/contract.ts';
import type { Remote } from '../../src/remote/port.ts';

export interface Recorded {
  /** page of the documentation the shapes come from */
  readonly page: string;
  readonly answers: readonly { readonly method: string; readonly params?: object; readonly result: any; readonly total?: number }[];
}

const FILES: Readonly<Record<string, string>> = { member: 'workplace-member' };
/** Name of a kind's files: `smart-process`. */
export const fileOf = (kind: string): string => FILES[kind] ?? kind.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const pathOf = (kind: string): URL => new URL(`../fixtures/rows/${fileOf(kind)}.json`, import.meta.url);
export const isRecorded = (kind: string): boolean => existsSync(pathOf(kind));
export const recorded = (kind: string): Recorded => JSON.parse(readFileSync(pathOf(kind), 'utf8')) as Recorded;

const everything = (kinds: readonly string[]): Interest => ({
  kinds: new Set(kinds),
  count: () => 1,
  languages: ['en'],
  wants: () => true,
  whole: () => false,
});

/** Answers by method, and by id where the recording names one; the kinds named first win. */
export function recordedPortal(kinds: readonly string[]): Remote {
  const answers = kinds.flatMap((kind) => recorded(kind).answers);
  return {
    host: 'acme.bitrix24.eu',
    send: async (calls) => calls.map(({ method, params }) => {
      const about = ['id', 'entityTypeId'].filter((name) => name in params);
      const found = answers.find((answer) => answer.method === method && about.every((name) => (answer.params as any)?.[name] === params[name]));
      return found === undefined ? { kind: 'done', result: null } : { kind: 'done', ...found };
    }),
    speaksAs: () => true,
    usage: () => ({ requests: 0, commands: 0 }),
    settleMilliseconds: 0,
    hash: (text) => text,
    close: () => undefined,
  };
}

/** What the recorded rows of a kind stand on. */
function needed(kind: string): string[] {
  const found = new Set([kind, 'smartProcess']);
  for (const name of found) {
    const { parents = [], readsWith = [] } = KINDS.find((other) => other.name === name)!;
    for (const other of [...parents, ...readsWith]) if (isRecorded(other)) found.add(other);
  }
  return [...found];
}

export const readRecorded = (kind: string): Promise<Live> => {
  const kinds = needed(kind);
  return read(KINDS, recordedPortal(kinds), everything(kinds));
};
