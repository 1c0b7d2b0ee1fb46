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
  /** brings a declared value to the form `read` answers; `language` is the portal's */
  readonly canon?: (value: Value, language: string | undefined) => Value;
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

/** `2026-02-29` looks like a day and is none. */
export function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

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

/** The portal's own words for yes and no: said, they are stored as nothing. */
const USUAL: Readonly<Record<string, Readonly<Record<'yes' | 'no', string>>>> = {
  en: { yes: 'yes', no: 'no' }, ru: { yes: 'да', no: 'нет' }, ua: { yes: 'так', no: 'ні' }, de: { yes: 'ja', no: 'nein' }, fr: { yes: 'oui', no: 'non' },
  la: { yes: 'sí', no: 'no' }, br: { yes: 'sim', no: 'não' }, it: { yes: 'sì', no: 'no' }, pl: { yes: 'tak', no: 'nie' }, tr: { yes: 'evet', no: 'hayır' },
};
const unlessUsual = (text: Value | undefined, word: 'yes' | 'no', language: string | undefined): Value => (typeof text === 'string' && text.toLowerCase() === USUAL[language ?? '']?.[word] ? '' : (text ?? ''));
const yesNoLabels: Setting = {
  key: 'LABEL',
  texts: 'each',
  read: (stored) => ({ yes: String(stored?.[1] ?? ''), no: String(stored?.[0] ?? '') }),
  write: (value) => {
    const labels = value as { yes: Value; no: Value };
    return [labels.no, labels.yes];
  },
  canon: (value, language) => {
    const labels = value as { yes?: Value; no?: Value };
    return { yes: unlessUsual(labels.yes, 'yes', language), no: unlessUsual(labels.no, 'no', language) };
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
