// An audit for people, for programs and for a comment. Names are those of the portal: anybody may have written them.

import { MOST_POINTS, POINTS, type Audit, type AuditFinding, type AuditLevel } from '../model/audit.ts';
import { texts } from '../texts/index.ts';
import { paintWith, type Style, type TextOptions } from './colour.ts';
import { jsonText } from './json.ts';
import { code, prose } from './markdown-text.ts';
import { padTo, quoted, visible, width } from './visible.ts';

export interface AuditReport extends Audit {
  readonly portal: string;
  readonly host: string;
  readonly counted: boolean;
  /** things whose records the portal would not count */
  readonly uncounted: number;
  /** what could not be read, by section */
  readonly unread: ReadonlyMap<string, string>;
}

const words = texts.audit.text;
const COLOURS: Readonly<Record<AuditLevel, Style>> = { error: 'red', warning: 'yellow', note: 'dim' };

const count = ({ findings }: Audit, level: AuditLevel): number => findings.filter((found) => found.level === level).length;
const sum = (report: Audit): string => words.sum(count(report, 'error'), count(report, 'warning'), count(report, 'note'));

/** What a reader has to know of how it was found out. */
export const remarks = ({ counted, uncounted }: Pick<AuditReport, 'counted' | 'uncounted'>): readonly string[] =>
  counted ? [words.counted, ...(uncounted > 0 ? [words.uncounted(uncounted)] : [])] : [words.notCounted];

/** Sections that could not be read for one reason, together. */
export function byReason(unread: AuditReport['unread']): readonly (readonly [reason: string, sections: readonly string[]])[] {
  const reasons = [...new Set(unread.values())];
  return reasons.map((reason) => [reason, [...unread].flatMap(([section, own]) => (own === reason ? [section] : []))]);
}

export const formula = words.formula(POINTS.error, POINTS.warning, MOST_POINTS);

export function auditText(report: AuditReport, options: TextOptions): string {
  const paint = paintWith(options.color);
  const columns = Math.max(...Object.values(texts.audit.levels).map(width));
  const line = ({ level, message, hint, name, id }: AuditFinding): readonly string[] => [
    `${paint(COLOURS[level], padTo(texts.audit.levels[level], columns))}  ${visible(message)}${paint('dim', ` (${name === undefined ? '' : `${quoted(name)}, `}${id})`)}`,
    `${' '.repeat(columns)}  ${paint('cyan', texts.problems.hint)}: ${visible(hint)}`,
  ];
  const costs = report.costs.filter(({ points }) => points > 0).map(({ id, count: found, points }) => `  ${words.cost(found, id, points)}`);
  const unread = byReason(report.unread).map(([reason, sections]) => `  ${visible(sections.join(', '))}: ${visible(reason)}`);
  return `${[
    paint('bold', visible(words.title(report.portal, report.host))),
    '',
    ...(report.findings.length === 0 ? [words.none] : report.findings.flatMap(line)),
    '',
    sum(report),
    paint('bold', words.score(report.score)),
    ...(costs.length === 0 ? [] : [words.costs, ...costs]),
    formula,
    ...remarks(report),
    ...(unread.length === 0 ? [] : [words.unread, ...unread]),
  ].join('\n')}\n`;
}

export const auditJson = ({ portal, host, score, costs, findings, counted, uncounted, unread }: AuditReport): string =>
  jsonText({ format: 'bxform-audit-report/1', portal, host, score, counted, uncounted, costs, findings, unread: [...unread].map(([section, reason]) => ({ section, reason })) });

export function auditMarkdown(report: AuditReport): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const finding = ({ level, address, name, message, hint }: AuditFinding): string =>
    row([texts.audit.levels[level], `${name === undefined ? '' : `${prose(name)} `}${code(address).replaceAll('|', '\\|')}`, prose(message), prose(hint)]);
  const head = [words.level, words.name, words.found, words.todo];
  const costs = report.costs.filter(({ points }) => points > 0).map(({ id, count: found, points }) => `- ${words.cost(found, id, points)}`);
  const unread = byReason(report.unread).map(([reason, sections]) => `- ${prose(sections.join(', '))}: ${prose(reason)}`);
  return `${[
    `## ${prose(words.title(report.portal, report.host))}`,
    '',
    `**${words.score(report.score)}** ${sum(report)}`,
    '',
    ...(costs.length === 0 ? [] : [...costs, '']),
    ...(report.findings.length === 0 ? [words.none] : [row(head), row(head.map(() => '---')), ...report.findings.map(finding)]),
    '',
    formula,
    ...remarks(report),
    ...(unread.length === 0 ? [] : ['', words.unread, '', ...unread]),
  ].join('\n')}\n`;
}
