// A resolved project -> problems: every rule that is on, at the level the project gives it, without what its
// comments let pass. Portals see it differently, each in its language, so every view is judged; the same
// finding at the same place is told once.

import type { Graph } from '../engine/resolve.ts';
import { formatPlace, problem, type Problem } from '../model/problem.ts';
import type { Comment, PortalSettings, Source } from '../model/source.ts';
import type { LintProject } from './contract.ts';
import { ignoresOf, pass, unusedIgnore } from './ignores.ts';
import { RULES } from './index.ts';
import type { OwnRules } from './own.ts';
import { lintProject } from './project.ts';
import { lintSettings, UNUSED_IGNORE, type LintSettings } from './settings.ts';

/** A project as a portal sees it. */
export interface View {
  readonly source: Source;
  readonly graph: Graph;
}

export interface LintInput {
  /** at least one */
  readonly views: readonly View[];
  readonly portals: readonly PortalSettings[];
  readonly comments: readonly Comment[];
  /** names of the kinds */
  readonly kinds: readonly string[];
  /** not every portal was looked at, so an ignore that matches nothing may match elsewhere */
  readonly partial?: boolean;
}

function findings(project: LintProject, { source }: View, { active }: LintSettings, own: OwnRules | undefined): Problem[] {
  const found = active.flatMap(({ rule, level, options }) =>
    rule.check(project, options).map(({ address, path, message, hint }) => problem(rule.id, message, { level, address, hint, place: source.keyPlaceOf(path) })),
  );
  return [...found, ...(own?.check(project, source) ?? [])];
}

const whereOf = ({ code, address, place }: Problem): string => `${code} ${address} ${formatPlace(place!)}`;
const once = (problems: readonly Problem[]): Problem[] => [...new Map(problems.map((each) => [whereOf(each), each])).values()];

export async function lint({ views, portals, comments, kinds, partial }: LintInput): Promise<readonly Problem[]> {
  const { source } = views[0]!;
  const settings = lintSettings(source, RULES, kinds);
  const own = settings.own.length === 0 ? undefined : (await import('./own.ts')).ownRules(settings.own, source);
  const wrong = [...settings.problems, ...(own?.problems ?? [])];
  if (wrong.length > 0) return wrong;
  const found = once(views.flatMap((view) => findings(lintProject(view, portals), view, settings, own)));
  const { left, unused } = pass(found, ignoresOf(comments));
  const level = settings.unusedIgnore;
  if (level === 'off' || partial === true) return left;
  const known = [...RULES, ...settings.own].map(({ id }) => id);
  return [...left, ...unused.map((ignore) => unusedIgnore(ignore, UNUSED_IGNORE, level, known))];
}
