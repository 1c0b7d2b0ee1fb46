import { describe, expect, test } from 'vitest';
import { guard } from '../../src/engine/guard.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Plan } from '../../src/model/plan.ts';
import { openRemote } from '../../src/remote/index.ts';
import { fileStateStore } from '../../src/state/file-store.ts';
import type { State } from '../../src/state/port.ts';
import { call, opened, OPEN, typeNamed } from '../kinds/shop.ts';

const equipment = (more: object = {}): object => ({ smartProcesses: { equipment: { title: 'Equipment', settings: OPEN, fields: { SERIAL: { type: 'string', label: 'Serial number' } }, ...more } } });

type Change = (plan: Plan, state: State | undefined) => { readonly plan?: Plan; readonly state?: State | undefined; readonly project?: string };

/** A plan to rename, made and then looked at again after something happened to the portal or to the plan. */
async function guarded(happen: (shop: Awaited<ReturnType<typeof opened>>) => Promise<void>, change: Change = () => ({})): Promise<string[]> {
  const shop = await opened();
  shop.declare(equipment());
  await shop.apply();
  shop.declare(equipment({ title: 'Machines', fields: { SERIAL: { type: 'string', label: 'Serial number' }, STATE: { type: 'boolean', label: 'Works' } } }));
  const { plan } = await shop.plan();
  await happen(shop);
  const remote = openRemote({ webhook: shop.portal.url, clockScale: 2_000 });
  const store = fileStateStore({ folder: `${shop.folder}/.bxform`, name: 'env', now: Date.now });
  const state = await store.load();
  const found = await guard({ plan: plan!, project: 'workshop', kinds: KINDS, remote, state, ...change(plan!, state) });
  remote.close();
  return found.problems.map(({ code, message }) => `${code}: ${message}`);
}
const nothing = async (): Promise<void> => undefined;
const staled = (what: string): unknown[] => [expect.stringMatching(new RegExp(`^stale-plan: .*${what}`))];

describe('a saved plan', () => {
  test('holds while nothing it speaks of moved', async () => {
    expect(await guarded(async (shop) => {
      await call(shop, 'crm.type.add', { fields: { title: 'Somebody else' } });
      await call(shop, 'crm.type.update', { id: (await typeNamed(shop, 'Equipment')).id, fields: { isClientEnabled: 'Y' } });
    })).toEqual([]);
  });

  test('is stale when a property it changes moved', async () => {
    expect(await guarded(async (shop) => call(shop, 'crm.type.update', { id: (await typeNamed(shop, 'Equipment')).id, fields: { title: 'Renamed by hand' } }))).toEqual(staled('smartProcess.equipment changed on the portal'));
  });

  test('is stale when what it creates is there by now', async () => {
    expect(await guarded(async (shop) => {
      const { id } = await typeNamed(shop, 'Equipment');
      await call(shop, 'userfieldconfig.add', { moduleId: 'crm', field: { entityId: `CRM_${id}`, fieldName: `UF_CRM_${id}_STATE`, userTypeId: 'boolean' } });
    })).toEqual(staled('field.STATE is on the portal by now'));
  });

  test('is stale when what it changes is gone', async () => {
    const problems = await guarded(async (shop) => call(shop, 'crm.type.delete', { id: (await typeNamed(shop, 'Equipment')).id }));
    expect(problems).toContainEqual(expect.stringMatching(/^stale-plan: smartProcess\.equipment changed/));
  });

  test.each<[string, Change, string]>([
    ['of another project', () => ({ project: 'another' }), 'made for the project workshop'],
    ['of another portal', (plan) => ({ plan: { ...plan, portal: { ...plan.portal, host: 'other.bitrix24.eu' } } }), 'made for the portal other.bitrix24.eu'],
    ['after another apply', (_plan, state) => ({ state: { ...state!, serial: state!.serial + 1 } }), 'something was applied'],
    ['without the state it was made with', () => ({ state: undefined }), 'something was applied'],
    ['that was edited', (plan) => ({ plan: { ...plan, targets: {} } }), 'changed after it was made'],
  ])('%s is refused before anything is read', async (_what, change, message) => {
    expect(await guarded(nothing, change)).toEqual(expect.arrayContaining(staled(message)));
  });
});
