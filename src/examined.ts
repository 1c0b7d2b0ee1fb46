// A project looked at without a portal: as the portal that is named sees it, else as all of them do.

import { load, type Loaded } from './engine/load.ts';
import { resolve } from './engine/resolve.ts';
import { KINDS } from './kinds/index.ts';
import type { View } from './lint/run.ts';
import type { Problem } from './model/problem.ts';
import { secretHash } from './portal.ts';

export interface Examined {
  readonly loaded: Loaded;
  /** one for each language of the portals */
  readonly views: readonly View[];
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
  return { loaded, views: resolved.map(({ graph }) => ({ graph, source: source! })), problems };
}
