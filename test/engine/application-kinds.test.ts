// What a kind of automation says of itself, and what the engine makes of it: two kinds of a call centre, small
// enough to see through, on the sandbox portal.

import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apply } from '../../src/engine/apply.ts';
import { makePlan, type Planned } from '../../src/engine/planning.ts';
import type { Declared, Kind } from '../../src/kinds/contract.ts';
import { smartProcess } from '../../src/kinds/smart-process.ts';
import type { Call } from '../../src/model/call.ts';
import { isDenied } from '../../src/model/plan.ts';
import type { Value } from '../../src/model/value.ts';
import { openRemote } from '../../src/remote/index.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.ts';
import type { JournalEntry, State, StateStore } from '../../src/state/port.ts';
import { newState } from '../../src/state/state.ts';

const CODES: Call = { method: 'bizproc.activity.list', params: {}, retry: 'read', context: 'app' };
const activity: Kind = {
  name: 'activity', section: 'activities', scopes: ['bizproc'], context: 'app', keyed: true, blind: ['name', 'handler', 'properties'], unseen: true,
  identify: ({ key }) => ({ key, name: key }),
  reads: () => [CODES],
  parse: (context) => ((context.answer(CODES)?.result ?? []) as string[]).map((code) => ({ kind: 'activity', uid: `activity:${code}`, ids: { code }, key: code, name: code, spec: new Map() })),
  write: ({ action, own }) => {
    const fields: Record<string, unknown> = {};
    for (const [path, { after }] of own!.changed) if (!path.includes('.')) fields[path.toUpperCase()] = after;
    const params = action === 'create' ? { CODE: own!.key, ...fields } : { CODE: own!.key, FIELDS: fields };
    return { method: action === 'create' ? 'bizproc.activity.add' : 'bizproc.activity.update', params, retry: action === 'create' ? 'create' : 'idempotent', context: 'app' };
  },
  uid: (ids) => `activity:${ids['code']}`,
};

const BOUND: Call = { method: 'placement.get', params: {}, retry: 'read', context: 'app' };
const placement: Kind = {
  name: 'placement', section: 'placements', scopes: ['placement'], context: 'app', keyed: true, rebinds: 'its tab is gone for a moment',
  identify: ({ key }) => ({ key, name: key }),
  reads: () => [BOUND],
  parse: (context) =>
    ((context.answer(BOUND)?.result ?? []) as any[]).map((row) => ({
      kind: 'placement', uid: `placement:${row.placement}`, ids: { placement: row.placement, handler: row.handler }, key: row.placement, name: row.placement,
      spec: new Map<string, Value>([['handler', row.handler]]),
    })),
  write: ({ action, own }) =>
    action === 'delete'
      ? { method: 'placement.unbind', params: { PLACEMENT: own!.key, HANDLER: own!.row!.ids['handler'] }, retry: 'idempotent', context: 'app' }
      : { method: 'placement.bind', params: { PLACEMENT: own!.key, HANDLER: own!.changed.get('handler')!.after }, retry: 'create', context: 'app' },
  uid: (ids) => `placement:${ids['placement']}`,
};
const KINDS = [smartProcess, activity, placement];

interface Centre {
  readonly plan: (options?: { readonly reapply?: boolean }) => Promise<Planned>;
  readonly apply: (options?: { readonly reapply?: boolean }) => Promise<readonly string[]>;
  readonly declare: (...declared: readonly Declared[]) => void;
  readonly forget: () => void;
  readonly state: () => State | undefined;
  readonly control: (path: string, body: object) => Promise<unknown>;
  readonly data: () => any;
  readonly break: Sandbox['addFaults'];
  readonly mend: () => void;
}

const declare = (kind: string, key: string, spec: Record<string, Value>): Declared =>
  ({ address: `${kind}.${key}`, kind, key, spec: new Map(Object.entries(spec)), path: [kind, key], position: 0 });
