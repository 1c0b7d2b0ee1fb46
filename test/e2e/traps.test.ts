// The traps of FACTS §35 that lie in wait for smart processes, relations, linked fields, workplaces, funnels,
// stages and fields: one test each, against a portal that has them.

import { describe, expect, test } from 'vitest';
import { freshData } from '../../src/sandbox/fresh.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';
import { story, type Story } from './harness.ts';

interface Applied {
  readonly code: number;
  readonly steps: readonly { readonly action: string; readonly address: string; readonly outcome: string; readonly message?: string; readonly code?: string }[];
}

const OPEN = '{ openPermissions: false }';
const STAGED = '{ stages: true, funnels: true, openPermissions: false }';
const equipment = (body: string, settings = OPEN): string => `smartProcesses:\n  equipment:\n    title: Equipment\n    settings: ${settings}\n${body}`;

const configure = (s: Story, yaml: string): void => s.write('config/workshop.yaml', yaml);
const workshop = async (yaml: string, options: Parameters<typeof story>[1] = {}): Promise<Story> => story({ 'config/workshop.yaml': yaml }, options);

async function applying(s: Story): Promise<Applied> {
  const ran = await s.bxform('apply', '--yes', '--json');
  return { ...(JSON.parse(ran.stdout || '{}') as Applied), code: ran.code };
}
async function applied(s: Story): Promise<Applied> {
  const report = await applying(s);
  expect({ code: report.code, not: report.steps?.filter(({ outcome }) => outcome !== 'done') }).toEqual({ code: 0, not: [] });
  return report;
}
async function settled(s: Story): Promise<void> {
  const again = await s.bxform('plan', '--detailed-exitcode');
  expect(again.stdout + again.stderr).toContain('No changes. The portal matches the configuration.');
}
async function holds(s: Story): Promise<void> {
  await applied(s);
  await settled(s);
}

const typeOf = async (s: Story, title = 'Equipment'): Promise<any> => {
  const { types } = await s.call('crm.type.list', { filter: { title } });
  return (await s.call('crm.type.get', { id: types[0].id })).type;
};
const fieldOf = async (s: Story, key: string): Promise<any> => {
  const { fields } = await s.call('userfieldconfig.list', { moduleId: 'crm', order: { id: 'ASC' } });
  const { id } = fields.find(({ fieldName }: { fieldName: string }) => fieldName.endsWith(`_${key}`));
  return (await s.call('userfieldconfig.get', { moduleId: 'crm', id })).field;
};
const funnelsOf = async (s: Story, title = 'Equipment'): Promise<any[]> => (await s.call('crm.category.list', { entityTypeId: (await typeOf(s, title)).entityTypeId })).categories;
const stagesOf = async (s: Story, funnel: any): Promise<any[]> => s.call('crm.status.list', { filter: { ENTITY_ID: `DYNAMIC_${funnel.entityTypeId}_STAGE_${funnel.id}` }, order: { SORT: 'ASC' } });
const codes = (stages: any[]): string[] => stages.map(({ STATUS_ID }) => STATUS_ID.replace(/.*:/, ''));
const commands = (portal: Sandbox): { readonly method: string; readonly params: any; readonly request: number }[] =>
  portal.requests.flatMap((request, at) => (request.commands ?? [request]).map(({ method, params }) => ({ method: method ?? '', params, request: at })));
const writes = (portal: Sandbox) => commands(portal).filter(({ method }) => /\.(add|update|delete)$/.test(method));

