// Comments that let a finding pass: `# bxform-ignore RULE, RULE` for its own line, or for the next line when
// it stands alone, and `# bxform-ignore-file RULE` for its file. One that lets nothing pass is told itself.

import { nearest } from '../model/nearest.ts';
import { problem, type Place, type Problem } from '../model/problem.ts';
import type { Comment } from '../model/source.ts';
import { texts } from '../texts/index.ts';

const words = texts.lint.unusedIgnore;

interface Ignore {
  readonly rule: string;
  readonly place: Place;
  /** undefined: the whole file */
  readonly line: number | undefined;
}

const IGNORE = /^#\s*bxform-ignore(-file)?(?![\w-])\s*([\w-]+(?:\s*,\s*[\w-]+)*)?/;

export function ignoresOf(comments: readonly Comment[]): readonly Ignore[] {
  const alone = new Set(comments.filter((comment) => comment.alone).map(({ place }) => `${place.file}:${place.line}`));
  return comments.flatMap(({ place, text, alone: standsAlone }) => {
    const [found, whole, rules = ''] = IGNORE.exec(text) ?? [];
    if (found === undefined) return [];
    let { line } = place;
    if (standsAlone) while (alone.has(`${place.file}:${line}`)) line += 1;
    return rules.split(',').map((rule) => ({ rule: rule.trim(), place, line: whole === undefined ? line : undefined }));
  });
}

const passes = ({ rule, place, line }: Ignore, found: Problem): boolean =>
  rule === found.code && place.file === found.place?.file && (line === undefined || line === found.place.line);

/** What is left of findings, and the ignores that let none of them pass. */
export function pass(findings: readonly Problem[], ignores: readonly Ignore[]): { readonly left: readonly Problem[]; readonly unused: readonly Ignore[] } {
  return {
    left: findings.filter((found) => !ignores.some((ignore) => passes(ignore, found))),
    unused: ignores.filter((ignore) => !findings.some((found) => passes(ignore, found))),
  };
}

export function unusedIgnore({ rule, place }: Ignore, code: string, level: Problem['level'], known: readonly string[]): Problem {
  if (rule === '') return problem(code, words.nothing, { level, place, hint: words.nothingHint });
  if (known.includes(rule)) return problem(code, words.message(rule), { level, place, hint: words.hint });
  const close = nearest(rule, known);
  const hint = close === undefined ? words.known(known.join(', ')) : texts.lint.didYouMean(close);
  return problem(code, words.unknown(rule), { level, place, hint });
}
