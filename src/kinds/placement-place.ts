// Where a placement is. A place of a smart process is said without its number (`placement: DETAIL_TAB`, `of:
// smartProcess.equipment`), any other by its code; of a standard type both may be written. What a place keeps of
// `options`: FACTS §19; of places that are not here nobody knows.

import { STANDARD_TYPES } from '../model/standard-types.ts';
import { isRef, type Spec, type Value } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Body, Words, WriteInput } from './contract.ts';
import { codeAround, numberOf, typeNumbered } from './portal-numbers.ts';
import { identifier } from './properties.ts';

export const BACKGROUND = 'PAGE_BACKGROUND_WORKER';

const nameOf = (type: string): string => STANDARD_TYPES[type]!.fieldKey ?? type.toUpperCase();

/** A code as properties; the number of a smart process is taken out of it. */
export function placeOf(code: string): Map<string, Value> {
  const [, number, place] = /^CRM_DYNAMIC_(\d+)_(.+)$/.exec(code) ?? [];
  return number === undefined ? new Map([['placement', code]]) : new Map<string, Value>([['placement', place!], ['of', typeNumbered(number)]]);
}

/** What the files say of it; a problem is told where they say too little or too much. */
export function declaredPlace(body: Body, words: Words, key: string): Map<string, Value> {
  const code = identifier(body, words, 'placement', /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/.test(key) ? key : '').toUpperCase();
  if (code === '' && !body.has('placement')) words.problem([], 'missing-key', texts.bindings.noCode('placement'), texts.bindings.noCodeHint.placement);
  if (!body.has('of')) return placeOf(code);
  if (code.startsWith('CRM_')) {
    words.problem(['placement'], 'not-allowed', texts.bindings.wholeCode(code), texts.bindings.wholeCodeHint);
  }
  const type = words.ref(['of'], body.get('of')!, ['standard', 'smartProcess']);
  if (!isRef(type)) return new Map();
  if (type.$ref in STANDARD_TYPES) return new Map([['placement', `CRM_${nameOf(type.$ref)}_${code}`]]);
  return new Map<string, Value>([['placement', code], ['of', type]]);
}

/** The code as it reads back; undefined while the smart process is not on the portal. */
export function liveCode(spec: Spec, uidOf: (address: string) => string | undefined): string | undefined {
  const place = String(spec.get('placement') ?? '');
  if (!spec.has('of')) return place;
  const number = numberOf(spec.get('of'), uidOf);
  return number === undefined ? undefined : `CRM_DYNAMIC_${number}_${place}`;
}

/** The code for a call. */
export function sentCode(spec: Spec, input: Pick<WriteInput, 'id' | 'text'>): unknown {
  const [place, type] = [String(spec.get('placement')), spec.get('of')];
  return isRef(type) ? codeAround(input, type, 'CRM_DYNAMIC_', `_${place}`) : place;
}

const KEPT: readonly (readonly [places: RegExp, options: readonly string[]])[] = [
  [/^(CRM_.+_)?DETAIL_ACTIVITY$/, ['useBuiltInInterface', 'newUserNotificationText', 'newUserNotificationTitle']],
  [/^CRM_(REQUISITE|BANK_DETAIL)_AUTOCOMPLETE$/, ['countries']],
  [/^PAGE_BACKGROUND_WORKER$/, ['errorHandlerUrl']],
  [/^(CRM|TASK)_/, []],
  [/^(DETAIL_(TAB|TOOLBAR)|LIST_(MENU|TOOLBAR)|ACTIVITY_TIMELINE_MENU|DOCUMENTGENERATOR_BUTTON)$/, []],
];

/** Options a place keeps, where that is known. */
export const optionsKept = (place: string): readonly string[] | undefined => KEPT.find(([places]) => places.test(place))?.[1];