describe('batches', () => {
  test('trap 1: names of fields carry the row id of their type as a literal, never as a reference', async () => {
    const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: Serial number } }'));
    await holds(s);
    const { id } = await typeOf(s);
    expect(JSON.stringify(s.portal.requests)).not.toContain('$result');
    expect((await fieldOf(s, 'SERIAL')).fieldName).toBe(`UF_CRM_${id}_SERIAL`);
  });

  test('trap 2: when the type is refused, nothing that hangs on it is sent', async () => {
    const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: Serial number } }\n    relations: [{ parent: deal }]'), { faults: [{ method: 'crm.type.add', command: true, kind: 'error', code: 'BX_ERROR', description: 'no' }, { method: 'crm.type.add', kind: 'error', code: 'BX_ERROR', description: 'no' }] });
    const report = await applying(s);
    expect(report.steps.map(({ outcome }) => outcome).sort()).toEqual(['failed', 'skipped', 'skipped']);
    expect(new Set(writes(s.portal).map(({ method }) => method))).toEqual(new Set(['crm.type.add']));
  });

  test('trap 3: halt is never sent as a text, so one failure does not stop the others', async () => {
    const two = 'smartProcesses:\n  equipment: { title: Equipment, settings: { openPermissions: false }, entityTypeId: 1040 }\n  request: { title: Request, settings: { openPermissions: false }, entityTypeId: 1042 }\n';
    const s = await workshop(two, { faults: [{ method: 'crm.type.add', command: true, occurrence: 1, kind: 'error', code: 'BX_ERROR', description: 'no' }] });
    const report = await applying(s);
    expect(report.steps.map(({ outcome }) => outcome).sort()).toEqual(['done', 'failed']);
    expect(JSON.stringify(s.portal.requests)).not.toMatch(/"halt":"/);
  });

  test('trap 4: a batch that answers 200 and failed inside is seen to have failed', async () => {
    const two = 'smartProcesses:\n  equipment: { title: Equipment, settings: { openPermissions: false } }\n  request: { title: Request, settings: { openPermissions: false } }\n';
    const s = await workshop(two, { faults: [{ method: 'crm.type.add', command: true, kind: 'error', code: 'BX_ERROR', description: 'the disk is full' }] });
    const report = await applying(s);
    expect(report.code).toBe(4);
    expect(report.steps.map(({ outcome, message }) => [outcome, message])).toEqual([['failed', 'the disk is full'], ['failed', 'the disk is full']]);
  });

  test.each([true, false])('trap 37: stages of a new funnel and relations to a new type travel in a later request, process caches %s', async (processCaches) => {
    const yaml = `${equipment('    relations: [{ child: smartProcess.request }]\n    funnels:\n      repair: { name: Repair, default: true }\n      audit: { name: Audit, stages: { NEW: New, CHECK: Check, SUCCESS: Fine, FAIL: Bad } }', STAGED)}\n  request: { title: Request, settings: { openPermissions: false } }\n`;
    const s = await workshop(yaml, { switches: { processCaches } });
    await holds(s);
    const sent = writes(s.portal);
    const requestOf = (method: string): number[] => sent.filter((one) => one.method === method).map(({ request }) => request);
    expect(Math.max(...requestOf('crm.category.add'))).toBeLessThan(Math.min(...requestOf('crm.status.add')));
    expect(Math.max(...requestOf('crm.type.add'))).toBeLessThan(Math.min(...requestOf('crm.type.update')));
  });

  test('trap 38: linked fields of several types are switched one request after the other', async () => {
    const one = (key: string): string => `  ${key}: { title: ${key}, settings: { openPermissions: false }, linkedUserFields: [calendarEvent, task, taskTemplate] }\n`;
    const s = await workshop(`smartProcesses:\n${one('equipment')}${one('request')}${one('visit')}`);
    await holds(s);
    for (const title of ['equipment', 'request', 'visit']) expect(Object.values((await typeOf(s, title)).linkedUserFields)).toEqual(['Y', 'Y', 'Y']);
    const switching = commands(s.portal).filter(({ method, params }) => method === 'crm.type.update' && JSON.stringify(params).includes('linkedUserFields'));
    expect(new Set(switching.map(({ request }) => request)).size).toBe(3);
  });

  test('trap 39: null, and empty lists and maps arrive as such and are read as nothing', async () => {
    const fields = (text: string, extensions: string): string => equipment(`    fields:\n      SERIAL: { type: string, label: Serial number, default: ${text}, help: From the plate }\n      PHOTO: { type: file, label: Photo, extensions: ${extensions} }`);
    const s = await workshop(fields('AB', '[jpg]'));
    await holds(s);
    configure(s, fields('null', '[]').replace('From the plate', 'null'));
    await holds(s);
    expect(await fieldOf(s, 'SERIAL')).toMatchObject({ settings: { DEFAULT_VALUE: '' }, editFormLabel: { en: 'Serial number' } });
    expect((await fieldOf(s, 'SERIAL')).helpMessage.en ?? '').toBe('');
    expect(Object.keys((await fieldOf(s, 'PHOTO')).settings.EXTENSIONS)).toEqual([]);
  });

  test('trap 40: every request says it is JSON and is JSON', async () => {
    const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: "100% & <b>\\"$result[x]\\" {=y} 🔧" } }'));
    await holds(s);
    expect((await fieldOf(s, 'SERIAL')).editFormLabel.en).toBe('100% & <b>"$result[x]" {=y} \u{1F527}');
  });

  test('trap 41: a portal that moved is followed by POST to a host that is its own, and to no other', async () => {
    const s = await workshop(equipment(''));
    s.portal.addFaults({ kind: '302-moved', location: s.portal.origin, times: 1 });
    await holds(s);
    expect(s.portal.requests.map(({ verb }) => verb)).not.toContain('GET');
    s.portal.addFaults({ kind: '302-moved', location: 'https://another.bitrix24.eu', times: 99 });
    const ran = await s.bxform('plan');
    expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining('another.bitrix24.eu')]);
  });

  test('trap 49: types are created a few at a time, so that no request outlives its minute', async () => {
    const many = Array.from({ length: 30 }, (_, at) => `  machine${at}: { title: Machine ${at}, settings: { openPermissions: false } }`).join('\n');
    // the portal's time is what its work takes: a machine that is busy must not look like a request that outlived its minute
    let time = 0;
    const s = await workshop(`smartProcesses:\n${many}\n`, { serverTime: true, clockScale: 2_000, now: () => time, sleep: async (milliseconds) => void (time += milliseconds) });
    await holds(s);
    const perRequest = new Map<number, number>();
    for (const { method, request } of writes(s.portal)) if (method === 'crm.type.add') perRequest.set(request, (perRequest.get(request) ?? 0) + 1);
    expect([...perRequest.values()].reduce((sum, count) => sum + count, 0)).toBe(30);
    expect(Math.max(...perRequest.values()) * 2.7).toBeLessThan(60);
  });
});

