import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileStateStore } from '../../src/state/file-store.ts';
import { StateError, type StateEntry } from '../../src/state/port.ts';
import { newState, withEntries, withoutEntry } from '../../src/state/state.ts';
import { storeName } from '../../src/state/store-name.ts';
import { newFolder, now } from './folder.ts';

const equipment: StateEntry = { kind: 'smartProcess', ids: { id: 3, entityTypeId: 1040 }, origin: 'created' };
const empty = newState('field-service', 'acme.bitrix24.eu', 'b7c1');
const withEquipment = withEntries(empty, { 'smartProcess.equipment': equipment });
const storeIn = (folder: string) => fileStateStore({ folder, name: 'staging', now });

describe('the file of a state', () => {
  test('is not there before the first save', async () => {
    expect(await storeIn(join(newFolder(), 'not', 'yet')).load()).toBeUndefined();
  });

  test('gives back what was saved, in a folder that is made when needed', async () => {
    const store = storeIn(join(newFolder(), 'state'));
    await store.save(withEquipment);
    expect(await store.load()).toEqual(withEquipment);
  });

  test('may be read by its owner only, also when it was not so before', async () => {
    const folder = newFolder();
    const file = join(folder, 'staging.json');
    await storeIn(folder).save(empty);
    chmodSync(file, 0o644);
    await storeIn(folder).save(withEquipment);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is not written again when nothing changed', async () => {
    const folder = newFolder();
    await storeIn(folder).save(withEquipment);
    const { ino } = statSync(join(folder, 'staging.json'));
    await storeIn(folder).save(withEquipment);
    expect(statSync(join(folder, 'staging.json')).ino).toBe(ino);
  });

  test('is not overwritten by a bxform that did not see the last change', async () => {
    const store = storeIn(newFolder());
    await store.save(withEquipment);
    const other = withoutEntry(withEquipment, 'smartProcess.equipment');
    await store.save(other);
    await expect(store.save(withEntries(withEquipment, { deal: equipment }))).rejects.toThrow(/changed meanwhile by another bxform/);
    expect(await store.load()).toEqual(other);
  });

  test('is not overwritten by a state of another life', async () => {
    const store = storeIn(newFolder());
    await store.save(withEquipment);
    await expect(store.save({ ...withEquipment, instance: 'new', serial: 9 })).rejects.toThrow(StateError);
  });

  test('that is no file is an error that names it', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'staging.json'));
    await expect(storeIn(folder).load()).rejects.toThrow(/staging\.json cannot be read \(EISDIR\)/);
  });

  test('in a place where nothing can be written is an error that names it', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'state'), '');
    await expect(storeIn(join(folder, 'state')).save(empty)).rejects.toThrow(StateError);
  });

  test('is not written over a damaged one', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'staging.json'), '{"format":');
    await expect(storeIn(folder).save(withEquipment)).rejects.toThrow(/not JSON; restore it/);
    expect(readFileSync(join(folder, 'staging.json'), 'utf8')).toBe('{"format":');
  });

  test('of one portal never meets the file of another', async () => {
    const folder = newFolder();
    await fileStateStore({ folder, name: '127.0.0.1:8080', now }).save(empty);
    expect(existsSync(join(folder, '127.0.0.1_8080.json'))).toBe(true);
    expect(await fileStateStore({ folder, name: '127.0.0.1:8081', now }).load()).toBeUndefined();
  });
});

describe('the name of a state', () => {
  test.each([
    ['staging', 'staging'],
    ['acme.bitrix24.eu', 'acme.bitrix24.eu'],
    ['localhost:8080', 'localhost_8080'],
  ])('%s stays readable as %s', (name, file) => {
    expect(storeName(name)).toBe(file);
  });

  test.each(['../../etc/passwd', '.', '..', '', 'a/b', 'a\\b', 'a\0b', '.hidden', 'con', 'NUL.json', 'портал', '[::1]:80', '-rf', 'x'.repeat(300), 'x.'])(
    '%j becomes a plain file name that no other name gets',
    (name) => {
      expect(storeName(name)).toMatch(/^\w[\w.-]*-[0-9a-f]{8}$/);
      expect(storeName(name).length).toBeLessThan(120);
      expect(storeName(name)).not.toBe(storeName(`${name}_`));
    },
  );
});
