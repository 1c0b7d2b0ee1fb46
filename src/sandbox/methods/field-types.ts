// The types of user fields and what each makes of the settings it is given (FACTS §12.6): keys left
// out return to their defaults, unknown keys vanish, numbers are clamped, and the client is not told.

import type { Call, Data } from '../contract.ts';
import { isArray, isEmpty, isNumeric, jsonMap, toDouble, toInt, toText } from './php.ts';
import type { PhpArray } from './php.ts';
import { smartProcesses } from './owner-types.ts';
import { rowsOf } from './rows.ts';
import { statusEntities } from './status-entities.ts';
import { switchOf } from '../switches.ts';

type Settings = (given: PhpArray, call: Call) => unknown;

type FieldType = {
  readonly en: string;
  readonly ru: string;
  readonly settings: Settings;
  /** registered on the portal, but not for CRM objects */
  readonly restricted?: true;
};

/** 255 is the limit, yet more becomes 225. */
const sizeOf = (value: unknown): number => {
  const size = toInt(value);
  if (size <= 1) return 20;
  return size > 255 ? 225 : size;
};

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

const unlessNo = (value: unknown): 'Y' | 'N' => (value === 'N' ? 'N' : 'Y');

const oneOf = (value: unknown, allowed: readonly string[], fallback: string): string =>
  typeof value === 'string' && allowed.includes(value) ? value : fallback;

const string: Settings = (given) => ({
  SIZE: sizeOf(given['SIZE']),
  ROWS: clamp(toInt(given['ROWS']), 1, 50),
  REGEXP: !isEmpty(given['REGEXP']) && isPattern(toText(given['REGEXP'])) ? given['REGEXP'] : '',
  MIN_LENGTH: toInt(given['MIN_LENGTH']),
  MAX_LENGTH: toInt(given['MAX_LENGTH']),
  DEFAULT_VALUE: given['DEFAULT_VALUE'] ?? '',
});

/** A PHP pattern stands between delimiters: `/^A-\d+$/i`. */
function isPattern(text: string): boolean {
  const match = /^\s*([^\w\s\\])([\s\S]*)([^\w\s\\])([imsxADSUXJu]*)$/.exec(text);
  if (match === null) return false;
  const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
  if ((closing[match[1]!] ?? match[1]) !== match[3]) return false;
  try {
    return new RegExp(match[2]!) instanceof RegExp;
  } catch {
    return false;
  }
}

const integer: Settings = (given) => ({
  SIZE: sizeOf(given['SIZE']),
  MIN_VALUE: toInt(given['MIN_VALUE']),
  MAX_VALUE: toInt(given['MAX_VALUE']),
  DEFAULT_VALUE: (given['DEFAULT_VALUE'] ?? '') === '' ? null : toInt(given['DEFAULT_VALUE']),
});

const double: Settings = (given) => ({
  PRECISION: clamp(toInt(given['PRECISION']), 0, 12),
  SIZE: sizeOf(given['SIZE']),
  MIN_VALUE: toDouble(given['MIN_VALUE']),
  MAX_VALUE: toDouble(given['MAX_VALUE']),
  DEFAULT_VALUE: isNumeric(given['DEFAULT_VALUE']) ? toDouble(given['DEFAULT_VALUE']) : null,
});

/** A string as LABEL is taken apart letter by letter: its first two become "no" and "yes". */
const boolean: Settings = (given, { data }) => {
  const label = given['LABEL'] ?? ['', ''];
  const letters = isArray(label) ? [label['0'], label['1']] : Array.from(toText(label));
  const yes = data.language === 'ru' ? 'Да' : 'Yes';
  const no = data.language === 'ru' ? 'Нет' : 'No';
  const unless = (value: unknown, usual: string): unknown => (value === usual ? '' : (value ?? ''));
  return {
    DEFAULT_VALUE: toInt(given['DEFAULT_VALUE']) === 1 ? 1 : 0,
    DISPLAY: oneOf(given['DISPLAY'], ['CHECKBOX', 'RADIO', 'DROPDOWN'], 'CHECKBOX'),
    LABEL: [unless(letters[0], no), unless(letters[1], yes)],
    LABEL_CHECKBOX: unless(given['LABEL_CHECKBOX'], yes),
  };
};

