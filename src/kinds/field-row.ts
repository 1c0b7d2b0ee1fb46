// One field -> properties. A list names it in one language, `get` in all of them and with its options; flags are
// exactly "Y" (trap 17), but showFilter reads back as E (trap 18).

import { FIELD_FLAGS } from '../model/field-flags.ts';
import { FIELD_TYPES } from '../model/field-types.ts';
import type { Value } from '../model/value.ts';
import type { LiveRow } from './contract.ts';
import { texts, wholeField } from './field-whole.ts';

/** Rows of lists by the language they were asked in. */
export type Labelled = ReadonlyMap<string, any>;

const LABELS = [['label', 'editFormLabel'], ['help', 'helpMessage']] as const;
const LOST_LABELS = ['listColumnLabel', 'listFilterLabel', 'errorMessage'];

function textOf(label: unknown): string {
  if (typeof label === 'string') return label;
  return typeof label === 'object' && label !== null ? String(Object.values(label)[0] ?? '') : '';
}

const saysAnything = (label: unknown): boolean =>
  (typeof label === 'object' && label !== null ? Object.values(label) : [label]).some((text) => text !== undefined && text !== null && text !== '');

const isFlagOn = (word: string, stored: unknown): boolean => stored === 'Y' || (word === 'showInFilter' && ['E', 'I', 'S'].includes(stored as string));

function specOf(type: string, row: any, full: any, labels: Labelled): Map<string, Value> {
  const settings = (full ?? row).settings ?? {};
  const spec = new Map<string, Value>([['type', type], ['sort', Number(row.sort ?? 100)], ['xmlId', String(row.xmlId ?? '')]]);
  for (const [word, key] of Object.entries(FIELD_FLAGS)) spec.set(word, isFlagOn(word, row[key]));
  for (const [word, setting] of Object.entries(FIELD_TYPES[type] ?? {})) spec.set(word, setting.read(settings[setting.key], settings));
  for (const [word, key] of LABELS) {
    const known = full === undefined ? [...labels].map(([language, source]) => [language, textOf(source[key])] as const) : Object.entries(texts(full[key]));
    for (const [language, text] of known) spec.set(`${word}.${language}`, text);
  }
  return spec;
}

/** `full`: as `get` answers it, where it was asked. */
export function parseField(row: any, full: any, labels: Labelled): LiveRow | undefined {
  const [, typeId] = /^CRM_(\d+)$/.exec(String(row.entityId ?? '')) ?? [];
  if (typeId === undefined) return undefined;
  const type = String(row.userTypeId);
  const prefix = `UF_CRM_${typeId}_`;
  const fieldName = String(row.fieldName ?? '');
  const loses = LOST_LABELS.some((kind) => [row, full, ...labels.values()].some((source) => saysAnything(source?.[kind])));
  return {
    kind: 'field',
    uid: `field:${row.id}`,
    parent: `typeRow:${typeId}`,
    ids: { id: Number(row.id), fieldName },
    key: fieldName.startsWith(prefix) ? fieldName.slice(prefix.length) : fieldName,
    name: [...labels.values()].map((source) => textOf(source.editFormLabel)).find((text) => text !== '') ?? fieldName,
    mark: String(row.xmlId ?? ''),
    spec: specOf(type, row, full, labels),
    ...(full ? { whole: wholeField(type, full) } : {}),
    ...(loses ? { losesLabels: true as const } : {}),
  };
}
