import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bare, lines, loadFiles, loadFolder, projectFile, write } from './load-project.ts';

const including = (...patterns: string[]): string => `bxform: 1\nproject: repairs\nportals: { sandbox: { sandbox: true } }\ninclude:\n${patterns.map((pattern) => `  - ${JSON.stringify(pattern)}\n`).join('')}`;
const process = (key: string): string => `smartProcesses: { ${key}: { title: Equipment } }`;
const keys = (root: ReadonlyMap<string, unknown> | undefined): string[] => Object.keys((bare(root?.get('smartProcesses')) as object) ?? {});

describe('included files', () => {
  test('are found by *, ** and ?, each once, in the order of their paths', async () => {
    const { source, problems } = await loadFiles({
      'bxform.yaml': including('config/**/*.yaml', 'config/b?.yaml', 'more/extra.yaml'),
      'config/b1.yaml': process('second'),
      'config/a.yaml': process('first'),
      'config/service/repair/deep.yaml': process('third'),
      'config/notes.txt': 'not a configuration',
      'more/extra.yaml': process('fourth'),
      'more/other.yaml': process('never'),
    });
    expect(problems).toEqual([]);
    expect(keys(source?.root)).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('never are the project file itself, packages or caches', async () => {
    const { source, problems } = await loadFiles({ 'bxform.yaml': including('**/*.yaml'), 'a.yaml': process('a'), 'node_modules/x/b.yaml': process('b'), '.bxform/c.yaml': process('c') });
    expect(problems).toEqual([]);
    expect(keys(source?.root)).toEqual(['a']);
  });

  test('may lie beside the project, and are named from it', async () => {
    const folder = await write({ 'shared/usual.yaml': process('▸1st'), 'acme/bxform.yaml': including('../shared/*.yaml') });
    expect(lines((await loadFolder(join(folder, 'acme'))).problems)).toEqual(['../shared/usual.yaml:1:19 bad-key: the key `1st` must be letters, digits, _ and -, beginning with a letter']);
  });

  test('may be links, also to a folder that contains them', async () => {
    const folder = await write({ 'bxform.yaml': including('config/**/*.yaml'), 'elsewhere/a.yaml': process('a') });
    await mkdir(join(folder, 'config'));
    await symlink(join(folder, 'elsewhere'), join(folder, 'config', 'linked'));
    await symlink(join(folder, 'config'), join(folder, 'elsewhere', 'back'));
    const { source, problems } = await loadFolder(folder);
    expect(problems).toEqual([]);
    expect(keys(source?.root)).toEqual(['a']);
  });

  test('that no pattern matches are a mistake, for every pattern', async () => {
    const { problems, source } = await loadFiles({ 'bxform.yaml': including('config/*.yaml', 'extra.yaml'), 'config/readme.md': 'x' });
    expect(lines(problems)).toEqual([
      'bxform.yaml:5:5 nothing-included: no file matches `config/*.yaml` → paths are relative to the folder of bxform.yaml; check the spelling, or remove the line',
      'bxform.yaml:6:5 nothing-included: no file matches `extra.yaml` → paths are relative to the folder of bxform.yaml; check the spelling, or remove the line',
    ]);
    expect(source).toBeUndefined();
  });

  test('that hold nothing are remarked on', async () => {
    const { problems, source } = await loadFiles({ 'bxform.yaml': projectFile(), 'config/a.yaml': '# smartProcesses:\n', 'config/b.yaml': '' });
    expect(problems.map(({ code, level, place }) => [code, level, place?.file])).toEqual([['empty-file', 'warning', 'config/a.yaml'], ['empty-file', 'warning', 'config/b.yaml']]);
    expect(source).toBeDefined();
  });

  test('that are not UTF-8 are a mistake at the line that includes them', async () => {
    const folder = await write({ 'bxform.yaml': including('config/*.yaml') });
    await mkdir(join(folder, 'config'));
    await writeFile(join(folder, 'config', 'a.yaml'), Buffer.from('title: \xCE\xE1\xEE\xF0', 'latin1'));
    expect(lines((await loadFolder(folder)).problems)).toEqual(['bxform.yaml:5:5 unreadable-file: config/a.yaml cannot be read: it is not UTF-8 text']);
  });

  test.skipIf(userInfo().uid === 0)('that may not be read are a mistake at the line that includes them', async () => {
    const folder = await write({ 'bxform.yaml': including('config/*.yaml'), 'config/a.yaml': process('a') });
    await chmod(join(folder, 'config', 'a.yaml'), 0);
    expect(lines((await loadFolder(folder)).problems)).toEqual(['bxform.yaml:5:5 unreadable-file: config/a.yaml cannot be read: reading it is not permitted']);
  });
});

describe('a key declared in two files', () => {
  test('is refused, naming both', async () => {
    const { problems, source } = await loadFiles({
      'bxform.yaml': projectFile('workplaces: { service: { title: Service } }'),
      'config/a.yaml': process('equipment'),
      'config/b.yaml': 'smartProcesses:\n  equipment: { title: Machines }\nworkplaces: { service: { title: Repairs } }\n',
    });
    expect(lines(problems)).toEqual([
      'config/b.yaml:2:3 duplicate-key: `equipment` of smartProcesses is declared twice, first at config/a.yaml:1:19 → keep one of them; a key lives in one file',
      'config/b.yaml:3:15 duplicate-key: `service` of workplaces is declared twice, first at bxform.yaml:5:15 → keep one of them; a key lives in one file',
    ]);
    expect(keys(source?.root)).toEqual(['equipment']);
  });
});

describe('the project file', () => {
  const missing = async (path: string) => lines((await loadFolder(path)).problems);

  test('that is not there is a mistake with a way out', async () => {
    const folder = await write({ 'config/a.yaml': process('a') });
    expect(await missing(folder)).toEqual([`unreadable-file: the project file ${folder}/bxform.yaml cannot be read: it does not exist → run \`bxform init\` to write one, or name the folder of the project`]);
    expect(await missing(`${folder}/gone`)).toEqual([`unreadable-file: the project file ${folder}/gone cannot be read: it does not exist → name the folder of the project, or its bxform.yaml`]);
  });

  test('that is empty lacks what it needs', async () => {
    expect(lines((await loadFiles({ 'bxform.yaml': '# nothing yet\n' }, { portal: null })).problems)).toEqual([
      'bxform.yaml:1:1 missing-key: the project file needs `bxform` → add `bxform: …`',
      'bxform.yaml:1:1 missing-key: the project file needs `project` → add `project: …`',
    ]);
  });

  const values: readonly (readonly [string, string, string])[] = [
    ['of a later version', 'bxform: 2\nproject: repairs', '1:9 not-allowed: `bxform` must be 1, not 2 → write `bxform: 1`, the only version of the format there is'],
    ['whose id has capitals', 'bxform: 1\nproject: Repairs', '2:10 bad-value: `project` must be 1 to 63 lower-case letters, digits and -, beginning with a letter, not "Repairs"'],
    ['whose id is a variable', 'bxform: 1\nproject: ${var.id}', '2:10 bad-value: `project` must be 1 to 63 lower-case letters, digits and -, beginning with a letter, not "${var.id}"'],
    ['whose include is no list', 'bxform: 1\nproject: repairs\ninclude: config/*.yaml', '3:10 wrong-type: `include` must be a list, not "config/*.yaml" → write a list: [config/*.yaml]'],
    ['whose include has a variable', 'bxform: 1\nproject: repairs\ninclude: ["${var.x}"]', '3:11 bad-value: entry 1 of `include` must be a path or a pattern with *, ** and ?, without variables, not "${var.x}"'],
  ];
  test.each(values)('%s is refused', async (_, text, expected) => {
    const { problems } = await loadFiles({ 'bxform.yaml': text }, { portal: null });
    expect(lines(problems).filter((line) => !line.includes('nothing-included'))).toEqual([`bxform.yaml:${expected}`]);
  });
});
