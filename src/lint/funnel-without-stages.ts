import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

export const funnelWithoutStages: Rule = {
  id: 'funnel-without-stages',
  level: 'warning',
  check({ ofKind, under }) {
    const empty = ofKind('funnel').filter(({ address, adopt }) => adopt === undefined && under(address, 'stage').length === 0);
    return empty.map(({ address, path }) => ({ address, path, message: texts.lint.funnelWithoutStages.message(address), hint: texts.lint.funnelWithoutStages.hint }));
  },
};
