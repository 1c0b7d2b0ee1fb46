// A portal made anew out of rows that were read elsewhere: each row becomes a declaration of its own
// properties, is created by the ordinary road, and read back.

import { randomUUID } from 'node:crypto';
import { apply, type Applied } from '../../src/engine/apply.ts';
import { makePlan, type Planned } from '../../src/engine/planning.ts';
import { read, type Live } from '../../src/engine/read.ts';
import type { Declared, LiveRow } from '../../src/kinds/contract.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { isFile } from '../../src/model/held-file.ts';
import { relationAddress, segment, under } from '../../src/model/address.ts';
import { STANDARD_TYPES } from '../../src/model/standard-types.ts';
import { isRef, type Value } from '../../src/model/value.ts';
import { openRemote } from '../../src/remote/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import type { JournalEntry, State, StateStore } from '../../src/state/port.ts';
import { newState } from '../../src/state/state.ts';

const CLOCK = 2_000;
/** Of an application that may do all that is declared. */
export const APPLICATION_SCOPES = ['crm', 'userfieldconfig', 'user', 'department', 'lists', 'bizproc', 'placement', 'telephony'];
const kindOf = (row: LiveRow) => KINDS.find(({ name }) => name === row.kind)!;

/** Addresses of rows: by key, or by name where the kind has no key. */
export function addressesOf(rows: readonly LiveRow[]): ReadonlyMap<string, string> {
  const byUid = new Map(rows.map((row) => [row.uid, row]));
  const wordOf = (row: LiveRow): string => (row.kind === 'smartProcess' || row.kind === 'funnel' || row.kind === 'workplace' ? row.name! : row.key!);
  const addressOf = (uid: string): string => {
    const row = byUid.get(uid);
    if (row === undefined) return uid;
    if (row.kind === 'relation') {
      const [parent, child] = row.key!.split('>').map((end) => (end in STANDARD_TYPES ? end : addressOf(end)));
      return relationAddress(parent!, child!);
    }
    const key = row.kind === 'member' ? wordOf(byUid.get(row.key!)!) : wordOf(row);
    if (row.kind === 'crm') return row.uid;
    return row.parent === undefined ? segment(row.kind, key) : under(addressOf(row.parent), row.kind, key);
  };
  return new Map(rows.map((row) => [row.uid, addressOf(row.uid)]));
}

/** References as addresses, so that rows of two portals can be compared. */
export function inAddresses(value: Value, addresses: ReadonlyMap<string, string>): Value {
  if (isRef(value)) return { $ref: addresses.get(value.$ref.replace(/^uid:/, '')) ?? value.$ref };
  if (Array.isArray(value)) return (value as readonly Value[]).map((entry) => inAddresses(entry, addresses));
  if (typeof value === 'object' && value !== null && !isFile(value)) return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inAddresses(entry as Value, addresses)]));
  return value;
}

export function declaredBy(rows: readonly LiveRow[]): ReadonlyMap<string, Declared> {
  const addresses = addressesOf(rows);
  const declared = rows.map((row, position): Declared => {
    const kind = kindOf(row);
    return {
      address: addresses.get(row.uid)!,
      kind: row.kind,
      key: row.kind === 'member' ? row.key! : (row.key ?? row.name!),
      // a pin names what is there already
      spec: new Map([...row.spec].filter(([path]) => path !== 'fieldName').map(([path, value]) => [path, inAddresses(value, addresses)])),
      path: [row.kind, row.uid],
      position,
      ...(row.parent === undefined ? {} : { parent: addresses.get(row.parent)! }),
      ...(kind.lookup ? { lookup: true as const } : {}),
    };
  });
  return new Map(declared.map((each) => [each.address, each]));
}

function memoryStore(): StateStore {
  let state: State | undefined;
  const journal: JournalEntry[] = [];
  return {
    load: async () => state,
    save: async (next) => void (state = next),
    lock: async () => ({ release: async () => undefined }),
    holder: async () => undefined,
    journal: { append: async (entry) => void journal.push(entry), read: async () => [...journal], clear: async () => void journal.splice(0) },
  };
}

export interface Recreated {
  readonly applied: Applied;
  readonly plan: () => Promise<Planned>;
  readonly live: () => Promise<Live>;
  readonly close: () => Promise<void>;
}

export async function recreate(rows: readonly LiveRow[]): Promise<Recreated> {
  const portal = await startSandbox({ clockScale: CLOCK });
  const { auth } = await portal.install({ clientId: 'local.workshop', scopes: APPLICATION_SCOPES });
  const app = { kind: 'ready' as const, host: new URL(portal.origin).host, accessToken: String(auth.access_token), hashKey: () => 'workshop' };
  const remote = openRemote({ webhook: portal.url, app, clockScale: CLOCK });
  const store = memoryStore();
  const nowhere = { file: 'recorded', line: 1, col: 1 };
  const plan = async (): Promise<Planned> =>
    makePlan({
      kinds: KINDS, graph: { declared: declaredBy(rows), outputs: new Map(), policies: [] }, source: { root: new Map(), placeOf: () => nowhere, keyPlaceOf: () => nowhere },
      state: await store.load(), journal: await store.journal.read(), remote, version: 'test', project: 'recorded', portal: { name: 'env', host: remote.host, language: 'en' }, warnings: [],
    });
  const planned = await plan();
  if (planned.plan === undefined) throw new Error(JSON.stringify(planned.problems));
  const applied = await apply({
    plan: planned.plan, kinds: KINDS, remote, store, state: newState('recorded', remote.host, randomUUID()), live: planned.live,
    now: Date.now, sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  });
  const kinds = new Set(KINDS.map(({ name }) => name));
  return {
    applied,
    plan,
    live: () => read(KINDS, remote, { kinds, count: () => 1, languages: ['en'], wants: () => true, whole: () => false }),
    close: async () => {
      remote.close();
      await portal.close();
    },
  };
}
