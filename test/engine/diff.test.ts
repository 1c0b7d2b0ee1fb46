import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/model/value.ts';
import { asBegun, fitted } from '../../src/engine/interrupted.ts';
import type { State, StateEntry } from '../../src/state/port.ts';
import { treatmentsBy } from '../../src/engine/treatment.ts';
import type { Policy } from '../../src/model/policy.ts';
import { OPEN, dealField, different, equipment, everyPortal, field, funnel, mark, option, resolved, stage, stateOf, type, type Situation } from './repair-shop.ts';

const ADDRESS = 'smartProcess.equipment';
const own = type(16, 'Equipment', { code: mark(ADDRESS) });
const known = stateOf({ [ADDRESS]: { kind: 'smartProcess', ids: { id: 16, entityTypeId: 1016 }, mark: mark(ADDRESS) } });

/** `action path: before -> after, …` of an address. */
function said(situation: Situation, address = ADDRESS): string {
  const found = different(situation).differences.find(({ change }) => change.address === address);
  if (found === undefined) return 'nothing';
  const { action, properties } = found.change;
  return [action, ...properties.map(({ path, before, after }) => `${path}: ${JSON.stringify(before) ?? '-'} -> ${JSON.stringify(after)}`)].join(' ');
}

describe('properties', () => {
  test.each<[string, Situation, string]>([
    ['not declared are not compared', { declared: equipment({ settings: {} }), rows: [type(16, 'Equipment', { code: mark(ADDRESS), 'settings.client': true })], state: known }, 'none'],
    ['that differ change', { declared: equipment({ title: 'Machines', settings: { client: true } }), rows: [own], state: known }, 'update title: "Equipment" -> "Machines" settings.client: - -> true'],
    ['false and absent are the same', { declared: equipment({ settings: { client: false } }), rows: [own], state: known }, 'none'],
    ['of something new are all said', { declared: equipment({ settings: { ...OPEN, stages: true } }) }, 'create title: - -> "Equipment" settings.openPermissions: - -> false settings.stages: - -> true'],
    ['that cannot be read are compared with what was applied last', { declared: equipment({ settings: { tracking: true } }), rows: [own], state: stateOf({ [ADDRESS]: { ...known.entries[ADDRESS]!, blind: { 'settings.tracking': false } } }) }, 'update settings.tracking: - -> true'],
    ['that cannot be read and hold a secret are known by its hash', { declared: equipment({ settings: { tracking: [new Secret('${env.KEY}', 'abc', () => 'the hash')] } }), rows: [own], state: stateOf({ [ADDRESS]: { ...known.entries[ADDRESS]!, blind: { 'settings.tracking': [{ $env: '${env.OLD}', hash: 'the hash' }] } } }) }, 'none'],
    ['that cannot be read and hold another secret differ', { declared: equipment({ settings: { tracking: [new Secret('${env.KEY}', 'abc', () => 'the hash')] } }), rows: [own], state: stateOf({ [ADDRESS]: { ...known.entries[ADDRESS]!, blind: { 'settings.tracking': [{ $env: '${env.KEY}', hash: 'another' }] } } }) }, 'update settings.tracking: - -> [{"$env":"${env.KEY}","hash":"the hash"}]'],
    ['that cannot be read and were applied are no difference', { declared: equipment({ settings: { tracking: true } }), rows: [own], state: stateOf({ [ADDRESS]: { ...known.entries[ADDRESS]!, blind: { 'settings.tracking': true } } }) }, 'none'],
    ['that cannot be read and were never applied are written', { declared: equipment({ settings: { tracking: true } }), rows: [own], state: known }, 'update settings.tracking: - -> true'],
    ['that cannot be read are believed when the state is lost', { declared: equipment({ settings: { tracking: true } }), rows: [own] }, 'none'],
  ])('%s', (_what, situation, expected) => {
    expect(said(situation)).toBe(expected);
  });

  const code = `${ADDRESS}/field.PARTNER`;
  const fields = (more: object): object => ({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { PARTNER: more } }, request: { title: 'Request', settings: OPEN } } });
  const request = type(18, 'Request', { code: mark('smartProcess.request') });
  test.each<[string, object, Record<string, never> | object, string]>([
    ['lists of references compare in any order', { type: 'crm', to: ['smartProcess.request', 'deal'] }, { type: 'crm', to: [{ $ref: 'deal' }, { $ref: 'uid:smartProcess:1018' }] }, 'none'],
    ['a reference to something else is a difference', { type: 'crm', to: ['lead'] }, { type: 'crm', to: [{ $ref: 'deal' }] }, 'update to: [{"$ref":"deal"}] -> [{"$ref":"lead"}]'],
    ['null clears what is there', { type: 'string', default: null }, { default: 'AB' }, 'update default: "AB" -> null'],
    ['null is no difference to nothing', { type: 'string', default: null, help: { en: null } }, { default: null, 'help.en': '' }, 'none'],
    ['zero is not nothing', { type: 'integer', default: 0 }, { type: 'integer', default: null }, 'update default: null -> 0'],
  ])('%s', (_what, written, live, expected) => {
    expect(said({ declared: fields(written), rows: [own, request, field(301, own, 'PARTNER', { xmlId: mark(code), ...live })] }, code)).toBe(expected);
  });

  test('that are secret are compared by what they say and never shown', () => {
    const secret = (text: string): Secret => new Secret('${env.CODE}', text, () => 'hash');
    const rows = [own, field(301, own, 'PARTNER', { xmlId: mark(code), default: 'AB' })];
    expect(said({ declared: fields({ type: 'string', default: secret('AB') }), rows: [...rows, request] }, code)).toBe('none');
    const [change] = different({ declared: fields({ type: 'string', default: secret('CD') }), rows: [...rows, request] }).differences.filter(({ change: { address } }) => address === code);
    expect([change!.change.properties[0]!.secret, JSON.stringify(change!.change)]).toEqual([true, expect.not.stringContaining('CD')]);
  });
});

