import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

export const mandatoryUneditable: Rule = {
  id: 'mandatory-uneditable',
  level: 'warning',
  check({ ofKind }) {
    const found = ofKind('field').filter(({ spec }) => spec.get('mandatory') === true && spec.get('editInList') === false);
    return found.map(({ address, path }) => ({ address, path: [...path, 'editInList'], message: texts.lint.mandatoryUneditable.message(address), hint: texts.lint.mandatoryUneditable.hint }));
  },
};
