import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.fieldCode;

export const fieldCode: Rule = {
  id: 'field-code',
  level: 'warning',
  options: { pattern: undefined },
  check({ ofKind }, { pattern }) {
    if (typeof pattern !== 'string') return [];
    const expected = new RegExp(pattern, 'u');
    const others = ofKind('field').filter(({ key }) => !expected.test(key));
    return others.map((field) => finding(field, words.message(field.key, pattern), words.hint));
  },
};
