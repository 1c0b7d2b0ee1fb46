// The order of siblings: where a plan would move them, their entries are put in the order of the portal; where that
// says nothing (numbers that repeat, entries with numbers of their own), the portal's numbers are said. Pure.

import type { Kind } from '../kinds/contract.ts';
import type { Wish } from '../model/wish.ts';
import type { Difference } from './difference.ts';
import { grouped } from './grouped.ts';
import type { Pair } from './match.ts';
import type { IntoInput } from './pull-into.ts';
import { editOf } from './pull-places.ts';

interface Ordering extends Pick<IntoInput, 'source' | 'language'> {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly differences: readonly Difference[];
}

const sortOf = ({ row }: Pair): number => Number(row!.spec.get('sort') ?? 0);

function ofFamily(input: Ordering, kind: Kind, siblings: readonly Pair[]): Wish[] {
  const { source, language } = input;
  const { group = () => 0 } = kind.ordered!;
  const [{ declared: { parent = '', path } }] = siblings as [Pair];
  const groupOf = ({ declared }: Pair): number => group(declared.spec);
  const inFile = [...siblings].sort((a, b) => groupOf(a) - groupOf(b) || a.declared.position - b.declared.position);
  const onPortal = [...inFile].sort((a, b) => groupOf(a) - groupOf(b) || sortOf(a) - sortOf(b));
  const isNumbered = siblings.some(({ declared }) => declared.spec.has('sort'));
  if (!isNumbered && onPortal.some((each, index) => each !== inFile[index])) {
    const keys = onPortal.map(({ declared }) => declared.key);
    return [{ edit: { does: 'order', at: source.placeOf(path.slice(0, -1)), keys }, address: parent, property: kind.section!, action: 'order' }];
  }
  return siblings.filter(({ declared }) => !declared.spec.has('sort')).flatMap((each): Wish[] => {
    const edit = editOf({ source, language, kind, declared: each.declared }, 'sort', sortOf(each));
    return edit === undefined ? [] : [{ edit, address: each.declared.address, property: 'sort', action: 'add', says: sortOf(each) }];
  });
}

export function orders(input: Ordering): readonly Wish[] {
  const moved = input.differences.filter(({ properties, pair, change }) => properties.has('sort') && input.kinds.get(change.kind)!.ordered !== undefined && !pair.declared.spec.has('sort'));
  const families = new Set(moved.map(({ pair: { declared } }) => `${declared.kind} ${declared.parent ?? ''}`));
  const there = [...input.pairs.values()].filter(({ row, blocked }) => row !== undefined && blocked === undefined);
  return [...grouped(there, ({ declared }) => `${declared.kind} ${declared.parent ?? ''}`)]
    .filter(([family]) => families.has(family))
    .flatMap(([, siblings]) => ofFamily(input, input.kinds.get(siblings[0]!.declared.kind)!, siblings));
}
