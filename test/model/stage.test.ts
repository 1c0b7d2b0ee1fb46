import { expect, test } from 'vitest';
import { familyAt, letterOf, rankOf, semanticsOfKey, semanticsOfLetter, stageEntity } from '../../src/model/stage.ts';

test.each([
  ['DYNAMIC_1040_STAGE_12', { entityTypeId: 1040, funnel: 12 }],
  ['SMART_INVOICE_STAGE_5', { entityTypeId: 31, funnel: 5 }],
  ['DEAL_STAGE', { entityTypeId: 2, funnel: 0 }],
  ['DEAL_STAGE_3', { entityTypeId: 2, funnel: 3 }],
  ['STATUS', { entityTypeId: 1 }],
  ['QUOTE_STATUS', { entityTypeId: 7 }],
  ['SMART_DOCUMENT_STAGE_2', undefined],
  ['DYNAMIC_1040_STAGE_12_OLD', undefined],
  ['SOURCE', undefined],
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

test.each([
  ['smartProcess.repair/funnel.main', ['NEW', 'PREPARATION', 'CLIENT'], ['SUCCESS'], ['FAIL']],
  ['deal/funnel.service', ['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE'], ['WON'], ['LOSE', 'APOLOGY']],
  ['lead', ['NEW', 'IN_PROCESS', 'PROCESSED'], ['CONVERTED'], ['JUNK']],
  ['quote', ['DRAFT', 'SENT'], ['APPROVED'], ['DECLAINED', 'APOLOGY']],
  ['invoice/funnel.default', ['N', 'S'], ['P'], ['D']],
])('what the portal makes below %s stands in its order and means what its key says', (address, process, success, failure) => {
  const family = familyAt(address);
  expect([...family.automatic.keys()]).toEqual([...process, ...success, ...failure]);
  const meaning = (semantics: string) => [...family.automatic].filter(([key, spec]) => spec.get('semantics') === semantics && semanticsOfKey(key, family) === semantics).map(([key]) => key);
  expect([meaning('process'), meaning('success'), meaning('failure')]).toEqual([process, success, failure]);
  expect(family.success).toEqual(expect.arrayContaining(success));
  const sorts = [...family.automatic.values()].map((spec) => Number(spec.get('sort')));
  expect(sorts).toEqual([...sorts].sort((a, b) => a - b));
  expect([...family.automatic.keys()]).toEqual(expect.arrayContaining([...family.system]));
  expect(semanticsOfKey('constructor', family)).toBe('process');
});
