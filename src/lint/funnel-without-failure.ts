import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.funnelWithoutFailure;

// In a funnel of ours it is an error already. Where every portal has a failure stage by itself (leads, quotes, the default
// funnel of deals), only teams that want its name the same everywhere ask for it.
export const funnelWithoutFailure: Rule = {
  id: 'funnel-without-failure',
  level: 'off',
  check({ declared, under }) {
    return declared.flatMap((owner) => {
      const stages = under(owner.address, 'stage');
      if (stages.length === 0 || stages.some(({ spec }) => spec.get('semantics') === 'failure')) return [];
      return [finding(owner, words.message(owner.address), words.hint)];
    });
  },
};
