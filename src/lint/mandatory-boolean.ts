import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

export const mandatoryBoolean: Rule = {
  id: 'mandatory-boolean',
  level: 'warning',
  check({ ofKind }) {
    const found = ofKind('field').filter(({ spec }) => spec.get('type') === 'boolean' && spec.get('mandatory') === true);
    return found.map(({ address, path }) => ({ address, path: [...path, 'mandatory'], message: texts.lint.mandatoryBoolean.message(address), hint: texts.lint.mandatoryBoolean.hint }));
  },
};
