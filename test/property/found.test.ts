// What the property tests and the fault runs found, each in the smallest configuration that shows it.

import { expect, onTestFinished, test } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/index.ts';
import { workshop, type Configuration, type Workshop } from '../in-process.ts';

const process = (title: string, more: object = {}): object => ({ title, settings: { openPermissions: false, ...(more as { settings?: object }).settings }, ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'settings')) });

async function start(configuration: Configuration | string, options: SandboxOptions = {}): Promise<Workshop> {
  const w = await workshop(options);
  onTestFinished(w.close);
  w.declare(configuration);
  return w;
}

/** Applies without a failure, and leaves nothing to do. */
async function settles(w: Workshop): Promise<void> {
  const { applied, problems } = await w.apply();
  expect(problems).toEqual([]);
  expect(applied!.outcomes.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
  const again = await w.plan();
  expect(again.plan!.changes.filter(({ action }) => action !== 'none')).toEqual([]);
}

test('stages may have keys that every object has, such as __proto__ and toString', async () => {
  const stages = '{ "__proto__": "Odd", "toString": "Odder", "constructor": "Oddest", "SUCCESS": "Done", "FAIL": "Scrapped" }';
  const w = await start(`{ "smartProcesses": { "equipment": { "title": "Equipment", "settings": { "stages": true, "funnels": true, "openPermissions": false }, "funnels": { "main": { "name": "Repair", "default": true }, "second": { "name": "Visits", "stages": ${stages} } } } } }`);
  await settles(w);
  const codes = w.portal.data().tables['statuses']!.map(({ statusId }) => String(statusId).split(':')[1]);
  for (const key of ['__proto__', 'toString', 'constructor']) expect(codes).toContain(key);
});

test('a relation is written to a smart process whose settings change in the same apply', async () => {
  const w = await start({ smartProcesses: { equipment: process('Equipment') } });
  await settles(w);
  w.declare({ smartProcesses: { equipment: process('Machines'), visit: process('Visits', { relations: [{ parent: 'smartProcess.equipment' }] }) } });
  await settles(w);
  expect(w.portal.data().tables['relations']).toHaveLength(1);
});

test('a smart process moves to a new workplace while its old one takes another in', async () => {
  const smartProcesses = { equipment: process('Equipment'), request: process('Request') };
  const w = await start({ smartProcesses, workplaces: { service: { title: 'Service', smartProcesses: ['equipment'] } } });
  await settles(w);
  w.declare({ smartProcesses, workplaces: { service: { title: 'Service', smartProcesses: ['request'] }, office: { title: 'Office', smartProcesses: ['equipment'] } } });
  await settles(w);
});

test('two workplaces exchange their smart processes in one apply', async () => {
  const smartProcesses = { equipment: process('Equipment'), request: process('Request') };
  const w = await start({ smartProcesses, workplaces: { service: { title: 'Service', smartProcesses: ['equipment'] }, office: { title: 'Office', smartProcesses: ['request'] } } });
  await settles(w);
  w.declare({ smartProcesses, workplaces: { service: { title: 'Service', smartProcesses: ['request'] }, office: { title: 'Office', smartProcesses: ['equipment'] } } });
  await settles(w);
});

test('an automatic stage that would need other semantics is refused before anything is created', async () => {
  const w = await start({ smartProcesses: { equipment: process('Equipment', { settings: { stages: true }, funnels: { main: { name: 'Repair', default: true, stages: { NEW: 'Reported', SUCCESS: 'Done', CLIENT: { name: 'Declined', semantics: 'failure' } } } } }) } });
  const { problems } = await w.plan();
  expect(problems.map(({ code, message }) => `${code}: ${message}`)).toEqual(['fixed-property: semantics of smartProcess.equipment/funnel.main/stage.CLIENT cannot change: it is "process" on the portal']);
});

test('a field with the sort 0, which the portal would take for none, is refused with its place', async () => {
  const w = await start({ smartProcesses: { equipment: process('Equipment', { fields: { SERIAL: { type: 'string', sort: 0 } } }) } });
  const { problems } = await w.plan();
  expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('a whole number from 1 on')]);
});

test('a field that somebody else made while apply was running is refused by the portal and not taken for ours', async () => {
  let w: Workshop | undefined;
  const foreign = (): void => {
    const tables = w!.portal.data().tables;
    const type = tables['types']!.find(({ title }) => title === 'Equipment');
    if (type === undefined || tables['fields']!.some(({ fieldName }) => fieldName === `UF_CRM_${type['id']}_SERIAL`)) return;
    tables['fields']!.push({ id: 999, entityId: `CRM_${type['id']}`, fieldName: `UF_CRM_${type['id']}_SERIAL`, userTypeId: 'string', xmlId: '', sort: 100, multiple: 'N', mandatory: 'N', showFilter: 'N', showInList: 'Y', editInList: 'Y', isSearchable: 'N', settings: {}, labels: { en: { editFormLabel: 'Theirs' } } });
  };
  w = await start({ smartProcesses: { equipment: process('Equipment', { fields: { SERIAL: { type: 'string', label: 'Ours' } } }) } }, { onRequest: (_number, phase) => (phase === 'received' ? foreign() : undefined) });
  const { applied } = await w.apply();
  expect(applied!.outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'failed']);
  const { plan } = await w.plan();
  expect(plan!.changes.filter(({ action }) => action !== 'none').map(({ address, action }) => `${action} ${address}`)).toEqual(['blocked smartProcess.equipment/field.SERIAL']);
});
