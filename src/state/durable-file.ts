// Writing so that a crash at any moment leaves either the old file or the new one, never a mixture:
// a temporary file, fsync, rename, fsync of the folder.

import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StateError } from './port.ts';
import { texts } from '../texts/index.ts';

/** Only the owner may read: the names of a company's processes are nobody else's business. */
export const PRIVATE = 0o600;

export async function writeDurably(file: string, text: string): Promise<void> {
  const temporary = `${file}.tmp`;
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(temporary, 'w', PRIVATE);
  try {
    await handle.chmod(PRIVATE);
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  await syncFolder(dirname(file));
}

/** undefined when there is no such file. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw unreadable(file, error);
  }
}

/** Makes a new or removed name durable. Some systems cannot open a folder; there the rename has to do. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'].includes(codeOf(error) ?? '')) throw error;
  }
}

export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

export const unreadable = (file: string, error: unknown): StateError =>
  new StateError(texts.memory.unreadable(file, codeOf(error) ?? String(error)), { cause: error });

export const unwritable = (file: string, error: unknown): StateError =>
  new StateError(texts.memory.unwritable(file, codeOf(error) ?? String(error)), { cause: error });