const callBack = (more: Record<string, Value> = {}): Declared => declare('activity', 'call_back', { name: 'Call back', handler: 'https://bot.example.test/call', ...more });
const calls = (handler = 'https://bot.example.test/calls'): Declared => declare('placement', 'CRM_DEAL_DETAIL_TAB', { handler });
const request = declare('smartProcess', 'request', { title: 'Request', 'settings.openPermissions': false });

async function centre({ application = ['crm', 'bizproc', 'placement'], user = 1, ...options }: SandboxOptions & { application?: readonly string[] | null; user?: number } = {}): Promise<Centre> {
  const portal = await startSandbox({ clockScale: 1000, ...options });
  onTestFinished(portal.close);
  const app = application && (await portal.install({ clientId: 'local.centre', scopes: application, user }));
  const remote = openRemote({ webhook: portal.url, clockScale: 1000, ...(app ? { app: { kind: 'ready', host: new URL(portal.origin).host, accessToken: String(app['auth'].access_token), hashKey: () => 'centre' } } : {}) });
  let state: State | undefined;
  let declared: ReadonlyMap<string, Declared> = new Map();
  const journal: JournalEntry[] = [];
  const store: StateStore = {
    load: async () => state, save: async (next) => void (state = next), lock: async () => ({ release: async () => undefined }), holder: async () => undefined,
    journal: { append: async (entry) => void journal.push(entry), read: async () => [...journal], clear: async () => void journal.splice(0) },
  };
  const nowhere = { file: 'centre.yaml', line: 1, col: 1 };
  const plan: Centre['plan'] = ({ reapply = false } = {}) =>
    makePlan({
      kinds: KINDS, graph: { declared, outputs: new Map(), policies: [] }, source: { root: new Map(), placeOf: () => nowhere, keyPlaceOf: () => nowhere }, state, journal: [...journal],
      remote, version: 'test', project: 'centre', portal: { name: 'env', host: remote.host, language: 'en' }, warnings: [], reapply,
    });
  return {
    plan,
    async apply(how) {
      const { plan: made, live } = await plan(how);
      const { outcomes } = await apply({ plan: made!, kinds: KINDS, remote, store, state: state ?? newState('centre', remote.host, randomUUID()), live, now: Date.now, sleep: (time) => new Promise((done) => setTimeout(done, time)) });
      return outcomes.map(({ step, outcome }) => `${step} ${outcome}`);
    },
    declare: (...all) => void (declared = new Map(all.map((each) => [each.address, each]))),
    forget: () => void (state = undefined),
    state: () => state,
    control: async (path, body) => (await fetch(`${portal.origin}/_sandbox/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).json(),
    data: portal.data,
    break: portal.addFaults,
    mend: portal.clearFaults,
  };
}
const changed = ({ plan }: Planned): readonly string[] => plan!.changes.filter(({ action }) => action !== 'none').map(({ action, address }) => `${action} ${address}`);

describe('what only an application may', () => {
  test('is blocked where the portal has none, with the reason, and the rest is applied', async () => {
    const s = await centre({ application: null });
    s.declare(request, callBack(), calls());
    const { plan } = await s.plan();
    expect(plan!.changes.map(({ address, action, denied, reason }) => [address, action, denied, reason])).toEqual([
      ['smartProcess.request', 'create', undefined, undefined],
      ...['activity.call_back', 'placement.CRM_DEAL_DETAIL_TAB'].map((address) => [address, 'blocked', true, expect.stringContaining('only an application')]),
    ]);
    expect(isDenied(plan!)).toBe(false);
    expect(await s.apply()).toEqual(['create smartProcess.request done']);
  });

  test('is denied as a whole where nothing else is declared', async () => {
    const s = await centre({ application: null });
    s.declare(callBack());
    expect(isDenied((await s.plan()).plan!)).toBe(true);
  });

  test.each<[string, Parameters<typeof centre>[0], string]>([
    ['lacks a scope', { application: ['crm', 'placement'] }, 'lacks bizproc'],
    ['acts for somebody who is not an administrator', { user: 3 }, 'not an administrator'],
  ])('is blocked where the application %s', async (_, options, reason) => {
    const s = await centre(options);
    s.declare(request, callBack());
    expect((await s.plan()).plan!.changes.map(({ action, reason: said }) => [action, said])).toEqual([['create', undefined], ['blocked', expect.stringContaining(reason)]]);
  });

  test('is blocked where the tariff has no such method, and that is said', async () => {
    const s = await centre();
    s.data().options['features'] = { bizproc: 'N' };
    s.declare(request, callBack(), calls());
    expect((await s.plan()).plan!.changes.map(({ address, action, reason }) => [address, action, reason])).toEqual([
      ['smartProcess.request', 'create', undefined],
      ['activity.call_back', 'blocked', expect.stringContaining('the portal has no bizproc.activity.list')],
      ['placement.CRM_DEAL_DETAIL_TAB', 'create', undefined],
    ]);
  });
});

describe('what cannot be read back', () => {
  test('is compared with what was applied last, property by property', async () => {
    const s = await centre();
    s.declare(callBack());
    expect(await s.apply()).toEqual(['create activity.call_back done']);
    expect(changed(await s.plan())).toEqual([]);
    s.declare(callBack({ name: 'Ring back' }));
    const { plan } = await s.plan();
    expect(plan!.changes.map(({ action, properties }) => [action, properties])).toEqual([['update', [{ path: 'name', before: 'Call back', after: 'Ring back' }]]]);
    expect(await s.apply()).toEqual(['update activity.call_back done']);
    expect(changed(await s.plan())).toEqual([]);
  });

  test('is left as it is where nobody remembers it, is not called ours as declared, and is written again on request', async () => {
    const s = await centre();
    s.declare(callBack());
    await s.apply();
    s.forget();
    s.declare(callBack({ name: 'Ring back' }));
    const unknown = await s.plan();
    expect([changed(unknown), unknown.plan!.unknown, unknown.plan!.recorded]).toEqual([[], ['activity.call_back'], []]);
    expect(await s.apply()).toEqual([]);
    expect((await s.plan()).plan!.unknown).toEqual(['activity.call_back']);
    expect(await s.apply({ reapply: true })).toEqual(['update activity.call_back done']);
    const known = await s.plan();
    expect([changed(known), known.plan!.unknown]).toEqual([[], []]);
    expect(s.data().tables['bizprocActivities'].map(({ name }: any) => name)).toEqual([{ '*': 'Ring back' }]);
  });

  test('is made again after a new version of the application erased it', async () => {
    const s = await centre();
    s.declare(callBack());
    await s.apply();
    await s.control('applications/update', { clientId: 'local.centre' });
    expect(changed(await s.plan())).toEqual(['create activity.call_back']);
    expect(await s.apply()).toEqual(['create activity.call_back done']);
    expect(changed(await s.plan())).toEqual([]);
  });

  test('is made for this application, whatever another one has under the same code', async () => {
    const s = await centre();
    const { auth } = (await s.control('applications', { clientId: 'local.other', scopes: ['bizproc'] })) as any;
    s.declare(callBack());
    expect(auth.access_token).toBeTypeOf('string');
    s.data().tables['bizprocActivities'] = [{ id: 1, clientId: 'local.other', code: 'call_back', robot: false, name: { '*': 'Theirs' } }];
    expect(await s.apply()).toEqual(['create activity.call_back done']);
    expect(s.data().tables['bizprocActivities'].map(({ clientId, name }: any) => [clientId, name['*']])).toEqual([['local.other', 'Theirs'], ['local.centre', 'Call back']]);
  });
});

describe('an apply that can no longer read the portal', () => {
  test('tells what it sent, and the next one writes again what cannot be read back', async () => {
    const s = await centre();
    s.declare(callBack());
    s.break({ method: 'bizproc.activity.list', kind: 'error', code: 'PAYMENT_REQUIRED', status: 402 });
    expect(await s.apply()).toEqual(['create activity.call_back unknown']);
    s.mend();
    s.declare(callBack({ name: 'Ring back' }));
    expect(await s.apply()).toEqual(['update activity.call_back done']);
    expect(s.data().tables['bizprocActivities'].map(({ name }: any) => name['*'])).toEqual(['Ring back']);
    const after = await s.plan();
    expect([changed(after), after.plan!.unknown]).toEqual([[], []]);
  });
});

describe('what is taken over on the word of the files', () => {
  test('is written, though nobody knows what it says', async () => {
    const s = await centre();
    s.declare(callBack({ name: 'Old' }));
    await s.apply();
    s.forget();
    s.declare({ ...callBack({ name: 'New' }), adopt: true });
    expect(await s.apply()).toEqual(['update activity.call_back done']);
    expect(s.data().tables['bizprocActivities'].map(({ name }: any) => name['*'])).toEqual(['New']);
    expect(changed(await s.plan())).toEqual([]);
  });
});

describe('what another application made', () => {
  test('is out of reach: it is made anew, and the plan says that the old one stays', async () => {
    const s = await centre();
    s.declare(callBack());
    await s.apply();
    expect(s.state()!.clientId).toBe('local.centre');
    s.data().tables['applications'].find(({ clientId }: any) => clientId === 'local.centre').clientId = 'local.moved';
    const tokens = Object.values<any>(s.data().tables).flat().filter((row: any) => row.clientId === 'local.centre' && row.code === undefined);
    for (const token of tokens) token.clientId = 'local.moved';
    const planned = await s.plan();
    expect([changed(planned), planned.plan!.warnings.map(({ code }) => code)]).toEqual([['create activity.call_back'], ['other-application']]);
    expect(await s.apply()).toEqual(['create activity.call_back done']);
    expect(s.state()!.clientId).toBe('local.moved');
    const after = await s.plan();
    expect([changed(after), after.plan!.warnings]).toEqual([[], []]);
  });
});

describe('what the portal cannot update', () => {
  const elsewhere = 'https://new.example.test/calls';

  test('is removed and made anew, one after the other, and the plan says what that costs', async () => {
    const s = await centre();
    s.declare(calls());
    await s.apply();
    s.declare(calls(elsewhere));
    const { plan } = await s.plan();
    expect(plan!.changes.map(({ action, risks }) => [action, risks])).toEqual([['update', ['its tab is gone for a moment']]]);
    expect(plan!.waves).toEqual([['delete placement.CRM_DEAL_DETAIL_TAB'], ['create placement.CRM_DEAL_DETAIL_TAB']]);
    expect(await s.apply()).toEqual(['delete placement.CRM_DEAL_DETAIL_TAB done', 'create placement.CRM_DEAL_DETAIL_TAB done']);
    expect(changed(await s.plan())).toEqual([]);
    expect(s.data().tables['placements'].map(({ handler }: any) => handler)).toEqual([elsewhere]);
  });

  test('is made by the next apply where the first was stopped in between', async () => {
    const s = await centre();
    s.declare(calls());
    await s.apply();
    s.declare(calls(elsewhere));
    s.break({ method: 'placement.bind', kind: 'error', code: 'ERROR_CORE', description: 'No', status: 400, times: 1 });
    const first = await s.apply();
    expect(first[0]).toBe('delete placement.CRM_DEAL_DETAIL_TAB done');
    expect(s.state()!.entries['placement.CRM_DEAL_DETAIL_TAB']).toBeUndefined();
    expect(await s.apply()).toEqual(['create placement.CRM_DEAL_DETAIL_TAB done']);
    expect(changed(await s.plan())).toEqual([]);
  });
});
