// The state of one portal in a folder: `<name>.json` (the state), `<name>.journal.jsonl` (what an
// apply is about to send and what became of it) and `<name>.lock` (who is applying).
// A save never goes back: what another bxform wrote in between is not overwritten.

import { join } from 'node:path';
import { readIfThere, unwritable, writeDurably } from './durable-file.ts';
import { fileJournal } from './file-journal.ts';
import { heldBy, takeLock } from './file-lock.ts';
import { StateError, type State, type StateStore } from './port.ts';
import { parseState, stateText } from './state-text.ts';
import { storeName } from './store-name.ts';
import { texts } from '../texts/index.ts';

export interface FileStateSettings {
  readonly folder: string;
  /** the portal's name in the project, or its host with port */
  readonly name: string;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export function fileStateStore(settings: FileStateSettings): StateStore {
  const base = join(settings.folder, storeName(settings.name));
  const file = `${base}.json`;
  return {
    load: () => load(file),
    save: (state) => save(file, state),
    lock: () => takeLock(`${base}.lock`, settings.now),
    holder: () => heldBy(`${base}.lock`),
    journal: fileJournal(`${base}.journal.jsonl`),
  };
}

async function load(file: string): Promise<State | undefined> {
  const text = await readIfThere(file);
  return text === undefined ? undefined : parseState(text, file);
}

async function save(file: string, state: State): Promise<void> {
  const text = stateText(state);
  const before = await readIfThere(file);
  if (before === text) return;
  if (before !== undefined) checkSuccession(parseState(before, file), state, file);
  await writeDurably(file, text).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

function checkSuccession(before: State, next: State, file: string): void {
  if (before.instance === next.instance && before.serial < next.serial) return;
  throw new StateError(texts.memory.overtaken(file, before.serial, next.serial - 1));
}