describe('problems', () => {
  const problems = (situation: Situation): string[] => different(situation).problems.map(({ code, place }) => `${place!.file} ${code}`);
  const address = `${ADDRESS}/field.SERIAL`;
  test.each<[string, Situation, string[]]>([
    ['a fixed property cannot change', { declared: equipment({ fields: { SERIAL: { type: 'integer' } } }), rows: [own, field(301, own, 'SERIAL', { xmlId: mark(address) })] }, ['smartProcesses/equipment/fields/SERIAL/type fixed-property']],
    ['several at once', { declared: equipment({ entityTypeId: 1040, fields: { SERIAL: { type: 'integer', multiple: true } } }), rows: [own, field(301, own, 'SERIAL', { xmlId: mark(address) })], state: known }, ['smartProcesses/equipment/entityTypeId fixed-property', 'smartProcesses/equipment/fields/SERIAL/type fixed-property', 'smartProcesses/equipment/fields/SERIAL/multiple fixed-property']],
    ['openPermissions must be said with a create', { declared: equipment({ settings: {} }) }, ['smartProcesses/equipment unsaid-property']],
    ['but not with anything else', { declared: equipment({ settings: {} }), rows: [own] }, []],
  ])('%s', (_what, situation, expected) => {
    expect(problems(situation)).toEqual(expected);
  });
});

