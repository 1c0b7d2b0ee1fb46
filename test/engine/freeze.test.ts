import { describe, expect, test } from 'vitest';
import { estimate } from '../../src/engine/estimate.ts';
import { digest, freeze, seenOf } from '../../src/engine/freeze.ts';
import { order } from '../../src/engine/order.ts';
import type { Plan, Selection } from '../../src/model/plan.ts';
import { Secret } from '../../src/model/value.ts';
import { treatmentsBy } from '../../src/engine/treatment.ts';
import { narrowed, select } from '../../src/engine/selection.ts';
import { OPEN, different, equipment, field, kinds, mark, resolved, rowsIn, stateOf, type, workplace, type Situation } from './repair-shop.ts';

const ADDRESS = 'smartProcess.equipment';
const own = type(16, 'Equipment', { code: mark(ADDRESS) });
const known = { [ADDRESS]: { kind: 'smartProcess', ids: { id: 16, entityTypeId: 1016 }, mark: mark(ADDRESS), name: 'Equipment' } };
const portal = { name: 'staging', host: 'acme.bitrix24.eu', language: 'en' };

function frozen(situation: Situation, selection?: Selection): Plan {
  const { differences } = different(situation);
  const markOf = (): undefined => undefined;
  const ordered = order(kinds, differences, markOf);
  const usage = estimate([], { requests: 0, commands: 0 });
  return freeze({ kinds, differences, ordered, state: situation.state, rows: rowsIn(situation.rows), version: '0.1.0', project: 'workshop', portal, warnings: [], usage, leftOut: situation.treatments?.isLeftOut ?? (() => false), markOf, ...(selection === undefined ? {} : { selection }) });
}

describe('a plan', () => {
  test('is plain JSON and the same every time', () => {
    const situation = { declared: equipment({ title: 'Machines', fields: { SERIAL: { type: 'string' } } }), rows: [own], state: stateOf(known) };
    const plan = frozen(situation);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(frozen(situation)).toEqual(plan);
  });

  test('knows of everything it touches, with all that is above it and all it refers to', () => {
    const declared = { smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { PARTNER: { type: 'crm', to: ['smartProcess.request'] } } }, request: { title: 'Request', settings: OPEN }, visit: { title: 'Visit', settings: OPEN } } };
    const rows = [own, type(18, 'Request', { code: mark('smartProcess.request') }), type(20, 'Visit', { code: mark('smartProcess.visit') })];
    const entries = Object.fromEntries(['request', 'visit'].map((key, at) => [`smartProcess.${key}`, { kind: 'smartProcess', ids: { id: 18 + 2 * at, entityTypeId: 1018 + 2 * at }, mark: mark(`smartProcess.${key}`) }]));
    expect(Object.keys(frozen({ declared, rows, state: stateOf({ ...known, ...entries }) }).targets)).toEqual([ADDRESS, `${ADDRESS}/field.PARTNER`, 'smartProcess.request']);
  });

  test('records what is found as declared, and leaves alone what is no longer declared', () => {
    const state = stateOf({ [`${ADDRESS}/field.OLD`]: { kind: 'field', ids: { id: 301 }, name: 'Old number' }, [`${ADDRESS}/funnel.x/stage.CLIENT`]: { kind: 'stage', ids: { id: 9 }, unwanted: true } });
    const plan = frozen({ declared: equipment(), rows: [own], state });
    expect(plan.recorded).toEqual([ADDRESS]);
    expect(plan.leftAlone).toEqual([{ address: `${ADDRESS}/field.OLD`, name: 'Old number' }]);
    expect(plan.waves).toEqual([]);
  });

  test('says what must read back, but for what cannot be read', () => {
    const plan = frozen({ declared: equipment({ settings: { ...OPEN, stages: true, tracking: true } }) });
    expect(plan.targets[ADDRESS]).toMatchObject({ expect: { title: 'Equipment', 'settings.stages': true }, blind: ['settings.tracking'], seen: 'absent' });
    expect(plan.targets[ADDRESS]!.expect).not.toHaveProperty('settings.tracking');
  });
});

