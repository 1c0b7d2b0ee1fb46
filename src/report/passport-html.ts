// The passport of a portal as one page for those who work in it: what there is, how it hangs together, what is wrong
// with it, and what changed since it was last written down.

import type { Passport, PassportList } from '../model/passport.ts';
import type { Drawing, Picture } from '../model/picture.ts';
import type { Plan } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { texts } from '../texts/index.ts';
import { byReason, remarks, type AuditReport } from './audit.ts';
import { htmlPage } from './html-page.ts';
import { markup, type Markup } from './html-text.ts';
import { changesSection } from './page-changes.ts';
import { diagramSection } from './page-diagram.ts';
import { stageRules } from './page-funnels.ts';
import { pageStyle } from './page-style.ts';
import { coverPart } from './passport-cover.ts';
import { findingsSection, scoreSection } from './passport-findings.ts';
import { PASSPORT_STYLE } from './passport-style.ts';
import { cardPart, listsSection, typesSection } from './passport-types.ts';
import { typeTitle } from './picture-names.ts';
import { isEmpty } from './plan-counts.ts';
import { withoutTokens } from './problem-lines.ts';
import { reviewOf } from './review.ts';

const words = texts.audit.page;

/** What the files of the folder say of the portal: a plan, or why there is none. */
export interface Since {
  readonly plan?: Plan;
  readonly problems: readonly Problem[];
}

export interface About {
  readonly version: string;
  /** `2026-11-22` */
  readonly day?: string;
  readonly since?: Since;
}

export function passportHtml(passport: Passport, drawing: Drawing, report: AuditReport, { version, day, since }: About): string {
  const picture: Picture = { before: drawing, after: drawing };
  const { sections } = words;
  const parts: readonly (readonly [id: keyof typeof sections, part: Markup | undefined])[] = [
    ['diagram', diagramSection(picture, new Set(), words.diagram)],
    ['types', typesSection('types', passport.types, drawing)],
    ['standard', typesSection('standard', passport.standard, drawing)],
    ['workplaces', listsSection('workplaces', passport.workplaces.map((list) => cardOf(list, words.members(list.entries.length))))],
    ['automation', listsSection('automation', [...passport.automation.map(automationCard), ...byReason(report.unread).map(unreadCard)])],
    ['dictionaries', listsSection('dictionaries', passport.dictionaries.map((list) => cardOf(list, words.entries(list.entries.length))))],
    ['score', scoreSection(report, remarks(report))],
    ['findings', findingsSection(report)],
    ['changes', sinceSection(since, drawing)],
  ];
  const shown = parts.filter(([, part]) => part !== undefined);
  const links = shown.map(([id]) => [id === 'changes' ? 'since' : id, sections[id]] as const);
  return htmlPage({
    language: texts.review.page.language,
    title: words.title(report.host),
    style: pageStyle(`${stageRules(picture)}\n${PASSPORT_STYLE}`),
    header: coverPart(passport, { host: report.host, score: report.score, links, ...(day === undefined ? {} : { day }) }),
    main: markup`${shown.map(([, part]) => markup`${part}\n`)}`,
    footer: words.footer(version),
  });
}

const cardOf = ({ name, entries }: PassportList, told: string): Markup => cardPart({ title: name, told, entries });

const sectionName = (section: string): string => words.automation[section] ?? section;
const automationCard = ({ name, entries }: PassportList): Markup => cardPart({ title: sectionName(name), told: String(entries.length), entries });
const unreadCard = ([reason, sections]: readonly [string, readonly string[]]): Markup => cardPart({ title: words.unread, told: reason, entries: sections.map(sectionName) });

function sinceSection(since: Since | undefined, { types }: Drawing): Markup {
  const { none, same, broken, lead } = words.changes;
  const section = (said: Markup, more?: Markup): Markup => markup`<section id="since"><h2>${words.sections.changes}</h2><div class="sheet">${said}</div></section>${more}`;
  if (since === undefined) return section(markup`<p>${none}</p>`);
  if (since.plan === undefined) return section(markup`<p>${broken}</p><ul>${since.problems.map(({ message }) => markup`<li>${withoutTokens(message)}</li>`)}</ul>`);
  const review = reviewOf(since.plan);
  if (isEmpty(review.counts)) return section(markup`<p>${same}</p>`);
  const titles = new Map(types.map((type) => [type.id, typeTitle(type)]));
  return section(markup`<p>${lead} <b>${texts.review.sum(review.counts)}</b></p>`, changesSection(review, titles));
}
