import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';
import { alike } from './names.ts';

const words = texts.lint.unusedOptions;

// options of an adopted field may live on the portal alone
export const unusedOptions: Rule = {
  id: 'unused-options',
  level: 'warning',
  check({ ofKind, under }) {
    const lists = ofKind('field').filter(({ spec }) => spec.get('type') === 'enumeration');
    return lists.flatMap((field) => {
      const options = under(field.address, 'option');
      const isPoor = options.length < 2 && field.adopt === undefined;
      const few = isPoor ? [finding(field, words.few(field.address, options.length), words.fewHint)] : [];
      return [...few, ...alike(options, 'name').map(([again, first]) => finding(again, words.twice(again.key, first.key, field.address), words.twiceHint))];
    });
  },
};
