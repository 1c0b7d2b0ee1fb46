// What `pull` wrote, and what it could not.

import { texts } from '../texts/index.ts';
import { jsonText } from './json.ts';
import type { Paint } from './colour.ts';
import { countOf, unified, type FileChange } from './unified.ts';
import { visible } from './visible.ts';

export interface PulledReport {
  readonly portal: string;
  readonly folder: string;
  /** how many of a kind */
  readonly counts: Readonly<Record<string, number>>;
  readonly files: readonly string[];
  readonly left: readonly { readonly address: string; readonly reason: string }[];
  /** what is to be known of what was written */
  readonly remarks: readonly { readonly address: string; readonly reason: string }[];
  /** named after nothing but their number */
  readonly nameless: readonly string[];
  /** of files that were there */
  readonly edits?: readonly { readonly file: string; readonly address: string; readonly property?: string; readonly action: string }[];
  /** what files that were there go on saying */
  readonly kept?: readonly Kept[];
}

interface Kept {
  readonly address: string;
  readonly property?: string;
  readonly reason: string;
}

const words = texts.pull;
const listed = (title: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [[title, ...lines.map((line) => `  ${line}`)].join('\n')]);

export function pulledText({ portal, folder, counts, files, left, remarks, nameless }: PulledReport): string {
  const counted = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`).join(', ');
  const sections = [
    ...listed(words.wrote(visible(portal), visible(folder)), files.map(visible)),
    ...(counted === '' ? [words.nothing] : [words.counted(counted)]),
    ...listed(words.nameless, nameless.map(visible)),
    ...listed(words.left, left.map(({ address, reason }) => `${visible(address)}: ${visible(reason)}`)),
    ...listed(texts.carried.toKnow, remarks.map(({ address, reason }) => `${visible(address)}: ${visible(reason)}`)),
    words.never,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Files that changed, line by line; then what did not. */
export function pulledIntoText({ portal, folder, counts, left, nameless, kept = [] }: PulledReport, files: readonly FileChange[], others: readonly string[], paint: Paint): string {
  const told = files.map((file) => words.intoLines(visible(file.path), countOf(file, '+'), countOf(file, '-')));
  const counted = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`).join(', ');
  const sections = [
    ...files.map((file) => unified(file, paint)),
    ...(files.length === 0 ? [words.intoSame(visible(portal))] : listed(words.intoEdited(visible(portal), visible(folder), files.length), [...told, ...others.map(visible)])),
    ...(counted === '' ? [words.nothing] : [words.counted(counted)]),
    ...listed(words.nameless, nameless.map(visible)),
    ...listed(words.intoListed, kept.map(({ address, property, reason }) => `${visible(address)}${property === undefined ? '' : ` ${visible(property)}`}: ${visible(reason)}`)),
    ...listed(words.left, left.map(({ address, reason }) => `${visible(address)}: ${visible(reason)}`)),
    words.never,
  ];
  return `${sections.join('\n\n')}\n`;
}

export const pulledJson = (report: PulledReport): string => jsonText({ format: 'bxform-pull-report/1', ...report });
