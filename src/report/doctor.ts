// What an examination found, for people and for programs. What is well is said shortly.

import type { Finding } from '../model/finding.ts';
import { paintWith, type Style, type TextOptions } from './colour.ts';
import { jsonText } from './json.ts';
import { withoutTokens } from './problem-lines.ts';
import { texts } from '../texts/index.ts';
import { padTo, visible, width } from './visible.ts';

const words = texts.access.doctor;
const COLOURS: Readonly<Record<Finding['level'], Style>> = { ok: 'cyan', info: 'dim', warning: 'yellow', error: 'red' };

const safe = (text: string): string => visible(withoutTokens(text));

export function doctorText(findings: readonly Finding[], options: TextOptions): string {
  const paint = paintWith(options.color);
  const columns = Math.max(...findings.map(({ level }) => width(words.levels[level])));
  const lines = findings.flatMap(({ level, message, hint }) => [
    `${paint(COLOURS[level], padTo(words.levels[level], columns))}  ${safe(message)}`,
    ...(hint === undefined ? [] : [`${' '.repeat(columns)}  ${paint('cyan', texts.problems.hint)}: ${safe(hint)}`]),
  ]);
  const count = (wanted: Finding['level']): number => findings.filter(({ level }) => level === wanted).length;
  return `${[...lines, '', words.sum(count('error'), count('warning'))].join('\n')}\n`;
}

export const doctorJson = (portal: string, host: string, findings: readonly Finding[]): string =>
  jsonText({
    format: 'bxform-doctor-report/1',
    portal,
    host,
    healthy: !findings.some(({ level }) => level === 'error'),
    findings: findings.map(({ level, code, message, hint }) => ({ level, code, message, ...(hint === undefined ? {} : { hint }) })),
  });
