import { expect, test } from 'vitest';
import { countRecords } from '../../src/engine/count-records.ts';
import type { Call, Outcome } from '../../src/model/call.ts';
import type { Remote } from '../../src/remote/port.ts';
import { field, option, process, thing } from '../audit/workshop.ts';

const machines = 'smartProcess.machine';
const of = (entityTypeId: number) => ({ ids: { entityTypeId } });
const typed = (things: ReturnType<typeof process>, entityTypeId: number) => things.map((each, at) => (at === 0 ? { ...each, row: { ...each.row, ...of(entityTypeId) } } : each));
const state = field('machine', 'STATE', { type: 'enumeration' });
const things = [
  ...typed(process('machine', 'Machines', field('machine', 'SERIAL'), state, option(state.row.uid, 'ok', 'Works', 31), field('machine', 'SEALED', { type: 'boolean' }), field('machine', 'TAGS', { type: 'enumeration', multiple: true }), option(`${machines}/field.TAGS`, 'new', 'New')), 1040),
  ...typed(process('visit', 'Visits', field('visit', 'DATE')), 1044),
  thing('relation', `relation(deal,${machines})`),
];
const byUid = new Map(things.map(({ row }) => [row.uid, row]));

/** Answers by what is asked for; keeps what was sent, a list for each round. */
function portal(answer: (call: Call) => Outcome): { readonly remote: Remote; readonly sent: Call[][] } {
  const sent: Call[][] = [];
  const remote = { send: async (calls: readonly Call[]) => (sent.push([...calls]), calls.map(answer)) } as unknown as Remote;
  return { remote, sent };
}

const asked = ({ params }: Call): string => `${params['entityTypeId']} ${JSON.stringify(params['filter'] ?? 'all')}`;
const ids = (count: number, total?: number): Outcome => ({ kind: 'done', result: { items: Array.from({ length: count }, (_, id) => ({ id })) }, ...(total === undefined ? {} : { total }) });

test('types are counted first, their fields where there are records, options where a field is filled', async () => {
  const { remote, sent } = portal((call) => (call.params['entityTypeId'] === 1044 ? ids(0, 0) : call.params['filter'] === undefined ? ids(50, 64) : /SERIAL/.test(asked(call)) ? ids(0) : ids(3)));
  const { counts, unknown } = await countRecords({ remote, things, byUid });
  expect(sent.map((round) => round.map(asked))).toEqual([
    ['1040 "all"', '1044 "all"'],
    ['1040 {"!=UF_CRM_7_SERIAL":""}', '1040 {"!=UF_CRM_7_STATE":""}', '1040 {"=UF_CRM_7_SEALED":"1"}', '1040 {"!=UF_CRM_7_TAGS":""}'],
    ['1040 {"=UF_CRM_7_STATE":"31"}'],
  ]);
  expect([counts.get(machines), counts.get('smartProcess.visit'), counts.get(`${machines}/field.SERIAL`), counts.has('smartProcess.visit/field.DATE')]).toEqual([64, 0, 0, false]);
  expect([...unknown]).toEqual([]);
});

test('nothing of a record is asked for but its id, and nothing is counted that need not be', async () => {
  const { remote, sent } = portal(() => ids(1, 1));
  await countRecords({ remote, things, byUid });
  const calls = sent.flat();
  expect(new Set(calls.map(({ method, params, retry }) => `${method} ${JSON.stringify(params['select'])} ${retry}`))).toEqual(new Set(['crm.item.list ["id"] read']));
  expect(calls.filter(({ params }) => params['filter'] !== undefined).every(({ params }) => params['start'] === -1)).toBe(true);
});

test('what the portal refuses is unknown, not unused, and what is below it is not asked for', async () => {
  const { remote, sent } = portal((call) => (call.params['entityTypeId'] === 1040 ? { kind: 'refused', code: 'ACCESS_DENIED', message: 'no' } : ids(0, 0)));
  const { counts, unknown } = await countRecords({ remote, things, byUid });
  expect([[...unknown], counts.get('smartProcess.visit'), sent.length]).toEqual([[machines], 0, 1]);
});

test('other questions travel with the first, and alone where nothing is counted', async () => {
  const time: Call = { method: 'server.time', params: {}, retry: 'read' };
  const { remote, sent } = portal((call) => (call === time ? { kind: 'done', result: 'noon' } : ids(0, 0)));
  expect((await countRecords({ remote, things, byUid, extra: [time] })).outcomes).toEqual([{ kind: 'done', result: 'noon' }]);
  expect(sent.map((round) => round.map(({ method }) => method))).toEqual([['server.time', 'crm.item.list', 'crm.item.list']]);
  const alone = portal(() => ({ kind: 'done', result: 'noon' }));
  await countRecords({ remote: alone.remote, things: [], byUid, extra: [time] });
  expect(alone.sent).toEqual([[time]]);
});
