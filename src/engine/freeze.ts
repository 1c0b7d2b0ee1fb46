// ordered differences -> the plan as frozen JSON: targets (how to find and verify what is touched), what
// is recorded or left alone, risks, and a fingerprint of everything the decisions were based on.

import { createHash } from 'node:crypto';
import type { Kind, LiveRow } from '../kinds/contract.ts';
import type { Change, Plan, Target } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { hidesName, isRef, Secret } from '../model/value.ts';
import type { State } from '../state/port.ts';
import type { Difference } from './diff.ts';
import type { Ordered } from './order.ts';
import type { Usage } from './estimate.ts';

export interface FreezeInput {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly differences: readonly Difference[];
  readonly ordered: Ordered;
  readonly state: State | undefined;
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly version: string;
  readonly project: string;
  readonly portal: Plan['portal'];
  readonly warnings: readonly Problem[];
  readonly usage: Usage;
  readonly markOf: (difference: Difference) => string | undefined;
}

const sortedKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Secret)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

export const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value, sortedKeys) ?? 'undefined').digest('hex').slice(0, 32);

/** What a decision about a row was based on: the declared properties as they read. */
export const seenOf = (row: LiveRow | undefined, paths: Iterable<string>): string =>
  row === undefined ? 'absent' : digest([...paths].sort().map((path) => [path, row.spec.get(path) || null]));

/** What a decision to create a root was based on: nothing there is it, and these others have its name. */
export function unseenOf(target: { readonly parent?: string; readonly spec: Readonly<Record<string, unknown>> }, rows: readonly LiveRow[]): string {
  const title = target.spec['title'];
  const name = typeof title === 'string' ? title.trim().toLowerCase() : '';
  const beside = target.parent === undefined && name !== '' ? rows.filter((row) => row.name?.trim().toLowerCase() === name).map((row) => row.uid).sort() : [];
  return beside.length === 0 ? 'absent' : digest(['absent', beside]);
}

function targetOf(input: FreezeInput, difference: Difference): Target {
  const { pair, spec, properties, change } = difference;
  const kind = input.kinds.get(pair.declared.kind)!;
  const mark = input.markOf(difference);
  const expect = Object.fromEntries([...properties].filter(([path]) => !kind.blind?.includes(path)).map(([path, { after }]) => [path, after]));
  return {
    address: pair.declared.address,
    kind: pair.declared.kind,
    key: pair.declared.key,
    spec: Object.fromEntries(spec),
    expect,
    origin: change.action === 'adopt' ? 'adopted' : pair.origin,
    ...(pair.declared.parent === undefined ? {} : { parent: pair.declared.parent }),
    ...(mark === undefined ? {} : { mark }),
    ...(pair.role === undefined ? {} : { role: pair.role }),
    ...(pair.row?.name === undefined || hidesName(spec) ? {} : { name: pair.row.name }),
    ...(pair.row ? { ids: pair.row.ids } : {}),
    ...(pair.row && pair.proof === 'owned' && !pair.declared.lookup ? { owned: true as const } : {}),
    ...(kind.blind ? { blind: kind.blind.filter((path) => spec.has(path)) } : {}),
    ...(change.action === 'delete' ? { unwanted: true as const } : {}),
    ...(pair.proof === 'predicted' ? {} : { seen: pair.row === undefined ? unseenOf({ ...pair.declared, spec: Object.fromEntries(spec) }, input.rows(pair.declared.kind)) : seenOf(pair.row, spec.keys()) }),
  };
}

/** Everything a change touches or refers to, with all that is above it. */
function touched(input: FreezeInput): Set<string> {
  const byAddress = new Map(input.differences.map((difference) => [difference.change.address, difference]));
  const found = new Set<string>();
  const add = (address: string): void => {
    const difference = byAddress.get(address);
    if (difference === undefined || found.has(address)) return;
    found.add(address);
    if (difference.pair.declared.parent !== undefined) add(difference.pair.declared.parent);
    for (const value of difference.spec.values()) for (const ref of JSON.stringify(value)?.matchAll(/"\$ref":"((?:[^"\\]|\\.)*)"/g) ?? []) add(JSON.parse(`"${ref[1]}"`) as string);
  };
  for (const step of input.ordered.steps.values()) {
    add(step.address);
    for (const address of step.targets) add(address);
  }
  for (const { change, pair } of input.differences) if (change.action === 'none' && pair.row && !pair.entry && !pair.declared.lookup) add(change.address);
  return found;
}

/** What a change may cost that its properties do not show. */
function risksOf(input: FreezeInput, difference: Difference): string[] {
  const { pair, change, properties } = difference;
  const risks: string[] = [];
  const labels = [...properties.keys()].some((path) => /^(label|help)\./.test(path));
  if (change.action !== 'create' && labels && pair.row?.losesLabels) risks.push('the labels of the list column, the filter and the error message, set elsewhere, will be lost: the portal rebuilds all labels of a field at once');
  const type = pair.declared.spec.get('type');
  if (change.kind === 'member' && change.action === 'create' && isRef(type)) {
    const uid = input.differences.find((other) => other.change.address === type.$ref)?.pair.row?.uid;
    const home = input.rows('member').find((row) => row.key === uid && uid !== undefined);
    const name = home && input.rows('workplace').find((row) => row.uid === home.parent)?.name;
    if (home) risks.push(`${type.$ref} moves out of the workplace ${JSON.stringify(name ?? '')}: the role permissions of its funnels are lost`);
  }
  return risks;
}

const withRisks = (input: FreezeInput, byAddress: ReadonlyMap<string, Difference>, change: Change): Change => {
  const risks = change.action === 'blocked' || change.action === 'none' ? [] : risksOf(input, byAddress.get(change.address)!);
  return risks.length === 0 ? change : { ...change, risks };
};

export function freeze(input: FreezeInput): Plan {
  const byAddress = new Map(input.differences.map((difference) => [difference.change.address, difference]));
  const addresses = touched(input);
  const targets = Object.fromEntries([...addresses].sort().map((address) => [address, targetOf(input, byAddress.get(address)!)]));
  const state = { instance: input.state?.instance ?? '', serial: input.state?.serial ?? 0 };
  const leftAlone = Object.entries(input.state?.entries ?? {})
    .filter(([address, entry]) => !byAddress.has(address) && entry.unwanted !== true)
    .map(([address, entry]) => ({ address, ...(entry.name === undefined ? {} : { name: entry.name }) }));
  const recorded = input.differences.filter(({ change, pair }) => change.action === 'none' && pair.row && !pair.entry && !pair.declared.lookup).map(({ change }) => change.address);
  const frozen = {
    format: 'bxform-plan/1' as const,
    bxform: input.version,
    project: input.project,
    portal: input.portal,
    state,
    changes: input.ordered.changes.map((change) => withRisks(input, byAddress, change)),
    waves: input.ordered.waves,
    steps: Object.fromEntries(input.ordered.steps),
    targets,
    leftAlone,
    recorded,
    warnings: input.warnings,
    usage: input.usage,
  };
  return { ...frozen, fingerprint: digest([input.project, input.portal.host, state, Object.values(targets).map((target) => [target.address, target.ids ?? null, target.seen ?? null])]) };
}

