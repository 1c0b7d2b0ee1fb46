// A field as files say it: fields made by hand are named by the portal after the moment they were made, and get a
// name a person can read.

import { FIELD_TYPES } from '../model/field-types.ts';
import { USUAL_FLAGS, USUAL_SETTINGS } from '../model/usual-settings.ts';
import { isRef } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { LiveRow, Pulled } from './contract.ts';

const typeOf = (row: LiveRow): string => String(row.spec.get('type'));

export const fieldPulled: Pulled = {
  own: /^[A-Z][A-Z0-9_]*$/,
  style: 'code',
  longest: 25,
  guess: 2000,
  always: ['type', 'to', 'dictionary', 'list'],
  pins: ['fieldName', 'xmlId'],
  texts: ['label', 'help'],
  usual: (row) => ({ ...USUAL_FLAGS, ...USUAL_SETTINGS[typeOf(row)] }),
  left: (row) => (isRef(row.spec.get('type')) || typeOf(row) in FIELD_TYPES ? undefined : texts.pull.fieldType(typeOf(row))),
};
