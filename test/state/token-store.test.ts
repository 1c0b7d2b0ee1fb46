import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TokenStoreError } from '../../src/model/tokens.ts';
import { fileTokenStore, personalKey } from '../../src/state/token-store.ts';
import { newFolder } from './folder.ts';

const tokens = { accessToken: 'access-of-repairs', refreshToken: 'refresh-of-repairs', issuedAt: 1_772_442_000_000 };
const storeIn = (home: string, host = 'acme.bitrix24.eu', clientId = 'local.65f0', sleep = async () => undefined as void) =>
  fileTokenStore({ environment: { XDG_STATE_HOME: home }, host, clientId, now: Date.now, sleep });
const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('the token store', () => {
  test('keeps tokens outside the project, for their owner alone', async () => {
    const home = newFolder();
    const store = storeIn(home);
    expect(await store.load()).toBeUndefined();
    await store.save({ ...tokens, seed: 'f1', sentAt: 5 });
    expect(await storeIn(home).load()).toEqual({ ...tokens, seed: 'f1', sentAt: 5 });
    expect(store.file).toBe(join(home, 'bxform', 'tokens', 'acme.bitrix24.eu_local.65f0.json'));
    expect([mode(store.file), mode(dirname(store.file))]).toEqual(['600', '700']);
    await store.remove();
    await store.remove();
    expect(existsSync(store.file)).toBe(false);
  });

  test('stands where the system says, or in the home folder', () => {
    const at = (environment: Record<string, string>) => fileTokenStore({ environment, host: 'acme.bitrix24.eu', clientId: 'app', now: Date.now, sleep: async () => undefined }).file;
    expect(at({ HOME: '/home/anna' })).toBe('/home/anna/.local/state/bxform/tokens/acme.bitrix24.eu_app.json');
    expect(at({ HOME: '/home/anna', XDG_STATE_HOME: 'relative' })).toBe('/home/anna/.local/state/bxform/tokens/acme.bitrix24.eu_app.json');
  });

  test('has a file for each application of each portal, whatever they are called', () => {
    const home = newFolder();
    const files = ['acme.bitrix24.eu', 'rentals.bitrix24.eu', '127.0.0.1:80'].flatMap((host) => ['a/../b', 'a_.._b', 'app'].map((id) => storeIn(home, host, id).file));
    expect(new Set(files).size).toBe(files.length);
    expect(files.every((file) => dirname(file) === join(home, 'bxform', 'tokens'))).toBe(true);
  });

  test('lets one in at a time, and the others wait', async () => {
    const home = newFolder();
    const events: string[] = [];
    let waits = 0;
    const other = storeIn(home, undefined, undefined, async () => {
      waits += 1;
      await new Promise((resolve) => setImmediate(resolve));
    });
    let leave = (): void => undefined;
    const first = storeIn(home).alone(async () => {
      await new Promise<void>((resolve) => void (leave = resolve));
      events.push('first');
    });
    while (readdirSync(home).length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = other.alone(async () => void events.push('second'));
    while (waits < 3) await new Promise((resolve) => setImmediate(resolve));
    leave();
    await Promise.all([first, second]);
    expect(events).toEqual(['first', 'second']);
  });

  test('gives up waiting in the end, naming who holds it', async () => {
    const home = newFolder();
    let now = 0;
    const store = fileTokenStore({ environment: { XDG_STATE_HOME: home }, host: 'acme', clientId: 'app', now: () => now, sleep: async (milliseconds) => void (now += milliseconds * 100) });
    await store.alone(async () => {
      const waiting = store.alone(async () => 'never');
      await expect(waiting).rejects.toThrow(TokenStoreError);
      await expect(waiting).rejects.toThrow(`process ${process.pid}`);
    });
  });

  test('says what is wrong with its file, and not what is in it', async () => {
    const store = storeIn(newFolder());
    await store.save(tokens);
    for (const text of [readFileSync(store.file, 'utf8').slice(0, -20), '{"format":"bxform-tokens/9"}', '[]', 'refresh-of-repairs']) {
      writeFileSync(store.file, text);
      await expect(store.load()).rejects.toThrow(`${store.file} does not hold tokens as bxform keeps them`);
      await expect(store.load()).rejects.not.toThrow('refresh-of');
    }
  });

  test.skipIf(process.getuid?.() === 0)('says that it cannot be written', async () => {
    const home = newFolder();
    chmodSync(home, 0o500);
    await expect(storeIn(home).save(tokens)).rejects.toThrow(TokenStoreError);
    chmodSync(home, 0o700);
  });
});

test('a personal key is made once, kept for its owner alone, and the environment may have another', () => {
  const home = newFolder();
  const key = personalKey({ XDG_STATE_HOME: home });
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(personalKey({ XDG_STATE_HOME: home })).toBe(key);
  expect(mode(join(home, 'bxform', 'hash.key'))).toBe('600');
  expect(personalKey({ XDG_STATE_HOME: home, BXFORM_HASH_KEY: 'of the pipeline' })).toBe('of the pipeline');
});

test('a personal key that cannot be kept is told with the way out', () => {
  const home = newFolder();
  writeFileSync(join(home, 'bxform'), 'a file where the folder should be');
  expect(() => personalKey({ XDG_STATE_HOME: home })).toThrow(/hash\.key cannot be made or read \(\w+\).* set BXFORM_HASH_KEY/);
});
