// `ids/<portal>.yaml`: what an address is called on one portal, where the address does not tell. Written by `import` and
// `adopt`, committed with the project, and read like any other file: a mistake in it is told at its line.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ids } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { TreeCache } from './cache.ts';
import { placeOfNode, SourceFile, type Entry } from './tree.ts';

export const idsPath = (portal: string): string => `ids/${portal}.yaml`;

export interface WrittenIds {
  readonly ids: ReadonlyMap<string, Ids>;
  readonly problems: readonly Problem[];
}

function idsAt({ node }: Entry): Ids | undefined {
  if (node.kind !== 'map' || node.entries.size === 0) return undefined;
  const found = [...node.entries].map(([name, { node: value }]) => [name, value.kind === 'scalar' ? value.value : null] as const);
  return found.every(([, value]) => typeof value === 'number' || (typeof value === 'string' && value !== '')) ? (Object.fromEntries(found) as Ids) : undefined;
}

/** `known`: addresses that are declared; an id of something else is worth a warning. */
export async function readIds(folder: string, portal: string, known: (address: string) => boolean): Promise<WrittenIds> {
  const path = idsPath(portal);
  const text = await readFile(join(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (text.trim() === '') return { ids: new Map(), problems: [] };
  const file = new SourceFile(path, text, createHash('sha256').update(text).digest('hex'));
  const [parsed] = await new TreeCache(null).parse([file]);
  const { root, problems } = parsed!;
  if (root !== undefined && root.kind !== 'map') return { ids: new Map(), problems: [...problems, problem('wrong-type', texts.choice.idsShape, { place: placeOfNode(root), hint: texts.choice.idsHint })] };
  const ids = new Map<string, Ids>();
  const wrong: Problem[] = [];
  for (const [address, entry] of root?.entries ?? []) {
    const found = idsAt(entry);
    const place = placeOfNode(entry);
    if (found === undefined) wrong.push(problem('wrong-type', texts.choice.idsShape, { place, address, hint: texts.choice.idsHint }));
    else if (known(address)) ids.set(address, found);
    else wrong.push(problem('unknown-address', texts.choice.idsOfNothing(address), { level: 'warning', place, address, hint: texts.choice.idsOfNothingHint }));
  }
  return { ids, problems: [...problems, ...wrong] };
}
