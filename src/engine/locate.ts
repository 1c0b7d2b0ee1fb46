// Targets of a plan -> rows on the portal, while applying: by known ids, mark, key under the parent, role, or,
// for creates without a key of ours, by being new under its name. The plan has said whose it is; here it is
// only found again, and two that could be it are never chosen from.

import type { Declared, Kind, LiveRow } from '../kinds/contract.ts';
import type { Ids, Plan, Target } from '../model/plan.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef, Secret, type Value } from '../model/value.ts';
import { nothing } from './compare.ts';

export interface Locating {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly plan: Plan;
  readonly rows: (kind: string) => readonly LiveRow[];
  readonly byUid: (uid: string) => LiveRow | undefined;
  readonly ids: ReadonlyMap<string, Ids>;
  /** uids that were there before we created anything */
  readonly before: ReadonlySet<string>;
}

const plainName = (value: Value | undefined): string | undefined => (value instanceof Secret ? value.reveal() : typeof value === 'string' ? value : undefined);

export function uidOf(l: Locating, address: string): string | undefined {
  if (address in STANDARD_TYPES) return address;
  const target = l.plan.targets[address];
  const ids = l.ids.get(address);
  if (target === undefined || ids === undefined) return undefined;
  return l.kinds.get(target.kind)!.uid?.(ids, target.parent === undefined ? undefined : l.ids.get(target.parent));
}

const asDeclared = ({ address, kind, key, spec, parent }: Target): Declared =>
  ({ address, kind, key, spec: new Map(Object.entries(spec)), path: [], position: 0, ...(parent === undefined ? {} : { parent }) });

/** The row of a target; `two` when several new ones could be it. */
export function locate(l: Locating, target: Target): LiveRow | 'two' | undefined {
  const kind = l.kinds.get(target.kind)!;
  const parent = target.parent === undefined ? undefined : uidOf(l, target.parent);
  if (target.parent !== undefined && parent === undefined) return undefined;
  const known = uidOf(l, target.address);
  const byId = known === undefined ? undefined : l.byUid(known);
  if (byId?.kind === target.kind && (target.parent === undefined || byId.parent === parent)) return byId;
  const siblings = l.rows(target.kind).filter((row) => row.foreign === undefined && (target.parent === undefined || row.parent === parent));
  if (target.mark !== undefined) {
    const marked = siblings.filter((row) => row.mark === target.mark);
    if (marked.length > 1) return 'two';
    if (marked[0]) return marked[0];
  }
  const { key, name, pin } = kind.identify(asDeclared(target), (address) => uidOf(l, address));
  if (target.role !== undefined) return siblings.find((row) => kind.automatic?.row(row) === target.role);
  if (kind.keyed) {
    const found = siblings.filter((row) => (key !== undefined && row.key === key) || (pin !== undefined && row.mark === plainName(pin.value)));
    return found.length > 1 ? 'two' : found[0];
  }
  const fresh = siblings.filter((row) => !l.before.has(row.uid) && kind.automatic?.row(row) === undefined && row.name?.trim() === name?.trim());
  return fresh.length > 1 ? 'two' : fresh[0];
}

interface NotApplied {
  readonly path: string;
  readonly found: Value | undefined;
  readonly secret: boolean;
}

type RefersTo = (address: string) => string | undefined;
type SameSecret = (hash: string, text: string) => boolean;

/** Properties that should hold and do not. */
export function notApplied(target: Target, row: LiveRow, refersTo: RefersTo, sameSecret: SameSecret): NotApplied[] {
  const wrong: NotApplied[] = [];
  for (const [path, wanted] of Object.entries(target.expect)) {
    const found = row.spec.get(path);
    if (!holds(found, wanted, refersTo, sameSecret)) wrong.push({ path, found, secret: wanted instanceof Secret });
  }
  return wrong;
}

function holds(found: Value | undefined, wanted: Value, refersTo: RefersTo, sameSecret: SameSecret): boolean {
  if (wanted instanceof Secret) return found === wanted.reveal() || sameSecret(wanted.hash, String(found));
  if (isRef(wanted)) return isRef(found) && (found.$ref === wanted.$ref || found.$ref.replace(/^uid:/, '') === refersTo(wanted.$ref));
  if (nothing(found) && nothing(wanted)) return true;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(found) || found.length !== wanted.length) return false;
    const left = [...(found as readonly Value[])];
    return wanted.every((entry: Value) => {
      const at = left.findIndex((other) => holds(other, entry, refersTo, sameSecret));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof found !== 'object' || found === null) return false;
    return Object.entries(wanted).every(([key, value]) => holds((found as Record<string, Value>)[key], value as Value, refersTo, sameSecret));
  }
  return found === wanted;
}
