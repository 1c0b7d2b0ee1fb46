// One problem as lines: `file:line:col error message`, the source line with a caret, the hint.

import { formatPlace, type Place, type Problem } from '../model/problem.ts';
import type { Paint } from './colour.ts';
import { texts } from '../texts/index.ts';
import { visible, width } from './visible.ts';

export interface ProblemOptions {
  readonly paint: Paint;
  readonly sourceLine?: (place: Place) => string | undefined;
}

const WIDEST_LINE = 120;
const BEFORE_CARET = 60;
/** A webhook address pasted into a file must not be repeated into a log. */
const WEBHOOK_TOKEN = /(?<=\/rest\/\d+\/)[\w-]+/g;
/** Nor may any other credential. */
const WRITTEN_SECRET = /(?<=\b(?:clientSecret|refreshToken|accessToken)["']?\s*:\s*)(?!["']?\$\{)[^\s,}\]]+/g;
const CREDENTIAL_CODE = 'secret-in-file';

export function problemLines(found: Problem, { paint, sourceLine }: ProblemOptions): readonly string[] {
  const where = found.place === undefined ? found.address : formatPlace(found.place);
  const level = paint(found.level === 'error' ? 'red' : 'yellow', texts.levels[found.level]);
  const source = found.place && sourceLine?.(found.place);
  return [
    `${where === undefined ? '' : `${paint('bold', visible(where))} `}${level} ${safe(found.message)}`,
    ...(found.place === undefined || source === undefined ? [] : caretLines(found.place, shownSource(found.code, found.place, source), paint)),
    ...(found.hint === undefined ? [] : [`  ${paint('cyan', texts.problems.hint)}: ${safe(found.hint)}`]),
  ];
}

function caretLines(place: Place, source: string, paint: Paint): readonly string[] {
  const line = withoutTokens(source.replace(/\r?\n?$/, ''));
  const start = place.col - 1 > WIDEST_LINE - 20 ? place.col - 1 - BEFORE_CARET : 0;
  const before = visible(line.slice(start, place.col - 1));
  const shown = visible(line.slice(start, start + WIDEST_LINE));
  const number = String(place.line);
  return [
    `  ${paint('dim', `${number} |`)} ${start > 0 ? '...' : ''}${shown}${line.length > start + WIDEST_LINE ? '...' : ''}`,
    `  ${paint('dim', `${' '.repeat(number.length)} |`)} ${' '.repeat(width(before) + (start > 0 ? 3 : 0))}${paint('red', '^')}`,
  ];
}

const safe = (text: string): string => visible(withoutTokens(text));

const starred = (token: string): string => '*'.repeat(token.length);

const shownSource = (code: string, { col }: Place, source: string): string => (code === CREDENTIAL_CODE ? withoutWord(source, col) : source);

/** What stands where the problem is may itself be the credential; a webhook has a part that may be shown. */
const withoutWord = (line: string, col: number): string => line.slice(0, col - 1) + line.slice(col - 1).replace(/^(?!["']?https?:)[^\s,}\]]+/, starred);

export const withoutTokens = (text: string): string => text.replace(WEBHOOK_TOKEN, starred).replace(WRITTEN_SECRET, starred);
