// pairs -> changes, property by property. Absent is unmanaged; only what is declared is compared, both
// sides in the same words and with the same addresses. What was not proven ours is only changed when told
// to adopt; a fixed property that would have to change is a problem; blind ones are compared with what was
// applied last. Things the portal made with our own create and nobody declared are removed.

import type { Declared, Kind, LiveRow } from '../kinds/contract.ts';
import type { Action, Change, PropertyChange } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import type { Source } from '../model/source.ts';
import { hidesName, isRef, sameValue, Secret, type Spec, type Value } from '../model/value.ts';
import type { State } from '../state/port.ts';
import type { Blocked, Pair } from './match.ts';
import { positions } from './positions.ts';

export interface Difference {
  readonly pair: Pair;
  readonly change: Change;
  /** declared properties with positions filled in */
  readonly spec: Spec;
  readonly properties: ReadonlyMap<string, PropertyChange>;
}

export interface DiffInput {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly state: State | undefined;
  readonly source: Source;
}

const nothing = (value: Value | undefined): boolean => value === undefined || value === null || value === '' || value === false;
const same = (live: Value | undefined, wanted: Value): boolean => (nothing(live) && nothing(wanted)) || (live !== undefined && sameValue(live, wanted));

/** References of a live row in declared addresses; what nobody declared keeps its uid. */
function inAddresses(value: Value, addresses: ReadonlyMap<string, string>): Value {
  if (isRef(value)) return value.$ref.startsWith('uid:') ? { $ref: addresses.get(value.$ref.slice(4)) ?? value.$ref } : value;
  if (Array.isArray(value)) return (value as readonly Value[]).map((entry) => inAddresses(entry, addresses)).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value === 'object' && value !== null && !(value instanceof Secret)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inAddresses(entry, addresses)]));
  return value;
}

/** Declared properties with the positions of siblings turned into sort values. */
function withPositions(input: DiffInput): Map<string, Spec> {
  const specs = new Map<string, Spec>();
  const groups = new Map<string, Pair[]>();
  for (const pair of input.pairs.values()) {
    specs.set(pair.declared.address, pair.declared.spec);
    if (input.kinds.get(pair.declared.kind)!.ordered && pair.declared.parent !== undefined) {
      const group = `${pair.declared.kind} ${pair.declared.parent}`;
      (groups.get(group) ?? groups.set(group, []).get(group)!).push(pair);
    }
  }
  for (const group of groups.values()) {
    const kind = input.kinds.get(group[0]!.declared.kind)!;
    const placed = group.map((pair) => {
      const live = pair.row?.spec.get('sort') ?? (pair.role === undefined ? undefined : kind.automatic?.roles.get(pair.role)?.get('sort'));
      const wanted = pair.declared.spec.get('sort');
      return { ...(typeof live === 'number' ? { sort: live } : {}), ...(typeof wanted === 'number' ? { wanted } : {}) };
    });
    positions(placed, kind.ordered!.first, kind.ordered!.step).forEach((sort, index) => {
      const { address, spec } = group[index]!.declared;
      specs.set(address, new Map([...spec, ['sort', sort]]));
    });
  }
  return specs;
}

function compare(input: DiffInput, pair: Pair, spec: Spec, addresses: ReadonlyMap<string, string>): Map<string, PropertyChange> {
  const kind = input.kinds.get(pair.declared.kind)!;
  const expected = pair.role === undefined ? undefined : kind.automatic?.roles.get(pair.role);
  const found = new Map<string, PropertyChange>();
  for (const [path, wanted] of spec) {
    const secret = wanted instanceof Secret ? { secret: true as const } : {};
    if (kind.blind?.includes(path)) {
      const last = pair.entry?.blind?.[path];
      // what is ours and nothing is remembered of (a lost state) is believed to be as declared
      if (pair.row && (last === undefined ? pair.proof === 'owned' && pair.entry === undefined : sameValue(last, wanted))) continue;
      found.set(path, { path, after: wanted, ...secret });
      continue;
    }
    const raw = pair.row ? pair.row.spec.get(path) : expected?.get(path);
    const live = raw === undefined ? undefined : inAddresses(raw, addresses);
    const after = inAddresses(wanted, addresses);
    if (pair.row || expected?.has(path) ? same(live, after) : wanted === null) continue;
    found.set(path, { path, ...(live === undefined ? {} : { before: live }), after, ...secret });
  }
  return found;
}

