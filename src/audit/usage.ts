// What nobody uses. Of a type without records nothing more is said, of a field nobody filled neither: its options are
// as unused as it is. What the portal would not tell is no finding.

import { texts } from '../texts/index.ts';
import type { AuditRule, Found, Thing, View } from './contract.ts';

const words = texts.audit.rules;

interface Said {
  readonly message: (address: string) => string;
  readonly hint: string;
}

function unused({ ofKind, records }: View, kind: string, said: Said, isOurs: (thing: Thing) => boolean = () => true): readonly Found[] {
  const found = ofKind(kind).filter((thing) => records?.counts.get(thing.row.uid) === 0 && isOurs(thing));
  return found.map(({ address }) => ({ address, message: said.message(address), hint: said.hint }));
}

export const noRecords: AuditRule = { id: 'no-records', level: 'note', check: (view) => unused(view, 'smartProcess', words.noRecords) };

/** Fields the portal made by itself, like the logo of a company, have names of another shape, and are nobody's to remove. */
const isMade = ({ row }: Thing): boolean => String(row.ids['fieldName']).startsWith('UF_CRM_');

export const unusedField: AuditRule = { id: 'unused-field', level: 'warning', check: (view) => unused(view, 'field', words.unusedField, isMade) };

export const unchosenOption: AuditRule = { id: 'unchosen-option', level: 'note', check: (view) => unused(view, 'option', words.unchosenOption) };
