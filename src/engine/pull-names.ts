// Rows of a portal -> addresses. What is declared already keeps its address; what a person could have named so keeps
// its natural key; anything else is named after what people call it, in Latin letters, and numbered where several
// are called the same. Rows are taken in the order of their ids, so that the same portal gives the same names.

import type { Kind, LiveRow } from '../kinds/contract.ts';
import { relationAddress, under } from '../model/address.ts';
import { latin } from '../model/latin.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef, type Value } from '../model/value.ts';
import { grouped } from './grouped.ts';

export interface Named {
  readonly kind: Kind;
  readonly row: LiveRow;
  readonly address: string;
  readonly key: string;
  /** its key is not on the portal: an id has to be written down beside it */
  readonly made: boolean;
  /** nothing in its name could be used */
  readonly nameless: boolean;
}

export interface Naming {
  readonly kinds: readonly Kind[];
  readonly rows: (kind: string) => readonly LiveRow[];
  /** address by uid, of what is declared already */
  readonly known: ReadonlyMap<string, string>;
  /** keys of this project and of others are told by the mark */
  readonly marked: RegExp;
}

const idOf = (row: LiveRow): number => Number(row.ids['entityTypeId'] ?? 0) * 1e9 + (Number(row.ids['id'] ?? 0) || 0);
export const inOrderOfIds = (a: LiveRow, b: LiveRow): number => idOf(a) - idOf(b) || (a.uid < b.uid ? -1 : 1);

const lastKey = (address: string): string => /(?:\.([\w-]+)|\["((?:[^"\\]|\\.)*)"\])$/.exec(address)?.slice(1).find((each) => each !== undefined) ?? address;

function naturalKey({ kind, row }: { readonly kind: Kind; readonly row: LiveRow }, marked: RegExp): string | undefined {
  const [, told] = marked.exec(row.mark ?? '') ?? [];
  if (told !== undefined && kind.mark !== undefined) return told;
  const placed = kind.pulled?.key?.(row);
  if (placed !== undefined) return placed;
  const fits = kind.pulled?.own?.test(row.key ?? '') ?? row.keyless !== true;
  return kind.keyed && row.key !== undefined && row.key !== '' && row.keyless !== true && fits ? row.key : undefined;
}

function numbered(key: string, taken: ReadonlySet<string>, separator: string, longest: number): string {
  if (!taken.has(key.toLowerCase())) return key;
  for (let number = 2; ; number += 1) {
    const tail = `${separator}${number}`;
    const found = `${key.slice(0, longest - tail.length)}${tail}`;
    if (!taken.has(found.toLowerCase())) return found;
  }
}

/** Keys among siblings: the natural ones first, since they cannot give way. */
function keysAmong(naming: Naming, kind: Kind, rows: readonly LiveRow[], keyOf: (uid: string) => string | undefined): Map<LiveRow, Omit<Named, 'address' | 'kind' | 'row'>> {
  const { style = 'word', longest = 60 } = kind.pulled ?? {};
  const separator = style === 'word' ? '-' : '_';
  const found = new Map<LiveRow, Omit<Named, 'address' | 'kind' | 'row'>>();
  const taken = new Set<string>();
  const take = (row: LiveRow, key: string, made: boolean, nameless = false): void => {
    taken.add(key.toLowerCase());
    found.set(row, { key, made, nameless });
  };
  const declared = rows.filter((row) => naming.known.has(row.uid));
  for (const row of declared) take(row, lastKey(naming.known.get(row.uid)!), false);
  const free = rows.filter((row) => !naming.known.has(row.uid)).sort(inOrderOfIds);
  const unnatural = free.filter((row) => {
    const key = naturalKey({ kind, row }, naming.marked);
    if (key === undefined || taken.has(key.toLowerCase())) return true;
    // what another row answers to as well is found by its id only
    take(row, key, rows.some((other) => other !== row && (other.key === row.key || other.alias === row.key) && kind.keyed));
    return false;
  });
  for (const row of unnatural) {
    const key = latin(kind.pulled?.called?.(row, keyOf) ?? row.name ?? '', style, longest);
    const spare = style === 'word' ? `${kind.name.toLowerCase()}` : kind.name.toUpperCase();
    take(row, numbered(key ?? `${spare}${separator}${row.ids['id'] ?? row.ids['entityTypeId'] ?? Object.values(row.ids)[0]}`, taken, separator, longest), true, key === undefined);
  }
  return found;
}

/** The ends of a link, as addresses. */
function linkAddress(row: LiveRow, addresses: ReadonlyMap<string, string>): string | undefined {
  const endOf = (value: Value | undefined): string | undefined => {
    if (!isRef(value)) return undefined;
    const uid = value.$ref.replace(/^uid:/, '');
    return uid in STANDARD_TYPES ? uid : addresses.get(uid);
  };
  const [parent, child] = [endOf(row.spec.get('parent')), endOf(row.spec.get('child'))];
  return parent === undefined || child === undefined ? undefined : relationAddress(parent, child);
}

/** Every row that can be named, by uid; parents come before children. */
export function nameRows(naming: Naming): ReadonlyMap<string, Named> {
  const named = new Map<string, Named>();
  const addresses = new Map<string, string>(Object.keys(STANDARD_TYPES).map((name) => [name, name]));
  const keyOf = (uid: string): string | undefined => (uid in STANDARD_TYPES ? uid : named.get(uid)?.key);
  const note = (each: Named): void => {
    named.set(each.row.uid, each);
    addresses.set(each.row.uid, each.address);
  };
  for (const kind of naming.kinds.filter(({ section }) => section !== undefined)) {
    const rows = naming.rows(kind.name);
    if (kind.addressOf !== undefined) {
      for (const row of rows) {
        const address = linkAddress(row, addresses);
        if (address !== undefined) note({ kind, row, address, key: address, made: false, nameless: false });
      }
      continue;
    }
    const families = grouped(rows.filter((row) => row.parent === undefined || addresses.has(row.parent)), (row) => row.parent ?? '');
    for (const [parent, siblings] of families) {
      for (const [row, found] of keysAmong(naming, kind, siblings, keyOf)) {
        const key = kind.links ? (addresses.get(row.key ?? '') ?? found.key) : found.key;
        const plain = kind.links ? lastKey(key) : key;
        note({ kind, row, ...found, key: plain, address: kind.bare ? plain : under(addresses.get(parent), kind.name, plain) });
      }
    }
  }
  return named;
}
