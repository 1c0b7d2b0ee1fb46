import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/model/value.ts';
import type { State, StateEntry } from '../../src/state/port.ts';
import { parseState, stateText } from '../../src/state/state-text.ts';
import { checkState, newState, withEntries, withoutEntry } from '../../src/state/state.ts';

const equipment: StateEntry = { kind: 'smartProcess', ids: { id: 3, entityTypeId: 1040 }, origin: 'created', name: 'Equipment' };
const repair: StateEntry = { kind: 'funnel', ids: { id: 12 }, origin: 'sideEffect' };
const empty = newState('field-service', 'acme.bitrix24.eu', 'b7c1');
const both = withEntries(empty, { 'smartProcess.equipment': equipment, 'smartProcess.equipment/funnel.main': repair });

describe('a state', () => {
  test('begins empty, with serial 0 and an instance of its own', () => {
    expect(empty).toEqual({ format: 'bxform-state/1', project: 'field-service', portal: 'acme.bitrix24.eu', instance: 'b7c1', serial: 0, entries: {} });
  });

  test('gets the next serial with every change, and none when nothing changes', () => {
    expect(both.serial).toBe(1);
    expect(withEntries(both, { 'smartProcess.equipment': { ...equipment, ids: { entityTypeId: 1040, id: 3 } } })).toBe(both);
    expect(withEntries(both, { 'smartProcess.equipment': { ...equipment, name: 'Machines' } }).serial).toBe(2);
    expect(withEntries(both, {})).toBe(both);
  });

  test('forgets one address and keeps what is under it', () => {
    const without = withoutEntry(both, 'smartProcess.equipment');
    expect(Object.keys(without.entries)).toEqual(['smartProcess.equipment/funnel.main']);
    expect(without.serial).toBe(2);
    expect(withoutEntry(both, 'smartProcess.request')).toBe(both);
  });

  test('is not changed by what is made from it', () => {
    withEntries(both, { deal: equipment });
    withoutEntry(both, 'smartProcess.equipment');
    expect(Object.keys(both.entries)).toEqual(['smartProcess.equipment', 'smartProcess.equipment/funnel.main']);
    expect(empty.entries).toEqual({});
  });

  test('of this project and portal may be used', () => {
    expect(checkState(both, { project: 'field-service', portal: 'acme.bitrix24.eu' })).toBeUndefined();
  });

  test.each([
    ['another project', { project: 'crm-basics', portal: 'acme.bitrix24.eu' }, 'state-of-another-project'],
    ['another portal', { project: 'field-service', portal: 'other.bitrix24.eu' }, 'state-of-another-portal'],
  ])('of %s is refused with a way out', (_title, expected, code) => {
    expect(checkState(both, expected)).toMatchObject({ code, level: 'error', hint: expect.stringMatching(/`bxform state (list|rebind)`/) });
  });
});

describe('the state file', () => {
  test('is the same text whatever order things were learnt in', () => {
    const other = withEntries(empty, {
      'smartProcess.equipment/funnel.main': { origin: 'sideEffect', ids: { id: 12 }, kind: 'funnel' },
      'smartProcess.equipment': { name: 'Equipment', origin: 'created', ids: { entityTypeId: 1040, id: 3 }, kind: 'smartProcess' },
    });
    expect(stateText(other)).toBe(stateText(both));
  });

  test('has a line for everything, so that it reads well in version control', async () => {
    await expect(stateText(both)).toMatchFileSnapshot('golden/state.json');
  });

  test('reads back as what was written', () => {
    const entries = fc.dictionary(
      fc.string({ unit: 'binary' }),
      fc.record({ kind: fc.string(), ids: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer())), origin: fc.constant('created' as const) }),
    );
    fc.assert(
      fc.property(entries, (found) => {
        const state: State = { ...empty, entries: found };
        expect(parseState(stateText(state), 'x.json')).toEqual(JSON.parse(JSON.stringify(state)));
      }),
    );
  });

  test('never holds the text of a secret', () => {
    const blind = { token: new Secret('${env.TOKEN}', 'hunter2-plaintext', () => 'h1') };
    const text = stateText(withEntries(empty, { 'activity.create-invoice': { kind: 'activity', ids: {}, origin: 'created', blind } }));
    expect(text).not.toContain('hunter2');
    expect(text).toContain('"$env": "${env.TOKEN}"');
  });
});

describe('a state file that cannot be trusted is refused, saying what to do:', () => {
  const text = stateText(both);
  const changed = (change: (state: Record<string, any>) => void): string => {
    const state = JSON.parse(text) as Record<string, any>;
    change(state);
    return JSON.stringify(state);
  };

  test.each<[string, string, RegExp]>([
    ['empty', ' \n', /x\.json is empty; restore it/],
    ['not JSON', '{"format": ', /not JSON; restore it/],
    ['an unfinished merge', `<<<<<<< HEAD\n${text}`, /unfinished merge; take one side/],
    ['a newer format', changed((state) => (state['format'] = 'bxform-state/2')), /newer bxform \(bxform-state\/2, .*update bxform/],
    ['a file of something else', '{"version": 4, "resources": []}', /not a state of bxform/],
    ['a list', '[]', /not a state of bxform/],
    ['no instance', changed((state) => delete state['instance']), /damaged \(no instance\)/],
    ['a serial that is none', changed((state) => (state['serial'] = '1')), /damaged \(no serial\)/],
    ['no entries', changed((state) => (state['entries'] = [])), /damaged \(no entries\)/],
    ['an origin nobody knows', changed((state) => (state['entries']['smartProcess.equipment'].origin = 'stolen')), /damaged \(entry "smartProcess\.equipment"\)/],
    ['an id that is none', changed((state) => (state['entries']['smartProcess.equipment'].ids.id = null)), /damaged \(entry/],
  ])('%s', (_title, damaged, message) => {
    expect(() => parseState(damaged, 'x.json')).toThrow(message);
  });
});
