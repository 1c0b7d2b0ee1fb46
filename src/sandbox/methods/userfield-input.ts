// What crm.*.userfield.add and update make of what they are given (FACTS §13): every language gets a
// text, settings are picked key by key for each type, options come as LIST. "Y" may be small here.

import type { Call } from '../contract.ts';
import type { OptionChange } from './field-options.ts';
import { asArray, isArray, isNumeric, isSet, toDouble, toInt, toText, valuesOf } from './php.ts';
import type { PhpArray } from './php.ts';
import { switchOf } from '../switches.ts';

/** Every language the portal has texts in, whoever speaks it. */
export const portalLanguages = ['ar', 'br', 'de', 'en', 'fr', 'hi', 'id', 'in', 'it', 'ja', 'kz', 'la', 'ms', 'pl', 'ru', 'sc', 'tc', 'th', 'tr', 'ua', 'vn'] as const;

/** A string is said in every language; a map leaves the fallback to those it does not name. */
export function labelMap(given: unknown, fallback: string): Record<string, string> {
  const texts = asArray(given);
  const everywhere = typeof given === 'string' && given !== '' ? given : fallback;
  return Object.fromEntries(portalLanguages.map((language) => {
    const text = texts[language];
    return [language, typeof text === 'string' && text !== '' ? text : everywhere];
  }));
}

export const yes = (value: unknown): 'Y' | 'N' => (toText(value).toUpperCase() === 'Y' ? 'Y' : 'N');

const atLeastOne = (value: unknown): number => Math.max(toInt(value), 1);

const capitals = (value: unknown, fallback: string): string => toText(value).toUpperCase() || fallback;

const unlessNegative = (value: unknown): unknown => (toDouble(value) >= 0 ? value : 2);

/** A bare value has no TYPE and so counts for nothing; ISO times lose their zone. */
function moment(given: unknown): PhpArray {
  const { VALUE, TYPE } = isArray(given) ? given : { VALUE: given, TYPE: 'NONE' };
  return { VALUE: toText(VALUE).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d).*$/, '$1 $2'), TYPE: capitals(TYPE, 'NONE') };
}

type Settings = Readonly<Record<string, (value: unknown) => unknown>>;

const asIs = (value: unknown): unknown => value;

const onDate: Settings = { DEFAULT_VALUE: moment };

const iblock: Settings = {
  IBLOCK_TYPE_ID: asIs, IBLOCK_ID: toInt, DEFAULT_VALUE: asIs, DISPLAY: (value) => capitals(value, 'LIST'), LIST_HEIGHT: atLeastOne, ACTIVE_FILTER: yes,
};

/** The settings these methods know of; those of every other type are thrown away. */
const known: Readonly<Record<string, Settings>> = {
  string: { DEFAULT_VALUE: asIs, ROWS: atLeastOne },
  integer: { DEFAULT_VALUE: asIs },
  double: { DEFAULT_VALUE: asIs, PRECISION: unlessNegative },
  boolean: { DEFAULT_VALUE: (value) => (toDouble(value) > 0 ? 1 : 0), DISPLAY: (value) => capitals(value, 'CHECKBOX') },
  date: onDate,
  datetime: onDate,
  enumeration: { DISPLAY: (value) => capitals(value, 'LIST'), LIST_HEIGHT: atLeastOne },
  iblock_section: iblock,
  iblock_element: iblock,
  crm_status: { ENTITY_TYPE: asIs },
  crm: { LEAD: yes, CONTACT: yes, COMPANY: yes, DEAL: yes },
};

/** Of a new field: every key these methods know, given or not. */
export const newSettings = (userTypeId: string, given: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(known[userTypeId] ?? {}).map(([name, make]) => [name, make(asArray(given)[name])]));

/** Does the old route know settings for the type? */
export const isOldType = (userTypeId: string): boolean => userTypeId === 'employee' || Object.hasOwn(known, userTypeId);

/** Over the stored ones, those keys alone that are given. */
export function mergedSettings(call: Call, userTypeId: string, stored: unknown, given: unknown): Record<string, unknown> {
  const merged = { ...asArray(stored) };
  if (userTypeId === 'date' && switchOf(call, 'dateSettingsMerge') === 'ignored') return merged;
  for (const [name, make] of Object.entries(known[userTypeId] ?? {})) {
    const value = asArray(given)[name];
    if (isSet(value)) merged[name] = make(value);
  }
  return merged;
}

/** LIST of a new field: ids and DEL mean nothing yet, nameless options are passed over. */
export const newOptions = (given: unknown, multiple: boolean): OptionChange[] =>
  optionChanges(given, multiple).map((option) => ({ ...option, id: undefined, drop: false })).filter(({ value }) => value !== '');

/** Where one value is the default, the first one said to be takes it from the others listed, not from the others stored. */
export function optionChanges(given: unknown, multiple: boolean): OptionChange[] {
  const items = valuesOf(given).filter(isArray);
  const first = items.findIndex((item) => isSet(item['DEF']) && yes(item['DEF']) === 'Y');
  return items.map((item, index) => {
    const id = isNumeric(item['ID']) ? toInt(item['ID']) : 0;
    const sort = isNumeric(item['SORT']) ? toInt(item['SORT']) : 0;
    const single = first < 0 ? undefined : index === first ? 'Y' : 'N';
    return {
      id: id > 0 ? id : undefined,
      value: toText(item['VALUE']).replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, ''),
      def: !multiple ? single : isSet(item['DEF']) ? yes(item['DEF']) : undefined,
      sort: sort > 0 ? sort : undefined,
      xmlId: toText(item['XML_ID']),
      drop: id > 0 && yes(item['DEL']) === 'Y',
    };
  });
}
