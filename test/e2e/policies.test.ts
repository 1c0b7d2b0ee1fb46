// What a project sets once and what it leaves alone: the customer renames, recolours and moves things, and the next
// apply keeps it so; whatever is made anew is made whole.

import type { ChildProcess } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { story, type Story } from './harness.ts';
import { applied, applying, byHand, dump, expectNoChanges, expectUntouched, fieldRow, forget, funnelRow, optionRows, planned, rowWhere, stageKeys, stageRow, typeRow } from './workshop.ts';

const REPAIR = (more = '', title = 'Repairs'): string => `
smartProcesses:
  repair:
    title: ${title}
    settings: { stages: true, funnels: true, openPermissions: false }
${more}    fields:
      STATE: { type: enumeration, label: { en: State, ru: Состояние }, mandatory: false, options: { works: Works, broken: Broken } }
      SERIAL: { type: string, label: { en: Serial } }
    funnels:
      main:
        name: Main
        default: true
        stages: { NEW: { name: Reported, color: 22B9FF }, WORK: { name: Under repair, color: FFA900 }, SUCCESS: { name: Repaired, color: 00FF00 }, FAIL: { name: Written off, color: FF0000 } }
`;
const project = (policies: string): string => `bxform: 1\nproject: workshop\nportals: { env: { language: en } }\ninclude: [config/**/*.yaml]\n${policies === '' ? '' : `policies:\n${policies}`}`;
const shop = (policies: string, yaml = REPAIR(), options: Parameters<typeof story>[1] = {}): Promise<Story> => story({ 'bxform.yaml': project(policies), 'config/workshop.yaml': yaml }, options);
const kept = async (s: Story): Promise<Record<string, readonly string[]>> => {
  const { kept: found } = JSON.parse((await s.bxform('plan', '--json')).stdout) as { readonly kept: readonly { readonly address: string; readonly properties: readonly string[] }[] };
  return Object.fromEntries(found.map(({ address, properties }) => [address, properties]));
};
const main = (s: Story, title = 'Repairs', name = 'Main') => funnelRow(s, typeRow(s, title), name);

/** What the people of the customer do in a year. */
async function aYear(s: Story): Promise<void> {
  const type = typeRow(s, 'Repairs');
  const funnel = main(s);
  await s.call('crm.type.update', { id: type['id'], fields: { title: 'Service desk' } });
  await s.call('crm.category.update', { entityTypeId: type['entityTypeId'], id: funnel['id'], fields: { name: 'Workshop' } });
  await s.call('crm.status.update', { id: stageRow(s, funnel, 'NEW')['id'], fields: { NAME: 'Called in', COLOR: '#111111', SORT: 10 } });
  const [work, won] = ['WORK', 'SUCCESS'].map((key) => stageRow(s, funnel, key));
  await s.call('crm.status.update', { id: work!['id'], fields: { NAME: 'Under repair', COLOR: '#222222', SORT: 5 } });
  await s.call('crm.status.update', { id: won!['id'], fields: { NAME: 'Repaired', COLOR: '#333333', SORT: 90 } });
  const field = fieldRow(s, type, 'STATE');
  await s.call('userfieldconfig.update', { moduleId: 'crm', id: field['id'], field: { mandatory: 'Y', userTypeId: 'enumeration', enum: optionRows(s, field).map(({ id, value, xmlId, sort }) => ({ id, value: value === 'Works' ? 'In order' : value, xmlId, sort, def: 'N' })) } });
}

const FREE = `  - { policy: initial, kind: smartProcess, properties: [title] }
  - { policy: initial, address: "smartProcess.*/funnel.*", properties: [name] }
  - { policy: initial, kind: stage, properties: [name, color, sort] }
  - { policy: initial, kind: option }
  - { policy: ignore, address: smartProcess.repair/field.STATE, properties: [mandatory] }
`;