function actionOf(input: DiffInput, pair: Pair, changed: ReadonlyMap<string, PropertyChange>): Action {
  if (pair.blocked) return 'blocked';
  if (pair.proof === 'none') return 'create';
  if (changed.size === 0) return 'none';
  if (pair.proof !== 'candidate') return 'update';
  return pair.declared.adopt === undefined ? 'blocked' : 'adopt';
}

const adoptAnswers = (pair: Pair): string[] => ['adopt: true', ...(pair.doubles ? ['create: true   # a second one'] : [])];

function changeOf(input: DiffInput, pair: Pair, changed: ReadonlyMap<string, PropertyChange>, action: Action): Change {
  const foreign = action === 'blocked' && pair.blocked === undefined;
  const name = hidesName(pair.declared.spec) ? undefined : pair.row?.name;
  const blocked: Blocked | undefined = pair.blocked ?? (foreign ? { reason: `the portal already has it${name === undefined ? '' : ` (${JSON.stringify(name)})`}, not made by this project, and it differs`, answers: adoptAnswers(pair) } : undefined);
  return {
    address: pair.declared.address,
    kind: pair.declared.kind,
    action,
    properties: [...changed.values()],
    ...(blocked ? { reason: blocked.reason, answers: blocked.answers, ...(blocked.waitsFor === undefined ? {} : { waitsFor: blocked.waitsFor }) } : {}),
    ...(pair.proof === 'predicted' || (pair.origin === 'sideEffect' && pair.fresh) ? { automatic: true as const } : {}),
    place: input.source.keyPlaceOf(pair.declared.path),
    ...(name === undefined ? {} : { name }),
  };
}

function fixedProblems(input: DiffInput, pair: Pair, changed: ReadonlyMap<string, PropertyChange>): Problem[] {
  const kind = input.kinds.get(pair.declared.kind)!;
  if (pair.row === undefined && pair.proof !== 'predicted') return [];
  return (kind.fixed ?? []).flatMap((path) => {
    const change = changed.get(path);
    if (change === undefined) return [];
    const was = isRef(change.before) ? change.before.$ref : JSON.stringify(change.before);
    return [
      problem('fixed-property', `${path} of ${pair.declared.address} cannot change: it is ${was} on the portal`, {
        place: input.source.placeOf([...pair.declared.path, path]),
        address: pair.declared.address,
        hint: `set it back to ${was}, or declare a new ${pair.declared.kind} under another key; the portal would lose the data of the old one`,
      }),
    ];
  });
}

/** Properties that must be said with a create, because the portal's default would surprise. */
function unsaid(input: DiffInput, { pair, spec, change }: Difference): Problem[] {
  if (change.action !== 'create') return [];
  return Object.entries(input.kinds.get(change.kind)!.saidOnCreate ?? {}).flatMap(([path, why]) =>
    spec.has(path) ? [] : [problem('unsaid-property', `${change.address} is to be created and does not say ${path}`, { place: input.source.keyPlaceOf(pair.declared.path), address: change.address, hint: why })],
  );
}

