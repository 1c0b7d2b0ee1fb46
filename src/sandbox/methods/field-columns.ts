// What userfieldconfig.list can select, filter and order by (FACTS §12.5). Labels come only with the
// keyed entry `language`, in that one language, wrapped under the language of the caller.

import { RestError } from '../contract.ts';
import type { Call, Row } from '../contract.ts';
import { labelNames, plainField } from './field-labels.ts';
import type { Columns } from './pages.ts';
import { toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { switchOf } from '../switches.ts';

const names: Readonly<Record<string, string>> = {
  ID: 'id', ENTITY_ID: 'entityId', FIELD_NAME: 'fieldName', USER_TYPE_ID: 'userTypeId', XML_ID: 'xmlId', SORT: 'sort', MULTIPLE: 'multiple',
  MANDATORY: 'mandatory', SHOW_FILTER: 'showFilter', SHOW_IN_LIST: 'showInList', EDIT_IN_LIST: 'editInList', IS_SEARCHABLE: 'isSearchable', SETTINGS: 'settings',
};

export const fieldColumns: Columns = Object.fromEntries(Object.entries(names).map(([column, name]) => [column, (row: Row) => row[name]]));

/** `{"0": "*", "language": "en"}`; in a list without keys there is no language. */
export function languageSelect(select: PhpArray): string | undefined {
  const [, language] = Object.entries(select).find(([key]) => key.toUpperCase() === 'LANGUAGE') ?? [];
  return typeof language === 'string' && language !== '' && language !== '0' ? language : undefined;
}

/** A function answering the chosen part of a field; `settings` is always there, null if not asked for. */
export function selectedColumns(call: Call, select: PhpArray, language: string | undefined): (field: Row) => Row {
  const wanted = Object.entries(select).filter(([key]) => key.toUpperCase() !== 'LANGUAGE').map(([, name]) => toText(name));
  const named = wanted.filter((name) => name !== '*').map((name) => columnOf(call, name));
  const all = wanted.includes('*') || (wanted.length === 0 && language === undefined);
  const chosen = new Set(all ? Object.values(names) : named);
  return (field) => {
    const plain = Object.entries(plainField(field)).filter(([name]) => chosen.has(name) || name === 'settings');
    const shown = Object.fromEntries(plain.map(([name, value]) => [name, chosen.has(name) ? value : null]));
    return language === undefined ? shown : { ...shown, ...labelsIn(call, field, language) };
  };
}

/** The database knows FIELD_NAME, not fieldName. */
function columnOf(call: Call, name: string): string {
  const camel = switchOf(call, 'fieldListSelect') === 'camelCase' && Object.values(names).includes(name);
  const column = camel ? name : names[name.toUpperCase()];
  if (column === undefined) {
    throw new RestError('100', `Unknown field definition \`${name}\` (${name}) for \\Bitrix\\Main\\UserField Entity.`);
  }
  return column;
}

function labelsIn(call: Call, field: Row, language: string): Row {
  const row: Row | undefined = field['labels'][language];
  const under = switchOf(call, 'listedLabels') === 'requested' ? language : call.data.language;
  const wrapped = (value: unknown): unknown => (value === undefined || value === null ? null : { [under]: value });
  return {
    languageId: wrapped(row === undefined ? null : language),
    ...Object.fromEntries(labelNames.map((name) => [name, wrapped(row?.[name])])),
  };
}
