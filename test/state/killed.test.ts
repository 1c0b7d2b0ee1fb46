// bxform killed at the worst moments, in a process of its own.

import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileStateStore } from '../../src/state/file-store.ts';
import { newState, withEntries } from '../../src/state/state.ts';
import { newFolder, now } from './folder.ts';

let bundled = '';
const before = newState('field-service', 'acme.bitrix24.eu', 'b7c1');
const after = withEntries(before, { 'smartProcess.equipment': { kind: 'smartProcess', ids: { id: 3 }, origin: 'created' } });

/** Takes the lock, saves `after`, and is killed when it calls this function of node:fs/promises. */
const killedAt = (call: string): string => `
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
const { fileStateStore } = await import('./file-store.mjs');
const store = fileStateStore({ folder: '.', name: 'staging', now: () => 0 });
await store.lock();
files['${call}'] = () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => undefined); };
syncBuiltinESMExports();
await store.save(${JSON.stringify(after)});
`;

beforeAll(async () => {
  const entry = fileURLToPath(new URL('../../src/state/file-store.ts', import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', write: false });
  bundled = outputFiles[0]!.text;
});

describe('bxform killed in the middle of a save', () => {
  test.each(['open', 'rename'])('at %s leaves the state as it was, and the next bxform goes on', async (call) => {
    const folder = newFolder();
    const store = fileStateStore({ folder, name: 'staging', now });
    await store.save(before);
    writeFileSync(join(folder, 'file-store.mjs'), bundled);
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', killedAt(call)], { cwd: folder });
    expect(signal).toBe('SIGKILL');

    expect(await store.load()).toEqual(before);
    const { release } = await store.lock();
    await store.save(after);
    await release();
    expect(await store.load()).toEqual(after);
    expect(readdirSync(folder).sort()).toEqual(['file-store.mjs', 'staging.json']);
  });

  test('leaves half a temporary file that the next save replaces', async () => {
    const folder = newFolder();
    const store = fileStateStore({ folder, name: 'staging', now });
    await store.save(before);
    writeFileSync(join(folder, 'staging.json.tmp'), '{"format":"bxform-st');
    expect(await store.load()).toEqual(before);
    await store.save(after);
    expect(readdirSync(folder)).toEqual(['staging.json']);
  });
});
