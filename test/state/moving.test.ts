import { expect, test } from 'vitest';
import { conflicts, moved } from '../../src/state/moving.ts';
import type { State, StateEntry } from '../../src/state/port.ts';

const entry = (kind: string, id: number): StateEntry => ({ kind, ids: { id }, origin: 'created' });
const state = (entries: Record<string, StateEntry>): State => ({ format: 'bxform-state/1', project: 'workshop', portal: 'acme.bitrix24.eu', instance: 'b7c1', serial: 4, entries });

const machines = state({
  'smartProcess.machines': entry('smartProcess', 16),
  'smartProcess.machines/field.SERIAL': entry('field', 301),
  'smartProcess.machines-old': entry('smartProcess', 17),
  'relation(deal,smartProcess.machines)': entry('relation', 1),
  'deal/field.MACHINE': entry('field', 302),
});

test('a key moves with all below it and the relations that name it, and nothing else does', () => {
  const { next, addresses, problems } = moved(machines, 'smartProcess.machines', 'smartProcess.equipment');
  expect(problems).toEqual([]);
  expect(addresses).toEqual(['smartProcess.equipment', 'smartProcess.equipment/field.SERIAL', 'relation(deal,smartProcess.equipment)']);
  expect(Object.keys(next.entries)).toEqual(['smartProcess.equipment', 'smartProcess.equipment/field.SERIAL', 'smartProcess.machines-old', 'relation(deal,smartProcess.equipment)', 'deal/field.MACHINE']);
  expect(next.entries['smartProcess.equipment/field.SERIAL']).toEqual(entry('field', 301));
  expect(next.serial).toBe(5);
});

test.each([
  ['an address the state has already', 'smartProcess.machines-old', ['already-in-state']],
  ['another kind of thing', 'workplace.machines', ['other-kind']],
  ['another depth', 'smartProcess.machines/field.SERIAL', ['other-kind', 'already-in-state']],
])('nothing moves to %s', (_what, to, codes) => {
  const { next, problems } = moved(machines, 'smartProcess.machines', to);
  expect(problems.map(({ code }) => code)).toEqual(expect.arrayContaining(codes.slice(0, 1)));
  expect(next).toBe(machines);
});

test('what the state does not know moves nothing', () => {
  expect(moved(machines, 'smartProcess.boats', 'smartProcess.ships')).toEqual({ next: machines, addresses: [], problems: [] });
});

test('two states differ where the same address has other ids or is another kind', () => {
  const theirs = state({ ...machines.entries, 'deal/field.MACHINE': entry('field', 999), 'smartProcess.machines': entry('workplace', 16), 'deal/field.NEW': entry('field', 5) });
  expect(conflicts(machines, theirs)).toEqual(['smartProcess.machines', 'deal/field.MACHINE']);
});
