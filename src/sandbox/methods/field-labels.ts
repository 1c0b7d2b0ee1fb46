// Labels of user fields: a row per language with five texts (FACTS §12.3). Any label map in an update
// deletes all rows and builds them anew from what was sent. A field without rows answers maps with
// an empty key, which is how PHP writes the language null.

import type { Call, Data, Row } from '../contract.ts';
import { optionsOf, optionToJson } from './field-options.ts';
import { cut, isArray, isSet, jsonMap, toText } from './php.ts';
import { switchOf } from '../switches.ts';

export const labelNames = ['editFormLabel', 'listColumnLabel', 'listFilterLabel', 'errorMessage', 'helpMessage'] as const;

/** The two maps a client can set; help texts are trimmed and cut. A plain string is none, or is said in every language. */
export function labelMaps(call: Call, field: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const spread = (value: unknown, fact: 'stringLabels' | 'stringHelp'): unknown =>
    typeof value === 'string' && value !== '' && switchOf(call, fact) === 'everyLanguage' ? { en: value, ru: value } : value;
  const help = spread(field['helpMessage'], 'stringHelp');
  const helpMessage = isArray(help) ? Object.fromEntries(Object.entries(help).map(([language, text]) => [language, cut(toText(text).trim(), 255)])) : {};
  return isSet(field['editFormLabel']) ? { editFormLabel: spread(field['editFormLabel'], 'stringLabels'), helpMessage } : { helpMessage };
}

/** `sent` are the kinds the client itself named: an empty map of help texts is there in any case. */
export function rebuildLabels(call: Call, field: Row, given: Readonly<Record<string, unknown>>, sent: readonly string[]): void {
  const maps = labelNames.flatMap((name) => (isArray(given[name]) ? [[name, given[name]] as const] : []));
  const how = switchOf(call, 'labelUpdate');
  if (how === 'wipesAll' && maps.every(([, map]) => Object.keys(map).length === 0)) return;
  const rows = how === 'wipesAll' ? {} : structuredClone<Record<string, Row>>(field['labels']);
  for (const [name, map] of maps) {
    if (how === 'wipesKinds' && sent.includes(name)) for (const row of Object.values(rows)) delete row[name];
    for (const [language, text] of Object.entries(map)) (rows[language] ??= {})[name] = isSet(text) ? toText(text) : null;
  }
  field['labels'] = Object.fromEntries(Object.entries(rows).filter(([, row]) => Object.keys(row).length > 0));
}

/** The scalars of a field as every answer has them: strings, but for the settings. */
export const plainField = (field: Row): Record<string, unknown> => ({
  id: String(field['id']),
  entityId: field['entityId'],
  fieldName: field['fieldName'],
  userTypeId: field['userTypeId'],
  xmlId: field['xmlId'],
  sort: String(field['sort']),
  multiple: field['multiple'],
  mandatory: field['mandatory'],
  showFilter: field['showFilter'],
  showInList: field['showInList'],
  editInList: field['editInList'],
  isSearchable: field['isSearchable'],
  settings: field['settings'],
});

/** The full answer of get, add and update: every language, and the options. */
export function fieldToJson(data: Data, field: Row): Record<string, unknown> {
  const stored = Object.entries<Row>(field['labels']);
  const languages: readonly (readonly [string, Row])[] = stored.length > 0 ? stored : [['', {}]];
  const labels = labelNames.map((name) => [name, jsonMap(Object.fromEntries(languages.map(([language, row]) => [language, row[name] ?? null])))] as const);
  return {
    ...plainField(field),
    languageId: Object.fromEntries(languages.map(([language]) => [language, language === '' ? null : language])),
    ...Object.fromEntries(labels),
    ...(field['userTypeId'] === 'enumeration' ? { enum: optionsOf(data, field['id']).map(optionToJson) } : {}),
  };
}
