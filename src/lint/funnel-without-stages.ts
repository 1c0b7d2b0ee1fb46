import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.funnelWithoutStages;

export const funnelWithoutStages: Rule = {
  id: 'funnel-without-stages',
  level: 'warning',
  check({ ofKind, under }) {
    const empty = ofKind('funnel').filter(({ address, adopt }) => adopt === undefined && under(address, 'stage').length === 0);
    return empty.map((funnel) => finding(funnel, words.message(funnel.address), words.hint));
  },
};
