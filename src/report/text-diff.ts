// Long values are compared as people do: line by line with a little of what stayed around it, and a
// long single line word by word. A limit on the work keeps a rewritten text from taking minutes; it
// is a number of edits, not a time, so the same plan always reads the same.

import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Paint } from './colour.ts';
import { texts } from '../texts/index.ts';
import { visible, visibleLine } from './visible.ts';

const CONTEXT = 3;
const MOST_LINES = 200;
const MOST_EDITS = 1000;

/** `- old`, `+ new` and the unchanged lines around them. */
export function lineDiff(before: readonly string[], after: readonly string[], paint: Paint): readonly string[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (parts === undefined) return [...marked('-', before, paint), ...marked('+', after, paint)];
  return parts.flatMap((part, index) => {
    if (part.removed) return marked('-', part.value, paint);
    if (part.added) return marked('+', part.value, paint);
    return around(part.value, index > 0, index < parts.length - 1);
  });
}

/** A new long value, shown as a block. */
export const block = (lines: readonly string[]): readonly string[] => shortened(lines).map((line) => `| ${line}`);

/** `the [-old-]{+new+} word`; undefined when too little stayed for it to be readable. */
export function wordDiff(before: string, after: string, paint: Paint): string | undefined {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  const kept = (parts ?? []).filter((part) => !part.added && !part.removed).reduce((sum, part) => sum + part.value.length, 0);
  if (parts === undefined || kept * 2 < Math.min(before.length, after.length)) return undefined;
  return parts
    .map((part, index) => {
      if (part.removed) return paint('red', `[-${visible(part.value)}-]`);
      if (part.added) return paint('green', `{+${visible(part.value)}+}`);
      return elided(part.value, index > 0, index < parts.length - 1);
    })
    .join('');
}

const marked = (mark: '-' | '+', lines: readonly string[], paint: Paint): readonly string[] =>
  shortened(lines).map((line) => paint(mark === '-' ? 'red' : 'green', `${mark} ${line}`));

function shortened(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, MOST_LINES).map(visibleLine);
  return lines.length > MOST_LINES ? [...shown, texts.value.moreLines(lines.length - MOST_LINES)] : shown;
}

function around(lines: readonly string[], changeBefore: boolean, changeAfter: boolean): readonly string[] {
  const head = changeBefore ? CONTEXT : 0;
  const tail = changeAfter ? CONTEXT : 0;
  if (lines.length <= head + tail + 1) return lines.map((line) => `  ${visibleLine(line)}`);
  return [
    ...lines.slice(0, head).map((line) => `  ${visibleLine(line)}`),
    `  ${texts.value.unchangedLines(lines.length - head - tail)}`,
    ...lines.slice(lines.length - tail).map((line) => `  ${visibleLine(line)}`),
  ];
}

function elided(text: string, changeBefore: boolean, changeAfter: boolean): string {
  const chars = Array.from(text);
  const head = changeBefore ? 30 : 0;
  const tail = changeAfter ? 30 : 0;
  if (chars.length <= head + tail + 10) return visible(text);
  return `${visible(chars.slice(0, head).join(''))}...${visible(chars.slice(chars.length - tail).join(''))}`;
}
