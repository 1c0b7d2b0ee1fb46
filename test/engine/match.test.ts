import { describe, expect, test } from 'vitest';
import type { JournalTarget } from '../../src/state/port.ts';
import type { LiveRow } from '../../src/kinds/contract.ts';
import { dealField, equipment, everyPortal, field, funnel, mark, matched, option, stage, stateOf, type, workplace, type Situation } from './repair-shop.ts';

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

describe('what every portal has', () => {
  const { rows, deal, general } = everyPortal();
  const of = (crm: object): object => ({ crm });
  const stages = (stages: object): object => of({ deal: { funnels: { default: { stages } } } });
  const hand = (row: LiveRow): LiveRow[] => [...rows, row];
  test.each<[string, Situation, string, string]>([
    ['a default funnel is taken over by declaring it', { declared: of({ deal: { funnels: { default: 'Sales' } } }), rows }, 'deal/funnel.default', 'owned adopted funnel:2/0'],
    ['a stage of it under a fixed code is taken over', { declared: stages({ NEW: 'Incoming' }), rows }, 'deal/funnel.default/stage.NEW', 'owned adopted stage:101'],
    ['a stage of it that people made is a candidate', { declared: stages({ UC_A1: 'Visit' }), rows: hand(stage(140, general, 'UC_A1', 30)) }, 'deal/funnel.default/stage.UC_A1', 'candidate adopted stage:140'],
    ['a stage that is not there is to be created', { declared: stages({ VISIT: 'Visit' }), rows }, 'deal/funnel.default/stage.VISIT', 'none created -'],
    ['a fixed code that people threw away is to be created', { declared: stages({ PREPARATION: 'Offer' }), rows }, 'deal/funnel.default/stage.PREPARATION', 'none created -'],
    ['stages without funnels stand below their type', { declared: of({ lead: { stages: { NEW: 'Received' } } }), rows }, 'lead/stage.NEW', 'owned adopted stage:121'],
    ['another funnel of its name is a candidate', { declared: of({ deal: { funnels: { service: { name: 'Service' } } } }), rows: hand(funnel(5, deal, 'Service')) }, 'deal/funnel.service', 'candidate adopted funnel:2/5'],
    ['one that the state knows stays what it was', { declared: stages({ NEW: 'Incoming' }), rows, state: stateOf({ 'deal/funnel.default/stage.NEW': { kind: 'stage', ids: { id: 101, statusId: 'NEW' }, origin: 'adopted' } }) }, 'deal/funnel.default/stage.NEW', 'owned adopted stage:101'],
  ])('%s', (_what, situation, address, expected) => {
    expect(said(situation, address)).toBe(expected);
  });
});

describe('a field of a standard type', () => {
  const { rows } = everyPortal();
  const declared = (more: object = {}): object => ({ crm: { deal: { fields: { CONTRACT: { type: 'string', ...more } } } } });
  const [short, long] = [dealField(301, 'UF_CRM_CONTRACT'), dealField(302, 'UF_CRM_DEAL_CONTRACT')];
  const address = 'deal/field.CONTRACT';
  test.each<[string, Situation, string]>([
    ['is to be created', { declared: declared(), rows }, 'none created -'],
    ['is a candidate under its own name', { declared: declared(), rows: [...rows, long] }, 'candidate adopted field:302'],
    ['is a candidate under the short name', { declared: declared(), rows: [...rows, short] }, 'candidate adopted field:301'],
    ['asks which, when both are there', { declared: declared(), rows: [...rows, short, long] }, 'blocked: 2 answers'],
    ['asks which, also when told to adopt', { declared: declared({ adopt: true }), rows: [...rows, short, long] }, 'blocked: 2 answers'],
    ['is the one whose code is pinned', { declared: declared({ fieldName: 'UF_CRM_CONTRACT' }), rows: [...rows, short, long] }, 'candidate adopted field:301'],
    ['is the one that is adopted by its id', { declared: declared({ adopt: 302 }), rows: [...rows, short, long] }, 'candidate adopted field:302'],
    ['is the one that carries our mark', { declared: declared(), rows: [...rows, short, dealField(302, 'UF_CRM_DEAL_CONTRACT', { xmlId: mark(address) })] }, 'owned recovered field:302'],
    ['is the one the state knows', { declared: declared(), rows: [...rows, short, long], state: stateOf({ [address]: { kind: 'field', ids: { id: 301, fieldName: 'UF_CRM_CONTRACT' } } }) }, 'owned created field:301'],
    ['is the one written down', { declared: declared(), rows: [...rows, short, long], ids: { [address]: { fieldName: 'UF_CRM_DEAL_CONTRACT' } } }, 'owned adopted field:302'],
    ['under a pin that is not there is to be created', { declared: declared({ fieldName: 'UF_CRM_DEAL_NO' }), rows: [...rows, short, long] }, 'none created -'],
    ['is nobody of another type', { declared: declared(), rows: [...rows, { ...short, parent: 'lead' }] }, 'none created -'],
  ])('%s', (_what, situation, expected) => {
    expect(said(situation, address)).toBe(expected);
  });

  test('that may be one of several names them and the lines that answer', () => {
    const { blocked } = matched({ declared: declared(), rows: [...rows, short, long] }).get(address)!;
    expect([blocked!.answers, blocked!.commands]).toEqual([['fieldName: UF_CRM_CONTRACT', 'fieldName: UF_CRM_DEAL_CONTRACT'], [`import ${address} 301`, `import ${address} 302`]]);
  });
});

