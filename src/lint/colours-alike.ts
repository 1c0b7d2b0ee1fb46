import type { Declared } from '../kinds/contract.ts';
import { revealed } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import { colourDistance } from './colour-distance.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.coloursAlike;

const colourOf = ({ spec }: Declared): string => revealed(spec.get('color')) ?? '';

export const coloursAlike: Rule = {
  id: 'colours-alike',
  level: 'warning',
  options: { limit: 5 },
  check({ declared, under }, { limit }) {
    return declared.flatMap(({ address: parent }) => {
      const coloured = under(parent, 'stage').filter((stage) => /^[0-9a-f]{6}$/i.test(colourOf(stage)));
      return coloured.flatMap((stage, index) => {
        const like = coloured.slice(0, index).find((other) => colourDistance(colourOf(stage), colourOf(other)) < Number(limit));
        return like === undefined ? [] : [finding(stage, words.message(like.key, stage.key, parent), words.hint)];
      });
    });
  },
};
