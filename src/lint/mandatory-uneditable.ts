import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.mandatoryUneditable;

export const mandatoryUneditable: Rule = {
  id: 'mandatory-uneditable',
  level: 'warning',
  check({ ofKind }) {
    const found = ofKind('field').filter(({ spec }) => spec.get('mandatory') === true && spec.get('editInList') === false);
    return found.map((field) => finding(field, words.message(field.address), words.hint, ['editInList']));
  },
};
