// Names that meet: two projects on one portal, two addresses for one thing, swapped names, moved keys.

import { expect, test } from 'vitest';
import { applied, applying, byHand, changeOf, configure, crowd, dump, expectNoChanges, expectUntouched, fieldRow, forget, funnelRow, planned, rowWhere, stageKeys, stageRow, table, typeRow, workshop } from './workshop.ts';

const machine = (more: string, title = 'Machines'): string => `
smartProcesses:
  machine:
    title: ${title}
    settings: { stages: true, funnels: true, openPermissions: false }
${more}`;

test('two projects with the same keys live on one portal without touching each other', async () => {
  const fields = '    fields: { SERIAL: { type: string, label: { en: Serial number } } }\n';
  const s = await workshop(machine(fields));
  await applied(s);
  const before = dump(s);
  forget(s);
  s.write('bxform.yaml', 'bxform: 1\nproject: depot\nportals: { env: { language: en } }\ninclude: [config/**/*.yaml]\n');
  const asked = await applying(s);
  expect(changeOf(asked, 'smartProcess.machine').answers!.at(-1)).toMatch(/^create: true/);
  expectUntouched(before, dump(s));
  configure(s, machine(fields, 'Machines of the depot'));
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
  expect(table(s, 'types').map((row) => row['code']).filter((code) => String(code).startsWith('bxform/'))).toEqual(['bxform/workshop/smartProcess.machine', 'bxform/depot/smartProcess.machine']);
});

test('two addresses cannot adopt one thing: the second is blocked and says who has it', async () => {
  const s = await workshop(`
smartProcesses:
  machine: { title: Machines, adopt: Equipment, settings: { openPermissions: false } }
  pump: { title: Pumps, adopt: Equipment, settings: { openPermissions: false } }
`);
  await byHand(s, { calls: [{ method: 'crm.type.add', params: { fields: { title: 'Equipment', isSetOpenPermissions: 'N' } } }] });
  const report = await applying(s);
  expect(report.blocked.map(({ address }) => address)).toEqual(['smartProcess.pump']);
  expect(typeRow(s, 'Machines')['code']).toBe('bxform/workshop/smartProcess.machine');
  expect(table(s, 'types').filter((row) => row['title'] === 'Pumps')).toEqual([]);
});

test('funnels whose names were swapped by hand get their own names back and keep their records', async () => {
  const s = await workshop(machine('    funnels: { repair: { name: Repair, default: true }, visits: Visits, parts: Parts }\n'));
  await applied(s);
  const type = typeRow(s, 'Machines');
  const [visits, parts] = ['Visits', 'Parts'].map((name) => funnelRow(s, type, name)['id']);
  const rename = (id: number, name: string) => s.call('crm.category.update', { entityTypeId: type['entityTypeId'], id, fields: { name } });
  await rename(visits, 'Parts');
  await rename(parts, 'Visits');
  expect((await planned(s)).changes.map(({ address }) => address)).toEqual(['smartProcess.machine/funnel.visits', 'smartProcess.machine/funnel.parts']);
  await applied(s);
  expect([funnelRow(s, type, 'Visits')['id'], funnelRow(s, type, 'Parts')['id']]).toEqual([visits, parts]);
});

test.each(['allowed', 'ignored'])('another funnel becomes the default one, and the first one stops being it (demoting is %s)', async (defaultFunnelDemoted) => {
  const s = await workshop(machine('    funnels: { repair: { name: Repair, default: true }, visits: Visits }\n'), { switches: { defaultFunnelDemoted } });
  await applied(s);
  const type = typeRow(s, 'Machines');
  const ids = ['Repair', 'Visits'].map((name) => funnelRow(s, type, name)['id']);
  configure(s, machine('    funnels: { repair: { name: Repair, default: false }, visits: { name: Visits, default: true } }\n'));
  await applied(s);
  await expectNoChanges(s);
  expect([funnelRow(s, type, 'Repair'), funnelRow(s, type, 'Visits')].map((row) => [row['id'], row['isDefault']])).toEqual([[ids[0], false], [ids[1], true]]);
  forget(s);
  await expectNoChanges(s);
});

