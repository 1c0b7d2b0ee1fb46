// What `import` and `adopt` wrote down, and what they could not.

import type { Ids } from '../model/plan.ts';
import { texts } from '../texts/index.ts';
import { jsonText } from './json.ts';
import { idsText } from './outputs.ts';
import { quoted, visible } from './visible.ts';

interface Written {
  readonly address: string;
  readonly ids: Ids;
  readonly name?: string;
}

export interface Found {
  readonly taken: readonly Written[];
  /** known by what they link: only the files can say it */
  readonly byWord: readonly string[];
  /** several things could be meant */
  readonly inDoubt: readonly string[];
}

const words = texts.choice;

export function importedText(portal: string, file: string, { address, ids, name }: Written): string {
  const named = name === undefined ? '' : `${quoted(name)}, `;
  return `${words.imported(visible(address), named, idsText(ids), portal, file)}\n${words.importNext}\n`;
}

const listed = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)]);

export function adoptedText(file: string, { taken, byWord, inDoubt }: Found): string {
  const lines = taken.map(({ address, ids, name }) => `${visible(address)}  ${name === undefined ? '' : `${quoted(name)}, `}${idsText(ids)}`);
  const sections = [listed(words.adopted(taken.length, file), lines), listed(words.byWord, byWord.map(visible)), listed(words.inDoubt, inDoubt.map(visible))];
  const said = sections.filter((section) => section.length > 0).map((section) => section.join('\n'));
  return `${[...(said.length === 0 ? [words.adoptedNone] : said), ...(taken.length === 0 ? [] : [words.importNext])].join('\n\n')}\n`;
}

export const importedJson = (portal: string, file: string, { taken, byWord, inDoubt }: Found): string =>
  jsonText({ format: 'bxform-ids-report/1', portal, file, written: taken, byWord, inDoubt });
