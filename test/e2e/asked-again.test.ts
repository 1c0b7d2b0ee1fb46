// A question stays open until it is answered: applying the rest around it does not turn it into a guess.

import { expect, test } from 'vitest';
import { applied, applying, changeOf, configure, dump, expectNoChanges, forget, funnelRow, planned, rowWhere, table, typeRow, workshop } from './workshop.ts';

const FUNNELS = (workshopFunnel: string, more = ''): string => `
smartProcesses:
  repair:
    title: Repair
    settings: { stages: true, funnels: true, openPermissions: false }
    fields: { MODEL: { type: string, label: { en: Model } }${more} }
    funnels:
      intake: { name: Intake, default: true }
      workshop: ${workshopFunnel}
`;

test('a funnel that may have been renamed while the state was lost is asked about again after everything else was applied', async () => {
  const s = await workshop(FUNNELS('Workshop'));
  await applied(s);
  const type = typeRow(s, 'Repair');
  await s.call('crm.category.update', { entityTypeId: type['entityTypeId'], id: funnelRow(s, type, 'Workshop')['id'], fields: { name: 'Garage' } });
  forget(s);
  configure(s, FUNNELS('Workshop', ', SERIAL: { type: string, label: { en: Serial number } }'));
  const first = await applying(s);
  expect(first.code).toBe(0);
  expect(first.blocked.map(({ address }) => address)).toEqual(['smartProcess.repair/funnel.workshop']);
  const before = dump(s);
  const again = await applying(s);
  expect(again.blocked.map(({ address }) => address)).toEqual(['smartProcess.repair/funnel.workshop']);
  expect(changeOf(again, 'smartProcess.repair/funnel.workshop').answers).toEqual([expect.stringMatching(/^adopt: \d+ +# Garage$/), expect.stringMatching(/^create: true/)]);
  expect(dump(s).tables['categories']).toEqual(before.tables['categories']);
  configure(s, FUNNELS('{ name: Workshop, adopt: Garage }', ', SERIAL: { type: string, label: { en: Serial number } }'));
  await applied(s);
  await expectNoChanges(s);
  expect(table(s, 'categories')).toHaveLength(before.tables['categories']!.length);
});

test('a funnel that is recorded, though no longer declared, does not stand in the way of a new one', async () => {
  const s = await workshop(FUNNELS('Workshop'));
  await applied(s);
  forget(s);
  await applied(s);
  configure(s, FUNNELS('Workshop').replace('workshop: Workshop', 'garage: Garage'));
  await applied(s);
  expect(funnelRow(s, typeRow(s, 'Repair'), 'Garage')).toBeDefined();
});

test('a workplace renamed while the state was lost, with our smart process in it, is asked about, also after the next apply', async () => {
  const yaml = (answer = ''): string => `
smartProcesses: { repair: { title: Repair, settings: { openPermissions: false } } }
workplaces: { service: { title: Service, ${answer}smartProcesses: [repair] } }
`;
  const s = await workshop(yaml());
  await applied(s);
  await s.call('crm.automatedsolution.update', { id: rowWhere(s, 'solutions', { title: 'Service' })['id'], fields: { title: 'Field service' } });
  forget(s);
  for (let time = 0; time < 2; time += 1) {
    const report = await applying(s);
    expect(report.blocked.map(({ address }) => address)).toContain('workplace.service');
    expect(table(s, 'solutions')).toHaveLength(1);
  }
  configure(s, yaml('adopt: Field service, '));
  await applied(s);
  await expectNoChanges(s);
  expect(rowWhere(s, 'solutions', { title: 'Service' })).toBeDefined();
});

test('a saved plan is stale once somebody else made a smart process of the title it would create', async () => {
  const s = await workshop('smartProcesses: { repair: { title: Repair, settings: { openPermissions: false } } }');
  await s.bxform('plan', '--out', 'repair.plan');
  await s.call('crm.type.add', { fields: { title: 'repair ' } });
  const refused = await s.bxform('apply', 'repair.plan', '--yes');
  expect(refused.code, refused.stdout + refused.stderr).toBe(6);
  const named = () => table(s, 'types').filter((row) => /^repair$/i.test(String(row['title']).trim()));
  expect(named()).toHaveLength(1);
  configure(s, 'smartProcesses: { repair: { title: Repair, create: true, settings: { openPermissions: false } } }');
  await s.bxform('plan', '--out', 'second.plan');
  expect((await s.bxform('apply', 'second.plan', '--yes')).code).toBe(0);
  expect(named()).toHaveLength(2);
  expect((await planned(s)).summary['create']).toBe(0);
});
