// Working on a part of a project: what was asked for is brought about, what it needs is made where it is missing and
// otherwise left as it is, and the rest is not touched, whatever became of it on the portal.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/sandbox/index.ts';
import { applied, applying, configure, dump, expectNoChanges, expectUntouched, fieldRow, forget, funnelRow, planned, rowWhere, stageKeys, stageRow, table, typeRow, workshop } from './workshop.ts';

const YAML = `
smartProcesses:
  equipment:
    title: Equipment
    settings: { stages: true, funnels: true, openPermissions: false, client: true }
    relations: [{ parent: deal, list: true }, { child: smartProcess.request, list: true }]
    fields:
      SERIAL: { type: string, label: { en: Serial number } }
      PARTNER: { type: crm, to: [smartProcess.request], label: { en: Request } }
    funnels:
      repair: { name: Repair, default: true, stages: { NEW: Reported, WORK: Under repair, PARTS: Waiting for parts, SUCCESS: Repaired, FAIL: Written off } }
      audit: { name: Audit, stages: { NEW: Planned, SUCCESS: Fine, FAIL: Bad } }
  request:
    title: Requests
    settings: { openPermissions: false }
    fields: { SUBJECT: { type: string } }
workplaces: { service: { title: Service, smartProcesses: [equipment, request] } }
crm: { deal: { fields: { CONTRACT: { type: string, label: { en: Contract } } } } }
dictionaries: { SOURCE: { entries: { EXPO: Exhibition, VAN: On the van } } }
`;
const steps = (report: { readonly steps: readonly { readonly step: string }[] }): readonly string[] => report.steps.map(({ step }) => step).sort();

