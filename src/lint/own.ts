// Rules of a project's own: JSON Schema (draft-07) put to the body of every resource of a kind, as it is written.
// The only place that compiles schemas while bxform runs, and only when there are such rules. Secrets are
// judged by how they are written, so nothing of them can get into a message.

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { problem, type Problem } from '../model/problem.ts';
import type { Path, Source } from '../model/source.ts';
import { texts } from '../texts/index.ts';
import type { LintProject } from './contract.ts';
import { bodyOf } from './plain.ts';
import type { OwnRule } from './settings.ts';

export interface OwnRules {
  readonly check: (project: LintProject, source: Source) => readonly Problem[];
  /** what is wrong with the rules themselves */
  readonly problems: readonly Problem[];
}

const words = texts.lint.settings;

const stepsOf = ({ instancePath }: ErrorObject): string[] =>
  instancePath.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** `*` stands for anything within a step of an address, `**` for any steps. */
function matching(pattern: string): RegExp {
  const stars: Readonly<Record<string, string>> = { '**': '.*', '*': '[^/]*' };
  const parts = pattern.split(/(\*\*|\*)/);
  return new RegExp(`^${parts.map((part) => stars[part] ?? part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)).join('')}$`, 'u');
}

/** What was not kept, for the reader of the rule: path and word of the schema. */
const broken = (error: ErrorObject): string =>
  [...stepsOf(error), error.keyword, error.params['missingProperty'] ?? ''].filter((word) => word !== '').join(' ');

function compiled(ajv: Ajv, source: Source, { id, schema, path }: OwnRule): ValidateFunction | Problem {
  const told = (said: string, at: Path): Problem =>
    problem('bad-schema', words.badSchema(id, said), { place: source.keyPlaceOf([...path, 'schema', ...at]), hint: words.badSchemaHint });
  if (ajv.validateSchema(schema) !== true) {
    const error = ajv.errors![0]!;
    return told(error.message ?? error.keyword, stepsOf(error));
  }
  try {
    return ajv.compile(schema);
  } catch (error) {
    return told((error as Error).message, []);
  }
}

export function ownRules(rules: readonly OwnRule[], source: Source): OwnRules {
  const ajv = new Ajv({ strictTypes: false, strictTuples: false, allowUnionTypes: true, logger: false });
  const ready = rules.map((rule) => ({ rule, validate: compiled(ajv, source, rule) }));
  const check: OwnRules['check'] = (project, seen) =>
    ready.flatMap(({ rule, validate }) => {
      if (typeof validate !== 'function') return [];
      const where = rule.where === undefined ? undefined : matching(rule.where);
      return project.ofKind(rule.kind).flatMap(({ address, path }): Problem[] => {
        if (where?.test(address) === false || validate(bodyOf(project.written(path)))) return [];
        // the last complaint is the outermost one
        const error = validate.errors!.at(-1)!;
        const place = seen.keyPlaceOf([...path, ...stepsOf(error)]);
        const level = rule.level === 'error' ? 'error' : 'warning';
        return [problem(rule.id, texts.lint.own(address, rule.message), { level, address, place, hint: texts.lint.ownHint(broken(error)) })];
      });
    });
  return { check, problems: ready.flatMap(({ validate }) => (typeof validate === 'function' ? [] : [validate])) };
}
