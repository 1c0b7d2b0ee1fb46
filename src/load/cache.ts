// Parsing YAML is nearly all of a plan's local time, so trees are kept by the hash of the text they
// came from. A kept tree holds what the file says and nothing else: no variables filled in, nothing of
// the environment. A file that is not exactly what was written here is not read; losing them costs time only.

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parsed } from './parse.ts';
import type { Entry, Node, SourceFile } from './tree.ts';

const FORMAT = 'bxform-tree/1';
const NAME = /^[0-9a-f]{64}\.tree$/;

/** [offset, value] for a scalar, [offset, 0, items] for a list, [offset, 1, [key, offset, node …]] for a map */
type Kept = readonly [number, unknown] | readonly [number, 0 | 1, readonly unknown[]];

function encode(node: Node): Kept {
  if (node.kind === 'list') return [node.at, 0, node.items.map(encode)];
  if (node.kind === 'map') return [node.at, 1, [...node.entries].flatMap(([key, entry]) => [key, entry.at, encode(entry.node)])];
  return [node.at, node.kind === 'scalar' ? node.value : null];
}

function decode(file: SourceFile, [at, second, third]: Kept): Node {
  if (third === undefined) return { kind: 'scalar', value: second as null | string, file, at };
  if (second === 0) return { kind: 'list', items: third.map((item) => decode(file, item as Kept)), file, at };
  const entries = new Map<string, Entry>();
  for (let index = 0; index < third.length; index += 3) {
    entries.set(third[index] as string, { at: third[index + 1] as number, node: decode(file, third[index + 2] as Kept), file });
  }
  return { kind: 'map', entries, file, at };
}

/** First line of a kept tree: what it is, and that it is whole and belongs to its name. */
const seal = (name: string, body: string | Uint8Array): string => `${FORMAT} ${createHash('sha256').update(name).update(body).digest('hex')}\n`;

function open(name: string, kept: Buffer): Kept | undefined {
  const end = kept.indexOf('\n') + 1;
  const body = kept.subarray(end);
  return end > 0 && kept.toString('latin1', 0, end) === seal(name, body) ? (JSON.parse(body.toString()) as Kept) : undefined;
}

async function keep(folder: string, name: string, node: Node): Promise<void> {
  const body = JSON.stringify(encode(node));
  const unfinished = join(folder, `${name}.${process.pid}`);
  await writeFile(unfinished, seal(name, body) + body);
  await rename(unfinished, join(folder, name));
}

/** Removes trees of texts that the project no longer has. */
async function sweep(folder: string, used: ReadonlySet<string>): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => NAME.test(name) && !used.has(name)).map((name) => rm(join(folder, name), { force: true })));
}

/** Trees kept in a folder; null keeps none. A folder that cannot be written to is no mistake. */
export class TreeCache {
  readonly #folder: string | null;
  readonly #used = new Set<string>();
  readonly #unkept = new Map<string, Node>();

  constructor(folder: string | null) {
    this.#folder = folder;
  }

  async parse(files: readonly SourceFile[]): Promise<readonly Parsed[]> {
    const names = files.map((file) => (this.#folder === null ? '' : `${file.digest}.tree`));
    const kept = await Promise.all(names.map((name) => this.#read(name)));
    const parsed: Parsed[] = [];
    for (const [index, file] of files.entries()) {
      const tree = open(names[index]!, kept[index]!);
      parsed.push(tree === undefined ? await this.#parse(file, names[index]!) : { root: decode(file, tree), problems: [] });
    }
    return parsed;
  }

  async #parse(file: SourceFile, name: string): Promise<Parsed> {
    const { parse } = await import('./parse.ts');
    const parsed = parse(file);
    if (parsed.root !== undefined && parsed.problems.length === 0) this.#unkept.set(name, parsed.root);
    return parsed;
  }

  /** Writes down what is new; the folder then holds what this project has and nothing else. */
  async save(): Promise<void> {
    const folder = this.#folder;
    if (folder === null || this.#unkept.size === 0) return;
    try {
      await mkdir(folder, { recursive: true });
      await Promise.all([...this.#unkept].map(([name, node]) => keep(folder, name, node)));
      await sweep(folder, this.#used);
    } catch {
      // losing the cache costs time only
    }
  }

  async #read(name: string): Promise<Buffer> {
    if (this.#folder === null) return Buffer.of();
    this.#used.add(name);
    return readFile(join(this.#folder, name)).catch(() => Buffer.of());
  }
}
