// A garage whose files are linted: written as YAML, loaded, resolved for every language of its portals. `▸` in a
// file marks the place a problem is expected at.

import { expect } from 'vitest';
import { checkEach } from '../../src/checks.ts';
import { loadEach } from '../../src/engine/load.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { lint } from '../../src/lint/run.ts';
import { isError, type Problem } from '../../src/model/problem.ts';
import { sectionsOf } from '../../src/sections.ts';
import { lines, marks, write } from '../engine/load-project.ts';

export interface Garage {
  /** the section `lint` of bxform.yaml, indented by two */
  readonly lint?: string;
  /** the entries of `portals` */
  readonly portals?: string;
  /** the portal that is meant; all of them unless named */
  readonly portal?: string;
  readonly environment?: Record<string, string>;
}

const FILE = 'config/garage.yaml';

export async function linted(config: string, { lint: section, portals, portal, environment = {} }: Garage = {}): Promise<readonly Problem[]> {
  const project = `bxform: 1\nproject: garage\nportals: { ${portals ?? 'shop: { sandbox: true, language: en }'} }\ninclude: [config/*.yaml]\n${section === undefined ? '' : `lint:\n  ${section}\n`}`;
  const folder = await write({ 'bxform.yaml': project, [FILE]: config });
  const loaded = await loadEach(folder, { portal, environment, hash: (text) => text, cacheFolder: null, sections: sectionsOf(KINDS) });
  const { problems, views } = checkEach(loaded, KINDS);
  const mistakes = problems.filter(isError);
  if (mistakes.length > 0) return mistakes;
  const [one] = loaded;
  return lint({ views, portals: [...one!.project!.portals.values()], comments: await one!.comments!('bxform-ignore'), kinds: KINDS.filter(({ section }) => section !== undefined).map(({ name }) => name) });
}

/** Codes with their places, for comparing with the marks of a file. */
export const codes = (problems: readonly Problem[]): string[] => problems.map(({ code, place }) => `${place!.file}:${place!.line}:${place!.col} ${code}`).sort();

/** Exactly the marked places are told, all with one code. */
export async function expectAtMarks(code: string, config: string, garage: Garage = {}): Promise<void> {
  const found = await linted(config.replaceAll('▸', ''), garage);
  expect(codes(found), lines(found).join('\n')).toEqual(marks(FILE, config).map((place) => `${place} ${code}`).sort());
}
