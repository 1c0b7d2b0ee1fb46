// Labels, settings and options are replaced as a whole (trap 19), options matched by id only (traps 20, 21): a new
// field gets those that are declared, another one what is live at the head of the wave with the changed ones laid over.

import { FIELD_TYPES, targetEntries } from '../model/field-types.ts';
import { yesNo } from '../model/flag.ts';
import type { CarrySlot } from '../model/plan.ts';
import type { Value } from '../model/value.ts';
import type { Item, WriteInput } from './contract.ts';

/** A list or map with what is live carried along. */
const overLive = (input: WriteInput, list: string, as: CarrySlot['as'], set: CarrySlot['set']): CarrySlot =>
  ({ $carry: input.address, list, as, set, drop: [] });

/** A cleared text is sent empty: left out, it would stay where an update merges (FACTS §37(4)). */
export function labelMap(input: WriteInput, own: Item, word: 'label' | 'help'): unknown {
  const ours = <T>(entries: Iterable<readonly [string, T]>) =>
    [...entries].filter(([path]) => path.startsWith(`${word}.`)).map(([path, text]) => [path.slice(word.length + 1), text] as const);
  if (input.action === 'create') return Object.fromEntries(ours(own.spec).filter(([, text]) => text !== null && text !== ''));
  return overLive(input, word, 'map', ours(own.changed).map(([language, { after }]) => [language, after ?? ''] as const));
}

export function settingsOf(input: WriteInput, own: Item): unknown {
  const type = String(own.spec.get('type') ?? own.row?.spec.get('type'));
  const changed = Object.entries(FIELD_TYPES[type] ?? {}).filter(([word]) => own.changed.has(word));
  if (changed.length === 0) return undefined;
  if (type === 'crm') return { $map: targetEntries(own.changed.get('to')!.after as readonly Value[], input.id) };
  const set = changed.map(([word, setting]) => [setting.key, setting.write(own.changed.get(word)!.after, input.id)] as const);
  return input.action === 'create' ? Object.fromEntries(set) : overLive(input, 'settings', 'map', set);
}

function optionEntry(item: Item): Record<string, unknown> {
  const now = (path: string) => item.changed.get(path)?.after ?? item.spec.get(path) ?? item.row?.spec.get(path);
  return { value: now('name'), def: yesNo(now('default')), sort: String(now('sort') ?? 500), xmlId: item.changed.has('xmlId') ? item.key : item.row?.key || item.key };
}

/** All options of a new field, or the changed ones. */
export function enumOf(input: WriteInput): unknown {
  if (input.action === 'create') return input.parts.filter(({ action }) => action === 'create').map(optionEntry);
  const changed = input.parts.filter((item) => item.action !== 'none');
  const set = changed.map((item) => {
    const id = item.row?.ids['id'];
    return id === undefined ? ([`new ${item.key}`, optionEntry(item)] as const) : ([String(id), { ...optionEntry(item), id: String(id) }] as const);
  });
  return overLive(input, 'enum', 'list', set);
}
