// The journal is read after a crash, so every line is on the disk before `append` returns. A last
// line without its line end was never acknowledged: what it announces was not sent, and it is ignored.
// Anything else that cannot be read stops us: guessing here would make duplicates.

import { mkdir, open, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, PRIVATE, readIfThere, syncFolder, unwritable } from './durable-file.ts';
import { StateError, type JournalEntry, type StateStore } from './port.ts';
import { texts } from '../texts/index.ts';

const FORMAT = 'bxform-journal/1';
const EVENTS: readonly unknown[] = ['begin', 'sent', 'settled', 'end'];
const LINE_END = 0x0a;

export function fileJournal(file: string): StateStore['journal'] {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const turn = last.then(action, action);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    append: (entry) => inTurn(() => append(file, entry)),
    read: () => inTurn(() => read(file)),
    clear: () => inTurn(() => clear(file)),
  };
}

async function append(file: string, entry: JournalEntry): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const handle = await open(file, 'a+', PRIVATE);
    try {
      const { size } = await handle.stat();
      if (size > 0) await endLastLine(handle, size);
      await handle.appendFile(`${JSON.stringify(written(entry))}\n`, 'utf8');
      await handle.sync();
      if (size === 0) await syncFolder(dirname(file));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** A torn last line is cut off, so that the next one does not grow onto it. */
async function endLastLine(handle: FileHandle, size: number): Promise<void> {
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer[0] === LINE_END) return;
  const bytes = await handle.readFile();
  const start = bytes.lastIndexOf(LINE_END) + 1;
  if (jsonMap(bytes.subarray(start).toString('utf8')) === undefined) await handle.truncate(start);
  else await handle.appendFile('\n');
}

async function read(file: string): Promise<readonly JournalEntry[]> {
  const lines = ((await readIfThere(file)) ?? '').split('\n');
  return lines.flatMap((line, index) => {
    const entry = entryOf(line);
    if (entry !== undefined) return [entry];
    if (index === lines.length - 1 && jsonMap(line) === undefined) return [];
    throw damaged(file, index + 1, line);
  });
}

async function clear(file: string): Promise<void> {
  try {
    await unlink(file);
    await syncFolder(dirname(file));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw unwritable(file, error);
  }
}

const written = (entry: JournalEntry): object => (entry.event === 'begin' ? { format: FORMAT, ...entry } : entry);

function entryOf(line: string): JournalEntry | undefined {
  const { format = FORMAT, ...entry } = jsonMap(line) ?? {};
  const known = format === FORMAT && EVENTS.includes(entry['event']) && typeof entry['at'] === 'number';
  return known ? (entry as unknown as JournalEntry) : undefined;
}

function jsonMap(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(line);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function damaged(file: string, line: number, text: string): StateError {
  return new StateError(jsonMap(text) === undefined ? texts.memory.damagedJournal(file, line) : texts.memory.otherJournal(file, line));
}