describe('what is not ours', () => {
  const foreign = type(18, 'Equipment');
  test.each<[string, Situation, string, string]>([
    ['and differs is not changed', { declared: equipment({ entityTypeId: 1018, title: 'Machines' }), rows: [foreign] }, ADDRESS, 'blocked'],
    ['and is as declared is no change', { declared: equipment({ entityTypeId: 1018 }), rows: [foreign] }, ADDRESS, 'none'],
    ['is changed when told to adopt', { declared: equipment({ adopt: true, settings: { stages: true } }), rows: [foreign] }, ADDRESS, 'adopt'],
    ['gets no field before it was told to adopt', { declared: equipment({ entityTypeId: 1018, fields: { SERIAL: { type: 'string' } } }), rows: [foreign] }, `${ADDRESS}/field.SERIAL`, 'blocked'],
    ['gets one when it was', { declared: equipment({ adopt: true, fields: { SERIAL: { type: 'string' } } }), rows: [foreign] }, `${ADDRESS}/field.SERIAL`, 'create'],
  ])('%s', (_what, situation, address, expected) => {
    expect(said(situation, address).split(' ')[0]).toBe(expected);
  });
});

describe('stages', () => {
  const stages = (given: object): object => equipment({ funnels: { repair: { name: 'Repair', default: true, stages: given } } });
  const basic = { NEW: 'Reported', SUCCESS: 'Repaired', FAIL: 'Written off' };
  const of = (situation: Situation, key: string): string => said(situation, `${ADDRESS}/funnel.repair/stage.${key}`);

  test('the portal will make are only fitted', () => {
    expect(of({ declared: stages(basic) }, 'NEW')).toBe('update name: - -> "Reported"');
    expect(of({ declared: stages({ ...basic, NEW: { name: 'Reported', color: '22B9FF' } }) }, 'NEW')).toBe('update name: - -> "Reported" color: - -> "22B9FF"');
  });

  test('the portal will make and nobody declares are removed', () => {
    expect([of({ declared: stages(basic) }, 'PREPARATION'), of({ declared: stages(basic) }, 'CLIENT')]).toEqual(['delete', 'delete']);
    expect(of({ declared: equipment() }, 'PREPARATION')).toBe('nothing');
  });

  const first = funnel(21, own, 'Repair', true);
  const rows = [own, first, stage(221, first, 'NEW', 10, 'process', 'Reported'), stage(223, first, 'PREPARATION', 20), stage(225, first, 'SUCCESS', 40, 'success', 'Repaired'), stage(227, first, 'FAIL', 50, 'failure', 'Written off')];
  const ours = { [ADDRESS]: known.entries[ADDRESS]!, [`${ADDRESS}/funnel.repair`]: { kind: 'funnel', ids: { id: 21, entityTypeId: 1016 }, origin: 'sideEffect' as const } };

  test('the portal made once stay, unless an apply was to remove them', () => {
    expect(of({ declared: stages(basic), rows, state: stateOf(ours) }, 'PREPARATION')).toBe('nothing');
    const unwanted = { kind: 'stage', ids: { id: 223, statusId: 'x' }, origin: 'sideEffect' as const, unwanted: true as const };
    expect(of({ declared: stages(basic), rows, state: stateOf({ ...ours, [`${ADDRESS}/funnel.repair/stage.PREPARATION`]: unwanted }) }, 'PREPARATION')).toBe('delete');
  });

  test('get new sort values only where their order asks for it', () => {
    const declared = stages({ NEW: 'Reported', WORK: 'Repair', SUCCESS: 'Repaired', FAIL: 'Written off' });
    expect([of({ declared, rows, state: stateOf(ours) }, 'WORK'), of({ declared, rows, state: stateOf(ours) }, 'SUCCESS')]).toEqual([expect.stringMatching(/^create .*sort: - -> (1\d|2\d|3\d)$/), 'none']);
  });
});

