// One setting of a field type: word in YAML <-> key in `settings`. `read` brings what the portal stores to the
// user's word (its normalisations undone), `write` the other way; a value that the portal takes for "nothing"
// reads as null. FACTS §12.6.

import type { Slot, TextSlot } from './plan.ts';
import { STANDARD_TYPES } from './standard-types.ts';
import { unlessUsual } from './usual-words.ts';
import type { Ref, Value } from './value.ts';

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

export const text = (key: string): Setting => ({
  key,
  clearable: true,
  read: (stored) => (isEmpty(stored) ? null : String(stored)),
  write: orEmpty,
  canon: (value) => (value === '' ? null : value),
});
export const count = (key: string): Setting => ({ key, read: (stored) => Number(stored ?? 0), write: (value) => Number(value) });
/** a bound: the portal stores 0 for "no bound" */
export const bound = (key: string): Setting => ({
  key,
  clearable: true,
  read: (stored) => (isEmpty(stored) || Number(stored) === 0 ? null : Number(stored)),
  write: (value) => value ?? 0,
  canon: (value) => (value === 0 ? null : value),
});
export const number = (key: string): Setting => ({
  key,
  clearable: true,
  read: (stored) => (isEmpty(stored) ? null : Number(stored)),
  write: orEmpty,
});
export const flag = (key: string): Setting => ({
  key,
  read: (stored) => stored === 'Y' || stored === true,
  write: (value) => (value === true ? 'Y' : 'N'),
});
export const word = (key: string, fallback: string): Setting => ({
  key,
  read: (stored) => String(isEmpty(stored) ? fallback : stored).toLowerCase(),
  write: (value) => String(value).toUpperCase(),
});

export const moment = (separator: string): Setting => ({
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

export const yesNoLabels: Setting = {
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

export const moneyDefault: Setting = {
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

export const extensions: Setting = {
  key: 'EXTENSIONS',
  read: (stored) => (Array.isArray(stored) ? stored.map(String) : Object.keys(stored ?? {})).sort(),
  write: (value) => (value as readonly string[]).join(','),
  canon: (value) => [...(value as readonly string[])].sort(),
};

/** `crm` fields keep one key per target type instead of a list. */
export const targets: Setting = {
  key: '*',
  read: (_stored, settings) => {
    const standard = Object.entries(STANDARD_TYPES).filter(([, type]) => settings[type.fieldKey!] === 'Y').map(([name]) => name);
    const dynamic = Object.keys(settings).filter((key) => /^DYNAMIC_\d+$/.test(key) && settings[key] === 'Y');
    return [...standard, ...dynamic.map((key) => `uid:smartProcess:${key.slice('DYNAMIC_'.length)}`)].map(($ref) => ({ $ref }));
  },
  write: (value) => value,
};

export const dictionary: Setting = {
  key: 'ENTITY_TYPE',
  read: (stored) => {
    const code = typeof stored === 'object' && stored !== null ? (stored.ID ?? stored.ENTITY_TYPE) : stored;
    return { $ref: `uid:dictionary:${code ?? ''}` };
  },
  write: (value, id) => id((value as Ref).$ref, 'code'),
};
export const list: Setting = {
  key: 'IBLOCK_ID',
  read: (stored) => ({ $ref: `uid:list:${stored ?? 0}` }),
  write: (value, id) => id((value as Ref).$ref, 'id'),
};
