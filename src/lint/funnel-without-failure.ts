import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

// of a smart process it is an error already; types whose stages stand right below them and adopted funnels are judged here
export const funnelWithoutFailure: Rule = {
  id: 'funnel-without-failure',
  level: 'warning',
  check({ declared, under }) {
    return declared.flatMap(({ address, path }) => {
      const stages = under(address, 'stage');
      if (stages.length === 0 || stages.some(({ spec }) => spec.get('semantics') === 'failure')) return [];
      return [{ address, path, message: texts.lint.funnelWithoutFailure.message(address), hint: texts.lint.funnelWithoutFailure.hint }];
    });
  },
};
