import { describe, expect, test } from 'vitest';
import type { Audited, Thing } from '../../src/audit/contract.ts';
import { audit } from '../../src/audit/run.ts';
import { audited, field, funnel, option, process, records, thing } from './workshop.ts';

/** The findings of one id: what about, and what else is said. */
const found = (id: string, portal: Audited): readonly string[] => audit(portal).findings.filter((each) => each.id === id).map(({ address }) => address);

const machines = 'smartProcess.machine';
const repairs = 'smartProcess.repair';
const link = thing('relation', `relation(${machines},${repairs})`, { parent: { $ref: `uid:${machines}` }, child: { $ref: `uid:${repairs}` } });
const workplace = (key: string): Thing => thing('workplace', `workplace.${key}`, { title: key }, { name: key });
const member = (key: string, type: string): Thing => thing('member', `workplace.${key}/member.${type}`, { type: { $ref: `uid:${type}` } }, { parent: `workplace.${key}`, key: type });

const unlabelled = field('machine', 'SERIAL', { 'label.en': '' });
const state = field('machine', 'STATE', { type: 'enumeration' });
const stateOf = `${machines}/field.STATE`;

const TABLE: readonly (readonly [said: string, id: string, portal: Audited, addresses: readonly string[]])[] = [
  ['two smart processes of one title', 'title-clash', audited([...process('machine', 'Machines'), ...process('machine-2', ' machines')]), ['smartProcess.machine-2']],
  ['two fields of one label on one type', 'title-clash', audited([...process('machine', 'Machines', field('machine', 'A', { 'label.en': 'Serial' }), field('machine', 'B', { 'label.en': 'serial' }))]), [`${machines}/field.B`]],
  ['one label on two types is no clash', 'title-clash', audited([...process('machine', 'Machines', field('machine', 'A')), ...process('repair', 'Repairs', field('repair', 'A'))]), []],
  ['two entries of one name in a dictionary', 'title-clash', audited([
    thing('dictionary', 'dictionary.SOURCE'), ...['FAIR', 'EXPO'].map((key) => thing('entry', `dictionary.SOURCE/entry.${key}`, { name: 'Fair' }, { parent: 'dictionary.SOURCE' })),
  ]), ['dictionary.SOURCE/entry.EXPO']],
  ['two workplaces of one title', 'title-clash', audited([workplace('service'), thing('workplace', 'workplace.service-2', { title: 'service' })]), ['workplace.service-2']],
  ['a list whose options read alike', 'unused-options', audited([...process('machine', 'Machines', state, option(stateOf, 'ok', 'Works'), option(stateOf, 'fine', 'works'))]), [`${stateOf}/option.fine`]],
  ['a list with one option', 'unused-options', audited([...process('machine', 'Machines', state, option(stateOf, 'ok', 'Works'))]), [stateOf]],
  ['a field that must be filled and cannot be edited', 'mandatory-uneditable', audited([...process('machine', 'Machines', field('machine', 'A', { mandatory: true, editInList: false }))]), [`${machines}/field.A`]],
  ['a funnel without a failure', 'funnel-without-final', audited([...process('machine', 'Machines', ...funnel('machine', 'main', 'process', 'success'))]), [`${machines}/funnel.main`]],
  ['a funnel with no stages at all', 'funnel-without-final', audited([...process('machine', 'Machines', ...funnel('machine', 'main'))]), [`${machines}/funnel.main`]],
  ['a funnel with both ends', 'funnel-without-final', audited([...process('machine', 'Machines', ...funnel('machine', 'main', 'process', 'success', 'failure'))]), []],
  ['leads, whose stages need ends too', 'funnel-without-final', audited([thing('crm', 'lead'), thing('stage', 'lead/stage.NEW', { semantics: 'process' }, { parent: 'lead' })]), ['lead']],
  ['funnels of a type that shows none', 'funnel-without-final', audited(process('machine', 'Machines', ...funnel('machine', 'main').map((each) => ({ ...each, isShown: false })))), []],
  ['types that no relation touches', 'no-relations', audited([...process('machine', 'Machines'), ...process('repair', 'Repairs'), ...process('visit', 'Visits'), link]), ['smartProcess.visit']],
  ['a field that leads to another type links both', 'no-relations', audited([...process('machine', 'Machines', field('machine', 'A', { type: 'crm', to: [{ $ref: `uid:${repairs}` }] })), ...process('repair', 'Repairs')]), []],
  ['a field that is chosen from a dictionary links nothing', 'no-relations', audited([...process('machine', 'Machines', field('machine', 'A', { type: 'crm_status', dictionary: { $ref: 'uid:dictionary:SOURCE' } }))]), [machines]],
  ['a switched-on field of the portal links its type', 'no-relations', audited([...process('machine', 'Machines', thing('linkedUserField', `${machines}/linkedUserField.task`, { enabled: true }, { parent: machines }))]), []],
  ['a switched-off one does not', 'no-relations', audited([...process('machine', 'Machines', thing('linkedUserField', `${machines}/linkedUserField.task`, { enabled: false }, { parent: machines }))]), [machines]],
  ['standing in a workplace is no link', 'no-relations', audited([...process('machine', 'Machines'), workplace('service'), member('service', machines)]), [machines]],
  ['a workplace with nothing in it', 'empty-workplace', audited([...process('machine', 'Machines'), workplace('service'), workplace('old'), member('service', machines)]), ['workplace.old']],
  ['a field without a label in the portal’s language', 'label-missing', audited([...process('machine', 'Machines', unlabelled)]), [`${machines}/field.SERIAL`]],
  ['a field without a label in a language asked for', 'label-missing', audited([...process('machine', 'Machines', field('machine', 'A', { 'label.de': 'A' }), field('machine', 'B'))], { languages: ['en', 'de'] }), [`${machines}/field.B`]],
  ['a field whose type is gone, under the portal’s own names', 'orphan-field', audited([], { strays: [{ kind: 'field', uid: 'field:9', name: 'UF_CRM_4_SERIAL', owner: 'CRM_4' }] }), ['CRM_4/UF_CRM_4_SERIAL']],
  ['a field of an application that is gone, though files cannot have it', 'unserved-field-type', audited(process('machine', 'Machines', field('machine', 'MAP', { type: 'rest_7_map' }, { isShown: false })), { fieldTypes: new Set(['string']) }), [`${machines}/field.MAP`]],
  ['a field of an application that is there', 'unserved-field-type', audited(process('machine', 'Machines', field('machine', 'MAP', { type: 'rest_7_map' })), { fieldTypes: new Set(['rest_7_map']) }), []],
  ['field types the portal did not tell', 'unserved-field-type', audited(process('machine', 'Machines', field('machine', 'MAP', { type: 'rest_7_map' }))), []],
  ['a field nobody filled', 'unused-field', audited(process('machine', 'Machines', field('machine', 'A'), field('machine', 'B')), { records: records({ [machines]: 4, [`${machines}/field.A`]: 0, [`${machines}/field.B`]: 2 }) }), [`${machines}/field.A`]],
  ['a field the portal made by itself', 'unused-field', audited(process('machine', 'Machines', field('machine', 'LOGO', {}, { ids: { fieldName: 'UF_LOGO' } })), { records: records({ [machines]: 4, [`${machines}/field.LOGO`]: 0 }) }), []],
  ['fields nobody counted', 'unused-field', audited(process('machine', 'Machines', field('machine', 'A'))), []],
  ['a field the portal would not count', 'unused-field', audited(process('machine', 'Machines', field('machine', 'A')), { records: records({ [machines]: 4 }, [`${machines}/field.A`]) }), []],
  ['a smart process without records', 'no-records', audited(process('machine', 'Machines'), { records: records({ [machines]: 0 }) }), [machines]],
  ['a standard type without records is none of ours', 'no-records', audited([thing('crm', 'lead')], { records: records({ lead: 0 }) }), []],
  ['an option nobody chose', 'unchosen-option', audited(process('machine', 'Machines', state, option(stateOf, 'ok', 'Works')), { records: records({ [`${stateOf}/option.ok`]: 0 }) }), [`${stateOf}/option.ok`]],
];

