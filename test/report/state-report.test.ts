import { describe, expect, test } from 'vitest';
import { stateListJson, stateListText, stateShowJson, stateShowText, type Remembered } from '../../src/report/state-report.ts';
import { Secret } from '../../src/model/value.ts';
import { complaints } from './output-schemas.ts';

const plain = { color: false };
const state: Remembered = {
  project: 'field-service',
  portal: 'acme.bitrix24.eu',
  instance: 'b7c1',
  serial: 12,
  entries: {
    'smartProcess.equipment/funnel.main': { kind: 'funnel', ids: { id: 12 }, origin: 'sideEffect', name: 'Repair', unwanted: true },
    'smartProcess.equipment': { kind: 'smartProcess', ids: { id: 3, entityTypeId: 1040 }, origin: 'created', name: 'Equipment', mark: 'field-service.equipment' },
    'activity.create-invoice': {
      kind: 'activity',
      ids: { code: 'create_invoice' },
      origin: 'recovered',
      key: 'create_invoice',
      blind: { handler: 'https://hooks.example.com/invoice', token: new Secret('${env.TOKEN}', 'hunter2-plaintext', () => 'h1'), old: { $env: '${env.OLD}', hash: 'h0' } },
    },
  },
};
const activity = 'activity.create-invoice';

describe('what bxform remembers', () => {
  test('is listed by address', async () => {
    await expect(stateListText(state, plain)).toMatchFileSnapshot('golden/state-list.txt');
  });

  test('is listed for programs as the schema promises', async () => {
    await expect(stateListJson(state)).toMatchFileSnapshot('golden/state-list.json');
    expect(complaints('state-list', stateListJson(state))).toEqual([]);
  });

  test('of one resource is shown with its secrets masked', async () => {
    const text = stateShowText(activity, state.entries[activity]!, plain);
    await expect(text).toMatchFileSnapshot('golden/state-show.txt');
    expect(text).not.toMatch(/hunter2|env\.|h1|h0/);
  });

  test('of one resource is shown for programs as the schema promises', async () => {
    for (const [address, entry] of Object.entries(state.entries)) expect(complaints('state-show', stateShowJson(state, address, entry))).toEqual([]);
    const text = stateShowJson(state, activity, state.entries[activity]!);
    await expect(text).toMatchFileSnapshot('golden/state-show.json');
    expect(text).not.toMatch(/hunter2|env\.|"hash"/);
  });

  test('may be nothing', () => {
    expect(stateListText({ ...state, entries: {} }, plain)).toBe('The state is empty: bxform remembers nothing of this portal.\n');
  });
});
