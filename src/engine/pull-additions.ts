// What a portal has and files do not declare yet -> entries of the sections where their siblings stand, in their places
// among them; roots go to files of their own. Pure.

import type { Kind, PulledEntry } from '../kinds/contract.ts';
import type { PulledRoot } from '../model/pulled-root.ts';
import type { Edit } from '../model/edit.ts';
import type { Written } from '../model/source.ts';
import type { Wish } from '../model/wish.ts';
import { grouped } from './grouped.ts';
import type { Pair } from './match.ts';
import type { IntoInput } from './pull-into.ts';
import { editOf, follow } from './pull-places.ts';
import { hasBody } from './pull-sparing.ts';
import { sectionAs, type PulledBody } from './pulling.ts';

export interface NewRoot extends PulledRoot {
  /** with what is below it */
  readonly adds: readonly string[];
}

interface Fresh extends PulledBody {
  readonly address: string;
}

const isText = (value: Written): value is string => typeof value === 'string';

/** Keys with new ones behind those that come before them on the portal. */
export function insertedAmong(keys: readonly string[], onPortal: readonly string[]): readonly string[] {
  const result = [...keys];
  onPortal.forEach((key, index) => {
    if (result.includes(key)) return;
    const before = onPortal.slice(0, index).reverse().find((other) => result.includes(other));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key);
  });
  return result;
}

/** The edit that puts entries into the section of a parent. */
function into(input: IntoInput, parent: Pair['declared'], kind: Kind, entries: readonly PulledEntry[]): readonly Edit[] {
  const { source } = input;
  const path = [...parent.path, kind.section!];
  const there = follow(source.root, path);
  const section = sectionAs(kind, entries);
  if (section === undefined) return [];
  if (there === undefined) return [{ does: 'add', to: source.placeOf(parent.path), entries: new Map([[kind.section!, section]]) }];
  const to = source.placeOf(path);
  if (Array.isArray(there)) return [Array.isArray(section) ? { does: 'append', to, items: section as readonly Written[] } : { does: 'add', to, entries: section as ReadonlyMap<string, Written> }];
  const named = Array.isArray(section) ? new Map((section as readonly Written[]).filter(isText).map((key) => [key, true as Written])) : (section as ReadonlyMap<string, Written>);
  const adding: Edit = { does: 'add', to, entries: named };
  if (kind.ordered === undefined || !(there instanceof Map) || there.size === 0) return [adding];
  return [adding, { does: 'order', at: to, keys: insertedAmong([...there.keys()], onPortal(input, kind, parent.address)) }];
}

/** What files have to say of the parent then. */
function beside({ source, language, kinds }: IntoInput, { declared, row }: Pair, { pulled }: Kind): readonly Wish[] {
  const kind = kinds.find(({ name }) => name === declared.kind)!;
  return (pulled?.goesWith ?? []).flatMap((property): Wish[] => {
    const says = row?.spec.get(property);
    if (declared.spec.has(property) || typeof says !== 'boolean' || !says) return [];
    const edit = editOf({ source, language, kind, declared }, property, says);
    return edit === undefined ? [] : [{ edit, address: declared.address, property, action: 'add', says }];
  });
}

/** Keys of siblings as they stand on the portal. */
export function onPortal({ pulled }: Pick<IntoInput, 'pulled'>, kind: Kind, parent: string): readonly string[] {
  const { group = () => 0 } = kind.ordered ?? {};
  const siblings = [...pulled.bodies.values()].filter((each) => each.kind === kind && each.home === parent).map(({ entry }) => entry);
  const sort = ({ row }: PulledEntry): number => Number(row.spec.get('sort') ?? 0);
  return siblings.sort((a, b) => group(a.row.spec) - group(b.row.spec) || sort(a) - sort(b)).map(({ key }) => key);
}

export function additions(input: IntoInput, pairs: ReadonlyMap<string, Pair>): { readonly wishes: readonly Wish[]; readonly roots: readonly NewRoot[] } {
  const { bodies } = input.pulled;
  const sectionOf = (name: string): string | undefined => input.kinds.find((kind) => kind.name === name)?.section;
  const isThere = (address: string): boolean => {
    const pair = pairs.get(address);
    return pair !== undefined && hasBody(pair, sectionOf(pair.declared.kind));
  };
  const fresh = [...bodies].map(([address, body]): Fresh => ({ ...body, address })).filter(({ address }) => !isThere(address));
  const below = (address: string): readonly string[] => [address, ...fresh.filter(({ home }) => home === address).flatMap((each) => below(each.address))];
  const top = fresh.filter(({ home }) => home === undefined || isThere(home));
  const roots = top.filter(({ home, kind, entry }) => home === undefined && !(kind.lookup && entry.body.size === 0)).map(({ address, kind, entry }): NewRoot =>
    ({ section: kind.section!, address, key: entry.key, body: entry.body, adds: below(address) }));
  const families = grouped(top.filter(({ home }) => home !== undefined), ({ home, kind }) => `${kind.name} ${home}`);
  const wishes = [...families.values()].flatMap((all) => {
    const [{ home, kind }] = all as [Fresh];
    const adds = all.flatMap(({ address }) => below(address));
    const parent = pairs.get(home!)!;
    const more = into(input, parent.declared, kind, all.map(({ entry }) => entry)).map((edit): Wish => {
      const own = { edit, address: home!, property: kind.section! };
      return edit.does === 'order' ? { ...own, action: 'order', quiet: true } : { ...own, action: 'add', adds };
    });
    return [...beside(input, parent, kind), ...more];
  });
  return { wishes, roots };
}