test('a smart process under another key is another one: the old is left alone, the new asks, and adopting keeps the old mark', async () => {
  const s = await workshop(machine('    fields: { SERIAL: { type: string, label: { en: Serial number } } }\n'));
  await applied(s);
  const before = dump(s);
  configure(s, machine('    fields: { SERIAL: { type: string, label: { en: Serial number } } }\n').replace('  machine:', '  equipment:'));
  const asked = await applying(s);
  expect(changeOf(asked, 'smartProcess.equipment').answers!.at(-1)).toMatch(/^create: true/);
  expectUntouched(before, dump(s));
  configure(s, machine('    adopt: true\n    fields: { SERIAL: { type: string, label: { en: Serial number } } }\n').replace('  machine:', '  equipment:'));
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
});

test('a field of our code that somebody else made is asked about, and adopted with its values', async () => {
  const yaml = (more = ''): string => machine(`    fields: { SERIAL: { type: string, label: { en: Serial number }${more} } }\n`);
  const s = await workshop(machine(''));
  await applied(s);
  const type = typeRow(s, 'Machines');
  await byHand(s, { calls: [{ method: 'userfieldconfig.add', params: { moduleId: 'crm', field: { entityId: `CRM_${type['id']}`, fieldName: `UF_CRM_${type['id']}_SERIAL`, userTypeId: 'string', xmlId: 'erp-serial', editFormLabel: { en: 'S/N' } } } }] });
  configure(s, yaml());
  const before = dump(s);
  expect(changeOf(await applying(s), 'smartProcess.machine/field.SERIAL').answers).toEqual(['adopt: true']);
  expectUntouched(before, dump(s));
  configure(s, yaml(', adopt: true'));
  await applied(s);
  await expectNoChanges(s);
  expect(fieldRow(s, type, 'SERIAL')).toMatchObject({ xmlId: 'erp-serial', labels: { en: { editFormLabel: 'Serial number' } } });
});

test('a field without any label gets its first one, and a help text that is cleared is gone while the others stay', async () => {
  const yaml = (label: string, help = '{ en: On the housing, ru: На корпусе }'): string => machine(`    fields: { SERIAL: { type: string, label: ${label}, help: ${help} } }\n`);
  const s = await workshop(machine('    fields: { SERIAL: { type: string } }\n'));
  await applied(s);
  const type = typeRow(s, 'Machines');
  const labels = (): unknown => Object.fromEntries(Object.entries<any>(fieldRow(s, type, 'SERIAL')['labels']).map(([language, row]) => [language, row.editFormLabel ?? null]));
  configure(s, yaml('{ en: Serial number }'));
  await applied(s);
  await expectNoChanges(s);
  expect(labels()).toEqual({ en: 'Serial number', ru: null });
  fieldRow(s, type, 'SERIAL')['labels'].de = { editFormLabel: 'Seriennummer' };
  configure(s, yaml('{ en: Serial number, ru: Номер }'));
  await applied(s);
  expect(labels()).toEqual({ en: 'Serial number', de: 'Seriennummer', ru: 'Номер' });
  configure(s, yaml('{ en: Serial number, ru: Номер }', '{ en: On the housing, ru: null }'));
  await applied(s);
  await expectNoChanges(s);
  expect(labels()).toEqual({ en: 'Serial number', de: 'Seriennummer', ru: 'Номер' });
  expect(fieldRow(s, type, 'SERIAL')['labels'].en.helpMessage).toBe('On the housing');
  expect(fieldRow(s, type, 'SERIAL')['labels'].ru.helpMessage ?? '').toBe('');
});

test('a workplace of the same title is asked about before ours go in, and adopting keeps those that live there', async () => {
  const yaml = (more = ''): string => `
smartProcesses: { pump: { title: Pumps, settings: { openPermissions: false } } }
workplaces: { service: { title: Service${more}, smartProcesses: [pump] } }
`;
  const s = await workshop(yaml());
  await crowd(s);
  const before = dump(s);
  const asked = changeOf(await applying(s), 'workplace.service');
  expect(asked.answers).toEqual(['adopt: true', 'create: true   # a second one']);
  expectUntouched(before, dump(s));
  configure(s, yaml(', adopt: true'));
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
  const id = rowWhere(s, 'solutions', { title: 'Service' })['id'];
  expect(table(s, 'types').filter((row) => row['solutionId'] === id)).toHaveLength(before.tables['types']!.filter((row) => row['solutionId'] === id).length + 1);
});

