// One field -> properties. A list names it in one language, `get` in all of them and with its options; flags are
// exactly "Y" (trap 17), but showFilter reads back as E (trap 18). Updates of labels go by a route that keeps the other
// labels where there is one, so only the others lose any.

import { FIELD_FLAGS } from '../model/field-flags.ts';
import { FIELD_TYPES } from '../model/field-types.ts';
import { STANDARD_TYPES } from '../model/standard-types.ts';
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

/** uid of the type it belongs to, a smart process by the id of its row; of nothing we know: what the portal calls it. */
const homeOf = (entityId: string): string => Object.keys(STANDARD_TYPES).find((name) => STANDARD_TYPES[name]!.fields === entityId) ?? entityId;

/** Its key under its type: below a standard type the name of the type may be in it or not (FACTS §12.1). */
function keysOf(entityId: string, fieldName: string): Pick<LiveRow, 'key' | 'alias'> {
  const own = `UF_${entityId}_`;
  const short = fieldName.replace(/^UF_CRM_/, '');
  if (!fieldName.startsWith(own)) return { key: short };
  return { key: fieldName.slice(own.length), ...(/^CRM_\d+$/.test(entityId) ? {} : { alias: short }) };
}

/** `full`: as `get` answers it, where it was asked; `ownTypes`: uids of the types this application made, by how fields name them. */
export function parseField(row: any, full: any, labels: Labelled, ownTypes: ReadonlyMap<string, string>, ofApplication = 'rest__'): LiveRow {
  const entityId = String(row.entityId ?? '');
  const parent = homeOf(entityId);
  const type = String(row.userTypeId);
  const own = ownTypes.get(type) ?? (ofApplication !== 'rest__' && type.startsWith(ofApplication) ? `fieldType:${type.slice(ofApplication.length)}` : undefined);
  const fieldName = String(row.fieldName ?? '');
  const loses = LOST_LABELS.some((kind) => [row, full, ...labels.values()].some((source) => saysAnything(source?.[kind])));
  return {
    kind: 'field',
    uid: `field:${row.id}`,
    parent,
    ids: { id: Number(row.id), fieldName },
    ...keysOf(entityId, fieldName),
    names: [...labels.values()].map((source) => textOf(source.editFormLabel)).filter((text) => text !== ''),
    name: [...labels.values()].map((source) => textOf(source.editFormLabel)).find((text) => text !== '') ?? fieldName,
    mark: String(row.xmlId ?? ''),
    spec: specOf(type, row, full, labels).set('fieldName', fieldName).set('type', own === undefined ? type : { $ref: `uid:${own}` }),
    ...(full ? { whole: wholeField(type, full) } : {}),
    ...(loses && STANDARD_TYPES[parent]?.olderFields === undefined ? { losesLabels: true as const } : {}),
  };
}