describe('an option', () => {
  const { rows } = everyPortal();
  const MADE_UP = '0123456789abcdef0123456789abcdef';
  const declared = (more: object = {}): object => ({ crm: { deal: { fields: { STATE: { type: 'enumeration', options: { works: 'Works' }, ...more } } } } });
  const own = dealField(301, 'UF_CRM_DEAL_STATE', { type: 'enumeration', xmlId: mark('deal/field.STATE') });
  const foreign = dealField(301, 'UF_CRM_DEAL_STATE', { type: 'enumeration' });
  const address = 'deal/field.STATE/option.works';
  const keyless = (situation: Situation): string => `${said(situation, address)}${matched(situation).get(address)!.keyless ? ' keyless' : ''}`;
  test.each<[string, Situation, string]>([
    ['of ours is known by its key', { declared: declared(), rows: [...rows, own, option(61, own, 'works', 'In order')] }, 'owned recovered option:61'],
    ['made by hand on a field of ours is known by its name, once', { declared: declared(), rows: [...rows, own, option(61, own, MADE_UP, ' works ')] }, 'owned adopted option:61 keyless'],
    ['without any key likewise', { declared: declared(), rows: [...rows, own, option(61, own, '', 'Works')] }, 'owned adopted option:61 keyless'],
    ['made by hand on a field that is adopted likewise', { declared: declared({ adopt: true }), rows: [...rows, foreign, option(61, foreign, MADE_UP, 'Works')] }, 'owned adopted option:61 keyless'],
    ['made by hand on a field that is not ours is a candidate and keeps its key', { declared: declared(), rows: [...rows, foreign, option(61, foreign, MADE_UP, 'Works')] }, 'candidate adopted option:61'],
    ['of its name under a key somebody chose is another one', { declared: declared(), rows: [...rows, own, option(61, own, 'erp-7', 'Works')] }, 'none created -'],
    ['has its key before a name', { declared: declared(), rows: [...rows, own, option(61, own, MADE_UP, 'Works'), option(62, own, 'works', 'Old')] }, 'owned recovered option:62'],
    ['is not chosen among two of its name', { declared: declared(), rows: [...rows, own, option(61, own, MADE_UP, 'Works'), option(62, own, '', 'works')] }, 'blocked: 2 answers'],
  ])('%s', (_what, situation, expected) => {
    expect(keyless(situation)).toBe(expected);
  });
});

describe('ids written down', () => {
  const [own, other] = [type(16, 'Equipment'), type(18, 'Machines')];
  const address = `${ADDRESS}/field.SERIAL`;
  const declared = equipment({ fields: { SERIAL: { type: 'string' } } });
  test.each<[string, Situation, string, string]>([
    ['are the word to adopt', { declared, rows: [own, other], ids: { [ADDRESS]: { entityTypeId: 1018 } } }, ADDRESS, 'owned adopted smartProcess:1018'],
    ['must all agree', { declared, rows: [own, other], ids: { [ADDRESS]: { id: 16, entityTypeId: 1018 } } }, ADDRESS, 'blocked: 0 answers'],
    ['of something gone block it', { declared, rows: [own], ids: { [ADDRESS]: { entityTypeId: 1040 } } }, ADDRESS, 'blocked: 0 answers'],
    ['make what is below wait', { declared, rows: [own], ids: { [ADDRESS]: { entityTypeId: 1040 } } }, address, `blocked by ${ADDRESS}`],
    ['of a part whose home is yet to be made block it', { declared, rows: [], ids: { [address]: { id: 301 } } }, address, 'blocked: 0 answers'],
    ['are stronger than our mark', { declared, rows: [marked(16, 'Equipment'), other], ids: { [ADDRESS]: { entityTypeId: 1018 } } }, ADDRESS, 'owned adopted smartProcess:1018'],
    ['are stronger than a state that says something else', { declared, rows: [marked(16, 'Equipment'), other], ids: { [ADDRESS]: { entityTypeId: 1018 } }, state: stateOf({ [ADDRESS]: entry(16) }) }, ADDRESS, 'owned adopted smartProcess:1018'],
    ['leave the state its word when they agree', { declared, rows: [marked(16, 'Equipment')], ids: { [ADDRESS]: { id: 16 } }, state: stateOf({ [ADDRESS]: entry(16) }) }, ADDRESS, 'owned created smartProcess:1016'],
    ['are stronger than `create`', { declared: equipment({ create: true }), rows: [own, other], ids: { [ADDRESS]: { id: 18 } } }, ADDRESS, 'owned adopted smartProcess:1018'],
    ['count below their own parent only', { declared, rows: [marked(16, 'Equipment'), other, field(301, other, 'SERIAL')], ids: { [address]: { id: 301 } } }, address, 'blocked: 0 answers'],
    ['name a stage with or without the prefix of the portal', { declared: equipment({ funnels: { main: { name: 'Main', default: true, stages: { NEW: 'New', VISIT: 'Visit', SUCCESS: 'Done', FAIL: 'Bad' } } } }), rows: [marked(16, 'Equipment'), funnel(21, own, 'Main', true), { ...stage(221, funnel(21, own, 'Main'), 'UC_1', 20), ids: { id: 221, statusId: 'DT1016_21:UC_1' } }], ids: { [`${ADDRESS}/funnel.main/stage.VISIT`]: { statusId: 'UC_1' } } }, `${ADDRESS}/funnel.main/stage.VISIT`, 'owned adopted stage:221'],
  ])('%s', (_what, situation, at, expected) => {
    expect(said(situation, at)).toBe(expected);
  });
});
