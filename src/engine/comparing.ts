// Two configurations, side by side: what the second has that the first has not, lacks, or says otherwise, property by
// property, in the user's words. Ids are in neither. What is not said is as every portal has it; things that every portal
// has by itself are missed only by another portal, not by files that do not mention them. Pure.

import type { Declared } from '../kinds/contract.ts';
import type { Change, PropertyChange } from '../model/plan.ts';
import { sameValue, Secret, type Spec, type Value } from '../model/value.ts';
import { nothing } from './compare.ts';

export interface Side {
  readonly declared: ReadonlyMap<string, Declared>;
  /** on every portal by itself, though changed perhaps; files have none */
  readonly given?: ReadonlySet<string>;
  /** of the portal: a text in it is what the other says in its own */
  readonly language?: string;
}

const agree = (before: Value | undefined, after: Value | undefined): boolean =>
  (nothing(before) && nothing(after)) || (before !== undefined && after !== undefined && sameValue(before, after));

/** Texts kept by language, with the portal's own called so: portals of two languages say the same thing each in its own. */
function inOwnLanguage({ language }: Side, spec: Spec): Spec {
  const own = new RegExp(`^(label|help|title|description|groupName)\\.${language ?? '$^'}$`);
  return new Map([...spec].map(([path, value]) => [path.replace(own, '$1.*'), value]));
}

function propertiesBetween(a: Spec, b: Spec): PropertyChange[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((path) => {
    const [before, after] = [a.get(path), b.get(path)];
    if (agree(before, after)) return [];
    const secret = before instanceof Secret || after instanceof Secret ? { secret: true as const } : {};
    return [{ path, ...(before === undefined ? {} : { before }), after: after ?? null, ...secret }];
  });
}

const orderOf = (siblings: readonly Declared[]): readonly string[] => [...siblings].sort((x, y) => x.position - y.position).map(({ address }) => address);

/** Addresses whose neighbours among the siblings of both sides are others. */
function moved(a: Side, b: Side, isOrdered: (kind: string) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const families = new Map<string, Declared[]>();
  for (const own of a.declared.values()) {
    if (!isOrdered(own.kind) || own.parent === undefined || !b.declared.has(own.address)) continue;
    const family = `${own.kind} ${own.parent}`;
    families.set(family, [...(families.get(family) ?? []), own]);
  }
  for (const siblings of families.values()) {
    const before = orderOf(siblings);
    const after = orderOf(siblings.map(({ address }) => b.declared.get(address)!));
    before.forEach((address, index) => {
      if (after[index] !== address) found.add(address);
    });
  }
  return found;
}

export function compareSides(a: Side, b: Side, isOrdered: (kind: string) => boolean): readonly Change[] {
  const shifted = moved(a, b, isOrdered);
  const placeOf = (side: Side, own: Declared): number => orderOf([...side.declared.values()].filter(({ kind, parent }) => kind === own.kind && parent === own.parent)).indexOf(own.address) + 1;
  return [...new Set([...a.declared.keys(), ...b.declared.keys()])].sort().flatMap((address): Change[] => {
    const [left, right] = [a.declared.get(address), b.declared.get(address)];
    const own = (left ?? right)!;
    const isEverybodys = (left === undefined && a.given === undefined && b.given?.has(address)) || (right === undefined && b.given === undefined && a.given?.has(address));
    if (own.lookup || isEverybodys) return [];
    const base = { address, kind: own.kind };
    if (left === undefined) return [{ ...base, action: 'create', properties: [...right!.spec].map(([path, after]) => ({ path, after })) }];
    if (right === undefined) return [{ ...base, action: 'delete', properties: [] }];
    const isOneTongue = a.language === undefined || b.language === undefined || a.language === b.language;
    const [before, after] = isOneTongue ? [left.spec, right.spec] : [inOwnLanguage(a, left.spec), inOwnLanguage(b, right.spec)];
    const properties = propertiesBetween(before, after);
    if (shifted.has(address)) properties.push({ path: 'position', before: placeOf(a, left), after: placeOf(b, right) });
    return properties.length === 0 ? [] : [{ ...base, action: 'update', properties }];
  });
}
