import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

export const fieldCode: Rule = {
  id: 'field-code',
  level: 'warning',
  options: { pattern: undefined },
  check({ ofKind }, { pattern }) {
    if (typeof pattern !== 'string') return [];
    const expected = new RegExp(pattern, 'u');
    const others = ofKind('field').filter(({ key }) => !expected.test(key));
    return others.map(({ address, path, key }) => ({ address, path, message: texts.lint.fieldCode.message(key, pattern), hint: texts.lint.fieldCode.hint }));
  },
};
