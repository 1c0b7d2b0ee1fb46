import { revealed } from '../model/value.ts';
import { texts } from '../texts/index.ts';
import type { Rule } from './contract.ts';

export const stageNameLong: Rule = {
  id: 'stage-name-long',
  level: 'warning',
  options: { max: 30 },
  check({ ofKind }, { max }) {
    return ofKind('stage').flatMap(({ address, path, spec }) => {
      const { length } = [...(revealed(spec.get('name')) ?? '')];
      return length > Number(max) ? [{ address, path, message: texts.lint.stageNameLong.message(address, length, Number(max)), hint: texts.lint.stageNameLong.hint }] : [];
    });
  },
};
