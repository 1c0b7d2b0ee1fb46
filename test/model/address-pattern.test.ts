import { describe, expect, test } from 'vitest';
import { covers, matchesAddress } from '../../src/model/address-pattern.ts';

describe('a pattern', () => {
  test.each<[string, string, boolean, boolean]>([
    // pattern, address, is it this one, does it cover it
    ['smartProcess.equipment', 'smartProcess.equipment', true, true],
    ['smartProcess.equipment', 'smartProcess.equipment/field.SERIAL', false, true],
    ['smartProcess.equipment', 'smartProcess.equipments', false, false],
    ['smartProcess.*', 'smartProcess.equipment', true, true],
    ['smartProcess.*', 'smartProcess.equipment/field.SERIAL', false, true],
    ['smartProcess.*/field.UF_*', 'smartProcess.equipment/field.UF_A', true, true],
    ['smartProcess.*/field.UF_*', 'smartProcess.equipment/field.SERIAL', false, false],
    ['smartProcess.*/field.UF_*', 'smartProcess.equipment/field.UF_A/option.x', false, true],
    ['*/field.SERIAL', 'deal/field.SERIAL', true, true],
    ['*/field.SERIAL', 'smartProcess.equipment/field.SERIAL', true, true],
    ['deal/**', 'deal', true, true],
    ['deal/**', 'deal/funnel.default/stage.NEW', true, true],
    ['deal/**', 'dealer/field.X', false, false],
    ['**/stage.NEW', 'lead/stage.NEW', true, true],
    ['**/stage.NEW', 'deal/funnel.default/stage.NEW', true, true],
    ['**/stage.NEW', 'deal/funnel.default/stage.NEWER', false, false],
    ['**', 'workplace.service/member.equipment', true, true],
    ['deal/*/stage.*', 'deal/funnel.default/stage.NEW', true, true],
    ['deal/*', 'deal/funnel.default/stage.NEW', false, true],
    ['dictionary.["call list"]/entry.*', 'dictionary.["call list"]/entry.A', true, true],
    ['dictionary.SOURCE/entry["1/2"]', 'dictionary.SOURCE/entry["1/2"]', true, true],
    ['dictionary.SOURCE/entry["a.b"]', 'dictionary.SOURCE/entry["aXb"]', false, false],
    ['dictionary.SOURCE/entry["(*)+"]', 'dictionary.SOURCE/entry["(none)+"]', true, true],
    ['', 'deal', false, false],
  ])('%j and %j: itself %s, covered %s', (pattern, address, itself, covered) => {
    expect([matchesAddress(pattern, address), covers(pattern, address)]).toEqual([itself, covered]);
  });

  test.each<[string, string, boolean]>([
    ['smartProcess.equipment', 'relation(deal,smartProcess.equipment)', true],
    ['smartProcess.request', 'relation(smartProcess.equipment,smartProcess.request)', false],
    ['smartProcess.equipment', 'relation(smartProcess.equipment,smartProcess.request)', true],
    ['deal', 'relation(deal,smartProcess.equipment)', false],
    ['relation(deal,smartProcess.equipment)', 'relation(deal,smartProcess.equipment)', true],
    ['relation(deal,*)', 'relation(deal,smartProcess.equipment)', true],
    ['relation(lead,*)', 'relation(deal,smartProcess.equipment)', false],
  ])('%s covers the link %s: %s', (pattern, address, covered) => {
    expect(covers(pattern, address)).toBe(covered);
  });
});
