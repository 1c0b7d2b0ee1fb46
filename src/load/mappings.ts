// `mappings/<portal>.yaml`: what people, departments and lists of other portals are called on this one. Read like any
// other file: a mistake in it is told at its line.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { TreeCache } from './cache.ts';
import { placeOfNode, SourceFile } from './tree.ts';

export const mappingsPath = (portal: string): string => `mappings/${portal}.yaml`;

/** Sections of the file, and the kinds they are about. */
export const MAPPED: Readonly<Record<string, string>> = { users: 'user', departments: 'department', lists: 'list', currencies: 'currency' };

export interface ReadMappings {
  readonly mappings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly problems: readonly Problem[];
}

export async function readMappings(folder: string, portal: string): Promise<ReadMappings> {
  const path = mappingsPath(portal);
  const text = await readFile(join(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (text.trim() === '') return { mappings: {}, problems: [] };
  const [parsed] = await new TreeCache(null).parse([new SourceFile(path, text, createHash('sha256').update(text).digest('hex'))]);
  const { root, problems } = parsed!;
  const wrong: Problem[] = [];
  const mappings: Record<string, Record<string, string>> = {};
  const complain = (node: Parameters<typeof placeOfNode>[0]): void => void wrong.push(problem('wrong-type', texts.compare.mappingsShape, { place: placeOfNode(node), hint: texts.compare.mappingsHint(Object.keys(MAPPED).join(', ')) }));
  if (root !== undefined && root.kind !== 'map') complain(root);
  for (const [section, entry] of root?.kind === 'map' ? root.entries : []) {
    const kind = MAPPED[section];
    if (kind === undefined || entry.node.kind !== 'map') {
      complain(entry);
      continue;
    }
    const own: Record<string, string> = (mappings[kind] = Object.create(null));
    for (const [key, value] of entry.node.entries) {
      if (value.node.kind === 'scalar' && (typeof value.node.value === 'string' || typeof value.node.value === 'number')) own[key] = String(value.node.value);
      else complain(value);
    }
  }
  return { mappings, problems: [...problems, ...wrong] };
}