/** FIXED wants ISO; a date in the portal's own format is turned into it, anything else is lost. */
function momentOf(value: unknown, data: Data, pattern: RegExp): unknown {
  const type = isArray(value) ? value['TYPE'] : undefined;
  if (!isArray(value) || (type !== 'FIXED' && type !== 'NOW')) return { TYPE: 'NONE', VALUE: '' };
  if (type === 'NOW') return { ...value, VALUE: '' };
  const text = toText(value['VALUE']);
  if (pattern.test(text)) return { ...value };
  const own = data.language === 'ru'
    ? /^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4})(?<time> .+)?$/
    : /^(?<month>\d\d)\/(?<day>\d\d)\/(?<year>\d{4})(?<time> .+)?$/;
  const parts = own.exec(text)?.groups;
  const iso = parts === undefined ? '' : `${parts['year']}-${parts['month']}-${parts['day']}${parts['time'] ?? ''}`;
  return { ...value, VALUE: pattern.test(iso) ? iso : '' };
}

const date: Settings = (given, { data }) => ({ DEFAULT_VALUE: momentOf(given['DEFAULT_VALUE'], data, /^\d{4}-\d\d-\d\d$/) });

const datetime: Settings = (given, { data }) => ({
  DEFAULT_VALUE: momentOf(given['DEFAULT_VALUE'], data, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  USE_SECOND: unlessNo(given['USE_SECOND']),
  USE_TIMEZONE: given['USE_TIMEZONE'] === 'Y' ? 'Y' : 'N',
});

const enumeration: Settings = (given) => ({
  DISPLAY: oneOf(given['DISPLAY'], ['CHECKBOX', 'UI', 'DIALOG'], 'LIST'),
  LIST_HEIGHT: Math.max(toInt(given['LIST_HEIGHT']), 1),
  CAPTION_NO_VALUE: toText(given['CAPTION_NO_VALUE']).trim(),
  SHOW_NO_VALUE: unlessNo(given['SHOW_NO_VALUE']),
});

const url: Settings = (given) => ({
  POPUP: unlessNo(given['POPUP']),
  SIZE: sizeOf(given['SIZE']),
  MIN_LENGTH: toInt(given['MIN_LENGTH']),
  MAX_LENGTH: toInt(given['MAX_LENGTH']),
  DEFAULT_VALUE: given['DEFAULT_VALUE'] ?? '',
  ROWS: toInt(given['ROWS'] ?? 1),
});

const file: Settings = (given) => ({
  SIZE: sizeOf(given['SIZE']),
  LIST_WIDTH: toInt(given['LIST_WIDTH']),
  LIST_HEIGHT: toInt(given['LIST_HEIGHT']),
  MAX_SHOW_SIZE: toInt(given['MAX_SHOW_SIZE']),
  MAX_ALLOWED_SIZE: toInt(given['MAX_ALLOWED_SIZE']),
  EXTENSIONS: extensionsOf(given['EXTENSIONS']),
  TARGET_BLANK: unlessNo(given['TARGET_BLANK']),
  DEFAULT_VIEW: null,
});

/** A list, a comma-separated string or the stored map: always a map afterwards. */
function extensionsOf(value: unknown): unknown {
  const entries = isArray(value) ? Object.entries(value) : toText(value).split(',').map((one, index) => [String(index), one] as const);
  const names = entries.map(([key, name]) => (name === true ? key : toText(name)).trim()).filter((name) => name !== '' && name !== '0');
  return jsonMap(Object.fromEntries(names.map((name) => [name, true])));
}

const money: Settings = (given) => ({ DEFAULT_VALUE: given['DEFAULT_VALUE'] ?? '' });

const address: Settings = (given) => ({ SHOW_MAP: unlessNo(given['SHOW_MAP']) });

const iblock: Settings = (given) => ({
  DISPLAY: oneOf(given['DISPLAY'], ['DIALOG', 'UI', 'LIST', 'CHECKBOX'], 'UI'),
  LIST_HEIGHT: Math.max(toInt(given['LIST_HEIGHT']), 1),
  IBLOCK_ID: toInt(given['IBLOCK_ID']),
  DEFAULT_VALUE: given['DEFAULT_VALUE'] ?? '',
  ACTIVE_FILTER: given['ACTIVE_FILTER'] === 'Y' ? 'Y' : 'N',
});

const crmNames = ['LEAD', 'CONTACT', 'COMPANY', 'DEAL', 'QUOTE', 'ORDER', 'SMART_INVOICE'];

/** The key of a smart process carries its entityTypeId, by the documentation its row id; nothing chosen means leads. */
const crm: Settings = (given, call) => {
  const rowIds = switchOf(call, 'crmTargetNumber') === 'either' ? smartProcesses(call.data).map((type) => `DYNAMIC_${type['id']}`) : [];
  const known = Object.entries(given).filter(([name]) => crmNames.includes(name) || isDynamic(name) || rowIds.includes(name));
  const chosen: Record<string, unknown> = Object.fromEntries(known.map(([name, value]) => [name, value === 'Y' ? 'Y' : 'N']));
  chosen['LEAD'] = Object.values(chosen).includes('Y') ? (chosen['LEAD'] ?? null) : 'Y';
  return chosen;
};

function isDynamic(name: string): boolean {
  const number = Number(/^DYNAMIC_(\d+)$/.exec(name)?.[1] ?? NaN);
  return number >= 1030 ? number % 2 === 0 : number >= 128 && number < 192;
}

/** An unknown dictionary gives way to the whole description of the first one. */
const crmStatus: Settings = (given, call) => {
  const entities = statusEntities(call);
  const wanted = isArray(given['ENTITY_TYPE']) ? given['ENTITY_TYPE']['ID'] : given['ENTITY_TYPE'];
  return { ENTITY_TYPE: entities.some(({ ID }) => ID === wanted) ? wanted : entities[0] };
};

const asGiven: Settings = (given) => jsonMap({ ...given });

const none: Settings = () => [];

const types: Readonly<Record<string, FieldType>> = {
  crm: { en: 'Linked to CRM entities', ru: 'Привязка к элементам CRM', settings: crm },
  crm_status: { en: 'Linked to CRM directories', ru: 'Привязка к справочникам CRM', settings: crmStatus },
  money: { en: 'Money', ru: 'Деньги', settings: money },
  employee: { en: 'Linked to employee', ru: 'Привязка к сотруднику', settings: none },
  string: { en: 'String', ru: 'Строка', settings: string },
  integer: { en: 'Integer', ru: 'Целое число', settings: integer },
  double: { en: 'Number', ru: 'Число', settings: double },
  datetime: { en: 'Date with time', ru: 'Дата со временем', settings: datetime },
  date: { en: 'Date', ru: 'Дата', settings: date },
  boolean: { en: 'Yes/No', ru: 'Да/Нет', settings: boolean },
  address: { en: 'Address', ru: 'Адрес', settings: address },
  url: { en: 'Link', ru: 'Ссылка', settings: url },
  file: { en: 'File', ru: 'Файл', settings: file },
  enumeration: { en: 'List', ru: 'Список', settings: enumeration },
  iblock_section: { en: 'Linked to information block sections', ru: 'Привязка к разделам инф. блоков', settings: iblock },
  iblock_element: { en: 'Linked to information block elements', ru: 'Привязка к элементам инф. блоков', settings: iblock },
  ...Object.fromEntries(
    ['resourcebooking', 'mail_message', 'hlblock', 'string_formatted', 'video', 'vote', 'url_preview', 'disk_file', 'disk_version', 'snils']
      .map((name): [string, FieldType] => [name, { en: name, ru: name, settings: asGiven, restricted: true }]),
  ),
};

/** Types an application registered: `{ userTypeId, description }`. */
const registered = (data: Data): Readonly<Record<string, FieldType>> =>
  Object.fromEntries(rowsOf(data, 'userFieldTypes').map(({ userTypeId, description }) => [userTypeId, { en: description, ru: description, settings: asGiven }]));

const typesOf = (data: Data): Readonly<Record<string, FieldType>> => ({ ...types, ...registered(data) });

/** The full code of a registered type by the short one its application gave it: `rest_5_gauge` for `gauge`. */
export const registeredType = (data: Data, code: string): string | undefined =>
  Object.keys(registered(data)).find((userTypeId) => userTypeId.replace(/^rest_\d+_/, '') === code);

export const isFieldType = (data: Data, userTypeId: string): boolean => Object.hasOwn(typesOf(data), userTypeId);

export const isRestrictedType = (userTypeId: string): boolean => types[userTypeId]?.restricted === true;

export const settingsFor = (call: Call, userTypeId: string, given: unknown): unknown =>
  typesOf(call.data)[userTypeId]?.settings(isArray(given) ? given : {}, call) ?? [];

export const usableTypes = (data: Data): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(typesOf(data))
      .filter(([, type]) => type.restricted !== true)
      .map(([userTypeId, type]) => [userTypeId, { userTypeId, description: data.language === 'ru' ? type.ru : type.en }]),
  );
