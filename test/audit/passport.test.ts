import { expect, test } from 'vitest';
import { passportOf } from '../../src/audit/passport.ts';
import type { Thing } from '../../src/audit/contract.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Kind } from '../../src/kinds/contract.ts';
import { field, funnel, option, process, records, thing } from './workshop.ts';

const machines = 'smartProcess.machine';
const things: readonly Thing[] = [
  ...process('machine', 'Machines',
    field('machine', 'OWNER', { type: 'crm', to: [{ $ref: 'company' }, { $ref: 'uid:smartProcess.repair' }], sort: 30, 'label.en': 'Belongs to' }),
    field('machine', 'STATE', { type: 'enumeration', mandatory: true, sort: 10, 'label.en': 'Condition' }),
    option(`${machines}/field.STATE`, 'broken', 'Broken'), option(`${machines}/field.STATE`, 'ok', 'Works'),
    field('machine', 'NOTES', { multiple: true, sort: 20, 'label.en': 'Notes' }),
    ...funnel('machine', 'main', 'process', 'success', 'failure')),
  ...process('repair', 'Repairs'),
  thing('crm', 'company', {}, { name: 'company' }),
  thing('workplace', 'workplace.service', { title: 'Service' }, { name: 'Service' }),
  thing('member', 'workplace.service/member.machine', { type: { $ref: `uid:${machines}` } }, { parent: 'workplace.service', key: machines }),
  thing('dictionary', 'dictionary.SOURCE', {}, { name: 'Sources' }),
  thing('entry', 'dictionary.SOURCE/entry.FAIR', { name: 'Fair', sort: 10 }, { name: 'Fair', parent: 'dictionary.SOURCE' }),
];

test('types come with their fields in their order, what can be chosen in them, and where people find them', () => {
  const { types, standard, funnels } = passportOf({ kinds: KINDS, things, records: records({ [machines]: 4, [`${machines}/field.STATE`]: 4, [`${machines}/field.NOTES`]: 0 }) });
  expect(types[0]).toEqual({
    address: machines, title: 'Machines', records: 4, workplace: 'Service',
    fields: [
      { address: `${machines}/field.STATE`, label: 'Condition', type: 'enumeration', code: 'UF_CRM_7_STATE', mandatory: true, multiple: false, options: ['Broken', 'Works'], used: true },
      { address: `${machines}/field.NOTES`, label: 'Notes', type: 'string', code: 'UF_CRM_7_NOTES', mandatory: false, multiple: true, options: [], used: false },
      { address: `${machines}/field.OWNER`, label: 'Belongs to', type: 'crm', code: 'UF_CRM_7_OWNER', mandatory: false, multiple: false, options: ['company', 'Repairs'] },
    ],
  });
  expect(standard).toEqual([{ address: 'company', fields: [] }]);
  expect(funnels).toBe(1);
});

test('a field of a type that is declared beside it is told by the name of that type', () => {
  const map = thing('dictionary', 'fieldType.map', {}, { name: 'Map of the site' });
  const { types } = passportOf({ kinds: KINDS, things: [...process('site', 'Sites', field('site', 'MAP', { type: { $ref: 'uid:fieldType.map' } })), map] });
  expect(types[0]!.fields[0]!.type).toBe('Map of the site');
});

test('workplaces name their smart processes, dictionaries what can be chosen', () => {
  const { workplaces, dictionaries } = passportOf({ kinds: KINDS, things });
  expect(workplaces).toEqual([{ name: 'Service', address: 'workplace.service', entries: ['Machines'] }]);
  expect(dictionaries).toEqual([{ name: 'Sources', address: 'dictionary.SOURCE', entries: ['Fair'] }]);
});

test('automation is told by section, whatever kinds an application has', () => {
  const kindOf = (name: string, section: string): Kind => ({ ...KINDS.find((kind) => kind.name === 'workplace')!, name, section, context: 'app' });
  const [robot, silent] = [kindOf('robot', 'robots'), kindOf('event', 'events')];
  const made: Thing = { ...thing('workplace', 'robot.sms', {}, { name: 'Send an SMS' }), kind: robot };
  const { automation } = passportOf({ kinds: [...KINDS, robot, silent], things: [...things, made] });
  expect(automation).toEqual([{ name: 'robots', entries: ['Send an SMS'] }]);
});
