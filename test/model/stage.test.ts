import { expect, test } from 'vitest';
import { AUTOMATIC_STAGES, letterOf, rankOf, semanticsOfKey, semanticsOfLetter, stageEntity } from '../../src/model/stage.ts';

test.each([
  ['DYNAMIC_1040_STAGE_12', { entityTypeId: 1040, funnel: 12 }],
  ['DEAL_STAGE_3', undefined],
  ['DYNAMIC_1040_STAGE_12_OLD', undefined],
  [undefined, undefined],
])('%s keeps the stages of %o', (code, expected) => {
  expect(stageEntity(code)).toEqual(expected);
});

test.each([['process', '', 0], ['success', 'S', 1], ['failure', 'F', 2]])('%s is the letter %o and stands at %i', (semantics, letter, rank) => {
  expect([letterOf(semantics), rankOf(new Map([['semantics', semantics]])), semanticsOfLetter(letter)]).toEqual([letter, rank, semantics]);
});

test('a letter nobody knows, no letter and null mean process', () => {
  expect(['P', undefined, null].map(semanticsOfLetter)).toEqual(['process', 'process', 'process']);
});

test('the stages of a new funnel mean what their keys say, in this order', () => {
  const stages = [...AUTOMATIC_STAGES];
  expect(stages.map(([key]) => key)).toEqual(['NEW', 'PREPARATION', 'CLIENT', 'SUCCESS', 'FAIL']);
  for (const [key, spec] of stages) expect(spec.get('semantics')).toBe(semanticsOfKey(key));
  const sorts = stages.map(([, spec]) => Number(spec.get('sort')));
  expect(sorts).toEqual([...sorts].sort((a, b) => a - b));
  expect(semanticsOfKey('constructor')).toBe('process');
});
