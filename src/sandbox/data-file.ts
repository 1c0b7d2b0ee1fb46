// The portal's memory on disk: one JSON file, replaced whole (written beside, then renamed), so that
// a reader never sees half a portal and a killed sandbox loses at most the request in flight.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Data } from './contract.ts';

export type DataFile = {
  readonly load: () => Data | undefined;
  /** writes only when something changed since the last write */
  readonly save: (data: Data) => void;
};

export function dataFile(path: string | undefined): DataFile {
  if (path === undefined) return { load: () => undefined, save: () => undefined };
  let written = '';
  return {
    load: () => {
      const text = readIfPresent(path);
      if (text === undefined) return undefined;
      const data = asData(JSON.parse(text));
      written = JSON.stringify(data);
      return data;
    },
    save: (data) => {
      const text = JSON.stringify(data);
      if (text === written) return;
      mkdirSync(dirname(path), { recursive: true });
      const beside = `${path}.${process.pid}.new`;
      writeFileSync(beside, text);
      renameSync(beside, path);
      written = text;
    },
  };
}

function readIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a value can be a portal's data. */
export function asData(value: unknown): Data {
  const data = value as Partial<Data> | null;
  if (typeof data !== 'object' || data === null || typeof data.tables !== 'object' || data.tables === null) {
    throw new Error('not a portal: an object with language, sequences, tables and options is expected');
  }
  return {
    language: data.language === 'ru' ? 'ru' : 'en',
    sequences: data.sequences ?? {},
    tables: data.tables,
    options: data.options ?? {},
  };
}
