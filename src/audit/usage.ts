// What nobody uses. Of a type without records nothing more is said, of a field nobody filled neither: its options are
// as unused as it is. What the portal would not tell is no finding.

import { texts } from '../texts/index.ts';
import type { AuditRule, Found, View } from './contract.ts';

const words = texts.audit.rules;

function unused({ ofKind, records }: View, kind: string, said: { readonly message: (address: string) => string; readonly hint: string }): readonly Found[] {
  const found = ofKind(kind).filter(({ row }) => records?.counts.get(row.uid) === 0);
  return found.map(({ address }) => ({ address, message: said.message(address), hint: said.hint }));
}

export const noRecords: AuditRule = { id: 'no-records', level: 'note', check: (view) => unused(view, 'smartProcess', words.noRecords) };

export const unusedField: AuditRule = { id: 'unused-field', level: 'warning', check: (view) => unused(view, 'field', words.unusedField) };

export const unchosenOption: AuditRule = { id: 'unchosen-option', level: 'note', check: (view) => unused(view, 'option', words.unchosenOption) };