describe('smart processes', () => {
  test('trap 5: the list of a relation and linked fields are switched by the word "true", and read back as Y', async () => {
    const s = await workshop(equipment('    relations: [{ parent: deal, list: true }]\n    linkedUserFields: [task]'));
    await holds(s);
    const type = await typeOf(s);
    expect(type.relations.parent.find((one: any) => one.entityTypeId === 2)).toMatchObject({ isChildrenListEnabled: 'Y' });
    expect(type.linkedUserFields['TASKS_TASK|UF_CRM_TASK']).toBe('Y');
  });

  test('trap 6: a relation made by hand outlives a write of its side, and one that vanishes is reported', async () => {
    const s = await workshop(equipment('    relations: [{ parent: deal }]'));
    await holds(s);
    const { id } = await typeOf(s);
    await s.call('crm.type.update', { id, fields: { relations: { parent: [{ entityTypeId: 2 }, { entityTypeId: 7, isChildrenListEnabled: 'true' }] } } });
    configure(s, equipment('    relations: [{ parent: deal }, { parent: lead }]'));
    await holds(s);
    expect((await typeOf(s)).relations.parent.map((one: any) => [one.entityTypeId, one.isChildrenListEnabled])).toEqual([[1, 'N'], [2, 'N'], [7, 'Y']]);
    configure(s, equipment('    relations: [{ parent: contact }]'));
    expect((await s.bxform('validate')).stderr).toContain('contact cannot be a parent in a relation');
  });

  test('trap 7: relations and linked fields, which the list leaves out, are read type by type', async () => {
    const s = await workshop(equipment('    relations: [{ parent: deal, list: true }]\n    linkedUserFields: [task]'));
    await holds(s);
    const { id } = await typeOf(s);
    await s.call('crm.type.update', { id, fields: { relations: { parent: [] }, linkedUserFields: { 'TASKS_TASK|UF_CRM_TASK': 'false' } } });
    const plan = JSON.parse((await s.bxform('plan', '--json')).stdout) as { changes: { address: string }[] };
    expect(plan.changes.map(({ address }) => address).sort()).toEqual(['relation(deal,smartProcess.equipment)', 'smartProcess.equipment/linkedUserField.task']);
  });

  test('trap 8: customSections are never sent, so no workplace of others is lost, and are refused in files', async () => {
    const s = await workshop(`${equipment('    linkedUserFields: [task]')}\nworkplaces: { service: { title: Service, smartProcesses: [equipment] } }\n`);
    await s.call('crm.automatedsolution.add', { fields: { title: 'By hand' } });
    await holds(s);
    configure(s, `${equipment('    linkedUserFields: [task, calendarEvent]').replace('title: Equipment', 'title: Machines')}\nworkplaces: { service: { title: Service, smartProcesses: [equipment] } }\n`);
    await holds(s);
    expect(JSON.stringify(s.portal.requests)).not.toMatch(/customSection/i);
    expect((await s.call('crm.automatedsolution.list')).automatedSolutions.map(({ title }: any) => title)).toEqual(['By hand', 'Service']);
    configure(s, equipment('    customSections: []'));
    expect((await s.bxform('validate')).stderr).toMatch(/workplaces/);
  });

  test('trap 9: row id and type number are not mixed up, even where a number is both', async () => {
    const data = freshData('en');
    data.sequences['crm_type'] = 129;
    const s = await workshop(`${equipment('    entityTypeId: 131\n    fields: { PARTNER: { type: crm, label: Partner, to: [smartProcess.request] } }\n    funnels: { repair: { name: Repair, default: true, stages: { NEW: New, SUCCESS: Done, FAIL: Bad } } }', STAGED)}\n  request: { title: Request, entityTypeId: 130, settings: { openPermissions: false } }\n`, { data });
    await holds(s);
    const [own, other] = [await typeOf(s), await typeOf(s, 'Request')];
    const field = await fieldOf(s, 'PARTNER');
    expect(field.entityId).toBe(`CRM_${own.id}`);
    expect(field.settings[`DYNAMIC_${other.entityTypeId}`]).toBe('Y');
    const [funnel] = await funnelsOf(s);
    expect((await stagesOf(s, funnel))[0].STATUS_ID).toBe(`DT${own.entityTypeId}_${funnel.id}:NEW`);
  });

  test('trap 26: what cannot change is a problem with a place, never a silent loss', async () => {
    const yaml = (type: string, entityTypeId: number, semantics: string): string =>
      equipment(`    entityTypeId: ${entityTypeId}\n    fields: { SERIAL: { type: ${type}, label: Serial number } }\n    funnels: { repair: { name: Repair, default: true, stages: { NEW: New, SUCCESS: Done, FAIL: Bad, DECLINED: { name: Declined, semantics: ${semantics} } } } }`, STAGED);
    const s = await workshop(yaml('string', 1040, 'failure'));
    await holds(s);
    configure(s, yaml('integer', 1042, 'failure'));
    const ran = await s.bxform('plan');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/config\/workshop\.yaml:\d+:\d+/);
    for (const what of ['type of smartProcess.equipment/field.SERIAL cannot change', 'entityTypeId of smartProcess.equipment cannot change']) expect(ran.stderr).toContain(what);
    expect(writes(s.portal).filter(({ method }) => /delete/.test(method)).map(({ method }) => method)).not.toContain('userfieldconfig.delete');
  });

  test('trap 43: an update that answers success and stored nothing is found by reading back', async () => {
    const s = await workshop(equipment('', '{ openPermissions: false, recurring: true }'), { switches: { newerTypes: false } });
    const report = await applying(s);
    expect(report.code).toBe(4);
    expect(report.steps[0]).toMatchObject({ outcome: 'failed', message: expect.stringContaining('accepted but not applied') });
  });

  test('trap 44: a type deleted by hand and made again under its number gets its fields anew', async () => {
    const s = await workshop(equipment('    entityTypeId: 1040\n    fields: { SERIAL: { type: string, label: Serial number }, STATE: { type: enumeration, label: State, options: { ok: Works } } }'));
    await holds(s);
    const before = await typeOf(s);
    await s.call('crm.type.delete', { id: before.id });
    await holds(s);
    const after = await typeOf(s);
    expect(after.entityTypeId).toBe(1040);
    expect(after.id).not.toBe(before.id);
    expect((await fieldOf(s, 'SERIAL')).entityId).toBe(`CRM_${after.id}`);
  });

  test('trap 45: switching funnels off while there are two, or the bin off while it is filled, fails in the portal\'s words', async () => {
    const s = await workshop(equipment('', '{ funnels: true, recycleBin: true, openPermissions: false }'));
    await holds(s);
    const { entityTypeId } = await typeOf(s);
    await s.call('crm.category.add', { entityTypeId, fields: { name: 'By hand' } });
    configure(s, equipment('', '{ funnels: false, recycleBin: true, openPermissions: false }'));
    const report = await applying(s);
    expect(report.steps).toEqual([expect.objectContaining({ outcome: 'failed', message: expect.stringContaining('more than one pipeline') })]);
    const { item } = await s.call('crm.item.add', { entityTypeId, fields: { title: 'Pump 12' } });
    await s.call('crm.item.delete', { entityTypeId, id: item.id });
    configure(s, equipment('', '{ funnels: true, recycleBin: false, openPermissions: false }'));
    expect((await applying(s)).steps).toEqual([expect.objectContaining({ outcome: 'failed', message: expect.stringContaining('Recycle Bin') })]);
  });

  test('trap 47: a create whose reply was lost is found by reading, and never sent twice', async () => {
    const lost = ['crm.type.add', 'crm.category.add', 'userfieldconfig.add', 'crm.status.add', 'crm.automatedsolution.add'].flatMap((method) => [{ method, kind: 'lost-reply' as const, times: 1 }, { method, command: true, kind: 'lost-reply' as const, times: 1 }]);
    const s = await workshop(`${equipment('    fields: { SERIAL: { type: string, label: Serial number } }\n    funnels: { repair: { name: Repair, default: true }, audit: { name: Audit, stages: { NEW: New, CHECK: Check, SUCCESS: Fine, FAIL: Bad } } }', STAGED)}\nworkplaces: { service: { title: Service, smartProcesses: [equipment] } }\n`, { faults: lost, clockScale: 2_000 });
    await holds(s);
    expect((await s.call('crm.type.list')).types).toHaveLength(1);
    expect((await funnelsOf(s)).map(({ name }) => name)).toEqual(['Repair', 'Audit']);
    expect((await s.call('crm.automatedsolution.list')).automatedSolutions).toHaveLength(1);
  });

  test('trap 48: a method that used up its time is waited for, and nothing fails', async () => {
    const fields = Array.from({ length: 6 }, (_, at) => `      CODE_${at}: { type: string, label: Code ${at} }`).join('\n');
    const s = await workshop(equipment(`    fields:\n${fields}`), { clockScale: 20_000, faults: [{ method: 'userfieldconfig.add', command: true, occurrence: 3, kind: '429' }] });
    await holds(s);
    expect((await s.call('userfieldconfig.list', { moduleId: 'crm', filter: { entityId: `CRM_${(await typeOf(s)).id}` } })).fields).toHaveLength(6);
  });

  test('trap 50: the portal may speak Russian, and its refusals are passed on as they are', async () => {
    const s = await workshop(equipment('', '{ funnels: true, openPermissions: false }'), { language: 'ru' });
    await holds(s);
    const { entityTypeId } = await typeOf(s);
    await s.call('crm.category.add', { entityTypeId, fields: { name: 'Вручную' } });
    configure(s, equipment('', '{ funnels: false, openPermissions: false }'));
    expect((await applying(s)).steps).toEqual([expect.objectContaining({ outcome: 'failed', message: expect.stringContaining('больше одной') })]);
  });

  test('trap 51: somebody who is not an administrator is refused, because what he cannot see he would make twice', async () => {
    const s = await workshop(equipment(''), { admin: false });
    for (const verb of [['plan'], ['apply', '--yes']]) {
      const ran = await s.bxform(...verb);
      expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('not an administrator')]);
    }
    expect(writes(s.portal)).toEqual([]);
  });
});

