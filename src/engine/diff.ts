// pairs -> changes. A pair that is not there is created, one that differs is updated, and what was not proven
// ours is only changed when told to adopt. A fixed property that would have to change is a problem, and so
// is one that must be said with a create and is not. Things the portal made with our own create and nobody
// declared are removed; what is not ours is left alone, with all that is below it.

import type { Action, Change, PropertyChange } from '../model/plan.ts';
import { problem, type Problem } from '../model/problem.ts';
import { hidesName, isRef, type Spec } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { compare, isUnknown } from './compare.ts';
import { withCompleted } from './completing.ts';
import { isWritten, refsOf, type Difference, type DiffInput } from './difference.ts';
import { adoptAnswers, handsOff } from './hands-off.ts';
import type { Blocked, Pair } from './matching.ts';
import { isMade, withPositions } from './places.ts';
import { managed } from './treatment.ts';
import { unwanted } from './unwanted.ts';

export type { Difference } from './difference.ts';

function actionOf(input: DiffInput, pair: Pair, changed: ReadonlyMap<string, PropertyChange>): Action {
  if (input.treatments.whole(pair.declared) === 'ignore' || pair.givesWay) return 'none';
  if (pair.blocked) return 'blocked';
  if (pair.proof === 'none') return 'create';
  if (changed.size === 0) return 'none';
  if (pair.proof !== 'candidate') return 'update';
  const isTold = input.reapply === true && input.kinds.get(pair.declared.kind)!.unseen === true;
  return pair.declared.adopt === undefined && !isTold ? 'blocked' : 'adopt';
}

function foreign(input: DiffInput, pair: Pair, name: string | undefined): Blocked {
  return { reason: texts.engine.ask.foreign(name === undefined ? undefined : JSON.stringify(name)), ...adoptAnswers(input.kinds, pair) };
}

function changeOf(input: DiffInput, pair: Pair, changed: ReadonlyMap<string, PropertyChange>): Change {
  const action = actionOf(input, pair, changed);
  const name = hidesName(pair.declared.spec) ? undefined : pair.row?.name;
  const blocked = action === 'blocked' ? (pair.blocked ?? foreign(input, pair, name)) : undefined;
  return {
    address: pair.declared.address,
    kind: pair.declared.kind,
    action,
    properties: [...changed.values()],
    ...blocked,
    ...(pair.proof === 'predicted' || (pair.origin === 'sideEffect' && pair.fresh) ? { automatic: true as const } : {}),
    place: input.source.keyPlaceOf(pair.declared.path),
    ...(name === undefined ? {} : { name }),
  };
}

function fixedProblems(input: DiffInput, pair: Pair, changed: ReadonlyMap<string, PropertyChange>): Problem[] {
  const { address, kind, path: at } = pair.declared;
  if (pair.row === undefined && pair.proof !== 'predicted') return [];
  return (input.kinds.get(kind)!.fixed ?? []).flatMap((path) => {
    const change = changed.get(path);
    if (change === undefined) return [];
    const was = isRef(change.before) ? change.before.$ref : JSON.stringify(change.before);
    return [
      problem('fixed-property', texts.engine.plan.fixed(path, address, String(was)), {
        place: input.source.placeOf([...at, path]),
        address,
        hint: input.kinds.get(kind)!.fixedHint?.(path, change.before) ?? texts.engine.plan.fixedHint(String(was), kind),
      }),
    ];
  });
}

/** What can only be found and not made. */
function uncreatable(input: DiffInput, { pair, change }: Difference): Problem[] {
  const why = change.action === 'create' ? input.kinds.get(change.kind)!.uncreatable?.(pair.declared) : undefined;
  const place = input.source.keyPlaceOf(pair.declared.path);
  return why === undefined ? [] : [problem('unknown-on-portal', why.message, { place, address: change.address, hint: why.hint })];
}

/** Properties that must be said with a create, because the portal's default would surprise. */
function unsaidProblems(input: DiffInput, { pair, spec, change }: Difference): Problem[] {
  if (change.action !== 'create') return [];
  const { address, kind } = change;
  const unsaid = Object.entries(input.kinds.get(kind)!.saidOnCreate ?? {}).filter(([path]) => !spec.has(path));
  const place = input.source.keyPlaceOf(pair.declared.path);
  return unsaid.map(([path, why]) => problem('unsaid-property', texts.engine.plan.unsaid(address, path), { place, address, hint: why }));
}

/** What differs of the properties that are left to the portal. */
function keptOf(input: DiffInput, pair: Pair, full: Spec, spec: Spec, addresses: ReadonlyMap<string, string>): string[] {
  if (spec.size === full.size || pair.row === undefined || input.treatments.isLeftOut(pair.declared.address)) return [];
  return [...compare(input, pair, new Map([...full].filter(([path]) => !spec.has(path))), addresses).keys()];
}

/** What hangs on something that is left out and is not on the portal cannot be written. */
function behindLeftOut(input: DiffInput, differences: readonly Difference[]): Difference[] {
  const gaps = new Set(differences.filter(({ pair }) => pair.row === undefined && input.treatments.whole(pair.declared) === 'ignore').map(({ change }) => change.address));
  if (gaps.size === 0) return [...differences];
  return differences.map((difference) => {
    const { parent } = difference.pair.declared;
    const gap = isWritten(difference) ? [...(parent === undefined ? [] : [parent]), ...refsOf(difference.spec)].find((address) => gaps.has(address)) : undefined;
    return gap === undefined ? difference : { ...difference, change: { ...difference.change, action: 'blocked', reason: texts.choice.behindLeftOut(gap), answers: [] } };
  });
}

export function diff(input: DiffInput): { readonly differences: readonly Difference[]; readonly problems: readonly Problem[] } {
  const addresses = new Map([...input.pairs.values()].flatMap((pair) => {
    // what was removed by hand keeps its name: it is made again
    const remembered = input.state?.entries[pair.declared.address];
    const uid = pair.row?.uid ?? (pair.proof === 'none' && remembered && pair.declared.parent === undefined ? input.kinds.get(pair.declared.kind)!.uid?.(remembered.ids, undefined) : undefined);
    return uid === undefined ? [] : [[uid, pair.declared.address] as const];
  }));
  const specs = withCompleted(input, withPositions(input));
  const problems: Problem[] = [];
  const differences: Difference[] = [];
  for (const pair of input.pairs.values()) {
    if (pair.declared.lookup) continue;
    const full = specs.get(pair.declared.address)!;
    const spec = managed(input.treatments, pair.declared, full, isMade(pair), input.kinds.get(pair.declared.kind)!.title);
    const properties = pair.blocked || pair.givesWay ? new Map<string, PropertyChange>() : compare(input, pair, spec, addresses);
    const kept = keptOf(input, pair, full, spec, addresses);
    const unknown = !input.reapply && isUnknown(input.kinds.get(pair.declared.kind)!, pair, spec) ? { unknown: true as const } : {};
    const difference = { pair, spec, properties, change: changeOf(input, pair, properties), ...(kept.length === 0 ? {} : { kept }), ...unknown };
    problems.push(...fixedProblems(input, pair, properties), ...unsaidProblems(input, difference), ...uncreatable(input, difference));
    differences.push(difference);
  }
  return { differences: [...handsOff(input.kinds, behindLeftOut(input, differences)), ...unwanted(input)], problems };
}
