import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const top = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(join(top, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
  .map((entry) => relative(top, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();
const text = (file: string): string => readFileSync(join(top, file), 'utf8');

interface Import {
  readonly file: string;
  /** a path in src, or the name of a package */
  readonly from: string;
}

const importsOf = (file: string): Import[] =>
  [...text(file).matchAll(/^(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gms)]
    .map(([, from, bare, later]) => (from ?? bare ?? later)!)
    .map((from) => ({ file, from: from.startsWith('.') ? relative(top, resolve(top, dirname(file), from)).replaceAll('\\', '/') : from }));
const imports = files.flatMap(importsOf);
const inside = imports.filter(({ from }) => from.startsWith('src/'));
const packages = imports.filter(({ from }) => !from.startsWith('src/'));

const roomOf = (file: string): string => /^src\/(\w+)\//.exec(file)?.[1] ?? 'commands';
const told = (found: readonly Import[]): string[] => found.map(({ file, from }) => `${file} imports ${from}`);

const PORTS = ['src/remote/port.ts', 'src/state/port.ts'];
/** Rooms and files that a room may import from, besides its own. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  texts: [],
  model: [],
  kinds: ['model'],
  engine: ['model', 'src/kinds/contract.ts', ...PORTS],
  load: ['model', 'src/engine/validators.generated.js'],
  lint: ['model', 'src/kinds/contract.ts', 'src/engine/resolve.ts'],
  audit: ['model', 'src/kinds/contract.ts', 'src/engine/grouped.ts', 'lint'],
  remote: ['model'],
  state: ['model'],
  report: ['model'],
  sandbox: [],
};
const mayImport = ({ file, from }: Import): boolean => {
  const [room, other] = [roomOf(file), roomOf(from)];
  if (room === other || room === 'commands' || (from === 'src/texts/index.ts' && room !== 'sandbox')) return true;
  if (file === 'src/engine/load.ts' && other === 'load') return true;
  return DOORS[room]!.some((door) => door === other || door === from);
};

const LIST_OF_KINDS = 'src/kinds/index.ts';
const SHARED_BY_KINDS = ['contract', 'declared', 'declared-twice', 'document-type', 'entries', 'final-stages', 'handler-address', 'item', 'keys-alike', 'live', 'paging', 'portal-numbers', 'properties', 'pulled', 'sources'].map((name) => `src/kinds/${name}.ts`);
/** Files of kinds, as the list names them. */
const KIND_FILES = inside.filter(({ file, from }) => file === LIST_OF_KINDS && roomOf(from) === 'kinds' && !SHARED_BY_KINDS.includes(from)).map(({ from }) => from);
/** The kind a file belongs to: its own, or the one its name begins with (`field-row.ts` is a part of `field.ts`). */
const ownerOf = (file: string): string | undefined => KIND_FILES.find((kind) => kind === file) ?? KIND_FILES.filter((kind) => file.startsWith(kind.replace(/\.ts$/, '-'))).sort((a, b) => b.length - a.length)[0];
const isPart = (file: string): boolean => ownerOf(file) !== undefined && ownerOf(file) !== file;

describe('rooms', () => {
  test('are those of the design', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(['audit', 'commands', 'engine', 'kinds', 'lint', 'load', 'model', 'remote', 'report', 'sandbox', 'state', 'texts']);
  });

  test('import only through their doors', () => {
    expect(told(inside.filter((each) => !mayImport(each)))).toEqual([]);
  });

  test('of the engine reach the files of a project in load.ts alone', () => {
    expect(told(inside.filter(({ file, from }) => roomOf(from) === 'load' && roomOf(file) !== 'load' && file !== 'src/engine/load.ts'))).toEqual([]);
  });

  test('of the kinds do not look into one another, but for what they read and say together', () => {
    const strangers = inside.filter(({ file, from }) => roomOf(file) === 'kinds' && roomOf(from) === 'kinds' && file !== LIST_OF_KINDS && !SHARED_BY_KINDS.includes(from));
    expect(told(strangers.filter(({ file, from }) => !isPart(from) || ownerOf(file) !== ownerOf(from)))).toEqual([]);
  });

  test('of the kinds hold the list, the kinds, their parts and what they share', () => {
    const other = files.filter((file) => roomOf(file) === 'kinds' && file !== LIST_OF_KINDS && !SHARED_BY_KINDS.includes(file));
    expect(other.filter((file) => ownerOf(file) === undefined)).toEqual([]);
    for (const file of SHARED_BY_KINDS) expect(told(inside.filter(({ file: by, from }) => by === file && roomOf(from) === 'kinds' && !SHARED_BY_KINDS.includes(from)))).toEqual([]);
  });
});

const IMPURE_ENGINE = ['load', 'read', 'apply', 'look', 'sending', 'journalling', 'read-back', 'guard'].map((name) => `src/engine/${name}.ts`);
const isPure = (file: string): boolean => ['model', 'kinds', 'lint', 'audit', 'report'].includes(roomOf(file)) || (roomOf(file) === 'engine' && !IMPURE_ENGINE.includes(file));

describe('pure rooms', () => {
  test('know no disk, no network and no process', () => {
    const impure = /^(node:)?(fs|fs\/promises|http|https|net|tls|dns|process|child_process|worker_threads|os|timers|timers\/promises|readline|readline\/promises)$/;
    expect(told(packages.filter(({ file, from }) => isPure(file) && impure.test(from)))).toEqual([]);
  });

  test('know neither the time nor chance nor the environment', () => {
    const found = files.filter(isPure).flatMap((file) => [...text(file).matchAll(/\bDate\.now\b|\bnew Date\b|\bMath\.random\b|(?<![-\w./])process\.\w+|\bsetTimeout\b|\brandomUUID\b|\bfetch\(/g)].map(([word]) => `${file}: ${word}`));
    expect(found).toEqual([]);
  });
});

describe('packages', () => {
  const homes: Readonly<Record<string, (file: string) => boolean>> = {
    ajv: (file) => roomOf(file) === 'load' || file === 'src/engine/load.ts' || file === 'src/lint/own.ts',
    yaml: (file) => roomOf(file) === 'load' || file === 'src/engine/load.ts' || roomOf(file) === 'report',
    tinyglobby: (file) => roomOf(file) === 'load',
    'php-serialize': (file) => file === 'src/model/php-serialized.ts',
    'p-limit': (file) => roomOf(file) === 'remote',
    'https-proxy-agent': (file) => roomOf(file) === 'remote',
    '@sindresorhus/slugify': (file) => file === 'src/model/latin.ts',
    diff: (file) => roomOf(file) === 'report',
    '@oclif/core': (file) => roomOf(file) === 'commands',
  };
  const nameOf = (from: string): string => /^(@[^/]+\/[^/]+|[^/]+)/.exec(from)![1]!;

  test('have one home each', () => {
    expect(told(packages.filter(({ file, from }) => !from.startsWith('node:') && homes[nameOf(from)]?.(file) !== true))).toEqual([]);
  });
});

describe('words', () => {
  test('the engine and the wire name no kind', () => {
    const names = ['smartProcess', 'funnel', 'stage', 'workplace', 'member', 'linkedUserField', 'relation', 'option'];
    const found = files.filter((file) => ['engine', 'remote'].includes(roomOf(file))).flatMap((file) => [...text(file).matchAll(/'(\w+)'/g)].filter(([, word]) => names.includes(word!)).map(([, word]) => `${file}: ${word}`));
    expect(found).toEqual([]);
  });

  test('no file is called by nothing in particular', () => {
    expect(files.filter((file) => /(utils?|helpers?|core|services?|common|misc)(\/|\.ts$)|(manager|service|handler|util)\.ts$/.test(file))).toEqual([]);
    expect(files.filter((file) => !/^src\/(\w+\/)*[a-z][a-z0-9-]*\.ts$/.test(file))).toEqual([]);
  });
});