describe('stages of every portal', () => {
  const { rows, general } = everyPortal();
  const stages = (given: object): object => ({ crm: { deal: { funnels: { default: { stages: given } } }, lead: { stages: {} } } });
  const sorts = (situation: Situation): Record<string, unknown> =>
    Object.fromEntries(different(situation).differences.flatMap(({ change: { address, properties } }) => properties.filter(({ path }) => path === 'sort').map(({ after }) => [address.split('.').at(-1)!, after])));
  const many = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, at) => [`STEP${at}`, `Step ${at}`]));

  test('are taken over with their differences, and nothing else of them changes', () => {
    expect(said({ declared: stages({ NEW: 'Incoming' }), rows }, 'deal/funnel.default/stage.NEW')).toBe('update name: "NEW" -> "Incoming"');
  });

  test('let as many in before an undeclared success stage as there is room for', () => {
    const found = sorts({ declared: stages({ NEW: 'NEW', ...many(20) }), rows });
    expect(Object.keys(found)).toHaveLength(20);
    for (const sort of Object.values(found)) expect(sort).toSatisfy((value: number) => value > 10 && value < 60);
  });

  test('get new failure stages behind an undeclared success stage', () => {
    expect(sorts({ declared: stages({ NEW: 'NEW', DEAR: { name: 'Too dear', semantics: 'failure' } }), rows })['DEAR']).toBeGreaterThan(60);
  });

  test('keep a declared success stage before undeclared failure stages as long as there is room', () => {
    const found = sorts({ declared: stages({ NEW: 'NEW', ...many(30), WON: 'WON' }), rows });
    expect(found['WON']).toBeUndefined();
    expect(found['STEP29']).toBeLessThan(60);
  });

  test('raise the success stage that is declared when there is no room', () => {
    const found = sorts({ declared: stages({ NEW: 'NEW', ...many(60), WON: 'WON', LOSE: 'LOSE' }), rows });
    expect(found['WON']).toBeGreaterThan(found['STEP59'] as number);
    expect(found['LOSE']).toBeGreaterThan(found['WON'] as number);
  });

  test('that people have put on the wrong side stay there', () => {
    const odd = [...rows, stage(140, general, 'UC_LATE', 65)];
    expect(sorts({ declared: { crm: { deal: { funnels: { default: { stages: { NEW: 'NEW', UC_LATE: { name: 'UC_LATE', adopt: true } } } } } } }, rows: odd })).toEqual({});
  });

  test('keep their semantics', () => {
    const { problems } = different({ declared: stages({ NEW: 'NEW', LOSE: { name: 'Lost', semantics: 'process' } }), rows });
    expect(problems.map(({ code, message }) => [code, message])).toEqual([['fixed-property', expect.stringContaining('failure')]]);
  });
});

describe('what can only be found', () => {
  const { rows } = everyPortal();
  const problems = (crm: object, live = rows): string[] => different({ declared: { crm }, rows: live }).problems.map(({ code, place }) => `${place!.file} ${code}`);
  test.each<[string, object, string[]]>([
    ['a code of the interface that is not there', { deal: { fields: { SERIAL: { type: 'string', fieldName: 'UF_CRM_1737036800' } } } }, ['crm/deal/fields/SERIAL unknown-on-portal']],
    ['a code of another type', { deal: { fields: { SERIAL: { type: 'string', fieldName: 'UF_CRM_LEAD_SERIAL' } } } }, ['crm/deal/fields/SERIAL unknown-on-portal']],
    ['a code of its own type may be made', { deal: { fields: { SERIAL: { type: 'string', fieldName: 'UF_CRM_DEAL_NO' } } } }, []],
    ['a default funnel the portal does not show', { invoice: { funnels: { default: { name: 'Main' } } } }, ['crm/invoice/funnels/default unknown-on-portal']],
  ])('%s', (_what, crm, expected) => {
    expect(problems(crm, [...rows, { kind: 'crm', uid: 'invoice', ids: { entityTypeId: 31 }, key: 'invoice', name: 'invoice', spec: new Map() }])).toEqual(expected);
  });
});

test('an option made by hand gets its key, and whatever else differs', () => {
  const { rows } = everyPortal();
  const hex = '0123456789abcdef0123456789abcdef';
  const own = dealField(301, 'UF_CRM_DEAL_STATE', { type: 'enumeration', xmlId: mark('deal/field.STATE') });
  const declared = { crm: { deal: { fields: { STATE: { type: 'enumeration', options: { works: { name: 'Works', default: true } } } } } } };
  expect(said({ declared, rows: [...rows, own, option(61, own, hex, 'works')] }, 'deal/field.STATE/option.works')).toBe(`update name: "works" -> "Works" default: false -> true xmlId: "${hex}" -> "works"`);
});

