import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.mandatoryBoolean;

export const mandatoryBoolean: Rule = {
  id: 'mandatory-boolean',
  level: 'warning',
  check({ ofKind }) {
    const found = ofKind('field').filter(({ spec }) => spec.get('type') === 'boolean' && spec.get('mandatory') === true);
    return found.map((field) => finding(field, words.message(field.address), words.hint, ['mandatory']));
  },
};
