// ordered differences -> the plan as frozen JSON: targets (how to find and verify what is touched), what is
// recorded or left alone, risks, and a fingerprint of everything the decisions were based on. Nothing is decided
// here any more: whoever holds the plan does not need the files it was made from.

import { createHash } from 'node:crypto';
import type { Kind, LiveRow } from '../kinds/contract.ts';
import type { Change, ManualStep, Plan, Selection, Target } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import { hidesName, Secret } from '../model/value.ts';
import type { State } from '../state/port.ts';
import { texts } from '../texts/index.ts';
import { isBlind } from './compare.ts';
import { refsOf, type Difference } from './difference.ts';
import type { Usage } from './estimate.ts';
import { editedAt, overwrites } from './hand-edits.ts';
import { isBegun } from './interrupted.ts';
import type { Ordered } from './order.ts';
import { itemOf } from './steps.ts';

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
  readonly clientId?: string;
  readonly usage: Usage;
  readonly selection?: Selection;
  readonly leftOut: (address: string) => boolean;
  readonly markOf: (difference: Difference) => string | undefined;
  readonly manual?: { readonly open: readonly ManualStep[]; readonly isDeclared: (address: string) => boolean };
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
export function unseenOf(kind: Kind, { parent, spec }: Pick<Target, 'parent' | 'spec'>, rows: readonly LiveRow[]): string {
  const title = parent === undefined ? spec[kind.title ?? ''] : undefined;
  const name = typeof title === 'string' ? title.trim().toLowerCase() : '';
  const beside = name === '' ? [] : rows.filter((row) => row.name?.trim().toLowerCase() === name).map((row) => row.uid).sort();
  return beside.length === 0 ? 'absent' : digest(['absent', beside]);
}

/** Of everything the decisions of a plan were based on. */
export function fingerprintOf({ project, portal, state, targets }: Pick<Plan, 'project' | 'portal' | 'state' | 'targets'>): string {
  return digest([project, portal.host, state, Object.values(targets).map((target) => [target.address, target.ids ?? null, target.seen ?? null])]);
}

/** Ours as it is, and not in the state yet: what is left out is not looked at, and what differs and is kept is only ours by proof. */
const isRecorded = (input: FreezeInput, { change, pair, kept, unknown }: Difference): boolean =>
  unknown === undefined && change.action === 'none' && pair.row !== undefined && (!pair.entry || isBegun(pair.entry)) && !pair.declared.lookup && !input.leftOut(pair.declared.address) && (kept === undefined || pair.proof === 'owned');

function targetOf(input: FreezeInput, difference: Difference): Target {
  const { pair, properties, change } = difference;
  const kind = input.kinds.get(pair.declared.kind)!;
  const mark = input.markOf(difference);
  const spec = Object.fromEntries(difference.spec);
  const parent = pair.declared.parent === undefined ? {} : { parent: pair.declared.parent };
  const seen = (): string => (pair.row ? seenOf(pair.row, Object.keys(spec)) : unseenOf(kind, { spec, ...parent }, input.rows(kind.name)));
  const expect = Object.fromEntries([...properties].filter(([path]) => !isBlind(kind, path)).map(([path, { after }]) => [path, after]));
  return {
    address: pair.declared.address,
    kind: pair.declared.kind,
    key: pair.declared.key,
    spec,
    expect,
    origin: change.action === 'adopt' ? 'adopted' : pair.origin,
    ...parent,
    ...(mark === undefined ? {} : { mark }),
    ...(pair.role === undefined ? {} : { role: pair.role }),
    ...(pair.row?.name === undefined || hidesName(difference.spec) ? {} : { name: pair.row.name }),
    ...(pair.row ? { ids: pair.row.ids } : {}),
    ...(pair.row && pair.proof === 'owned' && !pair.keyless && !pair.declared.lookup ? { owned: true as const } : {}),
    ...(kind.blind && !difference.unknown ? { blind: Object.keys(spec).filter((path) => isBlind(kind, path)) } : {}),
    ...(editedAt(pair) === undefined || overwrites(kind, properties) ? {} : { changedAt: pair.entry!.changedAt! }),
    ...(change.action === 'delete' ? { unwanted: true as const } : {}),
    ...(pair.proof === 'predicted' ? {} : { seen: seen() }),
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
    for (const ref of refsOf(difference.spec)) add(ref);
  };
  for (const step of input.ordered.steps.values()) {
    add(step.address);
    for (const address of step.targets) add(address);
  }
  for (const difference of input.differences) if (isRecorded(input, difference)) add(difference.change.address);
  return found;
}

/** The change with what it may cost that its properties do not show, where its kind knows. */
function withRisks(input: FreezeInput, byAddress: ReadonlyMap<string, Difference>, change: Change): Change {
  if (change.action === 'blocked' || change.action === 'none') return change;
  const difference = byAddress.get(change.address)!;
  const uidOf = (address: string): string | undefined => byAddress.get(address)?.pair.row?.uid;
  const kind = input.kinds.get(change.kind)!;
  const gap = kind.rebinds === undefined || change.action === 'create' || change.action === 'delete' ? [] : [kind.rebinds];
  const edited = overwrites(kind, difference.properties) ? editedAt(difference.pair) : undefined;
  const lost = edited === undefined ? [] : [texts.templates.overwritesEdit(edited)];
  const risks = [...gap, ...lost, ...(kind.risks?.(itemOf(difference, input.markOf(difference)), input.rows, uidOf) ?? [])];
  return risks.length === 0 ? change : { ...change, risks };
}

export function freeze(input: FreezeInput): Plan {
  const byAddress = new Map(input.differences.map((difference) => [difference.change.address, difference]));
  const addresses = touched(input);
  const targets = Object.fromEntries([...addresses].sort().map((address) => [address, targetOf(input, byAddress.get(address)!)]));
  const state = { instance: input.state?.instance ?? '', serial: input.state?.serial ?? 0 };
  const leftAlone = Object.entries(input.state?.entries ?? {})
    .filter(([address, entry]) => !byAddress.has(address) && entry.unwanted !== true && input.manual?.isDeclared(address) !== true)
    .map(([address, entry]) => ({ address, ...(entry.name === undefined ? {} : { name: entry.name }) }));
  const recorded = input.differences.filter((difference) => isRecorded(input, difference)).map(({ change }) => change.address);
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
    ...(input.manual && input.manual.open.length > 0 ? { manual: input.manual.open } : {}),
    ...(input.selection === undefined ? {} : { selection: input.selection }),
    ...(input.clientId === undefined ? {} : { clientId: input.clientId }),
    kept: input.differences.flatMap(({ change: { address }, kept }) => (kept === undefined || input.selection?.needed.includes(address) ? [] : [{ address, properties: kept }])),
    unknown: input.differences.flatMap(({ change: { address }, unknown }) => (unknown ? [address] : [])),
    usage: input.usage,
  };
  return { ...frozen, fingerprint: fingerprintOf(frozen) };
}