describe('policies of the project', () => {
  test('leave titles, names, colours, places and options to the customer, once they were written', async () => {
    const s = await shop(FREE);
    await applied(s);
    await expectNoChanges(s);
    expect(stageRow(s, main(s), 'WORK')['color'].toUpperCase()).toBe('#FFA900');
    await aYear(s);
    const before = dump(s);
    await applied(s);
    expectUntouched(before, dump(s));
    await expectNoChanges(s);
    const stage = 'smartProcess.repair/funnel.main/stage';
    expect(await kept(s)).toEqual({
      'smartProcess.repair': ['title'], 'smartProcess.repair/field.STATE': ['mandatory'], 'smartProcess.repair/field.STATE/option.works': ['name'], 'smartProcess.repair/funnel.main': ['name'],
      [`${stage}.NEW`]: expect.arrayContaining(['name', 'color']), [`${stage}.WORK`]: expect.arrayContaining(['color']), [`${stage}.SUCCESS`]: expect.arrayContaining(['color']),
    });
    const { stdout } = await s.bxform('plan');
    expect(stdout).toContain('Differs, and a policy leaves it to the portal:');
    expect(stdout).toContain('  smartProcess.repair: title\n');
    forget(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
  });

  test('taken away bring all of it back', async () => {
    const s = await shop(FREE);
    await applied(s);
    await aYear(s);
    s.write('bxform.yaml', project(''));
    expect(await kept(s)).toEqual({});
    await applied(s);
    await expectNoChanges(s);
    expect([main(s)['name'], stageRow(s, main(s), 'NEW')['name'], stageKeys(s, main(s))]).toEqual(['Main', 'Reported', ['NEW', 'WORK', 'SUCCESS', 'FAIL']]);
    expect(optionRows(s, fieldRow(s, typeRow(s, 'Repairs'), 'STATE')).map(({ value }) => value)).toEqual(['Works', 'Broken']);
  });

  test('let a new stage, a new option and a new field in among what the customer moved', async () => {
    const s = await shop(FREE);
    await applied(s);
    await aYear(s);
    const before = dump(s);
    s.write('config/workshop.yaml', REPAIR().replace('WORK: {', 'CHECK: Checked, WORK: {').replace('broken: Broken', 'lent: Lent, broken: Broken').replace('SERIAL:', 'MODEL: { type: string }\n      SERIAL:'));
    await applied(s);
    await expectNoChanges(s);
    expectUntouched(before, dump(s));
    const funnel = main(s, 'Service desk', 'Workshop');
    expect(stageKeys(s, funnel).indexOf('CHECK')).toBeLessThan(stageKeys(s, funnel).indexOf('SUCCESS'));
    expect(optionRows(s, fieldRow(s, typeRow(s, 'Service desk'), 'STATE')).map(({ value }) => value)).toEqual(['In order', 'Lent', 'Broken']);
  });

  test('ignore: a thing that is not there is not made, and what needs it says so', async () => {
    const s = await shop('  - { policy: ignore, address: smartProcess.repair/field.STATE }\n');
    const report = await applying(s);
    expect(report.blocked.map(({ address }) => address)).toEqual(['smartProcess.repair/field.STATE/option.works', 'smartProcess.repair/field.STATE/option.broken']);
    expect(report.blocked[0]!.reason).toContain('smartProcess.repair/field.STATE, which is left out and not on the portal');
    fieldRow(s, typeRow(s, 'Repairs'), 'SERIAL');
  });

  test('ignore: neither made nor removed, whatever the portal made by itself', async () => {
    const s = await shop('  - { policy: ignore, kind: stage }\n');
    await applied(s);
    await expectNoChanges(s);
    expect(stageKeys(s, main(s))).toEqual(['NEW', 'PREPARATION', 'CLIENT', 'SUCCESS', 'FAIL']);
    expect(stageRow(s, main(s), 'NEW')['name']).toBe('Start');
  });

  test('the one that leaves more to the portal holds', async () => {
    const s = await shop('  - { policy: initial, kind: stage }\n  - { policy: enforce, address: "**/stage.NEW" }\n  - { policy: enforce, kind: stage, properties: [name] }\n');
    await applied(s);
    await s.call('crm.status.update', { id: stageRow(s, main(s), 'NEW')['id'], fields: { NAME: 'Called in', SORT: 10 } });
    await expectNoChanges(s);
    expect(await kept(s)).toEqual({ 'smartProcess.repair/funnel.main/stage.NEW': ['name'] });
  });

  test('about nothing are a warning at their line, and wrong ones a problem', async () => {
    const s = await shop('  - { policy: ignore, address: smartProcess.reapir }\n  - { policy: initial, kind: stage, properties: [colour] }\n  - { policy: initial, kind: stage, properties: [color] }\n');
    const ran = await s.bxform('plan');
    expect(ran.code).toBe(0);
    expect((ran.stdout + ran.stderr).match(/bxform\.yaml:\d+:\d+ warning.*about nothing/g)).toHaveLength(2);
    s.write('bxform.yaml', project('  - { policy: once, kind: stage }\n  - { kind: stage }\n'));
    const wrong = await s.bxform('plan');
    expect(wrong.code).toBe(1);
    expect((wrong.stdout + wrong.stderr).match(/bxform\.yaml:[67]:\d+ error/g)).toHaveLength(2);
  });
});

describe('$initial and $ignore in a body', () => {
  test('speak of what stands below it, on every level', async () => {
    const s = await shop('', REPAIR('    $initial: [title, funnels.*.name, funnels.*.stages.*.color, fields.*.label]\n    $ignore: [fields.STATE.mandatory, funnels.*.stages.*.sort]\n'));
    await applied(s);
    await aYear(s);
    await s.call('userfieldconfig.update', { moduleId: 'crm', id: fieldRow(s, typeRow(s, 'Service desk'), 'SERIAL')['id'], field: { editFormLabel: { en: 'No.' } } });
    const plan = await planned(s);
    expect(plan.changes.map(({ address, properties }) => [address, properties.map(({ path }) => path)])).toEqual([
      ['smartProcess.repair/field.STATE/option.works', ['name']],
      ['smartProcess.repair/funnel.main/stage.NEW', ['name']],
    ]);
    await applied(s);
    await expectNoChanges(s);
    const funnel = main(s, 'Service desk', 'Workshop');
    expect(stageRow(s, funnel, 'NEW')).toMatchObject({ name: 'Reported', color: '#111111' });
    expect(stageKeys(s, funnel)).toEqual(['WORK', 'NEW', 'FAIL', 'SUCCESS']);
    expect((await kept(s))['smartProcess.repair/field.SERIAL']).toEqual(['label.en']);
  });

  test('about nothing are a warning at their line', async () => {
    const s = await shop('', REPAIR('    $initial: [titel, funnels.*.stages.*.color]\n'));
    const ran = await s.bxform('plan');
    expect([ran.code, (ran.stdout + ran.stderr).match(/config\/workshop\.yaml:6:\d+ warning/g)]).toEqual([0, [expect.any(String)]]);
  });

  test('on a standard type keep what people called the stages and entries of every portal', async () => {
    const s = await shop('', 'crm: { deal: { $initial: [funnels.*.stages.*.name], funnels: { default: { stages: { NEW: Incoming, SURVEY: Survey, WON: Sold } } } } }\ndictionaries: { SOURCE: { $ignore: [entries.*.name], entries: { CALL: Phone call, EXPO: Exhibition } } }\n');
    await byHand(s, { livedIn: true });
    const before = dump(s);
    const report = await applying(s);
    expectUntouched(before, dump(s));
    expect(report.blocked.map(({ address }) => address)).toEqual([]);
    expect(rowWhere(s, 'statuses', { entityId: 'DEAL_STAGE', statusId: 'SURVEY' })['name']).toBe('Survey');
  });
});

describe('a create under the policy initial', () => {
  const ALL = '  - { policy: initial, address: "**" }\n';

  test('writes everything, and everything is the customer’s from then on', async () => {
    const s = await shop(ALL);
    await applied(s);
    await expectNoChanges(s);
    expect([typeRow(s, 'Repairs')['isStagesEnabled'], stageRow(s, main(s), 'NEW')['name'], optionRows(s, fieldRow(s, typeRow(s, 'Repairs'), 'STATE')).length]).toEqual([true, 'Reported', 2]);
    await aYear(s);
    const before = dump(s);
    await applied(s);
    expectUntouched(before, dump(s));
    await expectNoChanges(s);
  });

  test.each([['lost-reply', 'crm.type.add'], ['lost-reply', 'crm.status.add'], ['lost-reply', 'crm.status.update'], ['lost-request', 'crm.status.update'], ['500', 'crm.category.update'], ['lost-request', 'userfieldconfig.add']] as const)('that meets %s at %s is completed', async (kind, method) => {
    const s = await shop(ALL);
    s.portal.addFaults({ kind, command: true, method, occurrence: 1 });
    await applying(s);
    s.portal.clearFaults();
    await applying(s);
    await expectNoChanges(s);
    const funnel = main(s);
    expect(['NEW', 'WORK', 'SUCCESS', 'FAIL'].map((key) => stageRow(s, funnel, key)).map(({ name, color }) => `${name} ${String(color).toUpperCase()}`)).toEqual(['Reported #22B9FF', 'Under repair #FFA900', 'Repaired #00FF00', 'Written off #FF0000']);
    expect(stageKeys(s, funnel)).toEqual(['NEW', 'WORK', 'SUCCESS', 'FAIL']);
  });

  test.each(['crm.status.update', 'crm.category.update'])('whose %s is refused is completed by the next apply, and the customer’s from then on', async (method) => {
    const s = await shop(ALL);
    s.portal.addFaults({ kind: 'error', code: 'ERROR_CORE', description: 'Out of order', command: true, method });
    expect((await applying(s)).code).toBe(4);
    s.portal.clearFaults();
    await applied(s);
    await expectNoChanges(s);
    expect(stageKeys(s, main(s))).toEqual(['NEW', 'WORK', 'SUCCESS', 'FAIL']);
    expect(['NEW', 'SUCCESS', 'FAIL'].map((key) => stageRow(s, main(s), key)['name'])).toEqual(['Reported', 'Repaired', 'Written off']);
    await aYear(s);
    const before = dump(s);
    await applied(s);
    expectUntouched(before, dump(s));
  });

  test('that was stopped after its first request is completed by the next apply', async () => {
    let child: ChildProcess | undefined;
    let made = false;
    const s = await shop(ALL, REPAIR(), { onChild: (started) => void (child = started), onRequest: () => {
      if (made || !s.portal.data().tables['types']!.some(({ title }) => title === 'Repairs')) return;
      made = true;
      child!.kill('SIGINT');
    } });
    const stopped = await s.bxform('apply', '--yes');
    expect([made, stopped.code]).toEqual([true, 5]);
    expect(stageRow(s, rowWhere(s, 'categories', { entityTypeId: typeRow(s, 'Repairs')['entityTypeId'] }), 'NEW')['name']).toBe('Start');
    await applied(s);
    await expectNoChanges(s);
    expect(['NEW', 'SUCCESS', 'FAIL'].map((key) => stageRow(s, main(s), key)['name'])).toEqual(['Reported', 'Repaired', 'Written off']);
  });

  test('that was fitted by hand after it was stopped is the customer’s from then on', async () => {
    const s = await shop(ALL);
    s.portal.addFaults({ kind: 'error', code: 'ERROR_CORE', description: 'Out of order', command: true, method: 'crm.category.update' });
    await applying(s);
    s.portal.clearFaults();
    const funnel = rowWhere(s, 'categories', { entityTypeId: typeRow(s, 'Repairs')['entityTypeId'] });
    await s.call('crm.category.update', { entityTypeId: funnel['entityTypeId'], id: funnel['id'], fields: { name: 'Main' } });
    await applied(s);
    await s.call('crm.category.update', { entityTypeId: funnel['entityTypeId'], id: funnel['id'], fields: { name: 'Workshop' } });
    await expectNoChanges(s);
  });
});
