import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Data } from '../../src/sandbox/contract.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { closeShops, openShop, repairFamily } from './repair-shop.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'portal-')); });
afterEach(async () => {
  await closeShops();
  rmSync(folder, { recursive: true });
});

const read = (file: string): Data => JSON.parse(readFileSync(file, 'utf8'));

test('what a request changed is on disk before the client is answered', async () => {
  const file = join(folder, 'deep', 'portal.json');
  const shop = await openShop({ file });
  await shop.call('machine.add', { name: 'Lathe' });
  expect(read(file).tables['machines']).toEqual([{ id: 1, name: 'Lathe' }]);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['portal.json']);
});

test('what a batch did before it died is on disk', async () => {
  const file = join(folder, 'portal.json');
  const shop = await openShop({ file, faults: [{ method: 'machine.add', command: true, occurrence: 2, kind: 'lost-request' }] });
  await expect(shop.call('batch', { cmd: ['machine.add?name=A', 'machine.add?name=B'] })).rejects.toThrow();
  await shop.close();
  expect(read(file).tables['machines']).toEqual([{ id: 1, name: 'A' }]);
});

test('a portal begins with what its file holds', async () => {
  const file = join(folder, 'portal.json');
  writeFileSync(file, JSON.stringify({ language: 'ru', sequences: {}, tables: { machines: [{ id: 1, name: 'Пила' }] }, options: {} }));
  const sandbox = await startSandbox({ file, family: repairFamily });
  expect(sandbox.data()).toMatchObject({ language: 'ru', tables: { machines: [{ name: 'Пила' }] } });
  await sandbox.close();
});

test('a file that is no portal is refused', async () => {
  const file = join(folder, 'portal.json');
  writeFileSync(file, '[]');
  await expect(startSandbox({ file, family: repairFamily })).rejects.toThrow('not a portal');
});
