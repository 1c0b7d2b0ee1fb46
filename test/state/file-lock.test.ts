import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileStateStore } from '../../src/state/file-store.ts';
import { StateError } from '../../src/state/port.ts';
import { newFolder, now } from './folder.ts';

function newStore() {
  const folder = newFolder();
  return { folder, file: join(folder, 'staging.lock'), store: fileStateStore({ folder, name: 'staging', now }) };
}

/** The id of a process that has just ended. */
const endedProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

/** Leaves a lock as if its holder had been killed. */
async function abandoned(change: object) {
  const made = newStore();
  await made.store.lock();
  const holder = JSON.parse(readFileSync(made.file, 'utf8')) as object;
  writeFileSync(made.file, JSON.stringify({ ...holder, ...change }));
  return made;
}

describe('the lock', () => {
  test('is held by one, and free again after its release', async () => {
    const { store, folder } = newStore();
    const first = await store.lock();
    await expect(store.lock()).rejects.toThrow(StateError);
    await first.release();
    await (await store.lock()).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('names its holder and how to remove it', async () => {
    const { store, file } = newStore();
    await store.lock();
    await expect(store.lock()).rejects.toThrow(
      `another bxform holds the lock: process ${process.pid} on ${hostname()} since 2025-01-15T09:30:00.000Z; wait for it, or, when it is certain that it no longer runs, remove ${file}`,
    );
  });

  test('of one portal leaves the others free', async () => {
    const { store, folder } = newStore();
    await store.lock();
    await fileStateStore({ folder, name: 'production', now }).lock();
  });

  test('whose process on this host is gone is taken over', async () => {
    const { store, file, folder } = await abandoned({ pid: endedProcess() });
    const taken = await store.lock();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(readdirSync(folder)).toEqual(['staging.lock']);
    await taken.release();
    expect(existsSync(file)).toBe(false);
  });

  test('that is abandoned goes to one of many who want it', async () => {
    const { store } = await abandoned({ pid: endedProcess() });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => store.lock()));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('of another host is never taken over', async () => {
    const { store } = await abandoned({ pid: endedProcess(), host: 'build-7' });
    await expect(store.lock()).rejects.toThrow(/on build-7 since/);
  });

  test('of another container under the same host name is never taken over', async () => {
    const { store } = await abandoned({ pid: endedProcess(), processes: 'pid:[1]' });
    await expect(store.lock()).rejects.toThrow(StateError);
  });

  test.each(['', 'held', '{"pid":0,"host":"x","started":"y"}', 'null'])('that does not say who holds it is respected: %j', async (text) => {
    const { store, file } = newStore();
    writeFileSync(file, text);
    await expect(store.lock()).rejects.toThrow(/a process that did not write its name; .* remove/);
  });

  test('is not released by one who lost it', async () => {
    const { store, file } = newStore();
    const lost = await store.lock();
    writeFileSync(file, 'somebody else');
    await lost.release();
    expect(readFileSync(file, 'utf8')).toBe('somebody else');
  });
});
