// Checks a filled tree against the schemas and turns what ajv says into problems at the exact place.
// ajv sees plain objects: secrets as their text (never printed), values that could not be filled in not
// at all, so that one mistake is reported once. Several complaints about one value come down to one.

import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Problem } from '../model/problem.ts';
import { Secret } from '../model/value.ts';
import { explain } from './explain.ts';
import { child, type Entry, type Node, type Spot } from './tree.ts';
import * as validators from '../engine/validators.generated.js';

export type Shape = 'project' | 'config';

export interface Checked {
  readonly problems: readonly Problem[];
  /** nodes that are not what they should be */
  readonly wrong: ReadonlySet<Node>;
}

function plain(node: Node, open: (secret: Secret) => string): unknown {
  if (node.kind === 'unfilled') return undefined;
  if (node.kind === 'list') return node.items.map((item) => plain(item, open));
  if (node.kind === 'scalar') return node.value instanceof Secret ? open(node.value) : node.value;
  const object: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) {
    const value = plain(entry.node, open);
    if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true });
    else if (value !== undefined) object[key] = value;
  }
  return object;
}

/** A file as ajv sees it; the address of a portal is judged by how it is written, not by what it stands for. */
function plainFile(root: Node): unknown {
  const file = plain(root, (secret) => secret.reveal()) as Record<string, unknown>;
  const portals = child(root, 'portals');
  if (portals !== undefined) file['portals'] = plain(portals, (secret) => secret.template);
  return file;
}

const pathOf = (error: ErrorObject): string[] =>
  error.instancePath.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The spot at a path; undefined when a value on the way could not be filled in, which is reported already. */
function spotOf(root: Node, path: readonly string[]): Spot | undefined {
  let node: Node = root;
  let entry: Entry | undefined;
  for (const step of path) {
    entry = node.kind === 'map' ? node.entries.get(step) : undefined;
    const next = child(node, step);
    if (next === undefined || next.kind === 'unfilled') return undefined;
    node = next;
  }
  return { path, node, entry };
}

const dependencyOf = (error: ErrorObject): string | undefined => /\/dependencies\/(\w+)\/properties\/type\/enum$/.exec(error.schemaPath)?.[1];

/** Errors worth telling: no echoes of others. */
function telling(errors: readonly ErrorObject[]): ErrorObject[] {
  const unknownTypes = new Set(errors.filter((error) => error.keyword === 'enum' && dependencyOf(error) === undefined).map((error) => error.instancePath));
  const misplaced = new Set(
    errors.flatMap((error) => {
      const setting = dependencyOf(error);
      return setting === undefined || unknownTypes.has(error.instancePath) ? [] : [error.instancePath.replace(/type$/, setting)];
    }),
  );
  return errors.filter((error) => {
    if (error.keyword === 'if' || error.keyword === 'propertyNames') return false;
    if (dependencyOf(error) !== undefined) return !unknownTypes.has(error.instancePath);
    return ![...misplaced].some((path) => error.instancePath === path || error.instancePath.startsWith(`${path}/`));
  });
}

export function validate(shape: Shape, root: Node): Checked {
  const check: ValidateFunction = validators[shape];
  const wrong = new Set<Node>();
  if (check(plainFile(root))) return { problems: [], wrong };
  const problems = new Map<string, Problem>();
  for (const error of telling(check.errors ?? [])) {
    const setting = dependencyOf(error);
    const path = pathOf(error);
    const spot = spotOf(root, setting === undefined ? path : path.slice(0, -1));
    const finding = spot && explain(error, spot, setting);
    if (finding === undefined) continue;
    if (finding.wrong !== undefined) wrong.add(finding.wrong);
    if (finding.problem === undefined) continue;
    const { place, code } = finding.problem;
    const key = `${code} ${place?.file}:${place?.line}:${place?.col} ${error.params['missingProperty'] ?? ''}`;
    if (!problems.has(key)) problems.set(key, finding.problem);
  }
  return { problems: [...problems.values()], wrong };
}