describe('--only', () => {
  test('a field makes what it stands under and points at where that is missing, and nothing else', async () => {
    const s = await workshop(YAML);
    const report = await applied(s, '--only', 'smartProcess.equipment/field.PARTNER');
    expect(steps(report)).toEqual(['create smartProcess.equipment', 'create smartProcess.equipment/field.PARTNER', 'create smartProcess.request']);
    expect(typeRow(s, 'Equipment')['isClientEnabled']).toBe(true);
    await expectNoChanges(s, '--only', 'smartProcess.equipment/field.PARTNER');
    await applied(s);
    await expectNoChanges(s);
    // what the portal made along with a part may be in use by now: it stays
    expect(stageKeys(s, funnelRow(s, typeRow(s, 'Equipment'), 'Repair')).filter((key) => key !== 'PREPARATION' && key !== 'CLIENT')).toEqual(['NEW', 'WORK', 'PARTS', 'SUCCESS', 'FAIL']);
  });

  test('leaves what it needs and the rest as they are when somebody changed them', async () => {
    const s = await workshop(YAML);
    await applied(s);
    const type = typeRow(s, 'Equipment');
    await s.call('crm.type.update', { id: type['id'], fields: { title: 'Machines', isClientEnabled: 'N' } });
    await s.call('userfieldconfig.update', { moduleId: 'crm', id: fieldRow(s, type, 'SERIAL')['id'], field: { mandatory: 'Y', editFormLabel: { en: 'Theirs' } } });
    configure(s, YAML.replace('NEW: Reported', 'NEW: Called in').replace('SERIAL: { type: string', 'SERIAL: { type: string, mandatory: false'));
    const before = dump(s);
    const plan = await planned(s, '--only', 'smartProcess.equipment/funnel.repair/stage.NEW');
    expect(plan.changes.map(({ action, address }) => `${action} ${address}`)).toEqual(['update smartProcess.equipment/funnel.repair/stage.NEW']);
    expect(plan.kept).toEqual([]);
    await applied(s, '--only', 'smartProcess.equipment/funnel.repair/stage.NEW');
    expectUntouched(before, dump(s), (name, row) => name === 'statuses' && row['id'] === stageRow(s, funnelRow(s, { ...type, title: 'Machines' }, 'Repair'), 'NEW')['id']);
    await expectNoChanges(s, '--only', 'smartProcess.equipment/funnel.repair');
    expect((await planned(s)).changes.map(({ address }) => address).sort()).toEqual(['smartProcess.equipment', 'smartProcess.equipment/field.SERIAL']);
  });

  test.each([
    ['smartProcess.*/field.*', ['create smartProcess.equipment', 'create smartProcess.equipment/field.PARTNER', 'create smartProcess.equipment/field.SERIAL', 'create smartProcess.request', 'create smartProcess.request/field.SUBJECT']],
    ['deal', ['create deal/field.CONTRACT']],
    ['dictionary.SOURCE/**', ['create dictionary.SOURCE/entry.EXPO', 'create dictionary.SOURCE/entry.VAN']],
    ['relation(deal,smartProcess.equipment)', ['create smartProcess.equipment', 'update relations of smartProcess.equipment']],
    ['workplace.service/member.request', ['create smartProcess.request', 'create workplace.service']],
  ])('%s takes in what the pattern covers', async (pattern, expected) => {
    const s = await workshop(YAML);
    expect(steps(await applied(s, '--only', pattern))).toEqual(expected);
    await expectNoChanges(s, '--only', pattern);
    await applied(s);
    await expectNoChanges(s);
  });

  test('an address that says nothing is a problem with the nearest one, and nothing is sent', async () => {
    const s = await workshop(YAML);
    const ran = await s.bxform('plan', '--only', 'smartProcess.equipment/field.SERAIL', '--exclude', 'lead/**');
    expect(ran.code).toBe(1);
    expect(ran.stdout + ran.stderr).toContain('did you mean smartProcess.equipment/field.SERIAL?');
    expect(ran.stdout + ran.stderr).toContain('nothing is declared at lead/**');
    expect(table(s, 'types').filter(({ title }) => title === 'Equipment')).toEqual([]);
  });

  test('a stage of a new funnel brings the funnel with it, as it is to begin', async () => {
    const s = await workshop(YAML);
    await applied(s, '--only', 'smartProcess.equipment/funnel.audit/stage.NEW');
    const funnel = funnelRow(s, typeRow(s, 'Equipment'), 'Audit');
    expect(stageRow(s, funnel, 'NEW')['name']).toBe('Planned');
    await applied(s);
    await expectNoChanges(s);
    expect(stageKeys(s, funnel)).toEqual(['NEW', 'SUCCESS', 'FAIL']);
  });

  test('is said in the text and in JSON: what was asked for, what it needs, how much is not looked at', async () => {
    const s = await workshop(YAML);
    const text = await s.bxform('plan', '--only', 'smartProcess.equipment/field.SERIAL');
    expect(text.stdout).toContain('Only a part of the project was planned:');
    expect(text.stdout).toContain('asked for: smartProcess.equipment/field.SERIAL');
    const json = JSON.parse((await s.bxform('plan', '--json', '--only', 'smartProcess.equipment/field.SERIAL')).stdout) as { readonly selection: { readonly only: readonly string[]; readonly needed: readonly string[]; readonly leftOut: readonly string[] } };
    expect([json.selection.only, json.selection.needed]).toEqual([['smartProcess.equipment/field.SERIAL'], ['smartProcess.equipment']]);
    expect(json.selection.leftOut).toContain('smartProcess.request');
    expect(json.selection.leftOut).not.toContain('smartProcess.equipment');
  });
});

