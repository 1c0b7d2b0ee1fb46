import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.funnelWithoutFailure;

// of a funnel of a smart process it is an error already; types whose stages stand right below them are judged here
export const funnelWithoutFailure: Rule = {
  id: 'funnel-without-failure',
  level: 'warning',
  check({ declared, under }) {
    return declared.flatMap((owner) => {
      const stages = under(owner.address, 'stage');
      if (stages.length === 0 || stages.some(({ spec }) => spec.get('semantics') === 'failure')) return [];
      return [finding(owner, words.message(owner.address), words.hint)];
    });
  },
};
