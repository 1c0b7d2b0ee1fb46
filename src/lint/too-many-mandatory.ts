import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.tooManyMandatory;

export const tooManyMandatory: Rule = {
  id: 'too-many-mandatory',
  level: 'warning',
  options: { max: 10 },
  check({ declared, under }, { max }) {
    return declared.flatMap((type) => {
      const count = under(type.address, 'field').filter(({ spec }) => spec.get('mandatory') === true).length;
      return count > Number(max) ? [finding(type, words.message(type.address, count, Number(max)), words.hint)] : [];
    });
  },
};
