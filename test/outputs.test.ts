import { describe, expect, test } from 'vitest';
import { KINDS } from '../src/kinds/index.ts';
import { Secret } from '../src/model/value.ts';
import { outputRows, outputThings, type Found } from '../src/outputs.ts';
import { constantsOf } from '../src/report/constants.ts';
import { equipment, field, mark, matched, rowsIn, stateOf, type, workplace, type Situation } from './engine/repair-shop.ts';

const ADDRESS = 'smartProcess.equipment';
const own = type(16, 'Equipment', { code: mark(ADDRESS) });
const foreign = type(18, 'Equipment');
const fields = { SERIAL: { type: 'string', label: { en: 'Serial' } } };

const found = (situation: Situation, names: Readonly<Record<string, string>> = {}): Found => ({
  kinds: KINDS,
  pairs: matched(situation),
  rows: rowsIn(situation.rows),
  names: new Map(Object.entries(names)),
  placeOf: (path) => ({ file: path.join('/'), line: 1, col: 1 }),
});
const addresses = (outputs: Found): readonly string[] => outputThings(outputs).things.map(({ address }) => address);

describe('what programs are told of', () => {
  test('is there and known to be meant', () => {
    expect(addresses(found({ declared: equipment({ fields }), rows: [own] }))).toEqual([ADDRESS]);
    expect(addresses(found({ declared: equipment({ fields }), rows: [foreign] }))).toEqual([]);
    expect(addresses(found({ declared: equipment({ adopt: true, fields }), rows: [foreign] }))).toEqual([]);
  });

  test('stands in what is not proven to be ours, once it is itself', () => {
    const rows = [foreign, field(7, foreign, 'SERIAL'), field(8, foreign, 'NOTE')];
    const state = stateOf({ [`${ADDRESS}/field.SERIAL`]: { kind: 'field', ids: { id: 7, fieldName: 'UF_CRM_18_SERIAL' }, key: 'SERIAL' } });
    const outputs = outputThings(found({ declared: equipment({ adopt: true, fields }), rows, state }));
    expect(outputs.things.map(({ address, beside }) => [address, beside])).toEqual([[ADDRESS, []], [`${ADDRESS}/field.SERIAL`, [{ id: 8, fieldName: 'UF_CRM_18_NOTE' }]]]);
    const { constants } = constantsOf({ project: 'workshop', portal: { name: 'staging', host: 'acme.bitrix24.eu' }, ...outputs });
    expect(constants.entries.has('smartProcesses')).toBe(true);
  });

  test('has ids of its own: no relation, no member of a workplace', () => {
    const declared = { ...equipment({ relations: [{ parent: 'deal' }] }), workplaces: { service: { title: 'Service', smartProcesses: ['equipment'] } } };
    const service = { ...workplace(3, 'Service'), whole: { typeIds: { '16': 16 } } };
    const member = { kind: 'member', uid: 'member:3/16', parent: service.uid, ids: { type: 16 }, key: own.uid, spec: new Map() };
    const entries = { 'workplace.service': { kind: 'workplace', ids: { id: 3 }, name: 'Service' }, 'workplace.service/member.equipment': { kind: 'member', ids: { type: 16 }, key: own.uid } };
    const outputs = found({ declared, rows: [own, service, member], state: stateOf(entries) });
    expect(addresses(outputs)).toEqual([ADDRESS, 'workplace.service']);
    expect(outputRows(outputs).map(({ address }) => address)).toContain('workplace.service/member.equipment');
  });

  test('goes by names of the project too, and has no name where that is a secret', () => {
    const secret = new Secret('${env.TITLE}', 'Equipment', String);
    const outputs = found({ declared: { smartProcesses: { equipment: { title: secret, settings: { openPermissions: false } } } }, rows: [own] }, { MACHINES: ADDRESS });
    expect(outputRows(outputs).map(({ address, name }) => [address, name])).toEqual([[ADDRESS, undefined], ['MACHINES', undefined]]);
    expect(outputThings(outputs).named).toEqual([['MACHINES', expect.not.objectContaining({ name: 'Equipment' })]]);
    expect(outputThings(outputs).things[0]).toMatchObject({ section: 'smartProcesses', key: 'equipment', place: { file: 'smartProcesses/equipment' } });
  });
});
