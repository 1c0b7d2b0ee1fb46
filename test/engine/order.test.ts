import { describe, expect, test } from 'vitest';
import { order } from '../../src/engine/order.ts';
import type { Difference } from '../../src/engine/diff.ts';
import { OPEN, dealField, different, equipment, everyPortal, field, kinds, mark, option, type, type Situation } from './repair-shop.ts';

const ADDRESS = 'smartProcess.equipment';
const markOf = ({ change, pair }: Difference): string | undefined => (kinds.get(pair.declared.kind)!.mark !== undefined && change.action === 'create' ? mark(change.address) : undefined);

function ordered(situation: Situation) {
  const { differences, problems } = different(situation);
  expect(problems).toEqual([]);
  return order(kinds, differences, markOf);
}
const waves = (situation: Situation): string[][] => ordered(situation).waves.map((wave) => [...wave]);
const call = (situation: Situation, step: string): unknown => {
  const { method, params } = ordered(situation).steps.get(step)!.call;
  return { method, ...params };
};
const slot = (address: string, name: string) => ({ $slot: address, name });

const whole = equipment({
  settings: { ...OPEN, stages: true, funnels: true },
  fields: { SERIAL: { type: 'string', label: 'Serial' }, STATE: { type: 'enumeration', options: { ok: 'Works' } } },
  funnels: {
    repair: { name: 'Repair', default: true, stages: { NEW: 'Reported', ...Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`STEP_${at}`, `Step ${at}`])), SUCCESS: 'Done', FAIL: 'Bad' } },
    audit: { name: 'Audit', stages: { NEW: 'New', SUCCESS: 'Fine', FAIL: 'Bad' } },
  },
});

describe('waves', () => {
  test('put everything as early as what it needs allows, deletes last', () => {
    const found = waves({ declared: whole });
    const at = (step: string): number => found.findIndex((wave) => wave.includes(step));
    expect(found[0]).toEqual([`create ${ADDRESS}`]);
    expect([at(`create ${ADDRESS}/field.SERIAL`), at(`update ${ADDRESS}/funnel.repair`), at(`create ${ADDRESS}/funnel.audit`), at(`update ${ADDRESS}/funnel.repair/stage.SUCCESS`)]).toEqual([1, 1, 1, 1]);
    expect([at(`create ${ADDRESS}/funnel.repair/stage.STEP_39`), at(`update ${ADDRESS}/funnel.audit/stage.NEW`)]).toEqual([2, 2]);
    expect(found.flat()).toHaveLength(new Set(found.flat()).size);
    for (const wave of found) {
      const deletes = wave.map((step) => step.startsWith('delete'));
      expect(deletes.indexOf(true) === -1 || !deletes.slice(deletes.indexOf(true)).includes(false)).toBe(true);
    }
  });

  test('make two smart processes that refer to each other first, and the links between them after', () => {
    const two = { smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, relations: [{ child: 'smartProcess.request' }], fields: { PARTNER: { type: 'crm', to: ['smartProcess.request'] } } }, request: { title: 'Request', settings: OPEN, relations: [{ child: 'smartProcess.equipment' }], fields: { MACHINE: { type: 'crm', to: ['smartProcess.equipment'] } } } } };
    const found = waves({ declared: two });
    expect([...found[0]!].sort()).toEqual([`create ${ADDRESS}`, 'create smartProcess.request']);
    expect([...found[1]!].sort()).toEqual([`create ${ADDRESS}/field.PARTNER`, 'create smartProcess.request/field.MACHINE', `update relations of ${ADDRESS}`, 'update relations of smartProcess.request']);
  });

  test('keep steps of a lane apart from what fills a batch', () => {
    const found = waves({ declared: equipment({ linkedUserFields: ['task'], fields: { SERIAL: { type: 'string' } } }) });
    expect(found[1]!.at(-1)).toMatch(/linkedUserFields/);
  });

  test('are none when nothing changes', () => {
    const own = type(16, 'Equipment', { code: mark(ADDRESS) });
    expect(waves({ declared: equipment(), rows: [own] })).toEqual([]);
  });
});

