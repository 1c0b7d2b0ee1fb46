// What one portal has and another one calls otherwise: users, departments, lists. Whatever is only looked up and is not
// on the other portal is mapped by what the user wrote down, or asked for; nothing is guessed. Pure.

import type { Declared, Kind, LiveRow } from '../kinds/contract.ts';
import { segment } from '../model/address.ts';
import { isFile } from '../model/held-file.ts';
import { isRef, Secret, type Value } from '../model/value.ts';
import type { Graph } from './resolve.ts';

/** By kind: the key there is to be taken for the key here. */
export type Mappings = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Unmapped {
  readonly kind: string;
  readonly key: string;
}

const isLookup = (kind: Kind | undefined): boolean => kind?.lookup === true && kind.section === undefined;

/** Lookups the portal does not have under their own key or name, and nothing is written down for. */
export function unmapped(graph: Graph, kinds: ReadonlyMap<string, Kind>, rows: (kind: string) => readonly LiveRow[]): readonly Unmapped[] {
  return [...graph.declared.values()].flatMap(({ kind, key }) => {
    if (!isLookup(kinds.get(kind))) return [];
    return rows(kind).some((row) => row.key === key || row.name === key) ? [] : [{ kind, key }];
  });
}

function renamed(value: Value, names: ReadonlyMap<string, string>): Value {
  if (isRef(value)) return { $ref: names.get(value.$ref) ?? value.$ref };
  if (Array.isArray(value)) return (value as readonly Value[]).map((each) => renamed(each, names));
  if (typeof value !== 'object' || value === null || value instanceof Secret || isFile(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each as Value, names)]));
}

/** The same, with the other portal's names for what is looked up. */
export function mapped(graph: Graph, mappings: Mappings): Graph {
  const names = new Map<string, string>();
  const declared = new Map<string, Declared>();
  for (const own of graph.declared.values()) {
    const key = own.lookup ? mappings[own.kind]?.[own.key] : undefined;
    if (key === undefined) continue;
    const address = segment(own.kind, key);
    names.set(own.address, address);
    declared.set(address, { ...own, address, key });
  }
  for (const [address, own] of graph.declared) {
    if (names.has(address)) continue;
    declared.set(address, { ...own, spec: new Map([...own.spec].map(([path, value]) => [path, renamed(value, names)])) });
  }
  return { ...graph, declared };
}
