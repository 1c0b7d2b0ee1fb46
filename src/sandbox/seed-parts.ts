// What people leave behind in the browser, piece by piece: stages UC_XXXXXX dragged in between, options
// with hashed external codes, records with values. seed.ts and lived-in.ts put portals together of it.

import type { Data, Row } from './contract.ts';
import { md5 } from './methods/field-options.ts';
import { stagePrefix, stagesEntityId } from './methods/funnels.ts';
import { addRow, nextNumber, rowsOf } from './methods/rows.ts';

export type Words = readonly [en: string, ru: string];

export type Say = (words: Words) => string;

export const sayIn = (data: Data): Say => (words) => words[data.language === 'ru' ? 1 : 0];

const settingsOf: Readonly<Record<string, Row>> = {
  string: { SIZE: 20, ROWS: 1, REGEXP: '', MIN_LENGTH: 0, MAX_LENGTH: 0, DEFAULT_VALUE: '' },
  enumeration: { DISPLAY: 'UI', LIST_HEIGHT: 1, CAPTION_NO_VALUE: '', SHOW_NO_VALUE: 'Y' },
  date: { DEFAULT_VALUE: { TYPE: 'NONE', VALUE: '' } },
  crm_status: { ENTITY_TYPE: 'INDUSTRY' },
  employee: {},
  file: { SIZE: 20, LIST_WIDTH: 0, LIST_HEIGHT: 0, MAX_SHOW_SIZE: 0, MAX_ALLOWED_SIZE: 0, EXTENSIONS: [], TARGET_BLANK: 'Y', DEFAULT_VIEW: null },
};

type FieldOfOthers = {
  readonly entityId: string;
  readonly fieldName: string;
  readonly type: string;
  readonly label: Words;
  readonly xmlId?: string | null;
  readonly sort?: number;
  readonly showFilter?: string;
};

/** As the settings of CRM used to make it: three labels in both languages, no help. */
export function addOldField(data: Data, given: FieldOfOthers): Row {
  const texts = (text: string): Row => ({ editFormLabel: text, listColumnLabel: text, listFilterLabel: text, errorMessage: null, helpMessage: null });
  return storeField(data, given, { en: texts(given.label[0]), ru: texts(given.label[1]) });
}

/** As the card makes it: one label, in the language of whoever clicked. */
export const addCardField = (data: Data, given: FieldOfOthers): Row => storeField(data, given, { [data.language]: { editFormLabel: sayIn(data)(given.label) } });

function storeField(data: Data, { entityId, fieldName, type, xmlId = null, sort = 100, showFilter = 'E' }: FieldOfOthers, labels: Row): Row {
  const field: Row = {
    id: nextNumber(data, 'field'), entityId, fieldName, userTypeId: type, xmlId, sort, multiple: 'N', mandatory: 'N',
    showFilter, showInList: 'Y', editInList: 'Y', isSearchable: 'N', settings: Object.keys(settingsOf[type]!).length === 0 ? [] : settingsOf[type], labels,
  };
  addRow(data, 'fields', field);
  return field;
}

export function addOptions(data: Data, field: Row, values: readonly string[]): void {
  values.forEach((value, index) => addRow(data, 'enums', {
    id: nextNumber(data, 'enum'), userFieldId: field['id'], value, def: 'N', sort: (index + 1) * 100, xmlId: md5(`${field['fieldName']}${index}${value}`),
  }));
}

/** The success and failure stages have moved down for them. */
export function addOwnStages(data: Data, funnel: Row, names: readonly string[]): void {
  const entityId = stagesEntityId(funnel['entityTypeId'], funnel['id']);
  const prefix = stagePrefix(funnel['entityTypeId'], funnel['id']);
  for (const stage of rowsOf(data, 'statuses')) {
    if (stage['entityId'] === entityId && stage['semantics'] !== null) stage['sort'] += names.length * 10;
  }
  names.forEach((name, index) => {
    const code = `UC_${md5(`${entityId}${name}`).slice(0, 6).toUpperCase()}`;
    addRow(data, 'statuses', {
      id: nextNumber(data, 'status'), entityId, statusId: prefix === '' ? code : `${prefix}:${code}`, name, nameInit: '', sort: 40 + index * 10, system: 'N',
      categoryId: funnel['id'], color: '#ACE9FB', semantics: null,
    });
  });
}

export function addRecord(data: Data, entityTypeId: number, funnel: Row, title: string, fields: readonly Row[], number: number, made: number): Row {
  const entityId = stagesEntityId(entityTypeId, funnel['id']);
  const stages = rowsOf(data, 'statuses').filter((stage) => stage['entityId'] === entityId && stage['semantics'] === null);
  const values = Object.fromEntries(fields.map((field) => [field['fieldName'], valueFor(data, field, number)]));
  const record: Row = {
    id: nextNumber(data, `item:${entityTypeId}`), entityTypeId, categoryId: funnel['id'], stageId: stages[number % stages.length]?.['statusId'] ?? null, previousStageId: null,
    title, createdBy: 5, updatedBy: 5, movedBy: 5, lastActivityBy: 5, assignedById: 5,
    createdTime: made, updatedTime: made, movedTime: made, lastActivityTime: made, values,
  };
  addRow(data, 'items', record);
  return record;
}

function valueFor(data: Data, field: Row, number: number): unknown {
  if (field['userTypeId'] === 'string') return `SN-${1000 + number}`;
  if (field['userTypeId'] === 'date') return '2025-10-03T03:00:00+03:00';
  const options = rowsOf(data, 'enums').filter((option) => option['userFieldId'] === field['id']);
  return options[number % options.length]?.['id'] ?? null;
}