describe('funnels and stages', () => {
  const funnels = (stages: string): string => equipment(`    funnels: { repair: { name: Repair, default: true, stages: ${stages} } }`, '{ stages: true, openPermissions: false }');
  const BASIC = '{ NEW: Reported, WORK: { name: Under repair, color: FFA900 }, SUCCESS: { name: Repaired, color: 7BD500 }, FAIL: Written off }';

  test('trap 11: the first funnel is the one that came with the type, renamed, and its five stages are fitted', async () => {
    const s = await workshop(funnels(BASIC));
    await holds(s);
    const [funnel, ...others] = await funnelsOf(s);
    expect([funnel.name, others]).toEqual(['Repair', []]);
    expect(codes(await stagesOf(s, funnel))).toEqual(['NEW', 'WORK', 'SUCCESS', 'FAIL']);
  });

  test('trap 12: more stages than fit before the automatic SUCCESS are made after it was raised', async () => {
    const many = Array.from({ length: 40 }, (_, at) => `STEP_${at}: Step ${at}`).join(', ');
    const s = await workshop(funnels(`{ NEW: Reported, ${many}, SUCCESS: Repaired, FAIL: Written off }`));
    await holds(s);
    expect(codes(await stagesOf(s, (await funnelsOf(s))[0]))).toEqual(['NEW', ...Array.from({ length: 40 }, (_, at) => `STEP_${at}`), 'SUCCESS', 'FAIL']);
  });

  test.each(['kept', 'ten'])('trap 13: a stage that only gets a new name keeps its place, sort left out: %s', async (statusUpdateWithoutSort) => {
    const s = await workshop(funnels(BASIC), { switches: { statusUpdateWithoutSort } });
    await holds(s);
    const [funnel] = await funnelsOf(s);
    const before = await stagesOf(s, funnel);
    configure(s, funnels(BASIC.replace('Repaired', 'Works again')));
    await holds(s);
    expect(await stagesOf(s, funnel)).toEqual(before.map((stage) => (stage.SEMANTICS === 'S' ? { ...stage, NAME: 'Works again' } : stage)));
  });

  test('trap 14: the success stage is the one that is there, never a second one', async () => {
    const s = await workshop(funnels(BASIC));
    await holds(s);
    const success = (await stagesOf(s, (await funnelsOf(s))[0])).filter(({ SEMANTICS }) => SEMANTICS === 'S');
    expect(success).toEqual([expect.objectContaining({ SYSTEM: 'Y', NAME: 'Repaired' })]);
    configure(s, funnels('{ NEW: Reported, DONE: { name: Repaired, semantics: success }, FAIL: Written off }'));
    expect((await s.bxform('validate')).stderr).toContain('SUCCESS');
  });

  test('trap 15: stages are listed without a filter, and those of others stay', async () => {
    const s = await workshop(funnels(BASIC));
    const before = (await s.call('crm.status.list')).length;
    await holds(s);
    const lists = commands(s.portal).filter(({ method, params }) => method === 'crm.status.list' && params?.filter !== undefined);
    expect(lists).toEqual([]);
    expect((await s.call('crm.status.list')).length).toBe(before + 4);
  });

  test('trap 16: stages of our own carry funnel number 0 or the real one, and it is no difference', async () => {
    const s = await workshop(funnels(BASIC));
    await holds(s);
    for (const row of s.portal.data().tables['statuses'] ?? []) if (row['statusId'].endsWith(':WORK')) row['categoryId'] = 0;
    await settled(s);
  });
});

