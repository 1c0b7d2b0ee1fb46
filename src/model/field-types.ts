// User field types and their settings: word in YAML -> key in `settings`, both ways.
// `read` brings what the portal stores to the user's word (its normalisations undone), `write`
// the other way; a value that the portal takes for "nothing" reads as null. FACTS §12.6.

import { STANDARD_TYPES } from './standard-types.ts';
import type { Slot, TextSlot } from './plan.ts';
import { isRef, type Ref, type Value } from './value.ts';

/** Fills in ids while a setting is written. */
export type IdOf = (address: string, name: string) => string | number | Slot;

export interface Setting {
  readonly key: string;
  readonly read: (stored: any, settings: Readonly<Record<string, any>>) => Value;
  readonly write: (value: Value, id: IdOf) => unknown;
  /** brings a declared value to the form `read` answers */
  readonly canon?: (value: Value) => Value;
  /** null may clear it */
  readonly clearable?: true;
  /** the portal keeps one text: from a map of languages the portal's is picked; `each`: from each entry of a map */
  readonly texts?: 'one' | 'each';
}

const isEmpty = (stored: unknown): boolean => stored === undefined || stored === null || stored === '' || stored === false;
const orEmpty = (value: Value): unknown => (value === null ? '' : value);

const text = (key: string): Setting => ({
  key,
  clearable: true,
  read: (stored) => (isEmpty(stored) ? null : String(stored)),
  write: orEmpty,
  canon: (value) => (value === '' ? null : value),
});
const count = (key: string): Setting => ({ key, read: (stored) => Number(stored ?? 0), write: (value) => Number(value) });
/** a bound: the portal stores 0 for "no bound" */
const bound = (key: string): Setting => ({
  key,
  clearable: true,
  read: (stored) => (isEmpty(stored) || Number(stored) === 0 ? null : Number(stored)),
  write: (value) => value ?? 0,
  canon: (value) => (value === 0 ? null : value),
});
const number = (key: string): Setting => ({
  key,
  clearable: true,
  read: (stored) => (isEmpty(stored) ? null : Number(stored)),
  write: orEmpty,
});
const flag = (key: string): Setting => ({
  key,
  read: (stored) => stored === 'Y' || stored === true,
  write: (value) => (value === true ? 'Y' : 'N'),
});
const word = (key: string, fallback: string): Setting => ({
  key,
  read: (stored) => String(isEmpty(stored) ? fallback : stored).toLowerCase(),
  write: (value) => String(value).toUpperCase(),
});

const moment = (separator: string): Setting => ({
  key: 'DEFAULT_VALUE',
  clearable: true,
  read: (stored) => {
    const type = String(stored?.TYPE ?? 'NONE');
    if (type === 'NOW') return 'now';
    return type === 'FIXED' && !isEmpty(stored.VALUE) ? String(stored.VALUE).replace(' ', separator) : null;
  },
  write: (value) => {
    if (value === null) return { TYPE: 'NONE', VALUE: '' };
    if (value === 'now') return { TYPE: 'NOW', VALUE: '' };
    return { TYPE: 'FIXED', VALUE: String(value).replace('T', ' ') };
  },
  canon: (value) => (value === 'none' ? null : value),
});

/** The words "yes" and "no" of the portal's language are stored as nothing. */
const unlessUsual = (stored: unknown): string => (/^(yes|no|да|нет)$/i.test(String(stored ?? '')) ? '' : String(stored ?? ''));
const yesNoLabels: Setting = {
  key: 'LABEL',
  texts: 'each',
  read: (stored) => ({ yes: unlessUsual(stored?.[1]), no: unlessUsual(stored?.[0]) }),
  write: (value) => {
    const labels = value as { yes?: string; no?: string };
    return [labels.no ?? '', labels.yes ?? ''];
  },
  canon: (value) => {
    const labels = value as { yes?: string; no?: string };
    return { yes: unlessUsual(labels.yes), no: unlessUsual(labels.no) };
  },
};

const moneyDefault: Setting = {
  key: 'DEFAULT_VALUE',
  clearable: true,
  read: (stored) => {
    const [amount = '', currency = ''] = String(stored ?? '').split('|');
    return amount === '' || currency === '' ? null : { amount: Number(amount), currency: { $ref: `uid:currency:${currency}` } };
  },
  write: (value, id) => {
    if (value === null) return '';
    const money = value as unknown as { amount: number; currency: Ref };
    return { $text: [String(money.amount), '|', id(money.currency.$ref, 'code')] } satisfies TextSlot;
  },
};

const extensions: Setting = {
  key: 'EXTENSIONS',
  read: (stored) => (Array.isArray(stored) ? stored.map(String) : Object.keys(stored ?? {})).sort(),
  write: (value) => (value as readonly string[]).join(','),
  canon: (value) => [...(value as readonly string[])].sort(),
};

/** `crm` fields keep one key per target type instead of a list. */
const targets: Setting = {
  key: '*',
  read: (_stored, settings) => {
    const standard = Object.entries(STANDARD_TYPES).filter(([, type]) => settings[type.fieldKey!] === 'Y').map(([name]) => name);
    const dynamic = Object.keys(settings).filter((key) => /^DYNAMIC_\d+$/.test(key) && settings[key] === 'Y');
    return [...standard, ...dynamic.map((key) => `uid:smartProcess:${key.slice('DYNAMIC_'.length)}`)].map(($ref) => ({ $ref }));
  },
  write: (value) => value,
};

const dictionary: Setting = {
  key: 'ENTITY_TYPE',
  read: (stored) => ({ $ref: `uid:dictionary:${typeof stored === 'object' && stored !== null ? (stored.ID ?? stored.ENTITY_TYPE ?? '') : (stored ?? '')}` }),
  write: (value, id) => id((value as Ref).$ref, 'code'),
};
const list: Setting = {
  key: 'IBLOCK_ID',
  read: (stored) => ({ $ref: `uid:list:${stored ?? 0}` }),
  write: (value, id) => id((value as Ref).$ref, 'id'),
};

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
    checkboxLabel: { ...text('LABEL_CHECKBOX'), texts: 'one', read: (stored) => (unlessUsual(stored) === '' ? null : String(stored)) },
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