describe('steps', () => {
  test('carry literal ids where they are known and slots where they are not', () => {
    const own = type(16, 'Equipment', { code: mark(ADDRESS) });
    const declared = equipment({ fields: { SERIAL: { type: 'string' } } });
    expect(call({ declared, rows: [own] }, `create ${ADDRESS}/field.SERIAL`)).toEqual({ method: 'userfieldconfig.add', moduleId: 'crm', field: { entityId: 'CRM_16', fieldName: 'UF_CRM_16_SERIAL', userTypeId: 'string', xmlId: mark(`${ADDRESS}/field.SERIAL`) } });
    expect(call({ declared }, `create ${ADDRESS}/field.SERIAL`)).toMatchObject({ field: { entityId: { $text: ['CRM_', slot(ADDRESS, 'id')] }, fieldName: { $text: ['UF_CRM_', slot(ADDRESS, 'id'), '_', 'SERIAL'] } } });
  });

  test('write a field with its options at once', () => {
    const { steps } = ordered({ declared: whole });
    const step = steps.get(`create ${ADDRESS}/field.STATE`)!;
    expect(step.targets).toEqual([`${ADDRESS}/field.STATE`, `${ADDRESS}/field.STATE/option.ok`]);
    expect(step.call.params).toMatchObject({ field: { userTypeId: 'enumeration', enum: [{ value: 'Works', xmlId: 'ok', def: 'N' }] } });
    expect([...steps.keys()].filter((id) => id.includes('option'))).toEqual([]);
  });

  test('write only what changed', () => {
    const own = type(16, 'Equipment', { code: mark(ADDRESS) });
    const live = field(301, own, 'SERIAL', { xmlId: mark(`${ADDRESS}/field.SERIAL`), mandatory: false });
    expect(call({ declared: equipment({ fields: { SERIAL: { type: 'string', mandatory: true } } }), rows: [own, live] }, `update ${ADDRESS}/field.SERIAL`)).toEqual({ method: 'userfieldconfig.update', moduleId: 'crm', id: 301, field: { mandatory: 'Y' } });
  });

  test('need the steps that make what they name', () => {
    const { steps } = ordered({ declared: whole });
    expect(steps.get(`create ${ADDRESS}/field.SERIAL`)!.needs).toEqual([`create ${ADDRESS}`]);
    expect(steps.get(`update ${ADDRESS}/funnel.audit/stage.NEW`)!.needs).toEqual([`create ${ADDRESS}/funnel.audit`]);
    expect(steps.get(`create ${ADDRESS}/funnel.repair/stage.STEP_39`)!.needs).toContain(`update ${ADDRESS}/funnel.repair/stage.SUCCESS`);
  });

  test('that name something blocked are blocked with it', () => {
    const declared = { smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { PARTNER: { type: 'crm', to: ['smartProcess.request'] }, SERIAL: { type: 'string' } } }, request: { title: 'Request', settings: OPEN } } };
    const { changes, steps } = ordered({ declared, rows: [type(18, 'Request')] });
    expect(changes.filter(({ action }) => action === 'blocked').map(({ address, waitsFor }) => [address, waitsFor])).toEqual([[`${ADDRESS}/field.PARTNER`, 'smartProcess.request'], ['smartProcess.request', undefined]]);
    expect([...steps.keys()]).toEqual([`create ${ADDRESS}`, `create ${ADDRESS}/field.SERIAL`]);
  });
});

describe('fields of standard types', () => {
  const { rows } = everyPortal();
  const address = 'deal/field.STATE';
  const own = { ...dealField(301, 'UF_CRM_DEAL_STATE', { type: 'enumeration', xmlId: mark(address), 'label.en': 'State', mandatory: false }), whole: { label: {}, help: {}, settings: {}, enum: {} } };
  const declared = (more: object, options: object = { works: 'Works' }): object => ({ crm: { deal: { fields: { STATE: { type: 'enumeration', options, ...more } } } } });
  const live = [...rows, own, option(61, own, 'works', 'Works')];
  const said = (situation: Situation): unknown => [...ordered(situation).steps.values()].map(({ id, call: { method }, targets, paths }) => [id, method, targets, paths]);

  test('write labels by a step of their own, which keeps what it does not send', () => {
    expect(said({ declared: declared({ label: { en: 'Condition' } }), rows: live })).toEqual([['update labels of deal/field.STATE', 'crm.deal.userfield.update', [address], ['label.en']]]);
  });

  test('write labels in one step and the rest in another, each answering for its own', () => {
    expect(said({ declared: declared({ label: { en: 'Condition' }, mandatory: true }, { works: 'In order' }), rows: live })).toEqual([
      ['update deal/field.STATE', 'userfieldconfig.update', [address, `${address}/option.works`], ['mandatory']],
      ['update labels of deal/field.STATE', 'crm.deal.userfield.update', [address], ['label.en']],
    ]);
  });

  test('write labels and options in two steps, of which the one for options speaks of them alone', () => {
    expect(said({ declared: declared({ label: { en: 'Condition' } }, { works: 'In order' }), rows: live })).toEqual([
      ['update deal/field.STATE', 'userfieldconfig.update', [`${address}/option.works`], undefined],
      ['update labels of deal/field.STATE', 'crm.deal.userfield.update', [address], ['label.en']],
    ]);
  });

  test('are made with their labels in one step', () => {
    expect(said({ declared: declared({ label: { en: 'Condition' } }), rows })).toEqual([['create deal/field.STATE', 'userfieldconfig.add', [address, `${address}/option.works`], undefined]]);
  });

  test('of invoices have no older method', () => {
    const invoice = { kind: 'crm', uid: 'invoice', ids: { entityTypeId: 31 }, key: 'invoice', name: 'invoice', spec: new Map() };
    const serial = { ...dealField(302, 'UF_CRM_SMART_INVOICE_NO', { 'label.en': 'No.', xmlId: mark('invoice/field.NO') }), key: 'NO', parent: 'invoice' };
    expect(said({ declared: { crm: { invoice: { fields: { NO: { type: 'string', label: { en: 'Number' } } } } } }, rows: [invoice, serial] })).toEqual([['update invoice/field.NO', 'userfieldconfig.update', ['invoice/field.NO'], undefined]]);
  });
});

test.each([['deal', 'WON'], ['lead', 'CONVERTED']] as const)('stages of a %s wait until the success stage has made room', (owner, success) => {
  const { rows } = everyPortal();
  const steps = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`STEP${at}`, `Step ${at}`]));
  const stages = { NEW: 'NEW', ...steps, [success]: success };
  const at = owner === 'deal' ? 'deal/funnel.default' : owner;
  const found = ordered({ declared: { crm: { [owner]: owner === 'deal' ? { funnels: { default: { stages } } } : { stages } } }, rows }).steps;
  expect(found.get(`create ${at}/stage.STEP59`)!.needs).toEqual([`update ${at}/stage.${success}`]);
});