describe('an audit', () => {
  test.each(TABLE)('%s: %s', (_said, id, portal, addresses) => expect(found(id, portal)).toEqual(addresses));

  test('tells the same once: two labels of a field clash in two languages', () => {
    const both = (key: string): Thing => field('machine', key, { 'label.en': 'Serial', 'label.ru': 'Серийный номер' });
    expect(found('title-clash', audited(process('machine', 'Machines', both('A'), both('B'))))).toEqual([`${machines}/field.B`]);
  });

  test('says in which language a label is missing, and what people call the thing', () => {
    const { findings } = audit(audited(process('machine', 'Machines', field('machine', 'A', { 'label.en': 'Serial no.' })), { languages: ['en', 'de', 'ru'] }));
    expect(findings.find(({ id }) => id === 'label-missing')).toEqual({
      id: 'label-missing', level: 'warning', address: `${machines}/field.A`, name: 'Serial no.', message: `${machines}/field.A has no label in de, ru`, hint: 'give it a label in every language people work in',
    });
  });

  test('says which end a funnel lacks', () => {
    const { findings } = audit(audited(process('machine', 'Machines', ...funnel('machine', 'main', 'process'))));
    expect(findings[0]?.message).toBe(`${machines}/funnel.main has no stage of success and no stage of failure`);
  });

  test('tells the worst first, then by id and address, whatever the order of what was read', () => {
    const things = [...process('b', 'B', field('b', 'X', { 'label.en': '' })), ...process('a', 'A', field('a', 'X', { 'label.en': '' }), ...funnel('a', 'main', 'process'))];
    const told = (order: readonly Thing[]): readonly string[] => audit(audited(order)).findings.map(({ id, address }) => `${id} ${address}`);
    expect(told(things)).toEqual([
      'funnel-without-final smartProcess.a/funnel.main', 'label-missing smartProcess.a/field.X', 'label-missing smartProcess.b/field.X', 'no-relations smartProcess.a', 'no-relations smartProcess.b',
    ]);
    expect(told([...things].reverse())).toEqual(told(things));
  });
});
