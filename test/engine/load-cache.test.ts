import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { bare, lines, loadFolder, projectFile, write } from './load-project.ts';

const config = 'smartProcesses:\n  equipment:\n    title: { ru: Оборудование, en: Equipment }\n    fields: { SERIAL: { type: string, sort: 10, mandatory: true, help: null } }\n';

const trees = async (folder: string): Promise<string[]> => (await readdir(join(folder, 'kept'))).sort();
const again = (folder: string, environment: Record<string, string> = {}) => loadFolder(folder, { cacheFolder: join(folder, 'kept'), environment });

/** What a load says, in full: values, places of everything, problems. */
async function said(folder: string, options: object) {
  const { source, problems, project, portal } = await loadFolder(folder, options);
  const places: string[] = [];
  const walk = (value: unknown, path: (string | number)[]): void => {
    places.push(JSON.stringify([path, source!.placeOf(path), source!.keyPlaceOf(path)]));
    if (value instanceof Map) for (const [key, entry] of value) walk(entry, [...path, key]);
    if (Array.isArray(value)) value.forEach((entry, index) => walk(entry, [...path, index]));
  };
  if (source !== undefined) walk(source.root, []);
  return { root: bare(source?.root), places, problems: lines(problems), project: bare(project), portal };
}

describe('a cache of parsed files', () => {
  test('says the same as the files, whatever they hold', async () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/);
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('${var.brand}', '$${x}', 'null', '007', ' # ', '{=Document:ID}'));
    const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.oneof(word, text), tie('value'), { maxKeys: 4 })),
    })).value;
    const body = fc.record({ title: value, settings: value, fields: fc.dictionary(word, value, { maxKeys: 3 }) }, { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(word, body, { maxKeys: 3 }), async (smartProcesses) => {
        const folder = await write({ 'bxform.yaml': projectFile('variables: { brand: [Acme, 1] }'), 'config/a.yaml': stringify({ smartProcesses }) });
        const cold = await said(folder, { cacheFolder: null });
        expect(await said(folder, { cacheFolder: join(folder, 'kept') })).toEqual(cold);
        expect(await said(folder, { cacheFolder: join(folder, 'kept') })).toEqual(cold);
      }),
      { numRuns: 60 },
    );
  });

  test('lies in .bxform/cache of the project unless it is said otherwise', async () => {
    const folder = await write({ 'bxform.yaml': projectFile(), 'config/a.yaml': config });
    await loadFolder(folder, { cacheFolder: undefined });
    expect((await readdir(join(folder, '.bxform', 'cache'))).length).toBe(2);
  });

  test('follows the files: a changed one is read again, and what is no longer used goes', async () => {
    const folder = await write({ 'bxform.yaml': projectFile(), 'config/a.yaml': config });
    await again(folder);
    const before = await trees(folder);
    await writeFile(join(folder, 'config', 'a.yaml'), config.replace('Equipment', 'Machines'));
    expect(JSON.stringify(bare((await again(folder)).source?.root))).toContain('Machines');
    const after = await trees(folder);
    expect(after.length).toBe(2);
    expect(after.filter((name) => before.includes(name)).length).toBe(1);
  });

  test('keeps nothing of the environment', async () => {
    const folder = await write({ 'bxform.yaml': projectFile('variables: { city: { env: CITY, sensitive: false } }'), 'config/a.yaml': 'workplaces: { w: { title: "${env.TOKEN} ${var.city}" } }' });
    await again(folder, { TOKEN: 'q7secret', CITY: 'Minsk' });
    const kept = await Promise.all((await trees(folder)).map((name) => readFile(join(folder, 'kept', name), 'utf8')));
    expect(kept.join()).not.toMatch(/q7secret|Minsk/);
    const { source } = await again(folder, { TOKEN: 'another', CITY: 'Brest' });
    expect((source!.root as any).get('workplaces').get('w').get('title').reveal()).toBe('another Brest');
  });

  test('keeps nothing of a file with mistakes: they are told every time', async () => {
    const folder = await write({ 'bxform.yaml': projectFile(), 'config/a.yaml': 'variables: { a: 1, a: 2 }' });
    const first = lines((await again(folder)).problems);
    expect(lines((await again(folder)).problems)).toEqual(first);
    expect(first.length).toBe(1);
  });

  const damages: readonly (readonly [string, (file: string, other: string) => Promise<unknown>])[] = [
    ['cut off', async (file) => writeFile(file, (await readFile(file)).subarray(0, 60))],
    ['changed', async (file) => writeFile(file, (await readFile(file, 'utf8')).replace('Equipment', 'Equipmint'))],
    ['empty', (file) => writeFile(file, '')],
    ['something else', (file) => writeFile(file, '[0,1,[]]')],
    ['the tree of another file', (file, other) => copyFile(other, file)],
  ];
  test.each(damages)('is not believed when it is %s', async (_, damage) => {
    const folder = await write({ 'bxform.yaml': projectFile(), 'config/a.yaml': config });
    const right = bare((await again(folder)).source?.root);
    for (const [name, other] of [await trees(folder), (await trees(folder)).reverse()]) {
      await damage(join(folder, 'kept', name!), join(folder, 'kept', other!));
      const { source, problems } = await again(folder);
      expect([problems, bare(source?.root)]).toEqual([[], right]);
    }
  });

  test('that cannot be written is done without', async () => {
    const folder = await write({ 'bxform.yaml': projectFile(), 'config/a.yaml': config, kept: 'a file where the folder should be' });
    const { source, problems } = await again(folder);
    expect([problems, source === undefined]).toEqual([[], false]);
  });
});
