// Names on a portal are written by anybody. What could move the cursor, hide text or turn its
// direction is shown as an escape, so that what is read on the screen is what is there.

const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200C\u200D])\p{Cf}/gu;
const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const WIDE = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;

/** Safe to print on one line. */
export const visible = (text: string): string => text.replace(UNSAFE, escaped);

/** Safe to print, in quotes, and without a doubt about what it was. */
export const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&').replace(UNSAFE, escaped)}"`;

/** One line of a longer text: trailing blanks would not be seen. */
export const visibleLine = (line: string): string => visible(line).replace(/ $/, '\\u0020');

/** Inside JSON an escape means the same character: the document stays equal and the terminal safe. */
export const visibleJson = (json: string): string => json.replace(UNSAFE, (char) => (char === '\n' ? char : unicode(char)));

/** Columns on a terminal, near enough to align a table. */
export function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += /[\p{Mn}\p{Me}\p{Cf}]/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return columns;
}

export const padTo = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));

const escaped = (char: string): string => SHORT[char] ?? unicode(char);

const unicode = (char: string): string =>
  Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
