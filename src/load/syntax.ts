// What the YAML reader complains about, in words for somebody who writes configuration: what it
// stumbled over and what to do. The famous traps of `${…}` and `{=…}` without quotes get their own
// answer. One mistake makes the reader stumble several times on a line: the first counts.

import type { YAMLError } from 'yaml';
import { problem, type Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import type { SourceFile } from './tree.ts';

const words = texts.files.yaml;

const WORDS: Readonly<Record<string, readonly string[]>> = {
  TAB_AS_INDENT: words.tab,
  BAD_INDENT: words.indentation,
  BLOCK_AS_IMPLICIT_KEY: words.secondColon,
  MULTILINE_IMPLICIT_KEY: words.noColon,
  MISSING_CHAR: words.missing,
  BAD_SCALAR_START: words.badStart,
  BAD_DQ_ESCAPE: words.badEscape,
  MULTIPLE_DOCS: words.secondDocument,
  TAG_RESOLVE_FAILED: words.tag,
  BLOCK_IN_FLOW: words.blockInFlow,
  UNEXPECTED_TOKEN: words.unexpected,
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
  return problem('swallowed-color', words.swallowedColor(last[1]!), { place: file.place(at), hint: words.swallowedColorHint(last[1]!.slice(1)) });
}

function trap(file: SourceFile, offset: number): Problem | undefined {
  const { start, line } = lineAt(file.text, offset);
  const flow = line.search(/[[{]/);
  const variable = UNQUOTED_VARIABLE.exec(line);
  if (variable && flow !== -1 && flow <= variable.index) {
    const at = line.indexOf('${', variable.index);
    const whole = /^\$\{[^}]*\}?/.exec(line.slice(at))![0];
    return problem('unquoted-variable', words.unquotedVariable(whole), { place: file.place(start + at), hint: texts.files.value.quoted(whole) });
  }
  const braces = UNQUOTED_BRACES.exec(line);
  if (braces === null) return undefined;
  const at = line.indexOf('{=', braces.index);
  const whole = /^\{=[^}]*\}?/.exec(line.slice(at))![0];
  return problem('unquoted-braces', words.unquotedBraces(whole), { place: file.place(start + at), hint: texts.files.value.quoted(whole) });
}

function explain(file: SourceFile, error: YAMLError): Problem {
  const offset = error.pos[0];
  const known = trap(file, offset) ?? swallowedColor(file, offset);
  if (known !== undefined) return known;
  const [message = error.message, hint] = WORDS[error.code] ?? [];
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
