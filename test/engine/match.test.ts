import { describe, expect, test } from 'vitest';
import type { JournalTarget } from '../../src/state/port.ts';
import { equipment, field, funnel, mark, matched, stage, stateOf, type, workplace, type Situation } from './repair-shop.ts';

const ADDRESS = 'smartProcess.equipment';
const marked = (id: number, title: string) => type(id, title, { code: mark(ADDRESS) });
const entry = (id: number, more: object = {}) => ({ kind: 'smartProcess', ids: { id, entityTypeId: 1000 + id }, key: String(1000 + id), mark: mark(ADDRESS), name: 'Equipment', ...more });

/** `proof origin uid`, or why it is blocked. */
function said(situation: Situation, address: string): string {
  const pair = matched(situation).get(address)!;
  if (pair.blocked) return `blocked${pair.blocked.waitsFor === undefined ? `: ${pair.blocked.answers.length} answers` : ` by ${pair.blocked.waitsFor}`}`;
  return [pair.proof, pair.origin, pair.row?.uid ?? '-', ...(pair.fresh ? ['fresh'] : [])].join(' ');
}

describe('a smart process', () => {
  const [own, foreign] = [marked(16, 'Equipment'), type(18, 'Equipment')];
  test.each<[string, Situation, string]>([
    ['is to be created when nothing like it is there', { declared: equipment(), rows: [type(18, 'Request')] }, 'none created -'],
    ['is known by the state', { declared: equipment(), rows: [own, foreign], state: stateOf({ [ADDRESS]: entry(16) }) }, 'owned created smartProcess:1016'],
    ['is known by its mark when the state is lost', { declared: equipment(), rows: [own, foreign] }, 'owned recovered smartProcess:1016'],
    ['is known by its mark whatever its title became', { declared: equipment(), rows: [marked(16, 'Machines')] }, 'owned recovered smartProcess:1016'],
    ['is not believed to be the one of the state when that number carries another mark now', { declared: equipment(), rows: [type(16, 'Claims', { code: 'CLAIMS' })], state: stateOf({ [ADDRESS]: entry(16) }) }, 'blocked: 2 answers'],
    ['is found under its mark when the state remembers an older number', { declared: equipment(), rows: [own], state: stateOf({ [ADDRESS]: entry(12) }) }, 'owned recovered smartProcess:1016'],
    ['asks when two carry its mark', { declared: equipment(), rows: [own, marked(20, 'Equipment')] }, 'blocked: 1 answers'],
    ['asks when somebody else has one of the same title', { declared: equipment(), rows: [foreign] }, 'blocked: 2 answers'],
    ['asks which, when there are two', { declared: equipment(), rows: [foreign, type(20, ' equipment ')] }, 'blocked: 3 answers'],
    ['is made all the same when told to create', { declared: equipment({ create: true }), rows: [foreign] }, 'none created -'],
    ['is taken over when told to adopt', { declared: equipment({ adopt: true }), rows: [foreign] }, 'candidate adopted smartProcess:1018'],
    ['is taken over by number', { declared: equipment({ adopt: 1018 }), rows: [foreign, type(20, 'Equipment')] }, 'candidate adopted smartProcess:1018'],
    ['is taken over by an older title', { declared: equipment({ adopt: 'Machines' }), rows: [type(20, 'Machines')] }, 'candidate adopted smartProcess:1020'],
    ['asks when nothing is called so', { declared: equipment({ adopt: 'Machinery' }), rows: [type(20, 'Machines')] }, 'blocked: 0 answers'],
    ['is a candidate under the number that is pinned', { declared: equipment({ entityTypeId: 1020 }), rows: [type(20, 'Machines')] }, 'candidate adopted smartProcess:1020'],
    ['is a candidate under the code that is pinned', { declared: equipment({ code: 'MACHINES' }), rows: [type(20, 'Machines', { code: 'MACHINES' })] }, 'candidate adopted smartProcess:1020'],
  ])('%s', (_what, situation, expected) => {
    expect(said(situation, ADDRESS)).toBe(expected);
  });
});

describe('a field', () => {
  const declared = equipment({ fields: { SERIAL: { type: 'string' } } });
  const [own, foreign] = [marked(16, 'Equipment'), type(16, 'Equipment')];
  const address = `${ADDRESS}/field.SERIAL`;
  test.each<[string, Situation, string]>([
    ['of a type to be created is to be created', { declared }, 'none created -'],
    ['is known by its mark', { declared, rows: [own, field(301, own, 'SERIAL', { xmlId: mark(address) })] }, 'owned recovered field:301'],
    ['is known by its code below a type found by its mark', { declared, rows: [own, field(301, own, 'SERIAL')] }, 'owned recovered field:301'],
    ['made by hand with our code below a type the state knows is a candidate', { declared, rows: [own, field(301, own, 'SERIAL')], state: stateOf({ [ADDRESS]: entry(16) }) }, 'candidate adopted field:301'],
    ['with our code below an adopted type is a candidate', { declared: equipment({ adopt: true, fields: { SERIAL: { type: 'string' } } }), rows: [foreign, field(301, foreign, 'SERIAL')] }, 'candidate adopted field:301'],
    ['is known by the state below its type only', { declared, rows: [own, field(301, type(20, 'Other'), 'SERIAL')], state: stateOf({ [ADDRESS]: entry(16), [address]: { kind: 'field', ids: { id: 301, fieldName: 'x' } } }) }, 'none created -'],
    ['waits when its type is blocked', { declared, rows: [foreign] }, `blocked by ${ADDRESS}`],
  ])('%s', (_what, situation, expected) => {
    expect(said(situation, address)).toBe(expected);
  });
});