describe('--exclude', () => {
  test('leaves those out with all that is below them, and the next apply makes them', async () => {
    const s = await workshop(YAML);
    const report = await applied(s, '--exclude', 'smartProcess.equipment/funnel.*', '--exclude', 'workplace.service', '--exclude', 'dictionary.*');
    expect(steps(report).filter((step) => /funnel|workplace|dictionary/.test(step))).toEqual([]);
    const count = table(s, 'categories').length;
    await expectNoChanges(s, '--exclude', 'smartProcess.equipment/funnel.*', '--exclude', 'workplace.service', '--exclude', 'dictionary.*');
    await applied(s);
    await expectNoChanges(s);
    expect(table(s, 'categories')).toHaveLength(count + 1);
  });

  test('something that others need and that is missing blocks those alone, and says why', async () => {
    const s = await workshop(YAML);
    const report = await applying(s, '--exclude', 'smartProcess.request');
    expect(report.code).toBe(0);
    expect(Object.fromEntries(report.blocked.map(({ address, reason }) => [address, reason]))).toEqual(
      Object.fromEntries(['relation(smartProcess.equipment,smartProcess.request)', 'smartProcess.equipment/field.PARTNER', 'workplace.service/member.request'].map((address) => [address, 'it needs smartProcess.request, which is left out and not on the portal'])),
    );
    expect(table(s, 'types').filter(({ title }) => title === 'Requests')).toEqual([]);
    fieldRow(s, typeRow(s, 'Equipment'), 'SERIAL');
    await applied(s);
    await expectNoChanges(s);
  });

  test('something that is there serves those that need it as it is', async () => {
    const s = await workshop(YAML);
    await applied(s, '--only', 'smartProcess.request');
    await s.call('crm.type.update', { id: typeRow(s, 'Requests')['id'], fields: { title: 'Orders' } });
    await applied(s, '--exclude', 'smartProcess.request');
    expect(typeRow(s, 'Orders')['solutionId']).toBe(rowWhere(s, 'solutions', { title: 'Service' })['id']);
    await expectNoChanges(s, '--exclude', 'smartProcess.request');
  });

  test('an automatic stage keeps it, whether it is declared or not', async () => {
    const s = await workshop(YAML);
    await applied(s, '--exclude', 'smartProcess.equipment/funnel.repair/stage.*');
    const type = typeRow(s, 'Equipment');
    expect(stageKeys(s, funnelRow(s, type, 'Repair'))).toEqual(['NEW', 'PREPARATION', 'CLIENT', 'SUCCESS', 'FAIL']);
    expect(stageRow(s, funnelRow(s, type, 'Repair'), 'NEW')['name']).toBe('Start');
    expect(stageKeys(s, funnelRow(s, type, 'Audit'))).toEqual(['NEW', 'SUCCESS', 'FAIL']);
  });

  test('some stages keep the others in their order, on a new funnel and on an old one', async () => {
    const s = await workshop(YAML);
    await applied(s, '--exclude', 'smartProcess.equipment/funnel.repair/stage.WORK', '--exclude', 'smartProcess.equipment/funnel.repair/stage.SUCCESS');
    const funnel = funnelRow(s, typeRow(s, 'Equipment'), 'Repair');
    expect(stageKeys(s, funnel)).toEqual(['NEW', 'PARTS', 'SUCCESS', 'FAIL']);
    expect(stageRow(s, funnel, 'SUCCESS')['name']).toBe('Success');
    await applied(s);
    await expectNoChanges(s);
    expect(stageKeys(s, funnel)).toEqual(['NEW', 'WORK', 'PARTS', 'SUCCESS', 'FAIL']);
    configure(s, YAML.replace('WORK: Under repair, PARTS: Waiting for parts', 'PARTS: Waiting for parts, TEST: Test run, WORK: Under repair'));
    const sortOf = (key: string): number => stageRow(s, funnel, key)['sort'];
    const before = ['WORK', 'PARTS'].map(sortOf);
    await applied(s, '--exclude', 'smartProcess.equipment/funnel.repair/stage.WORK', '--exclude', 'smartProcess.equipment/funnel.repair/stage.PARTS');
    expect(['WORK', 'PARTS'].map(sortOf)).toEqual(before);
    await applied(s);
    await expectNoChanges(s);
    expect(stageKeys(s, funnel)).toEqual(['NEW', 'PARTS', 'TEST', 'WORK', 'SUCCESS', 'FAIL']);
  });

  test('a relation or a membership leaves the link as people have it', async () => {
    const s = await workshop(YAML);
    await applied(s, '--exclude', 'relation(deal,smartProcess.equipment)', '--exclude', 'workplace.service/member.request');
    expect(table(s, 'relations').filter((row: Row) => row['parent'] === 2 && row['child'] === typeRow(s, 'Equipment')['entityTypeId'])).toEqual([]);
    expect(typeRow(s, 'Requests')['solutionId'] ?? null).toBe(null);
    const number = typeRow(s, 'Equipment')['entityTypeId'];
    await s.call('crm.type.update', { id: typeRow(s, 'Equipment')['id'], fields: { relations: { parent: [{ entityTypeId: 2, isChildrenListEnabled: 'false' }, { entityTypeId: 1, isChildrenListEnabled: 'true' }] } } });
    configure(s, YAML.replace('{ parent: deal, list: true }', '{ parent: deal, list: true }, { parent: quote, list: true }'));
    await applied(s, '--exclude', 'relation(deal,smartProcess.equipment)');
    expect(table(s, 'relations').filter((row: Row) => row['child'] === number).map(({ parent, isChildrenListEnabled }) => `${parent} ${isChildrenListEnabled}`).sort()).toEqual(['1 true', '2 false', '7 true']);
  });

  test('everything but a part and only that part together leave nothing to do, and say what was left out', async () => {
    const s = await workshop(YAML);
    const ran = await s.bxform('plan', '--only', 'deal', '--exclude', 'deal/field.CONTRACT');
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('left out on request: deal/field.CONTRACT')]);
    expect((await planned(s, '--only', 'deal', '--exclude', 'deal/field.CONTRACT')).changes).toEqual([]);
  });
});

