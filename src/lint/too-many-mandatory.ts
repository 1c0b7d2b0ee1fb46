import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

export const tooManyMandatory: Rule = {
  id: 'too-many-mandatory',
  level: 'warning',
  options: { max: 10 },
  check({ declared, under }, { max }) {
    return declared.flatMap(({ address, path }) => {
      const count = under(address, 'field').filter(({ spec }) => spec.get('mandatory') === true).length;
      return count > Number(max) ? [{ address, path, message: texts.lint.tooManyMandatory.message(address, count, Number(max)), hint: texts.lint.tooManyMandatory.hint }] : [];
    });
  },
};
