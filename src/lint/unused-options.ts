import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { alike } from './names.ts';

// options of an adopted field may live on the portal alone
export const unusedOptions: Rule = {
  id: 'unused-options',
  level: 'warning',
  check({ ofKind, under }) {
    return ofKind('field').filter(({ spec }) => spec.get('type') === 'enumeration').flatMap(({ address, path, adopt }) => {
      const options = under(address, 'option');
      const few = options.length < 2 && adopt === undefined ? [{ address, path, message: texts.lint.unusedOptions.few(address, options.length), hint: texts.lint.unusedOptions.fewHint }] : [];
      const twice = alike(options, 'name').map(([again, first]) => ({
        address: again.address,
        path: again.path,
        message: texts.lint.unusedOptions.twice(again.key, first.key, address),
        hint: texts.lint.unusedOptions.twiceHint,
      }));
      return [...few, ...twice];
    });
  },
};
