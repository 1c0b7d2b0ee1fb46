// A workshop's portal as a reading leaves it, put together by hand: every thing under its address, with its properties.

import type { Audited, Thing } from '../../src/audit/contract.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Records } from '../../src/model/audit.ts';
import type { Value } from '../../src/model/value.ts';

export interface Made {
  readonly name?: string;
  readonly ids?: Readonly<Record<string, string | number>>;
  readonly key?: string;
  /** address of what it stands below */
  readonly parent?: string;
  readonly isShown?: boolean;
}

/** Its uid is its address. */
export function thing(kind: string, address: string, spec: Readonly<Record<string, Value>> = {}, { name, ids = {}, key, parent, isShown = true }: Made = {}): Thing {
  const own = key ?? address.replace(/^.*[./]/, '');
  const row = { kind, uid: address, ids, key: own, spec: new Map(Object.entries(spec)), ...(parent === undefined ? {} : { parent }), ...(name === undefined ? {} : { name }) };
  return { kind: KINDS.find((each) => each.name === kind)!, row, address, key: own, isShown };
}

/** A smart process with what stands below it. */
export const process = (key: string, title: string, ...below: readonly Thing[]): readonly Thing[] => [thing('smartProcess', `smartProcess.${key}`, { title }, { name: title }), ...below];

export const field = (type: string, key: string, spec: Readonly<Record<string, Value>> = {}, more: Made = {}): Thing =>
  thing('field', `smartProcess.${type}/field.${key}`, { type: 'string', 'label.en': key, ...spec }, { name: String(spec['label.en'] ?? key), ids: { fieldName: `UF_CRM_7_${key}` }, parent: `smartProcess.${type}`, ...more });

export const option = (owner: string, key: string, name: string, id = 1): Thing => thing('option', `${owner}/option.${key}`, { name }, { name, ids: { id }, parent: owner });

export const funnel = (type: string, key: string, ...ends: readonly string[]): readonly Thing[] => {
  const address = `smartProcess.${type}/funnel.${key}`;
  const stages = ends.map((semantics, at) => thing('stage', `${address}/stage.S${at}`, { name: `Step ${at}`, semantics, color: ['22B9FF', '7BD500', 'FF5752'][at]! }, { name: `Step ${at}`, parent: address }));
  return [thing('funnel', address, { name: key }, { name: key, parent: `smartProcess.${type}` }), ...stages];
};

export const audited = (things: readonly Thing[], more: Partial<Audited> = {}): Audited => ({ things, languages: ['en'], strays: [], ...more });

export const records = (counts: Readonly<Record<string, number>>, unknown: readonly string[] = []): Records => ({ counts: new Map(Object.entries(counts)), unknown: new Set(unknown) });