describe('a funnel', () => {
  const declared = equipment({ settings: { openPermissions: false, funnels: true }, funnels: { repair: { name: 'Repair', default: true }, audit: 'Audit' } });
  const own = marked(16, 'Equipment');
  const known = stateOf({ [ADDRESS]: entry(16) });
  const first = funnel(21, own, 'General', true);
  test.each<[string, string, Situation, string]>([
    ['default, of a type to be created, is the one the portal will make', 'repair', { declared }, 'predicted sideEffect -'],
    ['beside it is to be created', 'audit', { declared }, 'none created -'],
    ['default, of our own type, is the one that is there under any name', 'repair', { declared, rows: [own, first], state: known }, 'owned sideEffect funnel:1016/21'],
    ['is known by the state whatever its name became', 'audit', { declared, rows: [own, first, funnel(23, own, 'Inspection')], state: stateOf({ [ADDRESS]: entry(16), [`${ADDRESS}/funnel.audit`]: { kind: 'funnel', ids: { id: 23, entityTypeId: 1016 } } }) }, 'owned created funnel:1016/23'],
    ['made by hand with our name is a candidate', 'audit', { declared, rows: [own, first, funnel(23, own, 'audit')], state: known }, 'candidate adopted funnel:1016/23'],
    ['that may have been renamed asks when the state is lost', 'audit', { declared, rows: [own, first, funnel(23, own, 'Inspection')] }, 'blocked: 2 answers'],
    ['is to be created when the state knows its type and not it', 'audit', { declared, rows: [own, first, funnel(23, own, 'Inspection')], state: known }, 'none created -'],
  ])('%s', (_what, key, situation, expected) => {
    expect(said(situation, `${ADDRESS}/funnel.${key}`)).toBe(expected);
  });
});

describe('a stage', () => {
  const declared = equipment({ funnels: { repair: { name: 'Repair', default: true, stages: { NEW: 'Reported', WORK: 'Repair', SUCCESS: 'Done', FAIL: 'Bad' } } } });
  const own = marked(16, 'Equipment');
  const first = funnel(21, own, 'Repair', true);
  test.each<[string, string, Situation, string]>([
    ['the portal will make is predicted', 'NEW', { declared }, 'predicted sideEffect -'],
    ['of our own is to be created', 'WORK', { declared }, 'none created -'],
    ['is known by its code in a funnel of ours', 'NEW', { declared, rows: [own, first, stage(221, first, 'NEW', 10)], state: stateOf({ [ADDRESS]: entry(16), [`${ADDRESS}/funnel.repair`]: { kind: 'funnel', ids: { id: 21, entityTypeId: 1016 }, origin: 'sideEffect' } }) }, 'owned sideEffect stage:221'],
  ])('%s', (_what, key, situation, expected) => {
    expect(said(situation, `${ADDRESS}/funnel.repair/stage.${key}`)).toBe(expected);
  });
});

describe('a workplace', () => {
  const declared = { workplaces: { service: { title: 'Service' } } };
  const entryOf = { kind: 'workplace', ids: { id: 3 }, name: 'Service' };
  test.each<[string, Situation, string]>([
    ['is to be created', { declared }, 'none created -'],
    ['is known by the state', { declared, rows: [workplace(3, 'Service')], state: stateOf({ 'workplace.service': entryOf }) }, 'owned created workplace:3'],
    ['of the same title is not taken for ours when the state is lost', { declared, rows: [workplace(3, 'Service')] }, 'candidate adopted workplace:3'],
    ['whose reply was lost is the new one under its title', { declared, rows: [workplace(3, 'Service'), workplace(5, 'Service')], unsettled: { 'workplace.service': { address: 'workplace.service', kind: 'workplace', key: 'service', name: 'Service', beside: ['workplace:3'] } satisfies JournalTarget } }, 'owned created workplace:5 fresh'],
    ['asks when two new ones could be it', { declared, rows: [workplace(5, 'Service'), workplace(7, 'Service')], unsettled: { 'workplace.service': { address: 'workplace.service', kind: 'workplace', key: 'service', name: 'Service', beside: [] } satisfies JournalTarget } }, 'blocked: 2 answers'],
  ])('%s', (_what, situation, expected) => {
    expect(said(situation, 'workplace.service')).toBe(expected);
  });
});

test('one live thing answers to one address only', () => {
  const declared = { smartProcesses: { a: { title: 'Equipment', settings: { openPermissions: false }, adopt: 1016 }, b: { title: 'Machines', settings: { openPermissions: false }, entityTypeId: 1016 } } };
  const pairs = matched({ declared, rows: [type(16, 'Equipment')] });
  expect([pairs.get('smartProcess.a')!.row?.uid, pairs.get('smartProcess.b')!.blocked?.reason]).toEqual(['smartProcess:1016', '"Equipment" (id 16) is already smartProcess.a']);
});
