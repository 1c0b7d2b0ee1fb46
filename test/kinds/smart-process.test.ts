import { describe, expect, test } from 'vitest';
import { OPEN, apply, call, changes, opened, settle, typeNamed, wrong } from './shop.ts';

const TOGGLES = ['stages', 'funnels', 'client', 'automation', 'businessProcesses', 'recycleBin', 'openPermissions', 'beginCloseDates', 'products', 'myCompany', 'documents', 'source', 'observers', 'useInUserFields', 'payments', 'counters', 'recurring', 'tracking'];
const equipment = (more: object = {}): object => ({ equipment: { title: 'Equipment', settings: OPEN, ...more } });
const scalars = ({ updatedTime: _time, relations: _relations, ...type }: any): object => type;

describe('a smart process', () => {
  test('takes every setting on, and off again, one at a time, and no other moves', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ settings: Object.fromEntries(TOGGLES.map((word) => [word, false])) }) });
    const bare = scalars(await typeNamed(shop, 'Equipment')) as Record<string, unknown>;
    for (const word of TOGGLES) {
      await settle(shop, { smartProcesses: equipment({ settings: { [word]: true } }) });
      const now = scalars(await typeNamed(shop, 'Equipment')) as Record<string, unknown>;
      const moved = Object.keys(now).filter((key) => JSON.stringify(now[key]) !== JSON.stringify(bare[key]));
      expect([word, moved.length]).toEqual([word, word === 'tracking' ? 0 : 1]);
      await settle(shop, { smartProcesses: equipment({ settings: { [word]: false } }) });
      expect(scalars(await typeNamed(shop, 'Equipment'))).toEqual(bare);
    }
  });

  test('is created with all settings at once', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ settings: Object.fromEntries(TOGGLES.map((word) => [word, true])) }) });
    expect(await typeNamed(shop, 'Equipment')).toMatchObject({ isStagesEnabled: 'Y', isSetOpenPermissions: 'Y', isCountersEnabled: 'Y', isRecurringEnabled: 'Y' });
  });

  test('must say openPermissions when it is created, because the default opens new funnels to everybody', async () => {
    const shop = await opened();
    expect(await wrong(shop, { smartProcesses: { equipment: { title: 'Equipment' } } })).toEqual(['unsaid-property']);
    await settle(shop, { smartProcesses: equipment() });
    await settle(shop, { smartProcesses: { equipment: { title: 'Equipment of customers' } } });
    expect(await typeNamed(shop, 'Equipment of customers')).toMatchObject({ isSetOpenPermissions: 'N' });
  });

  test('keeps the settings and the code that nobody declares', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment() });
    const { id, code } = await typeNamed(shop, 'Equipment');
    await call(shop, 'crm.type.update', { id, fields: { isClientEnabled: 'Y', isObserversEnabled: 'Y' } });
    await settle(shop, { smartProcesses: equipment({ title: 'Machines' }) });
    expect(await typeNamed(shop, 'Machines')).toMatchObject({ id, code, isClientEnabled: 'Y', isObserversEnabled: 'Y' });
  });

  test('compares a setting the portal never tells with what was applied last', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment() });
    shop.declare({ smartProcesses: equipment({ settings: { ...OPEN, tracking: true } }) });
    expect(await changes(shop)).toEqual([{ address: 'smartProcess.equipment', action: 'update', properties: [['settings.tracking', undefined, true]] }]);
    await settle(shop, { smartProcesses: equipment({ settings: { ...OPEN, tracking: true } }) });
    shop.declare({ smartProcesses: equipment({ settings: { ...OPEN, tracking: false } }) });
    expect(await changes(shop)).toEqual([{ address: 'smartProcess.equipment', action: 'update', properties: [['settings.tracking', undefined, false]] }]);
    await settle(shop, { smartProcesses: equipment({ settings: { ...OPEN, tracking: false } }) });
  });

  test('never changes its number', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ entityTypeId: 1040 }) });
    expect(await wrong(shop, { smartProcesses: equipment({ entityTypeId: 1042 }) })).toEqual(['fixed-property']);
  });

  test('keeps a code of the user\'s own, and changes it when told to', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ code: 'EQUIPMENT' }) });
    expect((await typeNamed(shop, 'Equipment')).code).toBe('EQUIPMENT');
    await settle(shop, { smartProcesses: equipment({ code: 'MACHINES' }) });
    expect((await typeNamed(shop, 'Equipment')).code).toBe('MACHINES');
  });

  test('says what the portal would refuse later', async () => {
    const shop = await opened();
    const two = { repair: { name: 'Repair', default: true }, maintenance: 'Maintenance' };
    expect(await wrong(shop, { smartProcesses: equipment({ funnels: two }) })).toEqual(['funnels-disabled']);
    expect(await wrong(shop, { smartProcesses: equipment({ funnels: { repair: 'Repair' } }) })).toEqual(['default-funnel']);
    const defaults = { repair: { name: 'Repair', default: true }, maintenance: { name: 'Maintenance', default: true } };
    expect(await wrong(shop, { smartProcesses: equipment({ settings: { ...OPEN, funnels: true }, funnels: defaults }) })).toEqual(['default-funnel']);
    const stages = { repair: { name: 'Repair', default: true, stages: { NEW: 'New', SUCCESS: 'Repaired', FAIL: 'Written off' } } };
    expect(await wrong(shop, { smartProcesses: equipment({ settings: { ...OPEN, stages: false }, funnels: stages }) })).toEqual(['stages-disabled']);
    expect(await wrong(shop, { smartProcesses: equipment({ settings: { ...OPEN, useInUserFields: false }, linkedUserFields: ['task'] }) })).toEqual(['linked-fields-disabled']);
  });

  test('a title loses the blanks around it on both sides', async () => {
    const shop = await opened();
    await settle(shop, { smartProcesses: equipment({ title: '  Equipment \n' }) });
    expect((await typeNamed(shop, 'Equipment')).title).toBe('Equipment');
  });

  test('whose setting an older portal does not know is reported as accepted but not applied', async () => {
    const shop = await opened({ switches: { newerTypes: false } });
    const outcomes = await apply(shop, { smartProcesses: equipment({ settings: { ...OPEN, recurring: true } }) });
    expect(outcomes).toEqual([expect.objectContaining({ outcome: 'failed', code: 'not-applied', message: expect.stringContaining('settings.recurring') })]);
  });
});
