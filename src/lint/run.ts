// A resolved project -> problems: every rule that is on, at the level the project gives it, without what its
// comments let pass. Texts differ by language, so the project is judged once for each; the same finding
// at the same place is told once.

import type { Graph } from '../engine/resolve.ts';
import { formatPlace, problem, type Problem } from '../model/problem.ts';
import type { Comment, PortalSettings, Source } from '../model/source.ts';
import type { LintProject } from './contract.ts';
import { ignoresOf, pass, unusedIgnore } from './ignores.ts';
import { RULES } from './index.ts';
import type { OwnRules } from './own.ts';
import { lintProject } from './project.ts';
import { lintSettings, UNUSED_IGNORE, type LintSettings } from './settings.ts';

export interface LintInput {
  readonly source: Source;
  /** the project for each language of its portals */
  readonly graphs: readonly Graph[];
  readonly portals: readonly PortalSettings[];
  readonly comments: readonly Comment[];
  /** names of the kinds */
  readonly kinds: readonly string[];
  /** not every portal was looked at, so an ignore that matches nothing may match elsewhere */
  readonly partial?: boolean;
}

function findings(project: LintProject, source: Source, { active }: LintSettings, own: OwnRules | undefined): Problem[] {
  const found = active.flatMap(({ rule, level, options }) =>
    rule.check(project, options).map(({ address, path, message, hint }) => problem(rule.id, message, { level, address, hint, place: source.keyPlaceOf(path) })),
  );
  return [...found, ...(own?.check(project) ?? [])];
}

const once = (problems: readonly Problem[]): Problem[] => [...new Map(problems.map((each) => [`${each.code} ${each.address} ${formatPlace(each.place!)}`, each])).values()];

export async function lint({ source, graphs, portals, comments, kinds, partial }: LintInput): Promise<readonly Problem[]> {
  const settings = lintSettings(source, RULES, kinds);
  const own = settings.own.length === 0 ? undefined : (await import('./own.ts')).ownRules(settings.own, source);
  const wrong = [...settings.problems, ...(own?.problems ?? [])];
  if (wrong.length > 0) return wrong;
  const found = once(graphs.flatMap((graph) => findings(lintProject(source, graph, portals), source, settings, own)));
  const { left, unused } = pass(found, ignoresOf(comments));
  const level = settings.unusedIgnore;
  if (level === 'off' || partial === true) return left;
  const known = [...RULES, ...settings.own].map(({ id }) => id);
  return [...left, ...unused.map((ignore) => unusedIgnore(ignore, UNUSED_IGNORE, level, known))];
}