describe('policies', () => {
  const address = `${ADDRESS}/field.SERIAL`;
  const declared = equipment({ title: 'Machines', fields: { SERIAL: { type: 'string', mandatory: true } } });
  const live = field(301, own, 'SERIAL', { xmlId: mark(address), mandatory: false });
  const under = (policy: Policy, more: Partial<Situation> = {}): Situation => {
    const situation: Situation = { declared, rows: [own, live], state: known, ...more };
    return { ...situation, treatments: treatmentsBy([policy], resolved(situation.declared).graph.declared.values()).treatments };
  };
  const kept = (situation: Situation): unknown => different(situation).differences.flatMap(({ change, kept: paths }) => (paths === undefined ? [] : [[change.address, paths]]));

  test('initial: what is there is kept and named', () => {
    const situation = under({ treatment: 'initial', address: '**' });
    expect([said(situation), said(situation, address), kept(situation)]).toEqual(['none', 'none', [[ADDRESS, ['title']], [address, ['mandatory']]]]);
  });

  test('initial: what is not there is made whole', () => {
    expect(said(under({ treatment: 'initial', address: '**' }, { rows: [own] }), address)).toBe('create type: - -> "string" mandatory: - -> true');
  });

  test('initial: what an apply left unfinished is finished', () => {
    const unsettled = { [address]: { address, kind: 'field', key: 'SERIAL' } };
    expect(said(under({ treatment: 'initial', address: '**' }, { unsettled }), address)).toBe('update mandatory: false -> true');
  });

  test('initial: what the portal made along and was never fitted is fitted, and after that it is kept', () => {
    const at = `${ADDRESS}/funnel.repair`;
    const entry = { kind: 'funnel', ids: { id: 21, entityTypeId: 1016 }, origin: 'sideEffect' as const };
    const funnels = equipment({ funnels: { repair: { name: 'Repair', default: true } } });
    const rows = [own, funnel(21, own, 'General', true)];
    const ours = { [ADDRESS]: known.entries[ADDRESS]! };
    const state = (funnelEntry: StateEntry): State => stateOf({ ...ours, [at]: funnelEntry });
    expect(said(under({ treatment: 'initial', kind: 'funnel' }, { declared: funnels, rows, state: state(asBegun(entry)) }), at)).toBe('update name: "General" -> "Repair"');
    expect(said(under({ treatment: 'initial', kind: 'funnel' }, { declared: funnels, rows, state: state(entry) }), at)).toBe('none');
    expect(fitted({ [ADDRESS]: ours[ADDRESS]!, [at]: asBegun(entry) }, [ADDRESS, at])).toEqual([[at, entry]]);
  });

  test('ignore: a fixed property that differs is no problem, and what is not there is not made', () => {
    const other = under({ treatment: 'ignore', kind: 'field' }, { rows: [own, field(301, own, 'SERIAL', { xmlId: mark(address), type: 'integer' })] });
    expect([different(other).problems, said(other, address), said(under({ treatment: 'ignore', kind: 'field' }, { rows: [own] }), address)]).toEqual([[], 'none', 'none']);
  });

  test('ignore: automatic stages nobody declared stay', () => {
    const fresh = equipment({ funnels: { repair: { name: 'Repair', default: true, stages: { NEW: 'Reported', SUCCESS: 'Repaired', FAIL: 'Written off' } } } });
    expect(said(under({ treatment: 'ignore', kind: 'stage' }, { declared: fresh, rows: [] }), `${ADDRESS}/funnel.repair/stage.PREPARATION`)).toBe('nothing');
    expect(said(under({ treatment: 'initial', kind: 'stage' }, { declared: fresh, rows: [] }), `${ADDRESS}/funnel.repair/stage.PREPARATION`)).toBe('delete');
  });
});
