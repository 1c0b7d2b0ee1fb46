// User field types and the settings each of them has, by their words in YAML. FACTS §12.6.

import {
  bound, count, dictionary, extensions, flag, list, moment, moneyDefault, number, targets, text, word, yesNoLabels,
  type IdOf, type Setting,
} from './field-setting.ts';
import type { TextSlot } from './plan.ts';
import { STANDARD_TYPES } from './standard-types.ts';
import { unlessUsual } from './usual-words.ts';
import { isRef, type Value } from './value.ts';

const SIZE = { size: count('SIZE') };
const LENGTHS = { minLength: bound('MIN_LENGTH'), maxLength: bound('MAX_LENGTH') };
const BOUNDS = { min: bound('MIN_VALUE'), max: bound('MAX_VALUE') };
const IBLOCK = {
  list,
  display: word('DISPLAY', 'UI'),
  height: count('LIST_HEIGHT'),
  default: { ...text('DEFAULT_VALUE'), canon: (value: Value): Value => (typeof value === 'number' ? String(value) : value) },
  activeOnly: flag('ACTIVE_FILTER'),
};

export const FIELD_TYPES: Readonly<Record<string, Readonly<Record<string, Setting>>>> = {
  string: { default: text('DEFAULT_VALUE'), rows: count('ROWS'), ...SIZE, regexp: text('REGEXP'), ...LENGTHS },
  integer: { default: number('DEFAULT_VALUE'), ...SIZE, ...BOUNDS },
  double: { default: number('DEFAULT_VALUE'), ...SIZE, ...BOUNDS, precision: count('PRECISION') },
  boolean: {
    default: { key: 'DEFAULT_VALUE', read: (stored) => Number(stored ?? 0) === 1, write: (value) => (value === true ? 1 : 0) },
    display: word('DISPLAY', 'CHECKBOX'),
    labels: yesNoLabels,
    checkboxLabel: { ...text('LABEL_CHECKBOX'), texts: 'one', canon: (value, language) => unlessUsual(value, 'yes', language) || null },
  },
  date: { default: moment(' ') },
  datetime: { default: moment('T'), useSeconds: flag('USE_SECOND'), useTimezone: flag('USE_TIMEZONE') },
  enumeration: {
    display: word('DISPLAY', 'LIST'),
    height: count('LIST_HEIGHT'),
    noValueCaption: { ...text('CAPTION_NO_VALUE'), texts: 'one' },
    showNoValue: flag('SHOW_NO_VALUE'),
  },
  money: { default: moneyDefault },
  url: { default: text('DEFAULT_VALUE'), popup: flag('POPUP'), ...SIZE, rows: count('ROWS'), ...LENGTHS },
  address: { showMap: flag('SHOW_MAP') },
  file: {
    ...SIZE,
    listWidth: count('LIST_WIDTH'),
    listHeight: count('LIST_HEIGHT'),
    maxShowSize: count('MAX_SHOW_SIZE'),
    maxAllowedSize: count('MAX_ALLOWED_SIZE'),
    extensions,
    targetBlank: flag('TARGET_BLANK'),
  },
  employee: {},
  crm: { to: targets },
  crm_status: { dictionary },
  iblock_section: IBLOCK,
  iblock_element: IBLOCK,
};

/** `to` as settings: every standard type named Y or N, so that LEAD is never chosen by default; smart processes by number. */
export function targetEntries(to: readonly Value[], id: IdOf): (readonly [string | TextSlot, string])[] {
  const named = new Set(to.filter(isRef).map((ref) => ref.$ref));
  const standard = Object.entries(STANDARD_TYPES).map(([name, type]) => [type.fieldKey!, named.has(name) ? 'Y' : 'N'] as const);
  const smart = [...named].filter((address) => !(address in STANDARD_TYPES));
  return [...standard, ...smart.map((address) => [{ $text: ['DYNAMIC_', id(address, 'entityTypeId')] } satisfies TextSlot, 'Y'] as const)];
}
