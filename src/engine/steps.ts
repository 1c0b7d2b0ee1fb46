// Changes of one row become one step, with one call: its own change and those of the parts that travel with
// it. What the call needs to know of another address is an id that is known, or a slot that is filled while
// applying. A row that only carries an unchanged part over gets no step for that part's sake, but the
// kind sees the part, so that a list replaced as a whole does not lose it.

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

/** Differences grouped by the row and call they are written with. */
function groupsOf(o: Ordering): { readonly row: string; readonly group: readonly Difference[] }[] {
  const groups = new Map<string, { readonly row: string; readonly group: Difference[] }>();
  for (const difference of o.byAddress.values()) {
    if (difference.change.action === 'blocked') continue;
    const kind = o.kinds.get(difference.pair.declared.kind)!;
    const parted = kind.travelsWith === 'row';
    // what stands in the rows of both its ends (a relation) is shown to both: the other side must not drop it
    const ends = parted && kind.addressOf ? refsOf(difference.spec).filter((end) => !(end in STANDARD_TYPES)) : [];
    for (const row of new Set([rowOf(o, difference), ...ends])) {
      const key = `${parted ? kind.name : ''}|${row}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { row, group: [difference] });
      else known.group.push(difference);
    }
  }
  return [...groups.values()];
}

function stepOf(o: Ordering, row: string, group: readonly Difference[]): Step {
  const item = (difference: Difference): Item => itemOf(difference, o.markOf(difference));
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
  });
  const what = own === undefined && kind.travelsWith === 'row' ? `${kind.section ?? kind.name} of ${row}` : row;
  const targets = written.filter((difference) => rowOf(o, difference) === row).map(({ change }) => change.address);
  return { id: `${action} ${what}`, action, address: row, call, targets, needs: [] };
}

/** Steps by id, in the order of what they are about; what they need is not known yet. */
export function stepsOf(o: Ordering): Map<string, Step> {
  const steps = groupsOf(o)
    .filter(({ row, group }) => group.some((difference) => isWritten(difference) && rowOf(o, difference) === row))
    .map(({ row, group }) => stepOf(o, row, group));
  return new Map(steps.map((step) => [step.id, step]));
}
