import { revealed } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';
import { finding } from './finding.ts';

const words = texts.lint.stageNameLong;

export const stageNameLong: Rule = {
  id: 'stage-name-long',
  level: 'warning',
  options: { max: 30 },
  check({ ofKind }, { max }) {
    return ofKind('stage').flatMap((stage) => {
      const { length } = [...(revealed(stage.spec.get('name')) ?? '')];
      return length > Number(max) ? [finding(stage, words.message(stage.address, length, Number(max)), words.hint)] : [];
    });
  },
};