describe('a part and the state', () => {
  test('what is left out keeps its place in the state, and nothing foreign is recorded', async () => {
    const s = await workshop(YAML);
    await applied(s);
    const entries = (): Record<string, unknown> => (JSON.parse(readFileSync(join(s.folder, '.bxform', 'state', readdirSync(join(s.folder, '.bxform', 'state')).find((name) => name.endsWith('.json'))!), 'utf8')) as { entries: Record<string, unknown> }).entries;
    const before = entries();
    configure(s, YAML.replace('Serial number', 'Number'));
    await applied(s, '--only', 'smartProcess.equipment/field.SERIAL');
    expect(Object.keys(entries()).sort()).toEqual(Object.keys(before).sort());
    forget(s);
    await applying(s, '--only', 'smartProcess.request');
    expect(Object.keys(entries()).filter((address) => !address.startsWith('smartProcess.request'))).toEqual([]);
    forget(s);
    await expectNoChanges(s);
  });

  test('a saved plan of a part is applied as it is, and does not take --only a second time', async () => {
    const s = await workshop(YAML);
    expect((await s.bxform('plan', '--only', 'deal', '--out', 'deal.plan')).code).toBe(0);
    const again = await s.bxform('apply', 'deal.plan', '--yes', '--only', 'deal');
    expect([again.code, again.stdout + again.stderr]).toEqual([1, expect.stringContaining('a saved plan is applied as it is')]);
    expect((await s.bxform('apply', 'deal.plan', '--yes')).code).toBe(0);
    rowWhere(s, 'fields', { fieldName: 'UF_CRM_DEAL_CONTRACT' });
    expect(table(s, 'types').filter(({ title }) => title === 'Equipment')).toEqual([]);
    await applied(s);
    await expectNoChanges(s);
  });

  test('a part whose reply was lost is finished by the next apply of everything', async () => {
    const s = await workshop(YAML);
    s.portal.addFaults({ kind: 'lost-reply', command: true, method: 'crm.type.add', occurrence: 1 });
    await applying(s, '--only', 'smartProcess.equipment/funnel.repair/stage.WORK');
    s.portal.clearFaults();
    await applied(s);
    await expectNoChanges(s);
    expect(table(s, 'types').filter(({ title }) => title === 'Equipment')).toHaveLength(1);
  });
});
