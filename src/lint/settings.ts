// The section `lint` of the project file: which rules apply, how strictly, with which options, and the rules a
// team made itself. Its shape was checked with the files; what a schema cannot tell is checked here.

import { problem, type Problem } from '../model/problem.ts';
import type { Path, Source, Written } from '../model/source.ts';
import { nearest } from '../model/nearest.ts';
import { texts } from '../texts/index.ts';
import type { Level, Options, Rule } from './contract.ts';
import { bodyOf, plain } from './plain.ts';

export interface Active {
  readonly rule: Rule;
  readonly level: Exclude<Level, 'off'>;
  readonly options: Options;
}

/** A rule of the project's own: what a resource of a kind must look like. */
export interface OwnRule {
  readonly id: string;
  readonly level: Level;
  readonly kind: string;
  readonly message: string;
  /** pattern of addresses */
  readonly where?: string;
  readonly schema: object;
  /** where it is written */
  readonly path: Path;
}

export interface LintSettings {
  readonly active: readonly Active[];
  readonly own: readonly OwnRule[];
  readonly unusedIgnore: Level;
  readonly problems: readonly Problem[];
}

const words = texts.lint.settings;

export const UNUSED_IGNORE = 'unused-ignore';

const asMap = (written: Written | undefined): ReadonlyMap<string, Written> => (written instanceof Map ? written : new Map());

/** Level and options that the project gives a rule; a text alone is the level. */
function configured(rules: ReadonlyMap<string, Written>, id: string, usual: Level): { readonly level: Level; readonly options: Options } {
  const said = rules.get(id);
  if (!(said instanceof Map)) return { level: (said as Level | undefined) ?? usual, options: {} };
  const { level, ...options } = bodyOf(said) as { level?: Level };
  return { level: level ?? usual, options };
}

function patternProblem(source: Source, id: string, { pattern }: Options): Problem[] {
  if (typeof pattern !== 'string') return [];
  try {
    new RegExp(pattern, 'u');
    return [];
  } catch {
    const place = source.placeOf(['lint', 'rules', id, 'pattern']);
    return [problem('bad-pattern', words.badPattern(pattern), { place, hint: words.badPatternHint })];
  }
}

type OwnFound = { readonly own: readonly OwnRule[]; readonly problems: readonly Problem[] };

function ownRules(source: Source, written: readonly Written[], taken: ReadonlySet<string>, kinds: readonly string[]): OwnFound {
  const problems: Problem[] = [];
  const ids = new Set(taken);
  const own = written.map((each, index): OwnRule => {
    const path = ['lint', 'own', index];
    const { level, schema: _, ...said } = bodyOf(each) as Partial<OwnRule>;
    const [id, kind] = [String(said.id), String(said.kind)];
    const place = (key: string) => ({ place: source.placeOf([...path, key]) });
    if (ids.has(id)) problems.push(problem('duplicate-key', words.taken(id), { ...place('id'), hint: words.takenHint }));
    ids.add(id);
    const close = nearest(kind, kinds);
    const hint = close === undefined ? words.knownKinds(kinds.join(', ')) : texts.lint.didYouMean(close);
    if (!kinds.includes(kind)) problems.push(problem('unknown-kind', words.unknownKind(kind), { ...place('kind'), hint }));
    return {
      id,
      kind,
      path,
      level: level ?? 'warning',
      message: String(said.message),
      schema: plain(asMap(each).get('schema') ?? new Map(), (secret) => secret.template) as object,
      ...(said.where === undefined ? {} : { where: String(said.where) }),
    };
  });
  return { own, problems };
}

export function lintSettings(source: Source, all: readonly Rule[], kinds: readonly string[]): LintSettings {
  const section = asMap(source.root.get('lint'));
  const rules = asMap(section.get('rules'));
  const chosen = all.map((rule) => ({ rule, ...configured(rules, rule.id, rule.level) }));
  const written = section.get('own');
  const taken = new Set([...all.map(({ id }) => id), UNUSED_IGNORE]);
  const { own, problems } = ownRules(source, Array.isArray(written) ? (written as readonly Written[]) : [], taken, kinds);
  return {
    active: chosen.flatMap(({ rule, level, options }) => (level === 'off' ? [] : [{ rule, level, options: { ...rule.options, ...options } }])),
    own: own.filter(({ level }) => level !== 'off'),
    unusedIgnore: configured(rules, UNUSED_IGNORE, 'warning').level,
    problems: [...chosen.flatMap(({ rule, options }) => patternProblem(source, rule.id, options)), ...problems],
  };
}
