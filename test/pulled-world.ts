// Pulling in this process: a portal into a folder of files, and the plan of such a folder against any portal.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { apply } from '../src/engine/apply.ts';
import { load, readIds } from '../src/engine/load.ts';
import { makePlan, type Planned } from '../src/engine/planning.ts';
import { pullPortal, type PortalPulled } from '../src/engine/pull-portal.ts';
import { resolve } from '../src/engine/resolve.ts';
import { KINDS } from '../src/kinds/index.ts';
import { openRemote } from '../src/remote/index.ts';
import type { Remote } from '../src/remote/port.ts';
import { configFiles } from '../src/report/config-files.ts';
import { idsFile } from '../src/report/ids-file.ts';
import type { Sandbox } from '../src/sandbox/index.ts';
import { sectionsOf } from '../src/sections.ts';
import type { JournalEntry, State, StateStore } from '../src/state/port.ts';
import { newState, withEntries } from '../src/state/state.ts';

export const CLOCK = 1_000;

export interface Folder {
  readonly path: string;
  readonly pulled: PortalPulled;
  /** texts of the files below config/ */
  readonly files: ReadonlyMap<string, string>;
}

const applications = new WeakMap<Sandbox, { readonly kind: 'ready'; readonly host: string; readonly accessToken: string; readonly hashKey: () => string }>();

/** From now on we are this application there as well. */
export async function asApplication(portal: Sandbox, clientId: string, scopes: readonly string[]): Promise<(method: string, params?: object) => Promise<any>> {
  const { auth } = await portal.install({ clientId, scopes });
  const accessToken = String(auth.access_token);
  applications.set(portal, { kind: 'ready', host: new URL(portal.origin).host, accessToken, hashKey: () => 'workshop' });
  return async (method, params = {}) => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${accessToken}` };
    return ((await (await fetch(`${portal.origin}/rest/${method}.json`, { method: 'POST', headers, body: JSON.stringify(params) })).json()) as any).result;
  };
}

/** Files of a person, as a folder that can be planned and applied. */
export function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Pick<Folder, 'path'> {
  const path = mkdtempSync(join(tmpdir(), 'bxform-written-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ 'bxform.yaml': 'bxform: 1\nproject: workshop\nportals: { env: { language: en } }\ninclude: [config/**/*.yaml]\n', ...files })) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { path };
}

export function remoteOf(portal: Sandbox): Remote {
  const app = applications.get(portal);
  const remote = openRemote({ webhook: portal.url, clockScale: CLOCK, ...(app === undefined ? {} : { app }) });
  onTestFinished(remote.close);
  return remote;
}

/** Pulls a portal into a folder of its own. */
export async function pullInto(portal: Sandbox, language: string, more: { readonly pins?: boolean; readonly languages?: readonly string[]; readonly isWanted?: (address: string) => boolean } = {}): Promise<Folder> {
  const remote = remoteOf(portal);
  const pulled = await pullPortal({ kinds: KINDS, remote, project: 'workshop', languages: more.languages ?? [language], pins: more.pins ?? false, ...(more.isWanted === undefined ? {} : { isWanted: more.isWanted }) });
  const path = mkdtempSync(join(tmpdir(), 'bxform-pulled-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const files = configFiles(pulled.roots);
  const ids = idsFile('', new Map(pulled.ids.map((each) => [each.address, each.ids])));
  const beside = [...pulled.files.values()].map(({ file }) => [`config/${file.$file}`, Buffer.from(file.base64, 'base64')] as const);
  for (const [name, text] of [...files, ...beside, ['bxform.yaml', `bxform: 1\nproject: workshop\nportals: { env: { language: ${language} } }\ninclude: [config/**/*.yaml]\n`] as const, ['ids/env.yaml', ids] as const]) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, pulled, files };
}

export const stateOf = ({ pulled }: Folder, portal: Sandbox): State => withEntries(newState('workshop', new URL(portal.origin).host, randomUUID()), pulled.entries);

/** The plan of a folder's files for a portal. */
export async function planOf({ path }: Pick<Folder, 'path'>, portal: Sandbox, language: string, { state, ids = true }: { readonly state?: State; readonly ids?: boolean } = {}): Promise<Planned> {
  const remote = remoteOf(portal);
  const loaded = await load(path, { portal: 'env', environment: { BXFORM_WEBHOOK: portal.url }, hash: remote.hash, cacheFolder: null, sections: sectionsOf(KINDS) });
  const { graph, problems } = resolve(loaded.source!, KINDS, language);
  const wrong = [...loaded.problems, ...problems];
  if (wrong.length > 0) return { problems: wrong, pairs: new Map(), live: { rows: () => [], byUid: new Map(), answer: () => undefined, denied: new Map() } };
  const written = ids ? (await readIds(path, 'env', (address) => graph.declared.has(address))).ids : new Map();
  return makePlan({ kinds: KINDS, graph, source: loaded.source!, state, journal: [], ids: written, remote, version: 'test', project: 'workshop', portal: { name: 'env', host: remote.host, language }, warnings: [] });
}

/** Applies a folder's files to a portal that knows nothing of them; answers what went wrong. */
export async function applyTo(folder: Pick<Folder, 'path'>, portal: Sandbox, language: string): Promise<readonly string[]> {
  const { plan, problems, live } = await planOf(folder, portal, language, { ids: false });
  if (plan === undefined) return problems.map(({ message, hint }) => `${message} ${hint ?? ''}`);
  const remote = remoteOf(portal);
  let state: State = newState('workshop', remote.host, randomUUID());
  const journal: JournalEntry[] = [];
  const store: StateStore = {
    load: async () => state, save: async (next) => void (state = next), lock: async () => ({ release: async () => undefined }), holder: async () => undefined,
    journal: { append: async (entry) => void journal.push(entry), read: async () => [...journal], clear: async () => void journal.splice(0) },
  };
  const { outcomes } = await apply({ plan, kinds: KINDS, remote, store, state, live, now: Date.now, sleep: (time) => new Promise((done) => setTimeout(done, time)) });
  const blocked = plan.changes.filter(({ action }) => action === 'blocked').map(({ address, reason }) => `${address}: ${reason}`);
  return [...blocked, ...outcomes.flatMap((each) => (each.outcome === 'done' ? [] : [`${each.step}: ${'message' in each ? each.message : each.outcome}`]))];
}

export const told = ({ plan, problems }: Planned): readonly string[] => [
  ...problems.map(({ message, hint, place }) => `${place?.file}:${place?.line} ${message} ${hint ?? ''}`),
  ...(plan?.changes ?? []).filter(({ action }) => action !== 'none').map(({ action, address, reason, properties }) => `${action} ${address} ${reason ?? ''} ${JSON.stringify(properties)}`),
];
