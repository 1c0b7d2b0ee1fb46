import { describe, expect, test } from 'vitest';
import { locate, notApplied, uidOf, type Locating } from '../../src/engine/locate.ts';
import type { LiveRow } from '../../src/kinds/contract.ts';
import type { Ids, Target } from '../../src/model/plan.ts';
import { Secret, type Value } from '../../src/model/value.ts';
import { repairPlan } from '../report/repair-plan.ts';
import { field, funnel, kinds, mark, rowsIn, type, workplace } from './repair-shop.ts';

const ADDRESS = 'smartProcess.equipment';
const target = (address: string, more: Partial<Target> & Pick<Target, 'kind'>): Target => ({ address, key: address.split('.').at(-1)!, spec: {}, expect: {}, origin: 'created', ...more });
const own = type(16, 'Equipment', { code: mark(ADDRESS) });
const equipment = target(ADDRESS, { kind: 'smartProcess', spec: { title: 'Equipment' }, mark: mark(ADDRESS) });

function locating(targets: readonly Target[], rows: readonly LiveRow[], ids: Record<string, Ids> = {}, before: readonly string[] = []): Locating {
  return { kinds, plan: { ...repairPlan, targets: Object.fromEntries(targets.map((each) => [each.address, each])) }, rows: rowsIn(rows), byUid: (uid) => rows.find((row) => row.uid === uid), ids: new Map(Object.entries(ids)), before: new Set(before) };
}
const found = (l: Locating, wanted: Target): string | undefined => {
  const row = locate(l, wanted);
  return typeof row === 'object' ? row.uid : row;
};

describe('a target', () => {
  const serial = target(`${ADDRESS}/field.SERIAL`, { kind: 'field', parent: ADDRESS, mark: mark('x') });
  const repair = target(`${ADDRESS}/funnel.repair`, { kind: 'funnel', parent: ADDRESS, role: 'default', spec: { name: 'Repair', default: true } });
  const audit = target(`${ADDRESS}/funnel.audit`, { kind: 'funnel', parent: ADDRESS, spec: { name: 'Audit' } });
  const service = target('workplace.service', { kind: 'workplace', spec: { title: 'Service' } });
  const known = { [ADDRESS]: { id: 16, entityTypeId: 1016 } };
  const first = funnel(21, own, 'General', true);

  test.each<[string, Locating, Target, string | undefined]>([
    ['is where its ids say', locating([equipment], [own, type(18, 'Equipment')], known), equipment, 'smartProcess:1016'],
    ['is under its mark when its reply was lost', locating([equipment], [type(18, 'Equipment'), own]), equipment, 'smartProcess:1016'],
    ['is two when two carry the mark', locating([equipment], [own, type(18, 'Equipment', { code: mark(ADDRESS) })]), equipment, 'two'],
    ['is not there when nothing says so, whatever has its name', locating([equipment], [type(18, 'Equipment')]), equipment, undefined],
    ['below something unknown is not there', locating([equipment, serial], [own, field(301, own, 'SERIAL')]), serial, undefined],
    ['is under its key below its parent', locating([equipment, serial], [own, field(301, own, 'SERIAL')], known), serial, 'field:301'],
    ['made by the portal is under its role', locating([equipment, repair], [own, first, funnel(23, own, 'Repair')], known), repair, 'funnel:1016/21'],
    ['without a key is the new one of its name', locating([equipment, audit], [own, first, funnel(23, own, 'Audit'), funnel(25, own, 'Audit')], known, ['funnel:1016/23']), audit, 'funnel:1016/25'],
    ['without a key is two when two are new', locating([equipment, audit], [own, first, funnel(23, own, 'Audit'), funnel(25, own, 'Audit')], known), audit, 'two'],
    ['at the root without a key is the new one too', locating([service], [workplace(3, 'Service'), workplace(5, 'Service')], {}, ['workplace:3']), service, 'workplace:5'],
  ])('%s', (_what, l, wanted, expected) => {
    expect(found(l, wanted)).toBe(expected);
  });

  test('of a standard type is the type itself', () => {
    expect([uidOf(locating([], []), 'deal'), uidOf(locating([], []), 'smartProcess.nobody')]).toEqual(['deal', undefined]);
  });
});

describe('what was to be stored', () => {
  const wrong = (expected: Record<string, Value>, live: Record<string, Value>): string[] =>
    notApplied(target(ADDRESS, { kind: 'smartProcess', expect: expected }), { ...own, spec: new Map(Object.entries(live)) }, (address) => (address === 'smartProcess.request' ? 'smartProcess:1018' : address), (hash, text) => hash === `hash of ${text}`).map(({ path }) => path);
  const secret = new Secret('${env.CODE}', 'AB', (text) => `hash of ${text}`);

  test.each<[string, Record<string, Value>, Record<string, Value>, string[]]>([
    ['holds', { title: 'Equipment', sort: 10 }, { title: 'Equipment', sort: 10, more: true }, []],
    ['does not hold', { title: 'Equipment', sort: 10 }, { title: 'Machines', sort: 10 }, ['title']],
    ['is nothing on both sides', { default: null, mandatory: false }, { default: '' }, []],
    ['zero is something', { default: 0 }, { default: null }, ['default']],
    ['a reference by its uid', { type: { $ref: 'smartProcess.request' } }, { type: { $ref: 'uid:smartProcess:1018' } }, []],
    ['another reference', { type: { $ref: 'smartProcess.request' } }, { type: { $ref: 'uid:smartProcess:1020' } }, ['type']],
    ['a list of references in any order', { to: [{ $ref: 'deal' }, { $ref: 'smartProcess.request' }] }, { to: [{ $ref: 'uid:smartProcess:1018' }, { $ref: 'deal' }] }, []],
    ['a shorter list', { to: [{ $ref: 'deal' }] }, { to: [{ $ref: 'deal' }, { $ref: 'lead' }] }, ['to']],
    ['a list where one thing stands twice', { to: ['a', 'a'] }, { to: ['a', 'b'] }, ['to']],
    ['a map', { labels: { yes: 'Works', no: '' } }, { labels: { yes: 'Works', no: '' } }, []],
    ['a map with another text', { labels: { yes: 'Works', no: '' } }, { labels: { yes: 'Fine', no: '' } }, ['labels']],
    ['a secret', { default: secret }, { default: 'AB' }, []],
    ['another secret', { default: secret }, { default: 'CD' }, ['default']],
  ])('%s', (_what, expected, live, paths) => {
    expect(wrong(expected, live)).toEqual(paths);
  });
});