test('process stages wait while the success stage they need room before is not ours to move', async () => {
  const process = Array.from({ length: 45 }, (_, index) => `S${index}: Step ${index}`).join(', ');
  const yaml = (success: string, fail: string): string => `
smartProcesses:
  machine:
    title: Machines
    adopt: true
    settings: { stages: true, openPermissions: false }
    funnels: { repair: { name: Repair, default: true, adopt: true, stages: { NEW: New, ${process}, SUCCESS: ${success}, FAIL: ${fail} } } }
`;
  const s = await workshop(yaml('Success', 'Fail'));
  await byHand(s, { calls: [{ method: 'crm.type.add', params: { fields: { title: 'Machines', isStagesEnabled: 'Y', isSetOpenPermissions: 'N' } } }] });
  const names = (key: string): string => stageRow(s, rowWhere(s, 'categories', { entityTypeId: 1030 }), key)['name'];
  const [start, success, fail] = ['NEW', 'SUCCESS', 'FAIL'].map(names) as [string, string, string];
  configure(s, yaml(success, fail).replace('NEW: New', `NEW: ${start}`));
  const before = dump(s);
  const report = await applying(s);
  expect(report.steps.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  expect(report.code).toBe(0);
  expect(changeOf(report, 'smartProcess.machine/funnel.repair/stage.SUCCESS').answers).toEqual(['adopt: true']);
  expect(changeOf(report, 'smartProcess.machine/funnel.repair/stage.S44').waitsFor).toBe('smartProcess.machine/funnel.repair/stage.SUCCESS');
  expectUntouched(before, dump(s), (name) => name === 'categories' || name === 'types');
  configure(s, yaml(`{ name: ${success}, adopt: true }`, `{ name: ${fail}, adopt: true }`).replace('NEW: New', `NEW: ${start}`));
  await applied(s);
  await expectNoChanges(s);
  const keys = stageKeys(s, funnelRow(s, typeRow(s, 'Machines'), 'Repair'));
  expect(keys.filter((key) => key !== 'PREPARATION' && key !== 'CLIENT')).toEqual(['NEW', ...Array.from({ length: 45 }, (_, index) => `S${index}`), 'SUCCESS', 'FAIL']);
});

test('a smart process pinned by a code that others rely on is asked about and keeps that code', async () => {
  const yaml = (more: string): string => `
smartProcesses: { machine: { title: Machines, code: erp-machines${more}, settings: { openPermissions: false } } }
`;
  const s = await workshop(yaml(''));
  await byHand(s, { calls: [{ method: 'crm.type.add', params: { fields: { title: 'Equipment', code: 'erp-machines', isSetOpenPermissions: 'N' } } }] });
  expect(changeOf(await applying(s), 'smartProcess.machine').answers).toEqual(['adopt: true']);
  configure(s, yaml(', adopt: true'));
  await applied(s);
  await expectNoChanges(s);
  forget(s);
  await expectNoChanges(s);
  expect(typeRow(s, 'Machines')['code']).toBe('erp-machines');
});

test('a code pinned on a new smart process is written instead of our mark, and finds it again', async () => {
  const s = await workshop('smartProcesses: { machine: { title: Machines, code: erp-machines, settings: { openPermissions: false } } }');
  await applied(s);
  await expectNoChanges(s);
  expect(typeRow(s, 'Machines')['code']).toBe('erp-machines');
  forget(s);
  await expectNoChanges(s);
});

test('an empty workplace that was renamed by hand is asked about rather than made a second time', async () => {
  const yaml = (more = ''): string => `workplaces: { service: { title: Service${more} } }\n`;
  const s = await workshop(yaml());
  await applied(s);
  const id = rowWhere(s, 'solutions', { title: 'Service' })['id'];
  await s.call('crm.automatedsolution.update', { id, fields: { title: 'Service desk' } });
  const before = dump(s);
  expect(changeOf(await applying(s), 'workplace.service').answers).toEqual([`adopt: ${id}   # Service desk`, 'create: true   # a second one']);
  expectUntouched(before, dump(s));
  configure(s, yaml(', adopt: Service desk'));
  await applied(s);
  await expectNoChanges(s);
  expect(table(s, 'solutions').map((row) => [row['id'], row['title']])).toEqual([[id, 'Service']]);
});

test('a smart process whose title and code were both changed by hand is asked about rather than made a second time', async () => {
  const s = await workshop(machine(''));
  await applied(s);
  const { id } = typeRow(s, 'Machines');
  await s.call('crm.type.update', { id, fields: { title: 'Equipment', code: 'erp-machines' } });
  const before = dump(s);
  expect(changeOf(await applying(s), 'smartProcess.machine').answers).toEqual([`adopt: ${id}   # Equipment`, 'create: true   # a second one']);
  expectUntouched(before, dump(s));
  configure(s, machine('    adopt: Equipment\n'));
  await applied(s);
  await expectNoChanges(s);
  expect(rowWhere(s, 'types', { id })).toMatchObject({ title: 'Machines', code: 'erp-machines' });
});

test('two workplaces of one title are told apart by their numbers', async () => {
  const yaml = (more = ''): string => `workplaces: { service: { title: Service${more} } }\n`;
  const s = await workshop(yaml());
  const made = { method: 'crm.automatedsolution.add', params: { fields: { title: 'Service' } } };
  const [one, two] = (await byHand(s, { calls: [made, made] })).map(({ automatedSolution }) => automatedSolution.id);
  expect(changeOf(await applying(s), 'workplace.service').answers).toEqual([`adopt: ${one}   # Service`, `adopt: ${two}   # Service`, 'create: true   # a second one']);
  configure(s, yaml(`, adopt: ${two}`));
  await applied(s);
  await expectNoChanges(s);
  configure(s, yaml(`, adopt: ${two}`).replace('title: Service', 'title: Field service'));
  await applied(s);
  expect(table(s, 'solutions').map((row) => row['title'])).toEqual(['Service', 'Field service']);
});

test('a funnel may begin and end with stages of its own keys: those of the portal go', async () => {
  const s = await workshop(machine(`    funnels:
      repair: { name: Repair, default: true, stages: { ARRIVED: Arrived, SUCCESS: Repaired, SCRAPPED: { name: Scrapped, semantics: failure } } }
      visits: { name: Visits, stages: { PLANNED: Planned, SUCCESS: Done, MISSED: { name: Missed, semantics: failure } } }
`));
  await applied(s);
  await expectNoChanges(s);
  const type = typeRow(s, 'Machines');
  expect(stageKeys(s, funnelRow(s, type, 'Repair'))).toEqual(['ARRIVED', 'SUCCESS', 'SCRAPPED']);
  expect(stageKeys(s, funnelRow(s, type, 'Visits'))).toEqual(['PLANNED', 'SUCCESS', 'MISSED']);
});

test('a funnel of a name that somebody already used in our smart process is asked about when something would change in it', async () => {
  const yaml = (more = ''): string => machine(`    funnels: { repair: { name: Repair, default: true }, visits: { name: Visits, sort: 900${more} } }\n`);
  const s = await workshop(machine('    funnels: { repair: { name: Repair, default: true } }\n'));
  await applied(s);
  const type = typeRow(s, 'Machines');
  await byHand(s, { calls: [{ method: 'crm.category.add', params: { entityTypeId: type['entityTypeId'], fields: { name: 'Visits', sort: 600 } } }] });
  configure(s, yaml());
  const before = dump(s);
  expect(changeOf(await applying(s), 'smartProcess.machine/funnel.visits').answers).toEqual(['adopt: true', 'create: true   # a second one']);
  expectUntouched(before, dump(s));
  configure(s, yaml(', create: true'));
  await applied(s);
  await expectNoChanges(s);
  expectUntouched(before, dump(s));
  expect(table(s, 'categories').filter((row) => row['name'] === 'Visits').map((row) => row['sort'])).toEqual([600, 900]);
});
