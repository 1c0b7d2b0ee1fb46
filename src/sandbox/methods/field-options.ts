// Options of an enumeration field. The modern update replaces them all by id (FACTS §12.4), the old one
// merges (§13). A new option whose xmlId is already there, even on one about to go, spoils the whole change.

import { createHash } from 'node:crypto';
import type { Call, Data, Row } from '../contract.ts';
import { cut, isArray, isEmpty, isSet, toInt, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';
import { forgetOption } from './item-values.ts';
import { addRow, nextNumber, removeRows, rowsOf } from './rows.ts';
import { switchOf } from '../switches.ts';

export const optionsOf = (data: Data, fieldId: number): Row[] =>
  rowsOf(data, 'enums').filter((row) => row['userFieldId'] === fieldId).sort((a, b) => a['sort'] - b['sort'] || a['id'] - b['id']);

export const optionToJson = (row: Row): Row => ({
  id: String(row['id']),
  userFieldId: String(row['userFieldId']),
  value: row['value'],
  def: row['def'],
  sort: String(row['sort']),
  xmlId: row['xmlId'],
});

type Change = { readonly stored: Row | undefined; readonly value: string; readonly def: string; readonly sort: unknown; readonly xmlId: string };

/** Replaces the options. Answers the external code for which the change was thrown away. */
export function setOptions(call: Call, field: Row, given: unknown, replace: boolean): string | undefined {
  const stored = replace ? optionsOf(call.data, field['id']) : [];
  const changes = valuesOf(isArray(given) ? given : []).filter(isArray).flatMap((item) => changeOf(item, stored));
  const listed = changes.flatMap((change) => (change.stored === undefined || change.value === '' ? [] : [change.stored]));
  return applyChanges(call, field, changes, stored.filter((one) => !listed.includes(one)));
}

/** One element of LIST, as the old methods understand it (FACTS §13); without an id it is a new option. */
export type OptionChange = {
  readonly id: number | undefined;
  readonly value: string;
  readonly def: 'Y' | 'N' | undefined;
  readonly sort: number | undefined;
  readonly xmlId: string;
  readonly drop: boolean;
};

/** Options that are not listed stay; one listed without a value goes, as if DEL had been sent (server), or stays as it is (docs). */
export function mergeOptions(call: Call, field: Row, given: readonly OptionChange[]): string | undefined {
  const stored = optionsOf(call.data, field['id']);
  const leaving = stored.filter((row) => given.some(({ id, value, drop }) => id === row['id'] && (drop || (value === '' && switchOf(call, 'blankOption') === 'removed'))));
  const changes = given.flatMap(({ id, value, def, sort, xmlId, drop }): Change[] => {
    const row = stored.find((one) => one['id'] === id);
    if (drop || value === '' || (id !== undefined && row === undefined)) return [];
    return [{ stored: row, value, def: def ?? row?.['def'] ?? 'N', sort, xmlId: xmlId !== '' || row === undefined ? xmlId : unnamed(call, row, value) }];
  });
  return applyChanges(call, field, changes, leaving);
}

/** The server does not look up what it was not sent: the external code becomes a hash of the text. */
const unnamed = (call: Call, row: Row, value: string): string => (switchOf(call, 'mergedOptionXmlId') === 'kept' ? (row['xmlId'] ?? '') : md5(value));

/** Everything or, where an external code is taken, nothing. */
function applyChanges(call: Call, field: Row, changes: readonly Change[], leaving: readonly Row[]): string | undefined {
  const salt = String(nextNumber(call.data, 'salt'));
  const added = changes
    .filter((change) => change.stored === undefined && change.value !== '')
    .map((change) => ({ ...change, xmlId: change.xmlId === '' ? md5(`${salt}${change.value}`) : change.xmlId }));
  const taken = takenXmlId(call.data, field['id'], added, changes);
  if (taken !== undefined) return taken;
  for (const row of leaving) dropOption(call.data, field, row);
  for (const change of changes) if (change.stored !== undefined && change.value !== '') rewrite(change.stored, change);
  for (const change of added) {
    addRow(call.data, 'enums', {
      id: nextNumber(call.data, 'enum'),
      userFieldId: field['id'],
      value: cut(change.value, 255),
      def: change.def,
      sort: isSet(change.sort) ? toInt(change.sort) : 500,
      xmlId: change.xmlId,
    });
  }
  return undefined;
}

/** An id that is none of this field's options is passed over, and the option with it. */
function changeOf(item: PhpArray, stored: readonly Row[]): Change[] {
  const id = toInt(item['id']);
  const row = id > 0 ? stored.find((one) => one['id'] === id) : undefined;
  if (id > 0 && row === undefined) return [];
  return [{
    stored: row,
    value: toText(item['value']),
    def: (isEmpty(item['def']) && row !== undefined ? row['def'] : item['def']) === 'Y' ? 'Y' : 'N',
    sort: item['sort'],
    xmlId: isEmpty(item['xmlId']) ? (row?.['xmlId'] ?? '') : toText(item['xmlId']),
  }];
}

function takenXmlId(data: Data, fieldId: number, added: readonly Change[], changes: readonly Change[]): string | undefined {
  const taken = new Set<string>();
  const present = new Set(optionsOf(data, fieldId).map((row) => toText(row['xmlId']).toLowerCase()));
  const free = (xmlId: string): boolean => !taken.has(xmlId) && !present.has(xmlId.toLowerCase());
  for (const { xmlId } of added) {
    if (!free(xmlId)) return xmlId;
    taken.add(xmlId);
  }
  for (const { stored, value, xmlId } of changes) {
    if (stored === undefined || value === '') continue;
    if (stored['xmlId'] !== xmlId && !free(xmlId)) return xmlId;
    taken.add(xmlId);
  }
  return undefined;
}

function rewrite(row: Row, change: Change): void {
  row['value'] = cut(change.value, 255);
  row['def'] = change.def;
  row['xmlId'] = change.xmlId;
  if (isSet(change.sort)) row['sort'] = toInt(change.sort);
}

/** Records lose the value with the option. */
function dropOption(data: Data, field: Row, option: Row): void {
  removeRows(data, 'enums', (row) => row === option);
  forgetOption(data, field, option['id']);
}

export const dropOptions = (data: Data, fieldId: number): void => removeRows(data, 'enums', (row) => row['userFieldId'] === fieldId);

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
