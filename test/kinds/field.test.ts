import { describe, expect, onTestFinished, test } from 'vitest';
import { FIELD_TYPES } from '../../src/model/field-types.ts';
import { workshop, type Workshop } from '../in-process.ts';
import { NEEDED, SAMPLES } from './field-settings.ts';

const opened = async (): Promise<Workshop> => {
  const shop = await workshop();
  onTestFinished(shop.close);
  return shop;
};

const settings = Object.entries(SAMPLES).flatMap(([type, samples]) => Object.entries(samples).map(([setting, sample]) => ({ type, setting, sample })));
const codeOf = (type: string, setting: string): string => `${type}_${setting}`.toUpperCase();

/** One field for every setting of every type, with the value that `pick` says. */
const every = (pick: (entry: (typeof settings)[number]) => unknown): object => ({
  request: { title: 'Request', settings: { openPermissions: false } },
  equipment: {
    title: 'Equipment',
    settings: { openPermissions: false },
    fields: Object.fromEntries(settings.flatMap((entry) => {
      const value = pick(entry);
      return value === undefined ? [] : [[codeOf(entry.type, entry.setting), { type: entry.type, ...NEEDED[entry.type], [entry.setting]: value }]];
    })),
  },
});

async function settle(shop: Workshop, smartProcesses: object): Promise<void> {
  shop.declare({ smartProcesses });
  const { applied, problems } = await shop.apply();
  expect(problems).toEqual([]);
  expect(applied!.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  const again = await shop.plan();
  expect(again.plan!.changes.filter(({ action }) => action !== 'none').map(({ address, action, properties }) => ({ address, action, properties }))).toEqual([]);
}

describe('the settings of field types', () => {
  test('each has a sample here', () => {
    expect(Object.fromEntries(Object.entries(SAMPLES).map(([type, samples]) => [type, Object.keys(samples).sort()])))
      .toEqual(Object.fromEntries(Object.entries(FIELD_TYPES).map(([type, table]) => [type, Object.keys(table).sort()])));
  });

  test('clearing is offered for those that have nothing to say, and for no others', () => {
    for (const { type, setting, sample } of settings) expect([type, setting, FIELD_TYPES[type]![setting]!.clearable === true]).toEqual([type, setting, sample.clearable === true]);
  });

  test('each reads back as it was created, changed and cleared', async () => {
    const shop = await opened();
    await settle(shop, every(({ sample }) => sample.values[0]));
    await settle(shop, every(({ sample }) => sample.values[1]));
    await settle(shop, every(({ sample }) => (sample.clearable ? null : sample.values[0])));
    await settle(shop, every(({ sample }) => sample.values[1]));
  });
});