describe('a plan of a part, or under policies', () => {
  const address = `${ADDRESS}/field.SERIAL`;
  const declared = equipment({ title: 'Machines', fields: { SERIAL: { type: 'string', mandatory: true }, MODEL: { type: 'string' } } });
  const { declared: graph } = resolved(declared).graph;
  const rows = [own, field(301, own, 'SERIAL', { xmlId: mark(address) }), field(302, own, 'MODEL', { xmlId: mark(`${ADDRESS}/field.MODEL`) })];
  const part = (only: readonly string[]): Plan => {
    const { selection } = select({ only, exclude: [] }, graph);
    return frozen({ declared, rows, treatments: narrowed(treatmentsBy([], graph.values()).treatments, selection) }, selection);
  };

  test('changes what was chosen, says what else was needed, and records nothing of the rest', () => {
    const plan = part([address]);
    expect(plan.changes.filter(({ action }) => action !== 'none').map(({ action, address: at }) => `${action} ${at}`)).toEqual([`update ${address}`]);
    expect([plan.selection!.needed, plan.selection!.leftOut]).toEqual([[ADDRESS], [`${ADDRESS}/field.MODEL`]]);
    expect([Object.keys(plan.targets), plan.recorded]).toEqual([[ADDRESS, address], [ADDRESS]]);
  });

  test('calls kept what a policy leaves to the portal, and not what is merely needed', () => {
    expect(part([address]).kept).toEqual([]);
    const { treatments } = treatmentsBy([{ treatment: 'initial', kind: 'smartProcess', properties: ['title'] }, { treatment: 'ignore', kind: 'field' }], graph.values());
    expect(frozen({ declared, rows, treatments }).kept).toEqual([{ address: ADDRESS, properties: ['title'] }, { address, properties: ['mandatory'] }]);
  });

  test('does not take for ours what differs and only was not looked at', () => {
    const { treatments } = treatmentsBy([{ treatment: 'ignore', kind: 'field' }], graph.values());
    const foreign = [own, field(301, own, 'SERIAL'), rows[2]!];
    expect(frozen({ declared: equipment({ fields: { SERIAL: { type: 'string', mandatory: true } } }), rows: foreign, state: stateOf(known), treatments }).recorded).toEqual([ADDRESS].filter((at) => !(at in known)));
  });
});

describe('the fingerprint', () => {
  const base: Situation = { declared: equipment({ title: 'Machines' }), rows: [own], state: stateOf(known) };
  const { fingerprint } = frozen(base);
  test.each<[string, Situation, boolean]>([
    ['stays when nothing it speaks of moved', { ...base, rows: [own, type(18, 'Request')] }, true],
    ['stays when an undeclared property moved', { ...base, rows: [type(16, 'Equipment', { code: mark(ADDRESS), 'settings.client': true })] }, true],
    ['moves with a declared property', { ...base, rows: [type(16, 'Equipment of customers', { code: mark(ADDRESS) })] }, false],
    ['moves with the state', { ...base, state: { ...stateOf(known), serial: 4 } }, false],
    ['moves when what was to be changed is gone', { ...base, rows: [] }, false],
  ])('%s', (_what, situation, same) => {
    expect(frozen(situation).fingerprint === fingerprint).toBe(same);
  });

  test('does not depend on the order of keys', () => {
    expect(digest({ a: 1, b: { c: 2, d: 3 } })).toBe(digest({ b: { d: 3, c: 2 }, a: 1 }));
    expect(digest([1, 2])).not.toBe(digest([2, 1]));
  });

  test('of a row takes nothing for nothing, and never shows a secret', () => {
    expect(seenOf({ ...own, spec: new Map([['title', '']]) }, ['title'])).toBe(seenOf({ ...own, spec: new Map() }, ['title']));
    expect(seenOf(undefined, ['title'])).toBe('absent');
    expect(digest(new Secret('${env.A}', 'AB', () => 'hash'))).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('risks', () => {
  const risks = (situation: Situation): string[] => frozen(situation).changes.flatMap((change) => change.risks ?? []);

  test('name labels that an update will lose', () => {
    const declared = equipment({ fields: { SERIAL: { type: 'string', label: 'Number' } } });
    const live = (losesLabels: boolean) => ({ ...field(301, own, 'SERIAL', { xmlId: mark(`${ADDRESS}/field.SERIAL`), 'label.en': 'Serial' }), ...(losesLabels ? { losesLabels: true as const } : {}) });
    expect(risks({ declared, rows: [own, live(true)] })).toEqual([expect.stringContaining('labels of the list column')]);
    expect(risks({ declared, rows: [own, live(false)] })).toEqual([]);
    expect(risks({ declared: equipment({ fields: { SERIAL: { type: 'string', mandatory: true } } }), rows: [own, live(true)] })).toEqual([]);
  });

  test('name the permissions that moving between workplaces erases', () => {
    const declared = { ...equipment(), workplaces: { service: { title: 'Service', create: true, smartProcesses: ['equipment'] } } };
    const home = workplace(3, 'Old home');
    const member = { kind: 'member', uid: 'member:3/16', parent: home.uid, ids: { type: 16 }, key: own.uid, spec: new Map([['type', { $ref: `uid:${own.uid}` }]]) };
    expect(risks({ declared, rows: [own, home, member] })).toEqual([`${ADDRESS} moves out of the workplace "Old home": the role permissions of its funnels are lost`]);
    expect(risks({ declared, rows: [own, home] })).toEqual([]);
  });
});
