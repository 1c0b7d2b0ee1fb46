// A project looked at without a portal: for one portal when it is named, else for the languages of all of them.

import { load, type Loaded } from './engine/load.ts';
import { resolve, type Graph } from './engine/resolve.ts';
import { KINDS } from './kinds/index.ts';
import type { Problem } from './model/problem.ts';
import { secretHash } from './portal.ts';

export interface Examined {
  readonly loaded: Loaded;
  readonly languages: readonly (string | undefined)[];
  /** one for each language; one when none is declared */
  readonly graphs: readonly Graph[];
  /** each told once */
  readonly problems: readonly Problem[];
}

export async function examine(path: string | undefined, portal: string | undefined): Promise<Examined> {
  const loaded = await load(path, { portal: portal ?? null, environment: process.env, hash: secretHash });
  const declared = [...(loaded.project?.portals.values() ?? [])].flatMap(({ language }) => language ?? []);
  const languages = portal === undefined ? [...new Set(declared)] : [loaded.portal?.language];
  const { source } = loaded;
  const resolved = source ? (languages.length > 0 ? languages : [undefined]).map((language) => resolve(source, KINDS, language)) : [];
  const found = [...loaded.problems, ...resolved.flatMap((each) => each.problems)].filter(({ code }) => languages.length > 0 || code !== 'missing-language');
  const problems = [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
  return { loaded, languages, graphs: resolved.map(({ graph }) => graph), problems };
}