describe('fields', () => {
  test('trap 17: flags are sent as Y and hold', async () => {
    const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: Serial number, mandatory: true, multiple: true, searchable: true, editInList: false } }'));
    await holds(s);
    expect(await fieldOf(s, 'SERIAL')).toMatchObject({ mandatory: 'Y', multiple: 'Y', isSearchable: 'Y', editInList: 'N' });
  });

  test('trap 18: showFilter Y reads back as E and is no difference', async () => {
    const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: Serial number, showInFilter: true } }'));
    await holds(s);
    expect((await fieldOf(s, 'SERIAL')).showFilter).toBe('E');
  });

  test('trap 19: a label changes and the labels of other languages and the help stay; the plan says what is lost', async () => {
    const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: { en: Serial number }, help: { en: From the plate } } }'));
    await holds(s);
    const { id } = await fieldOf(s, 'SERIAL');
    await s.call('userfieldconfig.update', { moduleId: 'crm', id, field: { editFormLabel: { en: 'Serial number', de: 'Seriennummer', ru: 'Серийный номер' }, helpMessage: { en: 'From the plate', de: 'Vom Schild' } } });
    for (const row of s.portal.data().tables['fields'] ?? []) if (row['id'] === Number(id)) row['labels'].en.listColumnLabel = 'S/N';
    configure(s, equipment('    fields: { SERIAL: { type: string, label: { en: Number }, help: { en: From the plate } } }'));
    expect((await s.bxform('plan')).stdout).toMatch(/labels of the list column.*will be lost/);
    await holds(s);
    const field = await fieldOf(s, 'SERIAL');
    expect(field.editFormLabel).toEqual({ en: 'Number', de: 'Seriennummer', ru: 'Серийный номер' });
    expect(field.helpMessage).toMatchObject({ en: 'From the plate', de: 'Vom Schild' });
  });

  test('trap 20: a field of options that changes otherwise keeps them all', async () => {
    const yaml = (more: string): string => equipment(`    fields: { STATE: { type: enumeration, label: State, ${more} options: { ok: Works, broken: Broken } } }`);
    const s = await workshop(yaml(''));
    await holds(s);
    const before = (await fieldOf(s, 'STATE')).enum;
    configure(s, yaml('mandatory: true, display: ui,').replace('label: State', 'label: Condition'));
    await holds(s);
    expect((await fieldOf(s, 'STATE')).enum).toEqual(before);
  });

  test('trap 21: options are sent with their ids, so that renaming one changes just that one', async () => {
    const yaml = (name: string): string => equipment(`    fields: { STATE: { type: enumeration, label: State, options: { ok: ${name}, broken: Broken } } }`);
    const s = await workshop(yaml('Works'));
    await holds(s);
    const [ok, broken] = (await fieldOf(s, 'STATE')).enum;
    configure(s, yaml('In order'));
    await holds(s);
    expect((await fieldOf(s, 'STATE')).enum).toEqual([{ ...ok, value: 'In order' }, broken]);
  });

  test('trap 22: labels in two languages are read in two lists, whichever language the portal claims they are in', async () => {
    const yaml = equipment('    fields: { SERIAL: { type: string, label: { en: Serial number, ru: Серийный номер }, help: { ru: С таблички } } }').replace('title: Equipment', 'title: { en: Equipment, ru: Equipment }');
    for (const language of ['en', 'ru'] as const) {
      const s = await workshop(yaml, { language });
      await holds(s);
      expect((await fieldOf(s, 'SERIAL')).editFormLabel).toEqual({ en: 'Serial number', ru: 'Серийный номер' });
    }
  });

  test('trap 23: pages are asked for in the order of ids, so that nothing is read twice or not at all', async () => {
    const fields = Array.from({ length: 120 }, (_, at) => `      CODE_${at}: { type: string, label: Code ${at} }`).join('\n');
    const s = await workshop(equipment(`    fields:\n${fields}`));
    await holds(s);
    const lists = commands(s.portal).filter(({ method }) => ['crm.type.list', 'userfieldconfig.list'].includes(method));
    expect(lists.filter(({ params }) => !/^asc$/i.test(params?.order?.id ?? ''))).toEqual([]);
  });

  test('trap 24: a field named in the browser does not stand in the way of one of ours', async () => {
    const s = await workshop(equipment(''));
    await holds(s);
    const { id } = await typeOf(s);
    await s.call('userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_1737000000`, userTypeId: 'string', editFormLabel: { en: 'Serial number' } } });
    configure(s, equipment('    fields: { SERIAL: { type: string, label: Serial number } }'));
    await holds(s);
    expect((await fieldOf(s, '1737000000')).editFormLabel.en).toBe('Serial number');
    expect((await fieldOf(s, 'SERIAL')).fieldName).toBe(`UF_CRM_${id}_SERIAL`);
  });

  test('trap 25: both scopes of fields are asked for before anything is sent', async () => {
    for (const scopes of [['crm', 'user'], ['userfieldconfig', 'user']]) {
      const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: Serial number } }'), { scopes });
      const ran = await s.bxform('apply', '--yes');
      expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining(scopes.includes('crm') ? 'userfieldconfig' : 'crm')]);
      expect(writes(s.portal)).toEqual([]);
    }
  });

  test('trap 42: pages begin at multiples of 50', async () => {
    const fields = Array.from({ length: 60 }, (_, at) => `      CODE_${at}: { type: string, label: Code ${at} }`).join('\n');
    const s = await workshop(equipment(`    fields:\n${fields}`));
    await holds(s);
    expect(commands(s.portal).filter(({ params }) => Number(params?.start ?? 0) % 50 !== 0)).toEqual([]);
  });

  test('trap 52: options keep their ids through every change, because records hold ids', async () => {
    const yaml = (options: string): string => equipment(`    fields: { STATE: { type: enumeration, label: State, options: ${options} } }`);
    const s = await workshop(yaml('{ ok: Works, broken: Broken }'));
    await holds(s);
    const [{ id }] = (await fieldOf(s, 'STATE')).enum;
    const type = await typeOf(s);
    const { item } = await s.call('crm.item.add', { entityTypeId: type.entityTypeId, fields: { title: 'Pump 12', [`ufCrm${type.id}State`]: id } });
    configure(s, yaml('{ limited: Works with limits, broken: Out of order, ok: Fine }'));
    await holds(s);
    const record = await s.call('crm.item.get', { entityTypeId: type.entityTypeId, id: item.id });
    expect(String(record.item[`ufCrm${type.id}State`])).toBe(id);
    expect((await fieldOf(s, 'STATE')).enum.find((option: any) => option.id === id)).toMatchObject({ value: 'Fine', xmlId: 'ok' });
  });

  test.each(['ignored', 'everyLanguage'])('trap 53: a label written as a plain text is sent per language, plain texts are %s', async (stringLabels) => {
    const s = await workshop(equipment('    fields: { SERIAL: { type: string, label: Serial number, help: From the plate } }'), { switches: { stringLabels } });
    await holds(s);
    const field = await fieldOf(s, 'SERIAL');
    expect([field.editFormLabel, field.helpMessage]).toEqual([{ en: 'Serial number' }, { en: 'From the plate' }]);
  });
});
