// Changes of one row become one step, with one call: its own change and those of the parts that travel with
// it. What the call needs to know of another address is an id that is known, or a slot that is filled while
// applying. A row that only carries an unchanged part over gets no step for that part's sake, but the
// kind sees the part, so that a list replaced as a whole does not lose it. What the portal cannot update is
// removed and made anew: two steps, one after the other.

import type { Item, Kind } from '../kinds/contract.ts';
import type { Slot, Step, TextSlot } from '../model/plan.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isWritten, refsOf, type Difference } from './difference.ts';

export interface Ordering {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly byAddress: ReadonlyMap<string, Difference>;
  /** by kind and parent */
  readonly siblings: ReadonlyMap<string, readonly Difference[]>;
  readonly markOf: (difference: Difference) => string | undefined;
}

/** What it is a sibling of: the same kind under the same parent. */
export const familyOf = ({ pair }: Difference): string => `${pair.declared.kind} ${pair.declared.parent ?? ''}`;

export function itemOf({ change, pair, spec, properties }: Difference, mark: string | undefined): Item {
  return {
    address: change.address,
    key: pair.declared.key,
    action: change.action === 'adopt' ? 'update' : change.action === 'blocked' ? 'none' : change.action,
    spec,
    changed: properties,
    ...(mark === undefined ? {} : { mark }),
    ...(pair.row ? { row: pair.row } : {}),
  };
}

const idOf = (o: Ordering) => (address: string, name: string): string | number | Slot =>
  STANDARD_TYPES[address]?.entityTypeId ?? o.byAddress.get(address)?.pair.row?.ids[name] ?? { $slot: address, name };

const text = (...pieces: readonly (string | number | Slot)[]): string | TextSlot =>
  pieces.some((piece) => typeof piece === 'object') ? { $text: pieces } : pieces.join('');

/** Address of the row it is written to. */
function rowOf(o: Ordering, { pair: { declared } }: Difference): string {
  const kind = o.kinds.get(declared.kind)!;
  return kind.travelsWith === 'parent' ? declared.parent! : (kind.rowOf?.(declared.address) ?? declared.address);
}

interface Group {
  readonly row: string;
  readonly group: Difference[];
  /** what goes by a call of its own, and how that is called */
  readonly apart?: string;
}

/** A difference, and what of it goes apart; what is left of it may be nothing. */
function parted(o: Ordering, difference: Difference): readonly (readonly [Difference, apart?: string])[] {
  const { apart } = o.kinds.get(difference.pair.declared.kind)!;
  if (apart === undefined || difference.pair.row === undefined) return [[difference]];
  const own = itemOf(difference, undefined);
  const [going, staying] = [true, false].map((goes) => [...difference.properties].filter(([path]) => apart.holds(path, own) === goes));
  if (going!.length === 0) return [[difference]];
  const rest: Difference = { ...difference, properties: new Map(staying) };
  const isNothing = staying!.length === 0 && o.markOf(difference) === undefined;
  return [[isNothing ? { ...rest, change: { ...rest.change, action: 'none' } } : rest], [{ ...difference, properties: new Map(going) }, apart.name]];
}

/** Differences grouped by the row and call they are written with. */
function groupsOf(o: Ordering): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [difference, apart] of [...o.byAddress.values()].flatMap((each) => parted(o, each))) {
    if (difference.change.action === 'blocked') continue;
    const kind = o.kinds.get(difference.pair.declared.kind)!;
    const travels = kind.travelsWith === 'row';
    // what stands in the rows of both its ends (a relation) is shown to both: the other side must not drop it
    const ends = travels && kind.addressOf ? refsOf(difference.spec).filter((end) => !(end in STANDARD_TYPES)) : [];
    for (const row of new Set([rowOf(o, difference), ...ends])) {
      const key = `${travels ? kind.name : ''}|${row}|${apart ?? ''}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { row, group: [difference], ...(apart === undefined ? {} : { apart }) });
      else known.group.push(difference);
    }
  }
  return [...groups.values()];
}

/** The same as two differences: the one that is there removed, and the declared one made. */
function remade(difference: Difference): readonly [Difference, Difference] {
  const all = new Map([...difference.spec].map(([path, after]) => [path, difference.properties.get(path) ?? { path, after }]));
  const as = (action: 'delete' | 'create', properties: Difference['properties']): Difference => ({ ...difference, properties, change: { ...difference.change, action } });
  return [as('delete', new Map()), as('create', all)];
}

function stepsOfGroup(o: Ordering, { row, group, apart }: Group): readonly Step[] {
  const own = group.find(({ change }) => change.address === row);
  const rebinds = own !== undefined && o.kinds.get(own.pair.declared.kind)!.rebinds !== undefined;
  if (!rebinds || (own.change.action !== 'update' && own.change.action !== 'adopt')) return [stepOf(o, { row, group, ...(apart === undefined ? {} : { apart }) })];
  const [removal, making] = remade(own).map((each) => stepOf(o, { row, group: [each] }));
  return [removal!, { ...making!, needs: [removal!.id] }];
}

function stepOf(o: Ordering, { row, group, apart }: Group): Step {
  const item = (difference: Difference): Item => itemOf(difference, apart === undefined ? o.markOf(difference) : undefined);
  const own = group.find(({ change }) => change.address === row);
  const written = group.filter(isWritten);
  const lead = o.kinds.get((own ?? written[0]!).pair.declared.kind)!;
  const kind = lead.travelsWith === 'parent' ? o.kinds.get(o.byAddress.get(row)!.pair.declared.kind)! : lead;
  const action = own?.change.action === 'create' || own?.change.action === 'delete' ? own.change.action : 'update';
  const parent = o.byAddress.get(row)?.pair.declared.parent;
  const call = kind.write!({
    address: row,
    action,
    parts: group.filter((difference) => difference !== own).map(item),
    all: (name) => [...o.byAddress.values()].filter(({ pair }) => pair.declared.kind === name).map(item),
    id: idOf(o),
    text,
    ...(own && isWritten(own) ? { own: item(own) } : {}),
    ...(parent === undefined ? {} : { parent }),
    ...(apart === undefined ? {} : { apart: true as const }),
  });
  const part = own === undefined && kind.travelsWith === 'row' ? (kind.section ?? kind.name) : apart;
  const what = part === undefined ? row : `${part} of ${row}`;
  const targets = written.filter((difference) => rowOf(o, difference) === row).map(({ change }) => change.address);
  const isPart = own !== undefined && isWritten(own) && (apart !== undefined || own.properties.size < o.byAddress.get(row)!.properties.size);
  return { id: `${action} ${what}`, action, address: row, call, targets, ...(isPart ? { paths: [...own.properties.keys()] } : {}), needs: [] };
}

/** Steps by id, in the order of what they are about; what they need is not known yet. */
export function stepsOf(o: Ordering): Map<string, Step> {
  const steps = groupsOf(o)
    .filter(({ row, group }) => group.some((difference) => isWritten(difference) && rowOf(o, difference) === row))
    .flatMap((group) => stepsOfGroup(o, group));
  return new Map(steps.map((step) => [step.id, step]));
}
