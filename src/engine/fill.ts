// Slots -> values: ids of addresses, secrets from the environment, and lists the portal replaces as a whole
// laid over what is live. A slot is a plain object with one telling key, so a call is filled by one walk over
// it. Pure; what cannot be filled is named.

import type { LiveRow } from '../kinds/contract.ts';
import { stepType, withIdsOf } from '../model/bpt.ts';
import type { CarrySlot, Ids, MapSlot, Slot, TemplateSlot, TextSlot } from '../model/plan.ts';
import { Secret } from '../model/value.ts';
import { texts } from '../texts/index.ts';

export interface Filling {
  readonly ids: (address: string) => Ids | undefined;
  readonly row: (address: string) => LiveRow | undefined;
  /** the application that calls */
  readonly clientId?: string | undefined;
}

/** A call that cannot be made because this is not known. */
export class Unfilled extends Error {
  readonly address: string;
  constructor(address: string, what: string) {
    super(texts.engine.apply.notKnown(what, address));
    this.address = address;
  }
}

const has = <K extends string>(value: object, key: K): value is Record<K, unknown> => Object.hasOwn(value, key);

function slot(value: Slot, filling: Filling): string | number {
  const id = filling.ids(value.$slot)?.[value.name];
  if (id === undefined) throw new Unfilled(value.$slot, value.name);
  return id;
}

const key = (written: unknown, filling: Filling): string => String(fill(written, filling));

function carry(value: CarrySlot, filling: Filling): unknown {
  const live = filling.row(value.$carry)?.whole?.[value.list];
  if (live === undefined) throw new Unfilled(value.$carry, texts.engine.apply.liveList(value.list));
  const result = new Map<string, unknown>(Object.entries(live));
  for (const name of value.drop) result.delete(name);
  for (const [name, entry] of value.set) result.set(key(name, filling), fill(entry, filling));
  return value.as === 'map' ? Object.fromEntries(result) : [...result.values()];
}

/** A map in this order: an object, unless that would put keys that are whole numbers first. */
function inOrder(entries: readonly (readonly [string, unknown])[]): unknown {
  const object = Object.fromEntries(entries);
  return Object.keys(object).every((name, index) => name === entries[index]![0]) ? object : new Map(entries);
}

function template({ $template, ids, steps }: TemplateSlot, filling: Filling): string {
  const found = ids.map(([token, id]) => [token, String(fill(id, filling))] as const);
  const own = filling.clientId === undefined ? [] : steps.map(([token, code]) => [token, stepType(filling.clientId!, code)] as const);
  return withIdsOf($template, new Map([...found, ...own]));
}

export function fill(value: unknown, filling: Filling): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map((entry) => fill(entry, filling));
  if (typeof value !== 'object' || value === null) return value;
  if (has(value, '$slot')) return slot(value as unknown as Slot, filling);
  if (has(value, '$text')) return (value as unknown as TextSlot).$text.map((piece) => String(fill(piece, filling))).join('');
  if (has(value, '$map')) return inOrder((value as unknown as MapSlot).$map.map(([name, entry]) => [key(name, filling), fill(entry, filling)]));
  if (has(value, '$template')) return template(value as unknown as TemplateSlot, filling);
  if (has(value, '$carry')) return carry(value as unknown as CarrySlot, filling);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, fill(entry, filling)]));
}

/** Rows whose whole lists a call carries over. */
export function carriedBy(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(carriedBy);
  if (typeof value !== 'object' || value === null || value instanceof Secret) return [];
  return has(value, '$carry') && typeof value.$carry === 'string' ? [value.$carry] : Object.values(value).flatMap(carriedBy);
}
