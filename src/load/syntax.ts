// What the YAML reader complains about, in words for somebody who writes configuration: what it
// stumbled over and what to do. The famous traps of `${…}` and `{=…}` without quotes get their own
// answer. One mistake makes the reader stumble several times on a line: the first counts.

import type { YAMLError } from 'yaml';
import { problem, type Problem } from '../model/problem.ts';
import type { SourceFile } from './tree.ts';

const WORDS: Readonly<Record<string, readonly [message: string, hint?: string]>> = {
  TAB_AS_INDENT: ['a tab stands where YAML wants blanks', 'indent with blanks'],
  BAD_INDENT: ['the indentation fits neither the lines above nor a new level', 'give keys of one map the same indentation, and close every { and ['],
  BLOCK_AS_IMPLICIT_KEY: ['a second `: ` stands on this line', 'put a text with `: ` in it in quotes'],
  MULTILINE_IMPLICIT_KEY: ['this line has no `:`, so the next one cannot be read', 'write `key: value`'],
  MISSING_CHAR: ['something is missing here: a closing quote, a comma, or a colon after a key'],
  BAD_SCALAR_START: ['a text cannot begin with this character', 'put the text in quotes'],
  BAD_DQ_ESCAPE: ['a backslash in double quotes begins an escape, and this one is unknown', 'write \\\\ for a backslash, or use single quotes'],
  MULTIPLE_DOCS: ['`---` begins a second document, and a file holds one', 'remove the line, or make it a file of its own'],
  TAG_RESOLVE_FAILED: ['tags (`!name`) are not used here', 'remove the tag; a text that begins with ! needs quotes'],
  BLOCK_IN_FLOW: ['an indented map or list cannot stand inside { } or [ ]', 'separate the entries by commas, or write all of it indented'],
  UNEXPECTED_TOKEN: ['this does not belong here', 'look for a missing quote, comma or line break before it; a text with special characters needs quotes'],
};

const UNQUOTED_VARIABLE = /[[{,:]\s*[^\s"'#]*\$\{/;
const UNQUOTED_BRACES = /[[{,:]\s*\{=/;
/** In `{ color: #22B9FF }` the comment takes the closing brace with it, and the reader stumbles further down. */
const SWALLOWED_COLOR = /[{,].*:\s+(#[0-9A-Fa-f]{6})\b[^\n]*$/gm;

function lineAt(text: string, offset: number): { readonly start: number; readonly line: string } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, line: text.slice(start, end === -1 ? undefined : end) };
}

function swallowedColor(file: SourceFile, offset: number): Problem | undefined {
  const last = [...file.text.slice(0, offset).matchAll(SWALLOWED_COLOR)].at(-1);
  if (last === undefined || file.text.slice(last.index + last[0].length, offset).trim().includes('\n')) return undefined;
  const at = last.index + last[0].indexOf(last[1]!);
  return problem('swallowed-color', `YAML takes \`${last[1]}\` and the rest of the line for a comment`, { place: file.place(at), hint: `write the colour without #: ${last[1]!.slice(1)}` });
}

function trap(file: SourceFile, offset: number): Problem | undefined {
  const { start, line } = lineAt(file.text, offset);
  const flow = line.search(/[[{]/);
  const variable = UNQUOTED_VARIABLE.exec(line);
  if (variable && flow !== -1 && flow <= variable.index) {
    const at = line.indexOf('${', variable.index);
    const whole = /^\$\{[^}]*\}?/.exec(line.slice(at))![0];
    return problem('unquoted-variable', `inside { } and [ ] YAML takes \`${whole}\` apart`, { place: file.place(start + at), hint: `put it in quotes: "${whole}"` });
  }
  const braces = UNQUOTED_BRACES.exec(line);
  if (braces === null) return undefined;
  const at = line.indexOf('{=', braces.index);
  const whole = /^\{=[^}]*\}?/.exec(line.slice(at))![0];
  return problem('unquoted-braces', `\`${whole}\` is a map to YAML, not a text`, { place: file.place(start + at), hint: `put it in quotes: "${whole}"` });
}

function explain(file: SourceFile, error: YAMLError): Problem {
  const offset = error.pos[0];
  const known = trap(file, offset) ?? swallowedColor(file, offset);
  if (known !== undefined) return known;
  const [message, hint] = WORDS[error.code] ?? [error.message];
  return problem('yaml-syntax', message, { place: file.place(offset), ...(hint === undefined ? {} : { hint }) });
}

export function syntaxProblems(file: SourceFile, errors: readonly YAMLError[]): Problem[] {
  const byLine = new Map<number, Problem>();
  for (const error of errors) {
    const line = file.place(error.pos[0]).line;
    if (!byLine.has(line)) byLine.set(line, explain(file, error));
  }
  return [...byLine.values()];
}
