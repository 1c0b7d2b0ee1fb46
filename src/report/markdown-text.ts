// Text of others in Markdown. Amid prose every sign that could mean something is written as an entity, which
// Markdown never reads as structure, and what is looked for after rendering (mentions, references, links,
// emoji) is broken by a blank without width. In code it stands as it is, between longer fences.

import { visible } from './visible.ts';

/** Cannot stand in a text made visible, so it marks where an entity of ours goes. */
const BREAK = '\u200B';

/** A text of others amid a sentence of ours. */
export const prose = (text: string): string =>
  visible(text)
    .replace(/[!#$%&@[^~:](?=\S)/g, (sign) => `${sign}${BREAK}`)
    .replace(/www(?=\.)/gi, (word) => `${word}${BREAK}`)
    .replace(/[\\`*_[\]<>#|~@$%&!^{}\u200B]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** On one line, as it is. */
export function code(text: string): string {
  const shown = visible(text);
  if (shown === '') return '""';
  const fence = '`'.repeat(longestRun(shown) + 1);
  return /^[` ]|[` ]$/.test(shown) ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** Lines, as they are; each is safe to print. */
export function fenced(language: string, lines: readonly string[]): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
