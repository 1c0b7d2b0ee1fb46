// A changed file as a unified diff, as people and `patch` know it.

import { structuredPatch } from 'diff';
import type { Paint } from './colour.ts';
import { visible } from './visible.ts';

export interface FileChange {
  readonly path: string;
  /** empty: the file is new */
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;
const hunksOf = ({ path, before, after }: FileChange) => structuredPatch(path, path, before, after, undefined, undefined, { context: CONTEXT }).hunks;
const STYLES = { '+': 'green', '-': 'red', '@': 'cyan' } as const;
const isStyled = (mark: string | undefined): mark is keyof typeof STYLES => mark !== undefined && mark in STYLES;

export const countOf = (file: FileChange, mark: '+' | '-'): number => hunksOf(file).flatMap(({ lines }) => lines.filter((line) => line.startsWith(mark))).length;

export function unified(file: FileChange, paint: Paint): string {
  const line = (text: string): string => (isStyled(text[0]) ? paint(STYLES[text[0]], visible(text)) : visible(text));
  const hunks = hunksOf(file).flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [`@@ -${oldLines === 0 ? oldStart - 1 : oldStart},${oldLines} +${newStart},${newLines} @@`, ...lines]);
  return [paint('bold', `--- ${file.before === '' ? '/dev/null' : `a/${visible(file.path)}`}`), paint('bold', `+++ b/${visible(file.path)}`), ...hunks.map(line)].join('\n');
}