/** Roles the portal filled by itself in a parent of ours, declared by nobody. */
function unwanted(input: DiffInput): Difference[] {
  const result: Difference[] = [];
  const below = new Map<string, Pair[]>();
  for (const pair of input.pairs.values()) {
    const known = below.get(pair.declared.parent ?? '');
    if (known === undefined) below.set(pair.declared.parent ?? '', [pair]);
    else known.push(pair);
  }
  for (const kind of input.kinds.values()) {
    if (!kind.automatic?.removable) continue;
    for (const parent of input.pairs.values()) {
      if (parent.declared.kind !== kind.parent || parent.blocked) continue;
      const declared = (below.get(parent.declared.address) ?? []).filter((pair) => pair.declared.kind === kind.name);
      if (declared.length === 0) continue;
      const roles = new Set(declared.map((pair) => kind.automatic!.role(pair.declared)));
      for (const role of kind.automatic.roles.keys()) {
        if (roles.has(role)) continue;
        const address = `${parent.declared.address}/${kind.name}.${role}`;
        const row = parent.row && input.rows(kind.name).find((other) => other.parent === parent.row!.uid && kind.automatic!.row(other) === role);
        const ours = parent.row === undefined || parent.fresh || input.state?.entries[address]?.unwanted;
        if (!ours || (parent.row !== undefined && row === undefined)) continue;
        const stub: Declared = { address, kind: kind.name, key: role, parent: parent.declared.address, spec: new Map(), path: parent.declared.path, position: -1 };
        const pair: Pair = { declared: stub, proof: row ? 'owned' : 'predicted', origin: 'sideEffect', role, ...(row ? { row } : {}) };
        const change: Change = { address, kind: kind.name, action: 'delete', properties: [], automatic: true, reason: 'made by the portal with its funnel and not declared; removed while empty', ...(row?.name === undefined ? {} : { name: row.name }) };
        result.push({ pair, change, spec: new Map(), properties: new Map() });
      }
    }
  }
  return result;
}

export function diff(input: DiffInput): { readonly differences: readonly Difference[]; readonly problems: readonly Problem[] } {
  const addresses = new Map<string, string>();
  for (const pair of input.pairs.values()) if (pair.row) addresses.set(pair.row.uid, pair.declared.address);
  const specs = withPositions(input);
  const problems: Problem[] = [];
  const differences: Difference[] = [];
  for (const pair of input.pairs.values()) {
    if (pair.declared.lookup) continue;
    const spec = specs.get(pair.declared.address)!;
    const changed = pair.blocked ? new Map<string, PropertyChange>() : compare(input, pair, spec, addresses);
    problems.push(...fixedProblems(input, pair, changed));
    const difference = { pair, spec, properties: changed, change: changeOf(input, pair, changed, actionOf(input, pair, changed)) };
    problems.push(...unsaid(input, difference));
    differences.push(difference);
  }
  return { differences: [...handsOff(input.kinds, differences), ...unwanted(input)], problems };
}

const WRITES: ReadonlySet<Action> = new Set<Action>(['create', 'update', 'adopt', 'delete']);

/** What is not ours stays as it is in its parts and links too: a write below it or to it needs the word to adopt. */
function handsOff(kinds: DiffInput['kinds'], differences: readonly Difference[]): Difference[] {
  const byAddress = new Map(differences.map((difference) => [difference.change.address, difference]));
  const foreign = (difference: Difference): boolean => difference.pair.proof === 'candidate' && difference.pair.declared.adopt === undefined && !difference.pair.entry;
  const over = ({ pair: { declared }, spec }: Difference): Difference[] => {
    const linked = kinds.get(declared.kind)!.links ? [...spec.values()].flatMap((value) => (isRef(value) ? [value.$ref] : [])) : [];
    const next = [declared.parent ?? '', ...linked].flatMap((address) => byAddress.get(address) ?? []);
    return next.flatMap((each) => [each, ...over(each)]);
  };
  const asked = new Map<string, Change>();
  for (const difference of differences) {
    if (!WRITES.has(difference.change.action)) continue;
    for (const { pair, change } of over(difference).filter(foreign)) {
      const { row, declared } = pair;
      asked.set(declared.address, { ...change, action: 'blocked', reason: `the portal already has it (${JSON.stringify(row!.name ?? row!.key ?? '')}), not made by this project, and something would change below it`, answers: adoptAnswers(pair) });
    }
  }
  return differences.map((difference) => {
    const own = asked.get(difference.change.address);
    if (own) return { ...difference, change: own };
    const waitsFor = WRITES.has(difference.change.action) ? over(difference).find(({ change }) => asked.has(change.address))?.change.address : undefined;
    return waitsFor === undefined ? difference : { ...difference, change: { ...difference.change, action: 'blocked', reason: `${waitsFor} is blocked`, answers: [], waitsFor } };
  });
}
