// What an application has on a portal, written into files and declared again: nothing of it may be lost or bent.

import { expect, test } from 'vitest';
import { pull } from '../../src/engine/pulling.ts';
import { resolve } from '../../src/engine/resolve.ts';
import { KINDS } from '../../src/kinds/index.ts';
import type { Value } from '../../src/model/value.ts';
import { loadConfig } from '../engine/load-project.ts';
import { readRecorded } from './recorded.ts';
import { inAddresses } from './recreate.ts';

const plain = (value: unknown): unknown =>
  value instanceof Map ? Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)])) : value;
/** Not what the portal has when nothing was said. */
const worthSaying = ([path, value]: readonly [string, Value]): boolean => (path === 'crmAutoCreate' ? value !== true : value !== '' && value !== false);

test.each([
  ['trigger', ['equipment-returned', 'the-engineer-is-on-the-way']],
  ['placement', ['crm-deal-list-toolbar', 'detail-tab-equipment', 'page-background-worker']],
  ['event', ['oncrmleadadd', 'oncrmleadadd-2', 'oncrmdynamicitemupdate-equipment', 'oncrmdealupdate']],
  ['activityType', ['EQUIPMENT_VISIT', 'c-case']],
  ['line', ['support', 'main-external-line']],
])('%s', async (kind, keys) => {
  const [live, users] = [await readRecorded(kind), await readRecorded('user')];
  const rows = (name: string) => (name === 'user' ? users.rows('user') : live.rows(name));
  const { roots, named } = pull({ kinds: KINDS, rows, known: new Map(), marked: /^never$/, languages: ['en', 'de'], pins: false });
  const files = Object.fromEntries([...new Set(roots.map(({ section }) => section))].map((section) => [section, Object.fromEntries(roots.filter((root) => root.section === section).map(({ key, body }) => [key, plain(body)]))]));
  expect(roots.filter(({ address }) => address.startsWith(`${kind}.`)).map(({ key }) => key).sort()).toEqual([...keys].sort());
  const { source, problems } = await loadConfig(JSON.stringify(files));
  expect(problems).toEqual([]);
  const { graph, problems: unresolved } = resolve(source!, KINDS, 'en');
  expect(unresolved).toEqual([]);
  const addresses = new Map([...[...named].map(([uid, { address }]) => [uid, address] as const), ...users.rows('user').map((row) => [row.uid, `user["${row.key}"]`] as const)]);
  for (const row of live.rows(kind)) {
    const declared = graph.declared.get(named.get(row.uid)!.address)!;
    expect(Object.fromEntries([...declared.spec].filter(worthSaying))).toEqual(Object.fromEntries([...row.spec].filter(worthSaying).map(([path, value]) => [path, inAddresses(value, addresses)])));
  }
});
